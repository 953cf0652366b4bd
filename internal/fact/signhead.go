package fact

import "strings"

// readSignatureHeads reads the names in the top row of a table of signatures
// that says nothing else of them: persons, places and days stand below. A name
// without a legal form must stand elsewhere in the document as well.
func (rd *reading) readSignatureHeads() {
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
	heads [2]*line // its top row
	other bool     // some cell is none of a table of signatures
}

// sidesTables gives the small tables of two columns, in the order of the text.
func (rd *reading) sidesTables() (order []*sidesTable) {
	tables := map[int]*sidesTable{}
	for i := range rd.lines {
		l := &rd.lines[i]
		if l.table == 0 || l.edge || !rd.tables[l.table].small() {
			continue
		}
		t := tables[l.table]
		if t == nil {
			t = &sidesTable{}
			tables[l.table], order = t, append(order, t)
		}
		if l.topCell() && l.label == "" && l.column < 2 {
			t.heads[l.column] = l
		}
		t.other = t.other || l.row > 0 && rd.noSigner(l)
	}
	return order
}

// small tells whether a table has two columns and no more rows than one of
// signatures.
func (g *grid) small() bool {
	return g.cols == 2 && len(g.cells) > 1 && len(g.cells) <= maxSignRows
}

// noSigner tells whether a cell can not stand below the name of one who signs:
// it is long, holds an amount, or is no person, place or day.
func (rd *reading) noSigner(l *line) bool {
	return len(l.ws) > 14 || len(rd.moneyIn(l)) > 0 || len(l.ws) > 4 && len(rd.dateHits(l)) == 0 && !personal(l)
}

// headName reads a cell that is the name of an organisation and nothing else.
func (rd *reading) headName(l *line) (name, bool) {
	org, ok := l.nameFrom(0)
	if !ok || org.to != len(l.ws) || rd.product(l, org) {
		return name{}, false
	}
	if l.company(org) || l.noPerson(org) {
		return org, true
	}
	return org, len(org.key) > 1 && rd.namedAbove(org) >= 2
}

// namedAbove counts the lines outside of tables that hold a name, but for those
// in which a person is greeted or introduced by it.
func (rd *reading) namedAbove(org name) (n int) {
	first := org.text
	if at := strings.IndexByte(first, ' '); at > 0 {
		first = first[:at]
	}
	for i := range rd.lines {
		l := &rd.lines[i]
		if l.table > 0 || !strings.Contains(l.text, first) {
			continue
		}
		for k := range l.ws {
			if l.ws[k].Capital && beginsWith(l.ws[k:], org.key) {
				n++
				break
			}
		}
	}
	return n
}
