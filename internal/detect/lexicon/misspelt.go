package lexicon

import (
	"claimline/internal/detect/list"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// Bounds of a misspelling: the longer of the two words has at least
// shortestMisspelt letters, the shorter one at most one less.
const (
	shortestMisspelt = 7
	longestMisspelt  = 16
)

// productWord is a distinctive word of product names, from the lists "misspelt"
// of the contexts.
type productWord struct {
	word string
	id   int32
}

// addMisspelt compiles the words whose misspellings are read. Words that are
// one letter away from them and are words of their own stand in the list
// "misspelt.not": being known, they are never taken for a misspelling.
func (x *Lexicon) addMisspelt(c sow.Context) {
	for _, text := range c.Words[list.Misspelt] {
		word := token.Fold(text)
		x.misspelt[word[0]] = append(x.misspelt[word[0]], productWord{word, x.Trie.Words.Add(word)})
	}
}

// Correct gives unknown words with a capital, and nothing but ASCII letters, the
// id of the one product word that is one edit away: a letter more, less or other,
// or two neighbours swapped ("Sharepiont"). The text stays as written.
func (x *Lexicon) Correct(text string, tokens []token.Token) {
	for k := range tokens {
		t := &tokens[k]
		if t.ID != 0 {
			continue // mostly
		}
		n := int(t.End - t.Start)
		if t.Flags&(token.IsPunct|token.Number|token.InitialCap) != token.InitialCap || n < shortestMisspelt-1 || n > longestMisspelt {
			continue
		}
		written := text[t.Start:t.End]
		for _, p := range x.misspelt[token.Lower(written[0])] {
			if max(n, len(p.word)) < shortestMisspelt || !token.OneEdit(written, p.word) {
				continue
			}
			if t.ID != 0 {
				t.ID = 0 // two words are as near: none is meant
				break
			}
			t.ID, t.Flags = p.id, t.Flags|token.Corrected
		}
	}
}
