package token

import (
	"bytes"
	"encoding/binary"
	"iter"
	"math/bits"
	"unicode/utf8"

	"claimline/internal/octet"
)

// Vocabulary numbers the folded words that occur in phrases. Looking up a
// word allocates nothing: an open hash table over the bytes.
type Vocabulary struct {
	slots []vocabularySlot
	long  []byte // the words that are more than their key, each with a zero behind it
	shift uint8  // leaves of a scattered key the number of a slot
	Count int32
	used  int            // slots taken
	punct [128]int32     // ids of ASCII punctuation marks that phrases hold
	wides map[rune]int32 // the same outside ASCII
}

// vocabularySlot holds one word: most words are told by their key alone.
type vocabularySlot struct {
	key wordKey
	id  int32  // 0 in a free slot
	at  uint32 // of a longer word, where it stands in long; 0 for the others
}

// NewVocabulary gives an empty vocabulary.
func NewVocabulary() *Vocabulary {
	v := &Vocabulary{long: []byte{0}, wides: map[rune]int32{}}
	v.resize(10)
	return v
}

// resize makes room for two to the power of n slots.
func (v *Vocabulary) resize(n uint8) { v.slots, v.shift = make([]vocabularySlot, 1<<n), 64-n }

// synonyms are words that count as one wherever they stand in a name:
// "Finance & Operations", "Finance und Operations".
var synonyms = map[string]string{"und": "and", "et": "and", "y": "and"}

// slot gives the slot at which the search for a key begins.
func (v *Vocabulary) slot(key wordKey) int { return int((uint64(key) * Scatter) >> v.shift) }

// Find gives the id of a folded word, 0 for one that no phrase holds.
func (v *Vocabulary) Find(word []byte) int32 {
	key := keyOf(word)
	for i := v.slot(key); ; i = (i + 1) & (len(v.slots) - 1) {
		s := &v.slots[i]
		if s.id == 0 {
			return 0
		}
		if s.key == key && (s.at == 0 || bytes.Equal(v.longWord(s.at, len(word)), word)) {
			return s.id
		}
	}
}

// lookup is find for ASCII text that has not been folded, with the key of its
// folded bytes.
func (v *Vocabulary) lookup(key wordKey, text string) int32 {
	for i := v.slot(key); ; i = (i + 1) & (len(v.slots) - 1) {
		s := &v.slots[i]
		if s.id == 0 {
			return 0
		}
		if s.key == key && (s.at == 0 || foldsTo(text, v.longWord(s.at, len(text)))) {
			return s.id
		}
	}
}

// short gives the id of a word of up to shortWord bytes, which is its key.
func (v *Vocabulary) short(key wordKey) int32 {
	for i := v.slot(key); ; i = (i + 1) & (len(v.slots) - 1) {
		if s := &v.slots[i]; s.key == key || s.id == 0 {
			return s.id
		}
	}
}

// longWord gives the longer word at a place when it has n bytes, nil when it
// has more or less.
func (v *Vocabulary) longWord(at uint32, n int) []byte {
	if end := int(at) + n; end < len(v.long) && v.long[end] == 0 {
		return v.long[at:end]
	}
	return nil
}

// foldsTo tells whether a text of letters and digits in ASCII, more than are a key,
// is a word when it is folded.
func foldsTo(text string, word []byte) bool {
	last := len(word) - 8
	for i := 0; len(word) == len(text); i += 8 {
		i = min(i, last)
		if folded, _ := octet.Fold(octet.First(text[i : i+8])); folded != binary.LittleEndian.Uint64(word[i:]) {
			return false
		}
		if i == last {
			return true
		}
	}
	return false
}

func sameFolded[T string | []byte](word T, text string) bool {
	if len(word) != len(text) {
		return false
	}
	for i := range len(word) {
		if word[i] != asciiLower[text[i]] {
			return false
		}
	}
	return true
}

// Add gives the id of a folded word, a new one if need be.
func (v *Vocabulary) Add(word string) int32 {
	if id := v.Find([]byte(word)); id != 0 {
		return id
	}
	if same, ok := synonyms[word]; ok {
		id := v.Add(same)
		v.insert(word, id)
		return id
	}
	v.Count++
	id := v.Count
	v.insert(word, id)
	return id
}

func (v *Vocabulary) insert(word string, id int32) {
	s := vocabularySlot{key: keyOf(word), id: id}
	if len(word) > shortWord {
		s.at = uint32(len(v.long))
		v.long = append(append(v.long, word...), 0)
	}
	v.place(s)
	if v.used++; 2*v.used > len(v.slots) {
		v.grow()
	}
}

func (v *Vocabulary) grow() {
	slots := v.slots
	v.resize(uint8(bits.TrailingZeros(uint(len(slots)))) + 1)
	for _, s := range slots {
		if s.id != 0 {
			v.place(s)
		}
	}
}

// place puts a word into the first free slot behind that of its key.
func (v *Vocabulary) place(s vocabularySlot) {
	i := v.slot(s.key)
	for v.slots[i].id != 0 {
		i = (i + 1) & (len(v.slots) - 1)
	}
	v.slots[i] = s
}

// All gives the words with their ids, in no order.
func (v *Vocabulary) All() iter.Seq2[string, int32] {
	return func(yield func(string, int32) bool) {
		for _, s := range v.slots {
			if s.id == 0 {
				continue
			}
			word := s.key.word()
			if s.at != 0 {
				n := bytes.IndexByte(v.long[s.at:], 0)
				word = string(v.long[s.at : int(s.at)+n])
			}
			if !yield(word, s.id) {
				return
			}
		}
	}
}

// addPunct gives the id of a punctuation mark.
func (v *Vocabulary) addPunct(r rune) int32 {
	if isApostrophe(r) {
		r = '\''
	}
	if r == '&' {
		v.punct['&'] = v.Add("and")
		return v.punct['&']
	}
	if r < 128 {
		if v.punct[r] == 0 {
			v.Count++
			v.punct[r] = v.Count
		}
		return v.punct[r]
	}
	if v.wides[r] == 0 {
		v.Count++
		v.wides[r] = v.Count
	}
	return v.wides[r]
}

// wide gives the id of a punctuation mark outside ASCII.
func (v *Vocabulary) wide(r rune) int32 {
	if isApostrophe(r) {
		return v.punct['\'']
	}
	return v.wides[r]
}

// isApostrophe takes the typographic apostrophes for the plain one.
func isApostrophe(r rune) bool { return r == 0x2019 || r == 0x2018 || r == 0x02BC }

// IDs gives the token ids of a phrase, adding its words.
func (v *Vocabulary) IDs(text string) []int32 {
	z := Tokenizer{Words: v}
	var ids []int32
	for _, t := range z.Tokens(text, nil) {
		word := text[t.Start:t.End]
		if t.Flags&IsPunct != 0 {
			r, _ := utf8.DecodeRuneInString(word)
			ids = append(ids, v.addPunct(r))
			continue
		}
		ids = append(ids, v.Add(Fold(word)))
	}
	return ids
}
