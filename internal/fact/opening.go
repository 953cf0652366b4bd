package fact

import (
	"strings"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/topic"
)

// openingLines is how far down a title page reaches.
const openingLines = 12

// readOpening reads the first lines: "prepared for X by Y", two names joined by
// a bar, the letterhead.
func (rd *reading) readOpening(l *line, n int) {
	for _, h := range l.hits {
		if h.Topic == topic.PartyFor || h.Topic == topic.PartyBy {
			rd.readPrepared(l, h)
		}
	}
	rd.readBehalf(l, n)
	rd.readAuthor(l, n)
	rd.readTitleNames(l, n)
	rd.readByline(l, n)
	rd.readAddressed(l, n)
	rd.readWe(l)
}

// readTitleNames reads the names that a line of the title page holds and little
// else: two of them, one with its place, one that begins the first line.
func (rd *reading) readTitleNames(l *line, n int) {
	orgs := l.organisations()
	if len(orgs) == 2 && l.alone && n < openingLines {
		rd.note(l, orgs[0], 0, 0).paired = true
		rd.note(l, orgs[1], 0, 0).paired = true
	}
	if len(orgs) != 1 || orgs[0].from != 0 || l.label != "" {
		return
	}
	if n < openingLines && l.alone && l.table == 0 && l.onlyPlace(orgs[0].to) {
		rd.note(l, orgs[0], 0, 0)
	}
	if n == 0 {
		rd.note(l, orgs[0], 0, byLetterhead)
	}
}

// behindText tells whether a sentence stands right above line n, so that the line
// is no longer one of a title page: "For Acme Ltd" above a signature.
func (rd *reading) behindText(l *line, n int) bool {
	if n == 0 {
		return false
	}
	above := &rd.lines[n-1]
	return above.block < l.block && above.table == 0 && len(above.ws) > maxTitle && strings.HasSuffix(above.text, ".")
}

// maxTitle is how many words a line of a title has at most that ends in a point.
const maxTitle = 6

// onlyPlace tells whether nothing but a place stands from word i on: "Acme Ltd,
// Leipzig".
func (l *line) onlyPlace(i int) bool {
	if i == len(l.ws) {
		return true
	}
	if !strings.Contains(l.between(i), ",") || len(l.ws)-i > 3 {
		return false
	}
	for ; i < len(l.ws); i++ {
		if !l.ws[i].Capital {
			return false
		}
	}
	return true
}

// readWe reads "We, Acme LLP, set out ...".
func (rd *reading) readWe(l *line) {
	h, ok := l.at(0, topic.LicenceWe)
	if !ok || h.To >= len(l.ws) || !strings.Contains(l.between(h.To), ",") {
		return
	}
	if org, ok := l.nameFrom(h.To); ok && org.from <= h.To+1 && l.company(org) {
		rd.note(l, org, 0, byPreparedBy)
	}
}

// readAuthor reads "By Acme Ltd" on a line of the title page, or behind the one
// that it is for: "For Borough Trust, Bath, By Acme Ltd".
func (rd *reading) readAuthor(l *line, n int) {
	if n == 0 || n >= openingLines || l.label != "" || len(l.ws) > 2*maxNameWords {
		return
	}
	for _, h := range l.hits {
		if h.Topic != topic.PartyAuthored || !l.ws[h.From].Capital {
			continue
		}
		if org, ok := l.nameFrom(h.To); ok && l.company(org) {
			rd.note(l, org, 0, byAddress)
		}
	}
}

// readPrepared reads the name behind "prepared for" or "prepared by".
func (rd *reading) readPrepared(l *line, h lexicon.Hit) {
	org, ok := l.nameFrom(h.To)
	if !ok || rd.product(l, org) {
		return
	}
	if !l.company(org) && !l.noPerson(org) { // a person, whose firm may follow
		if org, ok = l.firmBehind(org); !ok {
			return
		}
	}
	rd.noteRole(l, org, h.Topic == topic.PartyFor, byPreparedBy)
	if h.Topic != topic.PartyFor || org.to >= len(l.ws) {
		return
	}
	by, ok := l.at(org.to, topic.PartyAuthored, topic.PartyBy)
	if !ok {
		return
	}
	if author, ok := l.nameFrom(by.To); ok && l.company(author) {
		rd.noteRole(l, author, false, byPreparedBy)
	}
}

// company tells whether a name holds a legal form or a word of companies.
func (l *line) company(org name) bool {
	return l.formal(org) || l.hasLike(org) && len(org.key) > 1
}

// formal tells whether a name holds a legal form or a word that no other name
// holds than that of an organisation: "Trust", "Council".
func (l *line) formal(org name) bool {
	return org.form > 0 || l.hasBody(org)
}

// noPerson tells whether a name without a legal form can not be that of a
// person: it joins names by a sign, or it holds an abbreviation.
func (l *line) noPerson(org name) bool {
	if len(org.key) < 2 {
		return false
	}
	if strings.ContainsAny(org.text, "&+") {
		return true
	}
	for _, w := range l.ws[org.from+1 : org.to] {
		t := l.text[w.Start:w.End]
		if len(t) >= 2 && strings.ToUpper(t) == t && w.Text != "ii" && w.Text != "iii" && !l.shouted(org.from, org.to) && t[0] >= 'A' && t[0] <= 'Z' {
			return true
		}
	}
	return false
}

// firmBehind reads the company behind the name of a person: "prepared by Jane
// Doe, Acme Ltd".
func (l *line) firmBehind(person name) (name, bool) {
	if person.to >= len(l.ws) || !strings.ContainsAny(l.between(person.to), ",(–—") {
		return name{}, false
	}
	org, ok := l.nameFrom(person.to)
	return org, ok && l.company(org)
}

// firmOf gives the company that stands behind what may be a person, with at most
// an office between: "Jane Doe, Owner, Acme Ltd", "Jane Doe (Acme Works)".
func (l *line) firmOf(person name) (name, bool) {
	for at, parts := person.to, 0; at < len(l.ws) && parts < 2; parts++ {
		if !l.breaks(at) || strings.ContainsAny(l.between(at), ".;:") {
			return name{}, false
		}
		if org, ok := l.nameFrom(at); ok && org.from <= at+1 && l.company(org) {
			return org, true
		}
		for at++; at < len(l.ws) && !l.breaks(at); at++ {
		}
	}
	return name{}, false
}

// readByline reads the author below the title: a name and a day, or a name and
// a place, and nothing else.
func (rd *reading) readByline(l *line, n int) {
	if n == 0 || n >= 6 || !l.alone || l.label != "" || l.table > 0 || len(l.ws) > 10 {
		return
	}
	org, ok := l.nameFrom(0)
	if !ok || len(org.key) < 2 || org.from != 0 || !l.hasLike(org) || rd.product(l, org) {
		return
	}
	hits := rd.dateHits(l)
	if len(hits) == 1 && l.wordAt(hits[0].Start) == org.to {
		rd.note(l, org, 0, byAddress)
	}
}

// readSubjects reads names that begin a title or a sentence about what they do
// or have: "Tidewater Trust has fourteen schools".
func (rd *reading) readSubjects(l *line, n int) {
	for _, org := range l.organisations() {
		if l.table == 0 && n < belongingLines && !rd.product(l, org) {
			rd.noteWeak(l, org)
		}
	}
	org, ok := rd.leadingName(l)
	if !ok {
		return
	}
	if h, ok := l.deedAt(l.behindAside(org.to)); ok {
		rd.noteRole(l, org, h.Topic == topic.PartyReceives, byVerb)
		return
	}
	rest := strings.TrimSpace(l.text[l.ws[org.to-1].End:])
	if n < openingLines && (strings.HasPrefix(rest, "—") || strings.HasPrefix(rest, "–")) {
		rd.note(l, org, 0, 0)
	}
}

// leadingName gives the name of an organisation that begins a line. In a table one
// must say plainly that it is one.
func (rd *reading) leadingName(l *line) (name, bool) {
	if !l.mayName() {
		return name{}, false
	}
	org, ok := l.nameFrom(0)
	if !ok || !l.formal(org) && (!l.hasLike(org) || l.table > 0) || len(org.key) < 2 || rd.product(l, org) {
		return name{}, false
	}
	return org, true
}

// companyWords are what the name of a company holds, but for a form that no
// list knows.
var companyWords = topic.SetOf(topic.PartyForm, topic.PartyBody, topic.PartyLike)

// mayName tells whether the line may name a company: a cheap look before
// nameFrom, for readers that take no other name.
func (l *line) mayName() bool {
	return l.topics.Meets(companyWords) || strings.IndexByte(l.text, '(') >= 0 || l.table > 0 && strings.IndexByte(l.text, ',') >= 0
}

// readAsked reads the one whom somebody engages: "the board asks Acme Advisory".
func (rd *reading) readAsked(l *line) {
	if l.table > 0 {
		return
	}
	for _, h := range l.hits {
		if h.Topic != topic.PartyEngages || h.From == 0 {
			continue
		}
		org, ok := l.nameFrom(h.To)
		if ok && org.from <= h.To+2 && len(org.key) > 1 && (l.formal(org) || l.hasLike(org)) && !rd.product(l, org) {
			weight := byVerb
			if _, you := l.at(0, topic.LicenceYou); you && h.From <= 3 { // "You have asked Acme Ltd"
				weight = byPreparedBy
			}
			rd.note(l, org, 0, weight)
		}
	}
}

// behindAside gives the first word behind what is set between a name and its
// verb: "(“Acme”)", ", of Cork,", "of Cork".
func (l *line) behindAside(i int) int {
	for range 2 {
		if i >= len(l.ws) {
			return i
		}
		gap := l.between(i)
		switch {
		case strings.Contains(gap, "("):
			end := l.closer(i)
			if end > len(l.ws) {
				return i
			}
			i = end
		case strings.Contains(gap, ","):
			end := l.commaAfter(i)
			if end == 0 {
				return i
			}
			i = end
		default:
			return l.behindPlace(i)
		}
	}
	return i
}

// maxAside is the most words between two commas that are skipped.
const maxAside = 8

// commaAfter gives the first word behind the comma that closes an insertion
// beginning at word i, 0 for none.
func (l *line) commaAfter(i int) int {
	for j := i + 1; j < len(l.ws) && j-i <= maxAside; j++ {
		if strings.Contains(l.between(j), ",") {
			return j
		}
	}
	return 0
}

// behindPlace skips "of Cork", "aus Kiel".
func (l *line) behindPlace(i int) int {
	h, ok := l.at(i, topic.PartySmall)
	if !ok || h.To >= len(l.ws) || !l.ws[h.To].Capital {
		return i
	}
	for i = h.To; i < len(l.ws) && l.ws[i].Capital; i++ {
	}
	return i
}
