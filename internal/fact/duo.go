package fact

import (
	"slices"
	"strings"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/topic"
)

// duoLines is how far down the sentence stands that tells who works for whom.
const duoLines = 24

// duoReach is how many words may stand between a verb and whom it is done for.
const duoReach = 16

// readDuo reads the sentence that names both sides: "Acme Ltd replaces the
// servers of Borough Trust", "The Trust appoints Acme Ltd to replace them".
func (rd *reading) readDuo(l *line, n int) {
	if n >= duoLines || l.table > 0 {
		return
	}
	rd.readEngagement(l)
	rd.readEngaged(l)
	rd.readOnBehalf(l)
	rd.readPlaced(l)
	first, ok := l.nameFrom(0)
	if !ok || rd.product(l, first) || !l.company(first) && !rd.properName(l, first) {
		return
	}
	h, ok := l.deedAt(l.behindAside(first.to))
	if !ok || h.Topic != topic.PartyPerforms {
		return
	}
	if second, ok := rd.secondName(l, h.To, first, true); ok && second.from-h.To <= duoReach {
		rd.noteRole(l, first, false, byPreparedBy)
		rd.noteRole(l, second, true, byPreparedBy)
	}
}

// properName tells whether a name without a legal form is one all the same: two
// or more words that all begin with a capital, in a language that writes
// ordinary nouns small.
func (rd *reading) properName(l *line, org name) bool {
	if len(org.key) < 2 || rd.capitalNouns(l) {
		return false
	}
	for _, w := range l.ws[org.from:org.to] {
		if !w.Capital {
			return false
		}
	}
	return !l.title(org)
}

// capitalNouns tells whether the line is in German, which writes all nouns with
// a capital.
func (rd *reading) capitalNouns(l *line) bool {
	lang := rd.languageOf(l.block)
	return lang > 0 && rd.lex.Languages[lang-1] == "de"
}

// readEngagement reads "the board of Borough Trust appoints Acme Ltd".
func (rd *reading) readEngagement(l *line) {
	for _, h := range l.hits {
		if h.Topic != topic.PartyEngages || h.From == 0 || l.ws[h.From].Capital {
			continue
		}
		second, ok := rd.secondName(l, h.To, name{}, false)
		if !ok {
			continue
		}
		if first, ok := rd.nameUntil(l, h.From); ok && rd.known(first) != rd.known(second) || ok && rd.known(first) == nil {
			rd.noteRole(l, first, true, byPreparedBy)
			rd.noteRole(l, second, false, byPreparedBy)
			return
		}
	}
}

// readEngaged reads "Acme Ltd was appointed by the board of Borough Trust".
func (rd *reading) readEngaged(l *line) {
	for _, h := range l.hits {
		if h.Topic != topic.PartyEngages && h.Topic != topic.PartyEngaged || h.From == 0 || l.ws[h.From].Capital {
			continue
		}
		by, ok := l.at(h.To, topic.PartyAuthored)
		if !ok {
			continue
		}
		first, ok := rd.secondName(l, by.To, name{}, false)
		if !ok || first.from > by.To+4 {
			continue
		}
		if second, ok := rd.nameUntil(l, h.From); ok {
			rd.noteRole(l, first, true, byPreparedBy)
			rd.noteRole(l, second, false, byPreparedBy)
			return
		}
	}
}

// readOnBehalf reads "On behalf of the Borough Trust, Acme Ltd will audit …".
func (rd *reading) readOnBehalf(l *line) {
	h, ok := l.at(0, topic.PartyBehalf)
	if !ok || !l.ws[0].Capital || l.label != "" {
		return
	}
	first, ok := l.nameFrom(h.To)
	if !ok || !l.company(first) || first.to >= len(l.ws) || !strings.Contains(l.between(first.to), ",") {
		return
	}
	second, ok := l.nameFrom(first.to)
	if !ok || !l.company(second) || rd.product(l, second) {
		return
	}
	if deed, ok := l.deedAt(l.behindAside(second.to)); ok && deed.Topic == topic.PartyPerforms {
		rd.noteRole(l, first, true, byPreparedBy)
		rd.noteRole(l, second, false, byPreparedBy)
	}
}

// nameUntil gives the company named before word end, with at most an insertion
// or a few words between.
func (rd *reading) nameUntil(l *line, end int) (name, bool) {
	for i := range end {
		if !l.ws[i].Capital {
			continue
		}
		org, ok := l.nameFrom(i)
		if !ok || org.to > end || rd.product(l, org) || !l.company(org) && (org.from > 1 || !rd.properName(l, org)) {
			continue
		}
		if l.behindAside(org.to) >= end-2 {
			return org, true
		}
	}
	return name{}, false
}

// readPlaced reads "placed by Borough Trust with Acme Ltd".
func (rd *reading) readPlaced(l *line) {
	for _, h := range l.hits {
		if h.Topic != topic.PartyAuthored || l.ws[h.From].Capital {
			continue
		}
		first, ok := l.nameFrom(h.To)
		if !ok || !l.company(first) || rd.product(l, first) {
			continue
		}
		with, ok := l.at(l.behindAside(first.to), topic.PartyWith)
		if !ok {
			if rd.readMadeBy(l, first) {
				return
			}
			continue
		}
		if second, ok := l.nameFrom(with.To); ok && (l.company(second) || rd.properName(l, second)) && !rd.product(l, second) {
			people := l.placesPeople(h.From) // who places people is the partner
			rd.noteRole(l, first, !people, byPreparedBy)
			rd.noteRole(l, second, people, byPreparedBy)
			return
		}
	}
}

// readMadeBy reads "prepared on 14 July by Acme Ltd for Borough Trust", of which
// first is the author.
func (rd *reading) readMadeBy(l *line, first name) bool {
	behalf, ok := l.at(l.behindAside(first.to), topic.PartyBehalf)
	if !ok || l.ws[behalf.From].Capital {
		return false
	}
	second, ok := l.nameFrom(behalf.To)
	if !ok || !l.company(second) || rd.product(l, second) {
		return false
	}
	rd.noteRole(l, first, false, byPreparedBy)
	rd.noteRole(l, second, true, byPreparedBy)
	return true
}

// secondName finds the other side behind word i. Sure names have a legal form
// or the word of a body; others must stand right there.
func (rd *reading) secondName(l *line, i int, first name, sure bool) (name, bool) {
	for from := i; from < len(l.ws); from++ {
		if !l.ws[from].Capital {
			continue
		}
		org, ok := l.nameFrom(from)
		if !ok || rd.product(l, org) || first.text != "" && rd.known(org) != nil && rd.known(org) == rd.known(first) {
			continue
		}
		if org.form > 0 || l.hasBody(org) && len(org.key) > 1 || rd.namedFor(l, org) || !sure && from <= i+2 && len(org.key) > 1 {
			return org, true
		}
		from = max(from, org.to-1)
	}
	return name{}, false
}

// namedFor tells whether a name without a legal form is one all the same: a
// word such as "for" stands before it, and a short form of it in quotes behind:
// "for Zephyr Airlines (“Zephyr”)".
func (rd *reading) namedFor(l *line, org name) bool {
	if org.to >= len(l.ws) || openerBefore(l.between(org.to)) != '(' {
		return false
	}
	at := l.back(org.from)
	if _, ok := l.endsAt(at, topic.PartyBehalf); !ok {
		return false
	}
	alias := l.aliasIn(org.to, min(l.closer(org.to), len(l.ws)))
	return len(alias) > 0 && (sharesWord(org.key, alias) || acronym(org.key, alias))
}

// makers are the words in names of Microsoft and its products, which write
// them alike in every language.
var makers = map[string]bool{
	"microsoft": true, "azure": true, "dynamics": true, "copilot": true, "intune": true, "sharepoint": true, "onedrive": true, "entra": true, "purview": true, "teams": true, "outlook": true, "windows": true,
}

// product tells whether a name holds that of a maker of software.
func (rd *reading) product(l *line, org name) bool {
	from, to := org.from, org.to-org.form
	if org.front {
		from, to = from+org.form, org.to
	}
	if _, ok := l.window(from, to, topic.LicenceVendor); ok { // "SAS" is a form as well as a maker
		return true
	}
	if _, ok := l.window(org.from, org.to, topic.LicenceThing); ok && org.form == 0 { // "Acme Windows & Doors Ltd" is a company
		return true
	}
	return slices.ContainsFunc(org.key, func(w string) bool { return makers[w] && (org.form == 0 || !plainMakers[w]) })
}

// plainMakers are those of the makers that are ordinary words, which companies
// have in their names as well.
var plainMakers = map[string]bool{"windows": true, "teams": true, "outlook": true, "dynamics": true}

// readRoute reads the line "Offer from X to Y" or "X to Y" below a title, and
// tells whether it is one.
func (rd *reading) readRoute(l *line, n int) bool {
	if n >= 8 || l.table > 0 || !l.alone || l.label != "" || len(l.ws) > 2*maxNameWords {
		return false
	}
	start := l.routeStart()
	if start >= len(l.ws) || !l.ws[start].Capital {
		return false
	}
	for i := start + 1; i+1 < len(l.ws); i++ {
		h, ok := l.at(i, topic.PartyTo, topic.PartyFor)
		if ok && !l.ws[i].Capital && rd.routeAt(l, start, h) {
			return true
		}
	}
	return false
}

// routeStart gives the word behind a "from" among the first three, else 0.
func (l *line) routeStart() int {
	for i := range min(3, len(l.ws)) {
		if h, ok := l.at(i, topic.PartyFrom); ok {
			return h.To
		}
	}
	return 0
}

// routeAt reads the names before and behind the word of direction h.
func (rd *reading) routeAt(l *line, start int, h lexicon.Hit) bool {
	from, okFrom := l.named(start, h.From, h.From)
	to, okTo := l.nameFrom(h.To)
	if okFrom && from.to-len(from.key) == start {
		if n := l.formBefore(h.From); n > 0 {
			from.form = n
		}
	}
	return rd.route(l, from, to, okFrom && okTo && from.to == h.From && to.to == len(l.ws))
}

// route notes the two ends where both are whole names.
func (rd *reading) route(l *line, from, to name, whole bool) bool {
	if !whole || len(from.key) < 2 || len(to.key) < 2 || rd.product(l, from) || rd.product(l, to) {
		return false
	}
	if _, ok := l.window(from.from, from.to, topic.PartyNoName); ok || from.form == 0 && to.form == 0 && !l.hasBody(from) && !l.hasBody(to) {
		return false
	}
	for _, w := range l.ws[from.from:from.to] {
		if !w.Capital {
			return false
		}
	}
	rd.noteRole(l, from, false, byPreparedBy)
	rd.noteRole(l, to, true, byPreparedBy)
	return true
}
