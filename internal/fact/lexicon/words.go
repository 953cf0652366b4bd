package lexicon

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"claimline/internal/octet"
)

// Word is one word of a text: letters and digits without a break.
type Word struct {
	*Term
	Start, End int   // bytes in the original text
	Hits       int32 // of a line: number of its first hit that begins here or behind
	Capital    bool  // as that of the term, which lies farther away
	Glued      bool  // only spaces, hyphens, points, quotes or apostrophes stand before it
	tag        tag   // as that of the lexeme, which lies farther away
}

// Words cuts a text into its words.
func Words(text string) []Word {
	n := CountWords(text)
	if n == 0 {
		return nil
	}
	out, list, prev := make([]Word, 0, n), make([]Term, 0, n), 0
	for start, end := nextWord(text, 0); start < end; start, end = nextWord(text, end) {
		list = append(list, newTerm(text[start:end]))
		t := &list[len(list)-1]
		out = append(out, Word{Term: t, Start: start, End: end, Capital: t.capital, Glued: Glue(text[prev:start])})
		prev = end
	}
	return out
}

// Folded gives the words of a text, folded.
func Folded(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for start, end := nextWord(text, 0); start < end && yield(Fold(text[start:end])); start, end = nextWord(text, end) {
		}
	}
}

// CountWords gives the number of words of a text.
func CountWords(text string) (n int) {
	for start, end := nextWord(text, 0); start < end; start, end = nextWord(text, end) {
		n++
	}
	return n
}

// MoreWords tells whether a text has more than n words.
func MoreWords(text string, n int) bool {
	for start, end := nextWord(text, 0); start < end; start, end = nextWord(text, end) {
		if n--; n < 0 {
			return true
		}
	}
	return false
}

// nextWord gives the place of the first word at or behind byte i, an empty
// range for none.
func nextWord(text string, i int) (start, end int) {
	start = wordStart(text, i)
	return start, wordEnd(text, start)
}

// wordEnd gives the first byte at or behind i that is no part of words.
func wordEnd(text string, i int) int {
	for {
		for i < len(text) && wordASCII[text[i]] {
			i++
		}
		if i == len(text) || text[i] < utf8.RuneSelf {
			return i
		}
		in, size := wordPart(text, i)
		if !in {
			return i
		}
		i += size
	}
}

// lastWord gives the place of the last word of a text, an empty range for none.
func lastWord(text string) (start, end int) {
	for end = len(text); end > 0; {
		r, size := utf8.DecodeLastRuneInString(text[:end])
		if in, _ := wordPart(text, end-size); in && r != utf8.RuneError {
			break
		}
		end -= size
	}
	for start = end; start > 0; {
		_, size := utf8.DecodeLastRuneInString(text[:start])
		if in, _ := wordPart(text, start-size); !in {
			break
		}
		start -= size
	}
	return start, end
}

// wordPart tells whether the character at byte i is part of words, and its
// size.
func wordPart(text string, i int) (in bool, size int) {
	if c := text[i]; c < utf8.RuneSelf {
		return wordASCII[c], 1
	}
	r, size := utf8.DecodeRuneInString(text[i:])
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r), size
}

// Glue tells whether a phrase may run over what stands between two words.
func Glue(between string) bool {
	if between == " " {
		return true
	}
	for _, r := range between {
		switch r {
		case ' ', '\u00a0', '\u202f', '\u2009', '\n', '\t', '-', '\u2010', '\u2011', '\'', '\u2019', '.', '"', '\u201c', '\u201d', '\u201e', '\u00ab', '\u00bb', '/', '&', '+', '_', '*':
		default:
			return false
		}
	}
	return true
}

var unaccented = pairs(
	"à", "a", "á", "a", "â", "a", "ã", "a", "ä", "a", "å", "a", "ā", "a", "ç", "c", "č", "c", "ć", "c", "è", "e", "é", "e", "ê", "e", "ë", "e", "ē", "e", "ę", "e",
	"ì", "i", "í", "i", "î", "i", "ï", "i", "ñ", "n", "ń", "n", "ò", "o", "ó", "o", "ô", "o", "õ", "o", "ö", "o", "ø", "o", "š", "s", "ś", "s",
	"ù", "u", "ú", "u", "û", "u", "ü", "u", "ý", "y", "ÿ", "y", "ž", "z", "ź", "z", "ż", "z", "ł", "l", "ß", "ss", "œ", "oe", "æ", "ae",
	"\u0300", "", "\u0301", "", "\u0302", "", "\u0303", "", "\u0308", "", "\u0327", "")

// pairs makes a map of characters and what stands for each.
func pairs(list ...string) map[rune]string {
	out := make(map[rune]string, len(list)/2)
	for i := 0; i+1 < len(list); i += 2 {
		r, _ := utf8.DecodeRuneInString(list[i])
		out[r] = list[i+1]
	}
	return out
}

// Fold makes spellings of a word equal: case, accents, ß and ligatures.
func Fold(s string) string {
	if lower, ok := octet.Lower(s); ok {
		return lower
	}
	return foldRunes(s)
}

func foldRunes(s string) string {
	var b strings.Builder
	b.Grow(len(s) + 4)
	for _, r := range s {
		r = unicode.ToLower(r)
		if to, ok := unaccented[r]; ok {
			b.WriteString(to)
		} else {
			b.WriteRune(r)
		}
	}
	if b.Len() == 0 { // nothing but accents: a word is never empty
		return s
	}
	return b.String()
}

// atom is one word of a compiled phrase.
type atom struct {
	text   string
	prefix bool // any word with this beginning
	gap    bool // up to maxGap words of any kind
}

// differs tells whether the atom is another word, as a cheap look tells.
func (a *atom) differs(word string) bool { return !a.gap && !a.prefix && a.text != word }

const maxGap = 4 // words that ".." stands for

// compile turns a phrase of the pack into atoms.
func compile(phrase string) []atom {
	var out []atom
	for field := range strings.FieldsSeq(phrase) {
		if field == ".." {
			out = append(out, atom{gap: true})
			continue
		}
		prefix := strings.HasSuffix(field, "*")
		ws := Words(field)
		for i, w := range ws {
			out = append(out, atom{text: w.Text, prefix: prefix && i == len(ws)-1})
		}
	}
	return out
}

// matchesBehind tells where the words end that the atoms take, 0 for no match.
// The first atoms are known to stand before word i.
func matchesBehind(atoms []atom, known int, ws []Word, i int) int {
	for k := known; k < len(atoms); k++ {
		a := &atoms[k]
		if a.gap {
			for skip := range maxGap + 1 {
				if i+skip >= len(ws) {
					return 0
				}
				if end := matchesBehind(atoms[k+1:], 0, ws, i+skip); end > 0 {
					return end
				}
			}
			return 0
		}
		if i >= len(ws) || k > 0 && !atoms[k-1].gap && !ws[i].Glued {
			return 0
		}
		if text := ws[i].Text; text != a.text && (!a.prefix || !strings.HasPrefix(text, a.text)) {
			return 0
		}
		i++
	}
	return i
}

// Texts gives the folded words.
func Texts(ws []Word) []string {
	out := make([]string, len(ws))
	for i, w := range ws {
		out[i] = w.Text
	}
	return out
}

// Boundary moves i to the next start of a word.
func Boundary(s string, i int) int {
	for i > 0 && i < len(s) && (!utf8.RuneStart(s[i]) || s[i-1] != ' ') {
		i++
	}
	return min(i, len(s))
}

// WordSet holds the words of some texts.
func WordSet(texts ...string) map[string]bool {
	out := map[string]bool{}
	for _, text := range texts {
		for w := range strings.FieldsSeq(text) {
			out[w] = true
		}
	}
	return out
}
