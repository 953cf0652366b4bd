// Package seat counts the people whom a project serves. A page, its two sides and
// what was detected go in; one number comes out, with the line that gives it: not
// those who do the work, not the customer's own clients, and the whole where the
// text counts its parts.
package seat

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"claimline/internal/fact/page"
	"claimline/internal/fact/party"
	"claimline/internal/fact/topic"
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

// crowds are the numbers of people that a document names, each once.
type crowds struct {
	found map[int]*crowd
	order []int
}

// add takes one more place of a number: people counted again in another block
// weigh more, and the place that says most of them is the evidence.
func (s *crowds) add(c crowd) {
	q := s.found[c.n]
	if q == nil {
		s.found[c.n], s.order = &c, append(s.order, c.n)
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

// counter is the state of one pass over the numbers of people in a document.
type counter struct {
	*page.Page
	sides *party.Sides
	det   *sow.Detection
}

// Count gives the number of people served, where the text has one.
func Count(sides *party.Sides, det *sow.Detection) sow.Fact[int] {
	if deniesCount(sides.Page) {
		return sow.NoFact[int]()
	}
	rd := &counter{sides.Page, sides, det}
	s := crowds{found: map[int]*crowd{}}
	rd.namedCrowds(&s)
	rd.confirmed(s.found)
	rd.summed(s.found)
	rd.repeated(s.found)
	rd.takenUp(s.found)
	rd.divided(s.found)
	rd.inClasses(s.found)
	rd.subsets(s.found)
	rd.taught(s.found)
	rd.joined(s.found)
	for _, c := range crowdsOf(s.found) {
		if !slices.Contains(s.order, c.n) {
			s.order = append(s.order, c.n)
		}
	}
	if len(s.order) == 0 {
		return rd.onlyPersons()
	}
	order := withoutStaff(s.found, s.order)
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(s.found[b].weight, s.found[a].weight) })
	return rd.pickSeats(s.found, order)
}

// namedCrowds adds the numbers of people in the text and in the tables. Those in
// the rows of one table are groups, of which only a sum counts.
func (rd *counter) namedCrowds(s *crowds) {
	parts, rows := rd.crowdTables(), map[int][]crowd{}
	for i := range rd.Lines {
		l := &rd.Lines[i]
		if l.Edge || l.Head.Has(topic.HeadExcluded) {
			continue
		}
		for _, c := range rd.crowdsIn(l) {
			if l.Head.Has(topic.HeadAbout) && !l.Head.Has(topic.HeadScope) && c.weight < seatAhead {
				continue
			}
			if whole, ok := rd.sumBelow(i, c); ok {
				s.add(whole)
				continue
			}
			if l.Table > 0 && parts[l.Table] > 0 {
				rows[l.Table] = append(rows[l.Table], c)
				continue
			}
			s.add(c)
		}
	}
	for _, table := range slices.Sorted(maps.Keys(rows)) {
		for _, c := range wholeRows(rows[table], parts[table]) {
			s.add(c)
		}
	}
	for _, c := range rd.tableCrowds() {
		s.add(c)
	}
}

// pickSeats gives the number served from those that the text names, the heaviest
// first: the whole of the others, or the one that leads. Two that nearly weigh
// the same are a conflict, more are parts.
func (rd *counter) pickSeats(found map[int]*crowd, order []int) sow.Fact[int] {
	if len(order) == 0 || !rd.enoughSeats(found, order) || rd.onlyEmployed(found, order) {
		return sow.NoFact[int]()
	}
	if whole := rd.wholeCrowd(found, order); whole != nil {
		return sow.NewFact(whole.n, whole.ev)
	}
	best := found[order[0]]
	if len(order) > 2 && found[order[2]].weight > best.weight-seatMargin {
		return sow.NoFact[int]() // counts of parts that nobody added up
	}
	if len(order) > 1 && found[order[1]].weight > best.weight-seatMargin {
		next := found[order[1]]
		return sow.Conflict([]int{best.n, next.n}, best.ev, next.ev)
	}
	return sow.NewFact(best.n, best.ev)
}

// onlyEmployed tells whether the heaviest number counts whom the customer has,
// not whom the work serves: a smaller one is served, or all the work is on servers,
// and nothing is for all.
func (rd *counter) onlyEmployed(found map[int]*crowd, order []int) bool {
	best := found[order[0]]
	if !best.staff || best.weight >= seatSure {
		return false
	}
	if rd.onServers() && !rd.everybody() {
		return true
	}
	served := slices.ContainsFunc(order[1:], func(n int) bool { return !found[n].staff && n < best.n && found[n].weight >= seatAlone })
	return served && !rd.everybody()
}

// wholeCrowd gives the number that is many times larger than all others which
// are stated as well: the whole beside groups of it.
func (rd *counter) wholeCrowd(found map[int]*crowd, order []int) *crowd {
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
func (rd *counter) enoughSeats(found map[int]*crowd, order []int) bool {
	best := found[order[0]].weight
	switch {
	case found[order[0]].trade && rd.manyTrades():
		return false
	case rd.det.Kind == sow.KindStaffAug:
		return best > seatAccept
	case best >= seatAccept:
		return true
	case len(order) == 1:
		only := found[order[0]]
		if only.trade {
			return best >= seatAhead || best >= seatOnly && only.line != nil && !countsThings(only.line, only.n)
		}
		return best >= seatAlone || best >= seatOnly && !rd.det.OtherVendor
	}
	return best >= seatAhead && best-found[order[1]].weight >= seatAlone
}

// confirmed adds weight to the numbers of people that a column of quantities
// repeats.
func (rd *counter) confirmed(found map[int]*crowd) {
	if len(found) == 0 {
		return
	}
	seen := map[int]bool{}
	for i := range rd.Lines {
		l := &rd.Lines[i]
		if l.Table == 0 || l.Row == 0 || len(l.Words) != 1 || !l.Columned(topic.SeatQuantity) {
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
func (rd *counter) repeated(found map[int]*crowd) {
	if len(found) < 2 {
		return
	}
	seen := map[int]bool{}
	for i := range rd.Lines {
		l := &rd.Lines[i]
		if l.Edge || !l.Numeric || l.Head.Has(topic.HeadExcluded) {
			continue
		}
		for k := range l.Words {
			if !l.DigitAt(k) || k > 0 && l.DigitAt(k-1) && l.Between(k) != " " {
				continue
			}
			if c := repeats(l, k, found); c != nil && !seen[c.n] {
				seen[c.n] = true
				c.weight += seatAgain
			}
		}
	}
}

// repeats gives the people, counted in another block, whose number begins at word
// k and is no share, rate or range; nil for none.
func repeats(l *page.Line, k int, found map[int]*crowd) *crowd {
	n, end, ok := wholeAt(l, k)
	if !ok || n < leastRepeated {
		return nil
	}
	c := found[n]
	if c == nil || c.weight < seatAlone || c.trade || c.line == l || c.block == l.Block {
		return nil
	}
	if end < len(l.Text) && strings.IndexByte("%/-", l.Text[end]) >= 0 {
		return nil
	}
	return c
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
