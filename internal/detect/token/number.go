package token

import "strings"

// OpensNumber tells whether some tokens begin with a word of two letters, written
// with a capital, that a number follows: "No. 4".
func OpensNumber(tokens []Token) bool {
	if tokens[0].End-tokens[0].Start != 2 || tokens[0].Flags&InitialCap == 0 {
		return false
	}
	k := 1
	if k < len(tokens) && tokens[k].Flags&IsPunct != 0 {
		k++
	}
	return k < len(tokens) && tokens[k].Flags&Number != 0
}

// IsNumberSign tells whether some tokens of a text begin with the word "No" that only
// opens a number, "No. 4": it denies nothing. "No, 4" does.
func IsNumberSign(text string, tokens []Token) bool {
	return OpensNumber(tokens) && strings.EqualFold(text[tokens[0].Start:tokens[0].End], "no") &&
		(tokens[1].Flags&IsPunct == 0 || text[tokens[1].Start] == '.')
}
