package table

import (
	"slices"
	"strings"

	"claimline/internal/detect/list"
	"claimline/internal/detect/phrase"
)

// speaksOfOthers tells whether a selection calls its rows by a word that heads the
// rows of another table: "lots 1 and 3" are rows of the table of lots, and no items.
func (r *Reading) speaksOfOthers(sel selection, t *table, bearing []int) bool {
	words := r.rowWords(sel.block)
	named := func(t *table) bool { return slices.ContainsFunc(words, r.headsRows(t)) }
	return !named(t) && slices.ContainsFunc(bearing, func(n int) bool { return named(r.tables[n]) })
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

// headsRows gives whether a word, in one of its forms, is the head of the first
// column of a table: "Los" heads "Lose", "Pos." heads "Positionen".
func (r *Reading) headsRows(t *table) func(word string) bool {
	head := strings.ToLower(strings.Trim(t.column(0).head, " .:"))
	return func(word string) bool {
		return len(head) > 1 && strings.HasPrefix(word, head) || len(head)-len(word) <= mostEnding && strings.HasPrefix(head, word)
	}
}

// mostEnding is how many bytes the head may have more than the word: "option", "Options".
const mostEnding = 2
