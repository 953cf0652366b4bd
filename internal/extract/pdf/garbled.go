package pdf

import "unicode"

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
		n, runes, apart := measure(w)
		if apart < 0 {
			return false
		}
		if n == 0 || apart > 0 {
			continue
		}
		count++
		letters += n
		if n >= 25 {
			long++
		}
		if n == 1 && runes == 1 {
			single++
		}
	}
	return count >= 12 && (long*100 > count && long > 2 || float64(letters)/float64(count) > 11 || single*4 > count && single > 10)
}

// measure counts the letters and characters of a word and the characters of an
// address in it, which make it long; apart is negative in a script without
// spaces between words.
func measure(w string) (letters, runes, apart int) {
	for _, r := range w {
		runes++
		switch {
		case r == '/' || r == '@' || r == '_' || r == '.':
			apart++
		case unicode.IsLetter(r):
			letters++
		}
		if wide(r) {
			return 0, 0, -1
		}
	}
	return letters, runes, apart
}

func (p *page) garbled() bool {
	words := make([]string, 0, len(p.words))
	for i := range p.words {
		words = append(words, p.words[i].text)
	}
	return Garbled(words, p.chars, p.bad)
}
