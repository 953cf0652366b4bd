package detect

// vocabulary numbers the folded words that occur in phrases. Looking up a
// word allocates nothing: an open hash table over the bytes.
type vocabulary struct {
	slots []vocabularySlot
	words []string // of the slots, apart from them: most words are told by their hash
	mask  uint32
	count int32
	used  int            // slots taken
	punct [128]int32     // ids of ASCII punctuation marks that phrases hold
	wides map[rune]int32 // the same outside ASCII
}

type vocabularySlot struct {
	hash uint32
	id   int32
}

func newVocabulary() *vocabulary {
	return &vocabulary{slots: make([]vocabularySlot, 1<<10), words: make([]string, 1<<10), mask: 1<<10 - 1, wides: map[rune]int32{}}
}

// synonyms are words that count as one wherever they stand in a name:
// "Finance & Operations", "Finance und Operations".
var synonyms = map[string]string{"und": "and", "et": "and", "y": "and"}

// The hash is FNV-1a over the bytes of the folded word.
const (
	hashSeed  = 2166136261
	hashPrime = 16777619
)

func hashOf[T string | []byte](word T) uint32 {
	h := uint32(hashSeed)
	for i := range len(word) {
		h = (h ^ uint32(word[i])) * hashPrime
	}
	return h
}

// find gives the id of a folded word, 0 for one that no phrase holds.
func (v *vocabulary) find(word []byte) int32 {
	h := hashOf(word)
	for i := h & v.mask; ; i = (i + 1) & v.mask {
		s := &v.slots[i]
		if s.id == 0 {
			return 0
		}
		if s.hash == h && v.words[i] == string(word) {
			return s.id
		}
	}
}

// lookup is find for ASCII text that has not been folded, with the hash of its
// folded bytes.
func (v *vocabulary) lookup(h uint32, text string) int32 {
	for i := h & v.mask; ; i = (i + 1) & v.mask {
		s := &v.slots[i]
		if s.id == 0 {
			return 0
		}
		if s.hash == h && sameFolded(v.words[i], text) {
			return s.id
		}
	}
}

func sameFolded(word, text string) bool {
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

// add gives the id of a folded word, a new one if need be.
func (v *vocabulary) add(word string) int32 {
	if id := v.find([]byte(word)); id != 0 {
		return id
	}
	same, ok := synonyms[word]
	if ok {
		id := v.add(same)
		v.insert(vocabularySlot{hashOf(word), id}, word)
		return id
	}
	v.count++
	id := v.count
	v.insert(vocabularySlot{hashOf(word), id}, word)
	return id
}

func (v *vocabulary) insert(s vocabularySlot, word string) {
	v.place(s, word)
	if v.used++; 4*v.used > len(v.slots) {
		v.grow()
	}
}

func (v *vocabulary) grow() {
	slots, words := v.slots, v.words
	v.slots, v.words = make([]vocabularySlot, 2*len(slots)), make([]string, 2*len(slots))
	v.mask = uint32(len(v.slots) - 1)
	for i, s := range slots {
		if s.id != 0 {
			v.place(s, words[i])
		}
	}
}

// place puts a word into the first free slot behind that of its hash.
func (v *vocabulary) place(s vocabularySlot, word string) {
	i := s.hash & v.mask
	for v.slots[i].id != 0 {
		i = (i + 1) & v.mask
	}
	v.slots[i], v.words[i] = s, word
}

// addPunct gives the id of a punctuation mark.
func (v *vocabulary) addPunct(r rune) int32 {
	if isApostrophe(r) {
		r = '\''
	}
	if r == '&' {
		v.punct['&'] = v.add("and")
		return v.punct['&']
	}
	if r < 128 {
		if v.punct[r] == 0 {
			v.count++
			v.punct[r] = v.count
		}
		return v.punct[r]
	}
	if v.wides[r] == 0 {
		v.count++
		v.wides[r] = v.count
	}
	return v.wides[r]
}

// wide gives the id of a punctuation mark outside ASCII.
func (v *vocabulary) wide(r rune) int32 {
	if isApostrophe(r) {
		return v.punct['\'']
	}
	return v.wides[r]
}

// isApostrophe takes the typographic apostrophes for the plain one.
func isApostrophe(r rune) bool { return r == 0x2019 || r == 0x2018 || r == 0x02BC }
