package table

import (
	"slices"

	"claimline/internal/detect/list"
	"claimline/internal/detect/page"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// ReadRemarks reads the sentence after a list or a table that speaks of all of
// it: "None of these is part of the order."
func (r *Reading) ReadRemarks() {
	for i := 1; i < len(r.Blocks); i++ {
		k := r.Doc.Blocks[i-1].Kind
		if r.Doc.Blocks[i].Kind != sow.Paragraph || k != sow.ListItem && k != sow.Cell {
			continue
		}
		if p := r.remarkIn(i); p != "" {
			r.remarkOn(i-1, p)
		}
	}
}

// anaphoraAtStart is how many words at the start of a sentence that names a product
// may speak of what stands above it instead.
const anaphoraAtStart = 5

// namesIn tells whether a sentence names a product.
func (r *Reading) namesIn(i int, s token.Span) bool {
	return slices.ContainsFunc(r.HitsOf(i, phrase.Name), func(h phrase.Hit) bool { return h.From >= s.From && h.To <= s.To })
}

// remarkIn gives what the first sentence of block i says of what stands above.
func (r *Reading) remarkIn(i int) sow.Polarity {
	lang, tokens := r.Blocks[i].Lang, r.TokensOf(i)
	if lang == nil || len(tokens) == 0 {
		return ""
	}
	s := r.Sentence(i, phrase.Hit{From: 0, To: 1})
	if !phrase.Within(tokens[:s.To], lang.Words[list.AnaphoraList]) || phrase.Opens(tokens, lang.Words[list.Only]) {
		return ""
	}
	if r.namesIn(i, s) && !phrase.Within(tokens[:min(s.To, anaphoraAtStart)], lang.Words[list.AnaphoraList]) {
		return "" // "Source and work items stay where they are: Azure DevOps" speaks of what it names
	}
	for _, p := range []sow.Polarity{sow.Excluded, sow.Optional, sow.Future} {
		if r.SaysCue(i, s, p) {
			return p
		}
	}
	return ""
}

// remarkOn gives the list or table that ends at block i a polarity.
func (r *Reading) remarkOn(i int, p sow.Polarity) {
	kind, c := r.Doc.Blocks[i].Kind, r.Doc.Blocks[i].Cell
	for ; i >= 0 && r.Doc.Blocks[i].Kind == kind; i-- {
		if c != nil && r.Doc.Blocks[i].Cell.Table != c.Table {
			return
		}
		if at := &r.Blocks[i].Row; at.Polarity == "" {
			*at = page.RowValue{Polarity: p, Cue: "remark"}
		}
	}
}
