package detect

import (
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// since tells whether tokens say since when: "since 2018", "since the merger".
func (l *language) since(tokens []token.Token) bool {
	for k := range tokens {
		n := int(phrase.Opening(tokens[k:], l.words[listStateSince]))
		if n == 0 || k+n >= len(tokens) || k > 0 && phrase.Opens(tokens[k-1:], l.words[listStateOf]) {
			continue // "history since 1996" says how far it goes back
		}
		if next := tokens[k+n]; next.Flags&token.Number != 0 && next.End-next.Start == 4 || phrase.Opens(tokens[k+n:], l.words[listStateWhen]) {
			return true
		}
	}
	return false
}

// unitAt tells whether a word of a unit is among the tokens after a number.
func (l *language) unitAt(tokens []token.Token, unit string) bool {
	return phrase.Within(tokens, l.byName["unit."+unit])
}

// orderWords counts the own words by which a head names the order itself:
// "After this change order" says "after".
func (l *language) orderWords(tokens []token.Token) int {
	for k := range tokens {
		if n := phrase.Opening(tokens[k:], l.words[listHeadOrder]); n > 0 {
			return l.ownWords(tokens[k : k+int(n)])
		}
	}
	return 0
}

// ofScope gives the class of sections that say what is delivered.
func (l *language) ofScope() *sow.SectionClass { return l.ofClass("scope") }

// ofClass gives the first class of sections with a name, nil without one.
func (l *language) ofClass(name string) *sow.SectionClass {
	return l.classes[name]
}

// ownWords counts the words that are neither numbers, marks nor small words.
func (l *language) ownWords(tokens []token.Token) (n int) {
	for _, t := range tokens {
		if t.Flags&(token.IsPunct|token.Number) != 0 || l.stop.Has(t.ID) {
			continue
		}
		if t.End-t.Start == 1 && len(tokens) > 1 || l.parts.Has(t.ID) {
			continue // "A Scope", "Annex 3: Scope"
		}
		n++
	}
	return n
}

// dutiesIn gives the class of sections that say in a language what the customer
// does, nil without one.
func dutiesIn(l *language) *sow.SectionClass {
	if l == nil {
		return nil
	}
	return l.duties
}
