package token

import "strings"

// Span is a range of indices of a shared slice.
type Span struct{ From, To int32 }

// UntilPunct counts the tokens before the first punctuation mark.
func UntilPunct(tokens []Token) int {
	for k, t := range tokens {
		if t.Flags&IsPunct != 0 && k > 0 {
			return k
		}
	}
	return len(tokens)
}

// UntilMark is UntilPunct for words that may have an apostrophe: "the bank's".
func UntilMark(text string, tokens []Token) int {
	for k, t := range tokens {
		if t.Flags&IsPunct != 0 && k > 0 && text[t.Start] != '\'' && !strings.HasPrefix(text[t.Start:], "’") {
			return k
		}
	}
	return len(tokens)
}
