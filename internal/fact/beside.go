package fact

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

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

// stated is a value at a place in the text: words [from,to) of a line.
type stated struct {
	line     *line
	from, to int
}

// wordNumbers are the numbers of a word and of the beginning that it shares with
// its other forms.
type wordNumbers struct{ word, stem int32 }

// spots reads what stands around the values of one document, for some facts at
// once.
type spots struct {
	rd    *reading
	t     *weigh.Table
	sum   *weigh.Sum
	facts []int                    // in question: indexes of sow.PickFacts
	said  odds                     // what was said since start weighs
	texts map[string][]wordNumbers // labels, heads of columns
	paths map[int]*overhead        // the headings above what stands below a heading
	nums  []wordNumbers            // of the words around a value
	forms forms

	before     []wordNumbers // the last words of the block before
	beforeWhat int           // of this one
	formWhat   formKey       // where the last value stood
	formLast   []added       // and what that weighs
	noting     bool          // what is added is noted
	noted      []added       // with room for the next ones
	overWhat   overKey       // what stood over the last value
	overLast   odds          // and weighs
}

// odds are log odds by fact: by its index in sow.PickFacts.
type odds [numFacts]float64

// forms are the numbers of what is said of blocks rather than with words.
type forms struct {
	doc         [2]int32         // the kind of the document, and its language
	parts       [parts + 1]int32 // where in the document
	alone, edge int32
	kinds       map[sow.BlockKind]int32
}

func (rd *reading) spots(t *weigh.Table) *spots {
	s := &spots{rd: rd, t: t, texts: map[string][]wordNumbers{}, paths: map[int]*overhead{}, beforeWhat: -1}
	if rd.sum == nil || rd.sum.Table() != t {
		rd.sum = weigh.NewSum(t)
	}
	if s.sum = rd.sum; rd.overs == nil {
		rd.overs = map[overKey]odds{}
	}
	return s
}

// start begins to say what stands around something.
func (s *spots) start() {
	s.sum.Start()
	s.said = odds{}
}

// pickPlaces are the places of all facts, one after the other.
func pickPlaces() []string {
	var out []string
	for _, fact := range sow.PickFacts {
		for _, place := range sow.PickPlaces {
			out = append(out, fact+" "+place)
		}
	}
	return out
}

// NewPicks gives a table that takes in all that stands around values, to learn
// from. Its places are those of sow.PickPlaces, each after the fact and a
// space.
func NewPicks() *weigh.Table { return weigh.New(pickPlaces()) }

func (s *spots) say(at beside, word, next int32) {
	if word == 0 {
		return
	}
	for _, fact := range s.facts {
		weight := s.sum.Say(fact*len(sow.PickPlaces)+int(at), word, next)
		if s.said[fact] += weight; s.noting && weight != 0 {
			s.noted = append(s.noted, added{fact, weight})
		}
	}
}

func (s *spots) both(at beside, n wordNumbers) {
	if n.word != 0 {
		s.say(at, n.word, 0)
	}
	if n.stem != 0 {
		s.say(at, n.stem, 0)
	}
}

// number numbers a word, once for all documents.
func (s *spots) number(w *word) wordNumbers {
	x := w.lexeme
	if x == nil {
		return s.numbersOf(w.text)
	}
	if known := x.numbers.Load(); known != 0 {
		return unpacked(known)
	}
	n := s.numbersOf(x.text)
	x.numbers.Store(n.packed())
	return n
}

// numbersKnown is set in packed numbers, none of which is 0 then.
const numbersKnown = 1 << 63

// packed gives both numbers as one.
func (n wordNumbers) packed() uint64 {
	return numbersKnown | uint64(n.word)<<32 | uint64(n.stem) //nolint:gosec // none is negative
}

func unpacked(n uint64) wordNumbers {
	return wordNumbers{int32(n &^ numbersKnown >> 32), int32(n)} //nolint:gosec // as packed
}

func (s *spots) numbersOf(text string) wordNumbers {
	if text[0] >= '0' && text[0] <= '9' {
		text = "#"
	}
	return wordNumbers{s.t.Word(text), s.t.StemOf(text)}
}

// of numbers the words of a text that stands over many lines.
func (s *spots) of(text string) []wordNumbers {
	out, done := s.texts[text]
	if !done {
		out = s.numbered(nil, text)
		s.texts[text] = out
	}
	return out
}

// numbered appends the numbers of the words of a text.
func (s *spots) numbered(out []wordNumbers, text string) []wordNumbers {
	s.rd.peekWords = s.rd.terms.appendWords(s.rd.peekWords[:0], text)
	out = slices.Grow(out, len(s.rd.peekWords))
	for i := range s.rd.peekWords {
		out = append(out, s.number(&s.rd.peekWords[i]))
	}
	return out
}

// above numbers the words of the headings above a line.
func (s *spots) above(l *line) *overhead {
	head := s.rd.paths.last[l.block]
	if head < 0 {
		return &overhead{}
	}
	out := s.paths[head]
	if out == nil {
		out = &overhead{words: s.path(head)}
		path := s.rd.paths.below(s.rd.doc, head)
		out.inner = countWords(path[strings.LastIndex(path, " > ")+1:])
		s.paths[head] = out
	}
	return out
}

// overhead is the headings above some lines.
type overhead struct {
	words       []wordNumbers
	inner       int     // how many of the words are those of the innermost heading
	fact, facts int     // the facts in a row for which it was weighed last
	adds        []added // what it adds for these, one after the other
}

// overheads says the headings above a line.
func (s *spots) overheads(o *overhead) {
	s.all(inHeadings, o.words)
	s.all(inHeading, o.words[len(o.words)-o.inner:])
}

// path numbers the words of a heading and of those above it.
func (s *spots) path(head int) (out []wordNumbers) {
	if up := s.rd.paths.parent[head]; up >= 0 {
		out = s.path(up)
	}
	out = s.numbered(out, s.rd.doc.Blocks[head].Number)
	for i := range s.rd.scanned[head] {
		out = append(out, s.number(&s.rd.scanned[head][i]))
	}
	return out
}

// around says what stands around a value in its line. What stands over it, and
// what kind of block it stands in, is apart.
func (s *spots) around(v stated) {
	l := v.line
	to := max(1, min(v.to, len(l.ws)))
	from := max(0, min(v.from, to-1))
	s.words(l, from, to)
	s.marks(l, from, to)
}

// over says the words that stand over a value: the label, the head of the
// column, the headings. Each has a place of its own.
func (s *spots) over(l *line) {
	s.all(inLabel, s.of(l.label))
	s.all(inColumn, s.of(l.col))
	s.overheads(s.above(l))
}

func (s *spots) all(at beside, words []wordNumbers) {
	for _, n := range words {
		s.both(at, n)
	}
}

// overWeight adds up what stands over the values of a line, once for all that
// stand below the same.
func (s *spots) overWeight(l *line) odds {
	key := overKey{s.facts[0], len(s.facts), s.rd.paths.last[l.block], l.label, l.col}
	if key == s.overWhat {
		return s.overLast
	}
	sum, done := s.rd.overs[key]
	if !done {
		sum = s.weighOver(l)
		s.rd.overs[key] = sum
	}
	s.overWhat, s.overLast = key, sum
	return sum
}

// formWeights gives what the kind of block that a line stands in adds, one
// after the other, which is found once for all values there. Its sum would not do:
// weights that are added in another order may differ in the last digit.
func (s *spots) formWeights(l *line) []added {
	key := formKey{s.facts[0], len(s.facts), l.block + 1, l.alone}
	if key != s.formWhat {
		s.start()
		s.formWhat, s.formLast = key, append(s.formLast[:0], s.note(s.noted[:0], func() { s.form(l) })...)
	}
	return s.formLast
}

// note appends to out what some words add.
func (s *spots) note(out []added, say func()) []added {
	s.noting, s.noted = true, out
	say()
	s.noting = false
	return s.noted
}

// added is a weight that was added for a fact.
type added struct {
	fact   int
	weight float64
}

// formKey is a block with a value, by number from 1, for some facts in a row.
type formKey struct {
	fact, facts int
	block       int
	alone       bool
}

// weighOver adds up what stands over the values of a line, as over says it.
func (s *spots) weighOver(l *line) odds {
	s.start()
	s.all(inLabel, s.of(l.label))
	s.all(inColumn, s.of(l.col))
	o := s.above(l)
	if o.fact != s.facts[0] || o.facts != len(s.facts) {
		said := s.said
		o.fact, o.facts, o.adds = s.facts[0], len(s.facts), slices.Clone(s.note(s.noted[:0], func() { s.overheads(o) }))
		s.said = said
	}
	s.replay(o.adds)
	return s.said
}

// replay says again what was noted.
func (s *spots) replay(adds []added) {
	for _, a := range adds {
		s.said[a.fact] += a.weight
	}
}

// overKey is what stands over a value, for some facts in a row.
type overKey struct {
	fact, facts int
	heading     int
	label, col  string
}

// words says the words of the statement.
func (s *spots) words(l *line, from, to int) {
	low, high := max(0, from-statementReach), min(len(l.ws), to+statementReach)
	s.nums = s.nums[:0]
	for k := low; k < high; k++ {
		s.nums = append(s.nums, s.number(&l.ws[k]))
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
	s.say(pairBefore, at(from-2).word, at(from-1).word)
	s.say(pairAfter, at(to).word, at(to+1).word)
	for i := nearReach; i < farReach; i++ {
		s.both(farBefore, at(from-1-i))
		s.both(farAfter, at(to+i))
	}
	for k := low; k < high; k++ {
		if k < from || k >= to {
			s.both(inStatement, at(k))
		}
	}
}

// marks says what stands between a value and the words beside it.
func (s *spots) marks(l *line, from, to int) {
	left, right := "start", "end"
	if from > 0 {
		left = between(l.text, l.ws[from-1].end, l.ws[from].start)
	}
	if to < len(l.ws) {
		right = between(l.text, l.ws[to-1].end, l.ws[to].start)
	}
	s.say(markBefore, s.t.Word(left), 0)
	s.say(markAfter, s.t.Word(right), 0)
}

func between(text string, from, to int) string {
	from = max(0, min(from, len(text)))
	text = text[from:max(from, min(to, len(text)))]
	if text = strings.TrimSpace(text); strings.IndexFunc(text, unicode.IsSpace) < 0 {
		return text
	}
	return strings.Join(strings.Fields(text), "")
}

// parts is in how many parts a document is cut to tell where a value stands.
const parts = 8

// form says what kind of block a value stands in, and where.
func (s *spots) form(l *line) {
	doc, f := s.rd.doc, s.formNumbers()
	kind, known := f.kinds[doc.Blocks[l.block].Kind]
	if !known {
		kind = s.t.Word(string(doc.Blocks[l.block].Kind))
		f.kinds[doc.Blocks[l.block].Kind] = kind
	}
	s.say(inForm, kind, 0)
	s.say(inForm, f.doc[0], 0)
	s.say(inForm, f.doc[1], 0)
	s.say(inForm, f.parts[parts*l.block/len(doc.Blocks)], 0)
	if l.alone {
		s.say(inForm, f.alone, 0)
	}
	if l.edge {
		s.say(inForm, f.edge, 0)
	}
	s.all(inPrevious, s.previous(l.block))
}

// formNumbers gives what is said of blocks, numbered once for the document.
func (s *spots) formNumbers() *forms {
	f := &s.forms
	if f.kinds != nil {
		return f
	}
	f.kinds = map[sow.BlockKind]int32{}
	f.doc = [2]int32{s.t.Word(string(s.rd.det.Kind)), s.t.Word("language-" + s.rd.doc.Language)}
	for i := range f.parts {
		f.parts[i] = s.t.Word("part-" + strconv.Itoa(i))
	}
	f.alone, f.edge = s.t.Word("alone"), s.t.Word("edge")
	return f
}

// previous numbers the last words of the block before, the last one first.
func (s *spots) previous(block int) []wordNumbers {
	if s.beforeWhat == block {
		return s.before
	}
	s.beforeWhat, s.before = block, s.before[:0]
	if block == 0 {
		return s.before
	}
	ws := s.rd.scanned[block-1]
	if ws == nil {
		ws = s.rd.words(s.rd.doc.Blocks[block-1].Text)
	}
	for i := len(ws) - 1; i >= 0 && i >= len(ws)-previousWords; i-- {
		s.before = append(s.before, s.number(&ws[i]))
	}
	return s.before
}

// choice is a value that the document states, wherever it does.
type choice[T comparable] struct {
	value  T
	at     []stated
	traits []string // what it is among the others

	fewPlaces [1]stated // room for most
	fewTraits [3]string
}

// mostTimes is the number of places from which one more says nothing.
const mostTimes = 5

// shares gives the share of a choice's places around which each thing stands.
func (s *spots) shares(fact string, at []stated, traits []string) map[int32]float64 {
	s.facts = []int{slices.Index(sow.PickFacts, fact)}
	out := map[int32]float64{}
	for _, v := range at {
		s.start()
		if len(v.line.ws) > 0 {
			s.around(v)
			s.form(v.line)
		}
		s.over(v.line)
		for _, n := range s.sum.Numbers() {
			out[n] += 1 / float64(len(at))
		}
	}
	s.start()
	s.traits(len(at), traits)
	for _, n := range s.sum.Numbers() {
		out[n] = 1
	}
	return out
}

func (s *spots) traits(times int, traits []string) {
	s.say(inValue, s.t.Word("times-"+strconv.Itoa(min(times, mostTimes))), 0)
	for _, t := range traits {
		s.say(inValue, s.t.Word(t), 0)
	}
}

// odds gives the log odds that a choice is one of the facts in question.
func (s *spots) odds(at []stated, traits []string) (sum odds) {
	for _, v := range at {
		place := s.place(v)
		for _, fact := range s.facts {
			sum[fact] += place[fact]
		}
	}
	s.start()
	s.traits(len(at), traits)
	for _, fact := range s.facts {
		sum[fact] = sum[fact]/float64(len(at)) + s.said[fact]
	}
	return sum
}

// place gives what stands around and over a value in one place, in log odds.
func (s *spots) place(v stated) odds {
	sum := s.overWeight(v.line)
	if len(v.line.ws) == 0 {
		return sum
	}
	form := s.formWeights(v.line)
	s.start()
	s.around(v)
	s.replay(form)
	for _, fact := range s.facts {
		sum[fact] += s.said[fact]
	}
	return sum
}
