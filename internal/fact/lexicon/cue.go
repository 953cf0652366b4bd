package lexicon

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"claimline/internal/sow"
)

// Cue is what a word near a name says of it, as a set.
type Cue uint16

// What words near names say.
const (
	CueDepartment Cue = 1 << iota
	CuePerson
	CueWe
	CueYou
	CueTowards
	CueFrom
	CueDoes
	CueGives
	CueHas
	CueBrings
	CueNeither
	CueUnder
	cueCapital // only with a capital, inside a sentence
)

// cueBits is how many bits hold a set of cues.
const cueBits = 16

// Cues finds the cues of one language. It never changes after newCues.
type Cues struct {
	language uint8 // its number
	exact    map[string]Cue
	starts   map[string]Cue // of words with *
	shortest int            // bytes of the shortest start
	longest  int
	ends     []string // of words for bodies
	plain    []string // of words that are no names
}

func newCues(w sow.OrganisationWords, language uint8) *Cues {
	c := &Cues{language: language, exact: map[string]Cue{}, starts: map[string]Cue{}, shortest: 1 << 10}
	for _, g := range []struct {
		cue  Cue
		list []string
	}{
		{CueDepartment, w.Departments},
		{CuePerson, w.Persons},
		{CueWe, w.We},
		{CueYou, w.You},
		{CueTowards, w.Towards},
		{CueFrom, w.From},
		{CueDoes, w.Does},
		{CueGives, w.Gives},
		{CueHas, w.Has},
		{CueBrings, w.Brings},
		{CueNeither, w.Neither},
		{CueUnder, w.Under},
	} {
		for _, text := range g.list {
			c.add(text, g.cue)
		}
	}
	for _, end := range w.Ends {
		c.ends = append(c.ends, Fold(end))
	}
	for _, end := range w.PlainEnds {
		c.plain = append(c.plain, Fold(end))
	}
	return c
}

func (c *Cues) add(text string, q Cue) {
	if first, _ := utf8.DecodeRuneInString(text); unicode.IsUpper(first) {
		q |= cueCapital
	}
	if start, ok := strings.CutSuffix(Fold(text), "*"); ok {
		c.starts[start] |= q
		c.shortest, c.longest = min(c.shortest, len(start)), max(c.longest, len(start))
		return
	}
	c.exact[Fold(text)] |= q
}

// Of gives the cues of a folded word. The longest beginning counts.
func (c *Cues) Of(text string) Cue {
	q := c.exact[text]
	for n := min(len(text), c.longest); n >= c.shortest; n-- {
		if more, ok := c.starts[text[:n]]; ok {
			return q | more
		}
	}
	return q
}

// OfFolded gives the cues of a folded word, which are looked up once.
func (c *Cues) OfFolded(t *Terms, text string) Cue {
	if x := t.Of(text).Lexeme; x != nil && x.Text == text {
		return c.ofLexeme(x)
	}
	return c.Of(text)
}

// OfWord gives the cues of a word, which are looked up once.
func (c *Cues) OfWord(w *Word) Cue {
	if w.Lexeme == nil {
		return c.Of(w.Text)
	}
	return c.ofLexeme(w.Lexeme)
}

func (c *Cues) ofLexeme(x *Lexeme) Cue {
	known := x.cues.Load()
	if known>>cueBits != uint32(c.language) {
		known = uint32(c.language)<<cueBits | uint32(c.Of(x.Text))
		x.cues.Store(known)
	}
	return Cue(known) //nolint:gosec // without the language
}

// At gives the cues of word i of a line.
func (c *Cues) At(ws []Word, i int) Cue {
	if i < 0 || i >= len(ws) {
		return 0
	}
	return countsAt(ws, i, c.OfWord(&ws[i]))
}

// countsAt gives those of the cues of word i of a line that count there.
func countsAt(ws []Word, i int, q Cue) Cue {
	if q&cueCapital != 0 && (!ws[i].Capital || i == 0) {
		return 0
	}
	return q
}

// Body tells whether a folded word ends like the word for a body.
func (c *Cues) Body(text string) bool { return EndsIn(text, c.ends) }

// IsPlain tells whether a folded word ends like words that are no names.
func (c *Cues) IsPlain(text string) bool { return EndsIn(text, c.plain) }

// EndsIn tells whether a folded word has one of the endings, behind two bytes or
// more.
func EndsIn(text string, ends []string) bool {
	for _, end := range ends {
		if len(text) >= len(end)+2 && strings.HasSuffix(text, end) {
			return true
		}
	}
	return false
}
