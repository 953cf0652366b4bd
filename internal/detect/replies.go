package detect

import (
	"strings"

	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/list"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// shortAnswer is the number of tokens of an answer such as "They are not."
const shortAnswer = 6

// askedAbove reads a heading that is a question, by the answer in the line
// below it: "Do you tidy up X?" – "No. That is your task." Without a plain
// answer such a heading says nothing of what is delivered.
func (r *senseReading) askedAbove(m *mention) (sow.Polarity, string) {
	b := &r.Doc.Blocks[m.block]
	lang := r.Blocks[m.block].Lang
	if lang == nil || b.Kind != sow.Heading && !r.Blocks[m.block].Pseudo || !strings.HasSuffix(strings.TrimSpace(b.Text), "?") || r.Standing() && r.KindOfDoc != sow.KindManaged {
		return "", ""
	}
	next := m.block + 1
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
func (r *senseReading) noneDone(m *mention, lang *lexicon.Language) bool {
	tokens, s := r.TokensOf(m.block), m.sentence
	n := phrase.Opening(tokens[s.From:m.from], lang.Words[list.NoneOpens])
	if n == 0 || phrase.Within(tokens[s.From:s.To], lang.Words[list.PastWhen]) || phrase.Within(tokens[s.From:m.from], lang.Words[list.NoneNot]) {
		return false
	}
	for k := s.From + n; k < m.from; k++ {
		if tokens[k].Flags&token.IsPunct != 0 {
			return false
		}
	}
	return r.VerbWithin(m.block, token.Span{From: s.From + n, To: m.from})
}

// butNot tells whether a clause after the product takes it up by a pronoun and
// denies it: "fine, but it isn't here".
func (r *senseReading) butNot(m *mention, lang *lexicon.Language) bool {
	tokens := r.TokensOf(m.block)
	for k := m.to; k+2 < m.sentence.To; k++ {
		n := phrase.Opening(tokens[k:], lang.Words[list.But])
		if n == 0 {
			continue
		}
		end := min(m.sentence.To, k+n+4)
		rest := tokens[k+n : end]
		if phrase.Opens(rest, lang.Words[list.It]) && phrase.Within(rest, lang.Words[list.ItNot]) {
			return true
		}
	}
	return false
}

// deniedAfterAside tells whether a refusal follows a relative clause between
// commas: "X, which the draft had foreseen, is not set up".
func (r *senseReading) deniedAfterAside(m *mention, lang *lexicon.Language) bool {
	tokens, text := r.TokensOf(m.block), r.Doc.Blocks[m.block].Text
	if m.to+2 >= m.sentence.To || text[tokens[m.to].Start] != ',' || !phrase.Opens(tokens[m.to+1:], lang.Words[list.Relative]) {
		return false
	}
	for k := m.to + 2; k+1 < m.sentence.To; k++ {
		if text[tokens[k].Start] != ',' {
			continue
		}
		for _, h := range r.HitsOf(m.block, phrase.Cue) {
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
func (r *senseReading) deniedBeside(m *mention) (sow.Polarity, string) {
	lang := r.Blocks[m.block].Lang
	if lang == nil || r.Doc.Blocks[m.block].Kind == sow.Heading {
		return r.askedAbove(m)
	}
	if r.noneDone(m, lang) {
		return sow.Excluded, "neg.opens"
	}
	if r.deniedAfterAside(m, lang) {
		return sow.Excluded, "neg.aside"
	}
	if r.butNot(m, lang) {
		return sow.Excluded, "neg.but"
	}
	return "", ""
}

// headingAsks tells whether a mention stands in a heading that puts a question
// to be answered by yes or no: "Will you tidy up SharePoint?".
func (r *senseReading) headingAsks(m *mention) bool {
	b, info := &r.Doc.Blocks[m.block], &r.Blocks[m.block]
	if b.Kind != sow.Heading && !info.Pseudo || info.Lang == nil || r.IsTitle(m.block) || !r.ends(m, '?') {
		return false
	}
	if r.KindOfDoc == sow.KindLicensing || r.KindOfDoc == sow.KindAssessment {
		return false // what is examined is put as a question
	}
	return !phrase.Within(r.TokensOf(m.block)[m.sentence.From:m.from], info.Lang.Words[list.Asks])
}

// answeredBelow reads the answer below a heading that asks.
func (r *senseReading) answeredBelow(m *mention) (sow.Polarity, string) {
	if m.block+1 >= len(r.Blocks) {
		return "", ""
	}
	tokens, text := r.TokensOf(m.block+1), r.Doc.Blocks[m.block+1].Text
	if len(tokens) == 0 {
		return "", ""
	}
	switch v, _ := r.Lex.Value(text[tokens[0].Start:tokens[0].End]); v.Answer {
	case "yes":
		return "", ""
	case "no":
		return sow.Excluded, "question"
	}
	if r.WorksIn(m.block+1, token.Span{From: 0, To: int32(len(tokens))}) && r.DoesItself(m.block+1, token.Span{From: 0, To: int32(len(tokens))}) {
		return "", ""
	}
	return sow.Background, "question"
}
