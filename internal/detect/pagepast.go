package detect

import (
	"strings"

	"claimline/internal/sow"
)

// Reaches, in words, of what tells that a piece of work was done before.
const (
	perfectReach = 5 // from an auxiliary to its participle
	subjectReach = 4 // from the article to the last word of a subject
)

// wasDone tells whether a word of work stands in a past tense: it says nothing
// of the work that is ordered.
func (r *pageReading) wasDone(block int, h hit) bool {
	lang := r.blocks[block].lang
	if lang == nil || len(lang.pastAux) == 0 || r.doc.Blocks[block].Kind == sow.Heading {
		return false
	}
	tokens, text := r.tokensOf(block), r.doc.Blocks[block].Text
	if saysWithin(tokens[r.sentence(block, h).from:h.from], lang.words[listPastWhen]) {
		return false // "when the last unit has moved" tells when
	}
	aux := func(k int32) bool {
		return lang.pastAux[strings.ToLower(text[tokens[k].start:tokens[k].end])]
	}
	near := h.from - perfectReach/2
	if len(lang.suffixes) > 0 {
		near = h.from - 2*perfectReach
	}
	for k := h.from - 1; k >= max(0, near) && tokens[k].flags&isPunct == 0; k-- {
		if aux(k) {
			return !opens(tokens[k+1:], lang.words[listPastTo])
		}
	}
	for k := h.to; len(lang.suffixes) > 0 && k < min(int32(len(tokens)), h.to+2); k++ {
		if aux(k) {
			return tokens[h.from].flags&initialCap == 0
		}
	}
	return lang.past[strings.ToLower(text[tokens[h.from].start:tokens[h.from].end])] && r.finite(block, h.from, lang)
}

// finite tells a verb in a past tense from a participle of the same form: it
// has a subject before it and an object right after it, as in "the company
// brought in X", but not in "reports built on X" or "tested X playbooks".
func (r *pageReading) finite(block int, k int32, lang *language) bool {
	tokens := r.tokensOf(block)
	next := k + max(1, r.verbLength(block, k))
	if k == 0 || int(next) >= len(tokens) || tokens[k].flags&initialCap != 0 {
		return false
	}
	name := insideHit(r.hitsOf(block, layerName), next)
	if len(lang.suffixes) > 0 {
		return tokens[next].flags&initialCap == 0 || name
	}
	if len(lang.endings) > 0 || lang.words[listPastObject].empty() {
		return true // the form is no participle
	}
	return r.subjectAt(block, k-1, lang) && (name || tokens[next].flags&number != 0 || opens(tokens[next:], lang.words[listPastObject]))
}

// subjectAt tells whether token k of a block can end the subject of a verb: a
// pronoun, the name of somebody, or a noun with a word like "the" before it.
func (r *pageReading) subjectAt(block int, k int32, lang *language) bool {
	tokens, text := r.tokensOf(block), r.doc.Blocks[block].Text
	t := tokens[k]
	if opens(tokens[k:], lang.words[listPastSubject]) {
		return true
	}
	if t.flags&isPunct != 0 || lang.stop.has(t.id) || strings.HasSuffix(text[t.start:t.end], "ly") {
		return false
	}
	s := r.sentence(block, hit{from: k, to: k + 1})
	if k > s.from && isNameWord(t) {
		return true
	}
	return saysWithin(tokens[max(s.from, k-subjectReach):k], lang.words[listPastDet])
}

// verbLength counts the tokens of the word of work that opens at token k.
func (r *pageReading) verbLength(block int, k int32) int32 {
	for _, h := range r.hitsOf(block, layerVerb) {
		if h.from == k {
			return h.to - h.from
		}
	}
	return 0
}
