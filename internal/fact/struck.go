package fact

import (
	"bytes"
	"slices"

	"claimline/internal/sow"
)

// withoutStruck gives a document with blanks for what is struck out of it: an amount
// or a day that was replaced states nothing. Nothing moves, and the document that
// was given stays as it is.
func withoutStruck(doc sow.Document) sow.Document {
	for i := range doc.Blocks {
		if isStruck := func(m sow.Mark) bool { return m.Kind == sow.Struck }; slices.ContainsFunc(doc.Blocks[i].Marks, isStruck) {
			return blanked(doc, i)
		}
	}
	return doc
}

// blanked is withoutStruck from the first block with anything struck.
func blanked(doc sow.Document, first int) sow.Document {
	doc.Blocks = slices.Clone(doc.Blocks)
	for i := first; i < len(doc.Blocks); i++ {
		text := []byte(doc.Blocks[i].Text)
		for _, m := range doc.Blocks[i].Marks {
			if m.Kind == sow.Struck {
				copy(text[m.Start:m.End], bytes.Repeat([]byte{' '}, m.End-m.Start))
			}
		}
		doc.Blocks[i].Text = string(text)
	}
	return doc
}
