package fact

import (
	"fmt"
	"slices"

	"claimline/internal/sow"
)

// topic is what a phrase is about. A phrase list of the pack is one topic.
type topic uint16

// hit is a phrase found in words [from:to) of a line.
type hit struct {
	topic    topic
	lang     uint8 // number of the language, from 1
	from, to int
}

// phrase is one compiled wording.
type phrase struct {
	topic topic
	lang  uint8
	atoms []atom
}

// phrases finds all wordings of the pack in one pass over a line. It never
// changes after it is built.
type phrases struct {
	exact  map[string][]phrase // by their first word
	prefix map[string][]phrase // by the first two bytes of a first word with *
}

func newPhrases() *phrases {
	return &phrases{exact: map[string][]phrase{}, prefix: map[string][]phrase{}}
}

func (p *phrases) add(lang string, number uint8, t topic, list []string) error {
	for _, text := range list {
		atoms := compile(text)
		if len(atoms) == 0 || atoms[0].gap || atoms[len(atoms)-1].gap || atoms[0].prefix && len(atoms[0].text) < 2 {
			return fmt.Errorf("compile fact words %s: the phrase %q has no word to begin or end with", lang, text)
		}
		m, key := p.exact, atoms[0].text
		if atoms[0].prefix {
			m, key = p.prefix, key[:2]
		}
		same := func(o phrase) bool { return o.topic == t && o.lang == number && slices.Equal(o.atoms, atoms) }
		if !slices.ContainsFunc(m[key], same) {
			m[key] = append(m[key], phrase{t, number, atoms})
		}
	}
	return nil
}

// find gives the hits in ws by their first word, longer ones first.
func (p *phrases) find(ws []word) []hit {
	var out []hit
	for i, w := range ws {
		from := len(out)
		out = hitsAt(out, p.exact[w.text], ws, i)
		if len(w.text) >= 2 {
			out = hitsAt(out, p.prefix[w.text[:2]], ws, i)
		}
		if len(out)-from > 1 {
			slices.SortStableFunc(out[from:], func(a, b hit) int { return b.to - a.to })
		}
	}
	return out
}

func hitsAt(out []hit, list []phrase, ws []word, at int) []hit {
	for _, ph := range list {
		if n := matches(ph.atoms, ws, at); n > 0 {
			out = append(out, hit{ph.topic, ph.lang, at, at + n})
		}
	}
	return out
}

// namedTopic is a topic that carries a value, such as a role of access.
type namedTopic struct {
	kind namedKind
	name string
}

// agreementAbbr is an abbreviation that stands for an agreement when a word of
// its agreement's needs is near.
type agreementAbbr struct {
	value sow.Agreement
	text  string // case must agree
}
