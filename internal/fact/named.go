package fact

import (
	"claimline/internal/fact/topic"
	"claimline/internal/sow"
)

// namedTopic is a topic that carries a value, such as a role of access.
type namedTopic struct {
	kind topic.Kind
	name string
}

// agreementAbbr is an abbreviation that stands for an agreement when a word of
// its agreement's needs is near.
type agreementAbbr struct {
	value sow.Agreement
	text  string // case must agree
}

// namedHit is a hit with the value that it stands for.
type namedHit struct {
	name string
	hit
}

// namedIn gives the hits of one kind of value among those of a text, of which
// these are the topics.
func (x *lexicon) namedIn(topics topic.Set, hits []hit, kind topic.Kind) []namedHit {
	if !topics.Has(topic.FirstNamed + topic.Topic(kind)) {
		return nil
	}
	var out []namedHit
	for _, h := range hits {
		if h.topic >= topic.FirstNamed && h.topic.InSet() == topic.FirstNamed+topic.Topic(kind) {
			out = append(out, namedHit{x.named[h.topic-topic.FirstNamed].name, h})
		}
	}
	return out
}
