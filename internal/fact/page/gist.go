package page

import (
	"slices"

	"claimline/internal/fact/lexicon"
)

// gists are the gists of the words of all lines, one after the other.
type gists struct {
	words []lexicon.Gist
	ends  []int32 // by line, behind its last word
}

// add notes the words of the next lines.
func (g *gists) add(lines []Line) {
	for i := range lines {
		ws, at := lines[i].Words, len(g.words)
		g.words = slices.Grow(g.words, len(ws))[:at+len(ws)]
		for k := range ws {
			g.words[at+k] = ws[k].Gist()
		}
		g.ends = append(g.ends, int32(len(g.words))) //nolint:gosec // at most as many as bytes of text
	}
}

// of gives the gists of line i.
func (g *gists) of(i int) []lexicon.Gist {
	from := int32(0)
	if i > 0 {
		from = g.ends[i-1]
	}
	return g.words[from:g.ends[i]]
}

// Gists gives the gists of the words of line i. They are to be read only.
func (pg *Page) Gists(i int) []lexicon.Gist { return pg.gists.of(i) }

// Raise takes a word of line i for one with a capital.
func (pg *Page) Raise(i, word int) {
	pg.Lines[i].Words[word].Capital = true
	g := &pg.gists.of(i)[word]
	*g = g.Raised()
}

// forget makes room for the next document.
func (g *gists) forget() { g.words, g.ends = g.words[:0], g.ends[:0] }
