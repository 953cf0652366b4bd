package fact

import (
	"slices"
	"strings"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/topic"
)

// maxAdjectives is how many small words of their own a body's name holds at
// most: "Centre hospitalier régional de la Haute-Sambrelle".
const maxAdjectives = 2

// trim cuts the words off a name without a legal form that are not part of it:
// whose it is, what the sentence goes on with.
func (s *survey) trim(l *line, org name) (name, bool) {
	if s.smallName(l, org.from, org.to) {
		return org, true
	}
	c := s.rd.cuesOf(l)
	from := s.trimmedFront(l, org, c)
	to := s.trimmedEnd(l, org, from, c)
	if to <= from {
		return name{}, false
	}
	if to == org.to && from == org.from {
		return org, true
	}
	return l.named(from, to, to)
}

// trimmedFront gives the word with which a name without a legal form begins.
func (s *survey) trimmedFront(l *line, org name, c *lexicon.Cues) int {
	from := s.rd.head(l, org, c)
	if from+2 < org.to && l.opensAddress(from) { // "An die Stadtwerke"
		from += 2
	}
	if from+2 < org.to && slices.Contains(companyNouns, l.ws[from].Text) && l.covered(from, topic.PartyArticle) { // "die Firma Acme"
		from++
	}
	return from
}

// trimmedEnd gives the word behind a name without a legal form that begins at
// word from: it ends before what it has, does, or where it is.
func (s *survey) trimmedEnd(l *line, org name, from int, c *lexicon.Cues) int {
	to, adjectives := from, 0
	plain := !s.rd.smallAdjectives(l)
	for i := from; i < org.to; i++ {
		if i > from && s.goesOn(l, i) {
			break
		}
		if i > org.from && l.ownsNext(i, org.to, c) {
			break
		}
		if l.ws[i].Capital || l.hyphened(i) || l.possessive(i) {
			to = i + 1
			continue
		}
		if s.joinsNames(l, i) {
			continue
		}
		if adjectives++; plain || adjectives > maxAdjectives || c.At(l.ws, i)&(lexicon.CueDoes|lexicon.CueGives) != 0 {
			break
		}
		if l.covered(i, topic.PartyBody) {
			to = i + 1
		}
	}
	return to
}

// ownsNext tells whether word i is the "s" behind a name in the words before to,
// and a thing or nothing follows it there: "Acme's mailboxes".
func (l *line) ownsNext(i, to int, c *lexicon.Cues) bool {
	return l.apostropheS(i) && (i+1 >= to || c.At(l.ws, i+1)&(lexicon.CueHas|lexicon.CueBrings) != 0)
}

// apostropheS tells whether word i is the "s" behind the apostrophe of one who
// has something: "Acme's".
func (l *line) apostropheS(i int) bool {
	return l.ws[i].Text == "s" && strings.ContainsAny(l.between(i), "'’")
}

// smallName tells whether the words [from:to) are the name of a body in small
// words, and no sentence about one.
func (s *survey) smallName(l *line, from, to int) bool {
	if !l.smallName(from, to) {
		return false
	}
	c := s.rd.cuesOf(l)
	for i := from + 1; i < to; i++ {
		if c.At(l.ws, i)&(lexicon.CueDoes|lexicon.CueGives) != 0 {
			return false
		}
	}
	return true
}

// placing are the small words behind which the place of an organisation stands.
var placing = []string{"in", "at", "aus", "bei", "a", "al", "au", "aux", "en"}

// inside are the articles that stand inside names without a small word before
// them: "Verband der Müller".
var inside = []string{"der", "des", "du", "del", "dell", "d", "l"}

// goesOn tells whether the sentence goes on at word i of a name: "Borough Trust
// in Bath", "Borough Trust the plan", "Stadtwerke Soest Markt 3".
func (s *survey) goesOn(l *line, i int) bool {
	w := l.ws[i]
	switch {
	case l.hyphened(i) || i+1 < len(l.ws) && l.hyphened(i+1):
		return false
	case w.Capital:
		return w.Text == "the" || i+1 < len(l.ws) && l.digitAt(i+1) && l.between(i+1) == " "
	case slices.Contains(placing, w.Text):
		return true
	}
	return l.covered(i, topic.PartyArticle) && !slices.Contains(inside, w.Text) && l.ws[i-1].Capital
}

// head gives the word with which a name begins: behind "for" in "Teams for the
// Borough Trust", but not in "Centre for Health".
func (rd *reading) head(l *line, org name, c *lexicon.Cues) int {
	from := org.from
	for i := from + 1; i < org.to; i++ {
		if !rd.pointsOn(l, org, i, c) {
			continue
		}
		for i++; i < org.to && !l.ws[i].Capital; i++ {
		}
		from = min(i, org.to-1)
	}
	return from
}

// pointsOn tells whether word i inside a name says whom the words before it are
// for: "for" in "Teams for the Borough Trust", not in "Centre for Health".
func (rd *reading) pointsOn(l *line, org name, i int, c *lexicon.Cues) bool {
	if l.ws[i].Capital || c.At(l.ws, i)&lexicon.CueTowards == 0 || slices.Contains(placing, l.ws[i].Text) || l.covered(i-1, topic.PartyBody) || c.Body(l.ws[i-1].Text) {
		return false
	}
	if l.hyphened(i) || i+1 < org.to && l.hyphened(i+1) {
		return false
	}
	return i+1 < org.to && l.covered(i+1, topic.PartyArticle) || rd.product(l, name{key: org.key[:i-org.from], from: org.from, to: i}) || tools[org.key[i-1-org.from]]
}

// smallAdjectives tells whether the line is in a language that writes the
// adjectives in names of bodies small: "Centre hospitalier".
func (rd *reading) smallAdjectives(l *line) bool {
	lang := rd.languageOf(l.block)
	return lang > 0 && slices.Contains([]string{"fr", "es"}, rd.lex.Languages[lang-1])
}

// joinsNames tells whether word i may stand between the words of a name.
func (s *survey) joinsNames(l *line, i int) bool {
	t := l.ws[i].Text
	return slices.Contains(joiners, t) || len(t) <= 3 && (l.covered(i, topic.PartySmall) || l.covered(i, topic.PartyForm))
}

// opensAddress tells whether a short word with a small article behind it opens a
// line before a name: "An die", "Bei der".
func (l *line) opensAddress(i int) bool {
	return len(l.ws[i].Text) <= 4 && !l.ws[i+1].Capital && l.covered(i+1, topic.PartyArticle) && !l.covered(i, topic.PartyBody)
}

// lead cuts the words off the front of a name that are not part of it: "For Acme
// Ltd".
func (s *survey) lead(l *line, org name) name {
	if org.front {
		return org
	}
	c := s.rd.cuesOf(l)
	from := org.from
	if to := from + 2; to < org.to-org.form && l.opensAddress(from) { // "An die Acme GmbH", "Bei der Acme GmbH"
		from = to
	}
	for from < org.to-org.form-1 && s.leadsTo(l, org, from, c) {
		from++
	}
	from = max(from, s.rd.head(l, org, c))
	from = s.behindSentence(l, org, from, c)
	for from > org.from && from < org.to && !l.ws[from].Capital {
		from++
	}
	if from == org.from || from >= org.to-org.form {
		return org
	}
	if n, ok := l.named(from, org.to-org.form, org.to); ok {
		return n
	}
	return org
}

// leadsTo tells whether word i, before which a name has been cut already, leads
// to the name but is no part of it: whom something is for, a title, a thing that
// the holder has.
func (s *survey) leadsTo(l *line, org name, i int, c *lexicon.Cues) bool {
	if _, front := l.at(i, topic.PartyBehalf, topic.PartyFor, topic.PartyBy, topic.PartyTo, topic.PartyFrom, topic.PartyAccepts, topic.PartyAuthored, topic.PartySalutation); front {
		return true
	}
	if c.At(l.ws, i)&(lexicon.CueTowards|lexicon.CueFrom|lexicon.CuePerson) != 0 || l.covered(i, topic.PartyNoName) {
		return true
	}
	if i > org.from && s.joinsNames(l, i) && !l.ws[i].Capital {
		return true
	}
	return i+1 < org.to && s.thingOf(l, i, c)
}

// thingOf tells whether word i is a thing of the one who is named behind it: "the
// mailboxes of Acme Ltd".
func (s *survey) thingOf(l *line, i int, c *lexicon.Cues) bool {
	if l.ws[i+1].Capital || !s.joinsNames(l, i+1) || l.covered(i, topic.PartyBody) {
		return false
	}
	return l.shortThing(i) || c.At(l.ws, i)&(lexicon.CueHas|lexicon.CueBrings|lexicon.CueDoes) != 0
}

// behindSentence gives the word with which a name with a legal form begins behind
// the small words of a sentence: "Company bought the shares of Acme Ltd". Adjectives
// may stand within it where the language writes them small.
func (s *survey) behindSentence(l *line, org name, from int, c *lexicon.Cues) int {
	small := 0
	for i := org.to - org.form - 2; i > from; i-- {
		if l.ws[i].Capital || l.hyphened(i) || s.joinsNames(l, i) || l.possessive(i) {
			continue
		}
		if small++; small > maxAdjectives || !s.rd.smallAdjectives(l) || c.At(l.ws, i)&(lexicon.CueDoes|lexicon.CueGives) != 0 {
			from = i + 1
		}
	}
	return from
}
