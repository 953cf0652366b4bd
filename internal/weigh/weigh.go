// Package weigh numbers what is said around something in a document, a word or
// two in a row in some place, and holds what each weighs. It knows no document:
// those who read say what stands where.
package weigh

import (
	"cmp"
	"fmt"
	"maps"
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"

	"claimline/internal/sow"
)

// Table numbers words and what is said with them. One that is open takes in
// all that it meets, to learn from; one with weights is read only and safe for
// concurrent use.
type Table struct {
	places []string
	*words
	rows    []row            // by word: what is said of it alone
	numbers [][]int32        // by word: the numbers of its row, in a table that is open
	pairs   map[pair]int32   // two words in a row
	paired  []inPairs        // by word
	said    []sow.WordWeight // what each number stands for
	weight  []float64        // by number
	given   []int32          // by number, in a table that is read only: which one it was of those added
	open    bool
}

// words are numbered from 1. Tables that are alike share them, so that those who
// read number a word once for all of these tables.
type words struct {
	numbered map[string]int32
	list     []string         // the words by their number less 1
	stems    map[string]int32 // beginnings without their star, by the number of the word with it
	any      []anyOf          // by word: what the tables that share them hold, once they are read only
}

// anyOf tells in which places any of some tables has a number for a word, and
// where in pairs it stands.
type anyOf struct {
	in     Places
	paired inPairs
}

// New gives an open table for words in places, of which there are at most 192.
func New(places []string) *Table {
	return newTable(places, &words{numbered: map[string]int32{}, stems: map[string]int32{}})
}

// newTable gives an open table over some words.
func newTable(places []string, w *words) *Table {
	return &Table{
		places: places, words: w, rows: make([]row, 1), numbers: make([][]int32, 1), paired: make([]inPairs, 1), pairs: map[pair]int32{},
		weight: []float64{0}, open: true,
	}
}

// Of gives the table of some weights. It refuses a place that is not among
// places.
func Of(places []string, list []sow.WordWeight) (*Table, error) {
	tables, err := Alike(places, list)
	if err != nil {
		return nil, err
	}
	return tables[0], nil
}

// Alike gives a table for each of some lists of weights, as Of does. A word has
// the same number in all of them.
func Alike(places []string, lists ...[]sow.WordWeight) ([]*Table, error) {
	if len(places) > mostPlaces {
		return nil, fmt.Errorf("compile weights: %d places, at most %d can be told apart", len(places), mostPlaces)
	}
	tables, shared := make([]*Table, len(lists)), New(places).words
	for i, list := range lists {
		tables[i] = newTable(places, shared)
		if err := tables[i].take(list); err != nil {
			return nil, err
		}
	}
	shared.any = make([]anyOf, len(shared.list)+1)
	for _, t := range tables {
		t.widen()
		t.close()
		for word := range t.rows {
			shared.any[word].add(t.rows[word].in, t.paired[word])
		}
	}
	return tables, nil
}

// add takes in what one table holds of the word.
func (a *anyOf) add(in Places, paired inPairs) {
	for part := range in {
		a.in[part] |= in[part]
	}
	a.paired |= paired
}

// May tells whether a word in a place, or two in a row when next is not 0, may
// have a number in this table or in one that is alike: most words have none.
func (t *Table) May(place int, word, next int32) bool {
	switch {
	case word == 0:
		return false
	case t.open:
		return true
	case next != 0:
		return t.any[word].paired&opensPair != 0 && t.any[next].paired&endsPair != 0
	}
	return t.any[word].in[uint(place)/64]&(1<<(uint(place)%64)) != 0
}

// take takes in some weights.
func (t *Table) take(list []sow.WordWeight) error {
	for _, w := range list {
		at := slices.Index(t.places, w.Place)
		if at < 0 {
			return fmt.Errorf("compile weights: place %q is not known; places are %s", w.Place, strings.Join(t.places, ", "))
		}
		if stem, ok := strings.CutSuffix(w.Word, "*"); ok {
			t.add(at, t.Stem(stem), 0, w)
			continue
		}
		t.add(at, t.Word(w.Word), t.Word(w.Next), w)
	}
	return nil
}

// IsLike tells whether a word has the same number in both tables.
func (t *Table) IsLike(other *Table) bool { return t.words == other.words }

// close makes the table read only and numbers anew what it holds: that of one
// word in a row.
func (t *Table) close() {
	said, weight := make([]sow.WordWeight, 0, len(t.said)), make([]float64, 1, len(t.weight))
	t.given = make([]int32, 1, len(t.weight))
	take := func(n int32) int32 {
		said, weight, t.given = append(said, t.said[n-1]), append(weight, t.weight[n]), append(t.given, n)
		return int32(len(said)) //nolint:gosec // as many as words are known
	}
	for i := range t.rows {
		r := &t.rows[i]
		r.first = int32(len(said)) + 1 //nolint:gosec // as above
		for part := 1; part < len(r.in); part++ {
			r.rank[part] = r.rank[part-1] + uint8(bits.OnesCount64(r.in[part-1])) //nolint:gosec // at most mostPlaces
		}
		for _, n := range t.numbers[i] {
			take(n)
		}
	}
	t.numbers = nil
	for _, p := range slices.Sorted(maps.Keys(t.pairs)) {
		t.pairs[p] = take(t.pairs[p])
	}
	t.said, t.weight, t.open = said, weight, false
}

// Compare orders two numbers by when what they stand for was added.
func (t *Table) Compare(a, b int32) int {
	if t.open {
		return cmp.Compare(a, b)
	}
	return cmp.Compare(t.given[a], t.given[b])
}

// Said gives what the numbers stand for, that of number 1 first.
func (t *Table) Said() []sow.WordWeight { return t.said }

// Len is one more than the largest number.
func (t *Table) Len() int { return len(t.weight) }

// Weight gives what a number weighs, in log odds.
func (t *Table) Weight(number int32) float64 { return t.weight[number] }

// Word gives the number of a folded word, 0 for one that is not known.
func (t *Table) Word(w string) int32 {
	if w == "" {
		return 0
	}
	n, ok := t.numbered[w]
	if !ok && t.open {
		n = t.grow(strings.Clone(w))
	}
	return n
}

// WordOf is Word for bytes that the caller uses again.
func (t *Table) WordOf(w []byte) int32 {
	n, ok := t.numbered[string(w)]
	if !ok && t.open && len(w) > 0 {
		n = t.grow(string(w))
	}
	return n
}

func (t *Table) grow(w string) int32 {
	t.list = append(t.list, w)
	t.widen()
	n := int32(len(t.list)) //nolint:gosec // as many as words are known
	t.numbered[w] = n
	return n
}

// widen makes rows for the words that have been numbered, be it by a table that
// is alike.
func (t *Table) widen() {
	for len(t.rows) <= len(t.list) {
		t.rows, t.paired, t.numbers = append(t.rows, row{}), append(t.paired, 0), append(t.numbers, nil)
	}
}

// StemLength is how many letters of a longer word stand for all its forms.
const StemLength = 4

// Stem gives the number of the beginning of words, given without its star.
func (t *Table) Stem(beginning string) int32 {
	n, ok := t.stems[beginning]
	if !ok && t.open && beginning != "" {
		n = t.grow(beginning + "*")
		t.stems[strings.Clone(beginning)] = n
	}
	return n
}

// StemOf gives the number of the beginning that a folded word shares with its
// other forms, 0 for a short word.
func (t *Table) StemOf(w string) int32 {
	n := StemLength
	for n < len(w) && !utf8.RuneStart(w[n]) {
		n++
	}
	if n >= len(w) {
		return 0
	}
	return t.Stem(w[:n])
}

// Number gives the number of a word in a place, or of two in a row when next
// is not 0: 0 when it has none and the table takes in no more.
func (t *Table) Number(place int, word, next int32) int32 {
	if word == 0 {
		return 0
	}
	if next == 0 {
		if t.rows[word].has(place) {
			return t.in(word, place)
		}
	} else if t.paired[next]&endsPair != 0 && t.paired[word]&opensPair != 0 {
		if n, ok := t.pairs[pairOf(place, word, next)]; ok {
			return n
		}
	}
	if !t.open {
		return 0
	}
	return t.add(place, word, next, sow.WordWeight{Place: t.places[place], Word: t.name(word), Next: t.name(next)})
}

// Says tells whether a word alone may have a number in one of some places: any
// word has in a table that is open.
func (t *Table) Says(word int32, places Places) bool {
	if t.open {
		return word != 0
	}
	in := &t.rows[word].in
	return in[0]&places[0]|in[1]&places[1]|in[2]&places[2] != 0
}

// Open tells whether the table takes in all that it meets.
func (t *Table) Open() bool { return t.open }

// Mask tells in which of the places from first on a word alone has a number: bit i
// is place first+i, of those that lie among the same 64.
func (t *Table) Mask(word int32, first int) uint64 {
	return t.rows[word].in[uint(first)/64] >> (uint(first) % 64)
}

// in gives the number of a word in a place that has one.
func (t *Table) in(word int32, place int) int32 {
	if r := &t.rows[word]; !t.open {
		return r.number(place)
	}
	at, _ := t.rows[word].find(place)
	return t.numbers[word][at]
}

func (t *Table) name(word int32) string {
	if word == 0 {
		return ""
	}
	return t.list[word-1]
}

func (t *Table) add(place int, word, next int32, what sow.WordWeight) int32 {
	t.widen()
	t.said, t.weight = append(t.said, what), append(t.weight, what.Weight)
	n := int32(len(t.said)) //nolint:gosec // as many as words are known
	if next != 0 {
		t.pairs[pairOf(place, word, next)] = n
		t.paired[word] |= opensPair
		t.paired[next] |= endsPair
		return n
	}
	r := &t.rows[word]
	at, found := r.find(place)
	if found {
		t.numbers[word][at] = n
		return n
	}
	r.in[place/64] |= 1 << (place % 64)
	t.numbers[word] = slices.Insert(t.numbers[word], at, n)
	return n
}
