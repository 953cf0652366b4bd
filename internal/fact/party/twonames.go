package party

import "slices"

// leastOfTwoNames is how many words each of two names has at least that a text may have
// run together: fewer stand inside others by chance.
const leastOfTwoNames = 2

// longestLink is how many small words stand at most between two names that are read as
// one.
const longestLink = 2

// runTogether tells whether a name is two others with small words between them: "Acme
// Ltd" and "Borough Building Society" in "Borough Building Society and Acme Ltd", which
// is a line of its own.
func (s *Survey) runTogether(o *organisation) bool {
	return slices.ContainsFunc(s.list, func(front *organisation) bool {
		at := len(front.key)
		if len(front.core()) < leastOfTwoNames || at >= len(o.key) || !startsWith(o.key, front.key) {
			return false
		}
		behind := at
		for behind < at+longestLink && behind < len(o.key) && s.parts(o.key[behind]) {
			behind++
		}
		return behind > at && slices.ContainsFunc(s.list, func(q *organisation) bool {
			return len(q.core()) >= leastOfTwoNames && slices.Equal(q.key, o.key[behind:])
		})
	})
}

// parts tells whether a small word may part two names.
func (s *Survey) parts(word string) bool {
	small := &s.rd.Lexicon.Beside.Small
	return small.And.Has(word) || small.For.Has(word) || small.The.Has(word)
}

// dropRunTogether drops the organisations whose names are those of two others.
func (s *Survey) dropRunTogether() {
	all := slices.Clone(s.list)
	s.list = slices.DeleteFunc(all, s.runTogether)
}
