package fact

import "strings"

// readSignatureHeads reads the names in the top row of a table of signatures
// that says nothing else of them: persons, places and days stand below. A name
// without a legal form must stand elsewhere in the document as well.
func (rd *reading) readSignatureHeads() {
	type pair struct {
		lines [2]*line
		other bool // some cell is none of a table of signatures
	}
	tables := map[int]*pair{}
	var order []*pair
	for i := range rd.lines {
		l := &rd.lines[i]
		if l.table == 0 || l.edge {
			continue
		}
		g := rd.tables[l.table]
		if g.cols != 2 || len(g.cells) < 2 || len(g.cells) > maxSignRows {
			continue
		}
		t := tables[l.table]
		if t == nil {
			t = &pair{}
			tables[l.table], order = t, append(order, t)
		}
		if l.row == 0 && l.alone && l.label == "" && l.column < 2 {
			t.lines[l.column] = l
		}
		t.other = t.other || l.row > 0 && (len(l.ws) > 14 || len(rd.moneyIn(l)) > 0 || len(l.ws) > 4 && len(rd.dateHits(l)) == 0 && !personal(l))
	}
	for _, t := range order {
		if t.other || t.lines[0] == nil || t.lines[1] == nil {
			continue
		}
		left, okLeft := rd.headName(t.lines[0])
		right, okRight := rd.headName(t.lines[1])
		if !okLeft || !okRight {
			continue
		}
		p, q := rd.note(t.lines[0], left, 0, 0), rd.note(t.lines[1], right, 0, 0)
		if p != q {
			p.signs, p.paired, p.first, q.signs, q.paired = true, true, true, true, true
		}
	}
}

// headName reads a cell that is the name of an organisation and nothing else.
func (rd *reading) headName(l *line) (name, bool) {
	org, ok := l.nameFrom(0)
	if !ok || org.to != len(l.ws) || rd.product(l, org) {
		return name{}, false
	}
	if org.form > 0 || l.company(org) || l.noPerson(org) {
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
			if l.ws[k].capital && beginsWith(l.ws[k:], org.key) {
				n++
				break
			}
		}
	}
	return n
}
