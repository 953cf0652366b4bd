package fact

import (
	"claimline/internal/fact/topic"
	"slices"
)

// wordClasses are what a word alone is in names.
type wordClasses uint8

const (
	classesKnown wordClasses = 1 << iota
	namesNobody              // "county", "group"
	namesBody                // "university"
	namesLike                // of firms that deliver IT services: "consulting"
)

// nobodyTopics are those of words that alone name nobody.
var nobodyTopics = topic.SetOf(topic.PartyBody, topic.PartyNoName, topic.PartySmall, topic.PartyArticle, topic.PartyCustomer, topic.PartyPartner, topic.PartyForm)

// classesOf gives the classes of a folded word, which are looked up once.
func (t *terms) classesOf(p *phrases, folded string) wordClasses {
	w := t.of(folded).lexeme
	if w == nil || w.text != folded {
		return p.classesOf(folded)
	}
	if w.classes == 0 {
		w.classes = p.classesOf(folded)
	}
	return w.classes
}

// classesOf finds the classes of a folded word.
func (p *phrases) classesOf(folded string) wordClasses {
	out := classesKnown
	if o := p.words[folded].opening; o != nil && slices.ContainsFunc(o.one, func(h hit) bool { return h.topic == topic.PartyBody }) {
		out |= namesBody
	}
	if b, _ := p.look(folded); b != nil {
		for _, h := range b.one {
			if nobodyTopics.Has(h.topic.InSet()) && h.topic < topic.FirstNamed {
				out |= namesNobody
			}
			if h.topic == topic.PartyLike {
				out |= namesLike
			}
		}
	}
	return out
}
