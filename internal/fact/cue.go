package fact

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"claimline/internal/sow"
)

// cue is what a word near a name says of it, as a set.
type cue uint16

const (
	cueDepartment cue = 1 << iota
	cuePerson
	cueWe
	cueYou
	cueTowards
	cueFrom
	cueDoes
	cueGives
	cueHas
	cueBrings
	cueNeither
	cueUnder
	cueCapital // only with a capital, inside a sentence
)

// cueBits is how many bits hold a set of cues.
const cueBits = 16

// cues finds the cues of one language. It never changes after newCues.
type cues struct {
	language uint8 // its number
	exact    map[string]cue
	starts   map[string]cue // of words with *
	shortest int            // bytes of the shortest start
	longest  int
	ends     []string // of words for bodies
	plain    []string // of words that are no names
}

func newCues(w sow.OrganisationWords, language uint8) *cues {
	c := &cues{language: language, exact: map[string]cue{}, starts: map[string]cue{}, shortest: 1 << 10}
	for _, g := range []struct {
		cue  cue
		list []string
	}{
		{cueDepartment, w.Departments},
		{cuePerson, w.Persons},
		{cueWe, w.We},
		{cueYou, w.You},
		{cueTowards, w.Towards},
		{cueFrom, w.From},
		{cueDoes, w.Does},
		{cueGives, w.Gives},
		{cueHas, w.Has},
		{cueBrings, w.Brings},
		{cueNeither, w.Neither},
		{cueUnder, w.Under},
	} {
		for _, text := range g.list {
			c.add(text, g.cue)
		}
	}
	for _, end := range w.Ends {
		c.ends = append(c.ends, fold(end))
	}
	for _, end := range w.PlainEnds {
		c.plain = append(c.plain, fold(end))
	}
	return c
}

func (c *cues) add(text string, q cue) {
	if first, _ := utf8.DecodeRuneInString(text); unicode.IsUpper(first) {
		q |= cueCapital
	}
	if start, ok := strings.CutSuffix(fold(text), "*"); ok {
		c.starts[start] |= q
		c.shortest, c.longest = min(c.shortest, len(start)), max(c.longest, len(start))
		return
	}
	c.exact[fold(text)] |= q
}

// of gives the cues of a folded word. The longest beginning counts.
func (c *cues) of(text string) cue {
	q := c.exact[text]
	for n := min(len(text), c.longest); n >= c.shortest; n-- {
		if more, ok := c.starts[text[:n]]; ok {
			return q | more
		}
	}
	return q
}

// ofWord gives the cues of a word, which are looked up once.
func (c *cues) ofWord(w *word) cue {
	x := w.lexeme
	if x == nil {
		return c.of(w.text)
	}
	known := x.cues.Load()
	if known>>cueBits != uint32(c.language) {
		known = uint32(c.language)<<cueBits | uint32(c.of(x.text))
		x.cues.Store(known)
	}
	return cue(known) //nolint:gosec // without the language
}

// at gives the cues of word i of a line.
func (c *cues) at(ws []word, i int) cue {
	if i < 0 || i >= len(ws) {
		return 0
	}
	return countsAt(ws, i, c.ofWord(&ws[i]))
}

// countsAt gives those of the cues of word i of a line that count there.
func countsAt(ws []word, i int, q cue) cue {
	if q&cueCapital != 0 && (!ws[i].capital || i == 0) {
		return 0
	}
	return q
}

// body tells whether a folded word ends like the word for a body.
func (c *cues) body(text string) bool { return endsIn(text, c.ends) }

// isPlain tells whether a folded word ends like words that are no names.
func (c *cues) isPlain(text string) bool { return endsIn(text, c.plain) }

func endsIn(text string, ends []string) bool {
	for _, end := range ends {
		if len(text) >= len(end)+2 && strings.HasSuffix(text, end) {
			return true
		}
	}
	return false
}
