// Package around says what stands around a mention of a product, place by
// place, as numbers of words: that is what the weights of words are learnt of
// and asked for.
package around

import (
	"strings"

	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/weigh"
)

// Spot is where a word can stand around a product: an index of
// sow.WeightPlaces.
type Spot int

const (
	inSentence Spot = iota
	pairInSentence
	opensSentence
	nearBefore // within three words
	before     // within eight
	farBefore
	nearAfter
	after
	farAfter
	inPrevious
	inNext
	inIntro
	inHeading  // the innermost
	inHeadings // any of those above
	pairInHeading
	inColumnHead
	inRowHead
	inRow // the other short cells of its row
	inLongCell
	inForm
	inKind
)

// Word is a word of a block with the beginning that it shares with its other
// forms.
type Word struct {
	Word, stem int32
	at         int32 // token of the block
}

// Numbers are the numbers of a word and of its beginning, when they are
// known.
type Numbers struct {
	word, stem int32
	known      bool
}

// marks are the punctuation marks that count as words.
const marks = ":;,()?"

// nameWord is the one word that stands for all names of Microsoft's products,
// or for all of other vendors.
func (s *Surroundings) nameWord(h phrase.Hit) int32 {
	for p := range s.r.PhrasesOf(h, phrase.Name, nil) {
		if s.r.Lex.Names[p.Ref].Kind == lexicon.Foreign {
			return s.once(vendorName, "^")
		}
	}
	return s.once(productName, "~")
}

// wordsOfText appends the numbers of the words of tokens. Product names count as
// one word.
func (s *Surroundings) wordsOfText(out []Word, text string, tokens []token.Token, names []phrase.Hit) []Word {
	var buf [token.MaxWord + 8]byte
	a := s.a
	for k := 0; k < len(tokens); k++ {
		for len(names) > 0 && int(names[0].To) <= k {
			names = names[1:]
		}
		t := tokens[k]
		switch {
		case len(names) > 0 && k >= int(names[0].From):
			out = append(out, Word{Word: s.nameWord(names[0]), at: int32(k)})
			k = int(names[0].To) - 1
		case t.Flags&token.Number != 0:
			out = append(out, Word{Word: s.once(someNumber, "#"), at: int32(k)})
		case t.Flags&token.IsPunct != 0:
			if at := strings.IndexByte(marks, text[t.Start]); at >= 0 {
				out = append(out, Word{Word: s.once(labelCount+at, text[t.Start:t.Start+1]), at: int32(k)})
			}
		case t.Flags&token.Corrected == 0 && int(t.ID) < len(s.known) && s.known[t.ID].known:
			n := s.known[t.ID]
			out = append(out, Word{Word: n.word, stem: n.stem, at: int32(k)})
		default:
			w := token.AppendWord(buf[:0], text[t.Start:t.End])
			one := Word{Word: a.WordOf(w), at: int32(k)}
			if !s.plain { // nobody asks for the beginnings of plain words
				one.stem = a.StemOf(string(w))
			}
			out = append(out, one)
		}
	}
	return out
}

// NumbersOf gives the numbers of words in a table, by their ids: none for words
// that share an id.
func NumbersOf(t *weigh.Table, v *token.Vocabulary) []Numbers {
	out := make([]Numbers, v.Count+1)
	shared := make([]bool, v.Count+1)
	for word, id := range v.All() {
		shared[id] = out[id].known
		out[id] = Numbers{word: t.Word(word), stem: t.StemOf(word), known: true}
	}
	for id := range out {
		if shared[id] {
			out[id] = Numbers{}
		}
	}
	return out
}
