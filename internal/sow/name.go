package sow

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// longestName bounds the name that history entries carry.
const longestName = 80

// BadName says what is wrong with a person's name, or "". A name that looks like
// another one would defeat four eyes, so only letters, digits and a few signs go.
func BadName(name string) string {
	switch {
	case strings.TrimSpace(name) == "":
		return "Write the name that the history shall show."
	case utf8.RuneCountInString(name) > longestName:
		return "Write a shorter name, 80 characters at most."
	case strings.EqualFold(strings.TrimSpace(name), "claimline"):
		return "That is the program's own name; write yours."
	}
	for _, c := range name {
		if !unicode.IsLetter(c) && !unicode.IsDigit(c) && !unicode.IsMark(c) && !strings.ContainsRune(" .,'’-_@+()", c) {
			return "Write the name with letters, digits and . , ' - _ @ + ( ) only."
		}
	}
	return ""
}
