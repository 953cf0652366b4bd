package table

import (
	"claimline/internal/detect/list"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
)

// bareReach is the number of words from "not" to a number without a word for rows:
// "not 3", "nicht jedoch 3", "no el 3".
const bareReach = 1

// turnsAt gives the token from which on a sentence that has named some numbers
// refuses others: "numbers 1 and 2, not 3", "we accept option B and decline options
// A and C". It gives -1 for other sentences.
func (r *Reading) turnsAt(i int, s token.Span) int32 {
	first := r.numbersIn(i, s)
	if first.To == first.From {
		return -1
	}
	for k := first.To; k < s.To; k++ {
		rest := token.Span{From: k, To: s.To}
		if (r.opensRefusal(i, k) || r.endsClause(i, k) && r.dropsNumbers(i, token.Span{From: k + 1, To: s.To})) && len(r.turnedRows(i, rest)) > 0 {
			return k
		}
	}
	return -1
}

// dropsNumbers tells whether a clause refuses the numbers in it.
func (r *Reading) dropsNumbers(i int, s token.Span) bool { return r.dropsRows(i, s, r.numbersIn(i, s)) }

// endsClause tells whether token k of a block is a semicolon.
func (r *Reading) endsClause(i int, k int32) bool {
	t := r.TokensOf(i)[k]
	return t.Flags&token.IsPunct != 0 && r.Doc.Blocks[i].Text[t.Start] == ';'
}

// opensRefusal tells whether a negative, or a cue that refuses what follows it,
// begins at token k of a block.
func (r *Reading) opensRefusal(i int, k int32) bool {
	if phrase.Opens(r.TokensOf(i)[k:], r.Blocks[i].Lang.Words[list.ItNot]) {
		return true
	}
	for _, h := range r.HitsOf(i, phrase.Cue) {
		if h.From != k {
			continue
		}
		for c := range r.CuesOf(h, r.Blocks[i].Lang) {
			if plain(c) && c.Direction == "forward" {
				return true
			}
		}
	}
	return false
}

// turnedRows gives the numbers that follow a negative at the start of a span, behind
// a word for rows or alone.
func (r *Reading) turnedRows(i int, s token.Span) map[string]bool {
	lang, tokens, rows := r.Blocks[i].Lang, r.TokensOf(i)[s.From:s.To], map[string]bool{}
	for k := 1; k < len(tokens) && k <= dropReach; k++ {
		switch {
		case phrase.Opens(tokens[k:], lang.Words[list.Rows]):
			r.rowNumbers(i, tokens[k+1:], lang, rows, false)
			return rows
		case tokens[k].Flags&token.IsPunct != 0:
			return rows
		case k <= bareReach+1 && tokens[k].Flags&token.Number != 0:
			if k+1 == len(tokens) || r.linksRows(tokens[k+1], r.Doc.Blocks[i].Text[tokens[k+1].Start:tokens[k+1].End], lang) || tokens[k+1].Flags&token.IsPunct != 0 {
				r.rowNumbers(i, tokens[k:], lang, rows, false)
			}
			return rows
		}
	}
	return rows
}

// turnedIn gives what a sentence refuses from a token on.
func (r *Reading) turnedIn(i int, s token.Span) selection {
	part := partIn(r.TokensOf(i)[s.From:s.To], r.Blocks[i].Lang)
	return selection{block: i, rows: r.turnedRows(i, s), part: part, refuses: true, drops: true}
}
