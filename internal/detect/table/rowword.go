package table

import (
	"slices"
	"strings"

	"claimline/internal/detect/list"
	"claimline/internal/detect/phrase"
)

// headed keeps of the tables that bear the rows of a selection those whose rows the
// selection calls by the word at their head, all where there are none: "lots 1 and 3" are
// rows of the table of lots, and no items.
func (r *Reading) headed(sel selection, bearing []int) []int {
	words := r.rowWords(sel.block)
	var named []int
	for _, n := range bearing {
		if slices.ContainsFunc(words, r.tables[n].headedBy()) {
			named = append(named, n)
		}
	}
	if named == nil {
		return bearing
	}
	return named
}

// rowWords gives the words for rows in a block, "lots", in small letters.
func (r *Reading) rowWords(block int) (words []string) {
	text, tokens := r.Doc.Blocks[block].Text, r.TokensOf(block)
	for k := range tokens {
		if phrase.Opens(tokens[k:], r.Blocks[block].Lang.Words[list.Rows]) {
			words = append(words, strings.ToLower(text[tokens[k].Start:tokens[k].End]))
		}
	}
	return words
}

// headedBy gives whether a word, in one of its forms, is the head of the first column
// of a table: "Los" heads "Lose", "Pos." heads "Positionen".
func (t *table) headedBy() func(word string) bool {
	head := strings.ToLower(strings.Trim(t.column(0).head, " .:"))
	return func(word string) bool {
		return len(head) > 1 && strings.HasPrefix(word, head) || len(head)-len(word) <= mostEnding && strings.HasPrefix(head, word)
	}
}

// mostEnding is how many bytes the head may have more than the word: "option", "Options".
const mostEnding = 2
