package fact

import (
	"slices"
	"strings"
	"unicode"
)

// name is the name of an organisation in a line.
type name struct {
	text     string
	key      []string // folded words, legal form included
	form     int      // words at the end of key that are the legal form
	from, to int      // words of the line
	front    bool     // the legal form stands before the name, though it is last in key
}

const (
	maxNameWords = 12
	maxNameBytes = 100
)

// nameFrom reads a name that begins at word i, behind articles and joining
// words. The name ends at punctuation, behind a legal form, or at a word that
// is no part of names.
func (l *line) nameFrom(i int) (name, bool) {
	i = l.skip(i, partyArticle, partyBehalf, partyBetween, partyAnd, partyFor, partyBy, partyAccepts)
	if h, ok := l.at(i, partyCustomer, partyPartner); ok && h.to < len(l.ws) && !l.ws[h.to].capital && l.covered(h.to, partyArticle) && !l.breaks(h.to) { // "Auftragnehmerin die Acme GmbH"
		i = l.skip(h.to, partyArticle)
	}
	if i >= len(l.ws) || !l.ws[i].capital || l.digitAt(i) && (len(l.ws[i].text) > 3 || i > 0 && l.digitAt(i-1) || i+1 < len(l.ws) && (l.covered(i+1, seatPeople) || l.covered(i+1, seatTrade))) {
		return name{}, false
	}
	if org, ok := l.frontName(i); ok {
		return org, true
	}
	from, body := i, false
	for i < len(l.ws) && i-from < maxNameWords {
		if n := l.formAt(i); n > 0 && i > from {
			return l.named(from, i, i+n)
		}
		if i > from && l.breaks(i) {
			if n := max(l.initialsAt(i), l.bracketForm(i)); n > 0 {
				return l.named(from, i, i+n)
			}
			break
		}
		to, isBody, ok := l.namePart(from, i, body)
		if !ok {
			break
		}
		i, body = to, body || isBody
	}
	if l.digitAt(from) && !body { // "22 June"
		return name{}, false
	}
	if body {
		i = l.behindNumber(i)
	}
	return l.named(from, i, i)
}

// namePart reads the words of a name that begin at word i. Body tells whether
// the name already holds a word such as "University", behind which small words
// may follow.
func (l *line) namePart(from, i int, body bool) (to int, isBody, ok bool) {
	on := l.topicsAt(i)
	if on.has(partyNoName) {
		return i + 1, false, i > from && l.formAhead(i)
	}
	if on.has(partyBody) {
		if h, ok := l.at(i, partyBody); ok && (l.ws[i].capital || h.to-h.from > 1 || body) {
			return h.to, true, true
		}
	}
	if i > from && on.has(partyAnd) && l.partsSides(from, i) {
		return i, false, false
	}
	if small := i > from && !l.ws[i].capital; small && (on.has(partyAuthored) || on.has(partyBy) || on.has(partyWith) && !on.has(partySmall)) || on.has(partyAnd) && l.joins(i) || small && l.goesOnFor(i) {
		return i, false, false
	}
	if i > from && on.has(partySmall) {
		h, _ := l.at(i, partySmall)
		return h.to, false, !l.shouted(from, i) || l.shouted(h.to, h.to+1)
	}
	if l.possessive(i) {
		return i + 1, false, true
	}
	if l.ws[i].text == "s" && strings.ContainsAny(l.between(i), "'’") { // "the Borough's file shares"
		return i, false, false
	}
	if body && !l.ws[i].capital && i > from+1 && l.ws[i-1].capital && !l.covered(i-1, partyBody) && !l.hyphened(i) { // "la Maison Delorme dans …"
		return i, false, false
	}
	if l.beforeForm(from, i) {
		return i + 1, false, true
	}
	if !l.ws[i].capital && !l.hyphened(i) && (!body || l.verb(i)) || i > from && l.digitAt(i) {
		return i, false, false
	}
	return i + 1, false, true
}

// goesOnFor tells whether the sentence goes on at word i with what something is
// for: "la Clinique des Tilleuls pour déployer".
func (l *line) goesOnFor(i int) bool {
	h, ok := l.at(i, partyBehalf, partyFor)
	if !ok || h.to >= len(l.ws) || l.ws[h.to].capital {
		return false
	}
	behind := l.topicsAt(h.to)
	return !behind.has(partyArticle) && !behind.has(partySmall)
}

func (l *line) digitAt(i int) bool { return digitAt(l.text, l.ws[i].start) }

// shouted tells whether the words [from:to) are written in capitals.
func (l *line) shouted(from, to int) bool {
	letters := 0
	for i := from; i < to && i < len(l.ws); i++ {
		t := l.text[l.ws[i].start:l.ws[i].end]
		if !shouting(t) {
			return false
		}
		letters += len(t)
	}
	return letters > 3
}

// nameBefore reads the name that ends right before word end.
func (l *line) nameBefore(end int) (name, bool) {
	form := l.formBefore(end)
	if at := end - form - 1; form > 0 && at > 0 && l.bracketForm(at) == form+1 {
		form++
	}
	i := end - form
	if form > 1 && i > 0 && l.bracketForm(i) == form { // the bracket of "(Pty) Ltd" breaks no name
		i--
	}
	for i > 0 && end-i < maxNameWords && !l.nameBegins(i, end, form) {
		i--
	}
	for i < end && !l.ws[i].capital {
		i++
	}
	if i < end {
		i = l.bodyFront(i)
	}
	for i < end-form {
		h, ok := l.at(i, partyArticle)
		if !ok || form > 0 && l.partOfName(i, h.to) {
			break
		}
		i = h.to
	}
	if h, ok := l.at(0, partyBehalf, partyFor, partyBy); ok && i < h.to && h.to < end-form && l.ws[h.to].capital { // "For Acme Ltd"
		i = h.to
	}
	if i+2 < end-form && form > 0 && (l.shortThing(i) || l.opensAddress(i)) {
		i += 2
	}
	for k := i + 1; k < end-form; k++ {
		if l.covered(k, partyAnd) && l.partsSides(i, k) {
			i = l.skip(k+1, partyArticle)
			break
		}
	}
	return l.named(i, end-form, end)
}

// plurals are the articles of plurals. No company with a legal form has one
// unless it belongs to its name: "Les Jardins de Sologne SCA".
var plurals = []string{"les", "los", "las"}

// partOfName tells whether the article before word to opens a name.
func (l *line) partOfName(i, to int) bool {
	return l.ws[i].capital && slices.Contains(plurals, l.ws[i].text) && to < len(l.ws) && l.ws[to].capital || l.arabic(i)
}

// arabic tells whether a name begins with the Arabic article: "Al Waha Cement
// Group", not "Al Ayuntamiento".
func (l *line) arabic(i int) bool {
	return l.ws[i].capital && l.ws[i].text == "al" && i+1 < len(l.ws) && l.ws[i+1].capital && l.ws[i+1].glued && !l.covered(i+1, partyBody)
}

// shortThing tells whether a thing that abbreviates its words begins what looks
// like a name: "l'ERP de Acme SA", "the CRM of Acme Ltd".
func (l *line) shortThing(i int) bool {
	t := l.text[l.ws[i].start:l.ws[i].end]
	if len(t) > 5 || !shouting(t) || l.ws[i+1].capital || !slices.Contains(owning, l.ws[i+1].text) || l.shouted(i+2, i+3) {
		return false
	}
	_, article := l.endsAt(i, partyArticle)
	return article && !l.ws[l.back(i)].capital
}

// nameBegins tells whether the name that ends before word end can not hold
// word i-1.
func (l *line) nameBegins(i, end, form int) bool {
	w := l.ws[i-1]
	if i < end && i < end-form+1 && l.breaks(i) && (form == 0 || i < end-form || !strings.Contains(l.between(i), ",")) {
		return true
	}
	if i < end-form && (l.covered(i-1, partyCustomer) || l.covered(i-1, partyPartner)) && !l.ws[i].capital && l.covered(i, partyArticle) { // "Auftragnehmerin die Acme GmbH"
		return true
	}
	if i > 1 && form > 0 && slices.Contains(courtesies, w.text) && w.capital && l.ws[i-2].capital && w.glued && l.ws[i].glued && i < end-form { // "Almacenes Doña Elvira S.A."
		return false
	}
	if l.covered(i-1, partyNoName) || l.covered(i-1, partyBetween) || i < end-form && l.formBefore(i) > 0 || i > 1 && l.joins(i-2) {
		return true
	}
	if i < end-form && l.digitAt(i-1) || l.digitAt(i-1) && len(w.text) > 3 {
		return true
	}
	if w.capital || l.possessive(i-1) || l.hyphened(i-1) || i == end-form && form > 0 && l.beforeForm(0, i-1) || form > 0 && l.adjective(i-1) {
		return false
	}
	_, small := l.at(i-1, partySmall)
	return !small
}

// named makes a name of the words [from:to) with the legal form in [form:to).
func (l *line) named(from, form, to int) (name, bool) {
	if form == to && !l.smallName(from, to) { // small words at the end belong to the sentence
		for to > from && !l.ws[to-1].capital {
			if _, ok := l.endsAt(to, partyBody); ok || l.digitAt(to-1) && to-1 > from && l.behindNumber(to-1) == to {
				break
			}
			to--
		}
	}
	if form > to {
		form = to
	}
	for form < to && from+2 < form && l.handsOf(from, form) {
		from += 2
	}
	if to <= from {
		return name{}, false
	}
	text := l.text[l.ws[from].start:l.ws[to-1].end]
	if rest := l.text[l.ws[to-1].end:]; form < to && strings.HasPrefix(rest, ".") && strings.Contains(text+".", ".") && pointed(text) {
		text += "."
	} else if strings.HasPrefix(rest, ")") && strings.Count(text, "(") > strings.Count(text, ")") { // "UG (haftungsbeschränkt)"
		text += ")"
	}
	if from == form || countLetters(text) < 3 || l.role(from, to) {
		return name{}, false
	}
	n := name{text: oneSpace(text), form: to - form, from: from, to: to}
	if len(n.text) > maxNameBytes {
		return name{}, false
	}
	n.key = l.keys[from:to:to]
	return n, true
}

// longestSmall is how many words the name of a body with small words at its end
// has at most.
const longestSmall = 7

// smallName tells whether the words [from:to) are the whole name of a body the
// other words of which are small: "Fédération romande des vignerons".
func (l *line) smallName(from, to int) bool {
	if to-from < 3 || to-from > longestSmall || l.ws[to-1].capital || from == 0 && !l.labelled(partyCustomer) && !l.labelled(partyPartner) || to < len(l.ws) && !l.breaks(to) {
		return false
	}
	body, ok := l.at(from, partyBody)
	if !ok || body.to > from+1 {
		return false
	}
	at := from + 1
	if !slices.Contains(genitives, l.ws[at].text) { // one adjective
		at++
	}
	if !slices.Contains(genitives, l.ws[at].text) || at+1 >= to {
		return false
	}
	for i := from + 1; i < to; i++ {
		if l.ws[i].capital || l.verb(i) || i == to-1 && l.covered(i, partySmall) {
			return false
		}
	}
	return true
}

// genitives are the small words that join what a body is for to its kind.
var genitives = []string{"de", "du", "des", "d", "del", "der"}

func countLetters(text string) (n int) {
	for _, r := range text {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}

// role tells whether the words are nothing but a role or a kind of body, such
// as "Customer" or "the Trust".
func (l *line) role(from, to int) bool {
	joined, bodies := false, 0
	for i := from; i < to; {
		h, ok := l.at(i, partyCustomer, partyPartner, partyArticle, partySmall, partyAnd, partyBody)
		if !ok {
			return false
		}
		if h.topic == partyBody && l.ws[i].capital {
			bodies++
		} else if h.topic == partySmall && bodies == 1 || h.to-h.from > 1 && bodies == 1 {
			joined = true
		}
		i = h.to
	}
	return !joined || bodies < 2 || !l.ws[to-1].capital // "Ministry of Fisheries"
}

// at gives the longest hit of the topics that begins at word i.
func (l *line) at(i int, topics ...topic) (hit, bool) {
	for k := l.hitsFrom(i); k < len(l.hits) && l.hits[k].from == i; k++ {
		if slices.Contains(topics, l.hits[k].topic) {
			return l.hits[k], true
		}
	}
	return hit{}, false
}

// topicsAt gives the topics of the hits that begin at word i.
func (l *line) topicsAt(i int) (s topicSet) {
	for k := l.hitsFrom(i); k < len(l.hits) && l.hits[k].from == i; k++ {
		t := l.hits[k].topic.inSet()
		s[t>>6&1] |= 1 << (t & 63)
	}
	return s
}

// possessive tells whether word i is the "s" of "Margie's" within a name.
func (l *line) possessive(i int) bool {
	return i > 0 && i+1 < len(l.ws) && l.ws[i].text == "s" && l.ws[i+1].capital && strings.ContainsAny(l.between(i), "'’")
}

// covered tells whether a hit of the topic holds word i.
func (l *line) covered(i int, t topic) bool {
	if !l.topics.has(t) {
		return false
	}
	for k := l.hitsFrom(i + 1 - l.span); k < len(l.hits) && l.hits[k].from <= i; k++ {
		if h := &l.hits[k]; h.topic == t && i < h.to {
			return true
		}
	}
	return false
}

// endsAt gives a hit of the topic that ends before word i.
func (l *line) endsAt(i int, t topic) (hit, bool) {
	if !l.topics.has(t) {
		return hit{}, false
	}
	for k := l.hitsFrom(i - l.span); k < len(l.hits) && l.hits[k].from < i; k++ {
		if h := &l.hits[k]; h.to == i && h.topic == t {
			return *h, true
		}
	}
	return hit{}, false
}

func (l *line) skip(i int, topics ...topic) int {
	for {
		h, ok := l.at(i, topics...)
		if !ok {
			return i
		}
		if _, form := l.at(i, partyForm); form && h.to == i+1 {
			return i
		}
		if h.topic == partyArticle && (l.partOfName(i, h.to) && l.endsInForm(h.to) || h.to == i+1 && (l.arabic(i) || l.keepsCompany(i))) {
			return i
		}
		if _, body := l.at(i, partyBody); body && h.topic == partyArticle && h.to == i+1 && l.ws[i].capital && i > 0 {
			return i // "pour la Société Fermière"
		}
		if h.to-h.from > 1 && h.topic == partyArticle && l.ws[h.to-1].capital && (!l.ws[h.from].capital || !l.shouted(h.from, h.to)) { // "la Société Fermière"
			return i + 1
		}
		i = h.to
	}
}

// keepsCompany tells whether the word for a company at word i, which begins a
// line, is part of the name: "Compañía Minera Acme", "Société Fermière de Lyon",
// not "Société Dupont".
func (l *line) keepsCompany(i int) bool {
	if i+1 >= len(l.ws) || !l.ws[i].capital || !l.ws[i+1].glued {
		return false
	}
	switch l.ws[i].text {
	case "compania", "empresa":
		return l.ws[i+1].capital
	case "societe":
		return l.ws[i+1].capital && endsIn(l.ws[i+1].text, feminine) || slices.Contains(genitives, l.ws[i+1].text)
	}
	return false
}

// feminine are endings of French adjectives beside the word for a company.
var feminine = []string{"enne", "onne", "iere", "aise", "oise", "elle", "ale", "ique"}

// joins tells whether "and the" begins at word i: another name follows.
func (l *line) joins(i int) bool {
	h, ok := l.at(i, partyAnd)
	if !ok || l.ws[i].capital {
		return false
	}
	if h.to-h.from > 1 {
		return true
	}
	_, ok = l.at(h.to, partyArticle)
	return ok && !l.ws[h.to].capital && l.ws[h.to].text != "d" // "des Gens de Mer et d'Estuaire"
}

// hyphened tells whether word i is the rest of a compound: "ERP-huset",
// "Co-operative".
func (l *line) hyphened(i int) bool {
	gap := l.between(i)
	return gap == "-" || gap == "\u2010" || gap == "\u2011"
}

// between gives the text between word i-1 and word i.
func (l *line) between(i int) string {
	if i <= 0 || i >= len(l.ws) {
		return ""
	}
	return l.text[l.ws[i-1].end:l.ws[i].start]
}

// breaks tells whether a name ends before word i: at a comma, bracket, dash or
// the end of a sentence.
func (l *line) breaks(i int) bool {
	gap := l.between(i)
	if gap == " " {
		return false
	}
	if strings.ContainsAny(gap, ",;:()[]\n\"“”„«»|/–—…!?") {
		return true
	}
	if strings.Contains(gap, " - ") {
		return true
	}
	return strings.Contains(gap, ". ") && len(l.ws[i-1].text) > 3
}

// verb tells whether a word begins what the holder of the name does.
func (l *line) verb(i int) bool {
	_, ok := l.at(i, partyPerforms, partyReceives, partyEngages, dateStarts, dateEnds, licHolds)
	return ok
}

// organisations gives the names in a line that end in a legal form.
func (l *line) organisations() []name {
	if !l.hasOrgs {
		l.orgs, l.hasOrgs = l.readOrganisations(), true
	}
	return slices.Clip(l.orgs) // callers may append
}

func (l *line) readOrganisations() []name {
	if !l.topics.has(partyForm) {
		return nil
	}
	var out []name
	last := 0
	for _, h := range l.hits {
		if h.topic != partyForm || h.from < last {
			continue
		}
		if org, ok := l.frontName(h.from); ok {
			out = append(out, org)
			last = org.to
			continue
		}
		n := l.formAt(h.from)
		if n == 0 || h.from == 0 {
			continue
		}
		if org, ok := l.nameBefore(h.from + n); ok && org.form > 0 {
			out = append(out, org)
			last = h.from + n
		}
	}
	return out
}
