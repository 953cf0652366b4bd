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

// shortAnswer is the number of tokens of an answer such as "They are not."
const shortAnswer = 6

// askedAbove reads a heading that is a question, by the answer in the line
// below it: "Do you tidy up X?" – "No. That is your task." Without a plain
// answer such a heading says nothing of what is delivered.
func (r *Reading) askedAbove(m *mention.Mention) (sow.Polarity, string) {
	b := &r.Doc.Blocks[m.Block]
	lang := r.Blocks[m.Block].Lang
	if lang == nil || b.Kind != sow.Heading && !r.Blocks[m.Block].Pseudo || !strings.HasSuffix(strings.TrimSpace(b.Text), "?") || r.Standing() && r.KindOfDoc != sow.KindManaged {
		return "", ""
	}
	next := m.Block + 1
	if next >= len(r.Blocks) || r.Doc.Blocks[next].Kind == sow.Heading {
		return "", ""
	}
	answer := r.TokensOf(next)
	if len(answer) == 0 {
		return "", ""
	}
	if first := r.Sentence(next, phrase.Hit{From: 0, To: 1}); phrase.Opens(answer, lang.Words[list.AnswerNo]) || first.To <= shortAnswer && phrase.Within(answer[:first.To], lang.Words[list.ItNot]) {
		return sow.Excluded, "question.no"
	}
	return "", ""
}

// noneDone tells whether a sentence that opens with a word like "no" denies the
// work that its verb says: "No report is to be produced in X". What it says
// until or before something happens, it does not deny.
func (r *Reading) noneDone(m *mention.Mention, lang *lexicon.Language) bool {
	tokens, s := r.TokensOf(m.Block), m.Sentence
	n := phrase.Opening(tokens[s.From:m.From], lang.Words[list.NoneOpens])
	if n == 0 || r.SaysIn(m.Block, s, list.PastWhen) || r.SaysIn(m.Block, token.Span{From: s.From, To: m.From}, list.NoneNot) {
		return false
	}
	for k := s.From + n; k < m.From; k++ {
		if tokens[k].Flags&token.IsPunct != 0 {
			return false
		}
	}
	return r.VerbWithin(m.Block, token.Span{From: s.From + n, To: m.From})
}

// butNot tells whether a clause after the product takes it up by a pronoun and
// denies it: "fine, but it isn't here".
func (r *Reading) butNot(m *mention.Mention, lang *lexicon.Language) bool {
	tokens := r.TokensOf(m.Block)
	for k := m.To; k+2 < m.Sentence.To; k++ {
		n := phrase.Opening(tokens[k:], lang.Words[list.But])
		if n == 0 {
			continue
		}
		end := min(m.Sentence.To, k+n+4)
		rest := tokens[k+n : end]
		if phrase.Opens(rest, lang.Words[list.It]) && phrase.Within(rest, lang.Words[list.ItNot]) && !r.deniesNoun(m.Block, k+n, lang) {
			return true
		}
	}
	return false
}

// deniesNoun tells whether the negative at token k of a block, in a language that
// leaves its pronouns out, speaks of the noun or product that follows it: "pero
// no los teléfonos".
func (r *Reading) deniesNoun(block int, k int32, lang *lexicon.Language) bool {
	tokens := r.TokensOf(block)
	if !phrase.Opens(tokens[k:], lang.Words[list.ItNot]) || int(k)+1 >= len(tokens) {
		return false
	}
	return phrase.Inside(r.HitsOf(block, phrase.Name), k+1) || phrase.Opens(tokens[k+1:], lang.Words[list.Articles])
}

// deniedAfterAside tells whether a refusal follows a relative clause between
// commas: "X, which the draft had foreseen, is not set up".
func (r *Reading) deniedAfterAside(m *mention.Mention, lang *lexicon.Language) bool {
	tokens, text := r.TokensOf(m.Block), r.Doc.Blocks[m.Block].Text
	if m.To+2 >= m.Sentence.To || text[tokens[m.To].Start] != ',' || !phrase.Opens(tokens[m.To+1:], lang.Words[list.Relative]) {
		return false
	}
	for k := m.To + 2; k+1 < m.Sentence.To; k++ {
		if text[tokens[k].Start] != ',' {
			continue
		}
		for _, h := range r.HitsOf(m.Block, phrase.Cue) {
			if h.From != k+1 {
				continue
			}
			for c := range r.CuesOf(h, lang) {
				if c.Kind == lexicon.RealCue && c.Sets == sow.Excluded && c.Direction == "backward" && !phrase.Opens(tokens[h.To:], c.UnlessRuns) {
					return true
				}
			}
		}
		return false
	}
	return false
}

// deniedBeside tells whether the sentence of a mention denies it in one of the
// forms that no cue beside the product shows.
func (r *Reading) deniedBeside(m *mention.Mention) (sow.Polarity, string) {
	lang := r.Blocks[m.Block].Lang
	if lang == nil || r.Doc.Blocks[m.Block].Kind == sow.Heading {
		return r.askedAbove(m)
	}
	if r.noneDone(m, lang) {
		return sow.Excluded, "neg.opens"
	}
	if r.staysPut(m, lang) {
		return sow.Excluded, "neg.stays.put"
	}
	if r.deniedAfterAside(m, lang) {
		return sow.Excluded, "neg.aside"
	}
	if r.butNot(m, lang) {
		return sow.Excluded, "neg.but"
	}
	if r.notResolved(m) {
		return sow.Excluded, "neg.resolved"
	}
	return "", ""
}

// headingAsks tells whether a mention stands in a heading that puts a question
// to be answered by yes or no: "Will you tidy up SharePoint?".
func (r *Reading) headingAsks(m *mention.Mention) bool {
	b, info := &r.Doc.Blocks[m.Block], &r.Blocks[m.Block]
	if b.Kind != sow.Heading && !info.Pseudo || info.Lang == nil || r.IsTitle(m.Block) || !r.ends(m, '?') {
		return false
	}
	if r.KindOfDoc == sow.KindLicensing || r.KindOfDoc == sow.KindAssessment {
		return false // what is examined is put as a question
	}
	return !phrase.Within(r.TokensOf(m.Block)[m.Sentence.From:m.From], info.Lang.Words[list.Asks])
}

// answeredBelow reads the answer below a heading that asks.
func (r *Reading) answeredBelow(m *mention.Mention) (sow.Polarity, string) {
	if m.Block+1 >= len(r.Blocks) {
		return "", ""
	}
	tokens, text := r.TokensOf(m.Block+1), r.Doc.Blocks[m.Block+1].Text
	if len(tokens) == 0 {
		return "", ""
	}
	switch v, _ := r.Lex.Value(text[tokens[0].Start:tokens[0].End]); v.Answer {
	case "yes":
		return "", ""
	case "no":
		return sow.Excluded, "question"
	}
	if r.WorksIn(m.Block+1, token.Span{From: 0, To: int32(len(tokens))}) && r.DoesItself(m.Block+1, token.Span{From: 0, To: int32(len(tokens))}) {
		return "", ""
	}
	return sow.Background, "question"
}
