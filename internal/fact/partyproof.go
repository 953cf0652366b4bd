package fact

import (
	"slices"
	"strings"

	"claimline/internal/fact/lexicon"
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

// proofOf weighs whether a name is that of an organisation.
func (s *survey) proofOf(l *line, org name, n int) (float64, bool) {
	c := s.rd.cuesOf(l)
	if c.At(l.ws, org.from-1)&lexicon.CuePerson != 0 || s.office(l, org, c) {
		return 0, false
	}
	if org.form > 0 {
		return proofForm, true
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
		if _, ok := l.firmOf(org); ok { // a person
			return 0, false
		}
	}
	if s.hosted(org) {
		proof += proofHost
	}
	if proper > 1 && s.placed(l, org, n) {
		proof += proofPlace
	}
	if proof == 0 && (proper < 2 || s.rd.capitalNouns(l)) {
		return 0, false
	}
	return proof, true
}

// proofOfWords weighs what the words of a name without a legal form tell, more
// where it is that of one who writes or is written to. Body tells whether it
// holds the word of a body, proper how many of its words have a capital.
func (s *survey) proofOfWords(l *line, org name, body bool, proper int) (proof float64) {
	switch several := proper > 1 || s.smallName(l, org.from, org.to); {
	case several && body:
		proof = proofBody
	case several && strings.ContainsAny(org.text, "&+"):
		proof = proofJoined
	case several && l.hasLike(org):
		proof = proofLike
	}
	if proof > 0 && proper > 1 && org.from <= 1 && (l.labelOpens(topic.PartyTo) || l.labelOpens(topic.PartyFrom)) {
		proof += proofPlace
	}
	return proof
}

// wordsOf tells whether a name without a legal form holds the word of a body,
// and how many words of it have a capital. It is not ok for what can be no name.
func (s *survey) wordsOf(l *line, org name, c *lexicon.Cues) (body bool, proper int, ok bool) {
	if l.possessive(org.from+1) && s.rd.body(l.ws[org.from].Text) { // "the Department's Help Desk"
		return false, 0, false
	}
	initials, inner := org.mayHoldInitials(), false
	for i := org.from; i < org.to; i++ {
		w := l.ws[i]
		inner = inner || !w.Capital && slices.Contains(owning, w.Text)
		switch {
		case initials && w.Capital && len(w.Text) == 1:
			return false, 0, false
		case l.covered(i, topic.PartyBody) || c.Body(w.Text):
			body = body || !inner // not "Ablösung der Datenbank"
		case l.covered(i, topic.PartyNoName), i > org.from && digitInside(w.Text):
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
func (n name) mayHoldInitials() bool {
	return n.to-n.from < 4 && !strings.ContainsAny(n.text, "&+'’")
}

// placed tells whether a name stands where those of parties stand.
func (s *survey) placed(l *line, org name, n int) bool {
	return s.standsAlone(l, org, n) && (l.edge || !s.rd.capitalNouns(l)) || s.addressed(l, org, n) || s.signing(l, org) ||
		n == surveyLines && l.topics.Has(topic.PartyAccepts)
}

// affiliationReach is how many words of a person's name may stand between a
// title and the bracket.
const affiliationReach = 4

// affiliation tells whether the name stands in brackets behind a person: "Ms
// Lind (Acme Works)".
func (s *survey) affiliation(l *line, org name, c *lexicon.Cues) bool {
	if org.from < 2 || !strings.Contains(l.between(org.from), "(") || org.to < len(l.ws) && !strings.Contains(l.between(org.to), ")") {
		return false
	}
	for k := org.from - 1; k >= max(0, org.from-affiliationReach) && (k == org.from-1 || !l.breaks(k+1)); k-- {
		if c.At(l.ws, k)&lexicon.CuePerson != 0 {
			return true
		}
	}
	return false
}

// called tells whether a word for a company stands right before the name: "die
// Firma Acme", "la société Acme".
func (s *survey) called(l *line, org name) bool {
	return org.from > 0 && len(org.key) > 1 && slices.Contains(companyNouns, l.ws[org.from-1].Text) && !l.breaks(org.from)
}

// companyNouns are the words for a company that stand right before its name.
var companyNouns = []string{"firma", "fa", "firm", "societe", "entreprise", "cabinet", "empresa", "sociedad", "compania", "mercantil", "consultora", "contractor", "consultancy", "dienstleister", "prestataire", "proveedor"}

// digitInside tells whether a word is a code of letters and digits: "NIS2".
func digitInside(text string) bool { return strings.ContainsAny(text, "0123456789") }

// owning are the small words behind which something else stands than the head
// of a name.
var owning = []string{"of", "de", "du", "des", "del", "der", "d", "von", "vom", "in", "zu", "fur", "for", "pour", "para", "a", "au", "en", "im"}

// office tells whether a name is that of a department or an office: "Head of
// IT", "Jefatura de la Policía Local".
func (s *survey) office(l *line, org name, c *lexicon.Cues) bool {
	if org.form > 0 {
		return false
	}
	if c.OfWord(&l.ws[org.from])&lexicon.CueDepartment != 0 && !l.covered(org.from, topic.PartyBody) {
		return true
	}
	only := true
	for i := org.from; i < org.to; i++ {
		if l.ws[i].Capital && c.OfWord(&l.ws[i])&(lexicon.CueDepartment|lexicon.CueWe|lexicon.CueYou) == 0 && !l.covered(i, topic.ContactLabel) {
			only = false
		}
	}
	return only
}

// standsAlone tells whether the name is all of a line where names of parties
// stand: a running header, the first lines, a cell, the end.
func (s *survey) standsAlone(l *line, org name, n int) bool {
	whole := org.to == len(l.ws) || l.onlyPlace(org.to)
	if whole && s.endsTitle(l, org, n) {
		return true
	}
	if !l.edge && l.shouted(org.from, org.to) && !l.company(org) { // the title
		return false
	}
	switch {
	case org.from > 1:
		return false
	case l.edge:
		return whole || l.breaks(org.to)
	}
	return l.alone && whole && n < openingLines && l.table == 0
}

// endsTitle tells whether line n is a title that says what is done for the name
// behind it: "Teams for Acme Works". In German every noun could stand there.
func (s *survey) endsTitle(l *line, org name, n int) bool {
	front := l.back(org.from)
	return front > 1 && s.isTitle(l, n) && !s.rd.capitalNouns(l) && s.rd.cuesOf(l).At(l.ws, front-1)&lexicon.CueTowards != 0 && !l.ws[front-1].Capital
}

// signing tells whether the name heads a column of a table of signatures: a
// small one near the end, with a name at the head of each column.
func (s *survey) signing(l *line, org name) bool {
	if l.table == 0 || l.row > 0 || org.from > 2 || org.to < len(l.ws) || l.block < len(s.rd.doc.Blocks)-signingBlocks {
		return false
	}
	g := s.rd.tables[l.table]
	return g.cols == 2 && len(g.cells) > 1 && len(g.cells) <= maxPairTable
}

// signingBlocks is how far from the end a table of signatures begins.
const signingBlocks = 30

// addressed tells whether "for" or "by" stands before a name at the start of
// one of the first lines, and nothing that goes on with it behind.
func (s *survey) addressed(l *line, org name, n int) bool {
	front := l.back(org.from)
	return n < openingLines && l.table == 0 && front > 0 && front <= 2 && (org.to == len(l.ws) || l.breaks(org.to)) &&
		s.rd.cuesOf(l).At(l.ws, front-1)&(lexicon.CueTowards|lexicon.CueFrom) != 0
}
