package page

import (
	"slices"
	"strings"

	"claimline/internal/detect/list"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// firmRows is the number of blocks at the start in which a document names the
// firms that it binds.
const firmRows = 12

// firmWords gives the first words, folded, of the two firms that the beginning
// of a document names, nil where it names more or fewer.
func (r *Reading) firmWords() (words []string) {
	forms := r.WordsOf(list.FirmForms)
	for i := range min(firmRows, len(r.Blocks)) {
		tokens, text := r.TokensOf(i), r.Doc.Blocks[i].Text
		if k := r.Doc.Blocks[i].Kind; k == sow.Cell || k == sow.Header || k == sow.Footer {
			continue
		}
		for k := 1; k < len(tokens); k++ {
			if tokens[k].Flags&token.InitialCap == 0 || !phrase.Opens(tokens[k:], forms) {
				continue
			}
			if word := firstOfFirm(text, tokens[:k]); word != "" && !slices.Contains(words, word) {
				words = append(words, word)
			}
		}
	}
	if len(words) != 2 {
		return nil
	}
	return words
}

// firstOfFirm gives the first word of the capitals that some tokens end with, no
// word of the language: "Between Penhallow Garden Centres".
func firstOfFirm(text string, tokens []token.Token) string {
	word := ""
	for k := len(tokens) - 1; k >= 0; k-- {
		t := tokens[k]
		said := text[t.Start:t.End]
		switch {
		case t.Flags&token.IsPunct != 0 && strings.ContainsAny(said, "&-"):
		case t.Flags&token.InitialCap != 0 && t.Flags&(token.IsPunct|token.Closing) == 0:
			if t.ID == 0 && len(said) > 3 {
				word = token.Fold(said)
			}
		default:
			k = 0
		}
	}
	return word
}
