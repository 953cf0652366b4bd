package detect

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"claimline/internal/sow"
)

// legendReach is the number of blocks before and after a table in which its
// codes are explained.
const legendReach = 6

// readLegend reads a column of codes that a sentence near the table explains:
// "Lines marked L only send logs; the customer runs them".
func (r *reading) readLegend(t *table) {
	first, last := t.bounds()
	columns := r.codeColumns(t)
	for _, col := range slices.Sorted(maps.Keys(columns)) {
		order := ranked(columns[col])
		for _, code := range columns[col] {
			p := cmp.Or(r.explained(code, first, last), r.codeMeaning(code))
			if p == "" && order {
				p = priorities[code]
			}
			if p == "" || p == sow.InScope {
				continue
			}
			for _, row := range t.rows {
				if r.rowSays(row, col, code) {
					r.setRow(row, p, "table.legend")
				}
			}
		}
	}
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
func (r *reading) codeColumns(t *table) map[int][]string {
	found := make([]codeColumn, len(t.columns))
	for _, row := range t.rows {
		for _, i := range row.blocks {
			c := r.doc.Blocks[i].Cell
			if c.Col == 0 || c.HeaderRow {
				continue
			}
			if in := &found[t.columnAt(c.Col)]; len(in.codes) <= maxCodes {
				in.add(leadingCode(r.doc.Blocks[i].Text))
			}
		}
	}
	codes := map[int][]string{}
	for at, in := range found {
		if n := len(in.codes); n < 2 || n > maxCodes || in.filled < n+1 && !ranked(in.codes) {
			continue
		}
		slices.Sort(in.codes)
		codes[t.columns[at].number] = in.codes
	}
	return codes
}

// maxCodes is how many codes a column can have.
const maxCodes = 5

// codeColumn is what the cells of a column hold as long as they hold codes.
type codeColumn struct {
	codes  []string
	filled int // cells; far below zero when one of them holds something else
}

func (c *codeColumn) add(code string) {
	if code == "" {
		c.filled = -1 << 20
		return
	}
	c.filled++
	c.codes = appendNew(c.codes, code)
}

func (r *reading) rowSays(row *tableRow, col int, code string) bool {
	return slices.ContainsFunc(row.blocks, func(i int) bool {
		c := r.doc.Blocks[i].Cell
		return c.Col == col && !c.HeaderRow && leadingCode(r.doc.Blocks[i].Text) == code
	})
}

// explained gives what the sentence that explains a code says of its lines.
func (r *reading) explained(code string, first, last int) sow.Polarity {
	for i := max(0, first-legendReach); i <= last+legendReach && i < len(r.blocks); i++ {
		b := &r.doc.Blocks[i]
		if b.Kind == sow.Cell || b.Kind == sow.Header || b.Kind == sow.Footer {
			continue
		}
		if !strings.Contains(b.Text, code) {
			continue
		}
		tokens := r.tokensOf(i)
		for k, t := range tokens {
			if b.Text[t.start:t.end] != code || !setOff(b.Text, int(t.start), int(t.end)) {
				continue
			}
			s := r.sentence(i, hit{from: int32(k), to: int32(k) + 1})
			return r.legendSays(i, r.upToNextCode(i, span{int32(k), s.to}))
		}
	}
	return ""
}

// setOff tells whether a code stands in quotes, or before a sign that explains it.
func setOff(text string, from, to int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:from])
	after, _ := utf8.DecodeRuneInString(strings.TrimLeft(text[to:], " "))
	return strings.ContainsRune("\"“„«‘'", before) || strings.ContainsRune("=:–—", after)
}

// upToNextCode ends the explanation of a code where that of the next begins.
func (r *reading) upToNextCode(i int, s span) span {
	b, tokens := &r.doc.Blocks[i], r.tokensOf(i)
	for k := s.from + 1; k < s.to; k++ {
		t := tokens[k]
		if t.end-t.start <= 3 && t.flags&initialCap != 0 && setOff(b.Text, int(t.start), int(t.end)) {
			return span{s.from, k}
		}
	}
	return s
}

func (r *reading) legendSays(i int, s span) sow.Polarity {
	for _, p := range []sow.Polarity{sow.Excluded, sow.Optional, sow.Future, sow.Prerequisite} {
		if r.saysCue(i, s, p) {
			return p
		}
	}
	switch r.whoseIn(r.doc.Blocks[i].Text, r.tokensOf(i)[s.from:s.to]) {
	case customers:
		return sow.Prerequisite
	case thirds:
		return sow.Excluded
	case nobodys, partners:
	}
	return ""
}
