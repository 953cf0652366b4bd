package detect

import (
	"strings"

	"claimline/internal/sow"
)

// sentence gives the bounds of the sentence around a hit. In cells and list
// items a line break ends a sentence too.
func (r *pageReading) sentence(i int, h hit) span {
	tokens := r.tokensOf(i)
	from, to := h.from, h.to
	for from > 0 && tokens[from-1].flags&closing == 0 {
		from--
	}
	for int(to) < len(tokens) && tokens[to-1].flags&closing == 0 {
		to++
	}
	return span{from, to}
}

// markSentences marks the last token of each sentence of block i.
func (r *pageReading) markSentences(i int) {
	tokens := r.tokensOf(i)
	for k := range tokens {
		if r.endsSentence(i, tokens, k) {
			tokens[k].flags |= closing
		}
	}
}

// endsSentence tells whether token k is the last of its sentence.
func (r *pageReading) endsSentence(i int, tokens []token, k int) bool {
	if k+1 >= len(tokens) {
		return true
	}
	b, next := &r.doc.Blocks[i], tokens[k+1]
	if next.flags&afterBreak != 0 && (b.Kind == sow.Cell || b.Kind == sow.ListItem || b.Kind == sow.TextBox) && next.flags&initialCap != 0 {
		return true
	}
	t := tokens[k]
	if t.flags&isPunct == 0 {
		return false
	}
	switch b.Text[t.start] {
	case '!', '?':
		return true
	case '.':
		return next.start > t.end && !r.abbreviation(i, tokens, k) && next.flags&initialCap != 0
	}
	return strings.HasPrefix(b.Text[t.start:], "•")
}

// abbreviation tells whether the full stop at token k belongs to a short form
// ("z. B.", "No. 4", "incl.") or makes an ordinal ("31. Oktober").
func (r *pageReading) abbreviation(i int, tokens []token, k int) bool {
	if k == 0 {
		return true
	}
	prev, lang := tokens[k-1], r.blocks[i].lang
	switch {
	case prev.flags&isPunct != 0:
		return false
	case prev.flags&number != 0:
		return lang != nil && prev.end-prev.start <= 2 && k+1 < len(tokens) && lang.counted.has(tokens[k+1].id)
	case prev.end-prev.start == 1:
		return true
	}
	return lang != nil && prev.id != 0 && lang.abbrev.has(prev.id)
}

// lastSentence gives the token at which the last sentence of a text begins.
func lastSentence(tokens []token, text string) int {
	for k := len(tokens) - 2; k > 0; k-- {
		if text[tokens[k].start] == '.' && tokens[k+1].start > tokens[k].end {
			return k + 1
		}
	}
	return 0
}

// saysAny tells whether a phrase of a list stands among tokens.
func (r *pageReading) saysAny(tokens []token, words *wordList) bool { return saysWithin(tokens, words) }
