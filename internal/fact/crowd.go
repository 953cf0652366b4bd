package fact

import (
	"slices"
	"strings"

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
		if l.table == 0 || l.labelled(valueLabel) {
			continue
		}
		if _, ok := rd.labelledCrowd(l); ok && (l.labelled(seatLabel) || !rd.lastState(l)) {
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
	if !l.topics.meets(peopleTopics) && !l.head.has(headUsers) && !l.topics.has(seatLabel) {
		return nil
	}
	var out []crowd
	add := func(n int, w float64, trade bool, first, to int) {
		if w > 0 {
			_, staff := l.window(0, first, seatEmploys)
			if _, behind := l.at(to, seatEmploys); behind {
				staff = true
			}
			out = append(out, crowd{n, w, trade, staff, rd.evidence(l, l.ws[first].start, l.ws[to-1].end), l.block, l})
		}
	}
	for _, h := range l.hits {
		switch h.topic {
		case seatPeople, seatTrade, seatMailbox:
			n, first, ok := rd.countBefore(l, h.from)
			if !ok {
				n, first, ok = l.bracketed(h)
			}
			if !ok || n < 5 || n > mostSeats {
				continue
			}
			w := rd.crowdWeight(l, first, h)
			if !l.digitAt(first) && first < h.from {
				w -= seatBySpelled
			}
			add(n, w, h.topic != seatPeople, first, h.to)
		case seatOf:
			if c, ok := rd.crowdBehind(l, h); ok {
				out = append(out, c)
			}
		case seatCounted:
			if n, at, ok := rd.countBehind(l, h); ok {
				add(n, rd.crowdWeight(l, h.from, hit{topic: seatPeople, lang: h.lang, from: h.from, to: at + 1})+seatByTotal, false, h.from, at+1)
			}
		default:
		}
	}
	if n, first, to, ok := rd.labelIs(l); ok && !slices.ContainsFunc(out, func(c crowd) bool { return c.n == n }) {
		add(n, seatByLabel, false, first, to)
	}
	if len(out) == 0 && l.numeric && (l.topics.has(seatUsedBy) || l.head.has(headUsers)) {
		if n, first, ok := rd.unnamedUsers(l); ok {
			add(n, rd.crowdWeight(l, first, hit{topic: seatTrade, from: first, to: first + 1})+seatByWork, true, first, first+1)
		}
	}
	return out
}

// peopleTopics are those that may begin a number of people.
var peopleTopics = topicsOf(seatPeople, seatTrade, seatMailbox, seatOf, seatCounted, seatUsedBy)

// labelCrowds reads the number of people in words that look like a label:
// "The work touches 163 people: the clerks, the drivers and the board."
func (rd *reading) labelCrowds(l *line) []crowd {
	if l.table > 0 || !l.labelTopics.hasAny(countedPeople) || !hasDigit(l.label) {
		return nil
	}
	ws := rd.words(l.label)
	m := line{head: l.head, block: l.block, start: l.start, text: l.label, ws: ws, keys: textsOf(ws), hits: l.labelHits, topics: l.labelTopics, numeric: true}
	m.index()
	out := rd.peopleIn(&m)
	for i := range out {
		out[i].line = l
	}
	return out
}

var countedPeople = []topic{seatPeople, seatTrade, seatMailbox}

// countReach is how many words may stand between the people that are counted
// and their number.
const countReach = 7

// countBehind reads "the number of users with a licence is 165" from the words
// for a count on. It gives the word of the number.
func (rd *reading) countBehind(l *line, h hit) (n, at int, ok bool) {
	people, ok := l.at(h.to, seatPeople, seatTrade, seatLabel)
	if !ok {
		people, ok = l.at(l.skip(h.to, partyArticle, partySmall), seatPeople, seatTrade, seatLabel)
	}
	if !ok {
		return 0, 0, false
	}
	for at = people.to; at < len(l.ws) && at <= people.to+countReach && !l.breaks(at); at++ {
		if !l.digitAt(at) {
			continue
		}
		if _, is := l.window(max(people.to, at-3), at, partyIs, valueSays); !is || len(rd.moneyIn(l)) > 0 || len(rd.dateHits(l)) > 0 {
			return 0, 0, false
		}
		v, _, ok := number(l.text[l.ws[at].start:])
		return int(v), at, ok && v == float64(int(v)) && v >= 5 && v <= mostSeats
	}
	return 0, 0, false
}

// unnamedUsers reads a number of people whose trade no list holds: those by
// whom something is used, or for whom it is below a heading of the users. It
// gives the number and its word.
func (rd *reading) unnamedUsers(l *line) (n, first int, ok bool) {
	for i := 1; i+1 < len(l.ws); i++ {
		if !l.digitAt(i) || l.breaks(i+1) || l.digitAt(i+1) || l.ws[i+1].capital && !rd.capitalNouns(l) || len(l.ws[i+1].text) < 4 {
			continue
		}
		if !l.usersAt(i) {
			continue
		}
		v, size, ok := number(l.text[l.ws[i].start:])
		if ok && l.ws[i].start+size == l.ws[i].end && v == float64(int(v)) && v >= 5 && v <= mostSeats {
			return int(v), i, true
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
	own := l.labelled(seatLabel, seatMailbox) && !rd.countsInLabel(l) && !l.labelled(seatPart) && !strings.Contains(l.label, "Microsoft") && (l.table == 0 || rd.tables[l.table].cols == 2 || rd.lastState(l))
	total := l.table > 0 && l.row > 0 && l.labelled(valueLabel) && !l.labelled(valueNet) && l.columned(seatLabel, seatPeople) && !l.columned(seatPart)
	if !own && !total || len(rd.moneyIn(l)) > 0 || len(rd.dateHits(l)) > 0 {
		return crowd{}, false
	}
	from := l.behindAbout()
	v, n, ok := number(strings.TrimSpace(l.text[from:]))
	if !ok || v != float64(int(v)) || v <= 1 || total && v < 10 {
		return crowd{}, false
	}
	weight := seatByLabel
	if own && !l.labelled(seatLabel) {
		weight = seatByWork
	} else if own && l.labelWhole() {
		weight += seatByWork
	}
	return crowd{int(v), weight, false, false, rd.evidence(l, from, from+n), l.block, l}, true
}

// countsInLabel tells whether a label counts people itself: "The Customer states
// 660 users: 120 at intake and 540 carers".
func (rd *reading) countsInLabel(l *line) bool {
	if l.table > 0 || !hasDigit(l.label) {
		return false
	}
	m := line{text: l.label, ws: rd.words(l.label)}
	return slices.ContainsFunc(l.labelHits, func(h hit) bool {
		if h.topic != seatLabel && h.topic != seatMailbox {
			return false
		}
		_, _, ok := m.numberBefore(h.from)
		return ok
	})
}

// labelWhole tells whether the label opens with a word for the whole: "Total
// users".
func (l *line) labelWhole() bool {
	return slices.ContainsFunc(l.labelHits, func(h hit) bool { return h.topic == valueLabel && h.from == 0 && h.to == 1 && l.labelLen > 1 })
}

// lastState tells whether a cell stands in the last of the columns of a change,
// which gives the number as it is from now on.
func (rd *reading) lastState(l *line) bool {
	return rd.det.Kind == sow.KindChangeOrder && l.columned(valueState) && l.column == rd.tables[l.table].cols-1
}

// behindAbout gives the byte at which the text goes on behind words such as
// "approximately".
func (l *line) behindAbout() int {
	i := 0
	for i < len(l.ws) {
		h, ok := l.at(i, seatAbout)
		if !ok {
			break
		}
		i = h.to
	}
	if i == 0 || i >= len(l.ws) {
		return 0
	}
	return l.ws[i].start
}

// bracketed reads the number in brackets right behind all of the people: "all
// staff (75)".
func (l *line) bracketed(h hit) (n, first int, ok bool) {
	if h.to >= len(l.ws) || !l.digitAt(h.to) || strings.TrimSpace(l.between(h.to)) != "(" {
		return 0, 0, false
	}
	if _, all := l.window(max(0, h.from-3), h.from, seatTotal); !all {
		return 0, 0, false
	}
	v, size, ok := number(l.text[l.ws[h.to].start:])
	end := l.ws[h.to].start + size
	if !ok || v != float64(int(v)) || !strings.HasPrefix(l.text[end:], ")") {
		return 0, 0, false
	}
	return int(v), h.from, true
}

// countBefore reads the number before word i, in digits or in words.
func (rd *reading) countBefore(l *line, i int) (n, first int, ok bool) {
	if n, first, ok = l.numberBefore(i); ok {
		return n, first, ok
	}
	lang := rd.languageOf(l.block)
	if lang == 0 {
		return 0, 0, false
	}
	for end := i; end > 0 && end >= i-1; end-- {
		if end < i && l.breaks(end) || l.digitAt(end-1) {
			return 0, 0, false
		}
		if n, first, ok = spelled(l.ws, end, rd.r.languages[lang-1]); ok {
			return n, first, n >= leastSpelled && n%1000 != 0
		}
	}
	return 0, 0, false
}

// crowdBehind reads the number behind "a workforce of".
func (rd *reading) crowdBehind(l *line, h hit) (crowd, bool) {
	for i := h.to; i <= h.to+1 && i < len(l.ws); i++ {
		if !l.digitAt(i) {
			if _, article := l.at(i, partyArticle, partySmall); article {
				break // "the staff of the 61 surgeries"
			}
			continue
		}
		v, size, ok := number(l.text[l.ws[i].start:])
		if !ok || v != float64(int(v)) || v < 5 || len(rd.moneyIn(l)) > 0 {
			return crowd{}, false
		}
		w := rd.crowdWeight(l, h.from, hit{topic: seatPeople, lang: h.lang, from: h.from, to: i + 1})
		return crowd{int(v), w, false, false, rd.evidence(l, l.ws[i].start, l.ws[i].start+size), l.block, l}, w > 0
	}
	return crowd{}, false
}

// numberBefore reads the number at most two words before word i. It gives the
// index of its first word.
func (l *line) numberBefore(i int) (n, first int, ok bool) {
	for back := range 3 {
		j := i - 1 - back
		if j < 0 || back > 0 && l.breaks(j+1) && strings.TrimSpace(l.between(j+1)) != ")" { // "seventy-five (75) clerks"
			return 0, 0, false
		}
		c := l.text[l.ws[j].start]
		if c < '0' || c > '9' {
			continue
		}
		if l.ws[j].text == "365" && j > 0 && (makers[l.ws[j-1].text] || l.ws[j-1].text == "office") { // "Microsoft 365 for the staff"
			return 0, 0, false
		}
		start := l.ws[j].start
		for k := j; k > 0; k-- { // "1,140", "1 140", "1.140"
			gap := l.between(k)
			d := l.text[l.ws[k-1].start]
			if d < '0' || d > '9' || len(l.ws[k].text) != 3 || len(gap) > 2 || strings.ContainsAny(gap, "-/:;()") {
				break
			}
			start, first = l.ws[k-1].start, k-1
		}
		v, size, good := number(l.text[start:])
		if !good || start+size != l.ws[j].end || v != float64(int(v)) || j+1 < len(l.ws) && strings.Contains(l.between(j+1), "%") {
			return 0, 0, false
		}
		if start == l.ws[j].start {
			first = j
		}
		return int(v), first, true
	}
	return 0, 0, false
}

// usersAt tells whether the words before the number at word i say that it
// counts those who use what is built.
func (l *line) usersAt(i int) bool {
	before := l.back(i)
	if _, used := l.endsAt(before, seatUsedBy); used {
		return true
	}
	if !l.head.has(headUsers) {
		return false
	}
	_, whom := l.endsAt(before, seatTotal)
	_, served := l.window(max(0, i-reachWords), before, seatServed)
	return whom && served
}
