package party

import (
	"slices"
	"strings"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/names"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
)

// mendName sets a chosen name right: what stands before or behind it, a legal
// form that runs over the end of a line or sentence, and the case in which
// German names stand.
func (rd *Sides) mendName(p *Party) {
	if p == nil {
		return
	}
	if !rd.isValue(p) {
		rd.cutFront(p)
		rd.cutProduct(p)
		rd.cutRun(p)
	}
	rd.cutOffice(p)
	rd.cutPlace(p)
	rd.cutForeign(p)
	for i := range rd.Lines {
		if l := &rd.Lines[i]; rd.endsCut(l, p) {
			break
		}
	}
	rd.addArticle(p)
	if p.form == 0 {
		rd.cutTail(p)
		rd.cutPerson(p)
		rd.cutSigner(p)
		rd.takeValue(p)
	}
	if p.form == 0 && rd.Language > 0 && rd.Lexicon.Languages[rd.Language-1] == "de" {
		rd.toNominative(p)
	}
}

// isValue tells whether the name stands right behind the label of a role somewhere, so
// that nothing before it can be cut: "Supplier: CRM Advisers of the North, LLC".
func (rd *Sides) isValue(p *Party) bool {
	for l, k := range rd.placesOf(p) {
		if _, weight := labelRole(l); k == 0 && weight >= byColumn && roleLabel(l) {
			return true
		}
	}
	return false
}

// endsCut takes the whole legal form where the line ends within it, and tells
// whether it did.
func (rd *Sides) endsCut(l *page.Line, p *Party) bool {
	n := len(p.core())
	least, most := p.form, p.form
	if p.form == 0 {
		most = 2 // "Sociedad", "gemeinnützige GmbH"
	}
	for behind := least; behind <= most; behind++ {
		k := len(l.Words) - behind - n
		if k < 0 {
			return false
		}
		if l.Words[k].Capital && names.BeginsWith(l.Words[k:], p.core()) && rd.wholeForm(l, k, p) {
			return true
		}
	}
	return false
}

// addArticle takes an article that is part of the name: one with a capital,
// where no sentence begins.
func (rd *Sides) addArticle(p *Party) {
	for l, k := range rd.placesOf(p) {
		if k == 0 || !l.Topics.Has(topic.PartyArticle) || !l.Words[k-1].Capital {
			continue
		}
		n := page.Name{Text: p.name, Key: p.key, Form: p.form, From: k, To: k + len(p.key)}
		if whole := withArticle(l, n); len(whole) > len(p.name) && strings.HasSuffix(whole, p.name) {
			p.name = whole
			return
		}
	}
}

// toNominative takes the name as it stands without the ending of another case.
func (rd *Sides) toNominative(p *Party) {
	for i := range rd.Lines {
		l := &rd.Lines[i]
		for k := 0; k+len(p.key) <= len(l.Words); k++ {
			if l.Words[k].Capital && l.Words[k].Text[0] == p.key[0][0] && rd.nominative(l, k, p) {
				return
			}
		}
	}
}

// cutFront cuts "Teams for" off "Teams for Acme Ltd".
func (rd *Sides) cutFront(p *Party) {
	l := rd.SideLine(0, p.name)
	if len(l.Words) != len(p.key) {
		return
	}
	c := rd.Lexicon.Cues[max(0, int(rd.Language)-1)]
	if at := rd.head(&l, page.Name{Key: p.key, To: len(l.Words) - p.form, Form: p.form}, c); at > 0 && at < len(l.Words)-p.form {
		p.name, p.key = p.name[l.Words[at].Start:], p.key[at:]
	}
}

// cutProduct cuts the product off the one to whom it belongs: "Defender of the
// Borough Hospital".
func (rd *Sides) cutProduct(p *Party) {
	l := rd.SideLine(0, p.name)
	if len(l.Words) != len(p.key) {
		return
	}
	for i := len(p.core()) - 2; i > 0; i-- {
		if !names.Owns(l.Beside, p.key[i]) || l.Words[i].Capital || !rd.productish(&l, i) {
			continue
		}
		at := names.Skip(&l, i+1, topic.PartyArticle)
		if rest := len(p.core()) - at; rest > 1 || rest > 0 && p.form > 0 {
			p.name, p.key = p.name[l.Words[at].Start:], p.key[at:]
		}
		return
	}
}

// productish tells whether the words before word i of a line are the name of a
// product, or end in one.
func (rd *Sides) productish(l *page.Line, i int) bool {
	return names.Product(l, page.Name{Key: lexicon.Texts(l.Words[:i]), To: i}) || slices.ContainsFunc(l.Words[:i], func(w lexicon.Word) bool { return tools[w.Text] })
}

// tools are words in names of products that other names hold as well. Behind
// them a name begins anew.
var tools = map[string]bool{
	"fabric": true, "sentinel": true, "defender": true, "power": true, "bi": true, "apps": true, "automate": true, "exchange": true, "planner": true, "viva": true, "central": true, "finance": true, "erp": true, "crm": true, "365": true, "cloud": true, "intranet": true, "agreement": true, "tenant": true,
}

// cutOffice cuts the office off the body that it belongs to: "Alcaldía del
// Ayuntamiento de Soto", "Board of the Borough Trust".
func (rd *Sides) cutOffice(p *Party) {
	c := rd.Lexicon.Cues[max(0, int(rd.Language)-1)]
	l := rd.SideLine(0, p.name)
	if len(l.Words) != len(p.key) || len(l.Words) < 3 {
		return
	}
	_, people := l.At(0, topic.SeatPeople, topic.SeatTrade)
	office := c.Of(p.key[0])&lexicon.CueDepartment != 0
	at := 1
	if p.form > 0 && !office {
		var committee bool
		at, committee = p.committee(&l, c)
		people = people || committee
	}
	if !people && !office {
		return
	}
	at = p.behindJoiners(&l, at)
	if rest := p.core()[at:]; len(rest) > 1 && l.Words[at].Capital && (rd.NamesBody(rest[0]) || people && p.form > 0) && (at > 1 || p.form > 0) {
		p.name, p.key = p.name[l.Words[at].Start:], p.key[at:]
	}
}

// committee gives the word behind the capitals with which the name in a line
// begins, and tells whether they are an office of what follows: "Audit Committee
// of Acme plc".
func (p *Party) committee(l *page.Line, c *lexicon.Cues) (behind int, office bool) {
	at := 1
	for at+1 < len(p.core()) && l.Words[at].Capital {
		at++
		if !l.Words[at].Capital && c.Of(p.key[at-1])&lexicon.CueDepartment != 0 && names.Owns(l.Beside, p.key[at]) {
			office = true
		}
	}
	return at, office
}

// behindJoiners gives the first word from at on of the name in a line that is no
// small joining word.
func (p *Party) behindJoiners(l *page.Line, at int) int {
	for at < len(p.core()) && !l.Words[at].Capital && names.Joins(l.Beside, p.key[at]) {
		at++
	}
	return at
}

// cutPlace cuts "of Bath" off "Acme Works of Bath". In the name of a body the
// place is part of it.
func (rd *Sides) cutPlace(p *Party) {
	at := slices.Index(p.key, "of")
	if p.form > 0 || at < 2 || slices.ContainsFunc(p.key, rd.NamesBody) {
		return
	}
	if i := strings.Index(p.name, " of "); i > 0 {
		p.name, p.key = p.name[:i], p.key[:at]
	}
}

// cutTail cuts what the sentence goes on with: "Cooperativa San Juan a Exchange", and
// not "Fundación Delta en el Litoral (la Fundación)".
func (rd *Sides) cutTail(p *Party) {
	l := rd.SideLine(0, p.name)
	for i := 2; i < len(l.Words) && len(l.Words) == len(p.key); i++ {
		if w := l.Words[i]; !w.Capital && !l.Hyphened(i) && l.Beside.Small.In.Has(w.Text) {
			if !rd.bracketBehind(p) {
				p.name, p.key = p.name[:l.Words[i-1].End], p.key[:i]
			}
			return
		}
	}
}

// bracketBehind tells whether a bracket stands right behind the whole name somewhere,
// as one that says what the party is called.
func (rd *Sides) bracketBehind(p *Party) bool {
	for l, k := range rd.placesOf(p) {
		if strings.HasPrefix(l.Text[l.Words[k+len(p.key)-1].End:], " (") {
			return true
		}
	}
	return false
}

// cutPerson cuts the two names of a person off a name that begins another line
// without them: below a closing both may have become one line.
func (rd *Sides) cutPerson(p *Party) {
	const person = 2
	if len(p.key) < person+2 || slices.ContainsFunc(p.key[:person+1], rd.NamesNobody) {
		return
	}
	for i := range rd.Lines {
		l := &rd.Lines[i]
		if n := len(p.key) - person; len(l.Words) >= n && l.Words[0].Capital && names.BeginsWith(l.Words, p.key[person:]) {
			p.name, p.key = page.OneSpace(l.Text[l.Words[0].Start:l.Words[n-1].End]), p.key[person:]
			return
		}
	}
}

// longestForm is how many bytes a legal form takes at most.
const longestForm = 48

// wholeForm takes the legal form of the name at word k, which may go on in the
// next line of its block, when it is longer than what was read.
func (rd *Sides) wholeForm(l *page.Line, k int, p *Party) bool {
	last := k + len(p.core())
	text := rd.Doc.Blocks[l.Block].Text
	if p.form > 0 && l.Start+len(l.Text) >= len(text) {
		return false
	}
	text = page.Plain(text)
	from := l.Start + l.Words[last-1].End
	if from >= len(text) || !strings.HasPrefix(text[l.Start:], l.Text) {
		return false
	}
	rest := text[from:lexicon.Boundary(text, min(len(text), from+longestForm))]
	ws := lexicon.Words(rest)
	best := rd.longestFormIn(rest, ws, p.form)
	if best == p.form {
		return false
	}
	end := ws[best-1].End
	if strings.HasPrefix(rest[end:], ".") && strings.Contains(rest[:end], ".") {
		end++
	}
	p.name = page.OneSpace(text[l.Start+l.Words[k].Start:from] + rest[:end])
	p.key, p.form = slices.Clone(p.core()), best
	for _, w := range ws[:best] {
		p.key = append(p.key, w.Text)
	}
	return true
}

// longestFormIn counts the words of the longest legal form that begins the words
// of rest, or known where none is longer. Where none is known yet, a small word
// may stand before it: "gemeinnützige GmbH".
func (rd *Sides) longestFormIn(rest string, ws []lexicon.Word, known int) int {
	best := known
	for _, h := range rd.Lexicon.Find(ws) {
		if h.Topic != topic.PartyForm || h.To <= best || names.StrayEnd(rest, ws, h.To-1) {
			continue
		}
		if h.From == 1 && known == 0 && len(ws[0].Text) > 5 && !ws[0].Capital && ws[1].Glued {
			best = h.To
		}
		if h.From == 0 && ws[0].Capital && ws[h.To-1].Capital && names.FormGlue(strings.ReplaceAll(rest[:ws[0].Start], "\n", " ")) {
			best = h.To
		}
	}
	return best
}

// oblique are the endings that German adds to the first word of a name outside
// the nominative.
var oblique = []string{"n", "en", "s", "es"}

// nominative takes the name at word k when it is that of the party without the
// ending of another case.
func (rd *Sides) nominative(l *page.Line, k int, p *Party) bool {
	first := l.Words[k].Text
	if len(p.key) < 2 || len(first) < 5 || !strings.HasPrefix(p.key[0], first) || !slices.Contains(oblique, p.key[0][len(first):]) || !names.BeginsWith(l.Words[k+1:], p.key[1:]) {
		return false
	}
	p.name = page.OneSpace(l.Text[l.Words[k].Start:l.Words[k+len(p.key)-1].End])
	p.key = append([]string{first}, p.key[1:]...)
	return true
}
