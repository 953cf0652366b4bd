package seat

import (
	"slices"

	"claimline/internal/fact/topic"
)

// wholeRows gives the numbers of people in the rows of a table, of which so many are
// labelled, that are no mere parts: the sum of the others, the one of those served, or
// what is called a total.
func wholeRows(rows []crowd, labelled int) []crowd {
	if c, ok := addedUp(rows); ok {
		return []crowd{c}
	}
	if c, ok := servedRow(rows); ok {
		return []crowd{c}
	}
	if labelled == 1 {
		return rows
	}
	return slices.DeleteFunc(rows, func(c crowd) bool { return !c.line.Labelled(topic.ValueLabel) })
}

// servedRow gives the one number in the rows of a table whose label says that its people
// use something or are served, beside others whom somebody merely has: "Staff 512",
// "Users in the project 128".
func servedRow(rows []crowd) (crowd, bool) {
	var served []crowd
	for _, c := range rows {
		if c.line.Labelled(topic.SeatUser, topic.SeatServed) && !c.line.Labelled(topic.Negation) {
			served = append(served, c)
		}
	}
	if len(served) != 1 || len(rows) == 1 {
		return crowd{}, false
	}
	return served[0], true
}

// sumBelow gives, for people whose number is all that cell i says, the cell below that
// adds them to the others of their column: "Staff 310", "Volunteers 58", "Accounts
// altogether 368".
func (rd *counter) sumBelow(i int, c crowd) (crowd, bool) {
	l := &rd.Lines[i]
	if n, ok := rd.wholeNumber(l); l.Table == 0 || !ok || n != c.n {
		return crowd{}, false
	}
	above, sum := rd.numbersFrom(i, -1), c.n
	for k, cell := range rd.numbersFrom(i, 1) {
		if rest := cell.n - sum; rest == 0 && k > 0 || rest > 0 && beginsWith(above, rest) {
			return crowd{cell.n, c.weight, false, false, rd.Evidence(cell.line, 0, len(cell.line.Text)), cell.line.Block, cell.line}, true
		}
		sum += cell.n
	}
	return crowd{}, false
}

// numbersFrom gives the next cells in the column of cell i that are whole numbers, those
// below or, with a step of -1, above.
func (rd *counter) numbersFrom(i, step int) (cells []numeral) {
	at := &rd.Lines[i]
	for k := i + step; k >= 0 && k < len(rd.Lines) && rd.Lines[k].Table == at.Table && len(cells) < mostAdded; k += step {
		l := &rd.Lines[k]
		if l.Column != at.Column {
			continue
		}
		if n, ok := rd.wholeNumber(l); ok {
			cells = append(cells, numeral{n: n, line: l})
		}
	}
	return cells
}

// beginsWith tells whether the first of some numbers add up to a sum.
func beginsWith(cells []numeral, sum int) bool {
	for _, c := range cells {
		if sum -= c.n; sum == 0 {
			return true
		}
	}
	return false
}
