package pick

import "claimline/internal/fact/lexicon"

// wordNumbers are the numbers of a word and of the beginning that it shares with
// its other forms.
type wordNumbers struct{ word, stem int32 }

func (s *Spots) both(at beside, n wordNumbers) {
	if n.word != 0 && s.may(at, n.word) {
		s.say(at, n.word, 0)
	}
	if n.stem != 0 && s.may(at, n.stem) {
		s.say(at, n.stem, 0)
	}
}

// may tells whether a word alone says something of the facts in question in a place:
// mostly it does not.
func (s *Spots) may(at beside, word int32) bool {
	return s.t.Open() || s.asked&s.t.Mask(word, placeOf(0, at)) != 0
}

// telling leaves of the numbers of a word those that may say something of the
// facts in question.
func (s *Spots) telling(n wordNumbers) wordNumbers {
	if !s.t.Says(n.word, s.places) {
		n.word = 0
	}
	if !s.t.Says(n.stem, s.places) {
		n.stem = 0
	}
	return n
}

// number numbers a word, once for all documents.
func (s *Spots) number(w *lexicon.Word) wordNumbers {
	x := w.Lexeme
	if x == nil {
		return s.numbersOf(w.Text)
	}
	if known := x.Numbers.Load(); known != 0 {
		return unpacked(known)
	}
	n := s.numbersOf(x.Text)
	x.Numbers.Store(n.packed())
	return n
}

// numbersKnown is set in packed numbers, none of which is 0 then.
const numbersKnown = 1 << 63

// packed gives both numbers as one.
func (n wordNumbers) packed() uint64 {
	return numbersKnown | uint64(n.word)<<32 | uint64(n.stem) //nolint:gosec // none is negative
}

func unpacked(n uint64) wordNumbers {
	return wordNumbers{int32(n &^ numbersKnown >> 32), int32(n)} //nolint:gosec // as packed
}

func (s *Spots) numbersOf(text string) wordNumbers {
	if text[0] >= '0' && text[0] <= '9' {
		text = "#"
	}
	return wordNumbers{s.t.Word(text), s.t.StemOf(text)}
}

// of numbers the words of a text that stands over many lines.
func (s *Spots) of(text string) []wordNumbers {
	m := s.memory
	out, done := m.texts[text]
	if !done {
		from := len(m.nums)
		s.remember(text)
		out = m.nums[from:len(m.nums):len(m.nums)]
		m.texts[text] = out
	}
	return out
}

// remember puts the numbers of the words of a text into the memory.
func (s *Spots) remember(text string) {
	ws := s.pg.Peek(text)
	for i := range ws {
		s.memory.nums = append(s.memory.nums, s.number(&ws[i]))
	}
}
