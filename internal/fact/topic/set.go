package topic

import "slices"

// Set is the set of topics of the hits in a text. All topics that carry a
// value of one kind count as one.
type Set [2]uint64

// The topics and the kinds of values must fit into a Set.
const _ = uint(128 - int(FirstNamed) - Kinds)

// InSet gives the topic that stands for t in a Set.
func (t Topic) InSet() Topic {
	if t < FirstNamed {
		return t
	}
	return FirstNamed + (t-FirstNamed)%Topic(Kinds)
}

// Has tells whether a topic is in the set.
func (s Set) Has(t Topic) bool {
	return s[t>>6&1]&(1<<(t&63)) != 0
}

// Meets tells whether two sets have a topic in common.
func (s Set) Meets(o Set) bool { return s[0]&o[0] != 0 || s[1]&o[1] != 0 }

// HasAny tells whether one of the topics is in the set.
func (s Set) HasAny(topics []Topic) bool {
	return slices.ContainsFunc(topics, func(t Topic) bool { return s.Has(t) })
}

// SetOf gives the set of these topics.
func SetOf(topics ...Topic) (s Set) {
	for _, t := range topics {
		s[t>>6] |= 1 << (t & 63)
	}
	return s
}
