package party

import (
	"strings"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/names"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
)

// gather notes every name that may be that of an organisation.
func (s *Survey) gather() {
	s.readHosts()
	s.readPeople()
	for i := range min(len(s.rd.Lines), surveyLines) {
		s.gatherLine(&s.rd.Lines[i], i)
	}
	for i := range s.sides {
		s.gatherLine(&s.sides[i], surveyLines)
	}
}

func (s *Survey) gatherLine(l *page.Line, n int) {
	for _, org := range names.In(l) {
		s.note(l, s.lead(l, org), n)
	}
	gists := s.gistsOf(l, n)
	for k := behindPlace(l); k < len(gists); {
		if !gists[k].Capital() || l.DigitAt(k) {
			k++
			continue
		}
		if names.Lone(l, k) && s.unborne(l, k) {
			k++
			continue
		}
		org, ok := names.From(l, k)
		if !ok {
			k++
			continue
		}
		switch {
		case s.bare(l, org):
			ok = false
		case org.Form == 0:
			org, ok = s.trim(l, org)
		case !org.Front && names.FormAt(l, org.To-org.Form) == 0 && names.BracketForm(l, org.To-org.Form) == 0: // "Jane Doe, CIO"
			ok = false
		default:
			org = s.lead(l, org)
		}
		if ok {
			s.note(l, org, n)
		}
		k = max(k+1, org.To)
	}
}

// gistsOf gives the gists of the words of line n, which is surveyLines for one that is
// no line of the page.
func (s *Survey) gistsOf(l *page.Line, n int) []lexicon.Gist {
	if n < surveyLines {
		return s.rd.Gists(n)
	}
	s.gists = s.gists[:0]
	for i := range l.Words {
		s.gists = append(s.gists, l.Words[i].Gist())
	}
	return s.gists
}

// behindPlace gives the word behind the place with which a line begins, 0 for none: "In
// Bath, the parties meet".
func behindPlace(l *page.Line) int {
	if len(l.Words) == 0 || !l.Beside.Small.In.Has(l.Words[0].Text) {
		return 0
	}
	k := 1
	for k < len(l.Words) && l.Words[k].Capital && !l.Breaks(k) {
		k++
	}
	return k
}

// bare tells whether a name is one word and nothing can prove that it is one of
// an organisation: a cheap look before note.
func (s *Survey) bare(l *page.Line, org page.Name) bool {
	return org.Form == 0 && len(org.Key) == 1 && s.unborne(l, org.From)
}

// unborne tells whether nothing can prove that word i alone is the name of an
// organisation: no domain bears it, and it stands in no bracket behind a person.
func (s *Survey) unborne(l *page.Line, i int) bool {
	return !s.bearsAlone(l.Words[i].Text) && (i < 2 || !strings.Contains(l.Between(i), "("))
}

// readSides takes the labels of lines that may hold a name, and the closing of
// a letter.
func (s *Survey) readSides() {
	s.below = -1
	for i := range min(len(s.rd.Lines), surveyLines) {
		l := &s.rd.Lines[i]
		if l.Topics.Has(topic.PartyClosing) && l.Table == 0 && !l.Edge && len(l.Words) <= 8 {
			s.below = i
		}
		if l.Label != "" && l.Table == 0 && l.LabelLen > 1 && !l.Edge {
			s.readLabelSide(l)
		}
	}
}

// readLabelSide takes the label of a line where capitals behind its first word
// tell that it holds more than a role: "Accepted for Acme Ltd".
func (s *Survey) readLabelSide(l *page.Line) {
	side := s.rd.SideLine(l.Block, l.Label)
	side.Start = l.Start
	capitals := 0
	for k := range side.Words {
		if side.Words[k].Capital && k > 0 {
			capitals++
		}
	}
	if capitals > 1 || capitals > 0 && l.LabelLen > maxRoleLabel {
		s.sides = append(s.sides, side)
	}
}

// note adds a name that stands in line n.
func (s *Survey) note(l *page.Line, org page.Name, n int) {
	if names.Product(l, org) {
		return
	}
	s.core = appendJoined(s.core[:0], org.Key)
	if s.people[string(s.core)] {
		return
	}
	proof, ok := s.proofOf(l, org, s.core, n)
	if !ok {
		return
	}
	org.Text = withArticle(l, org)
	o := s.ofCore(appendJoined(s.core[:0], org.Key[:len(org.Key)-org.Form]), org)
	if o == nil {
		return
	}
	o.spell(l, org)
	o.proof = max(o.proof, proof)
	o.sure = o.sure || org.Form > 0
	if l.Block != o.last {
		o.blocks, o.last = o.blocks+1, l.Block
	}
}

// appendJoined appends words with spaces between them.
func appendJoined(text []byte, words []string) []byte {
	for i, w := range words {
		if i > 0 {
			text = append(text, ' ')
		}
		text = append(text, w...)
	}
	return text
}

// ofCore gives the organisation of a name without its legal form, which is added
// when it is new; nil for too many.
func (s *Survey) ofCore(core []byte, org page.Name) *organisation {
	if o := s.byCore[string(core)]; o != nil {
		return o
	}
	if len(s.list) >= maxSurveyed {
		return nil
	}
	o := &organisation{text: org.Text, key: org.Key, form: org.Form, last: -1}
	s.byCore[string(core)] = o
	s.list = append(s.list, o)
	return o
}

// spell takes the spelling of a name in a line, and the line itself, where they
// are better than those so far: with the legal form, in the text, in small
// letters.
func (o *organisation) spell(l *page.Line, org page.Name) {
	if o.at == nil || org.Form > 0 && o.form == 0 || o.at.Edge && !l.Edge {
		o.at, o.from, o.to = l, l.Words[org.From].Start, l.Words[org.To-1].End
		if len(org.Key) >= len(o.key) {
			o.text, o.key, o.form = org.Text, org.Key, org.Form
		}
	}
	if page.Shouting(o.text) && !page.Shouting(org.Text) && len(org.Key) == len(o.key) {
		o.text = org.Text
	}
}

// withArticle gives a name with the article that is part of it: with a capital
// where no sentence begins.
func withArticle(l *page.Line, org page.Name) string {
	at := org.From - 1
	if at < 0 || org.Form > 0 && ofCompany(l, at) || !l.Words[at].Capital || !l.Covered(at, topic.PartyArticle) || l.Breaks(org.From) || at == 0 && (l.Label == "" || org.Form > 0 && !tellsSide(l)) || l.Shouted(at, org.To) {
		return org.Text
	}
	whole := page.OneSpace(l.Text[l.Words[at].Start:l.Words[org.To-1].End])
	if last := len(org.Text) - 1; !strings.HasSuffix(whole, org.Text[last:]) { // the point of "Inc."
		whole += org.Text[last:]
	}
	return whole
}

// ofCompany tells whether the article at word i is no part of the name of a company
// behind it: the word for one, or the first of a sentence.
func ofCompany(l *page.Line, i int) bool {
	return l.Beside.Names.Companies.Has(l.Words[i].Text) || i > 0 && l.Breaks(i)
}
