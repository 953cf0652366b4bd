package page

import (
	"strings"

	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/list"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// Owner says whose a line is.
type Owner uint8

// The owners.
const (
	Nobodys Owner = iota // not known
	Partners
	Customers
	Thirds // somebody else's
)

// PolarityOf gives what it means that another than the partner does something.
func PolarityOf(who Owner) sow.Polarity {
	switch who {
	case Customers:
		return sow.Prerequisite
	case Thirds:
		return sow.Excluded
	case Nobodys, Partners:
	}
	return ""
}

// nobodysWords are those of a detector without contexts.
var nobodysWords lexicon.PartyWords

// PartyWords gives the lists of the document's language that name a party.
func (r *Reading) PartyWords() *lexicon.PartyWords {
	if r.Main == nil {
		return &nobodysWords
	}
	return &r.Main.Party
}

// WhoseIn tells which party words of a text name: the partner by its name, its
// word or "we"; the customer; or somebody else. Two parties together are
// nobody's.
func (r *Reading) WhoseIn(text string, tokens []token.Token) Owner {
	self, customer := token.Named(&r.Partner, text, tokens), token.Named(&r.customer, text, tokens)
	partner, other := false, false
	if words := r.PartyWords(); phrase.Within(tokens, words.Any) {
		self, partner = self || phrase.Within(tokens, words.Self), phrase.Within(tokens, words.Partner)
		customer = customer || phrase.Within(tokens, words.Customer)
		other = phrase.Within(tokens, words.Other) || phrase.Within(tokens, words.Third)
	}
	switch {
	case (self || partner) && customer:
	case self:
		return Partners
	case customer:
		return Customers
	case other: // also "another supplier"
		return Thirds
	case partner:
		return Partners
	}
	return Nobodys
}

// SaysSelf tells whether a sentence names the partner: by a word, by its name,
// or by a verb in the first person plural.
func (r *Reading) SaysSelf(block int, s token.Span) bool {
	tokens, text := r.TokensOf(block), r.Doc.Blocks[block].Text
	if r.SaysOur(block, s, list.PartySelf) || r.NamesPartner(block, s) {
		return true
	}
	lang := r.Blocks[block].Lang
	if lang == nil || len(lang.Endings) == 0 {
		return false
	}
	for _, h := range r.HitsOf(block, phrase.Verb) {
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

// KnowsBoth tells whether the names of both sides are known.
func (r *Reading) KnowsBoth() bool { return len(r.Partner.Words) > 0 && len(r.customer.Words) > 0 }

// UnknownName tells whether token k of a block is a name of somebody: it has a
// capital, is no small word, no product and not the customer.
func (r *Reading) UnknownName(block int, k int32, lang *lexicon.Language) bool {
	t := r.TokensOf(block)[k]
	return t.Flags&token.InitialCap != 0 && t.Flags&token.Number == 0 && !lang.Stop.Has(t.ID) && !phrase.Inside(r.HitsOf(block, phrase.Name), k) && !phrase.Inside(r.HitsOf(block, phrase.Verb), k) && !r.IsCustomer(block, k)
}

// FallsToPartner tells whether the words after a cue in an intro name the
// partner: "two tasks fall to our engineers:".
func (r *Reading) FallsToPartner(intro int, h phrase.Hit) bool {
	tokens := r.TokensOf(intro)
	return r.WhoseIn(r.Doc.Blocks[intro].Text, tokens[h.To:min(int32(len(tokens)), h.To+3)]) == Partners
}

// IsCustomer tells whether token k of a block is a word for the customer.
func (r *Reading) IsCustomer(block int, k int32) bool {
	tokens := r.TokensOf(block)
	if phrase.Within(tokens[k:k+1], r.PartyWords().Customer) {
		return true
	}
	return token.Named(&r.customer, r.Doc.Blocks[block].Text, tokens[k:k+1])
}

// IsNameWord tells whether a token can be part of a person's name: a word with
// a capital that no phrase holds.
func IsNameWord(t token.Token) bool {
	return t.ID == 0 && t.Flags&token.InitialCap != 0 && t.Flags&(token.Number|token.IsPunct) == 0 && t.End-t.Start > 2
}
