package sense

import (
	"slices"

	"claimline/internal/detect/list"
	"claimline/internal/detect/mention"
	"claimline/internal/detect/page"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// selfReach is the number of words between the partner and its word of work:
// "we for our part build", "ehe wir mit der Umstellung auf X beginnen".
const selfReach = 5

// lifts tells whether a mention in a section of some sense is the partner's own
// work by its sentence.
func (r *Reading) lifts(m *mention.Mention, p sow.Polarity) bool {
	before := p == sow.Background && r.orderBefore(m)
	if slices.Contains(page.Liftable, p) && !before && r.ownWork(m, r.clause(m)) {
		return true
	}
	if p == sow.Excluded && r.looseNo(m) && r.ownWork(m, r.clause(m)) {
		return true
	}
	return r.onlyWork(m)
}

// orderBefore tells whether a sentence of a change order opens with the order
// that it changes: "Under the SOW we are moving 40 servers".
func (r *Reading) orderBefore(m *mention.Mention) bool {
	lang := r.Blocks[m.Block].Lang
	return r.KindOfDoc == sow.KindChangeOrder && lang != nil && r.SaysIn(m.Block, token.Span{From: m.Sentence.From, To: min(m.From, m.Sentence.From+actReach)}, list.OrderBefore)
}

// belowEarlier tells whether a mention stands in a change order below a heading
// that tells of the order which is changed: "Original scope", "What the contract
// said".
func (r *Reading) belowEarlier(m *mention.Mention) bool {
	if r.KindOfDoc != sow.KindChangeOrder {
		return false
	}
	for h := r.Blocks[m.Block].Heading; h >= 0; h = r.Blocks[h].Heading {
		if r.Says(h, list.HeadBefore) && !r.IsTitle(h) {
			return !r.Says(h, list.And)
		}
	}
	return false
}

// ownWork tells whether the partner works on a product within a span of its
// block: a word of building, moving or teaching near the product, and the
// partner near that word.
func (r *Reading) ownWork(m *mention.Mention, s token.Span) bool {
	for _, h := range r.HitsOf(m.Block, phrase.Verb) {
		if h.From < s.From || h.To > s.To || h.From < m.To && h.To > m.From || !r.Works(m.Block, h) || r.WasDone(m.Block, h) {
			continue
		}
		if r.fromVerb(m, h) > governs+2 || h.From >= m.To && r.commaIn(m.Block, token.Span{From: m.To, To: h.From}) >= 0 {
			continue
		}
		if r.byOther(m.Block, h) {
			return false // "is adjusted by head office on our written request"
		}
		near := r.nearWork(m.Block, h, s)
		if r.DoesItself(m.Block, near) || r.WhoseIn(r.Doc.Blocks[m.Block].Text, r.TokensOf(m.Block)[near.From:near.To]) == page.Partners {
			return true
		}
	}
	return false
}

// nearWork gives the words of a span around a word of work among which its
// subject stands.
func (r *Reading) nearWork(block int, h phrase.Hit, s token.Span) token.Span {
	near := token.Span{From: max(s.From, h.From-selfReach), To: min(s.To, h.To+selfReach)}
	if k := r.commaIn(block, token.Span{From: near.From, To: h.From}); k >= 0 && near.From > s.From {
		near.From = k + 1 // "of our PMO, files are moved" has another subject
	}
	return near
}

// byOther tells whether a word of work is followed by an agent that is not the
// partner.
func (r *Reading) byOther(block int, h phrase.Hit) bool {
	lang, tokens, text := r.Blocks[block].Lang, r.TokensOf(block), r.Doc.Blocks[block].Text
	if lang == nil || !phrase.Opens(tokens[h.To:], lang.Words[list.AgentBy]) {
		return false
	}
	near := tokens[h.To+1 : min(int32(len(tokens)), h.To+5)]
	who := r.actor(text, near[:token.UntilPunct(near)])
	return who == page.Customers || who == page.Thirds
}

// onlyWork tells whether a sentence says that the work is about nothing but the
// product: "this order only covers X", "l'objet de la consultation est la seule
// téléphonie : X".
func (r *Reading) onlyWork(m *mention.Mention) bool {
	lang := r.Blocks[m.Block].Lang
	if lang == nil {
		return false
	}
	tokens := r.TokensOf(m.Block)
	if r.SaysIn(m.Block, token.Span{From: m.Sentence.From, To: m.From}, list.OrderOnly) {
		return true
	}
	c := r.clause(m)
	n := phrase.Opening(tokens[c.From:m.From], lang.Words[list.ThisOrder])
	if n > 0 && c.From+n < m.From && r.Doc.Blocks[m.Block].Text[tokens[c.From+n].Start] == ':' {
		return true // "This contract: X", among others
	}
	if n > 0 && r.SaysIn(m.Block, token.Span{From: c.From + n, To: c.To}, list.Only) {
		return true // "this quote is for X only"
	}
	if r.turnsTo(m) {
		return true
	}
	class := r.Blocks[m.Block].Class // "only the screens in X are redone", below what is left out
	return class != nil && class.Polarity == sow.Excluded && phrase.Opens(tokens[c.From:m.From], lang.Words[list.Only]) && r.WorksIn(m.Block, c)
}

// turnsTo tells whether a sentence that is not the first of its block says with
// a word like "however" what the partner does all the same: "The phones are not
// touched. We do set up X, though."
func (r *Reading) turnsTo(m *mention.Mention) bool {
	s := r.clause(m)
	if m.Sentence.From == 0 || !r.SaysIn(m.Block, s, list.Turns) {
		return false
	}
	return r.SaysIn(m.Block, token.Span{From: m.To, To: s.To}, list.Included) || r.ownWork(m, s)
}

// commaIn gives the token of the last comma in a span, -1 without one.
func (r *Reading) commaIn(block int, s token.Span) int32 {
	tokens, text := r.TokensOf(block), r.Doc.Blocks[block].Text
	for k := s.To - 1; k >= s.From; k-- {
		if text[tokens[k].Start] == ',' {
			return k
		}
	}
	return -1
}

// ownClause gives the part of a mention's sentence between commas.
func (r *Reading) ownClause(m *mention.Mention) token.Span {
	s := m.Sentence
	tokens, text := r.TokensOf(m.Block), r.Doc.Blocks[m.Block].Text
	for k := s.From; k < m.From; k++ {
		if text[tokens[k].Start] == ',' {
			s.From = k + 1
		}
	}
	for k := m.To; k < s.To; k++ {
		if text[tokens[k].Start] == ',' {
			s.To = k
		}
	}
	return s
}
