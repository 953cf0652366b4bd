package party

import (
	"slices"
	"strings"
	"unicode/utf8"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/names"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
)

// readDefinitions reads names that are given a role or a short name right
// behind: X ("Customer"), X (nachfolgend „Auftraggeber“), X, ci-après « le
// Client », X ("Acme").
func (rd *Sides) readDefinitions(l *page.Line, n int) {
	if !l.Signs.Has(page.HoldsOpener) {
		return
	}
	segment := 0 // first word of the present party
	for i := 1; i < len(l.Words); i++ {
		opener := openerBefore(l.Between(i))
		if opener == 0 {
			if strings.Contains(l.Between(i), ")") && l.Words[i-1].Text != "haftungsbeschrankt" {
				segment = i
			}
			continue
		}
		end := l.Closer(i)
		if end-i > 12 || opener == '(' && names.GroupForm(l, i) { // "Acme (Holdings) Limited"
			continue
		}
		if d, ok := rd.definitionIn(l, i, end, opener); ok {
			rd.define(l, n, segment, &d)
		}
		if opener != '(' {
			segment = end
		}
	}
}

// readLabelDefined reads the role behind the name of a company in the label of a line,
// and tells whether it holds both: "Present for Acme Ltd (the Client): Jane Doe".
func (rd *Sides) readLabelDefined(l *page.Line, n int) bool {
	if l.Table > 0 || l.LabelLen < 3 || !l.LabelTopics.Meets(topic.Roles) || !strings.Contains(l.Label, "(") {
		return false
	}
	side := rd.SideLine(l.Block, l.Label)
	if len(names.In(&side)) != 1 {
		return false
	}
	side.Start = l.Start
	rd.readDefinitions(&side, n)
	return true
}

// openerBefore gives the bracket or quote that ends the text between two words.
func openerBefore(gap string) rune {
	if gap == " " {
		return 0
	}
	gap = strings.TrimRight(gap, " \u00a0")
	r, _ := utf8.DecodeLastRuneInString(gap)
	switch r {
	case '(', '"', '“', '„', '«', '‘', '”':
		if r == '"' && strings.Contains(gap, "(") {
			return '('
		}
		if strings.ContainsRune(gap, '(') {
			return '('
		}
		if r == '”' && !strings.HasSuffix(gap, " ”") {
			return 0
		}
		return r
	}
	return 0
}

// definition is a bracket or quote that gives a name a role, a short name or
// both.
type definition struct {
	from, to          int // its words
	opener            rune
	customer, partner bool
	alias             []string
	called            bool // words such as "hereinafter" stand before it
}

// assigns tells whether the definition gives one of the two roles.
func (d *definition) assigns() bool { return d.customer != d.partner }

// definitionIn reads the bracket or quote with the words [from:to), and tells
// whether it defines anything.
func (rd *Sides) definitionIn(l *page.Line, from, to int, opener rune) (d definition, ok bool) {
	if _, served := l.At(from, topic.PartyBehalf, topic.PartyFor); served { // "Jane Doe (for Acme Ltd)"
		return d, false
	}
	d.from, d.to, d.opener = from, to, opener
	d.customer, d.partner = rd.definedRoles(l, from, to)
	d.alias = aliasIn(l, from, to)
	if !d.assigns() && len(d.alias) == 0 {
		return d, false
	}
	_, d.called = l.EndsAt(l.Back(from), topic.PartyDefines)
	return d, true
}

// define gives what a definition in line n says to the name that it belongs to.
func (rd *Sides) define(l *page.Line, n, segment int, d *definition) {
	org, ok := rd.nameOf(l, segment, d)
	if behind, is := definedBehind(l, d); is && (!ok || !company(l, org)) {
		rd.noteRole(l, behind, d.customer, byDefinition)
		return
	}
	at := l
	if !ok && d.from <= 4 && d.called {
		at, org, ok = rd.nameAbove(n)
	}
	kind, byKind := rd.namedByKind(l, segment, d, org)
	if !ok || !d.assigns() && !byKind && !shortens(l, d, org) {
		return
	}
	org = kind
	if d.assigns() {
		rd.noteRole(at, org, d.customer, byDefinition)
	}
	p := rd.partyNamed(at, org)
	p.defined = true
	if byKind {
		rd.kinds = append(rd.kinds, stacked{at, org})
	}
	if at == l {
		rd.deedBehind(l, d, org)
	}
	if len(d.alias) > 0 {
		p.aliases = append(p.aliases, d.alias)
	}
}

// deedBehind notes what the sentence says behind a definition that its holder does.
func (rd *Sides) deedBehind(l *page.Line, d *definition, org page.Name) {
	if h, ok := deedAt(l, d.to); ok && d.to < len(l.Words) {
		rd.noteRole(l, org, h.Topic == topic.PartyReceives, byVerb)
	}
}

// noteKinds takes those who are called by their kind for customers, unless the text says
// itself who is: then "the Company" is the other side.
func (rd *Sides) noteKinds() {
	for _, k := range rd.kinds {
		p := rd.Known(k.org)
		if !slices.ContainsFunc(rd.Parties.list, func(q *Party) bool { return q != p && q.evCustomer.weight >= byLabel }) {
			rd.noteRole(k.line, k.org, true, byAddress)
		}
	}
}

// calledByKind tells whether a definition calls an organisation by what kind of one it
// is, "the Company", "the Society": so texts call the customer.
func calledByKind(l *page.Line, d *definition) bool {
	return len(d.alias) == 1 && l.Beside.Parties.Kinds.Has(d.alias[0])
}

// namedByKind gives the organisation, the last one before it or else the given one, that
// a definition without a role calls by its kind, and tells whether it does.
func (rd *Sides) namedByKind(l *page.Line, segment int, d *definition, org page.Name) (page.Name, bool) {
	if d.assigns() || len(org.Key) == 0 || !calledByKind(l, d) || !names.Formal(l, org) {
		return org, false
	}
	last := lastNamed(l, segment, d.from)
	if own, ok := rd.owned(l, last); ok {
		return own, true
	}
	if last.Form > 0 {
		return last, true
	}
	return org, true
}

// partyNamed gives the party of a name, which is noted if it is new.
func (rd *Sides) partyNamed(l *page.Line, org page.Name) *Party {
	if p := rd.Known(org); p != nil {
		return p
	}
	return rd.note(l, org, 0, 0)
}

// shortens tells whether a definition without a role gives a short name to an
// organisation, and not to a thing or to another one: the name is one of an
// organisation, or the short name is made of it.
func shortens(l *page.Line, d *definition, org page.Name) bool {
	if names.Product(l, org) || slices.Equal(org.Key, d.alias) { // "(Defender for Endpoint)"
		return false
	}
	if d.called && (org.Form > 0 || sharesWord(org.Key, d.alias)) {
		return true
	}
	return (d.opener == '(' || dashed(l, d.from)) && (names.Formal(l, org) || sharesWord(org.Key, d.alias) || acronym(org.Key, d.alias))
}

// lastBeforeDash gives the last company before a quote behind a dash: "Acme Ltd (No.
// 7), Bath – "Acme"".
func lastBeforeDash(l *page.Line, opens int, opener rune) page.Name {
	if opener == '(' || !dashed(l, opens) {
		return page.Name{}
	}
	return lastNamed(l, 0, opens)
}

// dashed tells whether a dash stands before word i: "Acme Ltd, Bath – "Acme"".
func dashed(l *page.Line, i int) bool { return strings.ContainsAny(l.Between(i), "–—") }

// definedRoles tells which roles the words [from:to) define.
func (rd *Sides) definedRoles(l *page.Line, from, to int) (customer, partner bool) {
	if h, ok := l.Window(from, to, topic.PartyCustomer); ok && rd.quoted(l, h, from, to) {
		customer = true
	}
	if h, ok := l.Window(from, to, topic.PartyPartner); ok && rd.quoted(l, h, from, to) {
		partner = true
	}
	if !customer && !partner && to-from == 1 && len(l.Words[from].Text) > 1 && strings.ContainsAny(l.Between(from), "\"“„«‘(") { // X ("we"), Y (you), not "(i)"
		_, partner = l.At(from, topic.LicenceWe)
		_, customer = l.At(from, topic.LicenceYou)
		if rd.IsOrder { // by the one who orders
			customer, partner = partner, customer
		}
	}
	return customer, partner
}

// linesAbove is how far above its definition a name stands.
const linesAbove = 3

// nameAbove finds the name that a definition on a line of its own belongs to.
func (rd *Sides) nameAbove(n int) (*page.Line, page.Name, bool) {
	for k := n - 1; k >= 0 && k >= n-linesAbove; k-- {
		l := &rd.Lines[k]
		if org, ok := names.From(l, 0); ok && names.Formal(l, org) {
			return l, org, true
		}
	}
	return nil, page.Name{}, false
}

// quoted tells whether the role stands in the bracket as a name that is
// defined there: behind introducing words or another short name, and with
// nothing but further names behind it.
func (rd *Sides) quoted(l *page.Line, h lexicon.Hit, from, to int) bool {
	if h.From == from && !l.Words[h.From].Capital && !strings.ContainsAny(l.Between(h.From), "\"“„«‘'") { // "(trainer and editor)"
		return false
	}
	for i := from; i < h.From; i++ {
		word, ok := l.At(i, topic.PartyArticle, topic.PartyDefines, topic.PartyAnd)
		if !ok && !l.Words[i].Capital {
			return false
		}
		if ok {
			i = word.To - 1
		}
	}
	if h.To < to {
		_, or := l.At(h.To, topic.PartyDefines, topic.PartyAnd)
		return or || l.Breaks(h.To) || l.Words[h.To].Capital
	}
	return true
}

// aliasIn gives the short name defined in the words [from:to), such as
// ("Ketteridge").
func aliasIn(l *page.Line, from, to int) []string {
	if to > len(l.Words) {
		return nil
	}
	at := from
	for at < to {
		if h, ok := l.At(at, topic.PartyArticle, topic.PartyCustomer, topic.PartyPartner); ok && (h.Topic != topic.PartyArticle || !isKind(l, at)) {
			at++
			continue
		}
		if l.DigitAt(at) { // "(870 staff)"
			return nil
		}
		if l.Words[at].Capital {
			break
		}
		at++
	}
	var alias []string
	for i := at; i < to && len(alias) < 4; i++ {
		if i > at && (l.Breaks(i) || !l.Words[i].Capital) {
			break
		}
		if i == at+1 && l.DigitAt(i) { // "(ABN 28 111 604 930)"
			return nil
		}
		alias = append(alias, l.Words[i].Text)
	}
	return alias
}

// isKind tells whether word i, written like a name, is a kind of company, which some
// languages have before the names of companies as well: the "Empresa".
func isKind(l *page.Line, i int) bool {
	return l.Words[i].Capital && l.Beside.Parties.Kinds.Has(l.Words[i].Text)
}

// acronym tells whether a short name is made of the first letters of a name.
func acronym(name, alias []string) bool {
	return len(alias) == 1 && abbreviatedBy(initials(name), alias[0])
}

// abbreviatedBy tells whether a word is made of the first letters of a name.
func abbreviatedBy(initials, word string) bool {
	return len(word) >= 3 && (strings.HasPrefix(initials, word) || strings.HasPrefix(word, initials) && len(initials) > 2)
}

// initials gives the first letters of words.
func initials(words []string) string {
	var first strings.Builder
	for _, w := range words {
		first.WriteString(w[:1])
	}
	return first.String()
}

func sharesWord(a, b []string) bool {
	for _, x := range a {
		for _, y := range b {
			if x == y && len(x) > 2 {
				return true
			}
		}
	}
	return false
}

// placeReach is how many words the place behind a legal form has at most.
const placeReach = 4
