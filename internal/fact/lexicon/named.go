package lexicon

import (
	"claimline/internal/fact/topic"
	"claimline/internal/sow"
)

// namedTopic is a topic that carries a value, such as a role of access.
type namedTopic struct {
	kind topic.Kind
	name string
}

// Abbreviation is an abbreviation that stands for an agreement when a word of
// its agreement's needs is near.
type Abbreviation struct {
	Value sow.Agreement
	Text  string // case must agree
}

// NamedHit is a hit with the value that it stands for.
type NamedHit struct {
	Name string
	Hit
}

// NamedIn gives the hits of one kind of value among those of a text.
func (x *Lexicon) NamedIn(hits []Hit, kind topic.Kind) []NamedHit {
	n := 0
	for i := range hits {
		if isNamed(&hits[i], kind) {
			n++
		}
	}
	out := make([]NamedHit, 0, n)
	for i := range hits {
		if h := &hits[i]; isNamed(h, kind) {
			out = append(out, NamedHit{x.named[h.Topic-topic.FirstNamed].name, *h})
		}
	}
	return out
}

func isNamed(h *Hit, kind topic.Kind) bool {
	return h.Topic >= topic.FirstNamed && h.Topic.InSet() == topic.FirstNamed+topic.Topic(kind)
}
