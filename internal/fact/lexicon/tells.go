package lexicon

import "claimline/internal/fact/topic"

// Tells is what the phrases of a topic tell of the language, as a set.
type Tells uint8

// What phrases tell of the language.
const (
	IsSmall        Tells = 1 << iota // frequent in running text
	TellsLanguage                    // the text that holds it is in that of the phrase
	CountsAnywhere                   // they count in documents of any language
)

// One is 1 where the set holds what, which is one thing, and 0 where it does not.
func (t Tells) One(what Tells) int32 { return int32(t / what & 1) }

// small are the topics whose words are frequent in running text and tell its
// language.
var small = topic.SetOf(topic.PartySmall, topic.PartyArticle, topic.PartyAnd, topic.Negation, topic.PartyFor, topic.DateFrom, topic.PartyDefines)

// tellsOf gives what the phrases of a topic tell of the language.
func (x *Lexicon) tellsOf(t topic.Topic) (out Tells) {
	if t < topic.FirstNamed && small.Has(t) {
		out |= IsSmall
	}
	if t < topic.FirstNamed && !topic.Everywhere.Has(t) {
		out |= TellsLanguage
	}
	if x.countsEverywhere(t) {
		out |= CountsAnywhere
	}
	return out
}

// countsEverywhere tells whether a topic counts in documents of any language.
func (x *Lexicon) countsEverywhere(t topic.Topic) bool {
	if t >= topic.FirstNamed { // a name of its own
		kind := x.named[t-topic.FirstNamed].kind
		return kind == topic.Agreement || kind == topic.Dollar || kind == topic.Country
	}
	return topic.Everywhere.Has(t)
}
