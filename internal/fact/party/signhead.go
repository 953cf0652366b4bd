package party

import (
	"strings"

	"claimline/internal/fact/names"
	"claimline/internal/fact/page"
)

// readSignatureHeads reads the names in the top row of a table of signatures
// that says nothing else of them: persons, places and days stand below. A name
// without a legal form must stand elsewhere in the document as well.
func (rd *Sides) readSignatureHeads() {
	for _, t := range rd.sidesTables() {
		if t.other || t.heads[0] == nil || t.heads[1] == nil {
			continue
		}
		left, okLeft := rd.headName(t.heads[0])
		right, okRight := rd.headName(t.heads[1])
		if !okLeft || !okRight {
			continue
		}
		p, q := rd.note(t.heads[0], left, 0, 0), rd.note(t.heads[1], right, 0, 0)
		if p != q {
			p.signs, p.paired, p.first, q.signs, q.paired = true, true, true, true, true
		}
	}
}

// sidesTable is a small table with a column for each of two sides.
type sidesTable struct {
	heads [2]*page.Line // its top row
	other bool          // some cell is none of a table of signatures
}

// sidesTables gives the small tables of two columns, in the order of the text.
func (rd *Sides) sidesTables() (order []*sidesTable) {
	tables := map[int]*sidesTable{}
	table, small := 0, false // of the last cell: mostly the next one is in it too
	for i := range rd.Lines {
		l := &rd.Lines[i]
		if l.Table == 0 || l.Edge {
			continue
		}
		if l.Table != table {
			table, small = l.Table, isSmall(rd.Tables[l.Table])
		}
		if !small {
			continue
		}
		t := tables[l.Table]
		if t == nil {
			t = &sidesTable{}
			tables[l.Table], order = t, append(order, t)
		}
		if l.TopCell() && l.Label == "" && l.Column < 2 {
			t.heads[l.Column] = l
		}
		t.other = t.other || l.Row > 0 && rd.noSigner(l)
	}
	return order
}

// isSmall tells whether a table has two columns and no more rows than one of
// signatures.
func isSmall(g *page.Grid) bool {
	return g.Cols == 2 && len(g.Cells) > 1 && len(g.Cells) <= page.MaxSignRows
}

// noSigner tells whether a cell can not stand below the name of one who signs:
// it is long, holds an amount, or is no person, place or day.
func (rd *Sides) noSigner(l *page.Line) bool {
	return len(l.Words) > 14 || len(rd.MoneyIn(l)) > 0 || len(l.Words) > 4 && len(rd.Dates(l)) == 0 && !l.Personal()
}

// headName reads a cell that is the name of an organisation and nothing else.
func (rd *Sides) headName(l *page.Line) (page.Name, bool) {
	org, ok := names.From(l, 0)
	if !ok || org.To != len(l.Words) || names.Product(l, org) {
		return page.Name{}, false
	}
	if company(l, org) || noPerson(l, org) {
		return org, true
	}
	return org, len(org.Key) > 1 && rd.namedAbove(org) >= 2
}

// namedAbove counts the lines outside of tables that hold a name, but for those
// in which a person is greeted or introduced by it.
func (rd *Sides) namedAbove(org page.Name) (n int) {
	first := org.Text
	if at := strings.IndexByte(first, ' '); at > 0 {
		first = first[:at]
	}
	for i := range rd.Lines {
		l := &rd.Lines[i]
		if l.Table > 0 || !strings.Contains(l.Text, first) {
			continue
		}
		for k := range l.Words {
			if l.Words[k].Capital && names.BeginsWith(l.Words[k:], org.Key) {
				n++
				break
			}
		}
	}
	return n
}
