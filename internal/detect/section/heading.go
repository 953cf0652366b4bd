package section

import (
	"cmp"
	"strings"

	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/list"
	"claimline/internal/detect/page"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// maxRefused is the number of tokens of a heading that is read as a sentence.
const maxRefused = 14

// refusedHeading reads a heading as a sentence would be read: "Lots awarded to
// others" and "Ideas that were put aside" say of all below them what they would
// say of a product. It gives nil for a heading that refuses nothing.
func (r *Reading) refusedHeading(i int) *sow.SectionClass {
	lang, tokens := r.Blocks[i].Lang, r.TokensOf(i)
	if lang == nil || len(tokens) > maxRefused || r.IsTitle(i) {
		return nil
	}
	if name := r.headingOf(i); name != "" {
		return lang.OfClass(name)
	}
	return lang.OfClass(headingSets[r.headingCue(i)])
}

// headingCue gives what the first cue of a heading that refuses says, "" when
// none does. Of a line before a list the last sentence counts: "Nothing is
// installed. The review covers:".
func (r *Reading) headingCue(i int) sow.Polarity {
	lang, tokens := r.Blocks[i].Lang, r.TokensOf(i)
	from := int32(page.LastSentence(tokens, r.Doc.Blocks[i].Text))
	for _, h := range r.HitsOf(i, phrase.Cue) {
		if h.From < from || r.joinsBefore(i, h) {
			continue
		}
		for c := range r.CuesOf(h, lang) {
			if !plain(c) || phrase.Opens(tokens[h.To:], c.UnlessRuns) {
				continue
			}
			if strings.HasPrefix(c.ID, "neg.owner") && r.FallsToPartner(i, h) {
				continue // "Guardrails that belong to us"
			}
			if headingSets[c.Sets] != "" {
				return c.Sets
			}
		}
	}
	return ""
}

// plain tells whether a cue speaks of whatever stands beside it, however far.
func plain(c *lexicon.Cue) bool {
	return c.Kind == lexicon.RealCue && !c.Weak && !c.Flips && !c.Vendor && c.With == "" && (c.Direction != "forward" || c.Within > NextWords)
}

// ownHeading tells whether a heading says of itself that the partner works on
// what stands below: "That is what we take over".
func (r *Reading) ownHeading(i int) bool {
	tokens, lang := r.TokensOf(i), r.Blocks[i].Lang
	all := token.Span{From: 0, To: int32(len(tokens))}
	if lang == nil || len(tokens) == 0 || len(tokens) > maxRefused || r.IsTitle(i) || r.Doc.Blocks[i].Text[tokens[len(tokens)-1].Start] == '?' {
		return false
	}
	return r.DoesItself(i, all) && r.VerbWithin(i, all) && !r.Says(i, list.Perfect)
}

// NextWords is the reach of cues that speak of the next word only: "without
// paper" refuses nothing else.
const NextWords = 2

// joinsBefore tells whether "and" or a stroke stands before a cue in a heading:
// "What it is and what it is not", "In / not in" name both.
func (r *Reading) joinsBefore(i int, h phrase.Hit) bool {
	text := r.Doc.Blocks[i].Text
	for _, t := range r.TokensOf(i)[:h.From] {
		if t.Flags&token.IsPunct != 0 && text[t.Start] == '/' {
			return true
		}
	}
	return phrase.Within(r.TokensOf(i)[:h.From], r.Blocks[i].Lang.Words[list.And])
}

// headingSets are the classes of sections that a cue in a heading makes.
var headingSets = map[sow.Polarity]string{sow.Excluded: "excluded", sow.Optional: "optional", sow.Future: "future"}

// pseudoClass gives the class of a line that stands as a heading.
func (r *Reading) pseudoClass(i int) *sow.SectionClass {
	class := r.Classify(i)
	if class == nil || class.Polarity == sow.InScope {
		if refused := r.refusedHeading(i); refused != nil {
			return refused
		}
	}
	return class
}

// spokenClass corrects the class of a heading by what it says as a sentence:
// that it refuses, or that the partner works on what stands below.
func (r *Reading) spokenClass(i int, class *sow.SectionClass) *sow.SectionClass {
	if r.theyGet(i) {
		return r.Blocks[i].Lang.OfScope()
	}
	if class == nil || class.Polarity == sow.InScope && !r.ofStage(i, class) {
		class = cmp.Or(r.refusedHeading(i), class)
	}
	if class == nil && r.ownHeading(i) {
		class = r.Blocks[i].Lang.OfScope()
	}
	return class
}

// ofStage tells whether a heading of scope ends with the number of the stage
// whose work it is: "Services of Phase 2" in the order of that phase.
func (r *Reading) ofStage(i int, class *sow.SectionClass) bool {
	tokens := r.TokensOf(i)
	n := len(tokens)
	return class.Class == "scope" && n > 3 && tokens[n-1].Flags&token.Number != 0 && r.Blocks[i].Lang.Stop.Has(tokens[n-3].ID)
}
