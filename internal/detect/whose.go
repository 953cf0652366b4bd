package detect

import (
	"strings"

	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// owner says whose a line is.
type owner uint8

// The owners.
const (
	nobodys owner = iota // not known
	partners
	customers
	thirds // somebody else's
)

// polarityOf gives what it means that another than the partner does something.
func polarityOf(who owner) sow.Polarity {
	switch who {
	case customers:
		return sow.Prerequisite
	case thirds:
		return sow.Excluded
	case nobodys, partners:
	}
	return ""
}

// nobodysWords are those of a detector without contexts.
var nobodysWords lexicon.PartyWords

// PartyWords gives the lists of the document's language that name a party.
func (r *pageReading) partyWords() *lexicon.PartyWords {
	if r.main == nil {
		return &nobodysWords
	}
	return &r.main.Party
}

// whoseIn tells which party words of a text name: the partner by its name, its
// word or "we"; the customer; or somebody else. Two parties together are
// nobody's.
func (r *pageReading) whoseIn(text string, tokens []token.Token) owner {
	self, customer := token.Named(&r.partner, text, tokens), token.Named(&r.customer, text, tokens)
	partner, other := false, false
	if words := r.partyWords(); phrase.Within(tokens, words.Any) {
		self, partner = self || phrase.Within(tokens, words.Self), phrase.Within(tokens, words.Partner)
		customer = customer || phrase.Within(tokens, words.Customer)
		other = phrase.Within(tokens, words.Other) || phrase.Within(tokens, words.Third)
	}
	switch {
	case (self || partner) && customer:
	case self:
		return partners
	case customer:
		return customers
	case other: // also "another supplier"
		return thirds
	case partner:
		return partners
	}
	return nobodys
}

// saysSelf tells whether a sentence names the partner: by a word, by its name,
// or by a verb in the first person plural.
func (r *pageReading) saysSelf(block int, s token.Span) bool {
	tokens, text := r.tokensOf(block), r.doc.Blocks[block].Text
	if phrase.Within(tokens[s.From:s.To], r.partyWords().Self) || token.Named(&r.partner, text, tokens[s.From:s.To]) {
		return true
	}
	lang := r.blocks[block].lang
	if lang == nil || len(lang.Endings) == 0 {
		return false
	}
	for _, h := range r.hitsOf(block, phrase.Verb) {
		if h.From < s.From || h.To > s.To {
			continue
		}
		word := token.Fold(text[tokens[h.From].Start:tokens[h.From].End])
		for _, e := range lang.Endings {
			if strings.HasSuffix(word, e) && len(word) > len(e)+2 {
				return true
			}
		}
	}
	return false
}

// unknownName tells whether token k of a block is a name of somebody: it has a
// capital, is no small word, no product and not the customer.
func (r *pageReading) unknownName(block int, k int32, lang *lexicon.Language) bool {
	t := r.tokensOf(block)[k]
	return t.Flags&token.InitialCap != 0 && t.Flags&token.Number == 0 && !lang.Stop.Has(t.ID) && !phrase.Inside(r.hitsOf(block, phrase.Name), k) && !phrase.Inside(r.hitsOf(block, phrase.Verb), k) && !r.isCustomer(block, k)
}

// fallsToPartner tells whether the words after a cue in an intro name the
// partner: "two tasks fall to our engineers:".
func (r *pageReading) fallsToPartner(intro int, h phrase.Hit) bool {
	tokens := r.tokensOf(intro)
	return r.whoseIn(r.doc.Blocks[intro].Text, tokens[h.To:min(int32(len(tokens)), h.To+3)]) == partners
}

// isCustomer tells whether token k of a block is a word for the customer.
func (r *pageReading) isCustomer(block int, k int32) bool {
	tokens := r.tokensOf(block)
	if phrase.Within(tokens[k:k+1], r.partyWords().Customer) {
		return true
	}
	return token.Named(&r.customer, r.doc.Blocks[block].Text, tokens[k:k+1])
}

// isNameWord tells whether a token can be part of a person's name: a word with
// a capital that no phrase holds.
func isNameWord(t token.Token) bool {
	return t.ID == 0 && t.Flags&token.InitialCap != 0 && t.Flags&(token.Number|token.IsPunct) == 0 && t.End-t.Start > 2
}
