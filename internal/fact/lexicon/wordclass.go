package lexicon

import (
	"slices"

	"claimline/internal/fact/topic"
)

// wordClasses are what a word alone is in names.
type wordClasses uint8

const (
	classesKnown wordClasses = 1 << iota
	nobody                   // "county", "group"
	aBody                    // "university"
	likePartners             // of firms that deliver IT services: "consulting"
)

// nobodyTopics are those of words that alone name nobody.
var nobodyTopics = topic.SetOf(topic.PartyBody, topic.PartyNoName, topic.PartySmall, topic.PartyArticle, topic.PartyCustomer, topic.PartyPartner, topic.PartyForm)

// classesOf gives the classes of a folded word, which are looked up once.
func (x *Lexicon) classesOf(t *Terms, folded string) wordClasses {
	w := t.Of(folded).Lexeme
	if w == nil || w.Text != folded {
		return x.phrases.classesOf(folded)
	}
	if w.classes == 0 {
		w.classes = x.phrases.classesOf(folded)
	}
	return w.classes
}

// classesOf finds the classes of a folded word.
func (p *phrases) classesOf(folded string) wordClasses {
	out := classesKnown
	if o := p.words[folded].opening; o != nil && slices.ContainsFunc(o.one, func(h Hit) bool { return h.Topic == topic.PartyBody }) {
		out |= aBody
	}
	if b, _ := p.look(folded); b != nil {
		for _, h := range b.one {
			if nobodyTopics.Has(h.Topic.InSet()) && h.Topic < topic.FirstNamed {
				out |= nobody
			}
			if h.Topic == topic.PartyLike {
				out |= likePartners
			}
		}
	}
	return out
}

// NamesBody tells whether a folded word alone names a kind of body.
func (x *Lexicon) NamesBody(t *Terms, word string) bool { return x.classesOf(t, word)&aBody != 0 }

// NamesNobody tells whether a folded word alone names nobody: "county", "group".
func (x *Lexicon) NamesNobody(t *Terms, word string) bool { return x.classesOf(t, word)&nobody != 0 }

// NamesLike tells whether a folded word alone is one of firms that deliver IT
// services.
func (x *Lexicon) NamesLike(t *Terms, word string) bool {
	return x.classesOf(t, word)&likePartners != 0
}
