package price

import (
	"strings"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
	"claimline/internal/sow"
)

// givesStates tells whether a line speaks of the price before or after a change.
func (rd *reading) givesStates(l *page.Line) bool {
	for _, hits := range [][]lexicon.Hit{l.Hits, l.LabelHits, l.ColHits} {
		if lexicon.Uncovered(hits, topic.ValueBefore, topic.ValueNet) || lexicon.Uncovered(hits, topic.ValueState, topic.ValueNet) { // not "before VAT"
			return true
		}
	}
	return false
}

// betweenStates tells whether a change lies between two amounts: one of them is said to
// be the price before or after it, only the column of the third is that of the change,
// or both have the label of the same sum at two times,
// "Order value with CR-02" and "Order value with CR-03".
func (rd *reading) betweenStates(was, moved, becomes *page.Line) bool {
	if rd.givesStates(was) || rd.givesStates(becomes) {
		return true
	}
	if rd.kind == sow.KindChangeOrder && moved.Columned(topic.ValueChange) && !was.Columned(topic.ValueChange) && !becomes.Columned(topic.ValueChange) {
		return true
	}
	first := unnumbered(was.Label)
	return rd.kind == sow.KindChangeOrder && was.Label != becomes.Label && first != "" && first == unnumbered(becomes.Label)
}

// unnumbered gives a label without the digits in it.
func unnumbered(label string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return -1
		}
		return r
	}, label)
}

// saysChange tells whether two of three lines speak of the price before or after
// a change, or one of them of this and one of the change, for documents that nothing
// else shows to be one.
func (rd *reading) saysChange(lines ...*page.Line) bool {
	states, changes := 0, 0
	for _, l := range lines {
		switch {
		case rd.givesStates(l):
			states++
		case l.Topics.Has(topic.ValueChange):
			changes++
		}
	}
	return states > 1 || states+changes > 1 && states > 0
}

// tableChanges finds in the tables of a change order the price before it, the
// change and the price after it, one below the other or beside each other, and
// marks them as changes does.
func (rd *reading) tableChanges(sums, states map[amountAt]bool) {
	if rd.full < 3 {
		return
	}
	for _, g := range rd.Tables {
		for row := range g.Cells {
			rd.changeIn(len(g.Cells[row]), func(i int) int { return g.At(row, i) }, sums, states)
		}
		for col := range g.Cols {
			rd.changeIn(len(g.Cells), func(i int) int { return g.At(i, col) }, sums, states)
		}
	}
}

// mostChanged bounds the cells of a row or column that are compared.
const mostChanged = 40

// changeIn looks for a change in the n cells of a row or column.
func (rd *reading) changeIn(n int, block func(int) int, sums, states map[amountAt]bool) {
	var lines []int
	for i := range min(n, mostChanged) {
		if line, ok := rd.cellAt(block(i)); ok {
			lines = append(lines, line)
		}
	}
	amount := func(i int) float64 { return rd.MoneyIn(&rd.Lines[lines[i]])[0].Money.Amount }
	for before := range lines {
		for change := before + 1; change+1 < len(lines); change++ {
			if rd.changeLast(lines[before], lines[change], lines[change+1], sums, states) {
				return
			}
			if !nearly(amount(before)+amount(change), amount(change+1)) || amount(before) < leastPrice || !rd.betweenStates(&rd.Lines[lines[before]], &rd.Lines[lines[change]], &rd.Lines[lines[change+1]]) {
				continue
			}
			if rd.kind != sow.KindChangeOrder && !rd.saysChange(&rd.Lines[lines[before]], &rd.Lines[lines[change]], &rd.Lines[lines[change+1]]) {
				continue
			}
			moved, was := lines[change], lines[before]
			if rd.givesStates(&rd.Lines[moved]) && !rd.givesStates(&rd.Lines[was]) { // the change stands first
				moved, was = was, moved
			}
			sums[amountAt{moved, 0}] = true
			states[amountAt{was, 0}], states[amountAt{lines[change+1], 0}] = true, true
			return
		}
	}
}

// changeLast marks three cells as the price before a change, the price after it
// and the change, in this order.
func (rd *reading) changeLast(was, becomes, moved int, sums, states map[amountAt]bool) bool {
	amount := func(line int) float64 { return rd.MoneyIn(&rd.Lines[line])[0].Money.Amount }
	if !nearly(amount(becomes)-amount(was), amount(moved)) || amount(moved) < leastPrice || amount(was) < leastPrice {
		return false
	}
	if !rd.givesStates(&rd.Lines[was]) || !rd.givesStates(&rd.Lines[becomes]) {
		return false
	}
	sums[amountAt{moved, 0}] = true
	states[amountAt{was, 0}], states[amountAt{becomes, 0}] = true, true
	return true
}
