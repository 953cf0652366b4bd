package seat

import (
	"slices"
	"strings"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
	"claimline/internal/fact/written"
)

// peopleColumn is a column of a table that counts people.
type peopleColumn struct {
	counts []int
	lines  []*page.Line
	unit   bool // by the units of a price list
	headed bool // only the heading above says that it counts people
	totals bool // of the others in its table
}

// tableCrowds reads the columns that count people: their last number where it
// is the sum of those above, or the one number that all rows have.
func (rd *counter) tableCrowds() []crowd {
	var out []crowd
	columns := rd.peopleColumns()
	for _, c := range columns {
		n, weight := c.whole()
		switch total := grandTotal(columns, c.lines[0].Table); {
		case total > 0 && n == total:
			weight = max(weight, seatByLabel)
		case total > 0 || c.totals:
			weight = 0
		}
		if weight > 0 {
			l := c.lines[len(c.lines)-1]
			out = append(out, crowd{n, weight, false, false, rd.Evidence(l, 0, len(l.Text)), l.Block, l})
		}
	}
	return out
}

// grandTotal gives the sum of a table that counts people in rows and in columns: the
// total of one column that is the sum of those of the others, 0 for none.
func grandTotal(columns []*peopleColumn, table int) int {
	sum, most, many := 0, 0, 0
	for _, c := range columns {
		if n, weight := c.whole(); weight > 0 && c.lines[0].Table == table {
			sum, most, many = sum+n, max(most, n), many+1
		}
	}
	if many > leastAdded && 2*most == sum {
		return most
	}
	return 0
}

// peopleColumns gathers the columns of all tables that count people, in the order
// in which they begin.
func (rd *counter) peopleColumns() []*peopleColumn {
	type spot struct{ table, column int }
	columns := map[spot]*peopleColumn{}
	var order []*peopleColumn
	for i := range rd.Lines {
		l := &rd.Lines[i]
		if !mayCount(l) {
			continue
		}
		people, unit := rd.countsPeople(l)
		headed := !people && belowUsers(l)
		n, ok := rd.wholeNumber(l)
		if !people && !headed || !ok {
			continue
		}
		at := spot{l.Table, l.Column}
		c := columns[at]
		if c == nil {
			c = &peopleColumn{unit: unit, headed: headed, totals: headed && l.Columned(topic.ValueLabel)}
			columns[at], order = c, append(order, c)
		}
		c.counts, c.lines = append(c.counts, n), append(c.lines, l)
	}
	return order
}

// mayCount tells whether a line is a cell below the heads of a table, short
// enough for a number, of what is in scope.
func mayCount(l *page.Line) bool {
	return l.Table != 0 && l.Row != 0 && !l.Edge && len(l.Words) > 0 && len(l.Words) <= 3 && !l.Head.Has(topic.HeadExcluded)
}

// belowUsers tells whether only the heading above a table says that the column of
// a cell counts people.
func belowUsers(l *page.Line) bool {
	return l.Head.Has(topic.HeadUsers) && l.Column > 0 && !l.Columned(topic.ValueRate, topic.SeatPart)
}

// countsPeople tells whether a cell counts people: its column is headed by a
// word for them, or it is the quantity of what its row prices per person.
func (rd *counter) countsPeople(l *page.Line) (people, unit bool) {
	switch {
	case l.Column == 0 || l.Columned(topic.ValueRate, topic.SeatPart):
		return false, false
	case l.Columned(topic.SeatLabel, topic.SeatPeople):
		return !l.Labelled(topic.SeatPart) && !strings.ContainsAny(l.Label, "€$£%"), false
	}
	return l.Columned(topic.SeatQuantity) && rd.perPerson(l), true
}

// perPerson tells whether a cell of the row says that it prices something for
// each person: "Managed workplace, per user", "je Anwender".
func (rd *counter) perPerson(l *page.Line) bool {
	for i := range rd.Besides(l) {
		if slices.ContainsFunc(rd.Find(rd.Words(rd.Doc.Blocks[i].Text)), func(h lexicon.Hit) bool { return h.Topic == topic.SeatUnit }) {
			return true
		}
	}
	return false
}

// whole gives the number of people of a column and its weight, 0 for none.
func (c *peopleColumn) whole() (n int, weight float64) {
	last := len(c.counts) - 1
	sum := 0
	for _, v := range c.counts[:last] {
		sum += v
	}
	n = c.counts[last]
	switch same := slices.Max(c.counts) == slices.Min(c.counts); {
	case n < 5:
		return 0, 0
	case c.headed && last >= 2 && sum == n:
		return n, seatByLabel - seatMargin
	case c.headed:
		return 0, 0
	case last >= 2 && sum == n:
		return n, seatByLabel
	case c.unit && same:
		return n, seatByLabel - 1
	case same && last > 0:
		return n, seatByWork
	}
	return 0, 0
}

// wholeNumber reads a cell that is nothing but a whole number.
func (rd *counter) wholeNumber(l *page.Line) (int, bool) {
	text := strings.TrimSpace(l.Text)
	v, n, ok := written.Number(text)
	if !ok || n != len(text) || v != float64(int(v)) || len(rd.MoneyIn(l)) > 0 {
		return 0, false
	}
	return int(v), true
}
