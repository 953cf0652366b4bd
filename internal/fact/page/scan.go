package page

import (
	"slices"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/written"
)

// scan is a block that is being cut into lines: its words and the hits in them.
// The words and hits behind the last cut still have their places in the block;
// those before it belong to lines.
type scan struct {
	text  string
	signs Signs
	ws    []lexicon.Word
	keys  []string // the words, folded
	hits  []lexicon.Hit
	word  int    // the first word that is not cut off
	hit   int    // the first hit that is not cut off
	ends  []part // that lie between words behind the last part, and may hold the end of a sentence
}

// hitsPerWord is how many hits a word has at most in ordinary text. More move
// to an array of their own.
const hitsPerWord = 4

// scanBlock cuts the text of a block into words and finds the phrases in it, once
// for all its lines.
func (pg *Page) scanBlock(block int, text string) {
	ws := pg.Terms.AppendWords(pg.wordShelf.room((len(text)+1)/2), text)
	pg.wordShelf.use(len(ws))
	keys := pg.keyShelf.take(len(ws))[:len(ws)]
	marks, signs, prev := lexicon.TermMarks(0), Signs(0), 0
	pg.ends = pg.ends[:0]
	for i := range ws {
		w := &ws[i]
		keys[i] = w.Text
		marks |= w.Marks
		if w.Start != prev+1 || text[prev] != ' ' { // mostly it is a space
			between := SignsOf(text[prev:w.Start])
			if signs |= between; between.Has(holdsEnd) {
				pg.ends = append(pg.ends, part{prev, w.Start})
			}
		}
		prev = w.End
	}
	pg.ends = append(pg.ends, part{prev, len(text)})
	signs |= SignsOf(text[prev:])
	if marks&lexicon.HoldsDigit != 0 {
		signs |= holdsDigit
	}
	if signs.Has(holdsCoin) && written.HoldsCoinSign(text) {
		marks |= lexicon.HoldsCoin
	}
	hits := pg.Lexicon.AppendHits(pg.hitShelf.room(hitsPerWord*len(ws)), ws)
	pg.hitShelf.use(len(hits))
	pg.scan, pg.Scanned[block], pg.Marks[block] = scan{text: text, signs: signs, ws: ws, keys: keys, hits: hits, ends: pg.ends}, ws, marks
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
	if n := len(s.ws); first < n && s.ws[n-1].End <= end { // up to the end of the block
		return first, n, true
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
	at, n := s.hit, 0
	for ; s.hit < len(s.hits); s.hit++ {
		h := &s.hits[s.hit]
		if h.From >= last {
			break
		}
		if h.To > last { // goes on behind the line
			continue
		}
		h.From, h.To = h.From-first, h.To-first
		if n++; at+n <= s.hit {
			s.hits[at+n-1] = *h
		}
	}
	if n == 0 {
		return nil
	}
	return s.hits[at : at+n : at+n]
}

// cutLine gives a line its words, also folded, its hits and signs, and cuts them
// off the block.
func (pg *Page) cutLine(l *Line) {
	s := &pg.scan
	first, last, ok := s.within(l.Start, l.Start+len(l.Text))
	if !ok { // cut within a word
		l.Words = pg.Terms.AppendWords(nil, l.Text)
		l.Keys, l.Hits, l.Signs = lexicon.Texts(l.Words), pg.Lexicon.Find(l.Words), SignsOf(l.Text)
		pg.Marks[l.Block] |= lexicon.EndsInMos | lexicon.SaysGST // nobody knows
		return
	}
	ws := s.ws[first:last:last]
	if l.Start > 0 {
		for i := range ws {
			ws[i].Start, ws[i].End = ws[i].Start-l.Start, ws[i].End-l.Start
		}
	}
	if len(ws) > 0 {
		ws[0].Glued = lexicon.Glue(l.Text[:ws[0].Start])
	}
	s.word = last
	l.Words, l.Keys, l.Hits = ws, s.keys[first:last:last], s.cutHits(first, last)
	if l.Signs = s.signs; len(l.Text) < len(s.text) {
		l.Signs = signsIn(l.Text, ws)
	}
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
	ws, longest := l.Words, 0
	for i := range ws {
		ws[i].Hits = 0
	}
	for k := range l.Hits { // how many begin there
		h := &l.Hits[k]
		ws[h.From].Hits++
		longest = max(longest, h.To-h.From)
	}
	before := int32(0)
	for i := range ws {
		before, ws[i].Hits = before+ws[i].Hits, before
	}
	l.LongestHit = longest
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
