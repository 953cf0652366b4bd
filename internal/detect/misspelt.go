package detect

import "claimline/internal/sow"

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
func (d *Detector) addMisspelt(c sow.Context) {
	for _, text := range c.Words["misspelt"] {
		word := fold(text)
		d.misspelt[word[0]] = append(d.misspelt[word[0]], productWord{word, d.trie.words.add(word)})
	}
}

// correct gives unknown words with a capital, and nothing but ASCII letters, the
// id of the one product word that is one edit away: a letter more, less or other,
// or two neighbours swapped ("Sharepiont"). The text stays as written.
func (d *Detector) correct(text string, tokens []token) {
	for k := range tokens {
		t := &tokens[k]
		n := int(t.end - t.start)
		if t.id != 0 || t.flags&(isPunct|number|initialCap) != initialCap || n < shortestMisspelt-1 || n > longestMisspelt {
			continue
		}
		written := text[t.start:t.end]
		for _, p := range d.misspelt[asciiLower[written[0]]] {
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

// oneEdit tells whether a word as written is one edit away from a word in small
// letters. The first letters agree.
func oneEdit(written, word string) bool {
	i := 0
	for i < len(written) && i < len(word) && foldByte[written[i]] == word[i] {
		i++
	}
	if i == 0 {
		return false
	}
	rest := func(a, b int) bool { return sameFolded(word[min(b, len(word)):], written[min(a, len(written)):]) }
	switch len(written) - len(word) {
	case 1:
		return rest(i+1, i)
	case -1:
		return rest(i, i+1)
	case 0:
		swapped := i+1 < len(word) && foldByte[written[i]] == word[i+1] && foldByte[written[i+1]] == word[i]
		return i < len(word) && (rest(i+1, i+1) || swapped && rest(i+2, i+2))
	}
	return false
}
