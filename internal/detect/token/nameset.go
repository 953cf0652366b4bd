package token

import (
	"slices"
	"unicode/utf8"
)

// NameSet holds the folded words by which a document calls one of its parties.
type NameSet struct {
	Words   []string
	initial [256]bool // first bytes of the words as they may be written
}

// Add takes in a folded word.
func (s *NameSet) Add(word string) {
	if !slices.Contains(s.Words, word) {
		s.Words = append(s.Words, word)
	}
	for c := range s.initial {
		if c >= utf8.RuneSelf || word != "" && asciiLower[c] == word[0] {
			s.initial[c] = true
		}
	}
}

// May tells whether a word that begins with a byte may be one of the names.
func (s *NameSet) May(first byte) bool { return s.initial[first] }

// Has tells whether a word as written is one of the names. Most words are told
// from them by their first letter.
func (s *NameSet) Has(written string) bool {
	if !s.initial[written[0]] {
		return false
	}
	if plainASCII(written) {
		return slices.ContainsFunc(s.Words, func(word string) bool { return sameFolded(word, written) })
	}
	return slices.Contains(s.Words, Fold(written))
}

// Named tells whether one of the tokens is a name of a set.
func Named(names *NameSet, text string, tokens []Token) bool {
	if len(names.Words) == 0 {
		return false
	}
	for _, t := range tokens {
		if t.Flags&IsPunct == 0 && names.initial[text[t.Start]] && names.Has(text[t.Start:t.End]) {
			return true
		}
	}
	return false
}
