package fact

// scan cuts the text of a block into words and finds the phrases in it, once
// for all its lines. The words stay in rd.manyWords and the hits in rd.scratch
// until the next scan.
func (rd *reading) scan(text string) {
	rd.manyWords = rd.terms.appendWords(rd.manyWords[:0], text)
	rd.scratch = rd.r.phrases.appendHits(rd.scratch[:0], rd.manyWords)
}

// wordsBefore gives how many words of the block begin before byte i.
func (rd *reading) wordsBefore(i int) int {
	low, high := 0, len(rd.manyWords)
	for low < high {
		if mid := int(uint(low+high) >> 1); rd.manyWords[mid].start < i {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return low
}

// scanned gives the words [first:last) of the block that lie within its bytes
// [start:end). It is not ok where a word lies across either bound.
func (rd *reading) scanned(start, end int) (first, last int, ok bool) {
	first, last = rd.wordsBefore(start), rd.wordsBefore(end)
	ok = (first == 0 || rd.manyWords[first-1].end <= start) && (last == 0 || rd.manyWords[last-1].end <= end)
	return first, last, ok
}

// appendScanHits appends the hits within the words [first:last) of the block,
// which become the words from 0.
func (rd *reading) appendScanHits(out []hit, first, last int) []hit {
	for _, h := range rd.scratch[firstHit(rd.scratch, first):] {
		if h.from >= last {
			break
		}
		if h.to <= last {
			h.from, h.to = h.from-first, h.to-first
			out = append(out, h)
		}
	}
	return out
}

// scanHits gives the hits within the words [first:last) of the block.
func (rd *reading) scanHits(first, last int) []hit {
	at := firstHit(rd.scratch, first)
	n := firstHit(rd.scratch, last) - at
	if n <= 0 {
		return nil
	}
	return rd.appendScanHits(rd.hitShelf.take(n), first, last)
}

// scanWords gives the words [first:last) of the block as those of a text that
// begins at byte start.
func scanWords(out, ws []word, start int, text string) []word {
	for i := range ws {
		w := ws[i]
		w.start, w.end = w.start-start, w.end-start
		out = append(out, w)
	}
	if len(out) > 0 {
		out[0].glued = glue(text[:out[0].start])
	}
	return out
}

// cutScan gives the words and hits of a piece of the block that begins at byte
// start.
func (rd *reading) cutScan(start int, text string) ([]word, []hit) {
	first, last, ok := rd.scanned(start, start+len(text))
	if !ok { // cut within a word
		ws := words(text)
		return ws, rd.r.phrases.find(ws)
	}
	return scanWords(rd.wordShelf.take(last-first), rd.manyWords[first:last], start, text), rd.scanHits(first, last)
}

// peekScan gives the same as cutScan for a moment: until its next call.
func (rd *reading) peekScan(start int, text string) ([]word, []hit) {
	first, last, ok := rd.scanned(start, start+len(text))
	if !ok {
		ws := words(text)
		return ws, rd.r.phrases.find(ws)
	}
	rd.peekWords = scanWords(rd.peekWords[:0], rd.manyWords[first:last], start, text)
	rd.peekHits = rd.appendScanHits(rd.peekHits[:0], first, last)
	return rd.peekWords, rd.peekHits
}

// index notes for each word of the line where its hits begin.
func (l *line) index() {
	k := int32(0)
	for i := range l.ws {
		for int(k) < len(l.hits) && l.hits[k].from < i {
			k++
		}
		l.ws[i].hits = k
	}
}

// hitsFrom gives the number of the first hit that begins at word i or behind.
func (l *line) hitsFrom(i int) int {
	switch {
	case i <= 0:
		return 0
	case i >= len(l.ws):
		return len(l.hits)
	}
	return int(l.ws[i].hits)
}
