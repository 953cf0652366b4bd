package detect

import (
	"strings"
	"unicode/utf8"

	"claimline/internal/sow"
)

// spot is where a word can stand around a product: an index of
// sow.WeightPlaces.
type spot uint8

const (
	inSentence spot = iota
	pairInSentence
	opensSentence
	nearBefore // within three words
	before     // within eight
	farBefore
	nearAfter
	after
	farAfter
	inIntro
	inHeading  // the innermost
	inHeadings // any of those above
	pairInHeading
	inColumnHead
	inRowHead
	inRow // the other short cells of its row
	inForm
	inKind
	spots
)

// stemLength is how many letters of a longer word stand for all its forms.
const stemLength = 4

// Around numbers what can be said around a product: a word, or two in a row,
// in some spot.
type Around struct {
	words  map[string]int32 // from 1
	list   []string         // the words by their number less 1
	single [spots][]int32   // by word: the number of what is said, from 1
	pairs  map[[3]int32]int32
	said   []sow.WordWeight // what each number stands for, its weight 0
	open   bool             // takes in what it does not know
}

// NewAround gives one that takes in all that it meets, to learn from.
func NewAround() *Around {
	return &Around{words: map[string]int32{}, pairs: map[[3]int32]int32{}, open: true}
}

// Said gives what the numbers stand for, in their order.
func (a *Around) Said() []sow.WordWeight { return a.said }

// word gives the number of a folded word, 0 for one that is not known.
func (a *Around) word(w []byte) int32 {
	n, ok := a.words[string(w)]
	if !ok && a.open && len(w) > 0 {
		a.list = append(a.list, string(w))
		n = int32(len(a.list))
		a.words[a.list[n-1]] = n
	}
	return n
}

// number gives the number of a word, or of two in a row, in a spot.
func (a *Around) number(s spot, word, next int32) int32 {
	if next == 0 {
		if list := a.single[s]; int(word) < len(list) && list[word] > 0 {
			return list[word]
		}
	} else if n, ok := a.pairs[[3]int32{int32(s), word, next}]; ok {
		return n
	}
	return 0
}

// add numbers a word, or two in a row, in a spot.
func (a *Around) add(s spot, word, next int32, what sow.WordWeight) int32 {
	a.said = append(a.said, what)
	n := int32(len(a.said))
	if next != 0 {
		a.pairs[[3]int32{int32(s), word, next}] = n
		return n
	}
	for int(word) >= len(a.single[s]) {
		a.single[s] = append(a.single[s], 0)
	}
	a.single[s][word] = n
	return n
}

// wordAt is a word of a block with the beginning that it shares with its other
// forms.
type wordAt struct {
	word, stem int32
	at         int32 // token of the block
}

// marks are the punctuation marks that count as words.
const marks = ":;,()?"

// wordsOfText numbers the words of tokens. Product names count as one word.
func (a *Around) wordsOfText(text string, tokens []token, names []hit, out []wordAt) []wordAt {
	var buf [maxWord + 8]byte
	for k := 0; k < len(tokens); k++ {
		for len(names) > 0 && int(names[0].to) <= k {
			names = names[1:]
		}
		t := tokens[k]
		switch {
		case len(names) > 0 && k >= int(names[0].from):
			out = append(out, wordAt{word: a.word([]byte("~")), at: int32(k)})
			k = int(names[0].to) - 1
		case t.flags&number != 0:
			out = append(out, wordAt{word: a.word([]byte("#")), at: int32(k)})
		case t.flags&isPunct != 0:
			if strings.IndexByte(marks, text[t.start]) >= 0 {
				out = append(out, wordAt{word: a.word([]byte{text[t.start]}), at: int32(k)})
			}
		default:
			w := buf[:0]
			for _, r := range text[t.start:t.end] {
				if kindOf(r) == kindWord && len(w) < maxWord {
					w = appendFolded(w, r)
				}
			}
			one := wordAt{word: a.word(w), at: int32(k)}
			if n := stemOf(w); n > 0 {
				one.stem = a.word(append(w[:n], '*'))
			}
			out = append(out, one)
		}
	}
	return out
}

// stemOf gives the length of the beginning of a longer word, 0 for a short one.
func stemOf(w []byte) int {
	n := stemLength
	for n < len(w) && !utf8.RuneStart(w[n]) {
		n++
	}
	if n >= len(w) {
		return 0
	}
	return n
}
