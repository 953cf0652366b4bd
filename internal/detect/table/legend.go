package table

import (
	"cmp"
	"maps"
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"

	"claimline/internal/detect/list"
	"claimline/internal/detect/page"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/section"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// legendReach is the number of blocks before and after a table in which its
// codes are explained.
const legendReach = 6

// readLegend reads columns of codes that a sentence near the table explains:
// "Lines marked L only send logs; the customer runs them". Several columns with
// the same codes ask the same of several places or parts: what is delivered in
// one of them is delivered.
func (r *Reading) readLegend(t *table) {
	columns := r.codeColumns(t)
	if len(columns) == 0 {
		return
	}
	says := map[int]map[string]sow.Polarity{} // by column and code
	for col, codes := range columns {
		says[col] = r.codesSay(t, codes)
	}
	numbers := slices.Sorted(maps.Keys(columns))
	for _, row := range t.rows {
		for _, col := range numbers {
			code := r.codeIn(row, col)
			switch p := says[col][code]; {
			case p == sow.InScope:
				r.setRow(row, p, TableAnswer)
			case p != "" && !slices.ContainsFunc(numbers, func(other int) bool {
				beside := r.codeIn(row, other)
				return beside != "" && !isDash(beside) && keeps(says[other][beside]) && alike(columns[col], columns[other])
			}):
				if bracketed(code, 1, len(code)-1) {
					dropAnswer(r.Blocks, row) // "(X)" beside "X" is no tick
				}
				r.setRow(row, p, "table.legend")
			}
		}
	}
}

// dropAnswer forgets the answer that the cells of a row gave.
func dropAnswer(blocks []page.Block, row *tableRow) {
	for _, i := range row.blocks {
		if blocks[i].Row.Cue == TableAnswer {
			blocks[i].Row = page.RowValue{}
		}
	}
}

// keeps tells whether a code does not keep its line out of scope.
func keeps(p sow.Polarity) bool { return p == "" || p == sow.InScope }

// codesSay gives what some codes say of their lines, as far as that is explained.
func (r *Reading) codesSay(t *table, codes []string) map[string]sow.Polarity {
	out, order := map[string]sow.Polarity{}, ranked(codes)
	for _, code := range codes {
		p := cmp.Or(r.explained(t, code, codes), r.codeMeaning(code))
		if p == "" && order {
			p = priorities[code]
		}
		out[code] = p
	}
	return out
}

// alike tells whether two columns share two of their codes.
func alike(a, b []string) bool {
	n := 0
	for _, code := range a {
		if slices.Contains(b, code) {
			n++
		}
	}
	return n > 1
}

// bounds gives the first and the last block of a table.
func (t *table) bounds() (first, last int) {
	first, last = 1<<30, -1
	for _, row := range t.rows {
		first, last = min(first, row.blocks[0]), max(last, row.blocks[len(row.blocks)-1])
	}
	return first, last
}

// codeColumns gives the columns that hold few short codes in many rows.
func (r *Reading) codeColumns(t *table) map[int][]string {
	found := make([]codeColumn, len(t.columns))
	for _, row := range t.rows {
		for _, i := range row.blocks {
			c := r.Doc.Blocks[i].Cell
			if c.Col == 0 || c.HeaderRow {
				continue
			}
			if in := &found[t.columnAt(c.Col)]; len(in.codes) <= maxCodes {
				in.add(r.Doc.Blocks[i].Text, leadingCode(r.Doc.Blocks[i].Text))
			}
		}
	}
	codes := map[int][]string{}
	for at, in := range found {
		if n := len(in.codes); n < 2 || n > maxCodes || in.filled < n+1 && !ranked(in.codes) || in.other > 0 && in.other*fewOthers > in.filled {
			continue
		}
		slices.Sort(in.codes)
		codes[t.columns[at].number] = in.codes
	}
	return codes
}

// maxCodes is how many codes a column can have.
const maxCodes = 5

// codeColumn is what the cells of a column hold.
type codeColumn struct {
	codes  []string
	filled int // cells with a code
	other  int // cells with something else, as the line of another firm has
}

// fewOthers is how many cells with a code there are for each one with something
// else.
const fewOthers = 5

func (c *codeColumn) add(text, code string) {
	switch {
	case strings.TrimSpace(text) == "", isYear(text):
		return // the line of the sum, or one of another year
	case code == "":
		c.other++
		return
	}
	c.filled++
	if !slices.Contains(c.codes, code) {
		c.codes = append(c.codes, code)
	}
}

// codeIn gives the code in a column of a row, "" without one.
func (r *Reading) codeIn(row *tableRow, col int) string {
	for _, i := range row.blocks {
		if c := r.Doc.Blocks[i].Cell; c.Col == col && !c.HeaderRow {
			return leadingCode(r.Doc.Blocks[i].Text)
		}
	}
	return ""
}

// textsNear gives the blocks near a table that may explain its codes.
func (r *Reading) textsNear(t *table) []int {
	if t.nearRead {
		return t.near
	}
	t.nearRead = true
	first, last := t.bounds()
	for i := max(0, first-legendReach); i <= last+legendReach && i < len(r.Blocks); i++ {
		if k := r.Doc.Blocks[i].Kind; k != sow.Cell && k != sow.Header && k != sow.Footer {
			t.near = append(t.near, i)
		}
	}
	return t.near
}

// explained gives what the sentence that explains a code says of its lines.
func (r *Reading) explained(t *table, code string, codes []string) sow.Polarity {
	for _, i := range r.textsNear(t) {
		b := &r.Doc.Blocks[i]
		if !strings.Contains(b.Text, code) || !r.holdsCode(i, code, codes) {
			continue
		}
		if s, ok := r.inKey(i, code, codes); ok {
			return cmp.Or(r.legendSays(i, s), r.answers(i, s))
		}
		tokens := r.TokensOf(i)
		for k, t := range tokens {
			if r.codeAt(i, k, codes) != code || !setOff(b.Text, int(t.Start), int(t.End)) && !r.labelsCode(i, k) {
				continue
			}
			s := r.Sentence(i, phrase.Hit{From: int32(k), To: int32(k) + 1})
			p := r.legendSays(i, r.upToNextCode(i, token.Span{From: int32(k), To: s.To}))
			if r.isWithout(i, s, k) {
				return insteadOf(p)
			}
			return p
		}
	}
	return ""
}

// isWithout tells whether a sentence speaks of the lines without a code: "lines
// without T are offers".
func (r *Reading) isWithout(i int, s token.Span, k int) bool {
	tokens := r.TokensOf(i)[s.From:k]
	for n := len(tokens); n > 0 && tokens[n-1].Flags&token.IsPunct != 0; n-- {
		tokens = tokens[:n-1]
	}
	return len(tokens) > 0 && phrase.Opens(tokens[len(tokens)-1:], r.WordsOf(list.Without))
}

// insteadOf gives what lines with a code are when those without it are p.
func insteadOf(p sow.Polarity) sow.Polarity {
	if keeps(p) {
		return ""
	}
	return sow.InScope
}

// holdsCode tells whether a token of block i reads as a code.
func (r *Reading) holdsCode(i int, code string, codes []string) bool {
	for k := range r.TokensOf(i) {
		if r.codeAt(i, k, codes) == code {
			return true
		}
	}
	return false
}

// codeAt gives the code that token k of a block may be: with the brackets around it
// where the codes have one with them, as "(X)" beside "X".
func (r *Reading) codeAt(i, k int, codes []string) string {
	t, text := r.TokensOf(i)[k], r.Doc.Blocks[i].Text
	if bracketed(text, int(t.Start), int(t.End)) && slices.Contains(codes, text[t.Start-1:t.End+1]) {
		return text[t.Start-1 : t.End+1]
	}
	return text[t.Start:t.End]
}

// isYear tells whether a cell holds nothing but a year.
func isYear(text string) bool {
	return len(text) == 4 && text[:2] == "20" && token.NextDigit(text, 2) == 2 && token.NextDigit(text, 3) == 3
}

// bracketed tells whether a part of a text stands in brackets.
func bracketed(text string, from, to int) bool {
	return from > 0 && from <= to && strings.HasSuffix(text[:from], "(") && strings.HasPrefix(text[to:], ")")
}

// inKey gives what stands behind a code in a line that explains several codes of
// its column one after another, up to the next: "C continues; N new; F for later".
func (r *Reading) inKey(i int, code string, codes []string) (s token.Span, ok bool) {
	tokens := r.TokensOf(i)
	s.From, s.To = -1, int32(len(tokens))
	seen := 0 // codes, one bit each
	for k, t := range tokens {
		if t.End-t.Start > utf8.UTFMax*section.MaxCode {
			continue
		}
		word := r.codeAt(i, k, codes)
		at := slices.Index(codes, word)
		if at < 0 || !r.beginsPart(i, k) {
			continue
		}
		if seen |= 1 << at; s.From >= 0 {
			s.To = min(s.To, int32(k))
		} else if word == code {
			s.From = int32(k)
		}
	}
	n := bits.OnesCount(uint(seen))
	return s, s.From >= 0 && n > 1 && n >= len(codes)-1
}

// answers reads the explanation of a code as the answer of a cell that it could be:
// "B: dropped", "F – later, without commitment".
func (r *Reading) answers(i int, s token.Span) sow.Polarity {
	tokens, text := r.TokensOf(i), r.Doc.Blocks[i].Text
	from := s.From + 1
	for from < s.To && tokens[from].Flags&token.IsPunct != 0 {
		from++
	}
	for to := s.To; to > from; to-- {
		if v, ok := r.Lex.Value(text[tokens[from].Start:tokens[to-1].End]); ok && v.Polarity != "" {
			return v.Polarity
		}
	}
	return ""
}

// beginsPart tells whether token k of a line begins a part of it: a mark, "and" or
// nothing stands before it.
func (r *Reading) beginsPart(i, k int) bool {
	tokens, lang := r.TokensOf(i), r.Blocks[i].Lang
	return k == 0 || tokens[k-1].Flags&token.IsPunct != 0 || lang != nil && phrase.Opens(tokens[k-1:k], lang.Words[list.And])
}

// setOff tells whether a code stands in quotes, or before a sign that explains it.
func setOff(text string, from, to int) bool {
	if bracketed(text, from, to) {
		from, to = from-1, to+1
	}
	before, _ := utf8.DecodeLastRuneInString(strings.TrimRight(text[:from], " \u00a0\u202f")) // « R »
	after, _ := utf8.DecodeRuneInString(strings.TrimLeft(text[to:], " "))
	return strings.ContainsRune("\"“„«‘'", before) || strings.ContainsRune("=:–—", after)
}

// labelsCode tells whether a word like "marked" stands before a code, or the mark
// that parts the codes of a key: "Codes: F furnished; N not furnished".
func (r *Reading) labelsCode(i, k int) bool {
	tokens, text := r.TokensOf(i), r.Doc.Blocks[i].Text
	if k == 0 {
		return false
	}
	words := r.WordsOf(list.CodeLabel)
	if phrase.Opens(tokens[k-1:k], words) {
		return true
	}
	return strings.ContainsAny(text[tokens[k-1].Start:tokens[k-1].End], ":;") && phrase.Opens(tokens, words)
}

// upToNextCode ends the explanation of a code where that of the next begins.
func (r *Reading) upToNextCode(i int, s token.Span) token.Span {
	b, tokens := &r.Doc.Blocks[i], r.TokensOf(i)
	for k := s.From + 1; k < s.To; k++ {
		t := tokens[k]
		if t.End-t.Start <= 3 && t.Flags&token.InitialCap != 0 && (setOff(b.Text, int(t.Start), int(t.End)) || r.labelsCode(i, int(k))) {
			return token.Span{From: s.From, To: k}
		}
	}
	return s
}

func (r *Reading) legendSays(i int, s token.Span) sow.Polarity {
	for _, p := range []sow.Polarity{sow.Excluded, sow.Optional, sow.Future, sow.Prerequisite} {
		if r.SaysCue(i, s, p) {
			if p == sow.Excluded && r.doneByUs(i, s) {
				continue // "is done by the supplier"
			}
			return p
		}
	}
	switch r.WhoseIn(r.Doc.Blocks[i].Text, r.TokensOf(i)[s.From:s.To]) {
	case page.Customers:
		return sow.Prerequisite
	case page.Thirds:
		return sow.Excluded
	case page.Nobodys, page.Partners:
	}
	switch {
	case r.SaysIn(i, s, list.Finished):
		return sow.Background
	case r.SaysIn(i, s, list.Delivered):
		return sow.InScope
	}
	return ""
}

// doneByUs tells whether the partner is named as the agent in a span in which
// nothing is denied.
func (r *Reading) doneByUs(i int, s token.Span) bool {
	tokens, text := r.TokensOf(i), r.Doc.Blocks[i].Text
	for k := s.From; k+1 < s.To; k++ {
		if phrase.Opens(tokens[k:], r.WordsOf(list.AgentBy)) && r.WhoseIn(text, tokens[k+1:min(s.To, k+4)]) == page.Partners {
			return !phrase.Within(tokens[s.From:k], r.WordsOf(list.ItNot))
		}
	}
	return false
}
