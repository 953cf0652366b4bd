package table

import (
	"slices"
	"strings"

	"claimline/internal/detect/list"
	"claimline/internal/detect/page"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
)

// maxCodeOf is the length in bytes of the code of a lot or phase with its word.
const maxCodeOf = 16

// codesOf gives the code of each row in a column, with its folded head, that holds
// hardly anything else, and these codes each once.
func (r *Reading) codesOf(t *table, col *tableColumn, head string) (of, codes []string) {
	if col.head == "" || len(strings.Fields(col.head)) > 2 {
		return nil, nil
	}
	other := 0
	of = r.codesByRow(t, col, head)
	for _, code := range of {
		switch {
		case code == "":
			other++
		case !slices.Contains(codes, code):
			codes = append(codes, code)
		}
	}
	if 3*other > len(t.rows) {
		return nil, nil
	}
	return of, codes
}

// codesByRow gives the folded code of each row of a table, without the word that
// heads the column: "Lot 2" below "Lot" is "2", and so is "2 Productivity". A row
// without a cell there belongs to the one above it.
func (r *Reading) codesByRow(t *table, col *tableColumn, head string) []string {
	codes, last := make([]string, len(t.rows)), ""
	for n, row := range t.rows {
		at := slices.IndexFunc(row.blocks, func(i int) bool { return r.Doc.Blocks[i].Cell.Col == col.number })
		if at >= 0 {
			if last = ""; !r.Doc.Blocks[row.blocks[at]].Cell.HeaderRow {
				last = codeIn(r.Doc.Blocks[row.blocks[at]].Text, head)
			}
		}
		codes[n] = last
	}
	return codes
}

// codeIn gives the code that the cell of a lot or phase holds.
func codeIn(text, head string) string {
	if len(text) > maxCodeOf && (len(text) > page.MaxPseudo || !holdsDigit(text)) {
		return ""
	}
	code := strings.TrimPrefix(token.FoldText(text), head+" ")
	if number, name, named := strings.Cut(code, " "); named && strings.Trim(number, "0123456789") == "" && name != "" && (name[0] < '0' || name[0] > '9') {
		return number
	}
	if len(text) > maxCodeOf {
		return ""
	}
	return code
}

// namedAfter gives the codes that a text lists behind a word: "lots 1 and 2".
func (r *Reading) namedAfter(text, head string, codes []string) (named []string) {
	for at := 0; ; {
		k := strings.Index(text[at:], " "+head)
		if k < 0 {
			return append(named, r.listed(afterInitials(text, head), head, codes)...)
		}
		at += k + 1 + len(head)
		rest := strings.TrimLeft(strings.TrimPrefix(strings.TrimPrefix(text[at:], "e"), "n"), "s")
		named = append(named, r.listed(rest, head, codes)...)
	}
}

// afterInitials gives what stands behind the words whose first letters are a head
// of letters, with the blank before it: " 3" of "this is work package 3" for "wp".
func afterInitials(text, head string) string {
	if len(head) < 2 || len(head) > 3 {
		return ""
	}
	words := strings.Fields(text)
	for k := 0; k+len(head) < len(words); k++ {
		for n, word := range words[k : k+len(head)] {
			if word[0] != head[n] {
				break
			}
			if n+1 == len(head) {
				return " " + strings.Join(words[k+len(head):], " ")
			}
		}
	}
	return ""
}

// bare gives the number of a code of letters and a number: "3" of "wp3".
func bare(code string) string {
	number := strings.TrimLeft(code, "abcdefghijklmnopqrstuvwxyz")
	if len(code)-len(number) > 3 {
		return code
	}
	return number
}

// listed gives the codes that a text begins with, one after the other. What
// stands right behind the word, without a blank, is the code with its word: "WP3".
func (r *Reading) listed(text, head string, codes []string) (named []string) {
	if glued, _, _ := strings.Cut(text, " "); glued != "" {
		if code := head + strings.Trim(glued, ".,;:()"); slices.Contains(codes, code) {
			return []string{code}
		}
		return nil
	}
	through := false
	for word := range strings.FieldsSeq(text) {
		code := strings.Trim(word, ".,;:()")
		at := slices.IndexFunc(codes, func(c string) bool { return c == code || bare(c) == code })
		if at >= 0 {
			code = codes[at]
		}
		switch {
		case at >= 0 && through:
			named = append(named, codes[min(at, slices.Index(codes, named[len(named)-1])):at+1]...)
		case at >= 0:
			named = append(named, code)
		case len(named) > 0 && phrase.Opens(r.HeadOf(code).Tokens, r.WordsOf(list.Through)):
			through = true
			continue
		case len(named) == 0 || len(code) > 3: // at most "and", "und", "et"
			return named
		}
		through = false
	}
	return named
}
