package fact

import (
	"slices"
	"strings"

	"claimline/internal/fact/lexicon"
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
	line   *line
}

// crowdTables counts the numbers with a label of people in each table: several
// of them are parts that nobody added up.
func (rd *reading) crowdTables() map[int]int {
	out := map[int]int{}
	for i := range rd.lines {
		l := &rd.lines[i]
		if l.table == 0 || l.labelled(topic.ValueLabel) {
			continue
		}
		if _, ok := rd.labelledCrowd(l); ok && (l.labelled(topic.SeatLabel) || !rd.lastState(l)) {
			out[l.table]++
		}
	}
	return out
}

// crowdsIn reads "1,140 users", "Users: 560" and "a workforce of 800".
func (rd *reading) crowdsIn(l *line) []crowd {
	if c, ok := rd.labelledCrowd(l); ok {
		return []crowd{c}
	}
	if l.table > 0 && (l.row == 0 || len(l.ws) < 4) {
		return nil
	}
	return append(rd.peopleIn(l), rd.labelCrowds(l)...)
}

// peopleIn reads the numbers of people in the words of a line.
func (rd *reading) peopleIn(l *line) []crowd {
	if !l.topics.Meets(peopleTopics) && !l.head.has(topic.HeadUsers) && !l.topics.Has(topic.SeatLabel) {
		return nil
	}
	var out []crowd
	for _, h := range l.hits {
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
	if len(out) == 0 && l.numeric && (l.topics.Has(topic.SeatUsedBy) || l.head.has(topic.HeadUsers)) {
		if c, ok := rd.crowdUsing(l); ok {
			out = append(out, c)
		}
	}
	return out
}

// crowdOf makes a crowd of the people whom the words [first:to) of a line count.
func (rd *reading) crowdOf(l *line, n int, weight float64, first, to int) crowd {
	_, before := l.window(0, first, topic.SeatEmploys)
	_, behind := l.at(to, topic.SeatEmploys)
	return crowd{n: n, weight: weight, staff: before || behind, ev: rd.evidence(l, l.ws[first].Start, l.ws[to-1].End), block: l.block, line: l}
}

// crowdBeside reads the number of people that stands before or behind the words
// of a hit.
func (rd *reading) crowdBeside(l *line, h lexicon.Hit) (crowd, bool) {
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
func (rd *reading) crowdBefore(l *line, h lexicon.Hit) (crowd, bool) {
	n, first, ok := rd.countBefore(l, h.From)
	if !ok {
		n, first, ok = l.bracketed(h)
	}
	if !ok || !maySeat(n) {
		return crowd{}, false
	}
	w := rd.crowdWeight(l, first, h)
	if !l.digitAt(first) && first < h.From {
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
func (rd *reading) crowdCounted(l *line, h lexicon.Hit) (crowd, bool) {
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
func (rd *reading) crowdUsing(l *line) (crowd, bool) {
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

// labelCrowds reads the number of people in words that look like a label:
// "The work touches 163 people: the clerks, the drivers and the board."
func (rd *reading) labelCrowds(l *line) []crowd {
	if l.table > 0 || !l.labelTopics.HasAny(countedPeople) || !written.HasDigit(l.label) {
		return nil
	}
	ws := rd.words(l.label)
	m := line{head: l.head, block: l.block, start: l.start, text: l.label, ws: ws, keys: lexicon.Texts(ws), hits: l.labelHits, topics: l.labelTopics, numeric: true}
	m.index()
	out := rd.peopleIn(&m)
	for i := range out {
		out[i].line = l
	}
	return out
}

var countedPeople = []topic.Topic{topic.SeatPeople, topic.SeatTrade, topic.SeatMailbox}

// countReach is how many words may stand between the people that are counted
// and their number.
const countReach = 7

// countBehind reads "the number of users with a licence is 165" from the words
// for a count on. It gives the word of the number.
func (rd *reading) countBehind(l *line, h lexicon.Hit) (n, at int, ok bool) {
	people, ok := l.at(h.To, topic.SeatPeople, topic.SeatTrade, topic.SeatLabel)
	if !ok {
		people, ok = l.at(l.skip(h.To, topic.PartyArticle, topic.PartySmall), topic.SeatPeople, topic.SeatTrade, topic.SeatLabel)
	}
	if !ok {
		return 0, 0, false
	}
	for at = people.To; at < len(l.ws) && at <= people.To+countReach && !l.breaks(at); at++ {
		if !l.digitAt(at) {
			continue
		}
		if _, is := l.window(max(people.To, at-3), at, topic.PartyIs, topic.ValueSays); !is || len(rd.moneyIn(l)) > 0 || len(rd.dateHits(l)) > 0 {
			return 0, 0, false
		}
		n, _, ok = l.wholeAt(at)
		return n, at, ok && maySeat(n)
	}
	return 0, 0, false
}

// unnamedUsers reads a number of people whose trade no list holds: those by
// whom something is used, or for whom it is below a heading of the users. It
// gives the number and its word.
func (rd *reading) unnamedUsers(l *line) (n, first int, ok bool) {
	for i := 1; i+1 < len(l.ws); i++ {
		if !l.digitAt(i) || l.breaks(i+1) || l.digitAt(i+1) || l.ws[i+1].Capital && !rd.capitalNouns(l) || len(l.ws[i+1].Text) < 4 {
			continue
		}
		if !l.usersAt(i) {
			continue
		}
		if n, end, ok := l.wholeAt(i); ok && end == l.ws[i].End && maySeat(n) {
			return n, i, true
		}
	}
	return 0, 0, false
}

// labelledCrowd reads a number beside or below a label, and the total of a
// column of people.
func (rd *reading) labelledCrowd(l *line) (crowd, bool) {
	if len(l.ws) == 0 || len(l.ws) > 8 {
		return crowd{}, false
	}
	own, total := rd.labelCounts(l), l.totalOfPeople()
	if !own && !total || len(rd.moneyIn(l)) > 0 || len(rd.dateHits(l)) > 0 {
		return crowd{}, false
	}
	from := l.behindAbout()
	v, n, ok := written.Number(strings.TrimSpace(l.text[from:]))
	if !ok || v != float64(int(v)) || v <= 1 || total && v < 10 {
		return crowd{}, false
	}
	weight := seatByLabel
	if own {
		weight = l.seatLabelWeight()
	}
	return crowd{int(v), weight, false, false, rd.evidence(l, from, from+n), l.block, l}, true
}

// labelCounts tells whether the label of a line is one for people, whose number
// the line then gives.
func (rd *reading) labelCounts(l *line) bool {
	if !l.labelled(topic.SeatLabel, topic.SeatMailbox) || rd.countsInLabel(l) || l.labelled(topic.SeatPart) || strings.Contains(l.label, "Microsoft") {
		return false
	}
	return l.table == 0 || rd.tables[l.table].cols == 2 || rd.lastState(l)
}

// totalOfPeople tells whether a cell is that of the total in a column of people.
func (l *line) totalOfPeople() bool {
	return l.table > 0 && l.row > 0 && l.labelled(topic.ValueLabel) && !l.labelled(topic.ValueNet) && l.columned(topic.SeatLabel, topic.SeatPeople) && !l.columned(topic.SeatPart)
}

// seatLabelWeight weighs the label of a number of people: one for mailboxes says
// less than one for users, one for all users more.
func (l *line) seatLabelWeight() float64 {
	switch {
	case !l.labelled(topic.SeatLabel):
		return seatByWork
	case l.labelWhole():
		return seatByLabel + seatByWork
	}
	return seatByLabel
}

// countsInLabel tells whether a label counts people itself: "The Customer states
// 660 users: 120 at intake and 540 carers".
func (rd *reading) countsInLabel(l *line) bool {
	if l.table > 0 || !written.HasDigit(l.label) {
		return false
	}
	ws := rd.words(l.label)
	m := line{text: l.label, ws: ws, keys: lexicon.Texts(ws)}
	return slices.ContainsFunc(l.labelHits, func(h lexicon.Hit) bool {
		if h.Topic != topic.SeatLabel && h.Topic != topic.SeatMailbox {
			return false
		}
		_, _, ok := m.numberBefore(h.From)
		return ok
	})
}

// labelWhole tells whether the label opens with a word for the whole: "Total
// users".
func (l *line) labelWhole() bool {
	return slices.ContainsFunc(l.labelHits, func(h lexicon.Hit) bool {
		return h.Topic == topic.ValueLabel && h.From == 0 && h.To == 1 && l.labelLen > 1
	})
}

// lastState tells whether a cell stands in the last of the columns of a change,
// which gives the number as it is from now on.
func (rd *reading) lastState(l *line) bool {
	return rd.det.Kind == sow.KindChangeOrder && l.columned(topic.ValueState) && l.column == rd.tables[l.table].cols-1
}

// crowdBehind reads the number behind "a workforce of".
func (rd *reading) crowdBehind(l *line, h lexicon.Hit) (crowd, bool) {
	for i := h.To; i <= h.To+1 && i < len(l.ws); i++ {
		if !l.digitAt(i) {
			if _, article := l.at(i, topic.PartyArticle, topic.PartySmall); article {
				break // "the staff of the 61 surgeries"
			}
			continue
		}
		v, size, ok := written.Number(l.text[l.ws[i].Start:])
		if !ok || v != float64(int(v)) || v < 5 || len(rd.moneyIn(l)) > 0 {
			return crowd{}, false
		}
		w := rd.crowdWeight(l, h.From, lexicon.Hit{Topic: topic.SeatPeople, Language: h.Language, From: h.From, To: i + 1})
		return crowd{int(v), w, false, false, rd.evidence(l, l.ws[i].Start, l.ws[i].Start+size), l.block, l}, w > 0
	}
	return crowd{}, false
}

// usersAt tells whether the words before the number at word i say that it
// counts those who use what is built.
func (l *line) usersAt(i int) bool {
	before := l.back(i)
	if _, used := l.endsAt(before, topic.SeatUsedBy); used {
		return true
	}
	if !l.head.has(topic.HeadUsers) {
		return false
	}
	_, whom := l.endsAt(before, topic.SeatTotal)
	_, served := l.window(max(0, i-reachWords), before, topic.SeatServed)
	return whom && served
}
