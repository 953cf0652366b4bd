package page

import (
	"cmp"
	"slices"
	"strings"

	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
)

// splitReach is the number of words within which the second part of a split
// verb follows the first.
const splitReach = 30

// splitHits appends the split verbs of a block to the hits of verbs from index
// from on. Only the first part is the hit.
func (r *Reading) splitHits(l *lexicon.Language, text string, tokens []token.Token, hits []phrase.Hit, from int) []phrase.Hit {
	found := false
	for k := range tokens {
		if !phrase.Opens(tokens[k:k+1], l.Opener) || phrase.Inside(hits[from:], int32(k)) {
			continue
		}
		for _, v := range l.Split {
			if phrase.StartsWith(tokens[k:], v.First) && goesOn(text, tokens[k+len(v.First):], v.Last) {
				hits, found = append(hits, phrase.Hit{From: int32(k), To: int32(k + len(v.First)), Node: v.Node}), true
				break
			}
		}
	}
	if found {
		slices.SortFunc(hits[from:], func(a, b phrase.Hit) int { return cmp.Compare(a.From, b.From) })
	}
	return hits
}

// realVerbs drops from hits[from:] what only looks like a word of work.
func (r *Reading) realVerbs(l *lexicon.Language, text string, tokens []token.Token, hits []phrase.Hit, from int) []phrase.Hit {
	if l == nil {
		return hits
	}
	out := hits[:from]
	for _, h := range hits[from:] {
		t := tokens[h.From]
		if h.To-h.From == 1 && l.NoVerb.Has(t.ID) && l.NoVerbs[strings.ToLower(text[t.Start:t.End])] {
			continue
		}
		if !r.Lex.Trie.Says(h.Node, phrase.Phrase{Layer: phrase.Verb, Lang: l.Bit, Ref: lexicon.NoVerb}) {
			out = append(out, h)
		}
	}
	return out
}

// realCues drops from hits[from:] the word "No" of numbers such as "No. 4".
func realCues(text string, tokens []token.Token, hits []phrase.Hit, from int) []phrase.Hit {
	out := hits[:from]
	for _, h := range hits[from:] {
		if h.To-h.From > 1 || !token.IsNumberSign(text, tokens[h.From:]) {
			out = append(out, h)
		}
	}
	return out
}

// GoesOn tells whether the second part of a verb follows in the same clause.
func goesOn(text string, tokens []token.Token, last []int32) bool {
	for k := range min(len(tokens), splitReach) {
		if t := tokens[k]; t.Flags&token.IsPunct != 0 && (text[t.Start] == '.' && k+1 < len(tokens) && tokens[k+1].Start > t.End || text[t.Start] == ';') {
			return false
		}
		if phrase.StartsWith(tokens[k:], last) {
			return true
		}
	}
	return false
}
