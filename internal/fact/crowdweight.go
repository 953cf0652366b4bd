package fact

import (
	"slices"
	"strings"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/topic"
	"claimline/internal/sow"
)

// crowdWeight weighs a number of people, which begins at word first, by the words
// of the hit that it counts and by what stands around it; 0 for none of those
// served.
func (rd *reading) crowdWeight(l *line, first int, h lexicon.Hit) float64 {
	if l.behindWhole(first, h.To) || rd.compound(l, h.To) {
		return 0
	}
	_, served := l.window(0, first, topic.SeatServed)
	served = served || rd.verbLast(l, h)
	if rd.ofOthers(l, first, h, served) || l.ofPart(max(0, first-beforeCrowd), min(len(l.ws), h.To+2), first, h) {
		return 0
	}
	if l.deniedBehind(first, h) || l.leftOut(first, h) || rd.clientele(l, first) {
		return 0
	}
	w := 1.0 + l.seatHeadWeight() + rd.wholeWeight(l, first, h)
	if h.Topic != topic.SeatPeople {
		w -= seatByTrade
	}
	if l.table > 0 {
		w -= 2
	}
	if rd.runInSeats(l) {
		w += seatByLabel
	}
	if _, user := l.window(h.From, h.To, topic.SeatUser); user {
		w += seatByUser
	}
	if served || l.servedBeside(first, h) {
		w += seatByWork
	}
	return w
}

// beforeCrowd is how many words before a number of people tell what part of them
// it is.
const beforeCrowd = 7

// behindWhole tells whether a number, in the words before word to, is one of the
// parts of another one before it.
func (l *line) behindWhole(first, to int) bool {
	return l.inBrackets(first) || l.labelled(topic.SeatPart) && l.table == 0 && !l.addsUp(first, to)
}

// ofOthers tells whether a number counts people whom this work as a whole does not
// serve: those of the partner, or of one module of another vendor.
func (rd *reading) ofOthers(l *line, first int, h lexicon.Hit, served bool) bool {
	if !served && l.label == "" && rd.ofPartner(l, first) {
		return true
	}
	return rd.det.OtherVendor && (l.label != "" || rd.doc.Blocks[l.block].Kind == sow.ListItem && !served || h.Topic == topic.SeatTrade)
}

// deniedBehind tells whether the words right behind people deny something of
// them: "the 640 others are not users".
func (l *line) deniedBehind(first int, h lexicon.Hit) bool {
	no, ok := l.window(h.To, min(len(l.ws), h.To+3), topic.Negation)
	return ok && !l.alsoNot(no) && (!l.breaks(no.From) || l.apposition(first, h))
}

// seatHeadWeight weighs the heading above a number of people.
func (l *line) seatHeadWeight() float64 {
	switch {
	case l.head.has(topic.HeadScope), l.head.has(topic.HeadUsers):
		return 3
	case l.head.has(topic.HeadLicence):
		return 1
	case l.head&^(1<<topic.HeadBackground) != 0:
		return -1
	}
	return 0
}

// wholeWeight weighs the words beside a number of people which say that it is the
// whole, or that all of them receive something.
func (rd *reading) wholeWeight(l *line, first int, h lexicon.Hit) (w float64) {
	low := max(0, first-beforeCrowd)
	if _, ok := l.window(low, first, topic.PartyReceives); ok && !rd.det.OtherVendor {
		w += seatByTotal
	}
	if _, ok := l.window(low, first, topic.SeatTotal); ok {
		w += seatByTotal
	}
	if l.table == 0 && l.labelLen == 1 && l.labelled(topic.ValueLabel) { // "Total: 1,240 persons."
		w += seatByTotal
	}
	if l.opensParts(h.To) {
		w += seatByTotal
	}
	return w
}

// servedBeside tells whether the words right beside a number of people say that
// something is done for them or used by them.
func (l *line) servedBeside(first int, h lexicon.Hit) bool {
	if _, after := l.at(l.behindAside(h.To), topic.PartyReceives, topic.SeatServed); after {
		return true
	}
	_, used := l.endsAt(l.back(first), topic.SeatUsedBy)
	return used
}

// placesOrPeople are words for places of work and accounts, which are also said
// for people.
var placesOrPeople = wordSet("agents agenten agentinnen postes cuentas casillas heads tetes elementos konten")

// countsThings tells whether the noun behind a number of the line may be one for
// places of work, accounts or software.
func (l *line) countsThings(n int) bool {
	for _, h := range l.hits {
		if h.Topic == topic.SeatTrade && placesOrPeople[l.ws[h.From].Text] {
			if v, _, ok := l.numberBefore(h.From); ok && v == n {
				return true
			}
		}
	}
	return false
}

// compound tells whether the noun that ends before word i belongs to another
// one: the "staff" of "staff tickets".
func (rd *reading) compound(l *line, i int) bool {
	if i >= len(l.ws) || strings.TrimSpace(l.between(i)) != "" || l.ws[i].Capital || !strings.HasSuffix(l.ws[i].Text, "s") || l.ws[i-1].Text[len(l.ws[i-1].Text)-1] == 's' {
		return false
	}
	return !rd.capitalNouns(l) && !slices.ContainsFunc(l.hits, func(h lexicon.Hit) bool { return h.From == i })
}

// alsoNot tells whether a "not" only joins two kinds of people: "docentes y no
// docentes".
func (l *line) alsoNot(no lexicon.Hit) bool {
	_, and := l.endsAt(no.From, topic.PartyAnd)
	return and && no.To < len(l.ws) && !l.breaks(no.To)
}

// outsideReach is how many words behind the people their verb may stand.
const outsideReach = 9

// leftOut tells whether the clause that counts people says that the work leaves
// them out: "the 640 drivers keep their old phones".
func (l *line) leftOut(first int, h lexicon.Hit) bool {
	if !l.topics.Has(topic.SeatOutside) && !l.topics.Has(topic.Negation) {
		return false
	}
	if !l.opensClause(first) { // the people are not what the clause is about
		return false
	}
	for i := h.To; i < len(l.ws) && i < h.To+outsideReach; i++ {
		if i > h.To && l.breaks(i) || l.digitAt(i) {
			return false
		}
		if _, out := l.at(i, topic.SeatOutside); out {
			return true
		}
		if no, ok := l.at(i, topic.Negation); ok && !l.alsoNot(no) && i <= h.To+outsideReach/2 {
			return true
		}
	}
	return false
}

// opensClause tells whether a clause begins at word i or at most two words before
// it.
func (l *line) opensClause(i int) bool {
	return i <= 2 || l.breaks(i) || l.breaks(i-1) || l.breaks(i-2)
}

// clientele tells whether the words right before a number say that it counts
// those whom the customer serves: "Borough College teaches 4,100 pupils".
func (rd *reading) clientele(l *line, first int) bool {
	h, ok := l.window(max(0, first-3), first, topic.SeatClientele)
	if !ok || h.To < first-1 || rd.parties.c == nil {
		return false
	}
	forms := rd.shortNames(rd.parties.c)
	for i := range h.From {
		if longestStart(l.ws[i:], forms) > 0 {
			return true
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
	ws := lexicon.Words(head)
	return slices.ContainsFunc(rd.lex.Find(ws), func(h lexicon.Hit) bool { return h.Topic == topic.SeatLabel && h.From == 0 && h.To == len(ws) })
}

// ofPartner tells whether a sentence is about the partner and not about the
// customer: "Acme Ltd was founded in 2014 and has 26 employees".
func (rd *reading) ofPartner(l *line, first int) bool {
	c, p := rd.parties.c, rd.parties.p
	if c == nil || p == nil {
		return false
	}
	if _, does := l.window(0, first, topic.PartyPerforms); does {
		return false
	}
	if cues := rd.cuesOf(l); slices.ContainsFunc(l.ws[:first], func(w lexicon.Word) bool {
		return !w.Capital && cues.Of(w.Text)&(lexicon.CueDoes|lexicon.CueGives) == lexicon.CueDoes
	}) {
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

// apposition tells whether a number of people stands between commas: "the
// readers, some 4,300 students, have no access".
func (l *line) apposition(first int, h lexicon.Hit) bool {
	return h.To < len(l.ws) && l.breaks(h.To) && (l.breaks(first) || first > 0 && l.breaks(first-1) || first > 1 && l.breaks(first-2))
}

// verbBehind is how many words behind the people a German verb may close the
// sentence.
const verbBehind = 7

// verbLast tells whether a German sentence says at its end what is done for the
// people: "für 310 Mitarbeitende der Verwaltung bereitgestellt".
func (rd *reading) verbLast(l *line, h lexicon.Hit) bool {
	if h.Language == 0 || rd.lex.Languages[h.Language-1] != "de" {
		return false
	}
	verb, ok := l.window(h.To, min(len(l.ws), h.To+verbBehind), topic.SeatServed)
	if !ok || verb.To < len(l.ws) && !l.breaks(verb.To) {
		return false
	}
	for i := h.To; i <= verb.From; i++ {
		if l.breaks(i) {
			return false
		}
	}
	return !l.ws[verb.From].Capital
}
