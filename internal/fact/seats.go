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
	ev     sow.Evidence
	block  int
	line   *line
}

// Weights of a number of people.
const (
	seatByLabel = 6.0
	seatByTotal = 2.0
	seatByWork  = 3.0
	seatByTrade = 2.0 // the less for the people of one trade
	seatAgain   = 1.5

	seatBySpelled = 2.0 // the less for a number in words, which prose has for groups
	seatAccept    = 5.0
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
	parts := rd.crowdTables()
	add := func(c crowd) {
		q := found[c.n]
		if q == nil {
			found[c.n], order = &c, append(order, c.n)
			return
		}
		if q.block != c.block && c.weight > 0 {
			q.weight += seatAgain
		}
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
				continue
			}
			add(c)
		}
	}
	for _, c := range rd.tableCrowds() {
		add(c)
	}
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
	if whole.trade || whole.weight < best.weight || whole.weight < seatAhead || rest*wholeTimes > whole.n {
		return nil
	}
	return whole
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
		if _, ok := rd.labelledCrowd(l); ok {
			out[l.table]++
		}
	}
	return out
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
			return best >= seatAhead
		}
		return best >= seatAlone || best >= seatOnly && !rd.det.OtherVendor
	}
	return best >= seatAhead && best-found[order[1]].weight >= seatAlone
}

// crowdsIn reads "1,140 users", "Users: 560" and "a workforce of 800".
func (rd *reading) crowdsIn(l *line) []crowd {
	if c, ok := rd.labelledCrowd(l); ok {
		return []crowd{c}
	}
	if l.table > 0 && (l.row == 0 || len(l.ws) < 4) {
		return nil
	}
	var out []crowd
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
			if w > 0 {
				out = append(out, crowd{n, w, h.topic != seatPeople, rd.evidence(l, l.ws[first].start, l.ws[h.to-1].end), l.block, l})
			}
		case seatOf:
			if c, ok := rd.crowdBehind(l, h); ok {
				out = append(out, c)
			}
		default:
		}
	}
	return out
}

// labelledCrowd reads a number beside or below a label, and the total of a
// column of people.
func (rd *reading) labelledCrowd(l *line) (crowd, bool) {
	if len(l.ws) == 0 || len(l.ws) > 8 {
		return crowd{}, false
	}
	own := l.labelled(seatLabel, seatMailbox) && !l.labelled(seatPart) && !strings.Contains(l.label, "Microsoft") && (l.table == 0 || rd.tables[l.table].cols == 2)
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
	}
	return crowd{int(v), weight, false, rd.evidence(l, from, from+n), l.block, l}, true
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
		return crowd{int(v), w, false, rd.evidence(l, l.ws[i].start, l.ws[i].start+size), l.block, l}, w > 0
	}
	return crowd{}, false
}

// numberBefore reads the number at most two words before word i. It gives the
// index of its first word.
func (l *line) numberBefore(i int) (n, first int, ok bool) {
	for back := range 3 {
		j := i - 1 - back
		if j < 0 || back > 0 && l.breaks(j+1) {
			return 0, 0, false
		}
		c := l.text[l.ws[j].start]
		if c < '0' || c > '9' {
			continue
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
		if !good || start+size != l.ws[j].end || v != float64(int(v)) {
			return 0, 0, false
		}
		if start == l.ws[j].start {
			first = j
		}
		return int(v), first, true
	}
	return 0, 0, false
}

// compound tells whether the noun that ends before word i belongs to another
// one: the "staff" of "staff tickets".
func (l *line) compound(i int) bool {
	if i >= len(l.ws) || strings.TrimSpace(l.between(i)) != "" || l.ws[i].capital || !strings.HasSuffix(l.ws[i].text, "s") || l.ws[i-1].text[len(l.ws[i-1].text)-1] == 's' {
		return false
	}
	return !slices.ContainsFunc(l.hits, func(h hit) bool { return h.from == i })
}

// runInSeats tells whether the line before, in the same block, is nothing but a
// label of people: "Users. 46 operators in three shifts."
func (rd *reading) runInSeats(l *line) bool {
	text := rd.doc.Blocks[l.block].Text
	head := strings.TrimRight(text[:min(l.start, len(text))], " .:–—\u00a0")
	if head == "" || len(head) > 40 {
		return false
	}
	ws := words(head)
	return slices.ContainsFunc(rd.r.phrases.find(ws), func(h hit) bool { return h.topic == seatLabel && h.from == 0 && h.to == len(ws) })
}

// inBrackets tells whether word i stands in brackets behind another number of
// people: "150 users (132 agents and 18 supervisors)".
func (l *line) inBrackets(i int) bool {
	open := strings.LastIndexByte(l.text[:l.ws[i].start], '(')
	if open < 0 || strings.IndexByte(l.text[open:l.ws[i].start], ')') >= 0 {
		return false
	}
	for _, h := range l.hits {
		if (h.topic == seatPeople || h.topic == seatTrade || h.topic == seatMailbox) && l.ws[h.to-1].end <= open {
			if _, _, ok := l.numberBefore(h.from); ok {
				return true
			}
		}
	}
	return false
}

// partsFollow tells whether a word of a part only opens the numbers of parts
// behind the whole: "240 users, of whom 165 technicians".
func (l *line) partsFollow(part, whole hit) bool {
	return part.from >= whole.to && strings.ContainsAny(l.between(part.from), ",(") && part.to < len(l.ws) && l.digitAt(part.to)
}

// ofPartner tells whether a sentence is about the partner and not about the
// customer: "Acme Ltd was founded in 2014 and has 26 employees".
func (rd *reading) ofPartner(l *line, first int) bool {
	c, p := rd.parties.c, rd.parties.p
	if c == nil || p == nil {
		return false
	}
	if _, does := l.window(0, first, partyPerforms); does {
		return false
	}
	ours := false
	for i := range first {
		if longestStart(l.ws[i:], rd.shortNames(c)) > 0 {
			return false
		}
		ours = ours || longestStart(l.ws[i:], rd.shortNames(p)) > 0
	}
	return ours
}

// addsUp tells whether a word right before or behind a number of people says
// that it is the whole: "soit 2 000 utilisateurs au total".
func (l *line) addsUp(first, to int) bool {
	_, before := l.window(max(0, first-2), first, seatTotal)
	_, behind := l.window(to, min(len(l.ws), to+3), seatTotal)
	return before || behind
}

// alsoNamed tells whether a word of a part is only the second of two nouns
// behind one number: "560 clinicians and administrators".
func (l *line) alsoNamed(part, whole hit) bool {
	_, and := l.at(whole.to, partyAnd)
	return and && part.from == whole.to+1 && (part.to >= len(l.ws) || !l.digitAt(part.to))
}

func (rd *reading) crowdWeight(l *line, first int, h hit) float64 {
	if l.inBrackets(first) || l.compound(h.to) || l.labelled(seatPart) && l.table == 0 && !l.addsUp(first, h.to) {
		return 0 // the parts of a number before it
	}
	low, high := max(0, first-7), min(len(l.ws), h.to+2)
	_, served := l.window(0, first, seatServed)
	if !served && l.label == "" && rd.ofPartner(l, first) {
		return 0
	}
	if rd.det.OtherVendor && (l.label != "" || rd.doc.Blocks[l.block].Kind == sow.ListItem && !served || h.topic == seatTrade) {
		return 0 // the people of one module
	}
	if part, ok := l.window(low, high, seatPart); ok && !l.partsFollow(part, h) && !l.alsoNamed(part, h) {
		return 0
	}
	if no, ok := l.window(h.to, min(len(l.ws), h.to+3), negation); ok && !l.breaks(no.from) { // "the 640 others are not users"
		return 0
	}
	w := 1.0
	if h.topic != seatPeople {
		w -= seatByTrade
	}
	switch {
	case l.head.has(headScope):
		w += 3
	case l.head.has(headLicence):
		w++
	case l.head&^(1<<headBackground) != 0:
		w--
	}
	if l.table > 0 {
		w -= 2
	}
	if _, ok := l.window(low, first, partyReceives); ok && !rd.det.OtherVendor {
		w += seatByTotal
	}
	if _, ok := l.window(low, first, seatTotal); ok {
		w += seatByTotal
	}
	if rd.runInSeats(l) {
		w += seatByLabel
	}
	if after, ok := l.at(h.to, partyReceives, seatServed); served || ok && after.from == h.to {
		w += seatByWork
	}
	return w
}
