package lexicon

import (
	"claimline/internal/detect/list"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// Since tells whether tokens say since when: "since 2018", "since the merger".
func (l *Language) Since(tokens []token.Token) bool {
	for k := range tokens {
		n := int(phrase.Opening(tokens[k:], l.Words[list.StateSince]))
		if n == 0 || k+n >= len(tokens) || k > 0 && phrase.Opens(tokens[k-1:], l.Words[list.StateOf]) {
			continue // "history since 1996" says how far it goes back
		}
		if next := tokens[k+n]; next.Flags&token.Number != 0 && next.End-next.Start == 4 || phrase.Opens(tokens[k+n:], l.Words[list.StateWhen]) {
			return true
		}
	}
	return false
}

// UnitAt tells whether a word of a unit is among the tokens after a number.
func (l *Language) UnitAt(tokens []token.Token, unit string) bool {
	return phrase.Within(tokens, l.ByName[list.Unit(unit)])
}

// OrderWords counts the own words by which a head names the order itself:
// "After this change order" says "after".
func (l *Language) OrderWords(tokens []token.Token) int {
	for k := range tokens {
		if n := phrase.Opening(tokens[k:], l.Words[list.HeadOrder]); n > 0 {
			return l.OwnWords(tokens[k : k+int(n)])
		}
	}
	return 0
}

// OfScope gives the class of sections that say what is delivered.
func (l *Language) OfScope() *sow.SectionClass { return l.OfClass("scope") }

// OfClass gives the first class of sections with a name, nil without one.
func (l *Language) OfClass(name string) *sow.SectionClass {
	return l.classes[name]
}

// OwnWords counts the words that are neither numbers, marks nor small words.
func (l *Language) OwnWords(tokens []token.Token) (n int) {
	for _, t := range tokens {
		if t.Flags&(token.IsPunct|token.Number) != 0 || l.Stop.Has(t.ID) {
			continue
		}
		if t.End-t.Start == 1 && len(tokens) > 1 || l.Parts.Has(t.ID) {
			continue // "A Scope", "Annex 3: Scope"
		}
		n++
	}
	return n
}

// DutiesIn gives the class of sections that say in a language what the customer
// does, nil without one.
func DutiesIn(l *Language) *sow.SectionClass {
	if l == nil {
		return nil
	}
	return l.duties
}
