// Package flow turns the paragraphs and tables of a parsed document into
// blocks as a person reads them. Every reader of a structured format gives it
// what the format says; it adds what the format leaves open: headings that are
// only formatted, typed numbers and bullets, the line that introduces a list,
// the heads of a table's rows and columns, one block for each tick box.
package flow

import (
	"claimline/internal/extract/prose"
	"claimline/internal/sow"
)

// Para is a block on its way, with the style facts that later steps need.
type Para struct {
	sow.Block
	Group    string // paragraphs of one group follow each other: the body, one cell, one box
	List     bool   // it is an item of a list of the format
	Contents bool   // a line of a table of contents
	Title    bool   // in the style of the document's title
	Styled   bool   // the format itself says that it is a heading
	AllBold  bool   // all its visible text is bold
	Size     int    // its largest text size, in any unit of the format; 0 when not known
	Emphasis int    // further formatting that tells headings apart; equal values look alike
	Typed    bool   // its bullet or number was typed by the author
	Weak     bool   // its typed number has no sign behind it ("3 Scope")
	Label    bool   // its typed number has a word before it ("§ 3")
	sign     string // typed bullet
	seq      sequence
	ord      int // place of its typed number in the sequence
}

// Blocks gives the blocks of a story in reading order.
func Blocks(paras []Para) []sow.Block {
	numbers(paras)
	headings(paras)
	leads := prose.Leads{}
	out := make([]sow.Block, 0, len(paras))
	for i := range paras {
		p := &paras[i]
		switch {
		case p.Kind == sow.Footnote || p.Kind == sow.Comment || p.Kind == sow.TextBox:
		case p.List:
			p.Intro = leads.Item(p.Group, p.Level, p.Text)
		default:
			leads.Line(p.Group, p.Kind == sow.Heading, p.Text)
		}
		out = AppendTicks(out, p.Block)
	}
	return out
}
