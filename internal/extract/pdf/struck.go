package pdf

import (
	"slices"
	"strings"

	"claimline/internal/extract/prose"
	"claimline/internal/sow"
)

// Where a line strikes a word out: so many font sizes above its baseline. One that
// stands lower underlines it.
const (
	strikeLow  = 0.12
	strikeHigh = 0.55
)

// strike marks the words through the middle of which a line is drawn. Such a line is
// none of a table: it ends where the words end.
func (p *page) strike() {
	p.rules = slices.DeleteFunc(p.rules, func(r rule) bool {
		if !r.horizontal {
			return false
		}
		through := p.crossed(r)
		if len(through) == 0 {
			return false
		}
		box, size := p.words[through[0]].box, 0.0
		for _, i := range through {
			box, size = box.union(p.words[i].box), max(size, p.words[i].size)
		}
		if r.from < box.x0-size || r.to > box.x1+size {
			return false
		}
		for _, i := range through {
			p.words[i].struck = true
		}
		return true
	})
}

// crossed gives the words that a line goes through from end to end.
func (p *page) crossed(r rule) (through []int) {
	for i := range p.words {
		w := &p.words[i]
		above := w.base - r.at
		if above < strikeLow*w.size || above > strikeHigh*w.size || w.turned {
			continue
		}
		if width := w.box.width(); width > 0 && min(w.box.x1, r.to)-max(w.box.x0, r.from) > 0.8*width {
			through = append(through, i)
		}
	}
	return through
}

// skipped is how many bytes of a text may stand between two words of its lines.
const skipped = 3

// struckMarks marks what is struck out of a text that was made of some lines.
func struckMarks(lines []line, text string) (marks []sow.Mark) {
	at, open := 0, false
	for i := range lines {
		for k := range lines[i].words {
			w := &lines[i].words[k]
			in := strings.TrimRight(normal(w.text), "-‐")
			off := strings.Index(text[at:], in)
			if in == "" || off < 0 || off > skipped {
				continue // a number or bullet that does not stand in the text
			}
			from := at + off
			at = from + len(in)
			switch {
			case w.struck && open:
				marks[len(marks)-1].End = at
			case w.struck:
				marks = append(marks, sow.Mark{Kind: sow.Struck, Start: from, End: at})
			}
			open = w.struck
		}
	}
	return marks
}

// anyStruck reports whether a line is drawn through any word of some lines.
func anyStruck(lines []line) bool {
	return slices.ContainsFunc(lines, func(ln line) bool {
		return slices.ContainsFunc(ln.words, func(w word) bool { return w.struck })
	})
}

// warnStruck says how many passages are struck out.
func warnStruck(doc *sow.Document) {
	n := 0
	for i := range doc.Blocks {
		for _, m := range doc.Blocks[i].Marks {
			if m.Kind == sow.Struck {
				n++
			}
		}
	}
	if n > 0 {
		doc.Warnings = append(doc.Warnings, sow.Warning{Code: sow.WarnStruckText, Message: "The document has " + prose.Count(n, "passage") + " struck through."})
	}
}
