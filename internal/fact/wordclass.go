package fact

import "slices"

// wordClasses are what a word alone is in names.
type wordClasses uint8

const (
	classesKnown wordClasses = 1 << iota
	namesNobody              // "county", "group"
	namesBody                // "university"
	namesLike                // of firms that deliver IT services: "consulting"
)

// nobodyTopics are those of words that alone name nobody.
var nobodyTopics = topicsOf(partyBody, partyNoName, partySmall, partyArticle, partyCustomer, partyPartner, partyForm)

// classesOf gives the classes of a folded word.
func (rd *reading) classesOf(folded string) wordClasses {
	w := rd.terms.of(folded).lexeme
	if w == nil || w.text != folded {
		return rd.r.phrases.classesOf(folded)
	}
	if w.classes == 0 {
		w.classes = rd.r.phrases.classesOf(folded)
	}
	return w.classes
}

// classesOf finds the classes of a folded word.
func (p *phrases) classesOf(folded string) wordClasses {
	out := classesKnown
	if o := p.words[folded].opening; o != nil && slices.ContainsFunc(o.one, func(h hit) bool { return h.topic == partyBody }) {
		out |= namesBody
	}
	if b, _ := p.look(folded); b != nil {
		for _, h := range b.one {
			if nobodyTopics.has(h.topic.inSet()) && h.topic < firstNamed {
				out |= namesNobody
			}
			if h.topic == partyLike {
				out |= namesLike
			}
		}
	}
	return out
}

// body tells whether a word alone names a kind of body.
func (rd *reading) body(w string) bool { return rd.classesOf(w)&namesBody != 0 }

// common tells whether a word alone names nobody: "county", "group".
func (rd *reading) common(w string) bool { return rd.classesOf(w)&namesNobody != 0 }

// isLike tells whether a word alone is one of firms that deliver IT services.
func (rd *reading) isLike(w string) bool { return rd.classesOf(w)&namesLike != 0 }
