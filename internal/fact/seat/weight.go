package seat

import (
	"slices"
	"strings"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/names"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
	"claimline/internal/sow"
)

// crowdWeight weighs a number of people, which begins at word first, by the words
// of the hit that it counts and by what stands around it; 0 for none of those
// served.
func (rd *counter) crowdWeight(l *page.Line, first int, h lexicon.Hit) float64 {
	if behindWhole(l, first, h.To) || rd.compound(l, h.To) {
		return 0
	}
	_, served := l.Window(0, first, topic.SeatServed)
	served = served || rd.verbLast(l, h) || opensUsing(l, first, h)
	if rd.ofOthers(l, first, h, served) || !altogether(l, h.To) && ofPart(l, max(0, first-beforeCrowd), min(len(l.Words), h.To+2), first, h) {
		return 0
	}
	if deniedBehind(l, first, h) || leftOut(l, first, h) || rd.clientele(l, first) {
		return 0
	}
	w := 1.0 + seatHeadWeight(l) + rd.wholeWeight(l, first, h) + allWeight(l, first, h.To)
	if h.Topic != topic.SeatPeople {
		w -= seatByTrade
	}
	if l.Table > 0 {
		w -= 2
	}
	if served || servedBeside(l, first, h) {
		w += seatByWork
	}
	return w + rd.statedWeight(l, h)
}

// statedWeight weighs what says that people are counted as those served: a label of
// theirs, a price for each, a word for users.
func (rd *counter) statedWeight(l *page.Line, h lexicon.Hit) (w float64) {
	if rd.runInSeats(l) || priced(l, h.To) {
		w += seatByLabel
	}
	if _, user := l.Window(h.From, h.To, topic.SeatUser); user {
		w += seatByUser
	}
	return w
}

// priced tells whether the people that end before word i are multiplied by a price:
// "780 employees watched × 4.50".
func priced(l *page.Line, i int) bool {
	for k := i; k < len(l.Words) && k <= i+1; k++ {
		if l.DigitAt(k) {
			return strings.Contains(l.Between(k), "×") || k > i && l.Words[k-1].Text == "x"
		}
	}
	return false
}

// beforeCrowd is how many words before a number of people tell what part of them
// it is.
const beforeCrowd = 7

// behindWhole tells whether a number, in the words before word to, is one of the
// parts of another one before it.
func behindWhole(l *page.Line, first, to int) bool {
	return inBrackets(l, first) || l.Labelled(topic.SeatPart) && l.Table == 0 && !addsUp(l, first, to)
}

// ofOthers tells whether a number counts people whom this work as a whole does not
// serve: those of the partner, or of one module of another vendor.
func (rd *counter) ofOthers(l *page.Line, first int, h lexicon.Hit, served bool) bool {
	if !served && rd.takenOver(l, first) || !served && l.Label == "" && rd.ofPartner(l, first) {
		return true
	}
	return rd.det.OtherVendor && (l.Label != "" || rd.Doc.Blocks[l.Block].Kind == sow.ListItem && !served || h.Topic == topic.SeatTrade)
}

// deniedBehind tells whether the words right behind people deny something of
// them: "the 640 others are not users".
func deniedBehind(l *page.Line, first int, h lexicon.Hit) bool {
	no, ok := l.Window(h.To, min(len(l.Words), h.To+3), topic.Negation)
	return ok && !alsoNot(l, no) && (!l.Breaks(no.From) || apposition(l, first, h))
}

// seatHeadWeight weighs the heading above a number of people.
func seatHeadWeight(l *page.Line) float64 {
	switch {
	case l.Head.Has(topic.HeadScope), l.Head.Has(topic.HeadUsers):
		return 3
	case l.Head.Has(topic.HeadLicence):
		return 1
	case l.Head&^(1<<topic.HeadBackground) != 0:
		return -1
	}
	return 0
}

// wholeWeight weighs the words beside a number of people which say that it is the
// whole, or that all of them receive something.
func (rd *counter) wholeWeight(l *page.Line, first int, h lexicon.Hit) (w float64) {
	low := max(0, first-beforeCrowd)
	if _, ok := l.Window(low, first, topic.PartyReceives); ok && !rd.det.OtherVendor {
		w += seatByTotal
	}
	if all, ok := l.Window(low, first, topic.SeatTotal); ok {
		w += seatByTotal
		if all.From == 0 && all.To > 1 { // "Alles in allem sind es 114 Menschen."
			w += seatByTotal
		}
	}
	if l.Table == 0 && l.LabelLen == 1 && l.Labelled(topic.ValueLabel) { // "Total: 1,240 persons."
		w += seatByTotal
	}
	if opensParts(l, h.To) {
		w += seatByTotal
	}
	return w
}

// servedBeside tells whether the words right beside a number of people say that
// something is done for them or used by them.
func servedBeside(l *page.Line, first int, h lexicon.Hit) bool {
	if _, after := l.At(l.BehindAside(h.To), topic.PartyReceives, topic.SeatServed); after {
		return true
	}
	_, used := l.EndsAt(l.Back(first), topic.SeatUsedBy)
	return used
}

// countsThings tells whether the noun behind a number of the line may be one for
// places of work, accounts or software,
// which are also said for people.
func countsThings(l *page.Line, n int) bool {
	for _, h := range l.Hits {
		if h.Topic == topic.SeatTrade && l.Beside.People.Places.Has(l.Words[h.From].Text) {
			if v, _, ok := numberBefore(l, h.From); ok && v == n {
				return true
			}
		}
	}
	return false
}

// compound tells whether the noun that ends before word i belongs to another
// one: the "staff" of "staff tickets".
func (rd *counter) compound(l *page.Line, i int) bool {
	if i >= len(l.Words) || strings.TrimSpace(l.Between(i)) != "" || l.Words[i].Capital || !strings.HasSuffix(l.Words[i].Text, "s") || l.Words[i-1].Text[len(l.Words[i-1].Text)-1] == 's' {
		return false
	}
	return !rd.CapitalNouns(l) && !slices.ContainsFunc(l.Hits, func(h lexicon.Hit) bool { return h.From == i })
}

// alsoNot tells whether a "not" only joins two kinds of people: "docentes y no
// docentes".
func alsoNot(l *page.Line, no lexicon.Hit) bool {
	_, and := l.EndsAt(no.From, topic.PartyAnd)
	return and && no.To < len(l.Words) && !l.Breaks(no.To)
}

// outsideReach is how many words behind the people their verb may stand.
const outsideReach = 9

// leftOut tells whether the clause that counts people says that the work leaves
// them out: "the 640 drivers keep their old phones".
func leftOut(l *page.Line, first int, h lexicon.Hit) bool {
	if !l.Topics.Has(topic.SeatOutside) && !l.Topics.Has(topic.Negation) {
		return false
	}
	if !opensClause(l, first) { // the people are not what the clause is about
		return false
	}
	return leftOutBehind(l, h.To) || outsideAt(l, behindAside(l, h.To))
}

// leftOutBehind tells whether the clause that goes on at word from says so.
func leftOutBehind(l *page.Line, from int) bool {
	for i := from; i < len(l.Words) && i < from+outsideReach; i++ {
		if i > from && l.Breaks(i) || l.DigitAt(i) {
			return false
		}
		if outsideAt(l, i) {
			return true
		}
		if no, ok := l.At(i, topic.Negation); ok && !alsoNot(l, no) && i <= from+outsideReach/2 {
			return true
		}
	}
	return false
}

// outsideAt tells whether word i begins what is said of those who are left out.
func outsideAt(l *page.Line, i int) bool {
	_, out := l.At(i, topic.SeatOutside)
	return out
}

// behindAside gives the word behind an aside between commas that follows on people, of
// whom nothing is said before it, at word i: "the 140 users in Leeds, long since served,
// stay as they are"; the end of the line where there is none.
func behindAside(l *page.Line, i int) int {
	comma := commaFrom(l, i)
	if _, does := l.Window(i, comma, topic.SeatServed, topic.PartyReceives, topic.SeatUsedBy); does {
		return len(l.Words)
	}
	return commaFrom(l, comma+1)
}

// commaFrom gives the word behind the next comma from word i on, the end of the line
// where another mark or too many words come before it.
func commaFrom(l *page.Line, i int) int {
	for k := i; k < len(l.Words) && k < i+asideReach; k++ {
		if l.Breaks(k) {
			if strings.TrimSpace(l.Between(k)) == "," {
				return k
			}
			break
		}
	}
	return len(l.Words)
}

// asideReach is how many words there may be before a comma.
const asideReach = 8

// opensClause tells whether a clause begins at word i or at most two words before
// it.
func opensClause(l *page.Line, i int) bool {
	return i <= 2 || l.Breaks(i) || l.Breaks(i-1) || l.Breaks(i-2)
}

// clientele tells whether the words right before a number say that it counts
// those whom the customer serves: "Borough College teaches 4,100 pupils".
func (rd *counter) clientele(l *page.Line, first int) bool {
	h, ok := l.Window(max(0, first-3), first, topic.SeatClientele)
	if !ok || h.To < first-1 {
		return false
	}
	forms := rd.sides.ShortNames(rd.sides.Parties.Customer)
	for i := range h.From {
		if names.LongestStart(l.Words[i:], forms) > 0 {
			return true
		}
	}
	return false
}

// runInSeats tells whether the line before, in the same block, is nothing but a
// label of people: "Users. 46 operators in three shifts."
func (rd *counter) runInSeats(l *page.Line) bool {
	text := rd.Doc.Blocks[l.Block].Text
	head := strings.TrimRight(text[:min(l.Start, len(text))], " .:–—\u00a0")
	if head == "" || len(head) > 40 {
		return false
	}
	ws := lexicon.Words(head)
	return slices.ContainsFunc(rd.Lexicon.Find(ws), func(h lexicon.Hit) bool { return h.Topic == topic.SeatLabel && h.From == 0 && h.To == len(ws) })
}

// ofPartner tells whether a sentence is about the partner and not about the
// customer: "Acme Ltd was founded in 2014 and has 26 employees".
func (rd *counter) ofPartner(l *page.Line, first int) bool {
	c, p := rd.sides.Parties.Customer, rd.sides.Parties.Partner
	if c == nil || p == nil {
		return false
	}
	if _, does := l.Window(0, first, topic.PartyPerforms); does {
		return false
	}
	if cues := rd.CuesOf(l); slices.ContainsFunc(l.Words[:first], func(w lexicon.Word) bool {
		return !w.Capital && cues.Of(w.Text)&(lexicon.CueDoes|lexicon.CueGives) == lexicon.CueDoes
	}) {
		return false
	}
	ours := false
	for i := range first {
		if names.LongestStart(l.Words[i:], rd.sides.ShortNames(c)) > 0 {
			return false
		}
		ours = ours || names.LongestStart(l.Words[i:], rd.sides.ShortNames(p)) > 0
	}
	return ours
}

// apposition tells whether a number of people stands between commas: "the
// readers, some 4,300 students, have no access".
func apposition(l *page.Line, first int, h lexicon.Hit) bool {
	return h.To < len(l.Words) && l.Breaks(h.To) && (l.Breaks(first) || first > 0 && l.Breaks(first-1) || first > 1 && l.Breaks(first-2))
}

// verbBehind is how many words behind the people a German verb may close the
// sentence.
const verbBehind = 7

// verbLast tells whether a German sentence says at its end what is done for the
// people: "für 310 Mitarbeitende der Verwaltung bereitgestellt".
func (rd *counter) verbLast(l *page.Line, h lexicon.Hit) bool {
	if h.Language == 0 || rd.Lexicon.Languages[h.Language-1] != "de" {
		return false
	}
	verb, ok := l.Window(h.To, min(len(l.Words), h.To+verbBehind), topic.SeatServed)
	if !ok || verb.To < len(l.Words) && !l.Breaks(verb.To) {
		return false
	}
	for i := h.To; i <= verb.From; i++ {
		if l.Breaks(i) {
			return false
		}
	}
	return !l.Words[verb.From].Capital
}
