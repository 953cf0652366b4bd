package table

import (
	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/list"
	"claimline/internal/detect/page"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// sparedRows gives the rows that a sentence excepts from all others: "all parts of
// Annex 2, with the exception of points 3, 5 and 7". It gives none where the
// sentence names rows before the exception as well.
func (r *Reading) sparedRows(i int, s token.Span) map[string]bool {
	from := r.exceptionIn(i, s)
	if from < 0 || len(r.rowsIn(i, token.Span{From: s.From, To: from})) > 0 {
		return nil
	}
	return r.rowsIn(i, token.Span{From: from, To: s.To})
}

// exceptionIn gives the token behind the words of a sentence that make an
// exception, -1 without any.
func (r *Reading) exceptionIn(i int, s token.Span) int32 {
	for _, h := range r.HitsOf(i, phrase.Cue) {
		if h.From < s.From || h.To > s.To {
			continue
		}
		for c := range r.CuesOf(h, r.Blocks[i].Lang) {
			if c.Kind == lexicon.RealCue && c.Flips && c.Sets == sow.Excluded {
				return h.To
			}
		}
	}
	return -1
}

// rowsIn gives the rows that a span names behind a word for rows.
func (r *Reading) rowsIn(i int, s token.Span) map[string]bool {
	lang, tokens, rows := r.Blocks[i].Lang, r.TokensOf(i)[s.From:s.To], map[string]bool{}
	for k := range tokens {
		if phrase.Opens(tokens[k:], lang.Words[list.Rows]) {
			r.rowNumbers(i, tokens[k+1:], lang, rows, phrase.Opens(tokens[k:], lang.Words[list.RowLetters]))
		}
	}
	return rows
}

// rowsButSpared gives the rows that a span names, without those that it excepts from
// them: "4 to 7, save for number 5".
func (r *Reading) rowsButSpared(i int, s token.Span) map[string]bool {
	rows := r.rowsIn(i, s)
	if from := r.exceptionIn(i, s); from >= 0 {
		for name := range r.rowsIn(i, token.Span{From: from, To: s.To}) {
			delete(rows, name)
		}
	}
	return rows
}

// ordersAll tells whether a sentence orders what it speaks of, or names work on it
// that is not another's, and does not refuse it.
func (r *Reading) ordersAll(i int, s token.Span) bool {
	lang, tokens := r.Blocks[i].Lang, r.TokensOf(i)[s.From:s.To]
	if r.setsAside(i, s) {
		return false
	}
	if whose := r.WhoseIn(r.Doc.Blocks[i].Text, tokens); whose == page.Customers || whose == page.Thirds {
		return phrase.Within(tokens, lang.Words[list.PartyOrders])
	}
	return r.VerbWithin(i, s) || phrase.Within(tokens, lang.Words[list.Ordered]) || phrase.Within(tokens, lang.Words[list.Delivered])
}
