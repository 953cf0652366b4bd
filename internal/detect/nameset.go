package detect

import (
	"slices"
	"unicode/utf8"
)

// nameSet holds the folded words by which a document calls one of its parties.
type nameSet struct {
	words   []string
	initial [256]bool // first bytes of the words
}

// add takes in a folded word.
func (s *nameSet) add(word string) {
	if !slices.Contains(s.words, word) {
		s.words = append(s.words, word)
	}
	if word != "" {
		s.initial[word[0]] = true
	}
}

// has tells whether a word as written is one of the names. Most words are told
// from them by their first letter.
func (s *nameSet) has(written string) bool {
	if c := written[0]; c < utf8.RuneSelf && !s.initial[asciiLower[c]] {
		return false
	}
	if plainASCII(written) {
		return slices.ContainsFunc(s.words, func(word string) bool { return sameFolded(word, written) })
	}
	return slices.Contains(s.words, fold(written))
}

// named tells whether one of the tokens is a name of a set.
func named(names *nameSet, text string, tokens []token) bool {
	if len(names.words) == 0 {
		return false
	}
	for _, t := range tokens {
		if t.flags&isPunct == 0 && names.has(text[t.start:t.end]) {
			return true
		}
	}
	return false
}
