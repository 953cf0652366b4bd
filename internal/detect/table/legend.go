package table

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"claimline/internal/detect/list"
	"claimline/internal/detect/page"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/octet"
	"claimline/internal/sow"
)

// legendReach is the number of blocks before and after a table in which its
// codes are explained.
const legendReach = 6

// readLegend reads columns of codes that a sentence near the table explains:
// "Lines marked L only send logs; the customer runs them". Several columns with
// the same codes ask the same of several places or parts: what is delivered in
// one of them is delivered.
//
// In a matrix of responsibilities only the column of the partner counts.
func (r *Reading) readLegend(t *table, ours int) {
	columns := r.codeColumns(t)
	if ours >= 0 {
		maps.DeleteFunc(columns, func(col int, _ []string) bool { return col != ours })
	}
	if len(columns) == 0 {
		return
	}
	says := map[int]map[string]sow.Polarity{} // by column and code
	for col, codes := range columns {
		says[col] = r.codesSay(t, codes)
	}
	numbers, keyed := slices.Sorted(maps.Keys(columns)), r.keyed(says)
	for _, row := range t.rows {
		r.dropAnswer(row, keyed)
		for _, col := range numbers {
			code := r.codeIn(row, col)
			switch p := says[col][code]; {
			case p == sow.InScope:
				r.setRow(row, p, TableAnswer)
			case p != "" && !slices.ContainsFunc(numbers, func(other int) bool {
				beside := r.codeIn(row, other)
				return beside != "" && !isDash(beside) && keeps(says[other][beside]) && alike(columns[col], columns[other])
			}):
				r.setRow(row, p, "table.legend")
			}
		}
	}
}

// keyed gives the columns whose codes mean what a key says, whatever answers they
// are elsewhere.
func (r *Reading) keyed(says map[int]map[string]sow.Polarity) (columns []int) {
	for col, codes := range says {
		if !r.areAnswers(codes) {
			columns = append(columns, col)
		}
	}
	return columns
}

// dropAnswer forgets the answer of a row that was read into letters of such columns:
// in them "X" may be no tick, and "S" no Spanish yes.
func (r *Reading) dropAnswer(row *tableRow, keyed []int) {
	if !slices.ContainsFunc(keyed, func(col int) bool {
		code := strings.Trim(r.codeIn(row, col), "()")
		return len(code) == 1 && code != "-"
	}) {
		return
	}
	for _, i := range row.blocks {
		if r.Blocks[i].Row.Cue == TableAnswer {
			r.Blocks[i].Row = page.RowValue{}
		}
	}
}

// areAnswers tells whether a key refuses no code, or the codes are answers and it
// refuses no other than those that say no.
func (r *Reading) areAnswers(codes map[string]sow.Polarity) bool {
	refused, answers := false, true
	for code, p := range codes {
		v, ok := r.Lex.Value(code)
		refused = refused || !keeps(p)
		answers = answers && ok && (keeps(p) || v.Answer == "no")
	}
	return !refused || answers
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
			if r.codeAt(i, k, codes) != code {
				continue
			}
			s := r.Sentence(i, phrase.Hit{From: int32(k), To: int32(k) + 1})
			if !setOff(b.Text, int(t.Start), int(t.End)) && !r.labelsCode(i, k) {
				if p := r.codeBehind(i, k); p != "" {
					return p
				}
				continue
			}
			p := r.legendSays(i, r.upToNextCode(i, token.Span{From: int32(k), To: s.To}))
			if r.isWithout(i, s, k) {
				return insteadOf(p)
			}
			return p
		}
	}
	return ""
}

// isYear tells whether a cell holds nothing but a year.
func isYear(text string) bool {
	return len(text) == 4 && text[:2] == "20" && octet.NextDigit(text, 2) == 2 && octet.NextDigit(text, 3) == 3
}

// legendSays gives what the explanation of a code says of its lines.
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
