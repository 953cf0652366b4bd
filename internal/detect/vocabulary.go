package detect

// vocabulary numbers the folded words that occur in phrases. Looking up a
// word allocates nothing: an open hash table over the bytes.
type vocabulary struct {
	slots []vocabularySlot
	words []string // of the slots, apart from them: most words are told by their key
	shift uint8    // of a spread key to a slot
	count int32
	used  int            // slots taken
	punct [128]int32     // ids of ASCII punctuation marks that phrases hold
	wides map[rune]int32 // the same outside ASCII
}

// vocabularySlot is the place of one word. A short word is told by its key and
// size alone.
type vocabularySlot struct {
	key  uint64
	id   int32
	size int32 // of the word in bytes
}

// shortWord is the number of bytes of a word that its key holds.
const shortWord = 8

func newVocabulary() *vocabulary {
	return &vocabulary{slots: make([]vocabularySlot, 1<<10), words: make([]string, 1<<10), shift: 64 - 10, wides: map[rune]int32{}}
}

// synonyms are words that count as one wherever they stand in a name:
// "Finance & Operations", "Finance und Operations".
var synonyms = map[string]string{"und": "and", "et": "and", "y": "and"}

// keyPrime mixes the bytes of a long word into its key, as in FNV-1a.
const keyPrime = 1099511628211

// keyOf gives the key of a folded word: the bytes of a short one, and those of
// a long one mixed.
func keyOf[T string | []byte](word T) (key uint64) {
	for i := range len(word) {
		key = addToKey(key, i, word[i])
	}
	return key
}

// addToKey adds the byte at place i of a word to the key of those before it.
func addToKey(key uint64, i int, c byte) uint64 {
	if i < shortWord {
		return key<<8 | uint64(c)
	}
	return (key ^ uint64(c)) * keyPrime
}

// slot gives the first slot for a key.
func (v *vocabulary) slot(key uint64) int { return int(key * 0x9E3779B97F4A7C15 >> v.shift) }

// find gives the id of a folded word, 0 for one that no phrase holds.
func (v *vocabulary) find(word []byte) int32 {
	key, last := keyOf(word), len(v.slots)-1
	for i := v.slot(key); ; i = (i + 1) & last {
		s := &v.slots[i]
		if s.id == 0 {
			return 0
		}
		if s.key == key && int(s.size) == len(word) && (s.size <= shortWord || v.words[i] == string(word)) {
			return s.id
		}
	}
}

// lookup is find for ASCII text that has not been folded, with the key of its
// folded bytes.
func (v *vocabulary) lookup(key uint64, text string) int32 {
	last := len(v.slots) - 1
	for i := v.slot(key); ; i = (i + 1) & last {
		s := &v.slots[i]
		if s.id == 0 {
			return 0
		}
		if s.key == key && int(s.size) == len(text) && (s.size <= shortWord || sameFolded(v.words[i], text)) {
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
		v.insert(word, id)
		return id
	}
	v.count++
	id := v.count
	v.insert(word, id)
	return id
}

func (v *vocabulary) insert(word string, id int32) {
	v.place(vocabularySlot{keyOf(word), id, int32(len(word))}, word)
	if v.used++; 3*v.used > len(v.slots) {
		v.grow()
	}
}

func (v *vocabulary) grow() {
	slots, words := v.slots, v.words
	v.slots, v.words = make([]vocabularySlot, 2*len(slots)), make([]string, 2*len(slots))
	v.shift--
	for i, s := range slots {
		if s.id != 0 {
			v.place(s, words[i])
		}
	}
}

// place puts a word into the first free slot for its key.
func (v *vocabulary) place(s vocabularySlot, word string) {
	i := v.slot(s.key)
	for v.slots[i].id != 0 {
		i = (i + 1) & (len(v.slots) - 1)
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
