package table

import (
	"slices"
	"strings"

	"claimline/internal/detect/list"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
)

// maxCodeOf is the length in bytes of the code of a lot or phase with its word.
const maxCodeOf = 16

// codesOf gives the codes of a column, with its folded head, that holds hardly
// anything else.
func (r *Reading) codesOf(t *table, col *tableColumn, head string) (codes []string) {
	if col.head == "" || len(strings.Fields(col.head)) > 2 {
		return nil
	}
	other := 0
	for _, row := range t.rows {
		switch code := r.codeOf(row, col, head); {
		case code == "":
			other++
		case !slices.Contains(codes, code):
			codes = append(codes, code)
		}
	}
	if 3*other > len(t.rows) {
		return nil
	}
	return codes
}

// codeOf gives the folded code that a row holds in a column, without the word that
// heads the column: "Lot 2" below "Lot" is "2".
func (r *Reading) codeOf(row *tableRow, col *tableColumn, head string) string {
	for _, i := range row.blocks {
		b := &r.Doc.Blocks[i]
		if b.Cell.Col != col.number || b.Cell.HeaderRow {
			continue
		}
		if len(b.Text) > maxCodeOf {
			return ""
		}
		return strings.TrimPrefix(token.FoldText(b.Text), head+" ")
	}
	return ""
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
	words := strings.Fields(text)
	for k := 0; len(head) > 1 && len(head) < 4 && k+len(head) < len(words); k++ {
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
