package price

import (
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
	"claimline/internal/sow"
)

// servicesAmong gives the services that cells of a column add up to and that make up a
// whole with the cells below them, most of which goods are: "Design 9,000, build 13,000,
// services 22,000, hardware 44,000, carriage 900, order 66,900".
func (rd *reading) servicesAmong(found func(services sow.Money, goods float64)) {
	for _, g := range rd.Tables {
		for col := range g.Cols {
			var cells []*page.Line
			for row := range g.Cells {
				if line, ok := rd.cellAt(g.At(row, col)); ok {
					cells = append(cells, &rd.Lines[line])
				}
			}
			for n := range cells {
				rd.shareOf(cells[:n], rd.amountOf(cells[n]), found)
			}
		}
	}
}

// leastShares is how many cells make up a whole of services and goods at least.
const leastShares = 2

// shareOf looks for the services among the last of some cells, which make up a whole.
func (rd *reading) shareOf(above []*page.Line, whole float64, found func(services sow.Money, goods float64)) {
	sum, goods := 0.0, 0.0
	var services *page.Line
	for i := len(above) - 1; i >= 0 && sum < whole; i-- {
		l := above[i]
		v := rd.amountOf(l)
		sum += v
		switch {
		case rd.goods(l):
			goods += v
		case l.Labelled(topic.ValueWeak) && services != nil, l.Labelled(topic.ValueLabel) && !l.Labelled(topic.ValueWeak):
			return
		case l.Labelled(topic.ValueWeak):
			services = l
		}
		if services == nil || len(above)-i < leastShares || !nearly(sum, whole) {
			continue
		}
		if rest := whole - rd.amountOf(services); goods*2 > rest && rd.columnSums()[services.Block] {
			found(rd.MoneyIn(services)[0].Money, rest)
		}
		return
	}
}

// amountOf gives the amount of a cell that holds one.
func (rd *reading) amountOf(l *page.Line) float64 { return rd.MoneyIn(l)[0].Money.Amount }
