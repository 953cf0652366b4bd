package analyze

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// small gives a byte of ASCII text in lower case, and any other byte itself.
var small = func() (t [256]byte) {
	for c := range 256 {
		t[c] = byte(c)
		if 'A' <= c && c <= 'Z' {
			t[c] = byte(c) + 'a' - 'A'
		}
	}
	return t
}()

// foldable gives a text that is in lower case but for letters of ASCII: most
// texts themselves.
func foldable(text string) string {
	for i := 0; i < len(text); {
		switch {
		case i+8 <= len(text) && eightASCII(text[i:i+8]):
			i += 8
			continue
		case text[i] < utf8.RuneSelf:
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if r == utf8.RuneError || unicode.ToLower(r) != r {
			return strings.ToLower(text)
		}
		i += size
	}
	return text
}

// eightASCII tells whether the first eight bytes of a text are ASCII: they are read as
// one number.
func eightASCII(s string) bool {
	_ = s[7]
	eight := uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 | uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
	return eight&0x8080808080808080 == 0
}

// hasFoldedPrefix tells whether a text that is foldable begins with words in
// lower case.
func hasFoldedPrefix(text, prefix string) bool {
	if len(text) < len(prefix) {
		return false
	}
	for i := range len(prefix) {
		if small[text[i]] != prefix[i] {
			return false
		}
	}
	return true
}

// holdsFolded tells whether a text has words in it that are given in lower
// case, in whatever case it writes them.
func holdsFolded(text, words string) bool {
	text = foldable(text)
	if words == "" {
		return true
	}
	for i := 0; i+len(words) <= len(text); i++ {
		if small[text[i]] == words[0] && hasFoldedPrefix(text[i:], words) {
			return true
		}
	}
	return false
}
