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

// actReach is the number of tokens from the start of a clause within which its
// subject ends.
const actReach = 7

// otherActs reads who does what in the clause of a mention, where that is
// neither the partner nor the subject that opens the sentence: what follows a
// colon ("accounts: the hospital's administrator opens them in X"), a subject
// with a possessive ("the bank's people keep X going").
func (r *Reading) otherActs(m *mention.Mention, lang *lexicon.Language) sow.Polarity {
	if r.KindOfDoc == sow.KindStaffAug || r.Teaches() || r.partnerSays(m, r.clause(m)) {
		return ""
	}
	if r.aloneAfter(m, lang) {
		return sow.Excluded
	}
	from := r.afterColon(m)
	text, tokens := r.Doc.Blocks[m.Block].Text, r.TokensOf(m.Block)
	for k := from + 1; k < min(m.Sentence.To, from+actReach); k++ {
		if tokens[k].Flags&token.IsPunct != 0 && text[tokens[k].Start] != '\'' {
			return ""
		}
		if !r.makes(m.Block, k, lang) {
			continue
		}
		return r.subjectSays(text, tokens[from:k], lang)
	}
	return ""
}

// subjectSays tells what it means that a few words are the subject of work: a
// party alone is read elsewhere, with the verbs of what it has and owes.
func (r *Reading) subjectSays(text string, subject []token.Token, lang *lexicon.Language) sow.Polarity {
	if phrase.Within(subject, lang.Words[list.Passive]) || phrase.Opens(subject, lang.Words[list.PartyBeside]) || phrase.Opens(subject, lang.Words[list.Prepositions]) {
		return ""
	}
	if who := r.actor(text, subject); who == page.Thirds || len(subject) > 2 {
		return page.PolarityOf(who)
	}
	return ""
}

// afterColon gives the token at which the clause of a mention begins: after a
// colon before it, or after the colon that follows a product which leads.
func (r *Reading) afterColon(m *mention.Mention) int32 {
	c := r.clause(m)
	if k := r.colonIn(m.Block, token.Span{From: c.From, To: m.From}); k >= 0 {
		return k + 1
	}
	if r.leadsBlock(m) {
		if k := r.colonIn(m.Block, token.Span{From: m.To, To: c.To}); k >= 0 {
			return k + 1
		}
	}
	return c.From
}

// makes tells whether a verb at token k of a block says that its subject makes
// or runs something: it is no noun and no participle.
func (r *Reading) makes(block int, k int32, lang *lexicon.Language) bool {
	tokens, text := r.TokensOf(block), r.Doc.Blocks[block].Text
	t, before := tokens[k], tokens[k-1]
	if t.Flags&(token.InitialCap|token.IsPunct|token.Number) != 0 || before.Flags&token.IsPunct != 0 || lang.Stop.Has(before.ID) && !saysIT(text, tokens[k-1:k]) {
		return false // after a small word a noun, an infinitive or a participle
	}
	if phrase.Opens(tokens[k-1:], lang.Words[list.Passive]) || phrase.Opens(tokens[k+1:], lang.Words[list.Passive]) {
		return false
	}
	if phrase.Opens(r.TokensOf(block)[k:], lang.Words[list.Acts]) {
		return true
	}
	if !r.SaysVerbAt(block, k) || lang.Code == "en" && text[t.End-1] != 's' {
		return false
	}
	return r.builds(block, k) || r.SaysVerb(block, token.Span{From: k, To: k + 1}, sow.ManagedServices)
}

// aloneAfter tells whether a relative clause on a mention says that somebody
// does it alone: "which purchasing is trying out by itself".
func (r *Reading) aloneAfter(m *mention.Mention, lang *lexicon.Language) bool {
	for k := m.To; k < min(m.Sentence.To, m.To+clauseReach); k++ {
		if r.opensRelative(m.Block, k, lang) {
			return r.SaysIn(m.Block, token.Span{From: k, To: max(k, r.clause(m).To)}, list.Alone)
		}
	}
	return false
}
