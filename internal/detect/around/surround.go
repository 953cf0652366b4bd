package around

import (
	"slices"
	"strings"

	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/mention"
	"claimline/internal/detect/page"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/sense"
	"claimline/internal/detect/table"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
	"claimline/internal/weigh"
)

// headingsUp is how many headings above a product are read.
const headingsUp = 4

// shortCell is how many words a short cell of a row may have.
const shortCell = 8

// Surroundings reads what stands around the products of one document. It
// numbers the words of each block once.
type Surroundings struct {
	r     *sense.Reading
	a     *weigh.Table
	known []Numbers // by id of a token, where they are known
	plain bool      // names of products are words like others
	*numbered
	heads map[*page.Head][]Word           // heads of columns and rows
	own   map[*mention.Mention]token.Span // of said: what stands around a mention

	labels [labelCount + len(marks)]label
	kinds  map[sow.BlockKind]label
	langs  map[*lexicon.Language]label
}

// numbered are the numbers of the words of some blocks. Its memory is kept for
// the next document.
type numbered struct {
	blocks []token.Span // of words, 0 before they are asked for
	words  []Word
	said   []Said
}

// Said is a word in a spot, or two in a row.
type Said struct {
	At         Spot
	Word, Next int32
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

// Rooms is memory for surroundings, which is kept from document to document.
type Rooms struct {
	all  []*numbered
	used int
}

// Reuse gives the memory for the next document.
func (s Rooms) Reuse() Rooms { return Rooms{all: s.all} }

// Surroundings prepares to read what stands around the products of a document.
// It asks a table for the numbers of words; those that are known by the id of a
// token are not asked for. What is plain reads names of products like other words.
func (s *Rooms) Surroundings(r *sense.Reading, a *weigh.Table, known []Numbers, plain bool) *Surroundings {
	if s.used == len(s.all) {
		s.all = append(s.all, &numbered{})
	}
	room := s.all[s.used]
	s.used++
	room.blocks, room.words = slices.Grow(room.blocks[:0], len(r.Blocks))[:len(r.Blocks)], room.words[:0]
	room.said = room.said[:0]
	clear(room.blocks)
	return &Surroundings{r: r, a: a, known: known, plain: plain, numbered: room, heads: map[*page.Head][]Word{}, own: map[*mention.Mention]token.Span{}, kinds: map[sow.BlockKind]label{}, langs: map[*lexicon.Language]label{}}
}

// Above gives the innermost heading above a mention, -1 without one.
func (s *Surroundings) Above(m *mention.Mention) int { return s.r.Blocks[m.Block].Heading }

// Serves tells whether the words are numbered as a table does, and as plainly.
func (s *Surroundings) Serves(t *weigh.Table, plain bool) bool {
	return s.plain == plain && s.a.IsLike(t)
}

// WordsOf numbers the words of a block.
func (s *Surroundings) WordsOf(block int) []Word {
	at := &s.blocks[block]
	if at.To == 0 {
		from := len(s.words)
		s.words = append(s.words, Word{}) // so that no block ends at 0
		var names []phrase.Hit
		if !s.plain {
			names = s.r.HitsOf(block, phrase.Name)
		}
		s.words = s.wordsOfText(s.words, s.r.Doc.Blocks[block].Text, s.r.TokensOf(block), names)
		*at = token.Span{From: int32(from + 1), To: int32(len(s.words))}
	}
	return s.words[at.From:at.To:at.To]
}

// HeadWords numbers the words of the head of a column or row, or of a title.
func (s *Surroundings) HeadWords(text string) []Word {
	h := s.r.HeadOf(text)
	words, done := s.heads[h]
	if !done {
		words = s.wordsOfText(make([]Word, 0, len(h.Tokens)), text, h.Tokens, nil)
		s.heads[h] = words
	}
	return words
}

// Each calls say for all that stands around a mention; the same can come more
// than once.
func (s *Surroundings) Each(m *mention.Mention, say func(p Spot, word, next int32)) {
	s.Own(m, say)
	s.Headings(s.r.Blocks[m.Block].Heading, say)
}

// SaidOf gives what stands around a mention, the headings above it apart, without
// what no table has a number for. It is read once for all tables that are alike.
func (s *Surroundings) SaidOf(m *mention.Mention) []Said {
	at, done := s.own[m]
	if !done {
		at.From = int32(len(s.said))
		s.Own(m, func(p Spot, word, next int32) {
			if s.a.May(int(p), word, next) {
				s.said = append(s.said, Said{p, word, next})
			}
		})
		at.To = int32(len(s.said))
		s.own[m] = at
	}
	return s.said[at.From:at.To]
}

// Own says what stands around a mention, the headings above it apart.
func (s *Surroundings) Own(m *mention.Mention, say func(p Spot, word, next int32)) {
	r, info := s.r, &s.r.Blocks[m.Block]
	s.sentence(m, say)
	s.neighbours(m, say)
	if info.Intro >= 0 {
		tokens := r.TokensOf(info.Intro)
		from := int32(page.LastSentence(tokens, r.Doc.Blocks[info.Intro].Text))
		s.run(within(s.WordsOf(info.Intro), token.Span{From: from, To: int32(len(tokens))}), inIntro, pairInSentence, say)
	}
	if c := r.Doc.Blocks[m.Block].Cell; c != nil {
		s.cell(m.Block, c, say)
	}
	s.form(m, say)
}

// within cuts the words of a block to a span of its tokens.
func within(words []Word, s token.Span) []Word {
	for len(words) > 0 && words[0].at < s.From {
		words = words[1:]
	}
	for len(words) > 0 && words[len(words)-1].at >= s.To {
		words = words[:len(words)-1]
	}
	return words
}

// run says words in a spot, with their beginnings and pairs.
func (s *Surroundings) run(words []Word, single, pair Spot, say func(p Spot, word, next int32)) {
	last := int32(0)
	for _, w := range words {
		w.say(single, say)
		if last != 0 {
			say(pair, last, w.Word)
		}
		last = w.Word
	}
}

// sentence says the words around a product in its sentence.
func (s *Surroundings) sentence(m *mention.Mention, say func(p Spot, word, next int32)) {
	last, opens := int32(0), true
	for _, w := range within(s.WordsOf(m.Block), m.Sentence) {
		if w.at >= m.From && w.at < m.To {
			continue
		}
		w.say(inSentence, say)
		if w.Word != 0 {
			say(zone(m, w.at), w.Word, 0)
		}
		if opens {
			say(opensSentence, w.Word, 0)
		} else if last != 0 {
			say(pairInSentence, last, w.Word)
		}
		last, opens = w.Word, false
	}
}

// neighbours says the words of the sentences before and after a product's own.
func (s *Surroundings) neighbours(m *mention.Mention, say func(p Spot, word, next int32)) {
	if at := m.Sentence.From - 1; at >= 0 {
		s.bag(within(s.WordsOf(m.Block), s.r.Sentence(m.Block, phrase.Hit{From: at, To: at + 1})), inPrevious, say)
	}
	if at := m.Sentence.To; int(at) < len(s.r.TokensOf(m.Block)) {
		s.bag(within(s.WordsOf(m.Block), s.r.Sentence(m.Block, phrase.Hit{From: at, To: at + 1})), inNext, say)
	}
}

// bag says words and their beginnings, in no order.
func (s *Surroundings) bag(words []Word, at Spot, say func(p Spot, word, next int32)) {
	for _, w := range words {
		w.say(at, say)
	}
}

// say says a word in a spot, with its beginning. Words that are not known say nothing.
func (w Word) say(at Spot, say func(p Spot, word, next int32)) {
	if w.Word != 0 {
		say(at, w.Word, 0)
	}
	if w.stem != 0 {
		say(at, w.stem, 0)
	}
}

// zone tells where a token of the sentence stands as seen from a product.
func zone(m *mention.Mention, at int32) Spot {
	d, zones := m.From-at, [3]Spot{nearBefore, before, farBefore}
	if at >= m.To {
		d, zones = at-m.To+1, [3]Spot{nearAfter, after, farAfter}
	}
	switch {
	case d <= 3:
		return zones[0]
	case d <= 8:
		return zones[1]
	}
	return zones[2]
}

// Headings says the words of a heading and of those above it.
func (s *Surroundings) Headings(innermost int, say func(p Spot, word, next int32)) {
	for h, n := innermost, 0; h >= 0 && n < headingsUp; h, n = s.r.Blocks[h].Heading, n+1 {
		words := s.WordsOf(h)
		if n == 0 {
			s.bag(words, inHeading, say)
		}
		s.run(words, inHeadings, pairInHeading, say)
	}
}

// cell says the heads of a cell and the cells beside it.
func (s *Surroundings) cell(block int, c *sow.CellPos, say func(p Spot, word, next int32)) {
	s.bag(s.HeadWords(c.ColHead), inColumnHead, say)
	s.bag(s.HeadWords(c.RowHead), inRowHead, say)
	for _, beside := range s.r.RowOf(c) {
		switch {
		case beside == block:
			continue
		case len(s.r.TokensOf(beside)) > shortCell:
			s.bag(s.WordsOf(beside), inLongCell, say)
			continue
		}
		s.bag(s.WordsOf(beside), inRow, say)
		if ticked := s.r.Doc.Blocks[beside].Checked; ticked != nil {
			say(inRow, s.label(table.AnswerOf(*ticked)+" ticked"), 0)
		}
	}
}

// label numbers a word that does not stand in the text.
func (s *Surroundings) label(word string) int32 {
	return s.a.Word(strings.ReplaceAll(word, " ", "-"))
}

// once gives the number of one of the labels.
func (s *Surroundings) once(which int, word string) int32 {
	l := &s.labels[which]
	if !l.known {
		*l = label{s.label(word), true}
	}
	return l.number
}

// ofBlock gives the label of a kind of block.
func (s *Surroundings) ofBlock(k sow.BlockKind) int32 {
	l := s.kinds[k]
	if !l.known {
		l = label{s.label(string(k)), true}
		s.kinds[k] = l
	}
	return l.number
}

// ofLanguage gives the label of a language.
func (s *Surroundings) ofLanguage(lang *lexicon.Language) int32 {
	l := s.langs[lang]
	if !l.known {
		l = label{s.label("language " + lang.Code), true}
		s.langs[lang] = l
	}
	return l.number
}

// form says what kind of block and of document a product stands in.
func (s *Surroundings) form(m *mention.Mention, say func(p Spot, word, next int32)) {
	b, info := &s.r.Doc.Blocks[m.Block], &s.r.Blocks[m.Block]
	say(inForm, s.ofBlock(b.Kind), 0)
	if b.Cell != nil && b.Cell.HeaderRow {
		say(inForm, s.once(headOfTable, "head of a table"), 0)
	}
	if m.From <= 1 {
		say(inForm, s.once(firstWord, "first word"), 0)
	}
	if b.Kind == sow.Heading || info.Pseudo || info.RunIn > m.From {
		say(inForm, s.once(ownHeading, "own heading"), 0)
	}
	say(inKind, s.once(kindOfDoc, string(s.r.KindOfDoc)), 0)
	if info.Lang != nil {
		say(inForm, s.ofLanguage(info.Lang), 0)
	}
}
