package token

import "strings"

// IsNumberSign tells whether token k of a text is the word "No" that only opens a
// number, "No. 4": it denies nothing.
func IsNumberSign(text string, tokens []Token, k int) bool {
	t := tokens[k]
	if t.End-t.Start != 2 || t.Flags&InitialCap == 0 || !strings.EqualFold(text[t.Start:t.End], "no") {
		return false
	}
	if k++; k < len(tokens) && text[tokens[k].Start] == '.' {
		k++
	}
	return k < len(tokens) && tokens[k].Flags&Number != 0
}
