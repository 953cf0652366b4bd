package phrase

import (
	"slices"

	"claimline/internal/detect/token"
)

// Set is a set of word lists by their numbers, of which there are at most
// MaxLists.
type Set [MaxLists / 64]uint64

// MaxLists is how many lists can be told apart in a set.
const MaxLists = 256

// Has tells whether a list is in the set.
func (s *Set) Has(list int) bool { return s[uint(list)/64]&(1<<(uint(list)%64)) != 0 }

// Marks tells of which lists a text may hold a phrase, by one word of each
// phrase: most texts are known to hold none of a list without a look for it.
type Marks struct {
	number []uint16 // by token id: that of its set
	sets   []Set    // the first is empty
}

// NewMarks gives the marks of some lists, which are numbered in their order. A
// phrase is marked by its first word that is not common, by its first if all are.
func NewMarks(lists []*List, common token.IDSet) *Marks {
	of := map[int32]*Set{}
	for n, list := range lists {
		if list == nil {
			continue
		}
		for _, run := range list.Runs {
			id := run[markOf(run, common)]
			if of[id] == nil {
				of[id] = &Set{}
			}
			of[id][n/64] |= 1 << (n % 64)
		}
	}
	return numbered(of)
}

// markOf gives the place in a phrase of the word that marks it.
func markOf(run []int32, common token.IDSet) int {
	return max(0, slices.IndexFunc(run, func(id int32) bool { return !common.Has(id) }))
}

// numbered gives words of the same lists the same set.
func numbered(of map[int32]*Set) *Marks {
	m := &Marks{sets: make([]Set, 1)}
	known := map[Set]uint16{}
	for id, set := range of {
		n := known[*set]
		if n == 0 {
			n = uint16(len(m.sets))
			known[*set], m.sets = n, append(m.sets, *set)
		}
		m.number = append(m.number, make([]uint16, max(0, int(id)+1-len(m.number)))...)
		m.number[id] = n
	}
	return m
}

// In gives the lists of which a text may hold a phrase. The set is written out
// because it is asked for each word, and that of a word of no list is joined too: a
// processor cannot foretell which words these are.
func (m *Marks) In(tokens []token.Token) Set {
	var a, b, c, d uint64
	for k := range tokens {
		id := tokens[k].ID
		if int(id) >= len(m.number) {
			continue
		}
		of := &m.sets[m.number[id]]
		a, b, c, d = a|of[0], b|of[1], c|of[2], d|of[3]
	}
	return Set{a, b, c, d}
}
