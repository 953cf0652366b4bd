package detect

import (
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// cellValue is what a cell says that holds an answer: yes, no, or a sense of its
// own.
type cellValue struct {
	answer   string
	polarity sow.Polarity
}

// maxValue is the longest text, in bytes, that is looked up as an answer.
const maxValue = 60

// value reads a text as an answer: one of the words of the contexts.
func (x *lexicon) value(text string) (cellValue, bool) {
	if len(text) > maxValue || !x.opens.May(text) {
		return cellValue{}, false
	}
	var buf [2 * maxValue]byte
	if folded, ok := token.AppendFoldedText(buf[:0], text); ok {
		v, ok := x.values[string(folded)]
		return v, ok
	}
	v, ok := x.values[token.FoldText(text)]
	return v, ok
}
