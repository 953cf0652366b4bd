package table

import (
	"slices"
	"strings"

	"claimline/internal/detect/list"
	"claimline/internal/detect/page"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// MaxHead is the number of words of a column's head that names a party.
const MaxHead = 4

// readDuties reads a table whose columns are the parties and whose cells say in
// words what each does: a line in which the partner does nothing, or only
// looks on, is not delivered.
func (r *Reading) readDuties(t *table) {
	ours, parties := r.partyHeads(t)
	if ours < 0 {
		return
	}
	for _, row := range t.rows {
		if mine, others, heads := r.dutiesOf(row, ours, parties); !heads {
			r.readDuty(row, mine, others, parties)
		}
	}
}

// dutiesOf gives the cell of a row that tells what the partner does, -1 without
// one, whether another party does something, and whether it is a row of heads.
func (r *Reading) dutiesOf(row *tableRow, ours int, parties map[int]bool) (mine int, others, heads bool) {
	mine = -1
	for _, i := range row.blocks {
		switch c := r.Doc.Blocks[i].Cell; {
		case c.HeaderRow:
			heads = true
		case c.Col == ours:
			mine = i
		case parties[c.Col]:
			others = others || !r.isNothing(i)
		}
	}
	return mine, others, heads
}

// readDuty reads a row by what the partner's cell says, and whether others do
// something in their columns.
func (r *Reading) readDuty(row *tableRow, mine int, others bool, parties map[int]bool) {
	if mine >= 0 && !r.isNothing(mine) {
		r.setTheirs(row, parties)
	}
	switch {
	case mine < 0 || r.isNothing(mine):
		if others || mine >= 0 && len(parties) == 0 && r.saysNone(mine) {
			r.setRow(row, sow.Prerequisite, "table.duties")
		}
	case others && phrase.Opens(r.TokensOf(mine), r.WordsOf(list.DutyHelps)):
		r.setRow(row, sow.Prerequisite, "table.duties")
	case r.hasNameIn(mine):
		if !others && len(parties) > 0 {
			r.setGoal(row) // it is in no other party's column
		}
	case r.VerbWithin(mine, token.Span{From: 0, To: int32(len(r.TokensOf(mine)))}):
		r.setGoal(row)
	}
}

// setTheirs sets aside the products that another party's cell says it works on
// itself, in a row that the partner has a part of.
func (r *Reading) setTheirs(row *tableRow, parties map[int]bool) {
	for _, i := range row.blocks {
		c := r.Doc.Blocks[i].Cell
		works := r.VerbWithin(i, token.Span{From: 0, To: int32(len(r.TokensOf(i)))})
		if parties[c.Col] && works && r.hasNameIn(i) && r.Blocks[i].Row.Polarity == "" {
			r.Blocks[i].Row = page.RowValue{Polarity: sow.Prerequisite, Cue: "table.duties"}
		}
	}
}

// setGoal puts a row in scope; of a row that says what takes the place of what,
// the goal alone.
func (r *Reading) setGoal(row *tableRow) {
	is := func(i int, of ...sow.Polarity) bool {
		c := r.Blocks[i].Column
		return c != nil && slices.Contains(of, c.Polarity) && c.Else == ""
	}
	goal := slices.ContainsFunc(row.blocks, func(i int) bool { return is(i, sow.InScope) })
	for _, i := range row.blocks {
		if goal && is(i, sow.Background, sow.Source) {
			continue
		}
		if r.Blocks[i].Row.Polarity == "" && !r.Doc.Blocks[i].Cell.HeaderRow {
			r.Blocks[i].Row = page.RowValue{Polarity: sow.InScope, Cue: TableAnswer}
		}
	}
}

// partyHeads gives the column that the partner heads, -1 without one, and
// those of other parties.
func (r *Reading) partyHeads(t *table) (ours int, others map[int]bool) {
	ours, others = -1, map[int]bool{}
	for _, row := range t.rows {
		for _, i := range row.blocks {
			c := r.Doc.Blocks[i].Cell
			if c.HeaderRow || c.Col == 0 || len(r.HeadOf(c.ColHead).Tokens) > MaxHead {
				continue
			}
			switch r.HeadOwner(c.ColHead) {
			case page.Partners:
				ours = c.Col
			case page.Customers, page.Thirds:
				others[c.Col] = true
			case page.Nobodys:
			}
		}
	}
	return ours, others
}

func (r *Reading) hasNameIn(i int) bool { return len(r.HitsOf(i, phrase.Name)) > 0 }

// isNothing tells whether a cell says that its party does nothing.
func (r *Reading) isNothing(i int) bool {
	text := strings.TrimSpace(r.Doc.Blocks[i].Text)
	return strings.Trim(text, "-–—/ ") == "" || r.saysNone(i)
}

// saysNone tells whether a cell opens with a word like "none".
func (r *Reading) saysNone(i int) bool { return phrase.Opens(r.TokensOf(i), r.WordsOf(list.DutyNone)) }
