package sense

import (
	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/list"
	"claimline/internal/detect/mention"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
)

// subjectReach is the number of words after a comma among which a noun or the
// name of another product makes it the subject of its clause.
const subjectReach = 3

// nextSubject tells whether a cue after a mention belongs to another product or
// noun, with which a comma or "and" opens a clause: "once X is up, Y is switched off",
// "we roll out X, the phones are not included". Without a verb before the comma
// the two are members of one enumeration.
func (r *Reading) nextSubject(m *mention.Mention, h phrase.Hit, c *lexicon.Cue) bool {
	lang := r.Blocks[m.Block].Lang
	if lang == nil {
		return false
	}
	for k := m.To; k < h.From; k++ {
		and := k > m.To && len(c.Behind) == 0 && r.Lex.And != 0 && r.TokensOf(m.Block)[k].ID == r.Lex.And
		if !and && !r.isMark(m.Block, k, ",") {
			continue
		}
		s := token.Span{From: k + 1, To: h.From}
		if r.endsClause(m, k, and, lang) && (r.nameFirst(m.Block, s, lang) || r.nounFirst(m, s, lang)) {
			return true
		}
	}
	return false
}

// endsClause tells whether the comma or "and" at token k after a mention ends a
// clause in which something is said of the mention.
func (r *Reading) endsClause(m *mention.Mention, k int32, and bool, lang *lexicon.Language) bool {
	if k == m.To && !r.SaysSelf(m.Block, token.Span{From: m.Sentence.From, To: m.From}) {
		return false
	}
	first := r.TokensOf(m.Block)[m.To:k]
	switch {
	case !and && (r.SaysSelf(m.Block, token.Span{From: m.Sentence.From, To: m.From}) && m.Verb != "" || r.opensSubordinate(m, lang)):
		return true
	case phrase.Opens(first, lang.Words[list.States]), phrase.Opens(first, lang.Words[list.Passive]):
		return true
	}
	return r.VerbWithin(m.Block, token.Span{From: m.To, To: k}) && !phrase.Inside(r.HitsOf(m.Block, phrase.Name), k-1)
}

// nameFirst tells whether a clause opens with the name of a product, or, in
// languages that do not write all nouns so, with a name of anything.
func (r *Reading) nameFirst(block int, s token.Span, lang *lexicon.Language) bool {
	tokens, names := r.TokensOf(block), r.HitsOf(block, phrase.Name)
	if phrase.Opens(tokens[s.From:s.To], lang.Words[list.Relative]) {
		return false
	}
	for k := s.From; k < min(s.To, s.From+subjectReach); k++ {
		if phrase.Inside(names, k) || len(lang.Suffixes) == 0 && r.UnknownName(block, k, lang) {
			return true
		}
	}
	return false
}

// nounFirst tells whether a clause after a mention on which the partner works
// opens with an article and a noun, right before the cue that ends it.
func (r *Reading) nounFirst(m *mention.Mention, s token.Span, lang *lexicon.Language) bool {
	tokens := r.TokensOf(m.Block)
	words := s.To - s.From
	if words < 2 || words > subjectReach+1 || !phrase.Opens(tokens[s.From:s.To], lang.Words[list.ArticlesAny]) || !r.SaysSelf(m.Block, token.Span{From: m.Sentence.From, To: m.From}) {
		return false
	}
	for k := s.From; k < s.To; k++ {
		if tokens[k].Flags&token.IsPunct != 0 || r.SaysVerbAt(m.Block, k) {
			return false
		}
	}
	return len(lang.Suffixes) == 0 || tokens[s.From+1].Flags&token.InitialCap != 0 // "die nicht enthalten sind" is relative
}
