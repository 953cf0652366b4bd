package detect

import (
	"slices"
	"strings"

	"claimline/internal/sow"
)

// Reaches, in words, of what tells of a product in a past tense.
const (
	wasReach    = 5 // from the product to the auxiliary that it is the subject of
	adverbReach = 2 // words like "also" between a subject and its verb
)

// wasSubject tells whether a mention is the subject of a clause in a past
// tense: "licences of X were acquired", "X wurde geprüft", "X a été chiffré".
func (r *senseReading) wasSubject(m *mention, lang *language) bool {
	tokens := r.tokensOf(m.block)
	if saysWithin(tokens[r.clause(m).from:m.from], lang.words[listPastWhen]) || r.verbWithin(m.block, span{m.sentence.from, m.from}) && len(lang.suffixes) == 0 {
		return false
	}
	for k := m.to; k < m.sentence.to && r.distance(m.block, span{m.to, k}) <= wasReach; k++ {
		if n := opening(tokens[k:], lang.words[listPastWas]); n > 0 {
			rest := tokens[k+n : min(m.sentence.to, k+n+wasReach)]
			return len(rest) > 1 && !saysWithin(rest, lang.words[listPastDecides]) && !saysWithin(tokens[k:m.sentence.to], lang.words[listPastOn])
		}
		if tokens[k].flags&isPunct != 0 || r.opensRelative(m.block, k, lang) || opens(tokens[k:], lang.words[listPastWhen]) {
			return false
		}
	}
	return false
}

// pastEnding tells whether a word of a block ends as verbs in a past tense do
// in a language: "recommended", "preguntó".
func (r *senseReading) pastEnding(block int, k int32, lang *language) bool {
	t := r.tokensOf(block)[k]
	if t.flags&(isPunct|initialCap|number) != 0 || t.end-t.start < 5 || lang.stop.has(t.id) {
		return false
	}
	word := r.doc.Blocks[block].Text[t.start:t.end]
	return endsWith(word, lang.pastEnds) && !endsWith(word, lang.noPast)
}

// samePast tells whether the words of work that open another piece of work in a
// gap stand in the same past tense: "a équipé la salle et monté le portail".
func (r *senseReading) samePast(m *mention, gap span, lang *language) bool {
	tokens, text := r.tokensOf(m.block), r.doc.Blocks[m.block].Text
	for _, h := range r.hitsOf(m.block, layerVerb) {
		if h.from <= gap.from || h.to > gap.to {
			continue
		}
		word := text[tokens[h.from].start:tokens[h.from].end]
		if !endsWith(word, lang.partEnds) && !endsWith(word, lang.pastEnds) && !lang.past[strings.ToLower(word)] {
			return false
		}
	}
	return true
}

func endsWith(word string, ends []string) bool {
	return slices.ContainsFunc(ends, func(e string) bool { return strings.HasSuffix(word, e) })
}

// opensOther tells whether words open a clause of another matter: of when, or
// of what something holds.
func (r *senseReading) opensOther(tokens []token, lang *language) bool {
	return opens(tokens, lang.words[listPastWhen]) || opens(tokens, lang.words[listRelativeWhat])
}

// anyParticiple tells whether a participle of any verb, not only of work,
// stands at the start of a span: "a demandé", "has made".
func (r *senseReading) anyParticiple(block int, s span, lang *language) bool {
	tokens, text := r.tokensOf(block), r.doc.Blocks[block].Text
	if s.from < s.to && len(lang.suffixes) == 0 && lang.past[text[tokens[s.from].start:tokens[s.from].end]] {
		return true
	}
	for k := s.from; len(lang.partEnds) > 0 && k < min(s.to, s.from+adverbReach); k++ {
		if t := tokens[k]; t.flags&(initialCap|isPunct) == 0 && !lang.stop.has(t.id) && t.end-t.start > 3 && endsWith(text[t.start:t.end], lang.partEnds) {
			return true
		}
	}
	return false
}

// anyPast tells whether any verb in a past tense, not only one of work, stands
// at token k of a block with its subject before it.
func (r *senseReading) anyPast(block int, k int32, lang *language) bool {
	if k == 0 || !r.pastEnding(block, k, lang) {
		return false
	}
	tokens, at := r.tokensOf(block), r.beforeAdverbs(block, k, lang)
	opening := tokens[r.sentence(block, hit{from: k, to: k + 1}).from:k]
	if opens(tokens[at:], lang.words[listPastPronoun]) || opens(opening, lang.words[listPastPronoun]) && untilPunct(opening) == len(opening) && r.firstVerb(block, k, lang) {
		return true
	}
	switch {
	case len(lang.suffixes) > 0:
		return tokens[at].flags&initialCap != 0 && at > 0 && !opens(tokens[at:], lang.words[listArticlesAny])
	case lang.words[listPastObject].empty():
		return true // the form is no participle
	}
	next := k + 1
	return int(next) < len(tokens) && r.subjectAt(block, at, lang) &&
		(insideHit(r.hitsOf(block, layerName), next) || opens(tokens[next:], lang.words[listPastObject]))
}

// beforeAdverbs gives the token before token k of a block, without words like
// "also".
func (r *senseReading) beforeAdverbs(block int, k int32, lang *language) int32 {
	at := k - 1
	for n := 0; n < adverbReach && at > 0 && opens(r.tokensOf(block)[at:], lang.words[listPastAdverb]); n++ {
		at--
	}
	return at
}

// firstVerb tells whether no word of work stands before token k of a block in
// its sentence, and no article right before it: "I build a shared library".
func (r *senseReading) firstVerb(block int, k int32, lang *language) bool {
	return !opens(r.tokensOf(block)[k-1:], lang.words[listPastDet]) && !r.verbWithin(block, span{r.sentence(block, hit{from: k, to: k + 1}).from, k})
}

// toldScope reads a cue that says what is in scope in a past tense: an earlier
// order had added X.
func (r *senseReading) toldScope(m *mention, p sow.Polarity, id string) (sow.Polarity, string) {
	if lang := r.blocks[m.block].lang; p == sow.InScope && id == "scope.cover" && lang != nil && r.pastBefore(m, lang) {
		return sow.Background, pastWork
	}
	return "", ""
}

// toldAfter tells whether an item that opens with a product and a colon goes on
// to tell what somebody did: "X: Greg has made a report".
func (r *senseReading) toldAfter(m *mention, lang *language) bool {
	text, tokens := r.doc.Blocks[m.block].Text, r.tokensOf(m.block)
	if !r.leadsBlock(m) || int(m.to) >= len(tokens) || text[tokens[m.to].start] != ':' || r.partnerSays(m, m.sentence) {
		return false
	}
	for k := m.to + 2; k < min(m.sentence.to, m.to+8) && tokens[k].flags&isPunct == 0; k++ {
		if r.anyPast(m.block, k, lang) || r.pastAt(m.block, span{k, m.sentence.to}, m, lang) && r.subjectAt(m.block, k-1, lang) {
			return true
		}
	}
	return false
}
