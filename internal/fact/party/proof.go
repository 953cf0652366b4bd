package party

import (
	"strings"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/names"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
)

// Proofs that a name is that of an organisation.
const (
	proofForm   = 3.0
	proofHost   = 3.0
	proofBody   = 2.0
	proofJoined = 1.5
	proofPlace  = 1.5
	proofLike   = 1.0

	proofConduct = 1.5
	perAct       = 0.75
	leastActs    = 1.5
)

// proofOf weighs whether a name, also given as one text, is that of an organisation.
func (s *Survey) proofOf(l *page.Line, org page.Name, text []byte, n int) (float64, bool) {
	c := s.rd.CuesOf(l)
	if org.Form > 0 {
		return proofForm, true
	}
	if c.At(l.Words, org.From-1)&lexicon.CuePerson != 0 || s.office(l, org, c) {
		return 0, false
	}
	body, proper, ok := s.wordsOf(l, org, c)
	if !ok {
		return 0, false
	}
	proof := s.proofOfWords(l, org, body, proper)
	if s.affiliation(l, org, c) || s.called(l, org) {
		proof += proofPlace
	}
	if proof == 0 {
		if _, ok := firmOf(l, org); ok { // a person
			return 0, false
		}
	}
	if s.hosted(org.Key, text) {
		proof += proofHost
	}
	if proper > 1 && s.placed(l, org, n) {
		proof += proofPlace
	}
	if proof == 0 && (proper < 2 || s.rd.CapitalNouns(l)) {
		return 0, false
	}
	return proof, true
}

// proofOfWords weighs what the words of a name without a legal form tell, more
// where it is that of one who writes or is written to. Body tells whether it
// holds the word of a body, proper how many of its words have a capital.
func (s *Survey) proofOfWords(l *page.Line, org page.Name, body bool, proper int) (proof float64) {
	switch several := proper > 1 || s.smallName(l, org.From, org.To); {
	case several && body:
		proof = proofBody
	case several && strings.ContainsAny(org.Text, "&+"):
		proof = proofJoined
	case several && names.HasLike(l, org):
		proof = proofLike
	}
	if proof > 0 && proper > 1 && org.From <= 1 && (labelOpens(l, topic.PartyTo) || labelOpens(l, topic.PartyFrom)) {
		proof += proofPlace
	}
	return proof
}

// wordsOf tells whether a name without a legal form holds the word of a body,
// and how many words of it have a capital. It is not ok for what can be no name.
func (s *Survey) wordsOf(l *page.Line, org page.Name, c *lexicon.Cues) (body bool, proper int, ok bool) {
	if l.Possessive(org.From+1) && s.rd.NamesBody(l.Words[org.From].Text) { // "the Department's Help Desk"
		return false, 0, false
	}
	inner := false
	for i := org.From; i < org.To; i++ {
		w := l.Words[i]
		inner = inner || !w.Capital && names.Owns(l.Beside, w.Text)
		switch {
		case w.Capital && len(w.Text) == 1 && mayHoldInitials(org):
			return false, 0, false
		case l.Covered(i, topic.PartyBody) || c.Body(w.Text):
			body = body || !inner // not "Ablösung der Datenbank"
		case l.Covered(i, topic.PartyNoName), i > org.From && page.DigitInside(w.Text):
			return false, 0, false
		}
		if w.Capital {
			proper++
		}
	}
	return body, proper, true
}

// mayHoldInitials tells whether a single letter in a name would be that of a
// person: "John Q. Public", not "A & B Works".
func mayHoldInitials(n page.Name) bool {
	return n.To-n.From < 4 && !strings.ContainsAny(n.Text, "&+'") && !strings.Contains(n.Text, "’")
}

// placed tells whether a name stands where those of parties stand.
func (s *Survey) placed(l *page.Line, org page.Name, n int) bool {
	return s.standsAlone(l, org, n) && (l.Edge || !s.rd.CapitalNouns(l)) || s.addressed(l, org, n) || s.signing(l, org) ||
		n == surveyLines && l.Topics.Has(topic.PartyAccepts)
}

// affiliationReach is how many words of a person's name may stand between a
// title and the bracket.
const affiliationReach = 4

// affiliation tells whether the name stands in brackets behind a person: "Ms
// Lind (Acme Works)".
func (s *Survey) affiliation(l *page.Line, org page.Name, c *lexicon.Cues) bool {
	if org.From < 2 || !strings.Contains(l.Between(org.From), "(") || org.To < len(l.Words) && !strings.Contains(l.Between(org.To), ")") {
		return false
	}
	for k := org.From - 1; k >= max(0, org.From-affiliationReach) && (k == org.From-1 || !l.Breaks(k+1)); k-- {
		if c.At(l.Words, k)&lexicon.CuePerson != 0 {
			return true
		}
	}
	return false
}

// called tells whether a word for a company stands right before the name: "die
// Firma Acme", "la société Acme".
func (s *Survey) called(l *page.Line, org page.Name) bool {
	return org.From > 0 && len(org.Key) > 1 && l.Beside.Names.Companies.Has(l.Words[org.From-1].Text) && !l.Breaks(org.From)
}

// office tells whether a name is that of a department or an office: "Head of
// IT", "Jefatura de la Policía Local".
func (s *Survey) office(l *page.Line, org page.Name, c *lexicon.Cues) bool {
	if org.Form > 0 {
		return false
	}
	if c.OfWord(&l.Words[org.From])&lexicon.CueDepartment != 0 && !l.Covered(org.From, topic.PartyBody) {
		return true
	}
	only := true
	for i := org.From; i < org.To; i++ {
		if l.Words[i].Capital && c.OfWord(&l.Words[i])&(lexicon.CueDepartment|lexicon.CueWe|lexicon.CueYou) == 0 && !l.Covered(i, topic.ContactLabel) {
			only = false
		}
	}
	return only
}

// standsAlone tells whether the name is all of a line where names of parties
// stand: a running header, the first lines, a cell, the end.
func (s *Survey) standsAlone(l *page.Line, org page.Name, n int) bool {
	whole := org.To == len(l.Words) || onlyPlace(l, org.To)
	if whole && s.endsTitle(l, org, n) {
		return true
	}
	if !l.Edge && l.Shouted(org.From, org.To) && !company(l, org) { // the title
		return false
	}
	switch {
	case org.From > 1:
		return false
	case l.Edge:
		return whole || l.Breaks(org.To)
	}
	return l.Alone && whole && n < openingLines && l.Table == 0
}

// endsTitle tells whether line n is a title that says what is done for the name
// behind it: "Teams for Acme Works". In German every noun could stand there.
func (s *Survey) endsTitle(l *page.Line, org page.Name, n int) bool {
	front := l.Back(org.From)
	return front > 1 && s.isTitle(l, n) && !s.rd.CapitalNouns(l) && s.rd.CuesOf(l).At(l.Words, front-1)&lexicon.CueTowards != 0 && !l.Words[front-1].Capital
}

// signing tells whether the name heads a column of a table of signatures: a
// small one near the end, with a name at the head of each column.
func (s *Survey) signing(l *page.Line, org page.Name) bool {
	if l.Table == 0 || l.Row > 0 || org.From > 2 || org.To < len(l.Words) || l.Block < len(s.rd.Doc.Blocks)-signingBlocks {
		return false
	}
	g := s.rd.Tables[l.Table]
	return g.Cols == 2 && len(g.Cells) > 1 && len(g.Cells) <= maxPairTable
}

// signingBlocks is how far from the end a table of signatures begins.
const signingBlocks = 30

// addressed tells whether "for" or "by" stands before a name at the start of
// one of the first lines, and nothing that goes on with it behind.
func (s *Survey) addressed(l *page.Line, org page.Name, n int) bool {
	front := l.Back(org.From)
	return n < openingLines && l.Table == 0 && front > 0 && front <= 2 && (org.To == len(l.Words) || l.Breaks(org.To)) &&
		s.rd.CuesOf(l).At(l.Words, front-1)&(lexicon.CueTowards|lexicon.CueFrom) != 0
}
