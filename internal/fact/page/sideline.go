package page

import "claimline/internal/fact/lexicon"

// setTopics notes the topics of the hits of a line.
func (l *Line) setTopics() {
	l.Topics, l.LabelTopics, l.colTopics = lexicon.TopicsOf(l.Hits), lexicon.TopicsOf(l.LabelHits), lexicon.TopicsOf(l.ColHits)
	l.Index()
}

// SideLine makes a line of a text that stands beside another one.
func (pg *Page) SideLine(block int, text string) Line {
	l := Line{Beside: &pg.Lexicon.Beside, Block: block, Text: text, Words: pg.Words(text)}
	l.Signs = signsIn(text, l.Words)
	l.Numeric = l.Signs.Has(holdsDigit)
	l.Keys, l.Hits = lexicon.Texts(l.Words), pg.Find(l.Words)
	l.setTopics()
	return l
}

// firstHit gives the first of the hits, which are in order, that begins at or
// behind word i.
func firstHit(hits []lexicon.Hit, i int) int {
	low, high := 0, len(hits)
	for low < high {
		if mid := int(uint(low+high) >> 1); hits[mid].From < i {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return low
}

// Find gives the hits in ws as phrases.find does.
func (pg *Page) Find(ws []lexicon.Word) []lexicon.Hit {
	pg.peekHits = pg.Lexicon.AppendHits(pg.peekHits[:0], ws)
	if len(pg.peekHits) == 0 {
		return nil
	}
	return append(pg.hitShelf.take(len(pg.peekHits)), pg.peekHits...)
}

// Words cuts a text into its words.
func (pg *Page) Words(text string) []lexicon.Word {
	pg.peekWords = pg.Terms.AppendWords(pg.peekWords[:0], text)
	return append(pg.wordShelf.take(len(pg.peekWords)), pg.peekWords...)
}
