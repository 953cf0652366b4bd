package fact

import (
	"maps"
	"slices"

	"claimline/internal/sow"
)

// Weights of a number of people.
const (
	seatByLabel = 6.0
	seatByTotal = 2.0
	seatByWork  = 3.0
	seatByTrade = 2.0 // the less for the people of one trade
	seatAgain   = 1.5
	seatByUser  = 1.5 // for a word for users, not for all whom an employer has

	seatBySpelled = 2.0 // the less for a number in words, which prose has for groups
	seatAccept    = 5.0
	seatSure      = 7.0     // for the people of an employer who may be served
	seatOnly      = 1.0     // the same in a document about Microsoft
	seatAlone     = 2.0     // for the only number of people in a document
	seatAhead     = 3.0     // for a number that leads by seatAlone
	wholeTimes    = 5       // by which the whole is larger than its groups
	mostSeats     = 100_000 // more are the public, unless a label says otherwise
	seatMargin    = 1.5     // by which the best must lead

	leastSpelled = 21 // less is a team that prose spells out, and a round thousand is an estimate
)

// seats gives the number of people served, where the text has one.
func (rd *reading) seats() sow.Fact[int] {
	found := map[int]*crowd{}
	var order []int
	parts, rows := rd.crowdTables(), map[int][]crowd{}
	add := func(c crowd) {
		q := found[c.n]
		if q == nil {
			found[c.n], order = &c, append(order, c.n)
			return
		}
		if q.block != c.block && c.weight > 0 {
			q.weight += seatAgain
		}
		q.staff = q.staff && (c.staff || c.weight < seatAhead)
		if c.weight > q.weight {
			q.weight, q.ev = c.weight, c.ev
		}
	}
	for i := range rd.lines {
		l := &rd.lines[i]
		if l.edge || l.head.has(headExcluded) {
			continue
		}
		for _, c := range rd.crowdsIn(l) {
			if l.head.has(headAbout) && !l.head.has(headScope) && c.weight < seatAhead {
				continue
			}
			if l.table > 0 && parts[l.table] > 1 && !l.labelled(valueLabel) {
				rows[l.table] = append(rows[l.table], c)
				continue
			}
			add(c)
		}
	}
	for _, table := range slices.Sorted(maps.Keys(rows)) {
		if c, ok := addedUp(rows[table]); ok {
			add(c)
		}
	}
	for _, c := range rd.tableCrowds() {
		add(c)
	}
	rd.confirmed(found)
	rd.summed(found)
	rd.repeated(found)
	rd.takenUp(found)
	rd.divided(found)
	rd.subsets(found)
	for _, c := range crowdsOf(found) {
		if !slices.Contains(order, c.n) {
			order = append(order, c.n)
		}
	}
	if len(order) == 0 {
		return rd.onlyPersons()
	}
	order = withoutStaff(found, order)
	slices.SortStableFunc(order, func(a, b int) int {
		switch d := found[b].weight - found[a].weight; {
		case d > 0:
			return 1
		case d < 0:
			return -1
		}
		return 0
	})
	if len(order) == 0 || !rd.enoughSeats(found, order) {
		return sow.NoFact[int]()
	}
	best := found[order[0]]
	if best.staff && best.weight < seatSure && slices.ContainsFunc(order[1:], func(n int) bool { return !found[n].staff && n < best.n && found[n].weight >= seatAlone }) && !rd.everybody() { // whom the customer has, not whom the work serves
		return sow.NoFact[int]()
	}
	if whole := rd.wholeCrowd(found, order); whole != nil {
		return sow.NewFact(whole.n, whole.ev)
	}
	if len(order) > 2 && found[order[2]].weight > best.weight-seatMargin {
		return sow.NoFact[int]() // counts of parts that nobody added up
	}
	if len(order) > 1 && found[order[1]].weight > best.weight-seatMargin {
		next := found[order[1]]
		return sow.Conflict([]int{best.n, next.n}, best.ev, next.ev)
	}
	return sow.NewFact(best.n, best.ev)
}

// wholeCrowd gives the number that is many times larger than all others which
// are stated as well: the whole beside groups of it.
func (rd *reading) wholeCrowd(found map[int]*crowd, order []int) *crowd {
	best := found[order[0]]
	var whole *crowd
	rest := 0
	for _, n := range order {
		c := found[n]
		switch {
		case c.weight <= best.weight-seatMargin:
		case whole == nil || c.n > whole.n:
			if whole != nil {
				rest = max(rest, whole.n)
			}
			whole = c
		default:
			rest = max(rest, c.n)
		}
	}
	for _, n := range order { // "1,900 staff and 14,000 students" are two groups
		if c := found[n]; c != whole && c.line == whole.line && c.weight > best.weight-seatMargin {
			return nil
		}
	}
	if whole.trade || whole.staff || whole.weight < best.weight || whole.weight < seatAhead || rest*wholeTimes > whole.n {
		return nil
	}
	return whole
}

// enoughSeats tells whether the best number of people may be the seats. The
// only number in a document, or one far ahead of the others, needs less. Placed
// people serve nobody in particular, so there the number must be stated as
// such.
func (rd *reading) enoughSeats(found map[int]*crowd, order []int) bool {
	best := found[order[0]].weight
	switch {
	case rd.det.Kind == sow.KindStaffAug:
		return best > seatAccept
	case best >= seatAccept:
		return true
	case len(order) == 1:
		only := found[order[0]]
		if only.trade {
			return best >= seatAhead || best >= seatAlone && only.line != nil && !only.line.countsThings(only.n)
		}
		return best >= seatAlone || best >= seatOnly && !rd.det.OtherVendor
	}
	return best >= seatAhead && best-found[order[1]].weight >= seatAlone
}

// confirmed adds weight to the numbers of people that a column of quantities
// repeats.
func (rd *reading) confirmed(found map[int]*crowd) {
	if len(found) == 0 {
		return
	}
	seen := map[int]bool{}
	for i := range rd.lines {
		l := &rd.lines[i]
		if l.table == 0 || l.row == 0 || len(l.ws) != 1 || !l.columned(seatQuantity) {
			continue
		}
		if n, ok := rd.wholeNumber(l); ok && found[n] != nil && found[n].weight > 0 && !seen[n] {
			seen[n] = true
			found[n].weight += seatByTotal
		}
	}
}

// leastRepeated is the least number of people that tells something when it
// stands in the text again without a word for them.
const leastRepeated = 25

// repeated adds weight to the numbers of people that the text takes up again
// without naming them: "all 1,260 shall be ready", "148 x GBP 40". The number
// that recurs is the one that the work is about.
func (rd *reading) repeated(found map[int]*crowd) {
	if len(found) < 2 {
		return
	}
	seen := map[int]bool{}
	for i := range rd.lines {
		l := &rd.lines[i]
		if l.edge || !l.numeric || l.head.has(headExcluded) {
			continue
		}
		for k := range l.ws {
			if !l.digitAt(k) || k > 0 && l.digitAt(k-1) && l.between(k) != " " {
				continue
			}
			v, n, ok := number(l.text[l.ws[k].start:])
			c := found[int(v)]
			if !ok || v < leastRepeated || v != float64(int(v)) || c == nil || c.weight < seatAlone || c.trade || c.line == l || c.block == l.block || seen[c.n] {
				continue
			}
			if end := l.ws[k].start + n; end < len(l.text) && (l.text[end] == '%' || l.text[end] == '/' || l.text[end] == '-') {
				continue
			}
			seen[c.n] = true
			c.weight += seatAgain
		}
	}
}

// withoutStaff drops how many people the customer employs where the text says
// of others that they are served.
func withoutStaff(found map[int]*crowd, order []int) []int {
	served := 0.0
	for _, n := range order {
		if !found[n].staff {
			served = max(served, found[n].weight)
		}
	}
	if served < seatAhead {
		return order
	}
	return slices.DeleteFunc(order, func(n int) bool { return found[n].staff && found[n].weight-seatByTotal <= served })
}
