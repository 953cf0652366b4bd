package pdf

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Garbled reports whether a text layer looks broken: characters without a
// meaning, words run together, or letters set apart. It catches crude
// failures, not words that are missing.
func Garbled(words []string, chars, bad int) bool {
	if chars < 40 || len(words) < 12 {
		return false
	}
	return bad*50 > chars || oddWords(words)
}

// oddWords reports whether too many words are run together or set apart.
func oddWords(words []string) bool {
	letters, long, single, count := 0, 0, 0, 0
	for _, w := range words {
		if strings.ContainsFunc(w, wide) {
			return false
		}
		n := countLetters(w)
		if n == 0 || strings.ContainsAny(w, "/@_.") {
			continue
		}
		count++
		letters += n
		if n >= 25 {
			long++
		}
		if n == 1 && utf8.RuneCountInString(w) == 1 {
			single++
		}
	}
	return count >= 12 && (long*100 > count && long > 2 || float64(letters)/float64(count) > 11 || single*4 > count && single > 10)
}

func countLetters(s string) (n int) {
	for _, r := range s {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}

func (p *page) garbled() bool {
	words := make([]string, 0, len(p.words))
	for _, w := range p.words {
		words = append(words, w.text)
	}
	return Garbled(words, p.chars, p.bad)
}
