package fact

import (
	"strings"
	"unicode/utf8"
)

// readDefinitions reads names that are given a role or a short name right
// behind: X ("Customer"), X (nachfolgend „Auftraggeber“), X, ci-après « le
// Client », X ("Acme").
func (rd *reading) readDefinitions(l *line, n int) {
	if !l.signs.has(holdsOpener) {
		return
	}
	segment := 0 // first word of the present party
	for i := 1; i < len(l.ws); i++ {
		opener := openerBefore(l.between(i))
		if opener == 0 {
			if strings.Contains(l.between(i), ")") && l.ws[i-1].text != "haftungsbeschrankt" {
				segment = i
			}
			continue
		}
		end := l.closer(i)
		if end-i > 12 {
			continue
		}
		rd.define(l, n, segment, i, end, opener)
		if opener != '(' {
			segment = end
		}
	}
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

// closer gives the first word behind the bracket or quote that opens before
// word i.
func (l *line) closer(i int) int {
	for j := i + 1; j <= len(l.ws); j++ {
		var gap string
		if j < len(l.ws) {
			gap = l.between(j)
		} else {
			gap = l.text[l.ws[j-1].end:]
		}
		if strings.ContainsAny(gap, ")»”") || strings.Contains(gap, "“") && !strings.Contains(gap, " “") || strings.Contains(gap, "\"") {
			if strings.Contains(gap, ")") || !strings.ContainsAny(gap, "(") {
				return j
			}
		}
	}
	return len(l.ws) + 100
}

// define reads the bracket or quote with the words [from:to) of line n.
func (rd *reading) define(l *line, n, segment, from, to int, opener rune) {
	customer, partner := rd.definedRoles(l, from, to)
	alias := l.aliasIn(from, to)
	if customer == partner && len(alias) == 0 {
		return
	}
	_, called := l.endsAt(l.back(from), partyDefines)
	org, ok := rd.definedName(l, segment, from, opener)
	if behind, isBehind := l.nameBehind(to); isBehind && opener != '(' && customer != partner && (!ok || !l.company(org)) {
		rd.noteRole(l, behind, customer, byDefinition)
		return
	}
	at := l
	if !ok && from <= 4 && called {
		at, org, ok = rd.nameAbove(n)
	}
	if !ok {
		return
	}
	switch {
	case customer != partner:
		rd.noteRole(at, org, customer, byDefinition)
	case called && org.form > 0:
	case opener != '(' || org.form == 0 && !l.hasBody(org) && !sharesWord(org.key, alias) && !acronym(org.key, alias):
		return
	}
	p := rd.known(org)
	if p == nil {
		p = rd.note(at, org, 0, 0)
	}
	p.defined = true
	if h, ok := l.deedAt(to); ok && to < len(l.ws) && at == l {
		rd.noteRole(l, org, h.topic == partyReceives, byVerb)
	}
	if len(alias) > 0 {
		p.aliases = append(p.aliases, alias)
	}
}

// nameBehind gives the company that stands behind its role and a comma:
// "declares «the Client», Acme SA".
func (l *line) nameBehind(to int) (name, bool) {
	if to >= len(l.ws) || !strings.Contains(l.between(to), ",") {
		return name{}, false
	}
	org, ok := l.nameFrom(to)
	return org, ok && org.form > 0
}

// definedRoles tells which roles the words [from:to) define.
func (rd *reading) definedRoles(l *line, from, to int) (customer, partner bool) {
	if h, ok := l.window(from, to, partyCustomer); ok && rd.quoted(l, h, from, to) {
		customer = true
	}
	if h, ok := l.window(from, to, partyPartner); ok && rd.quoted(l, h, from, to) {
		partner = true
	}
	if !customer && !partner && to-from == 1 && strings.ContainsAny(l.between(from), "\"“„«‘(") { // X ("we"), Y (you)
		_, partner = l.at(from, licWe)
		_, customer = l.at(from, licYou)
	}
	return customer, partner
}

// linesAbove is how far above its definition a name stands.
const linesAbove = 3

// nameAbove finds the name that a definition on a line of its own belongs to.
func (rd *reading) nameAbove(n int) (*line, name, bool) {
	for k := n - 1; k >= 0 && k >= n-linesAbove; k-- {
		l := &rd.lines[k]
		if org, ok := l.nameFrom(0); ok && (org.form > 0 || l.hasBody(org)) {
			return l, org, true
		}
	}
	return nil, name{}, false
}

// quoted tells whether the role stands in the bracket as a name that is
// defined there: behind introducing words or another short name, and with
// nothing but further names behind it.
func (rd *reading) quoted(l *line, h hit, from, to int) bool {
	if h.from == from && !l.ws[h.from].capital && !strings.ContainsAny(l.between(h.from), "\"“„«‘'") { // "(trainer and editor)"
		return false
	}
	for i := from; i < h.from; i++ {
		word, ok := l.at(i, partyArticle, partyDefines, partyAnd)
		if !ok && !l.ws[i].capital {
			return false
		}
		if ok {
			i = word.to - 1
		}
	}
	if h.to < to {
		_, or := l.at(h.to, partyDefines, partyAnd)
		return or || l.breaks(h.to) || l.ws[h.to].capital
	}
	return true
}

// aliasIn gives the short name defined in the words [from:to), such as
// ("Ketteridge").
func (l *line) aliasIn(from, to int) []string {
	if to > len(l.ws) {
		return nil
	}
	at := from
	for at < to {
		if _, ok := l.at(at, partyArticle, partyCustomer, partyPartner); ok {
			at++
			continue
		}
		if l.digitAt(at) { // "(870 staff)"
			return nil
		}
		if l.ws[at].capital {
			break
		}
		at++
	}
	var alias []string
	for i := at; i < to && len(alias) < 4; i++ {
		if i > at && (l.breaks(i) || !l.ws[i].capital) {
			break
		}
		alias = append(alias, l.ws[i].text)
	}
	return alias
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

// definedName finds the name that a definition belongs to: the one at the
// start of its part of the list of parties, or the one right before it.
func (rd *reading) definedName(l *line, segment, opens int, opener rune) (name, bool) {
	start := segment
	if h, ok := l.window(segment, opens, partyBetween); ok {
		start = h.to
	}
	front, okFront := l.nameFrom(start)
	if okFront && front.to > opens {
		okFront = false
	}
	back, okBack := name{}, false
	if opener == '(' && strings.Trim(l.between(opens), " (\"“„«,‘\u00a0.") == "" {
		back, okBack = l.nameBefore(opens)
	}
	var last name // "in the name of Acme Ltd, with its seat in …"
	for _, org := range l.organisations() {
		if org.from >= segment && org.to <= opens {
			last = org
		}
	}
	switch {
	case okBack && back.form > 0:
		return back, true
	case okFront && front.form > 0:
		return front, true
	case last.form > 0:
		return last, true
	case okBack && (l.hasBody(back) || len(back.key) > 1 && !strings.Contains(l.gapBefore(back.from), ",")):
		return back, true
	case okFront && (start == 0 || start > segment || segment > 0):
		return front, true
	}
	return back, okBack && len(back.key) > 1
}

func (l *line) gapBefore(i int) string { return l.between(i) }
