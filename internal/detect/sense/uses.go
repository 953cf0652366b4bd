package sense

import (
	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/list"
	"claimline/internal/detect/mention"
	"claimline/internal/detect/page"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// Reaches, in words, of a relative clause that says who uses a product.
const (
	usesReach = 4 // from the relative pronoun to the product
	whoReach  = 5 // from the first word of who uses it to the pronoun
)

// usedBy reads a relative clause that has a product as the tool of somebody:
// "rests with Contoso SOC, which uses X".
func (r *Reading) usedBy(m *mention.Mention, lang *lexicon.Language) sow.Polarity {
	tokens := r.TokensOf(m.Block)
	for k := m.From - 1; k > max(m.Sentence.From, m.From-usesReach); k-- {
		if !r.opensRelative(m.Block, k, lang) {
			continue
		}
		said := phrase.Opens(tokens[k+1:m.From], lang.Words[list.Uses])
		if len(lang.Suffixes) > 0 {
			said = phrase.Opens(tokens[m.To:m.Sentence.To], lang.Words[list.Uses])
		}
		if said {
			return r.whoIs(m, token.Span{From: max(m.Sentence.From, k-whoReach), To: k}, lang)
		}
	}
	return ""
}

// whoIs tells what it means for a mention that those whom a span names have it:
// a party, a body of people, or a name that is not the partner's.
func (r *Reading) whoIs(m *mention.Mention, s token.Span, lang *lexicon.Language) sow.Polarity {
	tokens, text := r.TokensOf(m.Block)[s.From:s.To], r.Doc.Blocks[m.Block].Text
	if who := r.actor(text, tokens); who != page.Nobodys {
		return page.PolarityOf(who)
	}
	if r.partnerSays(m, s) || token.Named(&r.Partner, text, tokens) {
		return ""
	}
	if phrase.Within(tokens, r.WordsOf(list.FirmForms)) {
		return sow.Excluded
	}
	if len(lang.Suffixes) > 0 {
		return ""
	}
	for k := s.To - 2; k < s.To; k++ {
		if k > s.From && r.UnknownName(m.Block, k, lang) && page.IsNameWord(r.TokensOf(m.Block)[k]) {
			return sow.Excluded
		}
	}
	return ""
}

// finished tells whether the clause of a mention says that the work on it came
// to its end, or was ordered before: "orders 1 (X) and 2 (Y) are complete".
func (r *Reading) finished(m *mention.Mention) bool {
	c := r.clause(m)
	if class := r.Blocks[m.Block].Class; r.Standing() || class != nil && class.Class != "scope" {
		return false
	}
	if r.SaysIn(m.Block, c, list.PastWhen) || r.SaysIn(m.Block, c, list.Promise) {
		return false
	}
	return r.SaysIn(m.Block, token.Span{From: m.To, To: max(m.To, c.To)}, list.Finished)
}

// peopleOf tells whether a few words name the people of somebody by a possessive:
// "the Firm's developers".
func (r *Reading) peopleOf(text string, tokens []token.Token) bool {
	for k := 1; k < len(tokens); k++ {
		if !r.SaysAny(tokens[k:k+1], r.WordsOf(list.YourPeople)) {
			continue
		}
		gap := text[tokens[0].Start:tokens[k].Start]
		return len(gap) > 3 && (gap[len(gap)-3:] == "'s " || len(gap) > 5 && gap[len(gap)-5:] == "’s ")
	}
	return false
}
