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

// NamedIn gives the hits of one kind of value among those of a text, of which
// these are the topics.
func (x *Lexicon) NamedIn(topics topic.Set, hits []Hit, kind topic.Kind) []NamedHit {
	if !topics.Has(topic.FirstNamed + topic.Topic(kind)) {
		return nil
	}
	var out []NamedHit
	for _, h := range hits {
		if h.Topic >= topic.FirstNamed && h.Topic.InSet() == topic.FirstNamed+topic.Topic(kind) {
			out = append(out, NamedHit{x.named[h.Topic-topic.FirstNamed].name, h})
		}
	}
	return out
}
