package table

import (
	"slices"
	"strings"

	"claimline/internal/detect/token"
)

// markOpenings notes how the marks begin that claims may name, so that most cells
// are known to bear none of them.
func (r *Reading) markOpenings(claims []claim) {
	r.markOpens = &token.Openings{}
	for _, c := range claims {
		text, tokens := r.Doc.Blocks[c.block].Text, r.TokensOf(c.block)[c.span.From:c.span.To]
		for _, k := range c.near {
			r.markOpens.Add(token.Fold(text[tokens[k].Start:tokens[k].End]))
		}
	}
}

// marksOf gives the marks of a column that a claim speaks of: some of its lines
// bear them and others do not.
func (r *Reading) marksOf(t *table, col *tableColumn, c claim) (marks []string) {
	if col.number == 0 {
		return nil
	}
	if !col.marked {
		r.markColumn(t, col)
	}
	if col.lines < 3 {
		return nil
	}
	cells := 0
	for n := range col.marks {
		if m := &col.marks[n]; r.speaksOf(c, m.words) {
			marks = append(marks, m.text)
			cells += m.cells
		}
	}
	if len(marks) == 0 || cells == col.lines || r.refuses(t, col, marks) {
		return nil
	}
	return marks
}

// markColumn notes the marks in the cells of a column that claims may name, and how
// many lines the table has, once for all claims.
func (r *Reading) markColumn(t *table, col *tableColumn) {
	col.marked = true
	for _, row := range t.rows {
		for _, i := range row.blocks {
			b := &r.Doc.Blocks[i]
			switch {
			case b.Cell.HeaderRow:
			case b.Cell.Col == 0:
				col.lines++
			case b.Cell.Col == col.number:
				if text := strings.TrimSpace(b.Text); !r.markOpens.Strange(text) {
					col.addMark(markIn(text))
				}
			}
		}
	}
}

// columnMark is a mark in the cells of a column.
type columnMark struct {
	text  string
	words []string
	cells int // that begin with it
}

// fewMarks is how many marks of a column are told apart: one that comes later may
// be noted again.
const fewMarks = 32

// addMark notes the mark of a cell, if it has one.
func (c *tableColumn) addMark(text string) {
	if text == "" {
		return
	}
	for n := range c.marks[:min(len(c.marks), fewMarks)] {
		if m := &c.marks[n]; m.text == text {
			m.cells++
			return
		}
	}
	c.marks = append(c.marks, columnMark{text, strings.Fields(text), 1})
}

// refuses tells whether the marks are the no of a column that also says yes: "Lines
// marked N are printed because the manager asks for it" orders none of them.
func (r *Reading) refuses(t *table, col *tableColumn, marks []string) bool {
	no, yes := false, false
	for _, row := range t.rows {
		for _, i := range row.blocks {
			b := &r.Doc.Blocks[i]
			if v, ok := r.cellValue(i); ok && b.Cell.Col == col.number {
				yes = yes || v.Answer == "yes"
				no = no || v.Answer == "no" && slices.Contains(marks, markIn(b.Text))
			}
		}
	}
	return no && yes
}
