package fact

import (
	"slices"
	"strings"
	"unicode"
)

// gather notes every name that may be that of an organisation.
func (s *survey) gather() {
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
		if !l.ws[k].capital || l.digitAt(k) {
			k++
			continue
		}
		org, ok := l.nameFrom(k)
		if !ok {
			k++
			continue
		}
		switch {
		case org.form == 0:
			org, ok = s.trim(l, org)
		case l.formAt(org.to-org.form) == 0 && l.bracketForm(org.to-org.form) == 0: // "Jane Doe, CIO"
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

// readSides takes the labels of lines that may hold a name, and the closing of
// a letter.
func (s *survey) readSides() {
	s.below = -1
	for i := range min(len(s.rd.lines), surveyLines) {
		l := &s.rd.lines[i]
		if l.topics.has(partyClosing) && l.table == 0 && !l.edge && len(l.ws) <= 8 {
			s.below = i
		}
		if l.label == "" || l.table > 0 || l.labelLen < 2 || l.edge {
			continue
		}
		side := s.rd.sideLine(l.block, l.label)
		side.start = l.start
		capitals := 0
		for k := range side.ws {
			if side.ws[k].capital && k > 0 {
				capitals++
			}
		}
		if capitals > 1 {
			s.sides = append(s.sides, side)
		}
	}
}

// maxAdjectives is how many small words of their own a body's name holds at
// most: "Centre hospitalier régional de la Haute-Sambrelle".
const maxAdjectives = 2

// trim cuts the words off a name without a legal form that are not part of it:
// whose it is, what the sentence goes on with.
func (s *survey) trim(l *line, org name) (name, bool) {
	c := s.rd.cuesOf(l)
	from := s.rd.head(l, org, c)
	to, adjectives := from, 0
	plain := !s.rd.smallAdjectives(l)
	for i := from; i < org.to; i++ {
		if i > org.from && (slices.Contains(placing, l.ws[i].text) && !l.ws[i].capital || l.ws[i].text == "the" && l.ws[i].capital) { // "Borough Trust in Bath"
			break
		}
		if i > org.from && l.ws[i].text == "s" && strings.ContainsAny(l.between(i), "'’") && (i+1 >= org.to || c.at(l, i+1)&(cueHas|cueBrings) != 0) {
			break
		}
		if l.ws[i].capital || l.hyphened(i) || l.possessive(i) {
			to = i + 1
			continue
		}
		if s.joinsNames(l, i) {
			continue
		}
		if adjectives++; plain || adjectives > maxAdjectives || c.at(l, i)&(cueDoes|cueGives) != 0 {
			break
		}
		if l.covered(i, partyBody) {
			to = i + 1
		}
	}
	if to <= from {
		return name{}, false
	}
	if to == org.to && from == org.from {
		return org, true
	}
	return l.named(from, to, to)
}

// placing are the small words behind which the place of an organisation stands.
var placing = []string{"in", "at", "aus", "bei"}

// head gives the word with which a name begins: behind "for" in "Teams for the
// Borough Trust", but not in "Centre for Health".
func (rd *reading) head(l *line, org name, c *cues) int {
	from := org.from
	for i := from + 1; i < org.to; i++ {
		if l.ws[i].capital || c.at(l, i)&cueTowards == 0 || slices.Contains(placing, l.ws[i].text) || l.covered(i-1, partyBody) || c.body(l.ws[i-1].text) {
			continue
		}
		if hyphened := l.hyphened(i) || i+1 < org.to && l.hyphened(i+1); hyphened || !(i+1 < org.to && l.covered(i+1, partyArticle)) && !rd.product(l, name{key: org.key[:i-org.from], from: org.from, to: i}) {
			continue
		}
		for i++; i < org.to && !l.ws[i].capital; i++ {
		}
		from = min(i, org.to-1)
	}
	return from
}

// smallAdjectives tells whether the line is in a language that writes the
// adjectives in names of bodies small: "Centre hospitalier".
func (rd *reading) smallAdjectives(l *line) bool {
	lang := rd.languageOf(l.block)
	return lang > 0 && slices.Contains([]string{"fr", "es"}, rd.r.languages[lang-1])
}

// joinsNames tells whether word i may stand between the words of a name.
func (s *survey) joinsNames(l *line, i int) bool {
	t := l.ws[i].text
	return slices.Contains(joiners, t) || len(t) <= 3 && (l.covered(i, partySmall) || l.covered(i, partyForm))
}

// lead cuts the words off the front of a name that are not part of it: "For Acme
// Ltd".
func (s *survey) lead(l *line, org name) name {
	c := s.rd.cuesOf(l)
	from := org.from
	for from < org.to-org.form-1 {
		_, front := l.at(from, partyBehalf, partyFor, partyBy, partyTo, partyFrom, partyAccepts, partyAuthored)
		if from+1 < org.to && !l.ws[from+1].capital && s.joinsNames(l, from+1) && !l.covered(from, partyBody) {
			front = front || c.at(l, from)&(cueHas|cueBrings|cueDoes) != 0 // "the mailboxes of Acme Ltd"
		}
		if !front && c.at(l, from)&(cueTowards|cueFrom|cuePerson) == 0 && !l.covered(from, partyNoName) && !(from > org.from && s.joinsNames(l, from) && !l.ws[from].capital) {
			break
		}
		from++
	}
	from = max(from, s.rd.head(l, org, c))
	small := 0
	for i := org.to - org.form - 2; i > from; i-- { // "Company bought the shares of Acme Ltd"
		if l.ws[i].capital || l.hyphened(i) || s.joinsNames(l, i) || l.possessive(i) {
			continue
		}
		if small++; small > maxAdjectives || !s.rd.smallAdjectives(l) || c.at(l, i)&(cueDoes|cueGives) != 0 {
			from = i + 1
		}
	}
	for from > org.from && from < org.to && !l.ws[from].capital {
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

// cuesOf gives the cues of the language of a line.
func (rd *reading) cuesOf(l *line) *cues {
	n := int(rd.languageOf(l.block))
	return rd.r.cues[max(0, min(n, len(rd.r.cues))-1)]
}

// note adds a name that stands in line n.
func (s *survey) note(l *line, org name, n int) {
	if s.rd.product(l, org) || s.people[strings.Join(org.key, " ")] {
		return
	}
	proof, ok := s.proofOf(l, org, n)
	if !ok {
		return
	}
	org.text = withArticle(l, org)
	core := strings.Join(org.key[:len(org.key)-org.form], " ")
	o := s.byCore[core]
	if o == nil {
		if len(s.list) >= maxSurveyed {
			return
		}
		o = &organisation{text: org.text, key: org.key, form: org.form, last: -1}
		s.byCore[core] = o
		s.list = append(s.list, o)
	}
	if o.at == nil || org.form > 0 && o.form == 0 || o.at.edge && !l.edge {
		o.at, o.from, o.to = l, l.ws[org.from].start, l.ws[org.to-1].end
		if len(org.key) >= len(o.key) {
			o.text, o.key, o.form = org.text, org.key, org.form
		}
	}
	if shouting(o.text) && !shouting(org.text) && len(org.key) == len(o.key) {
		o.text = org.text
	}
	o.proof = max(o.proof, proof)
	o.sure = o.sure || org.form > 0
	if l.block != o.last {
		o.blocks, o.last = o.blocks+1, l.block
	}
}

// withArticle gives a name with the article that is part of it: with a capital
// where no sentence begins.
func withArticle(l *line, org name) string {
	at := org.from - 1
	if org.form > 0 || at < 0 || !l.ws[at].capital || !l.covered(at, partyArticle) || l.breaks(org.from) || at == 0 && l.label == "" || l.shouted(at, org.to) {
		return org.text
	}
	return oneSpace(l.text[l.ws[at].start:l.ws[org.to-1].end])
}

func shouting(text string) bool { return strings.ToUpper(text) == text }

// Proofs that a name is that of an organisation.
const (
	proofForm   = 3.0
	proofHost   = 3.0
	proofBody   = 2.0
	proofJoined = 1.5
	proofPlace  = 1.5
	proofLike   = 1.0
)

// proofOf weighs whether a name is that of an organisation.
func (s *survey) proofOf(l *line, org name, n int) (float64, bool) {
	c := s.rd.cuesOf(l)
	if c.at(l, org.from-1)&cuePerson != 0 || s.office(l, org, c) {
		return 0, false
	}
	if org.form > 0 {
		return proofForm, true
	}
	body, proper, inner := false, 0, false
	for i := org.from; i < org.to; i++ {
		w := l.ws[i]
		inner = inner || !w.capital && slices.Contains(owning, w.text)
		if len(w.text) == 1 && w.capital && !strings.ContainsAny(org.text, "&+'’") && org.to-org.from < 4 { // initials of people
			return 0, false
		}
		switch {
		case l.covered(i, partyBody) || c.body(w.text):
			body = body || !inner // not "Ablösung der Datenbank"
		case l.covered(i, partyNoName), i > org.from && digitInside(w.text):
			return 0, false
		}
		if w.capital {
			proper++
		}
	}
	proof := 0.0
	switch {
	case l.possessive(org.from+1) && s.rd.r.body(l.ws[org.from].text): // "the Department's Help Desk"
		return 0, false
	case body && proper > 1:
		proof = proofBody
	case strings.ContainsAny(org.text, "&+") && proper > 1:
		proof = proofJoined
	case l.hasLike(org) && proper > 1:
		proof = proofLike
	}
	if s.hosted(org) {
		proof += proofHost
	}
	if proper > 1 && (s.standsAlone(l, org, n) && (l.edge || !s.rd.capitalNouns(l)) || s.addressed(l, org, n) || s.signing(l, org) || n == surveyLines && l.topics.has(partyAccepts)) {
		proof += proofPlace
	}
	if proof == 0 && (proper < 2 || s.rd.capitalNouns(l)) {
		return 0, false
	}
	return proof, true
}

// digitInside tells whether a word is a code of letters and digits: "NIS2".
func digitInside(text string) bool { return strings.ContainsAny(text, "0123456789") }

// owning are the small words behind which something else stands than the head
// of a name.
var owning = []string{"of", "de", "du", "des", "del", "der", "d", "von", "vom", "in", "zu", "fur", "for", "pour", "para", "a", "au", "en", "im"}

// office tells whether a name is that of a department or an office: "Head of
// IT", "Jefatura de la Policía Local".
func (s *survey) office(l *line, org name, c *cues) bool {
	if org.form > 0 {
		return false
	}
	if c.of(l.ws[org.from].text)&cueDepartment != 0 && !l.covered(org.from, partyBody) {
		return true
	}
	only := true
	for i := org.from; i < org.to; i++ {
		if l.ws[i].capital && c.of(l.ws[i].text)&(cueDepartment|cueWe|cueYou) == 0 && !l.covered(i, contactLabel) {
			only = false
		}
	}
	return only
}

// standsAlone tells whether the name is all of a line where names of parties
// stand: a running header, the first lines, a cell, the end.
func (s *survey) standsAlone(l *line, org name, n int) bool {
	if !l.alone && !l.edge || org.from > 1 || org.to < len(l.ws) && !l.onlyPlace(org.to) && !(l.edge && l.breaks(org.to)) {
		return false
	}
	return l.edge || n < openingLines && l.table == 0
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
		s.rd.cuesOf(l).at(l, front-1)&(cueTowards|cueFrom) != 0
}

// settle drops the names that hold no word of their own: only words that the
// text writes small elsewhere, or behind an article, those of products, of
// departments and of bodies.
func (s *survey) settle() {
	s.readCommon()
	s.list = slices.DeleteFunc(s.list, func(o *organisation) bool {
		if o.sure || o.proof >= proofHost {
			return false
		}
		return !slices.ContainsFunc(o.core(), func(k string) bool { return s.own(o, k) })
	})
}

// own tells whether a word of a name is one that nothing else bears.
func (s *survey) own(o *organisation, k string) bool {
	if len(k) < 3 || s.common[k] || slices.Contains(joiners, k) || s.rd.r.common(k) || s.rd.r.isLike(k) {
		return false
	}
	c := s.rd.cuesOf(o.at)
	return c.of(k)&(cueDepartment|cueWe|cueYou) == 0 && !c.body(k) && !c.isPlain(k)
}

// readCommon notes which words of the names are ordinary ones.
func (s *survey) readCommon() {
	s.common = map[string]bool{}
	sought := map[string]bool{}
	for _, o := range s.list {
		if !o.sure {
			for _, k := range o.core() {
				sought[k] = true
			}
		}
	}
	for i := range min(len(s.rd.lines), surveyLines) {
		l := &s.rd.lines[i]
		german := s.rd.capitalNouns(l)
		for k := range l.ws {
			if w := &l.ws[k]; !sought[w.text] || s.common[w.text] {
				continue
			} else if !w.capital || german && k > 0 && w.glued && !l.ws[k-1].capital && l.covered(k-1, partyArticle) && !(k+1 < len(l.ws) && l.ws[k+1].capital && l.ws[k+1].glued) {
				s.common[w.text] = true
			}
		}
	}
	for _, w := range s.rd.det.Workloads {
		for _, k := range words(w.Name) {
			s.common[k.text] = true
		}
	}
}

// join puts the variants of one organisation together and gives each its short
// names.
func (s *survey) join() {
	slices.SortStableFunc(s.list, func(a, b *organisation) int { return len(b.key) - len(a.key) })
	var out []*organisation
	for _, o := range s.list {
		owner := s.ownerOf(out, o)
		if owner == nil {
			out = append(out, o)
			o.forms = append(o.forms, o.core())
			continue
		}
		s.take(owner, o)
	}
	s.list = out
	for _, o := range s.list {
		s.shorten(o)
	}
	for _, p := range s.rd.parties.list { // short names that the text defines
		for _, o := range s.list {
			if len(p.aliases) > 0 && (startsWith(o.core(), p.core()) || startsWith(p.core(), o.core())) {
				o.forms = append(o.forms, p.aliases...)
				o.sure = o.sure || p.defined
				o.proof += proofPlace
			}
		}
	}
	s.list = slices.DeleteFunc(s.list, func(o *organisation) bool { return o.proof < leastProof })
	for _, o := range s.list {
		if s.parent(o) {
			o.other += byNeither
		}
	}
}

// parent tells whether a name is that of the group to which another one
// belongs: "Acme Group" beside "Acme Lifts Ltd".
func (s *survey) parent(o *organisation) bool {
	c := s.rd.cuesOf(o.at)
	group := slices.IndexFunc(o.core(), func(k string) bool { return c.of(k)&cueNeither != 0 })
	if group < 0 {
		return false
	}
	return slices.ContainsFunc(s.list, func(q *organisation) bool {
		return q != o && q.form > 0 && slices.ContainsFunc(q.core(), func(k string) bool { return len(k) > 3 && slices.Contains(o.core(), k) && s.own(o, k) })
	})
}

// core is the name without its legal form.
func (o *organisation) core() []string { return o.key[:len(o.key)-o.form] }

// ownerOf gives the one organisation of which o is a variant.
func (s *survey) ownerOf(list []*organisation, o *organisation) *organisation {
	var owner *organisation
	for _, q := range list {
		if !variant(q, o) {
			continue
		}
		if owner != nil {
			if owner.proof >= q.proof+1 {
				continue
			}
			if q.proof < owner.proof+1 {
				continue
			}
		}
		owner = q
	}
	return owner
}

// variant tells whether the shorter name o is one of q: its beginning, its end,
// its first letters, or the same in another case.
func variant(q, o *organisation) bool {
	long, short := q.core(), o.core()
	if o.form > 0 && q.form > 0 && !slices.Equal(q.key[len(q.key)-q.form:], o.key[len(o.key)-o.form:]) {
		return sameInflected(long, short)
	}
	switch {
	case sameInflected(long, short):
		return true
	case o.form > 0 && q.form == 0:
		return false
	case len(short) < len(long) && startsWith(long, short):
		return len(short) > 1 || len(short[0]) > 3
	case len(short) < len(long) && endsWith(long, short):
		return len(short) > 1 || len(short[0]) > 4
	}
	return acronym(long, short)
}

// longestEnding is how many letters German adds to a word in another case.
const longestEnding = 2

// sameInflected tells whether two names differ in the endings of words only.
func sameInflected(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		x, y := a[i], b[i]
		if len(x) < len(y) {
			x, y = y, x
		}
		if x != y && (len(y) < 5 || len(x)-len(y) > longestEnding || !strings.HasPrefix(x, y) || !slices.Contains([]string{"n", "en", "s", "es", "e", "m", "er"}, x[len(y):])) {
			return false
		}
	}
	return true
}

// take takes over what is known of a variant.
func (s *survey) take(o, v *organisation) {
	o.forms = append(o.forms, v.core())
	o.blocks += v.blocks
	o.proof = max(o.proof, v.proof)
	o.sure = o.sure || v.sure
	s.prefer(o, v)
}

// prefer takes the spelling of a variant where it is the better one.
func (s *survey) prefer(o, v *organisation) {
	same := sameInflected(o.core(), v.core())
	switch {
	case same && len(v.text) < len(o.text) && v.form >= o.form, // the nominative
		v.form > 0 && o.form == 0,
		v.form == 0 && o.form == 0 && len(v.key) > 1 && v.blocks >= o.blocks && startsWith(o.key, v.key) && slices.Contains(goingOn, o.key[len(v.key)]), // "Acme Works of Bath"
		o.form == 0 && len(v.key)+1 == len(o.key) && endsWith(o.key, v.key) && s.common[o.key[0]] && !s.rd.r.body(o.key[0]),                             // "What Acme Works"
		v.form > 0 && len(v.key) < len(o.key) && endsWith(o.key, v.key) && v.blocks >= o.blocks:                                                         // "Jane Doe Acme Ltd"
	default:
		return
	}
	o.text, o.key, o.form, o.at, o.from, o.to = v.text, v.key, v.form, v.at, v.from, v.to
}

// goingOn are the small words behind which another name or a place stands.
var goingOn = []string{"of", "and", "et", "y", "und", "in", "at"}

// shorten adds the forms under which a text speaks of an organisation: its
// first word and its body, where no other organisation has them, and its first
// letters.
func (s *survey) shorten(o *organisation) {
	core := o.core()
	if len(core) > 1 {
		if first := core[0]; len(first) > 3 && !s.rd.r.common(first) && s.only(o, first) {
			o.forms = append(o.forms, []string{first})
		}
	}
	for _, k := range core {
		if len(k) > 3 && s.rd.r.body(k) && s.rd.cuesOf(o.at).of(k)&cueDepartment == 0 && s.only(o, k) {
			o.forms = append(o.forms, []string{k})
		}
	}
	var first strings.Builder
	for _, k := range core {
		if !slices.Contains(joiners, k) {
			first.WriteString(k[:1])
		}
	}
	if first.Len() > 2 {
		o.forms = append(o.forms, []string{first.String()})
	}
}

// joiners are small words in names that have no letter in an abbreviation.
var joiners = []string{"of", "de", "la", "les", "des", "du", "del", "el", "los", "las", "and", "y", "und", "et", "fur", "the", "von", "der", "d", "l", "for", "s"}

// only tells whether no other organisation has the word.
func (s *survey) only(o *organisation, word string) bool {
	return !slices.ContainsFunc(s.list, func(q *organisation) bool { return q != o && q.proof >= leastProof && slices.Contains(q.core(), word) })
}

// squeeze writes the letters and digits of words as one.
func squeeze(words []string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, strings.Join(words, ""))
}
