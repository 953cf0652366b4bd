package topic

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

// In tells whether a topic is one of a few.
func (t Topic) In(topics []Topic) bool {
	for _, one := range topics { //nolint:modernize // is asked for each word, and the other way is a call
		if one == t {
			return true
		}
	}
	return false
}

// Has tells whether a topic is in the set.
func (s Set) Has(t Topic) bool {
	return s[t>>6&1]&(1<<(t&63)) != 0
}

// Add adds a topic, or that which stands for it.
func (s *Set) Add(t Topic) {
	t = t.InSet()
	s[t>>6&1] |= 1 << (t & 63)
}

// Meets tells whether two sets have a topic in common.
func (s Set) Meets(o Set) bool { return s[0]&o[0] != 0 || s[1]&o[1] != 0 }

// HasAny tells whether one of the topics is in the set.
func (s Set) HasAny(topics []Topic) bool {
	for _, t := range topics { //nolint:modernize // is asked dozens of times for each line, and the other way is a call
		if s.Has(t) {
			return true
		}
	}
	return false
}

// SetOf gives the set of these topics.
func SetOf(topics ...Topic) (s Set) {
	for _, t := range topics {
		s[t>>6] |= 1 << (t & 63)
	}
	return s
}

// Roles are the topics of words for one of the two sides.
var Roles = SetOf(PartyCustomer, PartyPartner)
