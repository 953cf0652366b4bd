package seat

import (
	"slices"
	"strings"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/names"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
	"claimline/internal/fact/written"
	"claimline/internal/sow"
)

// crowd is a number of people that a line names.
type crowd struct {
	n      int
	weight float64
	trade  bool // people of one trade only
	staff  bool // those whom an employer has, used or not
	ev     sow.Evidence
	block  int
	line   *page.Line
}

// crowdTables counts the numbers with a label of people in each table: several
// of them are parts that nobody added up.
func (rd *counter) crowdTables() map[int]int {
	out := map[int]int{}
	for i := range rd.Lines {
		l := &rd.Lines[i]
		if l.Table == 0 || l.Labelled(topic.ValueLabel) {
			continue
		}
		if _, ok := rd.labelledCrowd(l); ok && (l.Labelled(topic.SeatLabel) || !rd.lastState(l)) {
			out[l.Table]++
		}
	}
	return out
}

// crowdsIn reads "1,140 users", "Users: 560" and "a workforce of 800".
func (rd *counter) crowdsIn(l *page.Line) []crowd {
	if c, ok := rd.labelledCrowd(l); ok {
		return []crowd{c}
	}
	if l.Table > 0 && (l.Row == 0 || len(l.Words) < 4) {
		return nil
	}
	return slices.Concat(rd.peopleIn(l), rd.labelCrowds(l), rd.bareTotals(l), rd.oneEach(l))
}

// peopleIn reads the numbers of people in the words of a line.
func (rd *counter) peopleIn(l *page.Line) []crowd {
	if !l.Topics.Meets(peopleTopics) && !l.Head.Has(topic.HeadUsers) && !l.Topics.Has(topic.SeatLabel) {
		return nil
	}
	var out []crowd
	for _, h := range l.Hits {
		if !peopleTopics.Has(h.Topic) {
			continue
		}
		if c, ok := rd.crowdBeside(l, h); ok {
			out = append(out, c)
		}
	}
	if n, first, to, ok := rd.labelIs(l); ok && !slices.ContainsFunc(out, func(c crowd) bool { return c.n == n }) {
		out = append(out, rd.crowdOf(l, n, seatByLabel, first, to))
	}
	if len(out) == 0 && l.Numeric && (l.Topics.Has(topic.SeatUsedBy) || l.Head.Has(topic.HeadUsers)) {
		if c, ok := rd.crowdUsing(l); ok {
			out = append(out, c)
		}
	}
	return out
}

// crowdOf makes a crowd of the people whom the words [first:to) of a line count.
func (rd *counter) crowdOf(l *page.Line, n int, weight float64, first, to int) crowd {
	return crowd{n: n, weight: weight, staff: employed(l, first, to), ev: rd.Evidence(l, l.Words[first].Start, l.Words[to-1].End), block: l.Block, line: l}
}

// crowdBeside reads the number of people that stands before or behind the words
// of a hit.
func (rd *counter) crowdBeside(l *page.Line, h lexicon.Hit) (crowd, bool) {
	switch {
	case h.Topic == topic.SeatOf:
		return rd.crowdBehind(l, h)
	case h.Topic == topic.SeatCounted:
		return rd.crowdCounted(l, h)
	case slices.Contains(countedPeople, h.Topic):
		return rd.crowdBefore(l, h)
	}
	return crowd{}, false
}

// crowdBefore reads "1,140 users" and "all staff (75)" from the people on.
func (rd *counter) crowdBefore(l *page.Line, h lexicon.Hit) (crowd, bool) {
	n, first, ok := rd.countBefore(l, h)
	if !ok {
		n, first, ok = countInBrackets(l, h)
	}
	if !ok || !maySeat(n) {
		return crowd{}, false
	}
	w := rd.crowdWeight(l, first, h)
	if !l.DigitAt(first) && first < h.From && !opensUsing(l, first, h) { // no sentence begins with digits
		w -= seatBySpelled
	}
	if w <= 0 {
		return crowd{}, false
	}
	c := rd.crowdOf(l, n, w, first, h.To)
	c.trade = h.Topic != topic.SeatPeople
	return c, true
}

// crowdCounted reads "the number of users is 165" from the words for a count on.
func (rd *counter) crowdCounted(l *page.Line, h lexicon.Hit) (crowd, bool) {
	n, at, ok := rd.countBehind(l, h)
	if !ok {
		return crowd{}, false
	}
	w := rd.crowdWeight(l, h.From, lexicon.Hit{Topic: topic.SeatPeople, Language: h.Language, From: h.From, To: at + 1}) + seatByTotal
	if w <= 0 {
		return crowd{}, false
	}
	return rd.crowdOf(l, n, w, h.From, at+1), true
}

// crowdUsing reads the number of those who use what is built, of a trade that no
// list holds.
func (rd *counter) crowdUsing(l *page.Line) (crowd, bool) {
	n, first, ok := rd.unnamedUsers(l)
	if !ok {
		return crowd{}, false
	}
	w := rd.crowdWeight(l, first, lexicon.Hit{Topic: topic.SeatTrade, From: first, To: first + 1}) + seatByWork
	if w <= 0 {
		return crowd{}, false
	}
	c := rd.crowdOf(l, n, w, first, first+1)
	c.trade = true
	return c, true
}

// peopleTopics are those that may begin a number of people.
var peopleTopics = topic.SetOf(topic.SeatPeople, topic.SeatTrade, topic.SeatMailbox, topic.SeatOf, topic.SeatCounted, topic.SeatUsedBy)

var countedPeople = []topic.Topic{topic.SeatPeople, topic.SeatTrade, topic.SeatMailbox}

// countedTopics are the same as a set.
var countedTopics = topic.SetOf(countedPeople...)

// countReach is how many words may stand between the people that are counted
// and their number.
const countReach = 7

// countBehind reads "the number of users with a licence is 165" from the words
// for a count on. It gives the word of the number.
func (rd *counter) countBehind(l *page.Line, h lexicon.Hit) (n, at int, ok bool) {
	people, ok := l.At(h.To, topic.SeatPeople, topic.SeatTrade, topic.SeatLabel)
	if !ok {
		people, ok = l.At(names.Skip(l, h.To, topic.PartyArticle, topic.PartySmall), topic.SeatPeople, topic.SeatTrade, topic.SeatLabel)
	}
	if !ok {
		return 0, 0, false
	}
	for at = people.To; at < len(l.Words) && at <= people.To+countReach && !l.Breaks(at); at++ {
		if !l.DigitAt(at) {
			continue
		}
		bracket := at == people.To && strings.Contains(l.Between(at), "(")
		if _, is := l.Window(max(people.To, at-3), at, topic.PartyIs, topic.ValueSays); !is && !bracket || len(rd.MoneyIn(l)) > 0 || len(rd.Dates(l)) > 0 {
			return 0, 0, false
		}
		n, _, ok = wholeAt(l, at)
		return n, at, ok && maySeat(n)
	}
	return 0, 0, false
}

// unnamedUsers reads a number of people whose trade no list holds: those by
// whom something is used, or for whom it is below a heading of the users. It
// gives the number and its word.
func (rd *counter) unnamedUsers(l *page.Line) (n, first int, ok bool) {
	for i := 1; i+1 < len(l.Words); i++ {
		if !l.DigitAt(i) || l.Breaks(i+1) || l.DigitAt(i+1) || l.Words[i+1].Capital && !rd.CapitalNouns(l) || len(l.Words[i+1].Text) < 4 {
			continue
		}
		if !usersAt(l, i) {
			continue
		}
		if n, end, ok := wholeAt(l, i); ok && end == l.Words[i].End && maySeat(n) {
			return n, i, true
		}
	}
	return 0, 0, false
}

// lastState tells whether a cell stands in the last of the columns of a change,
// which gives the number as it is from now on.
func (rd *counter) lastState(l *page.Line) bool {
	return rd.det.Kind == sow.KindChangeOrder && l.Columned(topic.ValueState) && l.Column == rd.Tables[l.Table].Cols-1
}

// crowdBehind reads the number behind "a workforce of".
func (rd *counter) crowdBehind(l *page.Line, h lexicon.Hit) (crowd, bool) {
	for i := h.To; i <= h.To+1 && i < len(l.Words); i++ {
		if !l.DigitAt(i) {
			if _, article := l.At(i, topic.PartyArticle, topic.PartySmall); article {
				break // "the staff of the 61 surgeries"
			}
			continue
		}
		v, size, ok := written.Number(l.Text[l.Words[i].Start:])
		if !ok || v != float64(int(v)) || v < 5 || len(rd.MoneyIn(l)) > 0 {
			return crowd{}, false
		}
		w := rd.crowdWeight(l, h.From, lexicon.Hit{Topic: topic.SeatPeople, Language: h.Language, From: h.From, To: i + 1})
		return crowd{int(v), w, false, false, rd.Evidence(l, l.Words[i].Start, l.Words[i].Start+size), l.Block, l}, w > 0
	}
	return crowd{}, false
}

// servedReach is how many words may stand between those who are served and the
// verb.
const servedReach = 9

// usersAt tells whether the words before the number at word i say that it
// counts those who use what is built.
func usersAt(l *page.Line, i int) bool {
	before := l.Back(i)
	if _, used := l.EndsAt(before, topic.SeatUsedBy); used {
		return true
	}
	if !l.Head.Has(topic.HeadUsers) {
		return false
	}
	_, whom := l.EndsAt(before, topic.SeatTotal)
	_, served := l.Window(max(0, i-servedReach), before, topic.SeatServed)
	return whom && served
}
