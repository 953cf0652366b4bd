package detect

import (
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
func (x *lexicon) addMisspelt(c sow.Context) {
	for _, text := range c.Words["misspelt"] {
		word := fold(text)
		x.misspelt[word[0]] = append(x.misspelt[word[0]], productWord{word, x.trie.words.add(word)})
	}
}

// correct gives unknown words with a capital, and nothing but ASCII letters, the
// id of the one product word that is one edit away: a letter more, less or other,
// or two neighbours swapped ("Sharepiont"). The text stays as written.
func (x *lexicon) correct(text string, tokens []token) {
	for k := range tokens {
		t := &tokens[k]
		n := int(t.end - t.start)
		if t.id != 0 || t.flags&(isPunct|number|initialCap) != initialCap || n < shortestMisspelt-1 || n > longestMisspelt {
			continue
		}
		written := text[t.start:t.end]
		for _, p := range x.misspelt[lower(written[0])] {
			if max(n, len(p.word)) < shortestMisspelt || !oneEdit(written, p.word) {
				continue
			}
			if t.id != 0 {
				t.id = 0 // two words are as near: none is meant
				break
			}
			t.id, t.flags = p.id, t.flags|corrected
		}
	}
}
