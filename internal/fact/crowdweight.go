package fact

import (
	"slices"
	"strings"

	"claimline/internal/sow"
)

func (rd *reading) crowdWeight(l *line, first int, h hit) float64 {
	if l.inBrackets(first) || l.compound(h.to) && !rd.capitalNouns(l) || l.labelled(seatPart) && l.table == 0 && !l.addsUp(first, h.to) {
		return 0 // the parts of a number before it
	}
	low, high := max(0, first-7), min(len(l.ws), h.to+2)
	_, served := l.window(0, first, seatServed)
	served = served || rd.verbLast(l, h)
	if !served && l.label == "" && rd.ofPartner(l, first) {
		return 0
	}
	if rd.det.OtherVendor && (l.label != "" || rd.doc.Blocks[l.block].Kind == sow.ListItem && !served || h.topic == seatTrade) {
		return 0 // the people of one module
	}
	if l.ofPart(low, high, first, h) {
		return 0
	}
	if no, ok := l.window(h.to, min(len(l.ws), h.to+3), negation); ok && !l.alsoNot(no) && (!l.breaks(no.from) || l.apposition(first, h)) { // "the 640 others are not users"
		return 0
	}
	if l.leftOut(first, h) || rd.clientele(l, first) {
		return 0
	}
	w := 1.0
	if h.topic != seatPeople {
		w -= seatByTrade
	}
	switch {
	case l.head.has(headScope), l.head.has(headUsers):
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
	if l.table == 0 && l.labelLen == 1 && l.labelled(valueLabel) { // "Total: 1,240 persons."
		w += seatByTotal
	}
	if rd.runInSeats(l) {
		w += seatByLabel
	}
	if _, user := l.window(h.from, h.to, seatUser); user {
		w += seatByUser
	}
	if l.opensParts(h.to) {
		w += seatByTotal
	}
	_, after := l.at(l.behindAside(h.to), partyReceives, seatServed)
	if _, used := l.endsAt(l.back(first), seatUsedBy); served || after || used {
		w += seatByWork
	}
	return w
}

// placesOrPeople are words for places of work and accounts, which are also said
// for people.
var placesOrPeople = wordSet("agents agenten agentinnen postes cuentas casillas heads tetes elementos konten")

// countsThings tells whether the noun behind a number of the line may be one for
// places of work, accounts or software.
func (l *line) countsThings(n int) bool {
	for _, h := range l.hits {
		if h.topic == seatTrade && placesOrPeople[l.ws[h.from].text] {
			if v, _, ok := l.numberBefore(h.from); ok && v == n {
				return true
			}
		}
	}
	return false
}

// compound tells whether the noun that ends before word i belongs to another
// one: the "staff" of "staff tickets".
func (l *line) compound(i int) bool {
	if i >= len(l.ws) || strings.TrimSpace(l.between(i)) != "" || l.ws[i].capital || !strings.HasSuffix(l.ws[i].text, "s") || l.ws[i-1].text[len(l.ws[i-1].text)-1] == 's' {
		return false
	}
	return !slices.ContainsFunc(l.hits, func(h hit) bool { return h.from == i })
}

// alsoNot tells whether a "not" only joins two kinds of people: "docentes y no
// docentes".
func (l *line) alsoNot(no hit) bool {
	_, and := l.endsAt(no.from, partyAnd)
	return and && no.to < len(l.ws) && !l.breaks(no.to)
}

// outsideReach is how many words behind the people their verb may stand.
const outsideReach = 9

// leftOut tells whether the clause that counts people says that the work leaves
// them out: "the 640 drivers keep their old phones".
func (l *line) leftOut(first int, h hit) bool {
	if !l.topics.has(seatOutside) && !l.topics.has(negation) {
		return false
	}
	if first > 2 && !l.breaks(first) && !l.breaks(first-1) && !l.breaks(first-2) { // the people are not what the clause is about
		return false
	}
	for i := h.to; i < len(l.ws) && i < h.to+outsideReach; i++ {
		if i > h.to && l.breaks(i) || l.digitAt(i) {
			return false
		}
		if _, out := l.at(i, seatOutside); out {
			return true
		}
		if no, ok := l.at(i, negation); ok && !l.alsoNot(no) && i <= h.to+outsideReach/2 {
			return true
		}
	}
	return false
}

// clientele tells whether the words right before a number say that it counts
// those whom the customer serves: "Borough College teaches 4,100 pupils".
func (rd *reading) clientele(l *line, first int) bool {
	h, ok := l.window(max(0, first-3), first, seatClientele)
	if !ok || h.to < first-1 || rd.parties.c == nil {
		return false
	}
	forms := rd.shortNames(rd.parties.c)
	for i := range h.from {
		if longestStart(l.ws[i:], forms) > 0 {
			return true
		}
	}
	return false
}

// opensParts tells whether the parts of a number follow right behind it: "240
// staff, of whom 60 drive".
func (l *line) opensParts(to int) bool {
	for i := to; i < len(l.ws) && i < to+4; i++ {
		if part, ok := l.at(i, seatPart); ok && l.breaks(i) && part.to+1 < len(l.ws) {
			for k := part.to; k < len(l.ws) && k <= part.to+2; k++ {
				if l.digitAt(k) {
					return true
				}
			}
		}
		if i > to && l.breaks(i) {
			return false
		}
	}
	return false
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
	if cues := rd.cuesOf(l); slices.ContainsFunc(l.ws[:first], func(w word) bool { return !w.capital && cues.of(w.text)&(cueDoes|cueGives) == cueDoes }) {
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

// ownCount tells whether a word of a part has a number of its own behind that of
// the whole: "150 user mailboxes, 22 shared mailboxes".
func (l *line) ownCount(part, whole hit) bool {
	return part.from > whole.to && l.digitAt(part.from-1) && l.breaks(part.from-1)
}

// alsoNamed tells whether a word of a part is only the second of two nouns
// behind one number: "560 clinicians and administrators".
func (l *line) alsoNamed(part, whole hit) bool {
	_, and := l.at(whole.to, partyAnd)
	return and && part.from == whole.to+1 && (part.to >= len(l.ws) || !l.digitAt(part.to))
}

// ofPart tells whether words beside a number of people say that they are a part
// of those served, or that the number is only a bound.
func (l *line) ofPart(low, high, first int, h hit) bool {
	if _, rough := l.endsAt(first, seatRough); rough {
		return true
	}
	if l.labelled(seatLabel) && l.table == 0 && l.othersFollow(h.to) {
		return true
	}
	if l.pilotOnly(first) {
		return true
	}
	if _, behind := l.at(h.to, seatPart); behind && !l.breaks(h.to) {
		return true
	}
	for i := l.hitsFrom(low); i < len(l.hits) && l.hits[i].from < high; i++ {
		if part := l.hits[i]; part.topic == seatPart && part.to <= high && !l.partsFollow(part, h) && !l.ownCount(part, h) && !l.alsoNamed(part, h) && !l.usedBy(part) {
			return true
		}
	}
	return false
}

// usedBy tells whether a word that may mean "for each" is the "by" of what is
// done by the people: "utilisé par 340 conseillers".
func (l *line) usedBy(part hit) bool {
	if _, by := l.at(part.from, partyAuthored); !by || part.to-part.from > 1 {
		return false
	}
	if _, the := l.at(part.to, partyArticle); the && part.to+1 < len(l.ws) && l.digitAt(part.to+1) { // "por las 127 personas"
		return true
	}
	for _, h := range l.hits {
		if h.to == part.from && (h.topic == seatServed || h.topic == partyReceives) || h.topic == seatUsedBy && h.from < part.from && part.to <= h.to {
			return true
		}
	}
	return false
}

// othersFollow tells whether a second number of people is added to the one that
// ends before word to: "1,900 employees and 260 assessors".
func (l *line) othersFollow(to int) bool {
	for i := to + 1; i < len(l.ws); i++ {
		if !l.digitAt(i) {
			continue
		}
		_, and := l.endsAt(i, partyAnd)
		return and
	}
	return false
}

// apposition tells whether a number of people stands between commas: "the
// readers, some 4,300 students, have no access".
func (l *line) apposition(first int, h hit) bool {
	return h.to < len(l.ws) && l.breaks(h.to) && (l.breaks(first) || first > 0 && l.breaks(first-1) || first > 1 && l.breaks(first-2))
}

// verbBehind is how many words behind the people a German verb may close the
// sentence.
const verbBehind = 7

// verbLast tells whether a German sentence says at its end what is done for the
// people: "für 310 Mitarbeitende der Verwaltung bereitgestellt".
func (rd *reading) verbLast(l *line, h hit) bool {
	if h.lang == 0 || rd.r.languages[h.lang-1] != "de" {
		return false
	}
	verb, ok := l.window(h.to, min(len(l.ws), h.to+verbBehind), seatServed)
	if !ok || verb.to < len(l.ws) && !l.breaks(verb.to) {
		return false
	}
	for i := h.to; i <= verb.from; i++ {
		if l.breaks(i) {
			return false
		}
	}
	return !l.ws[verb.from].capital
}

// pilotOnly tells whether a part is what the sentence is about, with the number
// set off behind it: "The pilot covers the clinic, 190 people".
func (l *line) pilotOnly(first int) bool {
	subject, ok := l.window(0, min(3, first), seatPart)
	return ok && subject.from <= 1 && (l.breaks(first) || l.breaks(first-1))
}
