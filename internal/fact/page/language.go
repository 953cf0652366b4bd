package page

import (
	"slices"

	"claimline/internal/fact/lexicon"
)

// tally counts the hits in one block, by the number of their language.
type tally struct {
	block, words int
	counts       []count
}

// count is the hits of one language: of small words in running text, and of those
// that say something.
type count struct{ small, words, own int32 }

// toldLanguage gives the number of the language that the document is said to be
// written in, 0 for none that is known or a pack of one language.
func (pg *Page) toldLanguage() uint8 {
	if len(pg.Lexicon.Languages) < 2 {
		return 0
	}
	return uint8(slices.Index(pg.Lexicon.Languages, pg.Doc.Language) + 1) //nolint:gosec // a few languages
}

// speak notes the language of the document, which is that of its blocks until
// more is known.
func (pg *Page) speak(language uint8) {
	pg.Language, pg.blockLanguages = language, slices.Repeat([]uint8{language}, len(pg.Doc.Blocks))
}

// chooseLanguages finds the language of the document and of the blocks that are
// written in another one, drops the hits of other languages and indexes the others,
// where that has not been done while the document was cut.
func (pg *Page) chooseLanguages() {
	switch {
	case len(pg.Lexicon.Languages) < 2:
		for i := range pg.Lines {
			pg.Lines[i].Index()
		}
	case pg.blockLanguages == nil:
		pg.guessLanguages()
	}
}

// guessLanguages is chooseLanguages for a document of which nobody said in which
// language it is written.
func (pg *Page) guessLanguages() {
	blocks := pg.tallies()
	pg.speak(mostSpoken(blocks))
	for i := range blocks {
		pg.blockLanguages[blocks[i].block] = blocks[i].language(pg.Language)
	}
	for i := range pg.Lines {
		pg.keepLanguage(&pg.Lines[i], pg.LanguageOf(pg.Lines[i].Block))
	}
}

// settleBlock notes what the lines of a block speak of, and the gists of their words.
// In a document whose language is known it also finds that of the block and drops the
// hits of others: now, while all of them are at hand.
func (pg *Page) settleBlock(block int, lines []Line) {
	pg.gists.add(lines)
	if pg.blockLanguages == nil {
		for i := range lines {
			lines[i].Topics = lexicon.TopicsOf(lines[i].Hits)
		}
		return
	}
	n := len(pg.Lexicon.Languages) + 1
	pg.counts = slices.Grow(pg.counts[:0], n)[:n]
	clear(pg.counts)
	t := tally{block: block, counts: pg.counts}
	for i := range lines {
		pg.tallyLine(&t, &lines[i])
	}
	lang := t.language(pg.Language)
	pg.blockLanguages[block] = lang
	for i := range lines {
		pg.keepLanguage(&lines[i], lang)
	}
}

// fewWords is the number of words from which the small ones tell the language of a
// block.
const fewWords = 12

// language gives the language of a block in a document of the language main.
func (t *tally) language(main uint8) uint8 {
	if t.words < fewWords && t.counts[main].own > 0 {
		return main
	}
	small, named := 1, 1
	for n := 2; n < len(t.counts); n++ {
		if t.counts[n].small > t.counts[small].small {
			small = n
		}
		if t.counts[n].own > t.counts[named].own {
			named = n
		}
	}
	switch most := t.counts[small].small; {
	case t.words >= fewWords && most >= 5 && most > 2*t.counts[main].small:
		return uint8(small)
	case t.counts[main].own == 0 && t.counts[named].own > 0: // "Kunde: X" in an English form
		return uint8(named)
	}
	return main
}

// keepLanguage drops the hits of other languages from a line.
func (pg *Page) keepLanguage(l *Line, lang uint8) {
	l.keepOwn(lang)
	if l.LabelHits == nil && l.ColHits == nil {
		return
	}
	if hits := pg.keep(l.LabelHits, lang); len(hits) < len(l.LabelHits) {
		l.LabelHits, l.LabelTopics = hits, lexicon.TopicsOf(hits)
	}
	if hits := pg.keep(l.ColHits, lang); len(hits) < len(l.ColHits) {
		l.ColHits, l.colTopics = hits, lexicon.TopicsOf(hits)
	}
}

// tallies counts the hits of each block.
func (pg *Page) tallies() []tally {
	blocks, n := pg.tally[:0], len(pg.Lexicon.Languages)+1
	counts := slices.Grow(pg.counts[:0], n*len(pg.Doc.Blocks))
	clear(counts[:n*len(pg.Doc.Blocks)])
	for i := range pg.Lines {
		l := &pg.Lines[i]
		if len(blocks) == 0 || blocks[len(blocks)-1].block != l.Block {
			at := len(counts)
			counts = counts[:at+n]
			blocks = append(blocks, tally{block: l.Block, counts: counts[at:]})
		}
		pg.tallyLine(&blocks[len(blocks)-1], l)
	}
	pg.tally, pg.counts = blocks, counts
	return blocks
}

// mostSpoken gives the language of which the blocks hold most: small words in running
// text tell more than others.
func mostSpoken(blocks []tally) uint8 {
	var total []int32
	for _, t := range blocks {
		if total == nil {
			total = make([]int32, len(t.counts))
		}
		for n, c := range t.counts {
			total[n] += 3*c.small + c.words
		}
	}
	return top(total)
}

// tallyLine counts the hits of a line of the block.
func (pg *Page) tallyLine(t *tally, l *Line) {
	t.words += len(l.Words)
	for i := range l.Hits { // without branches, which nobody could foretell
		h := &l.Hits[i]
		c, n := &t.counts[h.Language], int32(h.To-h.From) //nolint:gosec // a few words
		tells := h.Tells.One(lexicon.TellsLanguage)
		c.small += n & -(h.Tells.One(lexicon.IsSmall) &^ one(l.Words[h.From].Capital))
		c.words += n & -tells
		c.own += tells
	}
	if len(l.LabelHits) == 0 && len(l.ColHits) == 0 {
		return
	}
	told := pg.toldLanguage()
	for i := range l.LabelHits {
		h := &l.LabelHits[i]
		if h.To-h.From < l.LabelLen && pg.Doc.Language != "" && h.Language != told {
			continue // the "public" of "Public folders" is no French label
		}
		t.count(h)
	}
	for i := range l.ColHits {
		t.count(&l.ColHits[i])
	}
}

// count adds a hit that tells the language, as in a form without sentences.
func (t *tally) count(h *lexicon.Hit) {
	if h.Tells&lexicon.TellsLanguage != 0 {
		c := &t.counts[h.Language]
		c.words += int32(h.To - h.From) //nolint:gosec // a few words
		c.own++
	}
}

// one is 1 for what is true, 0 for what is not.
func one(ok bool) (n int32) {
	if ok {
		n = 1
	}
	return n
}

// LanguageOf gives the number of the language of a block, 0 when the pack has
// one language only.
func (pg *Page) LanguageOf(block int) uint8 {
	if pg.blockLanguages == nil {
		return pg.Language
	}
	return pg.blockLanguages[block]
}

// top gives the number of the largest count, 1 for none.
func top(count []int32) uint8 {
	best := 1
	for n := range count {
		if n > 0 && count[n] > count[best] {
			best = n
		}
	}
	return uint8(best)
}

// drops tells whether a hit is of another language and does not count
// everywhere.
func drops(h *lexicon.Hit, lang uint8) bool {
	return h.Language != lang && h.Tells&lexicon.CountsAnywhere == 0
}

// keepOwn drops the hits of other languages from the text of a line, which no
// other line shares, and indexes the others. There are branches in none of its
// steps: whether a hit is dropped is as good as chance.
func (l *Line) keepOwn(lang uint8) {
	hits, n := l.Hits, 0
	for i := range hits {
		h := hits[i]
		hits[n] = h
		n += int(one(h.Language == lang) | h.Tells.One(lexicon.CountsAnywhere))
	}
	l.Hits = hits[:n]
	l.Topics = lexicon.TopicsOf(l.Hits)
	l.Index()
}

// keep gives the hits of one language and those that count everywhere. The
// hits may be shared, so they stay as they are.
func (pg *Page) keep(hits []lexicon.Hit, lang uint8) []lexicon.Hit {
	first := 0
	for first < len(hits) && !drops(&hits[first], lang) {
		first++
	}
	if first == len(hits) {
		return hits
	}
	out := append(pg.hitShelf.take(len(hits)-1), hits[:first]...)
	for i := first + 1; i < len(hits); i++ {
		if !drops(&hits[i], lang) {
			out = append(out, hits[i])
		}
	}
	return out
}

// CuesOf gives the cues of the language of a line.
func (pg *Page) CuesOf(l *Line) *lexicon.Cues {
	n := int(pg.LanguageOf(l.Block))
	return pg.Lexicon.Cues[max(0, min(n, len(pg.Lexicon.Cues))-1)]
}

// CapitalNouns tells whether the line is in German, which writes all nouns with
// a capital.
func (pg *Page) CapitalNouns(l *Line) bool {
	lang := pg.LanguageOf(l.Block)
	return lang > 0 && pg.Lexicon.Languages[lang-1] == "de"
}

// SmallAdjectives tells whether the line is in a language that writes the
// adjectives in names of bodies small: "Centre hospitalier".
func (pg *Page) SmallAdjectives(l *Line) bool {
	lang := pg.LanguageOf(l.Block)
	return lang > 0 && slices.Contains([]string{"fr", "es"}, pg.Lexicon.Languages[lang-1])
}
