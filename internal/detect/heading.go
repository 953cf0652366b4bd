package detect

import (
	"cmp"
	"strings"

	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/list"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// maxRefused is the number of tokens of a heading that is read as a sentence.
const maxRefused = 14

// refusedHeading reads a heading as a sentence would be read: "Lots awarded to
// others" and "Ideas that were put aside" say of all below them what they would
// say of a product. It gives nil for a heading that refuses nothing.
func (r *sectionReading) refusedHeading(i int) *sow.SectionClass {
	lang, tokens := r.blocks[i].lang, r.tokensOf(i)
	if lang == nil || len(tokens) > maxRefused || r.isTitle(i) {
		return nil
	}
	if name := r.headingOf(i); name != "" {
		return lang.OfClass(name)
	}
	return lang.OfClass(headingSets[r.headingCue(i)])
}

// headingCue gives what the first cue of a heading that refuses says, "" when
// none does.
func (r *sectionReading) headingCue(i int) sow.Polarity {
	lang, tokens := r.blocks[i].lang, r.tokensOf(i)
	for _, h := range r.hitsOf(i, phrase.Cue) {
		if r.joinsBefore(i, h) {
			continue
		}
		for c := range r.cuesOf(h, lang) {
			if c.Kind != lexicon.RealCue || c.Weak || c.Flips || c.Vendor || c.With != "" || phrase.Opens(tokens[h.To:], c.UnlessRuns) || c.Direction == "forward" && c.Within <= nextWords {
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
func (r *sectionReading) ownHeading(i int) bool {
	tokens, lang := r.tokensOf(i), r.blocks[i].lang
	all := token.Span{From: 0, To: int32(len(tokens))}
	if lang == nil || len(tokens) == 0 || len(tokens) > maxRefused || r.isTitle(i) || r.doc.Blocks[i].Text[tokens[len(tokens)-1].Start] == '?' {
		return false
	}
	return r.doesItself(i, all) && r.verbWithin(i, all) && !phrase.Within(tokens, lang.Words[list.Perfect])
}

// nextWords is the reach of cues that speak of the next word only: "without
// paper" refuses nothing else.
const nextWords = 2

// joinsBefore tells whether "and" or a stroke stands before a cue in a heading:
// "What it is and what it is not", "In / not in" name both.
func (r *sectionReading) joinsBefore(i int, h phrase.Hit) bool {
	text := r.doc.Blocks[i].Text
	for _, t := range r.tokensOf(i)[:h.From] {
		if t.Flags&token.IsPunct != 0 && text[t.Start] == '/' {
			return true
		}
	}
	return phrase.Within(r.tokensOf(i)[:h.From], r.blocks[i].lang.Words[list.And])
}

// headingSets are the classes of sections that a cue in a heading makes.
var headingSets = map[sow.Polarity]string{sow.Excluded: "excluded", sow.Optional: "optional", sow.Future: "future"}

// pseudoClass gives the class of a line that stands as a heading.
func (r *sectionReading) pseudoClass(i int) *sow.SectionClass {
	class := r.classify(i)
	if class == nil || class.Polarity == sow.InScope {
		if refused := r.refusedHeading(i); refused != nil {
			return refused
		}
	}
	return class
}

// spokenClass corrects the class of a heading by what it says as a sentence:
// that it refuses, or that the partner works on what stands below.
func (r *sectionReading) spokenClass(i int, class *sow.SectionClass) *sow.SectionClass {
	if r.theyGet(i) {
		return r.blocks[i].lang.OfScope()
	}
	if class == nil || class.Polarity == sow.InScope && !r.ofStage(i, class) {
		class = cmp.Or(r.refusedHeading(i), class)
	}
	if class == nil && r.ownHeading(i) {
		class = r.blocks[i].lang.OfScope()
	}
	return class
}

// ofStage tells whether a heading of scope ends with the number of the stage
// whose work it is: "Services of Phase 2" in the order of that phase.
func (r *sectionReading) ofStage(i int, class *sow.SectionClass) bool {
	tokens := r.tokensOf(i)
	n := len(tokens)
	return class.Class == "scope" && n > 3 && tokens[n-1].Flags&token.Number != 0 && r.blocks[i].lang.Stop.Has(tokens[n-3].ID)
}
