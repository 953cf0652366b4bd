package lexicon

// Gist is what walks over all words of a document ask first, in two bytes: the tag
// of a word and whether it has a capital. Those of a long contract fit into the memory
// that is nearest to a processor; its words would fill it sixteen times.
type Gist uint16

// capital is the bit of a gist that says so; the tag fills the others.
const capital Gist = tags

// tag is a number that few words share, 0 for a word that is not kept.
type tag uint16

// tags is how many tags there are.
const tags = 1 << 15

// tagOf gives the tag of a folded word that is kept.
func tagOf(text string) tag { return max(1, tag(spread(keyOf(text))%tags)) }

// GistOf gives the gist of a folded word that is written with a capital.
func GistOf(folded string) Gist { return capital | Gist(tagOf(folded)) }

// Gist gives the gist of a word.
func (w *Word) Gist() Gist {
	g := Gist(0)
	if w.Capital {
		g = 1
	}
	return g*capital | Gist(w.tag)
}

// Capital tells whether the word has a capital.
func (g Gist) Capital() bool { return g&capital != 0 }

// Raised is the gist of the same word with a capital.
func (g Gist) Raised() Gist { return g | capital }

// May tells whether two gists may be those of the same word.
func (g Gist) May(o Gist) bool { return g == o || g%tags == 0 }

// Tags is a set of tags.
type Tags [tags / 64]uint64

// May tells whether the tag of a gist is in the set, or there is none.
func (s *Tags) May(g Gist) bool {
	t := g % tags
	return t == 0 || s[t/64]&(1<<(t%64)) != 0
}

func (s *Tags) add(t tag) { s[t%tags/64] |= 1 << (t % 64) }

// fill puts all tags into the set.
func (s *Tags) fill() {
	for i := range s {
		s[i] = ^uint64(0)
	}
}
