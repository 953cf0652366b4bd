package table

import (
	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/list"
	"claimline/internal/detect/page"
	"claimline/internal/detect/phrase"
	"claimline/internal/sow"
)

// besideMatter tells whether the answer of cell i speaks of what its head names
// and not of the work on its row: who accepts or pays it, that its licence is
// there, that its day is not known yet.
func (r *Reading) besideMatter(t *table, i int, v lexicon.Value, class *sow.ColumnClass) bool {
	c := r.Doc.Blocks[i].Cell
	h := r.readHead(c.ColHead)
	switch {
	case class != nil && class.Else != "":
		return false // "In scope from"
	case h.Apart && v.Polarity != "":
		return true
	case h.Apart:
		return r.inScope(i) && class != nil && class.Polarity == sow.Licence
	case h.When && r.inScope(i):
		return v.Polarity == sow.Future && r.SaysAny(r.TokensOf(i), r.WordsOf(list.WhenOpen))
	}
	return h.Owned && v.Polarity == sow.Excluded && r.ownedByOthers(t, i)
}

// inScope tells whether a cell stands below a heading of what is delivered.
func (r *Reading) inScope(i int) bool {
	class := r.Blocks[i].Class
	return class != nil && class.Class == "scope"
}

// ownedByOthers tells whether all lines of the column of cell i, below a heading
// of what is delivered, name another owner than the partner: they tell then whom
// the results belong to.
func (r *Reading) ownedByOthers(t *table, i int) bool {
	if !r.inScope(i) {
		return false
	}
	column := t.column(r.Doc.Blocks[i].Cell.Col)
	if !column.asked {
		column.asked, column.theirs = true, r.allTheirs(t, column.number)
	}
	return column.theirs
}

// allTheirs tells whether a column has several cells, each of which names
// another party than the partner.
func (r *Reading) allTheirs(t *table, col int) bool {
	cells := 0
	for _, row := range t.rows {
		for _, i := range row.blocks {
			if c := r.Doc.Blocks[i].Cell; c.Col != col || c.HeaderRow {
				continue
			}
			if who := r.whose(i, r.TokensOf(i)); who != page.Customers && who != page.Thirds {
				return false
			}
			cells++
		}
	}
	return cells > 1
}

// AsksScope tells whether a label asks whether something is delivered.
func (r *Reading) AsksScope(words string) bool {
	c := r.columnOf(words)
	return c != nil && c.Polarity == sow.InScope && c.Else == sow.Excluded
}

// BesideWords tells whether a few words before a mark, in an item, name what an
// answer behind it speaks of: "licence: in place", "accepted by: client".
func (r *Reading) BesideWords(words string) bool {
	h := r.readHead(words)
	return h.Apart || h.When || h.Owned || phrase.Opens(h.Tokens, r.WordsOf(list.ColumnOwner))
}
