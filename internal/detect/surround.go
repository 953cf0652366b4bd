package detect

import (
	"slices"
	"strings"

	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/page"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/table"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
	"claimline/internal/weigh"
)

// headingsUp is how many headings above a product are read.
const headingsUp = 4

// shortCell is how many words a short cell of a row may have.
const shortCell = 8

// surroundings reads what stands around the products of one document. It
// numbers the words of each block once.
type surroundings struct {
	r     *senseReading
	a     *weigh.Table
	known []wordNumbers // by id of a token, where they are known
	*numbered
	heads map[*page.Head][]wordAt // heads of columns and rows

	labels [labelCount]label
	kinds  map[sow.BlockKind]label
	langs  map[*lexicon.Language]label
}

// numbered are the numbers of the words of some blocks. Its memory is kept for
// the next document.
type numbered struct {
	blocks []token.Span // of words, 0 before they are asked for
	words  []wordAt
}

// label is the number of a word that does not stand in the text.
type label struct {
	number int32
	known  bool
}

// The labels that stand for one thing each.
const (
	productName = iota
	vendorName
	someNumber
	headOfTable
	firstWord
	ownHeading
	kindOfDoc
	labelCount
)

// rooms is memory for surroundings, which is kept from document to document.
type rooms struct {
	all  []*numbered
	used int
}

// reuse gives the memory for the next document.
func (s rooms) reuse() rooms { return rooms{all: s.all} }

// surroundings prepares to read what stands around the products of a document.
// It asks a table for the numbers of words; those that are known by the id of a
// token are not asked for.
func (s *rooms) surroundings(r *senseReading, a *weigh.Table, known []wordNumbers) *surroundings {
	if s.used == len(s.all) {
		s.all = append(s.all, &numbered{})
	}
	room := s.all[s.used]
	s.used++
	room.blocks, room.words = slices.Grow(room.blocks[:0], len(r.Blocks))[:len(r.Blocks)], room.words[:0]
	clear(room.blocks)
	return &surroundings{r: r, a: a, known: known, numbered: room, heads: map[*page.Head][]wordAt{}, kinds: map[sow.BlockKind]label{}, langs: map[*lexicon.Language]label{}}
}

// above gives the innermost heading above a mention, -1 without one.
func (s *surroundings) above(m *mention) int { return s.r.Blocks[m.block].Heading }

// WordsOf numbers the words of a block.
func (s *surroundings) wordsOf(block int) []wordAt {
	at := &s.blocks[block]
	if at.To == 0 {
		from := len(s.words)
		s.words = append(s.words, wordAt{}) // so that no block ends at 0
		s.words = s.wordsOfText(s.words, s.r.Doc.Blocks[block].Text, s.r.TokensOf(block), s.r.HitsOf(block, phrase.Name))
		*at = token.Span{From: int32(from + 1), To: int32(len(s.words))}
	}
	return s.words[at.From:at.To:at.To]
}

// headWords numbers the words of the head of a column or row.
func (s *surroundings) headWords(text string) []wordAt {
	h := s.r.HeadOf(text)
	words, done := s.heads[h]
	if !done {
		words = s.wordsOfText(make([]wordAt, 0, len(h.Tokens)), text, h.Tokens, nil)
		s.heads[h] = words
	}
	return words
}

// each calls say for all that stands around a mention; the same can come more
// than once.
func (s *surroundings) each(m *mention, say func(p spot, word, next int32)) {
	s.own(m, say)
	s.headings(s.r.Blocks[m.block].Heading, say)
}

// own says what stands around a mention, the headings above it apart.
func (s *surroundings) own(m *mention, say func(p spot, word, next int32)) {
	r, info := s.r, &s.r.Blocks[m.block]
	s.sentence(m, say)
	s.neighbours(m, say)
	if info.Intro >= 0 {
		tokens := r.TokensOf(info.Intro)
		from := int32(page.LastSentence(tokens, r.Doc.Blocks[info.Intro].Text))
		s.run(within(s.wordsOf(info.Intro), token.Span{From: from, To: int32(len(tokens))}), inIntro, pairInSentence, say)
	}
	if c := r.Doc.Blocks[m.block].Cell; c != nil {
		s.cell(m.block, c, say)
	}
	s.form(m, say)
}

// within cuts the words of a block to a span of its tokens.
func within(words []wordAt, s token.Span) []wordAt {
	for len(words) > 0 && words[0].at < s.From {
		words = words[1:]
	}
	for len(words) > 0 && words[len(words)-1].at >= s.To {
		words = words[:len(words)-1]
	}
	return words
}

// run says words in a spot, with their beginnings and pairs.
func (s *surroundings) run(words []wordAt, single, pair spot, say func(p spot, word, next int32)) {
	for i, w := range words {
		say(single, w.word, 0)
		say(single, w.stem, 0)
		if i > 0 {
			say(pair, words[i-1].word, w.word)
		}
	}
}

// sentence says the words around a product in its sentence.
func (s *surroundings) sentence(m *mention, say func(p spot, word, next int32)) {
	last := int32(0)
	for _, w := range within(s.wordsOf(m.block), m.sentence) {
		if w.at >= m.from && w.at < m.to {
			continue
		}
		say(inSentence, w.word, 0)
		say(inSentence, w.stem, 0)
		say(zone(m, w.at), w.word, 0)
		if last == 0 {
			say(opensSentence, w.word, 0)
		} else {
			say(pairInSentence, last, w.word)
		}
		last = w.word
	}
}

// neighbours says the words of the sentences before and after a product's own.
func (s *surroundings) neighbours(m *mention, say func(p spot, word, next int32)) {
	if at := m.sentence.From - 1; at >= 0 {
		s.bag(within(s.wordsOf(m.block), s.r.Sentence(m.block, phrase.Hit{From: at, To: at + 1})), inPrevious, say)
	}
	if at := m.sentence.To; int(at) < len(s.r.TokensOf(m.block)) {
		s.bag(within(s.wordsOf(m.block), s.r.Sentence(m.block, phrase.Hit{From: at, To: at + 1})), inNext, say)
	}
}

// bag says words and their beginnings, in no order.
func (s *surroundings) bag(words []wordAt, at spot, say func(p spot, word, next int32)) {
	for _, w := range words {
		say(at, w.word, 0)
		say(at, w.stem, 0)
	}
}

// zone tells where a token of the sentence stands as seen from a product.
func zone(m *mention, at int32) spot {
	d, zones := m.from-at, [3]spot{nearBefore, before, farBefore}
	if at >= m.to {
		d, zones = at-m.to+1, [3]spot{nearAfter, after, farAfter}
	}
	switch {
	case d <= 3:
		return zones[0]
	case d <= 8:
		return zones[1]
	}
	return zones[2]
}

// headings says the words of a heading and of those above it.
func (s *surroundings) headings(innermost int, say func(p spot, word, next int32)) {
	for h, n := innermost, 0; h >= 0 && n < headingsUp; h, n = s.r.Blocks[h].Heading, n+1 {
		words := s.wordsOf(h)
		if n == 0 {
			s.bag(words, inHeading, say)
		}
		s.run(words, inHeadings, pairInHeading, say)
	}
}

// cell says the heads of a cell and the cells beside it.
func (s *surroundings) cell(block int, c *sow.CellPos, say func(p spot, word, next int32)) {
	s.bag(s.headWords(c.ColHead), inColumnHead, say)
	s.bag(s.headWords(c.RowHead), inRowHead, say)
	for _, beside := range s.r.RowOf(c) {
		switch {
		case beside == block:
			continue
		case len(s.r.TokensOf(beside)) > shortCell:
			s.bag(s.wordsOf(beside), inLongCell, say)
			continue
		}
		s.bag(s.wordsOf(beside), inRow, say)
		if ticked := s.r.Doc.Blocks[beside].Checked; ticked != nil {
			say(inRow, s.label(table.AnswerOf(*ticked)+" ticked"), 0)
		}
	}
}

// label numbers a word that does not stand in the text.
func (s *surroundings) label(word string) int32 {
	return s.a.Word(strings.ReplaceAll(word, " ", "-"))
}

// once gives the number of one of the labels.
func (s *surroundings) once(which int, word string) int32 {
	l := &s.labels[which]
	if !l.known {
		*l = label{s.label(word), true}
	}
	return l.number
}

// ofBlock gives the label of a kind of block.
func (s *surroundings) ofBlock(k sow.BlockKind) int32 {
	l := s.kinds[k]
	if !l.known {
		l = label{s.label(string(k)), true}
		s.kinds[k] = l
	}
	return l.number
}

// ofLanguage gives the label of a language.
func (s *surroundings) ofLanguage(lang *lexicon.Language) int32 {
	l := s.langs[lang]
	if !l.known {
		l = label{s.label("language " + lang.Code), true}
		s.langs[lang] = l
	}
	return l.number
}

// form says what kind of block and of document a product stands in.
func (s *surroundings) form(m *mention, say func(p spot, word, next int32)) {
	b, info := &s.r.Doc.Blocks[m.block], &s.r.Blocks[m.block]
	say(inForm, s.ofBlock(b.Kind), 0)
	if b.Cell != nil && b.Cell.HeaderRow {
		say(inForm, s.once(headOfTable, "head of a table"), 0)
	}
	if m.from <= 1 {
		say(inForm, s.once(firstWord, "first word"), 0)
	}
	if b.Kind == sow.Heading || info.Pseudo || info.RunIn > m.from {
		say(inForm, s.once(ownHeading, "own heading"), 0)
	}
	say(inKind, s.once(kindOfDoc, string(s.r.KindOfDoc)), 0)
	if info.Lang != nil {
		say(inForm, s.ofLanguage(info.Lang), 0)
	}
}
