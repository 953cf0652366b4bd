package pick

import (
	"slices"
	"strings"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/page"
)

// overhead is the headings above some lines.
type overhead struct {
	words       []wordNumbers
	inner       int     // how many of the words are those of the innermost heading
	fact, facts int     // the facts in a row for which it was weighed last
	adds        []added // what it adds for these, one after the other
}

// above numbers the words of the headings above a line.
func (s *Spots) above(l *page.Line) *overhead {
	head := s.pg.HeadAbove(l.Block)
	if head < 0 {
		return &overhead{}
	}
	return s.path(head)
}

// path numbers the words of a heading and of those above it.
func (s *Spots) path(head int) *overhead {
	if known := s.paths[head]; known != nil {
		return known
	}
	out, m := &overhead{}, s.memory
	if up := s.pg.HeadOver(head); up >= 0 {
		out.words = s.path(up).words
	}
	from := len(m.nums)
	m.nums = append(m.nums, out.words...)
	above := len(m.nums)
	s.remember(s.pg.Doc.Blocks[head].Number)
	for i := range s.pg.Scanned[head] {
		m.nums = append(m.nums, s.number(&s.pg.Scanned[head][i]))
	}
	out.words, out.inner = m.nums[from:len(m.nums):len(m.nums)], len(m.nums)-above
	if text := s.pg.Doc.Blocks[head].Text; strings.Contains(text, page.PathArrow) { // behind it another heading seems to begin
		out.inner = lexicon.CountWords(text[strings.LastIndex(text, page.PathArrow)+1:])
	}
	s.paths[head] = out
	return out
}

// overheads says the headings above a line.
func (s *Spots) overheads(o *overhead) {
	s.all(inHeadings, o.words)
	s.all(inHeading, o.words[len(o.words)-o.inner:])
}

// over says the words that stand over a value: the label, the head of the
// column, the headings. Each has a place of its own.
func (s *Spots) over(l *page.Line) {
	s.all(inLabel, s.of(l.Label))
	s.all(inColumn, s.of(l.ColHead))
	s.overheads(s.above(l))
}

func (s *Spots) all(at beside, words []wordNumbers) {
	for _, n := range words {
		s.both(at, n)
	}
}

// overKey is what stands over a value, for some facts in a row.
type overKey struct {
	fact, facts int
	heading     int
	label, col  string
}

// overWeight adds up what stands over the values of a line, once for all that
// stand below the same.
func (s *Spots) overWeight(l *page.Line) odds {
	key := overKey{s.facts[0], len(s.facts), s.pg.HeadAbove(l.Block), l.Label, l.ColHead}
	if key == s.overWhat {
		return s.overLast
	}
	sum, done := s.memory.overs[key]
	if !done {
		sum = s.weighOver(l)
		s.memory.overs[key] = sum
	}
	s.overWhat, s.overLast = key, sum
	return sum
}

// weighOver adds up what stands over the values of a line, as over says it.
func (s *Spots) weighOver(l *page.Line) odds {
	s.start()
	s.all(inLabel, s.of(l.Label))
	s.all(inColumn, s.of(l.ColHead))
	o := s.above(l)
	if o.fact != s.facts[0] || o.facts != len(s.facts) {
		said := s.said
		o.fact, o.facts, o.adds = s.facts[0], len(s.facts), slices.Clone(s.note(s.noted[:0], func() { s.overheads(o) }))
		s.said = said
	}
	s.replay(o.adds)
	return s.said
}
