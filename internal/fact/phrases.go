package fact

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"claimline/internal/sow"
)

// topic is what a phrase is about. A phrase list of the pack is one topic.
type topic uint16

// hit is a phrase found in words [from:to) of a line.
type hit struct {
	topic    topic
	lang     uint8 // number of the language, from 1
	order    int32 // place of the phrase in the pack: of equally long hits the earlier comes first
	from, to int
}

// phrase is one compiled wording.
type phrase struct {
	topic topic
	lang  uint8
	order int32
	atoms []atom
}

// phrases finds all wordings of the pack in one pass over a line. It never
// changes after it is built.
type phrases struct {
	exact  map[string]*opening    // by their first word
	prefix map[[2]byte][]*opening // by the first two bytes of a first word with *
	size   int32
}

// opening holds the phrases with one first word, by what follows it.
type opening struct {
	text string // of a first word with *, its beginning
	one  []phrase
	next map[string][]phrase // by their second word
	rest []phrase            // the second word ends in *, or is a gap
}

func newPhrases() *phrases {
	return &phrases{exact: map[string]*opening{}, prefix: map[[2]byte][]*opening{}}
}

func (p *phrases) add(lang string, number uint8, t topic, list []string) error {
	for _, text := range list {
		atoms := compile(text)
		if len(atoms) == 0 || atoms[0].gap || atoms[len(atoms)-1].gap || atoms[0].prefix && len(atoms[0].text) < 2 {
			return fmt.Errorf("compile fact words %s: the phrase %q has no word to begin or end with", lang, text)
		}
		p.size++
		order := p.size
		if atoms[0].prefix { // behind those with the whole word
			order += 1 << 30
		}
		p.openingOf(atoms[0]).add(phrase{t, number, order, atoms})
	}
	return nil
}

// openingOf gives the opening with the first word a, which may be new.
func (p *phrases) openingOf(a atom) *opening {
	if !a.prefix {
		if p.exact[a.text] == nil {
			p.exact[a.text] = &opening{}
		}
		return p.exact[a.text]
	}
	key := [2]byte{a.text[0], a.text[1]}
	for _, o := range p.prefix[key] {
		if o.text == a.text {
			return o
		}
	}
	o := &opening{text: a.text}
	p.prefix[key] = append(p.prefix[key], o)
	return o
}

func (o *opening) add(ph phrase) {
	list := &o.rest
	switch {
	case len(ph.atoms) == 1:
		list = &o.one
	case !ph.atoms[1].gap && !ph.atoms[1].prefix:
		if o.next == nil {
			o.next = map[string][]phrase{}
		}
		second := ph.atoms[1].text
		if !hasPhrase(o.next[second], ph) {
			o.next[second] = append(o.next[second], ph)
		}
		return
	}
	if !hasPhrase(*list, ph) {
		*list = append(*list, ph)
	}
}

func hasPhrase(list []phrase, ph phrase) bool {
	return slices.ContainsFunc(list, func(o phrase) bool {
		return o.topic == ph.topic && o.lang == ph.lang && slices.Equal(o.atoms, ph.atoms)
	})
}

// find gives the hits in ws by their first word, longer ones first.
func (p *phrases) find(ws []word) []hit {
	return p.appendHits(nil, ws)
}

// appendHits appends the hits in ws to out.
func (p *phrases) appendHits(out []hit, ws []word) []hit {
	for i := range ws {
		text := ws[i].text
		first := len(out)
		if o := p.exact[text]; o != nil {
			out = o.hitsAt(out, ws, i)
		}
		if len(text) >= 2 {
			for _, o := range p.prefix[[2]byte{text[0], text[1]}] {
				if strings.HasPrefix(text, o.text) {
					out = o.hitsAt(out, ws, i)
				}
			}
		}
		if len(out)-first > 1 {
			slices.SortFunc(out[first:], func(a, b hit) int { return cmp.Or(b.to-a.to, int(a.order-b.order)) })
		}
	}
	return out
}

func (o *opening) hitsAt(out []hit, ws []word, at int) []hit {
	for i := range o.one {
		out = append(out, o.one[i].hit(at, 1))
	}
	if at+1 >= len(ws) {
		return out
	}
	if o.next != nil {
		out = matching(out, o.next[ws[at+1].text], ws, at)
	}
	return matching(out, o.rest, ws, at)
}

func matching(out []hit, list []phrase, ws []word, at int) []hit {
	for i := range list {
		if n := matches(list[i].atoms, ws, at); n > 0 {
			out = append(out, list[i].hit(at, n))
		}
	}
	return out
}

func (ph *phrase) hit(at, n int) hit { return hit{ph.topic, ph.lang, ph.order, at, at + n} }

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
