package lexicon

import (
	"fmt"
	"math/bits"
	"reflect"
	"slices"
	"strings"

	"claimline/internal/sow"
)

// Beside are the words around a fact that say what it is, of all languages.
type Beside = sow.Beside[Wording]

// Wording is the words and phrases of one such list.
type Wording struct {
	words  map[string]bool // whole ones
	starts []string        // beginnings of words
	ends   []string        // ends of words
	pieces []piece         // all of them
	begins [][]piece       // those that begin where a word does, by the place of their first byte among all first ones
	inside []piece         // the others
	first  uint64          // the first bytes, less all but the last bits
	whole  uint64          // the marks of the whole ones: most words have none of them
}

// beginning gives the place in begins of what begins with a byte.
func (w *Wording) beginning(c byte) int { return bits.OnesCount64(w.first & (1<<(c&63) - 1)) }

// markOf gives one of 64 bits for a word that is not empty, by its ends and length.
func markOf(word string) uint64 {
	n := len(word)
	return 1 << ((uint(word[0]) + 5*uint(word[n-1]) + 11*uint(n)) & 63)
}

// piece is a word or phrase as it stands in a text.
type piece struct {
	text        string
	left, right bool // it may be part of a longer word on that side
	atoms       []atom
}

// addBeside takes in the lists of a language: a field of the one struct is that
// of the other.
func addBeside(to, from reflect.Value) error {
	for i := range from.NumField() {
		list, ok := reflect.TypeAssert[[]string](from.Field(i))
		if !ok {
			if err := addBeside(to.Field(i), from.Field(i)); err != nil {
				return err
			}
			continue
		}
		for _, text := range list {
			if err := to.Field(i).Addr().Interface().(*Wording).add(text); err != nil {
				return err
			}
		}
	}
	return nil
}

func (w *Wording) add(text string) error {
	p := piece{text: Fold(text), atoms: compile(text)}
	p.text, p.right = strings.CutSuffix(p.text, "*")
	p.text, p.left = strings.CutPrefix(p.text, "*")
	switch {
	case strings.TrimSpace(p.text) == "":
		return fmt.Errorf("compile fact words: the word %q is empty", text)
	case slices.ContainsFunc(w.pieces, func(o piece) bool { return o.text == p.text && o.left == p.left && o.right == p.right }):
		return nil
	case p.left && !p.right:
		w.ends = append(w.ends, p.text)
	case p.right:
		w.starts = append(w.starts, p.text)
	default:
		if w.words == nil {
			w.words = map[string]bool{}
		}
		w.words[p.text] = true
		w.whole |= markOf(p.text)
	}
	w.pieces = append(w.pieces, p)
	if p.left {
		w.inside = append(w.inside, p)
		return nil
	}
	at := w.beginning(p.text[0])
	if w.first&(1<<(p.text[0]&63)) == 0 {
		w.first |= 1 << (p.text[0] & 63)
		w.begins = slices.Insert(w.begins, at, nil)
	}
	w.begins[at] = append(w.begins[at], p)
	return nil
}

// Has tells whether a folded word is one of the list, or begins or ends like one.
func (w *Wording) Has(word string) bool {
	return word != "" && w.whole&markOf(word) != 0 && w.words[word] || beginsAny(word, w.starts) || EndsIn(word, w.ends)
}

// HasAny tells whether one of some words is.
func (w *Wording) HasAny(ws []Word) bool {
	return slices.ContainsFunc(ws, func(word Word) bool { return w.Has(word.Text) })
}

// Within tells whether a folded text holds a word or phrase of the list.
func (w *Wording) Within(text string) bool {
	for i := range len(text) {
		if w.first&(1<<(text[i]&63)) != 0 && (i == 0 || !letters(text[i-1:i+1])) && w.at(text, i) {
			return true
		}
	}
	return slices.ContainsFunc(w.inside, func(p piece) bool { return p.within(text) })
}

// at tells whether one of those that begin where a word does stands at byte i of a
// folded text.
func (w *Wording) at(text string, i int) bool {
	list := w.begins[w.beginning(text[i])]
	for k := range list {
		if strings.HasPrefix(text[i:], list[k].text) && list[k].fits(text, i) {
			return true
		}
	}
	return false
}

// Opens tells whether a folded text begins with a word or phrase of the list.
func (w *Wording) Opens(text string) bool {
	return slices.ContainsFunc(w.pieces, func(p piece) bool { return strings.HasPrefix(text, p.text) && p.fits(text, 0) })
}

func (p piece) within(text string) bool {
	for at := 0; ; at++ {
		i := strings.Index(text[at:], p.text)
		if i < 0 {
			return false
		}
		if at += i; p.fits(text, at) {
			return true
		}
	}
}

// fits tells whether the piece at byte at of a text is no part of a longer word
// that it does not mean: not the "seen by" of "foreseen by".
func (p piece) fits(text string, at int) bool {
	end := at + len(p.text)
	return (p.left || at == 0 || !letters(text[at-1:at+1])) && (p.right || end == len(text) || !letters(text[end-1:end+1]))
}

// letters tells whether both bytes of a folded text are letters.
func letters(two string) bool {
	return two[0] >= 'a' && two[0] <= 'z' && two[1] >= 'a' && two[1] <= 'z'
}

// At gives the word behind the phrase of the list that begins at word i, 0 for none.
func (w *Wording) At(ws []Word, i int) int {
	for _, p := range w.pieces {
		if end := matchesBehind(p.atoms, 0, ws, i); end > 0 {
			return end
		}
	}
	return 0
}

// Before gives the word with which the phrase of the list begins that ends right
// before word i.
func (w *Wording) Before(ws []Word, i int) (from int, ok bool) {
	for _, p := range w.pieces {
		if from := i - len(p.atoms); from >= 0 && matchesBehind(p.atoms, 0, ws, from) == i {
			return from, true
		}
	}
	return 0, false
}
