package sense

import (
	"strings"

	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/list"
	"claimline/internal/detect/mention"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// clauseOfOwn tells whether a comma before a mention ends the clause of a cue
// that has a product of its own, and the mention opens the next one: "X stays as
// it is, Y is moved".
func (r *Reading) clauseOfOwn(m *mention.Mention, h phrase.Hit, gap token.Span) bool {
	lang, tokens := r.Blocks[m.Block].Lang, r.TokensOf(m.Block)
	k := r.commaIn(m.Block, gap)
	if lang == nil || k < 0 || k < m.From-2 || !r.nameIn(m.Block, token.Span{From: m.Sentence.From, To: h.From}) {
		return false
	}
	rest := tokens[m.To:m.Sentence.To]
	finite := phrase.Opens(rest, lang.Words[list.States]) || phrase.Opens(rest, lang.Words[list.Passive]) || phrase.Opens(rest, lang.Words[list.Does])
	return (finite || r.verbNear(m)) && r.VerbWithin(m.Block, token.Span{From: m.To, To: m.Sentence.To})
}

// verbNear tells whether a word of work follows a mention at once.
func (r *Reading) verbNear(m *mention.Mention) bool {
	return r.VerbWithin(m.Block, token.Span{From: m.To, To: min(m.Sentence.To, m.To+2)})
}

// nameIn tells whether a span of a block holds the name of a product.
func (r *Reading) nameIn(block int, s token.Span) bool {
	for _, n := range r.HitsOf(block, phrase.Name) {
		if n.From >= s.From && n.To <= s.To {
			return true
		}
	}
	return false
}

// staysPut tells whether a clause says of a mention that it stays and no more:
// "X stays, Y is moved".
func (r *Reading) staysPut(m *mention.Mention, lang *lexicon.Language) bool {
	tokens := r.TokensOf(m.Block)
	k := m.To + phrase.Opening(tokens[m.To:m.Sentence.To], lang.Words[list.StaysPut])
	if k == m.To {
		return false
	}
	return k >= m.Sentence.To || tokens[k].Flags&token.IsPunct != 0 && !r.isMark(m.Block, k, ":(") || tokens[k].ID != 0 && tokens[k].ID == r.Lex.And
}

// opensSubordinate tells whether the sentence of a mention begins with a clause
// that says when or why: its main clause follows a comma.
func (r *Reading) opensSubordinate(m *mention.Mention, lang *lexicon.Language) bool {
	tokens := r.TokensOf(m.Block)[m.Sentence.From:]
	return phrase.Opens(tokens, lang.Words[list.PastWhen]) || phrase.Opens(tokens, lang.Words[list.ClauseWhy])
}

// mainClause tells whether a negative before a mention stands in the clause of
// reason or time that opens its sentence, and the mention in the main clause
// that says what is done: "as nobody reads the archive, X is set up".
func (r *Reading) mainClause(m *mention.Mention, h phrase.Hit, gap token.Span) bool {
	lang := r.Blocks[m.Block].Lang
	k := r.commaIn(m.Block, gap)
	if lang == nil || k < 0 || h.From <= m.Sentence.From || !r.opensSubordinate(m, lang) {
		return false
	}
	end := m.Sentence.To
	for n := m.To; n < end; n++ {
		if r.isMark(m.Block, n, ",") {
			end = n
		}
	}
	return r.VerbWithin(m.Block, token.Span{From: k + 1, To: end})
}

// isMark tells whether token k of a block is one of some marks.
func (r *Reading) isMark(block int, k int32, marks string) bool {
	t := r.TokensOf(block)[k]
	return t.Flags&token.IsPunct != 0 && strings.IndexByte(marks, r.Doc.Blocks[block].Text[t.Start]) >= 0
}

// takesUpBehind tells whether the words behind the colon in a gap begin with a
// pronoun: "it does not suit: it goes to X" goes on to say what is done instead.
func (r *Reading) takesUpBehind(m *mention.Mention, gap token.Span) bool {
	lang, k := r.Blocks[m.Block].Lang, r.colonIn(m.Block, gap)
	return lang != nil && k >= 0 && phrase.Opens(r.TokensOf(m.Block)[k+1:], lang.Words[list.It])
}

// exceptReach is the number of words after an exception within which its
// sentence says what holds for the rest.
const exceptReach = 3

// refusesRest tells whether what follows an exception refuses all the rest:
// "apart from X nothing is done", "anything other than X is out".
func (r *Reading) refusesRest(m *mention.Mention) bool {
	lang, tokens := r.Blocks[m.Block].Lang, r.TokensOf(m.Block)
	if lang == nil {
		return false
	}
	for k := m.To; k < m.Sentence.To && r.distance(m.Block, token.Span{From: m.To, To: k}) <= exceptReach; k++ {
		if phrase.Opens(tokens[k:], lang.Words[list.NoneOpens]) {
			return true
		}
	}
	for _, h := range r.HitsOf(m.Block, phrase.Cue) {
		if h.From < m.To || h.To > m.Sentence.To || r.distance(m.Block, token.Span{From: m.To, To: h.From}) > exceptReach {
			continue
		}
		for c := range r.CuesOf(h, lang) {
			if c.RefusesBack() && c.Sets == sow.Excluded {
				return true
			}
		}
	}
	return false
}
