package party

import (
	"strings"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/names"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
)

// openingLines is how far down a title page reaches.
const openingLines = 12

// readOpening reads the first lines: "prepared for X by Y", two names joined by
// a bar, the letterhead.
func (rd *Sides) readOpening(l *page.Line, n int) {
	for _, h := range l.Hits {
		if (h.Topic == topic.PartyFor || h.Topic == topic.PartyBy) && !attended(l, h.From) {
			rd.readPrepared(l, h)
		}
	}
	rd.readBehalf(l, n)
	rd.readAuthor(l, n)
	rd.readTitleNames(l, n)
	rd.readByline(l, n)
	rd.readAttended(l, n)
	rd.readAddressed(l, n)
	rd.readWe(l)
}

// readTitleNames reads the names that a line of the title page holds and little
// else: two of them, one with its place, one that begins the first line.
func (rd *Sides) readTitleNames(l *page.Line, n int) {
	orgs := names.In(l)
	if len(orgs) == 2 && l.Alone && n < openingLines {
		rd.note(l, orgs[0], 0, 0).paired = true
		rd.note(l, orgs[1], 0, 0).paired = true
	}
	if len(orgs) != 1 || orgs[0].From != 0 || l.Label != "" {
		return
	}
	if n < openingLines && l.Alone && l.Table == 0 && onlyPlace(l, orgs[0].To) {
		rd.note(l, orgs[0], 0, 0)
	}
	if n == 0 {
		rd.note(l, orgs[0], 0, byLetterhead)
	}
}

// behindText tells whether a sentence stands right above line n, so that the line
// is no longer one of a title page: "For Acme Ltd" above a signature.
func (rd *Sides) behindText(l *page.Line, n int) bool {
	if n == 0 {
		return false
	}
	above := &rd.Lines[n-1]
	return above.Block < l.Block && isText(above)
}

// maxTitle is how many words a line of a title has at most that ends in a point.
const maxTitle = 6

// onlyPlace tells whether nothing but a place stands from word i on: "Acme Ltd,
// Leipzig".
func onlyPlace(l *page.Line, i int) bool {
	if i == len(l.Words) {
		return true
	}
	if !strings.Contains(l.Between(i), ",") || len(l.Words)-i > 3 {
		return false
	}
	for ; i < len(l.Words); i++ {
		if !l.Words[i].Capital {
			return false
		}
	}
	return true
}

// readWe reads "We, Acme LLP, set out ...".
func (rd *Sides) readWe(l *page.Line) {
	h, ok := l.At(0, topic.LicenceWe)
	if !ok || h.To >= len(l.Words) || !strings.Contains(l.Between(h.To), ",") {
		return
	}
	if org, ok := names.From(l, h.To); ok && org.From <= h.To+1 && company(l, org) {
		rd.note(l, org, 0, byPreparedBy)
	}
}

// readAuthor reads "By Acme Ltd" on a line of the title page, or behind the one
// that it is for: "For Borough Trust, Bath, By Acme Ltd".
func (rd *Sides) readAuthor(l *page.Line, n int) {
	if n == 0 || n >= openingLines || l.Label != "" || len(l.Words) > 2*names.MaxWords {
		return
	}
	for _, h := range l.Hits {
		if h.Topic != topic.PartyAuthored || !l.Words[h.From].Capital && !rd.goesOnBy(n, h) {
			continue
		}
		if org, ok := names.From(l, h.To); ok && company(l, org) {
			rd.note(l, org, 0, byAddress)
		}
	}
}

// goesOnBy tells whether the hit of a word for an author begins line n, and the line
// above says in the same block whom the document is for.
func (rd *Sides) goesOnBy(n int, h lexicon.Hit) bool {
	if h.From > 0 || rd.Lines[n-1].Block != rd.Lines[n].Block {
		return false
	}
	_, forOther := rd.Lines[n-1].At(0, topic.PartyFor)
	return forOther
}

// readPrepared reads the name behind "prepared for" or "prepared by".
func (rd *Sides) readPrepared(l *page.Line, h lexicon.Hit) {
	org, ok := names.From(l, h.To)
	if !ok || names.Product(l, org) {
		return
	}
	if !company(l, org) && !noPerson(l, org) { // a person, whose firm may follow
		if org, ok = firmBehind(l, org); !ok {
			return
		}
	}
	rd.noteRole(l, org, h.Topic == topic.PartyFor, byPreparedBy)
	if h.Topic != topic.PartyFor || org.To >= len(l.Words) {
		return
	}
	by, ok := l.At(org.To, topic.PartyAuthored, topic.PartyBy)
	if !ok {
		return
	}
	if author, ok := names.From(l, by.To); ok && company(l, author) {
		rd.noteRole(l, author, false, byPreparedBy)
	}
}

// company tells whether a name holds a legal form or a word of companies.
func company(l *page.Line, org page.Name) bool {
	return names.Formal(l, org) || names.HasLike(l, org) && len(org.Key) > 1
}

// noPerson tells whether a name without a legal form can not be that of a
// person: it joins names by a sign, or it holds an abbreviation.
func noPerson(l *page.Line, org page.Name) bool {
	if len(org.Key) < 2 {
		return false
	}
	if strings.ContainsAny(org.Text, "&+") {
		return true
	}
	for _, w := range l.Words[org.From+1 : org.To] {
		t := l.Text[w.Start:w.End]
		if len(t) >= 2 && strings.ToUpper(t) == t && w.Text != "ii" && w.Text != "iii" && !l.Shouted(org.From, org.To) && t[0] >= 'A' && t[0] <= 'Z' {
			return true
		}
	}
	return false
}

// firmBehind reads the company behind the name of a person: "prepared by Jane
// Doe, Acme Ltd".
func firmBehind(l *page.Line, person page.Name) (page.Name, bool) {
	if person.To >= len(l.Words) || !strings.ContainsAny(l.Between(person.To), ",(–—") {
		return page.Name{}, false
	}
	org, ok := names.From(l, person.To)
	return org, ok && company(l, org)
}

// firmOf gives the company that stands behind what may be a person, with at most
// an office between: "Jane Doe, Owner, Acme Ltd", "Jane Doe (Acme Works)".
func firmOf(l *page.Line, person page.Name) (page.Name, bool) {
	for at, parts := person.To, 0; at < len(l.Words) && parts < 2; parts++ {
		if !l.Breaks(at) || strings.ContainsAny(l.Between(at), ".;:") {
			return page.Name{}, false
		}
		if org, ok := names.From(l, at); ok && org.From <= at+1 && company(l, org) {
			return org, true
		}
		for at++; at < len(l.Words) && !l.Breaks(at); at++ {
		}
	}
	return page.Name{}, false
}

// readByline reads the author below the title: a name and a day, or a name and
// a place, and nothing else.
func (rd *Sides) readByline(l *page.Line, n int) {
	if n == 0 || n >= 6 || !l.Alone || l.Label != "" || l.Table > 0 || len(l.Words) > 10 {
		return
	}
	org, ok := names.From(l, 0)
	if !ok || len(org.Key) < 2 || org.From != 0 || !names.HasLike(l, org) || names.Product(l, org) {
		return
	}
	hits := rd.Dates(l)
	if len(hits) == 1 && l.WordAt(hits[0].Start) == org.To {
		rd.note(l, org, 0, byAddress)
	}
}

// readSubjects reads names that begin a title or a sentence about what they do
// or have: "Tidewater Trust has fourteen schools".
func (rd *Sides) readSubjects(l *page.Line, n int) {
	for _, org := range names.In(l) {
		if l.Table == 0 && n < belongingLines && !names.Product(l, org) {
			rd.noteWeak(l, org)
		}
	}
	org, ok := rd.leadingName(l)
	if !ok {
		return
	}
	if h, ok := deedAt(l, l.BehindAside(org.To)); ok {
		rd.noteRole(l, org, h.Topic == topic.PartyReceives, byVerb)
		return
	}
	rest := strings.TrimSpace(l.Text[l.Words[org.To-1].End:])
	if n < openingLines && (strings.HasPrefix(rest, "—") || strings.HasPrefix(rest, "–")) {
		rd.note(l, org, 0, 0)
	}
}

// leadingName gives the name of an organisation that begins a line. In a table one
// must say plainly that it is one.
func (rd *Sides) leadingName(l *page.Line) (page.Name, bool) {
	if !mayName(l) || len(l.Words) == 0 || l.Words[0].Capital && !l.DigitAt(0) && names.Lone(l, 0) {
		return page.Name{}, false
	}
	org, ok := names.From(l, 0)
	if !ok || !names.Formal(l, org) && (!names.HasLike(l, org) || l.Table > 0) || len(org.Key) < 2 || names.Product(l, org) {
		return page.Name{}, false
	}
	return org, true
}

// companyWords are what the name of a company holds, but for a form that no
// list knows.
var companyWords = topic.SetOf(topic.PartyForm, topic.PartyBody, topic.PartyLike)

// mayName tells whether the line may name a company: a cheap look before
// names.From, for readers that take no other name.
func mayName(l *page.Line) bool {
	return l.Topics.Meets(companyWords) || l.Table > 0 && strings.IndexByte(l.Text, ',') >= 0 ||
		l.Signs.Has(page.HoldsOpener) && (strings.Contains(l.Text, "(\"") || strings.Contains(l.Text, "(“"))
}

// readAsked reads the one whom somebody engages: "the board asks Acme Advisory".
func (rd *Sides) readAsked(l *page.Line) {
	if l.Table > 0 || !l.Topics.Has(topic.PartyEngages) {
		return
	}
	for _, h := range l.Hits {
		if h.Topic != topic.PartyEngages || h.From == 0 {
			continue
		}
		org, ok := names.From(l, h.To)
		if ok && org.From <= h.To+2 && len(org.Key) > 1 && (names.Formal(l, org) || names.HasLike(l, org)) && !names.Product(l, org) {
			weight := byVerb
			if _, you := l.At(0, topic.LicenceYou); you && h.From <= 3 { // "You have asked Acme Ltd"
				weight = byPreparedBy
			}
			rd.note(l, org, 0, weight)
		}
	}
}
