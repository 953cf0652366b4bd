package lexicon

import (
	"slices"
	"strings"
	"sync/atomic"
	"unicode"
	"unicode/utf8"

	"claimline/internal/fact/written"
	"claimline/internal/octet"
)

// Term is a word in one spelling, with what is looked up for it once. It fills
// one line of the processor's cache.
type Term struct {
	Text     string // folded: lower case, no accents
	Spelling string
	begins   *begins // as of the lexeme, which lies farther away
	Lexeme   *Lexeme // nil for a word that is not kept
	second   int32   // as of the lexeme
	capital  bool    // begins with a capital letter or is a number
	sought   bool    // begins and second are known
	Marks    TermMarks
	tag      tag // as of the lexeme
	_        [6]byte
}

// Lexeme is what is known of a word in all its spellings. Those who read a
// document beside each other look up numbers and cues, all of them the same.
type Lexeme struct {
	Text    string
	begins  *begins       // the phrases that may begin with it, nil for none
	Numbers atomic.Uint64 // as those who weigh words number it and its beginning, 0 before
	round   uint32        // of the FirstWords to which first belongs
	first   int32
	second  int32         // its number among the second words of phrases, 0 for none
	cues    atomic.Uint32 // in the language of which the number stands above them; 0 before any was asked for
	classes wordClasses
	sought  bool // begins and second are known
	tag     tag
}

// begins are the phrases that may begin with one word.
type begins struct {
	opens []*opening // of the longer ones
	one   []Hit      // of those that are this word alone
	some  uint64     // as of the openings together
	rest  bool       // some opening has phrases without a whole second word
}

// TermMarks are what readers look for in the spelling of a word.
type TermMarks uint16

// What is noted of a term.
const (
	HoldsShort   TermMarks = 1 << iota // letters of an abbreviation of an agreement
	IsTenantHost                       // "onmicrosoft"
	IsMonth                            // the name of a month
	isThousand                         // as in a year in words
	SaysProvider                       // "csp"
	HoldsCoin                          // letters of a currency
	HoldsDigit
	EndsInMos // as Spanish verbs of what we do
	SaysGST   // "gst"
)

// YearInWords is what the block of a day holds of which nothing is in digits.
const YearInWords = IsMonth | isThousand

func newTerm(spelling string) Term {
	first, _ := utf8.DecodeRuneInString(spelling)
	return Term{Spelling: spelling, Text: Fold(spelling), capital: unicode.IsUpper(first) || unicode.IsDigit(first)}
}

// Terms are the words that documents hold, by their spelling: an open hash
// table, because no word is ever taken out.
type Terms struct {
	slots         []slot
	filled        int
	rounds        uint32   // of FirstWords
	free          []Term   // of the last array
	arrays        [][]Term // with all terms
	spare         [][]Term // arrays of terms that have been forgotten
	abbreviations []Abbreviation
	begun         *Tags // of the lexemes in the FirstWords made last
}

// mark notes what the spelling of a term holds.
func (t *Terms) mark(m *Term) {
	switch m.Text {
	case "onmicrosoft":
		m.Marks |= IsTenantHost
	case "csp":
		m.Marks |= SaysProvider
	case "gst":
		m.Marks |= SaysGST
	}
	if _, ok := written.Month(strings.TrimLeft(m.Spelling, "0123456789")); ok {
		m.Marks |= IsMonth
	}
	if written.SaysThousand(m.Text) {
		m.Marks |= isThousand
	}
	if written.HoldsCoinWord(m.Spelling) {
		m.Marks |= HoldsCoin
	}
	if written.HasDigit(m.Spelling) {
		m.Marks |= HoldsDigit
	}
	if len(m.Text) > 5 && strings.HasSuffix(m.Text, "mos") {
		m.Marks |= EndsInMos
	}
	for _, a := range t.abbreviations {
		if start, end := nextWord(a.Text, 0); strings.Contains(m.Spelling, a.Text[start:end]) {
			m.Marks |= HoldsShort
		}
	}
}

// Know makes the terms mark the abbreviations of the lexicon.
func (t *Terms) Know(x *Lexicon) { t.abbreviations = x.Short }

// slot is the place of one term. Words of up to shortWord bytes are told apart
// by their keys alone.
type slot struct {
	key  uint64
	term *Term
}

const (
	firstSlots = 1 << 10
	termShelf  = 256    // terms in one array
	mostTerms  = 24_000 // that outlive a document
	longTerm   = 64     // bytes of a word that is not kept in the table
)

// Forget drops the terms when there are too many.
func (t *Terms) Forget() {
	if t.filled > mostTerms {
		clear(t.slots)
		*t = Terms{abbreviations: t.abbreviations, slots: t.slots, begun: t.begun, spare: append(t.spare, t.arrays...)}
	}
}

// shortWord is how many bytes of a word its key holds.
const shortWord = 7

// Of gives the term of a spelling.
func (t *Terms) Of(spelling string) *Term { return t.of(spelling, keyOf(spelling)) }

// short is Of for a word of at most shortWord bytes, the first ones of x.
func (t *Terms) short(word string, x uint64) *Term {
	key := shortKey(x, len(word))
	if n := len(t.slots); n > 0 {
		if s := &t.slots[spread(key)&uint32(n-1)]; s.key == key && s.term != nil { //nolint:gosec // as in of
			return s.term
		}
	}
	return t.of(word, key)
}

// of gives the term of a spelling, which has the key.
func (t *Terms) of(spelling string, key uint64) *Term {
	if last := uint32(len(t.slots)) - 1; len(t.slots) > 0 { //nolint:gosec // at most mostTerms and the words of one document
		for i := spread(key) & last; t.slots[i].term != nil; i = (i + 1) & last {
			if s := &t.slots[i]; s.key == key && (len(spelling) <= shortWord || s.term.Spelling == spelling) {
				return s.term
			}
		}
	}
	return t.make(spelling, key)
}

// make makes the term of a spelling that has none.
func (t *Terms) make(spelling string, key uint64) *Term {
	if len(spelling) > longTerm { // no word that comes again
		long := newTerm(spelling)
		t.mark(&long)
		return &long
	}
	if 2*t.filled >= len(t.slots) {
		t.grow()
	}
	out := t.add(spelling)
	t.place(slot{key, out})
	return out
}

// place puts a new term into the table.
func (t *Terms) place(s slot) {
	last := uint32(len(t.slots) - 1) //nolint:gosec // as in of
	i := spread(s.key) & last
	for t.slots[i].term != nil {
		i = (i + 1) & last
	}
	t.slots[i] = s
}

// add makes a term. All spellings of a word share a lexeme: that of the folded
// one, which becomes a term too.
func (t *Terms) add(spelling string) *Term {
	if len(t.free) == 0 {
		t.free = t.array()
	}
	out := &t.free[0]
	t.free = t.free[1:]
	*out = newTerm(strings.Clone(spelling)) // outlives the document
	t.mark(out)
	t.filled++
	if out.Text != out.Spelling {
		if base := t.Of(out.Text); base.Lexeme != nil && base.Text == out.Text {
			out.Text, out.Lexeme, out.tag = base.Text, base.Lexeme, base.tag
			return out
		}
	}
	out.tag = tagOf(out.Text)
	out.Lexeme = &Lexeme{Text: out.Text, tag: out.tag}
	return out
}

// array gives room for terms: that of forgotten ones, where there is some.
func (t *Terms) array() []Term {
	var room []Term
	if n := len(t.spare); n > 0 {
		room, t.spare = t.spare[n-1], t.spare[:n-1]
	} else {
		room = make([]Term, termShelf)
	}
	t.arrays = append(t.arrays, room)
	return room
}

func (t *Terms) grow() {
	old := t.slots
	t.slots = make([]slot, max(firstSlots, 2*len(old)))
	for _, s := range old {
		if s.term != nil {
			t.place(s)
		}
	}
}

// AppendWords appends the words of a text to out.
func (t *Terms) AppendWords(out []Word, text string) []Word {
	prev := 0
	out = slices.Grow(out, (len(text)+1)/2) // no text has more words
	for i := 0; i < len(text); {
		x := octet.At(text, i)
		n := octet.Word(x)
		end := i + n
		if n > shortWord || end < len(text) && text[end] >= utf8.RuneSelf {
			end = wordEnd(text, end)
		}
		if end == i {
			_, size := wordPart(text, i)
			i += size
			continue
		}
		var m *Term
		if end-i <= shortWord {
			m = t.short(text[i:end], x)
		} else {
			m = t.Of(text[i:end])
		}
		out = out[:len(out)+1]
		out[len(out)-1] = Word{Term: m, Start: i, End: end, Capital: m.capital, Glued: i == prev+1 && text[prev] == ' ' || Glue(text[prev:i]), tag: m.tag}
		prev, i = end, end
		if end < len(text) && text[end] < utf8.RuneSelf { // mostly a space
			i++
		}
	}
	return out
}

// IsWordASCII tells a letter or digit below utf8.RuneSelf.
func IsWordASCII(c byte) bool { return wordASCII[c] }

// wordASCII are the letters and digits below utf8.RuneSelf.
var wordASCII = func() (in [256]bool) {
	for _, c := range []byte("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") {
		in[c] = true
	}
	return in
}()

// wordStart gives the first byte at or behind i that is part of a word.
func wordStart(text string, i int) int {
	for i < len(text) {
		c := text[i]
		if wordASCII[c] {
			break
		}
		if c < utf8.RuneSelf {
			i++
			continue
		}
		in, size := wordPart(text, i)
		if in {
			break
		}
		i += size
	}
	return i
}

// seek notes which phrases may begin with a term.
func (p *phrases) seek(t *Term) {
	t.sought = true
	w := t.Lexeme
	if w == nil {
		t.begins, t.second = p.look(t.Text)
		return
	}
	if !w.sought {
		w.begins, w.second = p.look(w.Text)
		w.sought = true
	}
	t.begins, t.second = w.begins, w.second
}

// look gives the phrases that may begin with a folded word, nil for none, and
// its number among the second words of phrases.
func (p *phrases) look(text string) (*begins, int32) {
	var b begins
	known := p.words[text]
	if known.opening != nil {
		b.open(known.opening)
	}
	if len(text) >= 2 {
		b.openPrefixes(text, p.prefix[prefixKey(text[:2])])
	}
	if len(text) >= 3 {
		b.openPrefixes(text, p.prefix[prefixKey(text)])
	}
	if len(b.opens)+len(b.one) == 0 {
		return nil, known.second
	}
	sortHits(b.one)
	return &b, known.second
}

// openPrefixes opens those of a list with which a word begins.
func (b *begins) openPrefixes(text string, list []*opening) {
	for _, o := range list {
		if strings.HasPrefix(text, o.text) {
			b.open(o)
		}
	}
}

func (b *begins) open(o *opening) {
	if b.one == nil { // mostly the only ones: they are shared, and in order
		b.one = slices.Clip(o.one)
	} else {
		b.one = append(b.one, o.one...)
	}
	if len(o.next)+len(o.rest) > 0 {
		b.opens = append(b.opens, o)
		b.some |= o.some
		b.rest = b.rest || len(o.rest) > 0
	}
}
