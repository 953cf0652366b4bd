package detect

import (
	"cmp"
	"slices"
	"strings"
)

// splitReach is the number of words within which the second part of a split
// verb follows the first.
const splitReach = 30

// splitHits appends the split verbs of a block to the hits of verbs from index
// from on. Only the first part is the hit.
func (r *pageReading) splitHits(l *language, text string, tokens []token, hits []hit, from int) []hit {
	if l == nil || len(l.split) == 0 {
		return hits
	}
	found := false
	for k := range tokens {
		if !l.opener.has(tokens[k].id) || insideHit(hits[from:], int32(k)) {
			continue
		}
		for _, v := range l.split {
			if startsWith(tokens[k:], v.first) && goesOn(text, tokens[k+len(v.first):], v.last) {
				hits, found = append(hits, hit{int32(k), int32(k + len(v.first)), v.node}), true
				break
			}
		}
	}
	if found {
		slices.SortFunc(hits[from:], func(a, b hit) int { return cmp.Compare(a.from, b.from) })
	}
	return hits
}

// realVerbs drops from hits[from:] what only looks like a word of work.
func (r *pageReading) realVerbs(l *language, text string, tokens []token, hits []hit, from int) []hit {
	if l == nil {
		return hits
	}
	out := hits[:from]
	for _, h := range hits[from:] {
		t := tokens[h.from]
		if h.to-h.from == 1 && l.noVerb.has(t.id) && l.noVerbs[strings.ToLower(text[t.start:t.end])] {
			continue
		}
		if !r.lex.trie.says(h.node, phrase{layerVerb, l.bit, noVerb}) {
			out = append(out, h)
		}
	}
	return out
}

// goesOn tells whether the second part of a verb follows in the same clause.
func goesOn(text string, tokens []token, last []int32) bool {
	for k := range min(len(tokens), splitReach) {
		if t := tokens[k]; t.flags&isPunct != 0 && (text[t.start] == '.' && k+1 < len(tokens) && tokens[k+1].start > t.end || text[t.start] == ';') {
			return false
		}
		if startsWith(tokens[k:], last) {
			return true
		}
	}
	return false
}
