package detect

import (
	"unicode"
	"unicode/utf8"
)

// token is one word or one punctuation mark of a block. Bytes [start:end) are
// those of the original text, soft hyphens and marks inside a word included.
type token struct {
	start, end int32
	id         int32 // of the folded word in the vocabulary; 0 is a word that no phrase has
	flags      tokenFlags
}

// tokenFlags say what a token is besides its word.
type tokenFlags uint8

// The flags.
const (
	isPunct    tokenFlags = 1 << iota // a punctuation mark; id is its ASCII code when a phrase has it
	initialCap                        // starts with a capital or a digit
	afterBreak                        // a line break stands before it
	afterDash                         // a dash between spaces stands before it
	number                            // starts with a digit
	closing                           // the last of its sentence
	corrected                         // the id is that of another word, which is one edit away
)

// maxWord is the longest word that can be part of a phrase, in folded bytes.
const maxWord = 64

// Classes of ASCII bytes for the tokenizer.
const (
	classPunct = iota
	classWord
	classSpace
	classDash
	classOther // not ASCII
)

var asciiClass = func() (t [256]uint8) {
	for c := range 256 {
		switch b := byte(c); {
		case b >= utf8.RuneSelf:
			t[c] = classOther
		case b >= '0' && b <= '9', b >= 'a' && b <= 'z', b >= 'A' && b <= 'Z':
			t[c] = classWord
		case b <= ' ' || b == 0x7f || b == '_':
			t[c] = classSpace
		case b == '-':
			t[c] = classDash
		}
	}
	return t
}()

var asciiLower = func() (t [256]byte) {
	for c := range 256 {
		t[c] = byte(c)
		if c >= 'A' && c <= 'Z' {
			t[c] = byte(c) + 'a' - 'A'
		}
	}
	return t
}()

// runeKind says what a character outside ASCII is to the tokenizer.
type runeKind uint8

const (
	kindPunct runeKind = iota
	kindWord
	kindSpace
	kindDash
	kindDrop // soft hyphen, zero width, combining mark, registered sign
)

func kindOf(r rune) runeKind {
	switch {
	case r == 0xAD, r == 0xAE, r == 0x2122, r == 0x2120,
		r >= 0x200B && r <= 0x200D, r == 0x2060, r == 0xFEFF, r >= 0x300 && r <= 0x36F:
		return kindDrop
	case r == 0xA0, r >= 0x2000 && r <= 0x200A, r == 0x202F, r == 0x205F, r == 0x3000, r == 0x2028, r == 0x2029:
		return kindSpace
	case r >= 0x2010 && r <= 0x2015, r == 0x2212:
		return kindDash
	case unicode.IsLetter(r), unicode.IsDigit(r):
		return kindWord
	}
	return kindPunct
}

// latinBase folds letters with diacritics to their base, so that text without
// accents (capital headings, OCR) matches the phrases as they are written.
var latinBase = func() (t [0x180]string) {
	for r, base := range map[rune]string{
		'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'đ': "d", 'ł': "l", 'ı': "i", 'þ': "th", 'ð': "d",
	} {
		t[r] = base
	}
	for base, variants := range map[string]string{
		"a": "àáâãäåāăą", "c": "çćĉċč", "d": "ď", "e": "èéêëēĕėęě", "g": "ĝğġģ", "h": "ĥħ", "i": "ìíîïĩīĭį",
		"j": "ĵ", "k": "ķ", "l": "ĺļľŀ", "n": "ñńņňŉ", "o": "òóôõöōŏő", "r": "ŕŗř", "s": "śŝşš", "t": "ţťŧ",
		"u": "ùúûüũūŭůűų", "w": "ŵ", "y": "ýÿŷ", "z": "źżž",
	} {
		for _, r := range variants {
			t[r] = base
		}
	}
	return t
}()

// ligatures are written as their letters, from U+FB00 on.
var ligatures = [...]string{"ff", "fi", "fl", "ffi", "ffl", "st", "st"}

// appendFolded adds the folded form of r to a word.
func appendFolded(word []byte, r rune) []byte {
	if r < utf8.RuneSelf {
		return append(word, asciiLower[r])
	}
	r = unicode.ToLower(r)
	switch {
	case r < 0x180 && latinBase[r] != "":
		return append(word, latinBase[r]...)
	case r >= 0xFB00 && r < 0xFB00+rune(len(ligatures)):
		return append(word, ligatures[r-0xFB00]...)
	}
	return utf8.AppendRune(word, r)
}

// tokenizer cuts text into tokens. Its buffer is reused from block to block.
type tokenizer struct {
	words *vocabulary
	buf   [maxWord + utf8.UTFMax]byte
}

// tokens appends the tokens of text to dst.
func (z *tokenizer) tokens(text string, dst []token) []token {
	var gap tokenFlags
	for i := 0; i < len(text); {
		switch asciiClass[text[i]] {
		case classSpace:
			if text[i] == '\n' {
				gap |= afterBreak
			}
			i++
		case classDash:
			gap |= dashGap(text, i, 1)
			i++
		case classWord:
			t := z.word(text, i)
			t.flags |= gap
			dst, i, gap = append(dst, t), int(t.end), 0
		case classPunct:
			c := text[i]
			t := token{int32(i), int32(i + 1), z.words.punct[c], isPunct | gap}
			dst, i, gap = append(dst, t), i+1, 0
		default:
			dst, i, gap = z.wide(text, i, dst, gap)
		}
	}
	return dst
}

// lower gives the small letter of a capital in ASCII, any other byte as it is.
func lower(c byte) byte { return asciiLower[c] }

// wordByte tells whether a byte is a letter or digit in ASCII.
func wordByte(c byte) bool { return asciiClass[c] == classWord }

// wordRune tells whether a character is a letter or digit to the tokenizer.
func wordRune(r rune) bool {
	return kindOf(r) == kindWord && (r >= utf8.RuneSelf || wordByte(byte(r)))
}

// dashGap gives afterDash for a dash of n bytes at i that has space on both sides.
func dashGap(text string, i, n int) tokenFlags {
	if i > 0 && i+n < len(text) && asciiClass[text[i-1]] == classSpace && asciiClass[text[i+n]] == classSpace {
		return afterDash
	}
	return 0
}

// wide handles a character outside ASCII that does not continue a word.
func (z *tokenizer) wide(text string, i int, dst []token, gap tokenFlags) ([]token, int, tokenFlags) {
	r, n := utf8.DecodeRuneInString(text[i:])
	switch kindOf(r) {
	case kindWord:
		t := z.word(text, i)
		t.flags |= gap
		return append(dst, t), int(t.end), 0
	case kindDash:
		return dst, i + n, gap | dashGap(text, i, n)
	case kindSpace, kindDrop:
		return dst, i + n, gap
	case kindPunct:
	}
	return append(dst, token{int32(i), int32(i + n), z.words.wide(r), isPunct | gap}), i + n, 0
}

// word reads the word at text[i:]. A word that is broken by a hyphen at a
// line's end is joined when the joined form is known.
func (z *tokenizer) word(text string, i int) token {
	var key keyBuilder
	end := i
	for end < len(text) {
		c := foldByte[text[end]]
		if c == 0 {
			break
		}
		key.add(c)
		end++
	}
	if end < len(text) && text[end] >= utf8.RuneSelf {
		return z.wideWord(text, i)
	}
	t := token{start: int32(i), end: int32(end), id: z.words.lookup(key.key(end-i), text[i:end]), flags: asciiFlags[text[i]]}
	if end+2 < len(text) && text[end] == '-' && text[end+1] == '\n' {
		z.rejoin(text, &t)
	}
	return t
}

// wideWord reads a word that has letters outside ASCII.
func (z *tokenizer) wideWord(text string, i int) token {
	t := token{start: int32(i)}
	word := z.buf[:0]
	end := i
	for end < len(text) {
		if c := foldByte[text[end]]; c != 0 {
			if len(word) < maxWord {
				word = append(word, c)
			}
			end++
			continue
		}
		if text[end] < utf8.RuneSelf {
			break
		}
		r, n := utf8.DecodeRuneInString(text[end:])
		k := kindOf(r)
		if k != kindWord && k != kindDrop {
			break
		}
		if k == kindWord && len(word) < maxWord {
			word = appendFolded(word, r)
		}
		end += n
	}
	t.end, t.flags = int32(end), asciiFlags[text[i]]
	if r, _ := utf8.DecodeRuneInString(text[i:]); unicode.IsUpper(r) {
		t.flags |= initialCap
	}
	t.id = z.words.find(word)
	if end+2 < len(text) && text[end] == '-' && text[end+1] == '\n' {
		z.rejoin(text, &t)
	}
	return t
}

// rejoin extends a word over a hyphen and a line break when the whole is known.
func (z *tokenizer) rejoin(text string, t *token) {
	word := z.buf[:0]
	for _, r := range text[t.start:t.end] {
		if len(word) < maxWord && kindOf(r) != kindDrop {
			word = appendFolded(word, r)
		}
	}
	if joined, e := z.joined(text, int(t.end), word); joined != 0 {
		t.id, t.end = joined, int32(e)
	}
}

// foldByte gives the small letter or digit of an ASCII byte of a word, 0 for
// any other byte.
var foldByte = func() (t [256]byte) {
	for c := range 256 {
		if asciiClass[c] == classWord {
			t[c] = asciiLower[c]
		}
	}
	return t
}()

var asciiFlags = func() (t [256]tokenFlags) {
	for c := 'A'; c <= 'Z'; c++ {
		t[c] = initialCap
	}
	for c := '0'; c <= '9'; c++ {
		t[c] = initialCap | number
	}
	return t
}()

// joined looks up word plus the small letters that go on after a hyphen and a
// line break at text[end:]. It gives the id of the whole and its end, or 0.
func (z *tokenizer) joined(text string, end int, word []byte) (id int32, to int) {
	e := end + 2
	for e < len(text) && text[e] >= 'a' && text[e] <= 'z' && len(word) < maxWord {
		word = append(word, text[e])
		e++
	}
	if e == end+2 {
		return 0, 0
	}
	return z.words.find(word), e
}
