package detect

import (
	"strings"

	"claimline/internal/sow"
)

// shortAnswer is the number of tokens of an answer such as "They are not."
const shortAnswer = 6

// askedAbove reads a heading that is a question, by the answer in the line
// below it: "Do you tidy up X?" – "No. That is your task." Without a plain
// answer such a heading says nothing of what is delivered.
func (r *senseReading) askedAbove(m *mention) (sow.Polarity, string) {
	b := &r.doc.Blocks[m.block]
	lang := r.blocks[m.block].lang
	if lang == nil || b.Kind != sow.Heading && !r.blocks[m.block].pseudo || !strings.HasSuffix(strings.TrimSpace(b.Text), "?") || r.standing() && r.kindOfDoc != sow.KindManaged {
		return "", ""
	}
	next := m.block + 1
	if next >= len(r.blocks) || r.doc.Blocks[next].Kind == sow.Heading {
		return "", ""
	}
	answer := r.tokensOf(next)
	if len(answer) == 0 {
		return "", ""
	}
	if first := r.sentence(next, hit{from: 0, to: 1}); opens(answer, lang.words[listAnswerNo]) || first.to <= shortAnswer && saysWithin(answer[:first.to], lang.words[listItNot]) {
		return sow.Excluded, "question.no"
	}
	return "", ""
}

// noneDone tells whether a sentence that opens with a word like "no" denies the
// work that its verb says: "No report is to be produced in X". What it says
// until or before something happens, it does not deny.
func (r *senseReading) noneDone(m *mention, lang *language) bool {
	tokens, s := r.tokensOf(m.block), m.sentence
	n := opening(tokens[s.from:m.from], lang.words[listNoneOpens])
	if n == 0 || saysWithin(tokens[s.from:s.to], lang.words[listPastWhen]) || saysWithin(tokens[s.from:m.from], lang.words[listNoneNot]) {
		return false
	}
	for k := s.from + n; k < m.from; k++ {
		if tokens[k].flags&isPunct != 0 {
			return false
		}
	}
	return r.verbWithin(m.block, span{s.from + n, m.from})
}

// butNot tells whether a clause after the product takes it up by a pronoun and
// denies it: "fine, but it isn't here".
func (r *senseReading) butNot(m *mention, lang *language) bool {
	tokens := r.tokensOf(m.block)
	for k := m.to; k+2 < m.sentence.to; k++ {
		n := opening(tokens[k:], lang.words[listBut])
		if n == 0 {
			continue
		}
		end := min(m.sentence.to, k+n+4)
		rest := tokens[k+n : end]
		if opens(rest, lang.words[listIt]) && saysWithin(rest, lang.words[listItNot]) {
			return true
		}
	}
	return false
}

// deniedAfterAside tells whether a refusal follows a relative clause between
// commas: "X, which the draft had foreseen, is not set up".
func (r *senseReading) deniedAfterAside(m *mention, lang *language) bool {
	tokens, text := r.tokensOf(m.block), r.doc.Blocks[m.block].Text
	if m.to+2 >= m.sentence.to || text[tokens[m.to].start] != ',' || !opens(tokens[m.to+1:], lang.words[listRelative]) {
		return false
	}
	for k := m.to + 2; k+1 < m.sentence.to; k++ {
		if text[tokens[k].start] != ',' {
			continue
		}
		for _, h := range r.hitsOf(m.block, layerCue) {
			if h.from != k+1 {
				continue
			}
			for c := range r.cuesOf(h, lang) {
				if c.kind == realCue && c.Sets == sow.Excluded && c.Direction == "backward" && !opens(tokens[h.to:], c.unless) {
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
	lang := r.blocks[m.block].lang
	if lang == nil || r.doc.Blocks[m.block].Kind == sow.Heading {
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
	b, info := &r.doc.Blocks[m.block], &r.blocks[m.block]
	if b.Kind != sow.Heading && !info.pseudo || info.lang == nil || r.isTitle(m.block) || !r.ends(m, '?') {
		return false
	}
	if r.kindOfDoc == sow.KindLicensing || r.kindOfDoc == sow.KindAssessment {
		return false // what is examined is put as a question
	}
	return !saysWithin(r.tokensOf(m.block)[m.sentence.from:m.from], info.lang.words[listAsks])
}

// answeredBelow reads the answer below a heading that asks.
func (r *senseReading) answeredBelow(m *mention) (sow.Polarity, string) {
	if m.block+1 >= len(r.blocks) {
		return "", ""
	}
	tokens, text := r.tokensOf(m.block+1), r.doc.Blocks[m.block+1].Text
	if len(tokens) == 0 {
		return "", ""
	}
	switch v, _ := r.lex.value(text[tokens[0].start:tokens[0].end]); v.answer {
	case "yes":
		return "", ""
	case "no":
		return sow.Excluded, "question"
	}
	if r.worksIn(m.block+1, span{0, int32(len(tokens))}) && r.doesItself(m.block+1, span{0, int32(len(tokens))}) {
		return "", ""
	}
	return sow.Background, "question"
}
