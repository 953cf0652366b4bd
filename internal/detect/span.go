package detect

import (
	"strings"
)

// span is a range of indices of a shared slice.
type span struct{ from, to int32 }

// untilPunct counts the tokens before the first punctuation mark.
func untilPunct(tokens []token) int {
	for k, t := range tokens {
		if t.flags&isPunct != 0 && k > 0 {
			return k
		}
	}
	return len(tokens)
}

// untilMark is untilPunct for words that may have an apostrophe: "the bank's".
func untilMark(text string, tokens []token) int {
	for k, t := range tokens {
		if t.flags&isPunct != 0 && k > 0 && text[t.start] != '\'' && !strings.HasPrefix(text[t.start:], "’") {
			return k
		}
	}
	return len(tokens)
}
