package phrase

import (
	"cmp"
	"math/bits"
	"slices"

	"claimline/internal/detect/token"
)

// List holds the phrases of one word list as runs of token ids. A set of
// their first words answers most questions without a look at a phrase. A nil
// pointer is an empty list.
type List struct {
	Runs  [][]int32 // by their first id, none empty
	base  int32     // the id of the first bit
	first []uint64  // bits of the ids that open a run
	rank  []int32   // by 64 ids: how many ids before them open a run
	runs  []int32   // by rank of an id: the first run that it opens, and at the end the number of runs
	blank bool      // a phrase without words, with which everything opens
}

// With adds a phrase and gives the list, a new one for nil.
func (w *List) With(ids []int32) *List {
	if w == nil {
		w = &List{}
	}
	if len(ids) == 0 {
		w.blank = true
		return w
	}
	at, _ := slices.BinarySearchFunc(w.Runs, ids[0], func(run []int32, id int32) int { return cmp.Compare(run[0], id) })
	w.Runs = slices.Insert(w.Runs, at, ids)
	w.index()
	return w
}

// index notes the first words.
func (w *List) index() {
	low, high := w.Runs[0][0]&^63, w.Runs[len(w.Runs)-1][0]
	if n := int(high-low)/64 + 1; low != w.base || n != len(w.first) {
		w.base, w.first, w.rank = low, make([]uint64, n), make([]int32, n)
	}
	w.runs = w.runs[:0]
	for at, run := range w.Runs {
		i := run[0] - w.base
		if w.first[i>>6] |= 1 << (i & 63); at == 0 || run[0] != w.Runs[at-1][0] {
			w.runs = append(w.runs, int32(at))
		}
	}
	w.runs = append(w.runs, int32(len(w.Runs)))
	before := 0
	for part, in := range w.first {
		w.rank[part] = int32(before)
		before += bits.OnesCount64(in)
	}
}

// Empty tells whether the list holds no phrase.
func (w *List) Empty() bool { return w == nil || len(w.Runs) == 0 && !w.blank }

// may tells whether a phrase begins with the word of an id.
func (w *List) may(id int32) bool {
	i := uint32(id - w.base)
	return int(i>>6) < len(w.first) && w.first[i>>6]&(1<<(i&63)) != 0
}

// longest counts the tokens of the longest phrase that tokens begin with, the
// first of which may begin one.
func (w *List) longest(tokens []token.Token) (n int) {
	i := tokens[0].ID - w.base
	rank := int(w.rank[i>>6]) + bits.OnesCount64(w.first[i>>6]&(1<<(i&63)-1))
	for _, run := range w.Runs[w.runs[rank]:w.runs[rank+1]] {
		if len(run) > n && StartsWith(tokens, run) {
			n = len(run)
		}
	}
	return n
}

// Opens tells whether tokens begin with a phrase of a list.
func Opens(tokens []token.Token, words *List) bool {
	if words == nil {
		return false
	}
	return words.blank || len(tokens) > 0 && words.may(tokens[0].ID) && words.longest(tokens) > 0
}

// Opening counts the tokens of the longest of some wordings that tokens begin
// with.
func Opening(tokens []token.Token, words *List) int32 {
	if words == nil || len(tokens) == 0 || !words.may(tokens[0].ID) {
		return 0
	}
	return int32(words.longest(tokens))
}

// Within tells whether a phrase of a list stands among tokens.
func Within(tokens []token.Token, words *List) bool {
	if words == nil {
		return false
	}
	for k := range tokens {
		if words.may(tokens[k].ID) && words.longest(tokens[k:]) > 0 {
			return true
		}
	}
	return false
}

// EndsIn tells whether tokens end with a phrase of a list.
func EndsIn(tokens []token.Token, words *List) bool {
	if words == nil {
		return false
	}
	return words.blank || slices.ContainsFunc(words.Runs, func(run []int32) bool {
		return len(run) <= len(tokens) && StartsWith(tokens[len(tokens)-len(run):], run)
	})
}
