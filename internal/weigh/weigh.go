// Package weigh numbers what is said around something in a document, a word or
// two in a row in some place, and holds what each weighs. It knows no document:
// those who read say what stands where.
package weigh

import (
	"fmt"
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
	words  map[string]int32 // from 1
	list   []string         // the words by their number less 1
	stems  map[string]int32 // beginnings without their star, by the number of the word with it
	single [][]int32        // by place and word: the number of what is said, from 1
	pairs  map[pair]int32
	said   []sow.WordWeight // what each number stands for
	weight []float64        // by number
	open   bool
}

type pair struct {
	place      int
	word, next int32
}

// New gives an open table for words in places.
func New(places []string) *Table {
	return &Table{
		places: places, words: map[string]int32{}, stems: map[string]int32{}, pairs: map[pair]int32{},
		single: make([][]int32, len(places)), weight: []float64{0}, open: true,
	}
}

// Of gives the table of some weights. It refuses a place that is not among
// places.
func Of(places []string, words []sow.WordWeight) (*Table, error) {
	t := New(places)
	for _, w := range words {
		at := slices.Index(places, w.Place)
		if at < 0 {
			return nil, fmt.Errorf("compile weights: place %q is not known; places are %s", w.Place, strings.Join(places, ", "))
		}
		if stem, ok := strings.CutSuffix(w.Word, "*"); ok {
			t.add(at, t.Stem(stem), 0, w)
			continue
		}
		t.add(at, t.Word(w.Word), t.Word(w.Next), w)
	}
	t.open = false
	return t, nil
}

// Said gives what the numbers stand for, that of number 1 first.
func (t *Table) Said() []sow.WordWeight { return t.said }

// Len is one more than the largest number.
func (t *Table) Len() int { return len(t.weight) }

// Weight gives what a number weighs, in log odds.
func (t *Table) Weight(number int32) float64 { return t.weight[number] }

// Word gives the number of a folded word, 0 for one that is not known.
func (t *Table) Word(w string) int32 {
	n, ok := t.words[w]
	if !ok && t.open && w != "" {
		n = t.grow(strings.Clone(w))
	}
	return n
}

// WordOf is Word for bytes that the caller uses again.
func (t *Table) WordOf(w []byte) int32 {
	n, ok := t.words[string(w)]
	if !ok && t.open && len(w) > 0 {
		n = t.grow(string(w))
	}
	return n
}

func (t *Table) grow(w string) int32 {
	t.list = append(t.list, w)
	n := int32(len(t.list)) //nolint:gosec // as many as words are known
	t.words[w] = n
	return n
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
		if list := t.single[place]; int(word) < len(list) && list[word] > 0 {
			return list[word]
		}
	} else if n, ok := t.pairs[pair{place, word, next}]; ok {
		return n
	}
	if !t.open {
		return 0
	}
	return t.add(place, word, next, sow.WordWeight{Place: t.places[place], Word: t.name(word), Next: t.name(next)})
}

func (t *Table) name(word int32) string {
	if word == 0 {
		return ""
	}
	return t.list[word-1]
}

func (t *Table) add(place int, word, next int32, what sow.WordWeight) int32 {
	t.said, t.weight = append(t.said, what), append(t.weight, what.Weight)
	n := int32(len(t.said)) //nolint:gosec // as many as words are known
	if next != 0 {
		t.pairs[pair{place, word, next}] = n
		return n
	}
	for int(word) >= len(t.single[place]) {
		t.single[place] = append(t.single[place], 0)
	}
	t.single[place][word] = n
	return n
}

// Sum adds up weights of one place in a text, each thing once.
type Sum struct {
	t    *Table
	seen []uint32 // by number: the round in which it was said
	now  uint32
	list []int32
}

// NewSum gives a sum over a table.
func NewSum(t *Table) *Sum { return &Sum{t: t} }

// Start begins anew.
func (s *Sum) Start() {
	s.now++
	s.list = s.list[:0]
}

// Say notes what is said.
func (s *Sum) Say(place int, word, next int32) {
	n := s.t.Number(place, word, next)
	if n == 0 {
		return
	}
	if int(n) >= len(s.seen) {
		s.seen = append(s.seen, make([]uint32, max(s.t.Len(), int(n)+1)-len(s.seen))...)
	}
	if s.seen[n] != s.now {
		s.seen[n] = s.now
		s.list = append(s.list, n)
	}
}

// Numbers gives what was said since Start. It is valid until the next Start.
func (s *Sum) Numbers() []int32 { return s.list }

// Weight adds up what was said since Start, in log odds.
func (s *Sum) Weight() (sum float64) {
	for _, n := range s.list {
		sum += s.t.weight[n]
	}
	return sum
}
