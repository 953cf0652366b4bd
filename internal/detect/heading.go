package detect

import (
	"cmp"
	"strings"

	"claimline/internal/sow"
)

// maxRefused is the number of tokens of a heading that is read as a sentence.
const maxRefused = 14

// refusedHeading reads a heading as a sentence would be read: "Lots awarded to
// others" and "Ideas that were put aside" say of all below them what they would
// say of a product. It gives nil for a heading that refuses nothing.
func (r *reading) refusedHeading(i int) *sow.SectionClass {
	lang, tokens := r.blocks[i].lang, r.tokensOf(i)
	if lang == nil || len(tokens) > maxRefused || r.isTitle(i) {
		return nil
	}
	if name := r.headingOf(i); name != "" {
		return lang.ofClass(name)
	}
	return lang.ofClass(headingSets[r.headingCue(i)])
}

// headingCue gives what the first cue of a heading that refuses says, "" when
// none does.
func (r *reading) headingCue(i int) sow.Polarity {
	lang, tokens := r.blocks[i].lang, r.tokensOf(i)
	for _, h := range r.hitsOf(i, layerCue) {
		if r.joinsBefore(i, h) {
			continue
		}
		for c := range r.cuesOf(h, lang) {
			if c.kind != realCue || c.Weak || c.Flips || c.Vendor || c.With != "" || opens(tokens[h.to:], c.unless) || c.Direction == "forward" && c.Within <= nextWords {
				continue
			}
			if strings.HasPrefix(c.ID, "neg.owner") && r.fallsToPartner(i, h) {
				continue // "Guardrails that belong to us"
			}
			if headingSets[c.Sets] != "" {
				return c.Sets
			}
		}
	}
	return ""
}

// ownHeading tells whether a heading says of itself that the partner works on
// what stands below: "That is what we take over".
func (r *reading) ownHeading(i int) bool {
	tokens, lang := r.tokensOf(i), r.blocks[i].lang
	all := span{0, int32(len(tokens))}
	if lang == nil || len(tokens) == 0 || len(tokens) > maxRefused || r.isTitle(i) || r.doc.Blocks[i].Text[tokens[len(tokens)-1].start] == '?' {
		return false
	}
	return r.doesItself(i, all) && r.verbWithin(i, all) && !saysWithin(tokens, lang.words[listPerfect])
}

// nextWords is the reach of cues that speak of the next word only: "without
// paper" refuses nothing else.
const nextWords = 2

// joinsBefore tells whether "and" or a stroke stands before a cue in a heading:
// "What it is and what it is not", "In / not in" name both.
func (r *reading) joinsBefore(i int, h hit) bool {
	text := r.doc.Blocks[i].Text
	for _, t := range r.tokensOf(i)[:h.from] {
		if t.flags&isPunct != 0 && text[t.start] == '/' {
			return true
		}
	}
	return saysWithin(r.tokensOf(i)[:h.from], r.blocks[i].lang.words[listAnd])
}

// headingSets are the classes of sections that a cue in a heading makes.
var headingSets = map[sow.Polarity]string{sow.Excluded: "excluded", sow.Optional: "optional", sow.Future: "future"}

// pseudoClass gives the class of a line that stands as a heading.
func (r *reading) pseudoClass(i int) *sow.SectionClass {
	class := r.classify(i)
	if class == nil || class.Polarity == sow.InScope {
		if refused := r.refusedHeading(i); refused != nil {
			return refused
		}
	}
	return class
}

// headingAsks tells whether a mention stands in a heading that puts a question
// to be answered by yes or no: "Will you tidy up SharePoint?".
func (r *reading) headingAsks(m *mention) bool {
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
func (r *reading) answeredBelow(m *mention) (sow.Polarity, string) {
	if m.block+1 >= len(r.blocks) {
		return "", ""
	}
	tokens, text := r.tokensOf(m.block+1), r.doc.Blocks[m.block+1].Text
	if len(tokens) == 0 {
		return "", ""
	}
	switch v, _ := r.value(text[tokens[0].start:tokens[0].end]); v.answer {
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

// ofScope gives the class of sections that say what is delivered.
func (l *language) ofScope() *sow.SectionClass { return l.ofClass("scope") }

// ofClass gives the first class of sections with a name, nil without one.
func (l *language) ofClass(name string) *sow.SectionClass {
	return l.classes[name]
}

// spokenClass corrects the class of a heading by what it says as a sentence:
// that it refuses, or that the partner works on what stands below.
func (r *reading) spokenClass(i int, class *sow.SectionClass) *sow.SectionClass {
	if r.theyGet(i) {
		return r.blocks[i].lang.ofScope()
	}
	if class == nil || class.Polarity == sow.InScope && !r.ofStage(i, class) {
		class = cmp.Or(r.refusedHeading(i), class)
	}
	if class == nil && r.ownHeading(i) {
		class = r.blocks[i].lang.ofScope()
	}
	return class
}

// ofStage tells whether a heading of scope ends with the number of the stage
// whose work it is: "Services of Phase 2" in the order of that phase.
func (r *reading) ofStage(i int, class *sow.SectionClass) bool {
	tokens := r.tokensOf(i)
	n := len(tokens)
	return class.Class == "scope" && n > 3 && tokens[n-1].flags&number != 0 && r.blocks[i].lang.stop.has(tokens[n-3].id)
}
