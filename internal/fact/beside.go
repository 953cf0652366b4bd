package fact

import (
	"slices"
	"strconv"
	"strings"

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

// spots reads what stands around the values of one document.
type spots struct {
	rd    *reading
	t     *weigh.Table
	sum   *weigh.Sum
	texts map[string][]wordNumbers // headings, labels, heads of columns
	overs map[overKey]float64      // what stands over values weighs
	fact  int                      // the index of the fact in question
}

func (rd *reading) spots(t *weigh.Table) *spots {
	return &spots{rd: rd, t: t, sum: weigh.NewSum(t), texts: map[string][]wordNumbers{}, overs: map[overKey]float64{}}
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
	s.sum.Say(s.fact*len(sow.PickPlaces)+int(at), word, next)
}

func (s *spots) both(at beside, n wordNumbers) {
	s.say(at, n.word, 0)
	s.say(at, n.stem, 0)
}

// number numbers a word, once for all documents.
func (s *spots) number(w *word) wordNumbers {
	if !w.weighed {
		text := w.text
		if text[0] >= '0' && text[0] <= '9' {
			text = "#"
		}
		w.numbers, w.weighed = wordNumbers{s.t.Word(text), s.t.StemOf(text)}, true
	}
	return w.numbers
}

// of numbers the words of a text that stands over many lines.
func (s *spots) of(text string) []wordNumbers {
	out, done := s.texts[text]
	if !done {
		ws := s.rd.terms.appendWords(nil, text)
		out = make([]wordNumbers, len(ws))
		for i := range ws {
			out[i] = s.number(&ws[i])
		}
		s.texts[text] = out
	}
	return out
}

// around says what stands around a value, what stands over it apart.
func (s *spots) around(v stated) {
	l := v.line
	if len(l.ws) == 0 {
		return
	}
	to := max(1, min(v.to, len(l.ws)))
	from := max(0, min(v.from, to-1))
	s.words(l, from, to)
	s.marks(l, from, to)
	s.form(l)
}

// over says the words that stand over a value: the label, the head of the
// column, the headings. Each has a place of its own.
func (s *spots) over(l *line) {
	s.text(inLabel, l.label)
	s.text(inColumn, l.col)
	path := s.rd.paths.above(s.rd.doc, l.block)
	s.text(inHeadings, path)
	s.text(inHeading, path[strings.LastIndex(path, " > ")+1:])
}

func (s *spots) text(at beside, text string) {
	for _, n := range s.of(text) {
		s.both(at, n)
	}
}

// overWeight adds up what stands over the values of a line, once for all that
// stand below the same.
func (s *spots) overWeight(l *line) float64 {
	key := overKey{s.fact, l.label, l.col, s.rd.paths.above(s.rd.doc, l.block)}
	sum, done := s.overs[key]
	if !done {
		s.sum.Start()
		s.over(l)
		sum = s.sum.Weight()
		s.overs[key] = sum
	}
	return sum
}

// overKey is what stands over a value, for one fact.
type overKey struct {
	fact             int
	label, col, path string
}

// words says the words of the statement.
func (s *spots) words(l *line, from, to int) {
	at := func(k int) wordNumbers {
		if k < 0 || k >= len(l.ws) {
			return wordNumbers{}
		}
		return s.number(&l.ws[k])
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
	for k := max(0, from-statementReach); k < min(len(l.ws), to+statementReach); k++ {
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
	return strings.Join(strings.Fields(text[from:max(from, min(to, len(text)))]), "")
}

// parts is in how many parts a document is cut to tell where a value stands.
const parts = 8

// form says what kind of block a value stands in, and where.
func (s *spots) form(l *line) {
	doc := s.rd.doc
	s.say(inForm, s.t.Word(string(doc.Blocks[l.block].Kind)), 0)
	s.say(inForm, s.t.Word(string(s.rd.det.Kind)), 0)
	s.say(inForm, s.t.Word("language-"+doc.Language), 0)
	s.say(inForm, s.t.Word("part-"+strconv.Itoa(parts*l.block/len(doc.Blocks))), 0)
	if l.alone {
		s.say(inForm, s.t.Word("alone"), 0)
	}
	if l.edge {
		s.say(inForm, s.t.Word("edge"), 0)
	}
	if l.block == 0 {
		return
	}
	text := doc.Blocks[l.block-1].Text
	for range previousWords {
		start, end := lastWord(text)
		if start >= end {
			break
		}
		for _, n := range s.of(text[start:end]) {
			s.both(inPrevious, n)
		}
		text = text[:start]
	}
}

// choice is a value that the document states, wherever it does.
type choice[T comparable] struct {
	value  T
	at     []stated
	traits []string // what it is among the others
}

// mostTimes is the number of places from which one more says nothing.
const mostTimes = 5

// said gives the share of a choice's places around which each thing stands.
func (s *spots) said(fact string, at []stated, traits []string) map[int32]float64 {
	s.fact = slices.Index(sow.PickFacts, fact)
	out := map[int32]float64{}
	for _, v := range at {
		s.sum.Start()
		s.around(v)
		s.over(v.line)
		for _, n := range s.sum.Numbers() {
			out[n] += 1 / float64(len(at))
		}
	}
	s.sum.Start()
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

// odds gives the log odds that a choice is the fact.
func (s *spots) odds(fact string, at []stated, traits []string) float64 {
	s.fact = slices.Index(sow.PickFacts, fact)
	sum := 0.0
	for _, v := range at {
		sum += s.place(v)
	}
	s.sum.Start()
	s.traits(len(at), traits)
	return sum/float64(len(at)) + s.sum.Weight()
}

// place gives what stands around and over a value in one place, in log odds.
func (s *spots) place(v stated) float64 {
	over := s.overWeight(v.line)
	s.sum.Start()
	s.around(v)
	return over + s.sum.Weight()
}
