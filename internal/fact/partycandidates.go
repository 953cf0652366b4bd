package fact

import (
	"strings"
	"unicode/utf8"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/topic"
)

// gather notes every name that may be that of an organisation.
func (s *survey) gather() {
	s.readHosts()
	s.readPeople()
	for i := range min(len(s.rd.lines), surveyLines) {
		s.gatherLine(&s.rd.lines[i], i)
	}
	for i := range s.sides {
		s.gatherLine(&s.sides[i], surveyLines)
	}
}

func (s *survey) gatherLine(l *line, n int) {
	for _, org := range l.organisations() {
		s.note(l, s.lead(l, org), n)
	}
	for k := 0; k < len(l.ws); {
		if !l.ws[k].Capital || l.digitAt(k) {
			k++
			continue
		}
		org, ok := l.nameFrom(k)
		if !ok {
			k++
			continue
		}
		switch {
		case s.bare(l, org):
			ok = false
		case org.form == 0:
			org, ok = s.trim(l, org)
		case !org.front && l.formAt(org.to-org.form) == 0 && l.bracketForm(org.to-org.form) == 0: // "Jane Doe, CIO"
			ok = false
		default:
			org = s.lead(l, org)
		}
		if ok {
			s.note(l, org, n)
		}
		k = max(k+1, org.to)
	}
}

// bare tells whether a name is one word and nothing can prove that it is one of
// an organisation: a cheap look before note.
func (s *survey) bare(l *line, org name) bool {
	return org.form == 0 && len(org.key) == 1 && !s.mayBear(org.key) && (org.from < 2 || !strings.Contains(l.between(org.from), "("))
}

// readSides takes the labels of lines that may hold a name, and the closing of
// a letter.
func (s *survey) readSides() {
	s.below = -1
	for i := range min(len(s.rd.lines), surveyLines) {
		l := &s.rd.lines[i]
		if l.topics.Has(topic.PartyClosing) && l.table == 0 && !l.edge && len(l.ws) <= 8 {
			s.below = i
		}
		if l.label != "" && l.table == 0 && l.labelLen > 1 && !l.edge {
			s.readLabelSide(l)
		}
	}
}

// readLabelSide takes the label of a line where capitals behind its first word
// tell that it holds more than a role: "Accepted for Acme Ltd".
func (s *survey) readLabelSide(l *line) {
	side := s.rd.sideLine(l.block, l.label)
	side.start = l.start
	capitals := 0
	for k := range side.ws {
		if side.ws[k].Capital && k > 0 {
			capitals++
		}
	}
	if capitals > 1 || capitals > 0 && l.labelLen > maxRoleLabel {
		s.sides = append(s.sides, side)
	}
}

// cuesOf gives the cues of the language of a line.
func (rd *reading) cuesOf(l *line) *lexicon.Cues {
	n := int(rd.languageOf(l.block))
	return rd.lex.Cues[max(0, min(n, len(rd.lex.Cues))-1)]
}

// note adds a name that stands in line n.
func (s *survey) note(l *line, org name, n int) {
	core := strings.Join(org.key, " ")
	if s.rd.product(l, org) || s.people[core] {
		return
	}
	proof, ok := s.proofOf(l, org, n)
	if !ok {
		return
	}
	org.text = withArticle(l, org)
	for _, k := range org.key[len(org.key)-org.form:] {
		core = core[:len(core)-len(k)-1]
	}
	o := s.ofCore(core, org)
	if o == nil {
		return
	}
	o.spell(l, org)
	o.proof = max(o.proof, proof)
	o.sure = o.sure || org.form > 0
	if l.block != o.last {
		o.blocks, o.last = o.blocks+1, l.block
	}
}

// ofCore gives the organisation of a name without its legal form, which is added
// when it is new; nil for too many.
func (s *survey) ofCore(core string, org name) *organisation {
	if o := s.byCore[core]; o != nil {
		return o
	}
	if len(s.list) >= maxSurveyed {
		return nil
	}
	o := &organisation{text: org.text, key: org.key, form: org.form, last: -1}
	s.byCore[core] = o
	s.list = append(s.list, o)
	return o
}

// spell takes the spelling of a name in a line, and the line itself, where they
// are better than those so far: with the legal form, in the text, in small
// letters.
func (o *organisation) spell(l *line, org name) {
	if o.at == nil || org.form > 0 && o.form == 0 || o.at.edge && !l.edge {
		o.at, o.from, o.to = l, l.ws[org.from].Start, l.ws[org.to-1].End
		if len(org.key) >= len(o.key) {
			o.text, o.key, o.form = org.text, org.key, org.form
		}
	}
	if shouting(o.text) && !shouting(org.text) && len(org.key) == len(o.key) {
		o.text = org.text
	}
}

// withArticle gives a name with the article that is part of it: with a capital
// where no sentence begins.
func withArticle(l *line, org name) string {
	at := org.from - 1
	if org.form > 0 || at < 0 || !l.ws[at].Capital || !l.covered(at, topic.PartyArticle) || l.breaks(org.from) || at == 0 && l.label == "" || l.shouted(at, org.to) {
		return org.text
	}
	return oneSpace(l.text[l.ws[at].Start:l.ws[org.to-1].End])
}

// shouting tells whether a text holds no small letter.
func shouting(text string) bool {
	for i := range len(text) {
		if c := text[i]; c >= utf8.RuneSelf {
			return strings.ToUpper(text) == text
		} else if c >= 'a' && c <= 'z' {
			return false
		}
	}
	return true
}
