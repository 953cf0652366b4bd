package page

import (
	"slices"

	"claimline/internal/fact/lexicon"
)

// scan is a block that is being cut into lines: its words and the hits in them.
// The words and hits behind the last cut still have their places in the block;
// those before it belong to lines.
type scan struct {
	ws   []lexicon.Word
	keys []string // the words, folded
	hits []lexicon.Hit
	word int // the first word that is not cut off
	hit  int // the first hit that is not cut off
}

// hitsPerWord is how many hits a word has at most in ordinary text. More move
// to an array of their own.
const hitsPerWord = 4

// scanBlock cuts the text of a block into words and finds the phrases in it, once
// for all its lines.
func (pg *Page) scanBlock(block int, text string) {
	ws := pg.Terms.AppendWords(pg.wordShelf.room((len(text)+1)/2), text)
	pg.wordShelf.use(len(ws))
	keys := pg.keyShelf.take(len(ws))
	for i := range ws {
		keys = append(keys, ws[i].Text)
		pg.Marks[block] |= ws[i].Marks
	}
	hits := pg.Lexicon.AppendHits(pg.hitShelf.room(hitsPerWord*len(ws)), ws)
	pg.hitShelf.use(len(hits))
	pg.scan, pg.Scanned[block] = scan{ws: ws, keys: keys, hits: hits}, ws
}

// wordsBefore gives how many words begin before byte i, which lies behind the
// last cut.
func (s *scan) wordsBefore(i int) int {
	low, high := s.word, len(s.ws)
	for low < high {
		if mid := int(uint(low+high) >> 1); s.ws[mid].Start < i {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return low
}

// within gives the words [first:last) that lie within the bytes [start:end). It
// is not ok where a word lies across either bound.
func (s *scan) within(start, end int) (first, last int, ok bool) {
	for first = s.word; first < len(s.ws) && s.ws[first].Start < start; first++ {
		if s.ws[first].End > start {
			return 0, 0, false
		}
	}
	for last = first; last < len(s.ws) && s.ws[last].Start < end; last++ {
		if s.ws[last].End > end {
			return 0, 0, false
		}
	}
	return first, last, true
}

// cutHits cuts off the hits within the words [first:last), which become the
// words from 0.
func (s *scan) cutHits(first, last int) []lexicon.Hit {
	if first == 0 && last == len(s.ws) { // a block of one line
		s.hit = len(s.hits)
		return slices.Clip(s.hits)
	}
	for s.hit < len(s.hits) && s.hits[s.hit].From < first {
		s.hit++
	}
	at := s.hit
	out := s.hits[at:at]
	for ; s.hit < len(s.hits) && s.hits[s.hit].From < last; s.hit++ {
		if h := s.hits[s.hit]; h.To <= last {
			h.From, h.To = h.From-first, h.To-first
			out = append(out, h)
		}
	}
	if len(out) == 0 {
		return nil
	}
	return slices.Clip(out)
}

// cutLine gives the words, also folded, and hits of a piece of the block that begins at byte
// start, and cuts them off.
func (pg *Page) cutLine(start int, text string) ([]lexicon.Word, []string, []lexicon.Hit) {
	s := &pg.scan
	first, last, ok := s.within(start, start+len(text))
	if !ok { // cut within a word
		ws := lexicon.Words(text)
		return ws, lexicon.Texts(ws), pg.Lexicon.Find(ws)
	}
	ws := s.ws[first:last:last]
	for i := range ws {
		ws[i].Start, ws[i].End = ws[i].Start-start, ws[i].End-start
	}
	if len(ws) > 0 {
		ws[0].Glued = lexicon.Glue(text[:ws[0].Start])
	}
	s.word = last
	return ws, s.keys[first:last:last], s.cutHits(first, last)
}

// cutLabel gives the number of words and the hits of the label in the bytes
// [start:end) of the block, and cuts them off.
func (pg *Page) cutLabel(start, end int) (n int, hits []lexicon.Hit, ok bool) {
	first, last, ok := pg.scan.within(start, end)
	if !ok {
		return 0, nil, false
	}
	pg.scan.word = last
	return last - first, pg.scan.cutHits(first, last), true
}

// Index notes for each word of the line where its hits begin, and how long the
// longest hit is.
func (l *Line) Index() {
	k := int32(0)
	for i := range l.Words {
		for int(k) < len(l.Hits) && l.Hits[k].From < i {
			k++
		}
		l.Words[i].Hits = k
	}
	l.LongestHit = 0
	for i := range l.Hits {
		l.LongestHit = max(l.LongestHit, l.Hits[i].To-l.Hits[i].From)
	}
}

// HitsFrom gives the number of the first hit that begins at word i or behind.
func (l *Line) HitsFrom(i int) int {
	switch {
	case i <= 0:
		return 0
	case i >= len(l.Words):
		return len(l.Hits)
	}
	return int(l.Words[i].Hits)
}
