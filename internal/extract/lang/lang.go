// Package lang tells the language of a text by its most frequent small words.
// It knows the languages in which statements of work reach the program:
// English, German, French, Spanish, Polish, Dutch, Italian, Portuguese and
// Japanese.
package lang

import (
	"maps"
	"math/bits"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// words lists, for each language, words that are frequent in it and rare in
// the others. A word of two languages counts for both.
var words = map[string]string{
	"en": "the and of to in for is on with that this by are be as will from not or which at an has have it their shall all any these its been were does under between after before if other must may our we you your they than",
	"de": "der die das und von zu den mit für ist im des nicht auf eine ein dem sich werden wird sind auch als bei nach aus einer einem einen zum zur durch oder wie über vor bis nur kann hat keine wir sowie gemäß je alle diese dieser bleibt",
	"fr": "le la les des et de du une est pour dans par sur au aux pas plus avec sont qui que ce cette être ou en un ne se sa son ses leur leurs entre sans sous après avant tous toutes selon nous vous il elle n'est d'une",
	"es": "el la los las de del y en para por con una un es se no al que su sus como más son lo este esta entre sin sobre será están también todos según desde hasta cada no o cuando",
	"pl": "i w na z do się nie jest oraz dla przez od za po przy jak są lub będzie co to ten ta te tym tego który która które ich jego jej zostanie może nie ze pod przed bez",
	"nl": "de het een en van voor met zijn op niet is te in aan door worden wordt bij uit als naar deze dit die of ook over na tot door er geen onze wij alle",
	"it": "il lo la gli le di del della dei delle e per con una un è sono non che in nel nella al alla da dal come più si su o anche tra questo questa tutti essere entro",
	"pt": "o a os as de do da dos das e em para por com uma um é são não que no na nos nas ao à como mais se ou também entre esta este será pelo pela todos sem até",
}

// languages are the codes of words and, last, of the language that is told by
// its syllables.
var languages = append(slices.Sorted(maps.Keys(words)), "ja")

const japanese = 8 // index of "ja" in languages

// index gives the languages of a word, a bit for each.
var index = func() map[string]uint16 {
	out := map[string]uint16{}
	for i, language := range languages {
		for w := range strings.FieldsSeq(words[language]) {
			out[w] |= 1 << i
		}
	}
	return out
}()

// IsCommon reports whether a word is one of the small words of a language.
// Text that was read right is full of them.
func IsCommon(word string) bool {
	if len(word) < 2 {
		return false
	}
	word = trimMarks(word)
	return len(word) <= longest && word != "" && !odd(word) && index[strings.ToLower(word)] != 0
}

// odd reports whether a word is none of the small words by its first letter and
// its length, which only letters of ASCII keep in capitals.
func odd(word string) bool {
	if shapes[word[0]|0x20]&(1<<len(word)) != 0 {
		return false
	}
	for i := range len(word) {
		if word[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// trimMarks is strings.Trim(s, ".,;:()").
func trimMarks(s string) string {
	for s != "" && isMark(s[0]) {
		s = s[1:]
	}
	for s != "" && isMark(s[len(s)-1]) {
		s = s[:len(s)-1]
	}
	return s
}

func isMark(c byte) bool { return c == '.' || c == ',' || c == ';' || c == ':' || c == '(' || c == ')' }

// longest is how many bytes the longest small word takes, and some more: capitals
// can be longer than small letters.
var longest = func() (n int) {
	for w := range index {
		n = max(n, 3*len(w))
	}
	return n
}()

// Count is how often the small words of each language occur in a text, and
// how many Japanese syllables. Counts can be added up.
type Count [japanese + 1]int

// Add counts the words of a text.
func (c *Count) Add(text string) {
	lower := strings.ToLower(text)
	start := -1
	for i, r := range lower {
		if r >= firstKana && unicode.In(r, unicode.Hiragana, unicode.Katakana) {
			c[japanese]++
		}
		if 'a' <= r && r <= 'z' || r == '\'' || r > 0x7F && unicode.IsLetter(r) {
			if start < 0 {
				start = i
			}
			continue
		}
		if start >= 0 {
			c.word(lower[start:i])
			start = -1
		}
	}
	if start >= 0 {
		c.word(lower[start:])
	}
}

func (c *Count) word(w string) {
	if len(w) > 63 || shapes[w[0]]&(1<<len(w)) == 0 {
		return
	}
	for set := index[w]; set != 0; set &= set - 1 {
		c[bits.TrailingZeros16(set)]++
	}
}

// shapes has, for each first byte, a bit for each length of a small word. It
// tells at once that most words are none.
var shapes = func() (out [256]uint64) {
	for w := range index {
		out[w[0]] |= 1 << len(w)
	}
	return out
}()

// firstKana is where the syllables begin; most texts have no character beyond.
const firstKana = 0x3040

// Join adds the counts of another text.
func (c *Count) Join(other *Count) {
	for i, n := range other {
		c[i] += n
	}
}

// Best gives the ISO 639-1 code of the language with the most words, or ""
// when there are fewer than least or two languages are as likely.
func (c *Count) Best(least int) string {
	best, second := 0, 0
	for i, n := range c {
		switch {
		case n > c[best]:
			best, second = i, c[best]
		case i > 0:
			second = max(second, n)
		}
	}
	if c[best] < max(least, 1) || 5*second > 4*c[best] {
		return ""
	}
	return languages[best]
}

// Detect gives the ISO 639-1 code of the language of a text, or "" when the
// text is too short or too mixed to tell.
func Detect(text string) string {
	var c Count
	c.Add(text)
	return c.Best(3)
}
