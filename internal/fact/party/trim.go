package party

import (
	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/names"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
)

// maxAdjectives is how many small words of their own a body's name holds at
// most: "Centre hospitalier régional de la Haute-Sambrelle".
const maxAdjectives = 2

// trim cuts the words off a name without a legal form that are not part of it:
// whose it is, what the sentence goes on with.
func (s *Survey) trim(l *page.Line, org page.Name) (page.Name, bool) {
	if s.smallName(l, org.From, org.To) {
		return org, true
	}
	c := s.rd.CuesOf(l)
	from := s.trimmedFront(l, org, c)
	to := s.trimmedEnd(l, org, from, c)
	if to <= from {
		return page.Name{}, false
	}
	if to == org.To && from == org.From {
		return org, true
	}
	return names.Made(l, from, to, to)
}

// trimmedFront gives the word with which a name without a legal form begins.
func (s *Survey) trimmedFront(l *page.Line, org page.Name, c *lexicon.Cues) int {
	from := s.rd.head(l, org, c)
	if from+2 < org.To && names.OpensAddress(l, from) { // "An die Stadtwerke"
		from += 2
	}
	if from+2 < org.To && l.Beside.Names.Companies.Has(l.Words[from].Text) && l.Covered(from, topic.PartyArticle) { // "die Firma Acme"
		from++
	}
	return from
}

// trimmedEnd gives the word behind a name without a legal form that begins at
// word from: it ends before what it has, does, or where it is.
func (s *Survey) trimmedEnd(l *page.Line, org page.Name, from int, c *lexicon.Cues) int {
	to, adjectives := from, 0
	plain := !s.rd.SmallAdjectives(l)
	for i := from; i < org.To; i++ {
		if i > from && s.goesOn(l, i) {
			break
		}
		if i > org.From && ownsNext(l, i, org.To, c) {
			break
		}
		if l.Words[i].Capital || l.Hyphened(i) || l.Possessive(i) {
			to = i + 1
			continue
		}
		if s.joinsNames(l, i) {
			continue
		}
		if adjectives++; plain || adjectives > maxAdjectives || c.At(l.Words, i)&(lexicon.CueDoes|lexicon.CueGives) != 0 {
			break
		}
		if l.Covered(i, topic.PartyBody) {
			to = i + 1
		}
	}
	return to
}

// ownsNext tells whether word i is the "s" behind a name in the words before to,
// and a thing or nothing follows it there: "Acme's mailboxes".
func ownsNext(l *page.Line, i, to int, c *lexicon.Cues) bool {
	return names.ApostropheS(l, i) && (i+1 >= to || c.At(l.Words, i+1)&(lexicon.CueHas|lexicon.CueBrings) != 0)
}

// smallName tells whether the words [from:to) are the name of a body in small
// words, and no sentence about one.
func (s *Survey) smallName(l *page.Line, from, to int) bool {
	if !names.Small(l, from, to) {
		return false
	}
	c := s.rd.CuesOf(l)
	for i := from + 1; i < to; i++ {
		if c.At(l.Words, i)&(lexicon.CueDoes|lexicon.CueGives) != 0 {
			return false
		}
	}
	return true
}

// goesOn tells whether the sentence goes on at word i of a name: "Borough Trust
// in Bath", "Borough Trust the plan", "Stadtwerke Soest Markt 3".
func (s *Survey) goesOn(l *page.Line, i int) bool {
	w := l.Words[i]
	switch {
	case l.Hyphened(i) || i+1 < len(l.Words) && l.Hyphened(i+1):
		return false
	case w.Capital:
		return w.Text == "the" || i+1 < len(l.Words) && l.DigitAt(i+1) && l.Between(i+1) == " "
	case l.Beside.Small.In.Has(w.Text):
		return true
	}
	return l.Covered(i, topic.PartyArticle) && !l.Beside.Small.Genitives.Has(w.Text) && l.Words[i-1].Capital
}

// head gives the word with which a name begins: behind "for" in "Teams for the
// Borough Trust", but not in "Centre for Health".
func (rd *Sides) head(l *page.Line, org page.Name, c *lexicon.Cues) int {
	from := org.From
	for i := from + 1; i < org.To; i++ {
		if !rd.pointsOn(l, org, i, c) {
			continue
		}
		for i++; i < org.To && !l.Words[i].Capital; i++ {
		}
		from = min(i, org.To-1)
	}
	return from
}

// pointsOn tells whether word i inside a name says whom the words before it are
// for: "for" in "Teams for the Borough Trust", not in "Centre for Health".
func (rd *Sides) pointsOn(l *page.Line, org page.Name, i int, c *lexicon.Cues) bool {
	if l.Words[i].Capital || c.At(l.Words, i)&lexicon.CueTowards == 0 || l.Beside.Small.In.Has(l.Words[i].Text) || l.Covered(i-1, topic.PartyBody) || c.Body(l.Words[i-1].Text) {
		return false
	}
	if l.Hyphened(i) || i+1 < org.To && l.Hyphened(i+1) {
		return false
	}
	return i+1 < org.To && l.Covered(i+1, topic.PartyArticle) || names.Product(l, page.Name{Key: org.Key[:i-org.From], From: org.From, To: i}) || tools[org.Key[i-1-org.From]]
}

// joinsNames tells whether word i may stand between the words of a name.
func (s *Survey) joinsNames(l *page.Line, i int) bool {
	t := l.Words[i].Text
	return names.Joins(l.Beside, t) || len(t) <= 3 && (l.Covered(i, topic.PartySmall) || l.Covered(i, topic.PartyForm))
}

// lead cuts the words off the front of a name that are not part of it: "For Acme
// Ltd".
func (s *Survey) lead(l *page.Line, org page.Name) page.Name {
	if org.Front {
		return org
	}
	c := s.rd.CuesOf(l)
	from := org.From
	if to := from + 2; to < org.To-org.Form && names.OpensAddress(l, from) { // "An die Acme GmbH", "Bei der Acme GmbH"
		from = to
	}
	for from < org.To-org.Form-1 && s.leadsTo(l, org, from, c) {
		from++
	}
	from = max(from, s.rd.head(l, org, c))
	from = s.behindSentence(l, org, from, c)
	for from > org.From && from < org.To && !l.Words[from].Capital {
		from++
	}
	if from == org.From || from >= org.To-org.Form {
		return org
	}
	if n, ok := names.Made(l, from, org.To-org.Form, org.To); ok {
		return n
	}
	return org
}

// leadsTo tells whether word i, before which a name has been cut already, leads
// to the name but is no part of it: whom something is for, a title, a thing that
// the holder has.
func (s *Survey) leadsTo(l *page.Line, org page.Name, i int, c *lexicon.Cues) bool {
	if _, front := l.At(i, topic.PartyBehalf, topic.PartyFor, topic.PartyBy, topic.PartyTo, topic.PartyFrom, topic.PartyAccepts, topic.PartyAuthored, topic.PartySalutation); front {
		return true
	}
	if c.At(l.Words, i)&(lexicon.CueTowards|lexicon.CueFrom|lexicon.CuePerson) != 0 || l.Covered(i, topic.PartyNoName) {
		return true
	}
	if i > org.From && s.joinsNames(l, i) && !l.Words[i].Capital {
		return true
	}
	return i+1 < org.To && s.thingOf(l, i, c)
}

// thingOf tells whether word i is a thing of the one who is named behind it: "the
// mailboxes of Acme Ltd".
func (s *Survey) thingOf(l *page.Line, i int, c *lexicon.Cues) bool {
	if l.Words[i+1].Capital || !s.joinsNames(l, i+1) || l.Covered(i, topic.PartyBody) || l.Beside.Small.And.Has(l.Words[i+1].Text) { // "Ingeniería y Montajes S.A."
		return false
	}
	return names.ShortThing(l, i) || c.At(l.Words, i)&(lexicon.CueHas|lexicon.CueBrings|lexicon.CueDoes) != 0
}

// behindSentence gives the word with which a name with a legal form begins behind
// the small words of a sentence: "Company bought the shares of Acme Ltd". Adjectives
// may stand within it where the language writes them small.
func (s *Survey) behindSentence(l *page.Line, org page.Name, from int, c *lexicon.Cues) int {
	small := 0
	for i := org.To - org.Form - 2; i > from; i-- {
		if l.Words[i].Capital || l.Hyphened(i) || s.joinsNames(l, i) || l.Possessive(i) {
			continue
		}
		if small++; small > maxAdjectives || !s.rd.SmallAdjectives(l) || c.At(l.Words, i)&(lexicon.CueDoes|lexicon.CueGives) != 0 {
			from = i + 1
		}
	}
	return from
}
