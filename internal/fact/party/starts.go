package party

import (
	"iter"
	"slices"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/names"
	"claimline/internal/fact/page"
)

// startOf is where a word stands with a capital letter: in the text of all lines
// the places at which a name that begins with it may begin.
type startOf struct {
	word   string // folded
	gist   lexicon.Gist
	places []wordPlace
}

// wordPlace is a word of a line, both by number.
type wordPlace struct{ line, word int32 }

// startsOf gives the places at which names may begin with a word. The text is walked
// through once for the first words of the two sides, which are asked for again and
// again. What another one who reads the page has found stays its own.
func (rd *Sides) startsOf(word string) []wordPlace {
	at := slices.IndexFunc(rd.starts, func(s startOf) bool { return s.word == word })
	if at < 0 {
		at = len(rd.starts)
		rd.starts = append(slices.Clip(rd.starts), startOf{word: word})
		for _, p := range []*Party{rd.Parties.Customer, rd.Parties.Partner} {
			if p != nil && len(p.key) > 0 && !slices.ContainsFunc(rd.starts, func(s startOf) bool { return s.word == p.key[0] }) {
				rd.starts = append(rd.starts, startOf{word: p.key[0]})
			}
		}
		rd.findStarts(rd.starts[at:])
	}
	return rd.starts[at].places
}

// findStarts fills in the places of some words.
func (rd *Sides) findStarts(starts []startOf) {
	for i := range starts {
		starts[i].gist = lexicon.GistOf(starts[i].word)
	}
	for i := range rd.Lines {
		for k, g := range rd.Gists(i) {
			if !g.Capital() {
				continue
			}
			for n := range starts {
				if s := &starts[n]; g.May(s.gist) && s.word == rd.Lines[i].Words[k].Text {
					s.places = append(s.places, wordPlace{int32(i), int32(k)})
				}
			}
		}
	}
}

// placesOf gives the lines that hold the whole name of a party, each with the word at
// which the name begins there.
func (rd *Sides) placesOf(p *Party) iter.Seq2[*page.Line, int] {
	return func(yield func(*page.Line, int) bool) {
		for _, at := range rd.startsOf(p.key[0]) {
			if l := &rd.Lines[at.line]; names.BeginsWith(l.Words[at.word:], p.key) && !yield(l, int(at.word)) {
				return
			}
		}
	}
}
