package detect

import (
	"claimline/internal/detect/list"
	"claimline/internal/detect/phrase"
	"claimline/internal/sow"
)

// readRemarks reads the sentence after a list or a table that speaks of all of
// it: "None of these is part of the order."
func (r *tableReading) readRemarks() {
	for i := 1; i < len(r.blocks); i++ {
		k := r.doc.Blocks[i-1].Kind
		if r.doc.Blocks[i].Kind != sow.Paragraph || k != sow.ListItem && k != sow.Cell {
			continue
		}
		if p := r.remarkIn(i); p != "" {
			r.remarkOn(i-1, p)
		}
	}
}

// remarkIn gives what the first sentence of block i says of what stands above.
func (r *tableReading) remarkIn(i int) sow.Polarity {
	lang, tokens := r.blocks[i].lang, r.tokensOf(i)
	if lang == nil || len(tokens) == 0 {
		return ""
	}
	s := r.sentence(i, phrase.Hit{From: 0, To: 1})
	if !phrase.Within(tokens[:s.To], lang.Words[list.AnaphoraList]) || phrase.Opens(tokens, lang.Words[list.Only]) {
		return ""
	}
	for _, p := range []sow.Polarity{sow.Excluded, sow.Optional, sow.Future} {
		if r.saysCue(i, s, p) {
			return p
		}
	}
	return ""
}

// remarkOn gives the list or table that ends at block i a polarity.
func (r *tableReading) remarkOn(i int, p sow.Polarity) {
	kind, c := r.doc.Blocks[i].Kind, r.doc.Blocks[i].Cell
	for ; i >= 0 && r.doc.Blocks[i].Kind == kind; i-- {
		if c != nil && r.doc.Blocks[i].Cell.Table != c.Table {
			return
		}
		if at := &r.blocks[i].row; at.polarity == "" {
			*at = cellValueAt{p, "remark"}
		}
	}
}
