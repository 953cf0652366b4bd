package detect

import (
	"strings"
)

// spelt checks the capitals of a hit. Text in capitals throughout is taken as
// any spelling.
func (r *mentionReading) spelt(i int, h hit, n *name) bool {
	tokens := r.tokensOf(i)[h.from:h.to]
	if n.capital && tokens[0].flags&initialCap == 0 || !n.apart.empty() && r.besideAny(i, h, n.apart) {
		return false
	}
	if n.exact == "" {
		return true
	}
	text := r.doc.Blocks[i].Text
	if sameLetters(text[tokens[0].start:tokens[len(tokens)-1].end], n.exact) {
		return true
	}
	return r.shouts(i) && strings.ToUpper(n.exact) != n.exact
}

// besideAny tells whether one of some words stands in the sentence of a hit.
func (r *mentionReading) besideAny(i int, h hit, words *wordList) bool {
	s, tokens := r.sentence(i, h), r.tokensOf(i)
	return r.saysAny(tokens[s.from:h.from], words) || r.saysAny(tokens[h.to:s.to], words)
}

// shouts tells whether a block is written in capitals throughout.
func (r *mentionReading) shouts(i int) bool {
	text := r.doc.Blocks[i].Text
	if strings.IndexFunc(text, func(c rune) bool { return c >= 'a' && c <= 'z' }) >= 0 {
		return false
	}
	return strings.ToUpper(text) == text && strings.ToLower(text) != text && len(r.tokensOf(i)) > 1
}

// sameLetters compares letters and digits with their case and skips all else.
func sameLetters(text, exact string) bool {
	a, b := letters(text), letters(exact)
	return a == b
}

func letters(s string) string {
	keep := func(r rune) rune {
		if wordRune(r) {
			return r
		}
		return -1
	}
	return strings.Map(keep, s)
}

// never tells whether a hit lies within a wording that is no product.
func (r *mentionReading) never(i int, h hit) bool {
	for _, n := range r.hitsOf(i, layerNever) {
		if n.from <= h.from && n.to >= h.to && n.to-n.from > h.to-h.from {
			return true
		}
	}
	return r.namesFirm(i, h)
}

// namesFirm tells whether a word is part of a firm's name: its legal form comes
// next ("Redwing Foundry LLC").
func (r *mentionReading) namesFirm(i int, h hit) bool {
	rest := r.tokensOf(i)[h.to:]
	if len(rest) > 1 && r.doc.Blocks[i].Text[rest[0].start] == ',' {
		rest = rest[1:]
	}
	return opens(rest, r.wordsOf(listFirmForms)) && rest[0].flags&initialCap != 0
}
