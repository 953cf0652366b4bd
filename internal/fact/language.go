package fact

import (
	"slices"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/topic"
)

// small are the topics whose words are frequent in running text and tell its
// language.
var small = topic.SetOf(topic.PartySmall, topic.PartyArticle, topic.PartyAnd, topic.Negation, topic.PartyFor, topic.DateFrom, topic.PartyDefines)

// tally counts the hits in one block, by the number of their language.
type tally struct {
	block, words int
	long, own    []int32 // in running text; of the words that say something
}

// toldLanguage gives the number of the language that the document is said to be
// written in, 0 for none that is known or a pack of one language.
func (rd *reading) toldLanguage() uint8 {
	if len(rd.lex.Languages) < 2 {
		return 0
	}
	return uint8(slices.Index(rd.lex.Languages, rd.doc.Language) + 1) //nolint:gosec // a few languages
}

// speak notes the language of the document, which is that of its blocks until
// more is known.
func (rd *reading) speak(language uint8) {
	rd.language, rd.blockLanguages = language, slices.Repeat([]uint8{language}, len(rd.doc.Blocks))
}

// chooseLanguages finds the language of the document and of the blocks that are
// written in another one, and drops the hits of other languages.
func (rd *reading) chooseLanguages() {
	if len(rd.lex.Languages) < 2 {
		return
	}
	if told := rd.toldLanguage(); told > 0 {
		rd.speak(told)
		rd.settleBlocks()
		return
	}
	total := make([]int32, len(rd.lex.Languages)+1)
	blocks := rd.tallies(total)
	rd.speak(top(total))
	for _, t := range blocks {
		rd.blockLanguages[t.block] = t.language(rd.language)
	}
	for i := range rd.lines {
		rd.keepLanguage(&rd.lines[i], rd.languageOf(rd.lines[i].block))
	}
}

// settleBlocks finds the language of each block in a document whose own is
// known, and drops the hits of other languages while they are at hand.
func (rd *reading) settleBlocks() {
	n := len(rd.lex.Languages) + 1
	rd.counts = slices.Grow(rd.counts[:0], 3*n)[:3*n]
	for from := 0; from < len(rd.lines); {
		clear(rd.counts)
		t := tally{block: rd.lines[from].block, long: rd.counts[:n], own: rd.counts[n : 2*n]}
		to := from
		for ; to < len(rd.lines) && rd.lines[to].block == t.block; to++ {
			rd.tallyLine(&t, &rd.lines[to], rd.counts[2*n:])
		}
		lang := t.language(rd.language)
		rd.blockLanguages[t.block] = lang
		for ; from < to; from++ {
			rd.keepLanguage(&rd.lines[from], lang)
		}
	}
}

// language gives the language of a block in a document of the language main.
func (t *tally) language(main uint8) uint8 {
	switch long, named := top(t.long), top(t.own); {
	case t.words >= 12 && t.long[long] >= 5 && t.long[long] > 2*t.long[main]:
		return long
	case t.own[main] == 0 && t.own[named] > 0: // "Kunde: X" in an English form
		return named
	}
	return main
}

// keepLanguage drops the hits of other languages from a line.
func (rd *reading) keepLanguage(l *line, lang uint8) {
	rd.keepOwn(l, lang)
	if hits := rd.keep(l.labelHits, lang); len(hits) < len(l.labelHits) {
		l.labelHits, l.labelTopics = hits, lexicon.TopicsOf(hits)
	}
	if hits := rd.keep(l.colHits, lang); len(hits) < len(l.colHits) {
		l.colHits, l.colTopics = hits, lexicon.TopicsOf(hits)
	}
}

// tallies counts the hits of each block and adds them up.
func (rd *reading) tallies(total []int32) []tally {
	blocks := rd.tally[:0]
	counts := slices.Grow(rd.counts[:0], 2*len(total)*len(rd.doc.Blocks))
	clear(counts[:2*len(total)*len(rd.doc.Blocks)])
	for i := range rd.lines {
		l := &rd.lines[i]
		if len(blocks) == 0 || blocks[len(blocks)-1].block != l.block {
			at := len(counts)
			counts = counts[:at+2*len(total)]
			blocks = append(blocks, tally{block: l.block, long: counts[at : at+len(total)], own: counts[at+len(total):]})
		}
		rd.tallyLine(&blocks[len(blocks)-1], l, total)
	}
	rd.tally, rd.counts = blocks, counts
	return blocks
}

// tallyLine counts the hits of a line of the block.
func (rd *reading) tallyLine(t *tally, l *line, total []int32) {
	t.words += len(l.ws)
	for i := range l.hits {
		h := &l.hits[i]
		if h.Topic >= topic.FirstNamed {
			continue
		}
		if small.Has(h.Topic) && !l.ws[h.From].Capital {
			t.long[h.Language] += int32(h.To - h.From)      //nolint:gosec // a few words
			total[h.Language] += int32(3 * (h.To - h.From)) //nolint:gosec // as above
		}
		t.count(h, total)
	}
	for i := range l.labelHits {
		h := &l.labelHits[i]
		if h.To-h.From < l.labelLen && rd.doc.Language != "" && rd.lex.Languages[h.Language-1] != rd.doc.Language {
			continue // the "public" of "Public folders" is no French label
		}
		t.count(h, total)
	}
	for i := range l.colHits {
		t.count(&l.colHits[i], total)
	}
}

// count adds a hit that tells the language, as in a form without sentences.
func (t *tally) count(h *lexicon.Hit, total []int32) {
	if h.Topic < topic.FirstNamed && !topic.Everywhere.Has(h.Topic) {
		total[h.Language] += int32(h.To - h.From) //nolint:gosec // a few words
		t.own[h.Language]++
	}
}

// languageOf gives the number of the language of a block, 0 when the pack has
// one language only.
func (rd *reading) languageOf(block int) uint8 {
	if rd.blockLanguages == nil {
		return rd.language
	}
	return rd.blockLanguages[block]
}

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
func (rd *reading) drops(h lexicon.Hit, lang uint8) bool {
	return h.Language != lang && !rd.lex.Anywhere(h.Topic)
}

// keepOwn drops the hits of other languages from the text of a line, which no
// other line shares.
func (rd *reading) keepOwn(l *line, lang uint8) {
	own := l.hits[:0]
	for i := range l.hits {
		if h := &l.hits[i]; h.Language == lang || rd.lex.Anywhere(h.Topic) {
			own = append(own, *h)
		}
	}
	if len(own) < len(l.hits) {
		l.hits, l.topics = own, lexicon.TopicsOf(own)
		l.index()
	}
}

// keep gives the hits of one language and those that count everywhere. The
// hits may be shared, so they stay as they are.
func (rd *reading) keep(hits []lexicon.Hit, lang uint8) []lexicon.Hit {
	first := slices.IndexFunc(hits, func(h lexicon.Hit) bool { return rd.drops(h, lang) })
	if first < 0 {
		return hits
	}
	out := append(rd.hitShelf.take(len(hits)-1), hits[:first]...)
	for _, h := range hits[first+1:] {
		if !rd.drops(h, lang) {
			out = append(out, h)
		}
	}
	return out
}
