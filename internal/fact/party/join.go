package party

import (
	"slices"
	"strings"
	"unicode"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/names"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
)

// settle drops the names that hold no word of their own: only words that the
// text writes small elsewhere, or behind an article, those of products, of
// departments and of bodies.
func (s *Survey) settle() {
	s.readCommon()
	s.list = slices.DeleteFunc(s.list, func(o *organisation) bool {
		if o.sure || o.proof >= proofHost {
			return false
		}
		return !slices.ContainsFunc(o.core(), func(k string) bool { return s.own(o, k) }) && !s.inner(o)
	})
}

// inner tells whether a word inside a name has a capital in a language that
// writes ordinary words small: "Atelier Nuage".
func (s *Survey) inner(o *organisation) bool {
	if !s.rd.SmallAdjectives(o.at) || page.Shouting(o.text) {
		return false
	}
	if from := o.at.WordAt(o.from); o.form == 0 && s.smallName(o.at, from, from+len(o.key)) {
		return true
	}
	for i := o.at.WordAt(o.from) + 1; i < len(o.at.Words) && o.at.Words[i].End <= o.to; i++ {
		k := o.at.Words[i].Text
		if o.at.Words[i].Capital && len(k) > 3 && !s.common[k] && !s.rd.NamesNobody(k) && !s.rd.NamesLike(k) {
			return true
		}
	}
	return false
}

// own tells whether a word of a name is one that nothing else bears.
func (s *Survey) own(o *organisation, k string) bool {
	if len(k) < 3 || s.common[k] || names.Joins(&s.rd.Lexicon.Beside, k) || s.rd.NamesNobody(k) || s.rd.NamesLike(k) {
		return false
	}
	c := s.rd.CuesOf(o.at)
	return c.OfFolded(&s.rd.Terms, k)&(lexicon.CueDepartment|lexicon.CueWe|lexicon.CueYou) == 0 && !c.Body(k) && !c.IsPlain(k)
}

// readCommon notes which words of the names are ordinary ones.
func (s *Survey) readCommon() {
	s.common = map[string]bool{}
	sought := lexicon.NewFirstWords[struct{}](&s.rd.Terms)
	for _, o := range s.list {
		if !o.sure {
			for _, k := range o.core() {
				sought.Add(k, struct{}{})
			}
		}
	}
	for i := range min(len(s.rd.Lines), surveyLines) {
		s.readCommonIn(i, sought)
	}
	for _, w := range s.rd.Detection.Workloads {
		for _, k := range s.rd.Words(w.Name) {
			s.common[k.Text] = true
		}
	}
}

// readCommonIn notes which of the sought words line i uses as ordinary ones:
// small, or in German behind an article.
func (s *Survey) readCommonIn(i int, sought *lexicon.FirstWords[struct{}]) {
	l, begun := &s.rd.Lines[i], sought.Begun()
	german := s.rd.CapitalNouns(l)
	for k, g := range s.rd.Gists(i) {
		if !begun.May(g) || g.Capital() && !german {
			continue
		}
		w := &l.Words[k]
		if len(sought.Of(w)) > 0 && (!w.Capital || nounAt(l, k)) {
			s.common[w.Text] = true
			sought.Drop(w)
		}
	}
}

// nounAt tells whether word k stands alone behind an article, as nouns do, not
// before the next word of a name: "die Stadtwerke", not "die Stadtwerke Soest".
func nounAt(l *page.Line, k int) bool {
	return k > 0 && l.Words[k].Glued && !l.Words[k-1].Capital && l.Covered(k-1, topic.PartyArticle) && (k+1 >= len(l.Words) || !l.Words[k+1].Capital || !l.Words[k+1].Glued)
}

// join puts the variants of one organisation together and gives each its short
// names.
func (s *Survey) join() {
	s.dropRunTogether()
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
	owners := s.owners()
	for _, o := range s.list {
		s.shorten(o, owners)
	}
	for _, p := range s.rd.Parties.list { // short names that the text defines
		for _, o := range s.list {
			if len(p.aliases) > 0 && (startsWith(o.core(), p.core()) || startsWith(p.core(), o.core())) {
				o.forms = append(o.forms, p.aliases...)
				o.sure = o.sure || p.defined
				o.proof += proofPlace
			}
		}
	}
	s.joinBrands()
	for _, o := range s.list {
		if s.parent(o) {
			o.other += byNeither
		}
	}
}

// parent tells whether a name is that of the group to which another one
// belongs: "Acme Group" beside "Acme Lifts Ltd".
func (s *Survey) parent(o *organisation) bool {
	c := s.rd.CuesOf(o.at)
	group := slices.IndexFunc(o.core(), func(k string) bool { return c.OfFolded(&s.rd.Terms, k)&lexicon.CueNeither != 0 })
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
func (s *Survey) ownerOf(list []*organisation, o *organisation) *organisation {
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
	if !alike(long, short) {
		return false
	}
	if o.form > 0 && q.form > 0 && !slices.Equal(q.key[len(q.key)-q.form:], o.key[len(o.key)-o.form:]) {
		return sameInflected(long, short) || slices.Equal(q.key, o.key) // "Corporation DAC" is one form or two
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

// alike tells whether two names begin with one letter or end in one word: a cheap
// look, which tells off most of those that are no variants.
func alike(a, b []string) bool {
	return len(a) == 0 || len(b) == 0 || a[0][0] == b[0][0] || a[len(a)-1] == b[len(b)-1]
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
func (s *Survey) take(o, v *organisation) {
	o.forms = append(o.forms, v.core())
	o.blocks += v.blocks
	o.proof = max(o.proof, v.proof)
	o.sure = o.sure || v.sure
	s.prefer(o, v)
}

// prefer takes the spelling of a variant where it is the better one.
func (s *Survey) prefer(o, v *organisation) {
	if s.better(o, v) {
		o.text, o.key, o.form, o.at, o.from, o.to = v.text, v.key, v.form, v.at, v.from, v.to
	}
}

// better tells whether a variant is the better spelling of a name: the
// nominative, the one with a legal form, or the one without words of the
// sentence around it.
func (s *Survey) better(o, v *organisation) bool {
	switch {
	case len(v.text) < len(o.text) && v.form >= o.form && sameInflected(o.core(), v.core()):
		return true
	case v.form > 0 && o.form == 0:
		return true
	}
	return s.goesOnBehind(o, v) || s.sentenceBefore(o, v) || s.personBefore(o, v)
}

// goesOnBehind tells whether a name is its variant with a place, or another
// name, behind it: "Acme Works of Bath".
func (s *Survey) goesOnBehind(o, v *organisation) bool {
	return v.form == 0 && o.form == 0 && len(v.key) > 1 && len(v.key) < len(o.key) && v.blocks >= o.blocks && startsWith(o.key, v.key) && leadsOn(&s.rd.Lexicon.Beside, o.key[len(v.key)])
}

// sentenceBefore tells whether a name is its variant with an ordinary word that
// begins the sentence before it: "What Acme Works".
func (s *Survey) sentenceBefore(o, v *organisation) bool {
	return o.form == 0 && len(v.key)+1 == len(o.key) && endsWith(o.key, v.key) && s.common[o.key[0]] && !s.rd.NamesBody(o.key[0])
}

// personBefore tells whether a name is its variant with the name of a person
// before it: "Jane Doe Acme Works", "Jane Doe Acme Ltd".
func (s *Survey) personBefore(o, v *organisation) bool {
	front := len(o.key) - len(v.key)
	if front < 1 || v.blocks < o.blocks || !endsWith(o.key, v.key) {
		return false
	}
	if v.form > 0 {
		return true
	}
	return o.form == 0 && len(v.key) > 1 && front > 1 && v.proof >= o.proof && !slices.ContainsFunc(o.key[:front], s.rd.NamesNobody)
}

// leadsOn tells whether behind a small word another name or a place stands.
func leadsOn(say *lexicon.Beside, word string) bool {
	small := &say.Small
	return small.Of.Has(word) || small.And.Has(word) || small.In.Has(word)
}

// shorten adds the forms under which a text speaks of an organisation: its
// first word and its body, where no other organisation has them, and its first
// letters.
func (s *Survey) shorten(o *organisation, owners map[string]*organisation) {
	only := func(word string) bool { return owners[word] == nil || owners[word] == o }
	core := o.core()
	if len(core) > 1 {
		if first := core[0]; len(first) > 3 && !s.rd.NamesNobody(first) && only(first) {
			o.forms = append(o.forms, []string{first})
		}
	}
	for _, k := range core {
		if len(k) > 3 && s.rd.NamesBody(k) && s.rd.CuesOf(o.at).OfFolded(&s.rd.Terms, k)&lexicon.CueDepartment == 0 && only(k) {
			o.forms = append(o.forms, []string{k})
		}
	}
	var first strings.Builder
	for _, k := range core {
		if !names.Joins(&s.rd.Lexicon.Beside, k) {
			first.WriteString(k[:1])
		}
	}
	if first.Len() > 2 {
		o.forms = append(o.forms, []string{first.String()})
	}
}

// several stands for more organisations than one.
var several = &organisation{}

// owners gives for each word the one organisation that has it in its name.
func (s *Survey) owners() map[string]*organisation {
	out := map[string]*organisation{}
	for _, o := range s.list {
		if o.proof < leastProof {
			continue
		}
		for _, k := range o.core() {
			if out[k] == nil {
				out[k] = o
			} else if out[k] != o {
				out[k] = several
			}
		}
	}
	return out
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
