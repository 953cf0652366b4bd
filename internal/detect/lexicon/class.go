package lexicon

import (
	"claimline/internal/detect/list"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// SectionPhrase is a phrase that gives a heading its class.
type SectionPhrase struct {
	Class    *sow.SectionClass
	order    int // of the class in its file: the earlier one wins
	IDs      []int32
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

// ClassOf takes the class whose phrases cover most of the heading's own words;
// of those that cover enough, the one that stands first in the file. It gives
// the number of own words that its longest phrase has.
func (l *Language) ClassOf(tokens []token.Token, names int) (*sow.SectionClass, int) {
	var room [16]phrase.Found
	found := l.Headings.In(tokens, room[:0])
	if len(found) == 0 {
		return nil, 0
	}
	total := max(l.OwnWords(tokens)-names, 1)
	var best *sow.SectionClass
	longest, covered := 0, 0
	for n, f := range found {
		p := &l.Sections[f.Run]
		if n == 0 || p.order != l.Sections[found[n-1].Run].order {
			if best != nil {
				break // classes stand in order: the first that fits wins
			}
			longest, covered = 0, 0
		}
		if l.misleads(p, tokens, f.At) {
			continue
		}
		words := max(l.OwnWords(tokens[f.At:f.At+len(p.IDs)]), 1)
		if !p.contains && p.anchor == anywhere {
			covered += words
		}
		longest = max(longest, words)
		if p.fits(f.At, len(tokens), words, covered, total) {
			best = p.Class
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
func (l *Language) misleads(p *SectionPhrase, tokens []token.Token, at int) bool {
	switch {
	case p.anchor == atStart && !l.numbering(tokens[:at]):
		return true // "Ce qui est ajouté" does not open with "qui est"
	case p.anchor == atStart:
		return phrase.Opens(tokens[at+len(p.IDs):], l.Words[list.AboutWhat]) // "About what we will advise"
	case p.Class.Polarity == sow.Excluded && phrase.Opens(tokens[at+len(p.IDs):], l.Words[list.HeadingRest]):
		return true // "Activities, not exhaustive"
	case p.Class.Polarity == sow.Excluded && len(p.IDs) == 1 && token.OpensNumber(tokens[at:]):
		return true // "Work order No. 4"
	case p.contains || p.anchor != anywhere:
		return false
	case len(p.IDs) == 1 && l.qualifies(tokens, at):
		return true // "Background jobs" are jobs
	}
	return len(p.IDs) < len(tokens) && l.OwnWords(tokens[at:at+len(p.IDs)]) == 0
}

// qualifies tells whether the word at token at of a heading only qualifies the
// noun right after it, in a language where the head of a compound comes last:
// one with a list "heading.neutral" of nouns that say nothing of their own.
func (l *Language) qualifies(tokens []token.Token, at int) bool {
	neutral := l.Words[list.HeadingNeutral]
	if neutral.Empty() || at+1 >= len(tokens) {
		return false
	}
	next := tokens[at+1]
	return next.Flags&(token.IsPunct|token.Number|token.AfterDash) == 0 && !l.Stop.Has(next.ID) && !phrase.Opens(tokens[at+1:], neutral) && next.End-next.Start > 2
}

// numbering tells whether tokens are nothing but the number of a heading: "3.2",
// "Annex B:".
func (l *Language) numbering(tokens []token.Token) bool {
	for _, t := range tokens {
		if t.Flags&(token.IsPunct|token.Number) == 0 && t.End-t.Start > 1 && !l.Parts.Has(t.ID) {
			return false
		}
	}
	return true
}

// fits tells whether a phrase found at token at of n says what a heading is:
// words are its own, covered those of all phrases of its class so far.
func (p SectionPhrase) fits(at, n, words, covered, total int) bool {
	switch {
	case p.anchor == atStart:
		return at <= p.prefix(n) && at+len(p.IDs) < n && total <= maxAnchored+words
	case p.anchor == atEnd:
		return at+len(p.IDs) == n && at > 0 && total <= maxAnchored+words
	case p.contains:
		return true
	case Aside(p.Class):
		return 3*covered >= 2*total
	}
	return 2*covered >= total
}

// prefix is the number of tokens that may stand before a phrase that opens a
// heading: a number, "Annex 3:".
func (p SectionPhrase) prefix(n int) int { return min(4, n/2) }

// maxAnchored is the number of further words that a heading with an anchored
// phrase may have ("About Fabrikam Cloud Partners").
const maxAnchored = 4

// Aside tells whether a class says where in a document one is rather than what
// is delivered: an intro of a list is not read that way.
func Aside(class *sow.SectionClass) bool {
	switch class.Class {
	case "tool", "boilerplate", "questions", "legal", "plan", "commercial", "comparison":
		return true
	}
	return false
}

// Withholds tells whether a class sets aside all that stands in it, whatever
// the headings within it say.
func Withholds(c *sow.SectionClass) bool {
	return c.Polarity == sow.Excluded || c.Polarity == sow.Optional || c.Polarity == sow.Future
}
