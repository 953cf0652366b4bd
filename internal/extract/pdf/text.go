package pdf

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// normal is the form in which text is compared and kept: NFKC, white space
// folded to single spaces.
func normal(s string) string {
	if isPlain(s) {
		return s
	}
	return strings.Join(strings.Fields(norm.NFKC.String(s)), " ")
}

// isPlain reports whether a text is ASCII with single blanks between its words,
// as most are.
func isPlain(s string) bool {
	blank := true
	for i := range len(s) {
		switch c := s[i]; {
		case c == ' ' && blank, c < ' ', c >= 0x80:
			return false
		default:
			blank = c == ' '
		}
	}
	return !blank || s == ""
}

// joinLines makes one paragraph of the lines of one. A marked hyphen at the
// end of a line goes, unless the next line starts with a capital or a digit:
// then it is part of the word ("SharePoint-Migration").
func joinLines(lines []line) string {
	var b strings.Builder
	for i, ln := range lines {
		t := ln.text()
		if i > 0 {
			prev := lines[i-1]
			switch {
			case prev.hyphen || endsWithHyphen(prev.text()):
				cut := strings.TrimRight(b.String(), "-‐")
				b.Reset()
				b.WriteString(cut)
				r, _ := utf8.DecodeRuneInString(t)
				how := unknown
				if j := prev.words[len(prev.words)-1].joint; j != nil {
					how = *j
				}
				if how == hard || how == unknown && !unicode.IsLower(r) {
					b.WriteByte('-')
				}
			case !joinsWithout(b.String(), t):
				b.WriteByte(' ')
			}
		}
		b.WriteString(t)
		if i == len(lines)-1 && ln.hyphen {
			b.WriteByte('-')
		}
	}
	return normal(b.String())
}

// endsWithHyphen reports a hyphen behind a letter or digit, as a word broken by its
// author has it.
func endsWithHyphen(s string) bool {
	if s == "" || s[len(s)-1] != '-' && !strings.HasSuffix(s, "‐") {
		return false
	}
	head := strings.TrimRight(s, "-‐")
	if len(head) == len(s) {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(head)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// joinsWithout reports whether two lines join without a space: in Japanese and
// Chinese, and behind a slash.
func joinsWithout(a, b string) bool {
	x, n := utf8.DecodeLastRuneInString(a)
	y, _ := utf8.DecodeRuneInString(b)
	if x == '/' && unicode.IsLetter(y) { // a path, or "and/or"
		first, _, _ := strings.Cut(b, " ")
		return !strings.HasSuffix(a[:len(a)-n], " ") || strings.Contains(first, "/")
	}
	return wide(x) && wide(y)
}

func wide(r rune) bool {
	return r >= firstHan && (unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || r >= 0x3000 && r <= 0x30FF || r >= 0xFF00 && r <= 0xFFEF)
}

// firstHan is where the characters without spaces between words begin.
const firstHan = 0x2E80

// repairUTF8 undoes a mistake of producers that write UTF-8 into tables of
// UTF-16: Cyrillic and Greek letters then arrive as the Hangul syllables from U+CE80
// to U+D1BF, and no other syllables are there.
func repairUTF8(text []rune) {
	const least = 8 // syllables, below which a page may well be Korean
	n := 0
	for _, r := range text {
		if r < 0xAC00 || r > 0xD7A3 {
			continue
		}
		if !twoBytes(r) {
			return
		}
		n++
	}
	if n < least {
		return
	}
	for i, r := range text {
		if twoBytes(r) {
			text[i], _ = utf8.DecodeRune([]byte{byte(r >> 8), byte(r & 0xFF)}) //nolint:gosec // the two bytes of a 16-bit value
		}
	}
}

// twoBytes reports whether the two bytes of a code are a Greek or Cyrillic
// letter in UTF-8.
func twoBytes(r rune) bool { return r>>8 >= 0xCE && r>>8 <= 0xD1 && r&0xC0 == 0x80 }
