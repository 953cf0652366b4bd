package detect

import (
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// sectionPhrase is a phrase that gives a heading its class.
type sectionPhrase struct {
	class    *sow.SectionClass
	order    int // of the class in its file: the earlier one wins
	ids      []int32
	contains bool
	anchor   anchor
}

// anchor says where in a heading a phrase must stand.
type anchor uint8

const (
	anywhere anchor = iota
	atStart
	atEnd
)

// classOf takes the class whose phrases cover most of the heading's own words;
// of those that cover enough, the one that stands first in the file. It gives
// the number of own words that its longest phrase has.
func (l *language) classOf(tokens []token.Token, names int) (*sow.SectionClass, int) {
	var room [16]phrase.Found
	found := l.headings.In(tokens, room[:0])
	if len(found) == 0 {
		return nil, 0
	}
	total := max(l.ownWords(tokens)-names, 1)
	var best *sow.SectionClass
	longest, covered := 0, 0
	for n, f := range found {
		p := &l.sections[f.Run]
		if n == 0 || p.order != l.sections[found[n-1].Run].order {
			if best != nil {
				break // classes stand in order: the first that fits wins
			}
			longest, covered = 0, 0
		}
		if l.misleads(p, tokens, f.At) {
			continue
		}
		words := max(l.ownWords(tokens[f.At:f.At+len(p.ids)]), 1)
		if !p.contains && p.anchor == anywhere {
			covered += words
		}
		longest = max(longest, words)
		if p.fits(f.At, len(tokens), words, covered, total) {
			best = p.class
		}
	}
	if best == nil {
		return nil, 0
	}
	return best, longest
}

// misleads tells whether a phrase at token at of a heading says nothing of it:
// what opens the heading stands inside, a noun only qualifies the next one, or
// small words are not all there is.
func (l *language) misleads(p *sectionPhrase, tokens []token.Token, at int) bool {
	switch {
	case p.anchor == atStart && !l.numbering(tokens[:at]):
		return true // "Ce qui est ajouté" does not open with "qui est"
	case p.anchor == atStart:
		return phrase.Opens(tokens[at+len(p.ids):], l.words[listAboutWhat]) // "About what we will advise"
	case p.class.Polarity == sow.Excluded && phrase.Opens(tokens[at+len(p.ids):], l.words[listHeadingRest]):
		return true // "Activities, not exhaustive"
	case p.contains || p.anchor != anywhere:
		return false
	case len(p.ids) == 1 && l.qualifies(tokens, at):
		return true // "Background jobs" are jobs
	}
	return len(p.ids) < len(tokens) && l.ownWords(tokens[at:at+len(p.ids)]) == 0
}

// qualifies tells whether the word at token at of a heading only qualifies the
// noun right after it, in a language where the head of a compound comes last:
// one with a list "heading.neutral" of nouns that say nothing of their own.
func (l *language) qualifies(tokens []token.Token, at int) bool {
	neutral := l.words[listHeadingNeutral]
	if neutral.Empty() || at+1 >= len(tokens) {
		return false
	}
	next := tokens[at+1]
	return next.Flags&(token.IsPunct|token.Number|token.AfterDash) == 0 && !l.stop.Has(next.ID) && !phrase.Opens(tokens[at+1:], neutral) && next.End-next.Start > 2
}

// numbering tells whether tokens are nothing but the number of a heading: "3.2",
// "Annex B:".
func (l *language) numbering(tokens []token.Token) bool {
	for _, t := range tokens {
		if t.Flags&(token.IsPunct|token.Number) == 0 && t.End-t.Start > 1 && !l.parts.Has(t.ID) {
			return false
		}
	}
	return true
}

// fits tells whether a phrase found at token at of n says what a heading is:
// words are its own, covered those of all phrases of its class so far.
func (p sectionPhrase) fits(at, n, words, covered, total int) bool {
	switch {
	case p.anchor == atStart:
		return at <= p.prefix(n) && at+len(p.ids) < n && total <= maxAnchored+words
	case p.anchor == atEnd:
		return at+len(p.ids) == n && at > 0 && total <= maxAnchored+words
	case p.contains:
		return true
	case aside(p.class):
		return 3*covered >= 2*total
	}
	return 2*covered >= total
}

// prefix is the number of tokens that may stand before a phrase that opens a
// heading: a number, "Annex 3:".
func (p sectionPhrase) prefix(n int) int { return min(4, n/2) }

// maxAnchored is the number of further words that a heading with an anchored
// phrase may have ("About Fabrikam Cloud Partners").
const maxAnchored = 4

// aside tells whether a class says where in a document one is rather than what
// is delivered: an intro of a list is not read that way.
func aside(class *sow.SectionClass) bool {
	switch class.Class {
	case "tool", "boilerplate", "questions", "legal", "plan", "commercial", "comparison":
		return true
	}
	return false
}

// withholds tells whether a class sets aside all that stands in it, whatever
// the headings within it say.
func withholds(c *sow.SectionClass) bool {
	return c.Polarity == sow.Excluded || c.Polarity == sow.Optional || c.Polarity == sow.Future
}
