package lexicon

// FirstWords finds values by a word with which something begins. Each mark is
// kept at the word itself, and the tags of the words that have one in a set, so
// that most words of a text are told off without a look into a table. Of two
// that are in use at the same time, only the last one made is right.
type FirstWords[T any] struct {
	terms *Terms
	begun *Tags // of the words that have values
	round uint32
	lists [][]T
	long  map[string][]T // by words that are not kept
}

// NewFirstWords makes an empty table for words of t.
func NewFirstWords[T any](t *Terms) *FirstWords[T] {
	t.rounds++
	if t.begun == nil {
		t.begun = new(Tags)
	}
	clear(t.begun[:])
	return &FirstWords[T]{terms: t, begun: t.begun, round: t.rounds}
}

// Add adds a value to those of a folded word.
func (f *FirstWords[T]) Add(folded string, value T) {
	x := f.terms.Of(folded).Lexeme
	if x == nil || x.Text != folded {
		if f.long == nil {
			f.long = map[string][]T{}
			f.begun.fill()
		}
		f.long[folded] = append(f.long[folded], value)
		return
	}
	if x.round != f.round {
		x.round, x.first = f.round, int32(len(f.lists)) //nolint:gosec // as many as a document has names
		f.lists = append(f.lists, nil)
		f.begun.add(x.tag)
	}
	f.lists[x.first] = append(f.lists[x.first], value)
}

// Drop drops the values of a word that is kept.
func (f *FirstWords[T]) Drop(w *Word) {
	if x := w.Lexeme; x != nil && x.round == f.round {
		f.lists[x.first] = nil
	}
}

// In tells whether one of the words is among those of a line, with a capital
// letter.
func (f *FirstWords[T]) In(ws []Word) bool {
	for i := range ws {
		if ws[i].Capital && len(f.Of(&ws[i])) > 0 {
			return true
		}
	}
	return false
}

// May tells whether a word may have values: a cheap look, which tells most off.
func (f *FirstWords[T]) May(w *Word) bool { return f.begun.May(Gist(w.tag)) }

// Begun gives the tags of the words that may have values.
func (f *FirstWords[T]) Begun() *Tags { return f.begun }

// Of gives the values of a word.
func (f *FirstWords[T]) Of(w *Word) []T {
	if !f.May(w) {
		return nil
	}
	if x := w.Lexeme; x != nil {
		if x.round == f.round {
			return f.lists[x.first]
		}
		if f.long == nil {
			return nil
		}
	} else if x := f.terms.Of(w.Text).Lexeme; x != nil && x.round == f.round {
		return f.lists[x.first]
	}
	return f.long[w.Text]
}
