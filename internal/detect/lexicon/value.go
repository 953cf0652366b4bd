package lexicon

import (
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// Value is what a cell says that holds an answer: yes, no, or a sense of its
// own.
type Value struct {
	Answer   string
	Polarity sow.Polarity
}

// maxValue is the longest text, in bytes, that is looked up as an answer.
const maxValue = 60

// Value reads a text as an answer: one of the words of the contexts.
func (x *Lexicon) Value(text string) (Value, bool) {
	if len(text) > maxValue || !x.opens.May(text) {
		return Value{}, false
	}
	var buf [2 * maxValue]byte
	if folded, ok := token.AppendFoldedText(buf[:0], text); ok {
		if !x.opens.MayBe(folded) {
			return Value{}, false
		}
		v, ok := x.values[string(folded)]
		return v, ok
	}
	v, ok := x.values[token.FoldText(text)]
	return v, ok
}

// MayOpenValue tells whether a text may be an answer, or go on from one behind a
// blank or a mark.
func (x *Lexicon) MayOpenValue(text string) bool { return !x.opens.Strange(text) }
