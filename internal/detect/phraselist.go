package detect

import (
	"cmp"
	"slices"
)

// wordList holds the phrases of one word list as runs of token ids. A set of
// their first words answers most questions without a look at a phrase. A nil
// pointer is an empty list.
type wordList struct {
	runs  [][]int32 // by their first id, none empty
	base  int32     // the id of the first bit
	first []uint64  // bits of the ids that open a run
	blank bool      // a phrase without words, with which everything opens
}

// with adds a phrase and gives the list, a new one for nil.
func (w *wordList) with(ids []int32) *wordList {
	if w == nil {
		w = &wordList{}
	}
	if len(ids) == 0 {
		w.blank = true
		return w
	}
	at, _ := slices.BinarySearchFunc(w.runs, ids[0], func(run []int32, id int32) int { return cmp.Compare(run[0], id) })
	w.runs = slices.Insert(w.runs, at, ids)
	w.index()
	return w
}

// index notes the first words.
func (w *wordList) index() {
	low, high := w.runs[0][0]&^63, w.runs[len(w.runs)-1][0]
	if n := int(high-low)/64 + 1; low != w.base || n != len(w.first) {
		w.base, w.first = low, make([]uint64, n)
	}
	for _, run := range w.runs {
		i := run[0] - w.base
		w.first[i>>6] |= 1 << (i & 63)
	}
}

// empty tells whether the list holds no phrase.
func (w *wordList) empty() bool { return w == nil || len(w.runs) == 0 && !w.blank }

// may tells whether a phrase begins with the word of an id.
func (w *wordList) may(id int32) bool {
	i := uint32(id - w.base)
	return int(i>>6) < len(w.first) && w.first[i>>6]&(1<<(i&63)) != 0
}

// longest counts the tokens of the longest phrase that tokens begin with, the
// first of which may begin one.
func (w *wordList) longest(tokens []token) (n int) {
	id := tokens[0].id
	at, _ := slices.BinarySearchFunc(w.runs, id, func(run []int32, id int32) int { return cmp.Compare(run[0], id) })
	for ; at < len(w.runs) && w.runs[at][0] == id; at++ {
		if run := w.runs[at]; len(run) > n && startsWith(tokens, run) {
			n = len(run)
		}
	}
	return n
}

// opens tells whether tokens begin with a phrase of a list.
func opens(tokens []token, words *wordList) bool {
	if words == nil {
		return false
	}
	return words.blank || len(tokens) > 0 && words.may(tokens[0].id) && words.longest(tokens) > 0
}

// opening counts the tokens of the longest of some wordings that tokens begin
// with.
func opening(tokens []token, words *wordList) int32 {
	if words == nil || len(tokens) == 0 || !words.may(tokens[0].id) {
		return 0
	}
	return int32(words.longest(tokens))
}

// saysWithin tells whether a phrase of a list stands among tokens.
func saysWithin(tokens []token, words *wordList) bool {
	if words == nil {
		return false
	}
	for k := range tokens {
		if words.may(tokens[k].id) && words.longest(tokens[k:]) > 0 {
			return true
		}
	}
	return false
}

// endsIn tells whether tokens end with a phrase of a list.
func endsIn(tokens []token, words *wordList) bool {
	if words == nil {
		return false
	}
	return words.blank || slices.ContainsFunc(words.runs, func(run []int32) bool {
		return len(run) <= len(tokens) && startsWith(tokens[len(tokens)-len(run):], run)
	})
}
