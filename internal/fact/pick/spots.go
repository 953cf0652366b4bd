package pick

import (
	"math/bits"
	"strings"
	"unicode"

	"claimline/internal/fact/page"
	"claimline/internal/sow"
	"claimline/internal/weigh"
)

// beside is a place around a value: an index of sow.PickPlaces.
type beside int

const (
	before1 beside = iota
	before2
	before3
	after1
	after2
	after3
	near // before
	nearAfter
	farBefore
	farAfter
	pairBefore
	pairAfter
	inStatement
	markBefore
	markAfter
	inLabel
	inColumn
	inHeadings
	inHeading
	inForm
	inPrevious
	inValue
)

// Reaches of a value, in words.
const (
	nearReach      = 3
	farReach       = 12
	statementReach = 25
	previousWords  = 4
)

// Memory is what one who looks at values leaves to the next.
type Memory struct {
	sum   *weigh.Sum
	overs map[overKey]odds         // what stands over values weighs
	texts map[string][]wordNumbers // labels, heads of columns
	nums  []wordNumbers            // of these and of headings, one after the other
}

// manyLines is how many lines a document may have whose memory is kept whole.
const manyLines = 10_000

// Forget drops what belongs to a document of so many lines.
func (m *Memory) Forget(lines int) {
	clear(m.overs)
	clear(m.texts)
	if m.nums = m.nums[:0]; lines > manyLines {
		m.overs, m.texts, m.nums = nil, nil, nil // to clear a large map takes its time, however little it holds
	}
}

// Spots reads what stands around the values of one document, for some facts at
// once.
type Spots struct {
	pg     *page.Page
	kind   sow.DocKind
	rules  *Rules // nil for one who only looks
	memory *Memory
	t      *weigh.Table
	sum    *weigh.Sum
	facts  []int             // in question: indexes of sow.PickFacts
	asked  uint64            // these, each a bit
	places weigh.Places      // those of these facts
	said   odds              // what was said since start weighs
	paths  map[int]*overhead // the headings above what stands below a heading
	nums   []wordNumbers     // of the words around a value
	forms  forms

	before     []wordNumbers // the last words of the block before
	beforeWhat int           // of this one
	formWhat   formKey       // where the last value stood
	formLast   []added       // and what that weighs
	standWhat  standing      // the kind of block and the place of the last value
	standLast  []added       // and what that weighs
	noting     bool          // what is added is noted
	noted      []added       // with room for the next ones
	overWhat   overKey       // what stood over the last value
	overLast   odds          // and weighs
}

// NewSpots begins to look at the values of a page, for rules or, where there are
// none, with a table that learns. The memory is that of another one that is over.
func NewSpots(pg *page.Page, kind sow.DocKind, rules *Rules, t *weigh.Table, m *Memory) *Spots {
	if t == nil {
		t = rules.table
	}
	s := &Spots{pg: pg, kind: kind, rules: rules, memory: m, t: t, paths: map[int]*overhead{}, beforeWhat: -1}
	if m.sum == nil || m.sum.Table() != t {
		m.sum, m.texts = weigh.NewSum(t), nil
	}
	if s.sum = m.sum; m.overs == nil {
		m.overs = map[overKey]odds{}
	}
	if m.texts == nil {
		m.texts = map[string][]wordNumbers{}
	}
	return s
}

// ask puts facts in question: indexes of sow.PickFacts.
func (s *Spots) ask(facts []int) {
	s.facts, s.asked, s.places = facts, 0, weigh.Places{}
	for _, fact := range facts {
		s.asked |= 1 << fact
		for at := range sow.PickPlaces {
			s.places.Add(placeOf(fact, beside(at)), 1)
		}
	}
}

// start begins to say what stands around something.
func (s *Spots) start() {
	s.sum.Start()
	s.said = odds{}
}

// pickPlaces are the places of all facts: those of one place around a value lie
// beside each other, so that one look tells for which facts a word says something
// there.
func pickPlaces() []string {
	var out []string
	for _, place := range sow.PickPlaces {
		for _, fact := range sow.PickFacts {
			out = append(out, fact+" "+place)
		}
	}
	return out
}

// placeOf gives the index of a place among pickPlaces.
func placeOf(fact int, at beside) int { return int(at)*numFacts + fact }

// NewTable gives a table that takes in all that stands around values, to learn
// from. Its places are those of sow.PickPlaces, each after the fact and a
// space.
func NewTable() *weigh.Table { return weigh.New(pickPlaces()) }

func (s *Spots) say(at beside, word, next int32) {
	if word == 0 {
		return
	}
	if next != 0 || s.t.Open() {
		for _, fact := range s.facts {
			s.add(fact, s.sum.Say(placeOf(fact, at), word, next))
		}
		return
	}
	facts := s.asked & s.t.Mask(word, placeOf(0, at))
	if facts == 0 {
		return
	}
	if !s.noting {
		s.sum.SayKnown(s.said[:], word, placeOf(0, at), facts)
		return
	}
	var added odds
	s.sum.SayKnown(added[:], word, placeOf(0, at), facts)
	for ; facts != 0; facts &= facts - 1 {
		fact := bits.TrailingZeros64(facts)
		s.add(fact, added[fact])
	}
}

// add adds what something weighs for a fact.
func (s *Spots) add(fact int, weight float64) {
	if s.said[fact] += weight; s.noting && weight != 0 {
		s.noted = append(s.noted, added{fact, weight})
	}
}

// around says what stands around a value in its line. What stands over it, and
// what kind of block it stands in, is apart.
func (s *Spots) around(v Stated) {
	l := v.Line
	to := max(1, min(v.To, len(l.Words)))
	from := max(0, min(v.From, to-1))
	s.words(l, from, to)
	s.marks(l, from, to)
}

// words says the words of the statement.
func (s *Spots) words(l *page.Line, from, to int) {
	low, high := max(0, from-statementReach), min(len(l.Words), to+statementReach)
	s.nums = s.nums[:0]
	for k := low; k < high; k++ {
		s.nums = append(s.nums, s.telling(s.number(&l.Words[k])))
	}
	at := func(k int) wordNumbers {
		if k < low || k >= high {
			return wordNumbers{}
		}
		return s.nums[k-low]
	}
	for i := range nearReach {
		b, a := at(from-1-i), at(to+i)
		s.both(before1+beside(i), b)
		s.both(after1+beside(i), a)
		s.both(near, b)
		s.both(nearAfter, a)
	}
	s.pair(pairBefore, l, from-2)
	s.pair(pairAfter, l, to)
	for i := nearReach; i < farReach; i++ {
		if b := at(from - 1 - i); b != (wordNumbers{}) {
			s.both(farBefore, b)
		}
		if a := at(to + i); a != (wordNumbers{}) {
			s.both(farAfter, a)
		}
	}
	for i, n := range s.nums {
		if n != (wordNumbers{}) && (low+i < from || low+i >= to) {
			s.both(inStatement, n)
		}
	}
}

// pair says word i of a line, where there is one, and the next one.
func (s *Spots) pair(at beside, l *page.Line, i int) {
	if i < 0 || i >= len(l.Words) {
		return
	}
	next := int32(0)
	if i+1 < len(l.Words) {
		next = s.number(&l.Words[i+1]).word
	}
	s.say(at, s.number(&l.Words[i]).word, next)
}

// marks says what stands between a value and the words beside it.
func (s *Spots) marks(l *page.Line, from, to int) {
	left, right := "start", "end"
	if from > 0 {
		left = between(l.Between(from))
	}
	if to < len(l.Words) {
		right = between(l.Between(to))
	}
	s.say(markBefore, s.t.Word(left), 0)
	s.say(markAfter, s.t.Word(right), 0)
}

// between gives what stands between two words without white space: mostly nothing.
func between(text string) string {
	if text == " " {
		return ""
	}
	if text = strings.TrimSpace(text); strings.IndexFunc(text, unicode.IsSpace) < 0 {
		return text
	}
	return strings.Join(strings.Fields(text), "")
}

// previous numbers the last words of the block before, the last one first.
func (s *Spots) previous(block int) []wordNumbers {
	if s.beforeWhat == block {
		return s.before
	}
	s.beforeWhat, s.before = block, s.before[:0]
	if block == 0 {
		return s.before
	}
	ws := s.pg.Scanned[block-1]
	if ws == nil {
		ws = s.pg.Words(s.pg.Doc.Blocks[block-1].Text)
	}
	for i := len(ws) - 1; i >= 0 && i >= len(ws)-previousWords; i-- {
		s.before = append(s.before, s.number(&ws[i]))
	}
	return s.before
}
