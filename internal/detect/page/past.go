package page

import (
	"strings"

	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/list"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// Reaches, in words, of what tells that a piece of work was done before.
const (
	PerfectReach = 5 // from an auxiliary to its participle
	subjectReach = 4 // from the article to the last word of a subject
)

// WasDone tells whether a word of work stands in a past tense: it says nothing
// of the work that is ordered.
func (r *Reading) WasDone(block int, h phrase.Hit) bool {
	lang := r.Blocks[block].Lang
	if lang == nil || len(lang.PastAux) == 0 || r.Doc.Blocks[block].Kind == sow.Heading {
		return false
	}
	tokens, text := r.TokensOf(block), r.Doc.Blocks[block].Text
	if r.SaysIn(block, token.Span{From: r.Sentence(block, h).From, To: h.From}, list.PastWhen) {
		return false // "when the last unit has moved" tells when
	}
	aux := func(k int32) bool {
		return lang.MayPast(tokens[k]) && lang.PastAux[strings.ToLower(text[tokens[k].Start:tokens[k].End])]
	}
	near := h.From - PerfectReach/2
	if len(lang.Suffixes) > 0 {
		near = h.From - 2*PerfectReach
	}
	for k := h.From - 1; k >= max(0, near) && tokens[k].Flags&token.IsPunct == 0; k-- {
		if aux(k) {
			return !phrase.Opens(tokens[k+1:], lang.Words[list.PastTo])
		}
	}
	for k := h.To; len(lang.Suffixes) > 0 && k < min(int32(len(tokens)), h.To+2); k++ {
		if aux(k) {
			return tokens[h.From].Flags&token.InitialCap == 0
		}
	}
	return lang.MayPast(tokens[h.From]) && lang.Past[strings.ToLower(text[tokens[h.From].Start:tokens[h.From].End])] && r.Finite(block, h.From, lang)
}

// Finite tells a verb in a past tense from a participle of the same form: it
// has a subject before it and an object right after it, as in "the company
// brought in X", but not in "reports built on X" or "tested X playbooks".
func (r *Reading) Finite(block int, k int32, lang *lexicon.Language) bool {
	tokens := r.TokensOf(block)
	next := k + max(1, r.verbLength(block, k))
	if k == 0 || int(next) >= len(tokens) || tokens[k].Flags&token.InitialCap != 0 {
		return false
	}
	name := phrase.Inside(r.HitsOf(block, phrase.Name), next)
	if len(lang.Suffixes) > 0 {
		return tokens[next].Flags&token.InitialCap == 0 || name && !r.namesNoun(block, next, lang) // not "die verlagerten Server"
	}
	if len(lang.Endings) > 0 || lang.Words[list.PastObject].Empty() {
		return true // the form is no participle
	}
	return r.SubjectAt(block, k-1, lang) && (name || tokens[next].Flags&token.Number != 0 || phrase.Opens(tokens[next:], lang.Words[list.PastObject]))
}

// namesNoun tells whether the product that begins at token k of a block is named
// by a noun that has no name in it: "Server".
func (r *Reading) namesNoun(block int, k int32, lang *lexicon.Language) bool {
	for _, h := range r.HitsOf(block, phrase.Name) {
		if h.From != k || h.To > k+1 {
			continue
		}
		for p := range r.PhrasesOf(h, phrase.Name, lang) {
			if n := &r.Lex.Names[p.Ref]; n.Kind == lexicon.Capability || n.Needs.Moved {
				return true
			}
		}
	}
	return false
}

// SubjectAt tells whether token k of a block can end the subject of a verb: a
// pronoun, the name of somebody, or a noun with a word like "the" before it.
func (r *Reading) SubjectAt(block int, k int32, lang *lexicon.Language) bool {
	tokens, text := r.TokensOf(block), r.Doc.Blocks[block].Text
	t := tokens[k]
	if phrase.Opens(tokens[k:], lang.Words[list.PastSubject]) {
		return true
	}
	if t.Flags&token.IsPunct != 0 || lang.Stop.Has(t.ID) || strings.HasSuffix(text[t.Start:t.End], "ly") {
		return false
	}
	s := r.Sentence(block, phrase.Hit{From: k, To: k + 1})
	if k > s.From && IsNameWord(t) {
		return true
	}
	return r.SaysIn(block, token.Span{From: max(s.From, k-subjectReach), To: k}, list.PastDet)
}

// verbLength counts the tokens of the word of work that opens at token k.
func (r *Reading) verbLength(block int, k int32) int32 {
	for _, h := range r.HitsOf(block, phrase.Verb) {
		if h.From == k {
			return h.To - h.From
		}
	}
	return 0
}
