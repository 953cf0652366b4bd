// Package token cuts text into words and marks and numbers the words that
// phrases hold. A word is folded before it is looked up: capitals, accents,
// ligatures, soft hyphens and breaks at a line's end make no other word of it.
package token

import (
	"unicode"
	"unicode/utf8"

	"claimline/internal/octet"
)

// Token is one word or one punctuation mark of a block. Bytes [start:end) are
// those of the original text, soft hyphens and marks inside a word included.
type Token struct {
	Start, End int32
	ID         int32 // of the folded word in the vocabulary; 0 is a word that no phrase has
	Flags      Flags
}

// Flags say what a token is besides its word.
type Flags uint8

// The flags.
const (
	IsPunct    Flags = 1 << iota // a punctuation mark; id is its ASCII code when a phrase has it
	InitialCap                   // starts with a capital or a digit
	AfterBreak                   // a line break stands before it
	AfterDash                    // a dash between spaces stands before it
	Number                       // starts with a digit
	Closing                      // the last of its sentence
	Corrected                    // the id is that of another word, which is one edit away
)

// MaxWord is the longest word that can be part of a phrase, in folded bytes.
const MaxWord = 64

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

// Tokenizer cuts text into tokens. Its buffer is reused from block to block.
type Tokenizer struct {
	Words *Vocabulary
	buf   [MaxWord + utf8.UTFMax]byte
}

// Tokens appends the tokens of text to dst.
func (z *Tokenizer) Tokens(text string, dst []Token) []Token {
	var gap Flags
	for i := 0; i < len(text); {
		switch asciiClass[text[i]] {
		case classSpace:
			if text[i] == '\n' {
				gap |= AfterBreak
			}
			i++
		case classDash:
			gap |= dashGap(text, i, 1)
			i++
		case classWord:
			t := z.word(text, i)
			t.Flags |= gap
			dst, i, gap = append(dst, t), int(t.End), 0
			if i < len(text) && text[i] == ' ' {
				i++ // mostly
			}
		case classPunct:
			c := text[i]
			t := Token{int32(i), int32(i + 1), z.Words.punct[c], IsPunct | gap}
			dst, i, gap = append(dst, t), i+1, 0
		default:
			dst, i, gap = z.wide(text, i, dst, gap)
		}
	}
	return dst
}

// Lower gives the small letter of a capital in ASCII, any other byte as it is.
func Lower(c byte) byte { return asciiLower[c] }

// WordByte tells whether a byte is a letter or digit in ASCII.
func WordByte(c byte) bool { return asciiClass[c] == classWord }

// WordRune tells whether a character is a letter or digit to the tokenizer.
func WordRune(r rune) bool {
	return kindOf(r) == kindWord && (r >= utf8.RuneSelf || WordByte(byte(r)))
}

// dashGap gives AfterDash for a dash of n bytes at i that has space on both sides.
func dashGap(text string, i, n int) Flags {
	if i > 0 && i+n < len(text) && asciiClass[text[i-1]] == classSpace && asciiClass[text[i+n]] == classSpace {
		return AfterDash
	}
	return 0
}

// wide handles a character outside ASCII that does not continue a word.
func (z *Tokenizer) wide(text string, i int, dst []Token, gap Flags) ([]Token, int, Flags) {
	r, n := utf8.DecodeRuneInString(text[i:])
	switch kindOf(r) {
	case kindWord:
		t := z.word(text, i)
		t.Flags |= gap
		return append(dst, t), int(t.End), 0
	case kindDash:
		return dst, i + n, gap | dashGap(text, i, n)
	case kindSpace, kindDrop:
		return dst, i + n, gap
	case kindPunct:
	}
	return append(dst, Token{int32(i), int32(i + n), z.Words.wide(r), IsPunct | gap}), i + n, 0
}

// word reads the word at text[i:]: mostly a short one of ASCII, which is its key.
func (z *Tokenizer) word(text string, i int) Token {
	var eightBytes uint64
	if i+8 <= len(text) {
		eightBytes = octet.First(text[i : i+8])
	} else {
		eightBytes = octet.Last(text, i)
	}
	folded, n := octet.Fold(eightBytes)
	end := i + n
	if n > shortWord || end < len(text) && (text[end] >= utf8.RuneSelf || text[end] == '-') {
		return z.anyWord(text, i, folded, n)
	}
	return Token{Start: int32(i), End: int32(end), ID: z.Words.short(firstOf(folded, n)), Flags: asciiFlags[text[i]]}
}

// anyWord reads the word at text[i:], of which the first eight bytes are folded. A
// word that is broken by a hyphen at a line's end is joined when the joined form is
// known.
func (z *Tokenizer) anyWord(text string, i int, folded uint64, n int) Token {
	key, end := asciiWord(text, i, folded, n)
	if end < len(text) && text[end] >= utf8.RuneSelf {
		return z.wideWord(text, i)
	}
	t := Token{Start: int32(i), End: int32(end), ID: z.Words.lookup(key, text[i:end]), Flags: asciiFlags[text[i]]}
	if end+2 < len(text) && text[end] == '-' && text[end+1] == '\n' {
		z.rejoin(text, &t)
	}
	return t
}

// wideWord reads a word that has letters outside ASCII.
func (z *Tokenizer) wideWord(text string, i int) Token {
	t := Token{Start: int32(i)}
	word := z.buf[:0]
	end := i
	for end < len(text) {
		if c := foldByte[text[end]]; c != 0 {
			if len(word) < MaxWord {
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
		if k == kindWord && len(word) < MaxWord {
			word = appendFolded(word, r)
		}
		end += n
	}
	t.End, t.Flags = int32(end), asciiFlags[text[i]]
	if r, _ := utf8.DecodeRuneInString(text[i:]); unicode.IsUpper(r) {
		t.Flags |= InitialCap
	}
	t.ID = z.Words.Find(word)
	if end+2 < len(text) && text[end] == '-' && text[end+1] == '\n' {
		z.rejoin(text, &t)
	}
	return t
}

// rejoin extends a word over a hyphen and a line break when the whole is known.
func (z *Tokenizer) rejoin(text string, t *Token) {
	word := z.buf[:0]
	for _, r := range text[t.Start:t.End] {
		if len(word) < MaxWord && kindOf(r) != kindDrop {
			word = appendFolded(word, r)
		}
	}
	if joined, e := z.joined(text, int(t.End), word); joined != 0 {
		t.ID, t.End = joined, int32(e)
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

var asciiFlags = func() (t [256]Flags) {
	for c := 'A'; c <= 'Z'; c++ {
		t[c] = InitialCap
	}
	for c := '0'; c <= '9'; c++ {
		t[c] = InitialCap | Number
	}
	return t
}()

// joined looks up word plus the small letters that go on after a hyphen and a
// line break at text[end:]. It gives the id of the whole and its end, or 0.
func (z *Tokenizer) joined(text string, end int, word []byte) (id int32, to int) {
	e := end + 2
	for e < len(text) && text[e] >= 'a' && text[e] <= 'z' && len(word) < MaxWord {
		word = append(word, text[e])
		e++
	}
	if e == end+2 {
		return 0, 0
	}
	return z.Words.Find(word), e
}
