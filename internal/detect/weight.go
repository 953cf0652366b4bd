package detect

import (
	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/list"
	"claimline/internal/detect/page"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// Weights of a mention that nothing speaks against, by where it stands. Their
// sum decides in aggregate.
const (
	weightNeutral = 0.7 // a section whose heading says nothing about scope
	weightAside   = 0.4 // the same in a document that has sections of scope
	weightVerb    = 0.5 // a word of work governs it: the nearest one, within a few words
	weightNear    = 0.2 // a word of work stands somewhere in the sentence
	weightHeading = 0.5 // it has a heading of its own
	weightItem    = 0.2 // it opens a line item
	weightAnswer  = 1.3 // a table or box says yes
	weightGeneric = 0.6 // factor for generic wording
)

// Bounds of the dominance rule for one plain line.
const (
	enoughOnce = 0.9
	strongOnce = 1.2
)

// plainly are the weights of what is said outright.
var plainly = map[string]float64{
	"managed.environment": enoughOnce, "scope.additional": strongOnce, "own.work": enoughOnce,
	"scope.questions": enoughOnce, "reference": weightAnswer, "table.answer": weightAnswer, "box.ticked": weightAnswer, "scope.in": weightAnswer, "scope.person": enoughOnce,
}

// weight says how much a mention that counts adds to its workload.
func (r *senseReading) weight(m *mention) float64 {
	if m.polarity != sow.InScope {
		return 0
	}
	if w, ok := plainly[m.cue]; ok {
		return w
	}
	if r.idle(m) {
		return weightIdle
	}
	w := r.sectionWeight(m)
	switch {
	case m.verb != "" && m.verb != sow.Support:
		w += weightVerb
	case len(m.verbs) > 0, r.partnerLeads(m):
		w += weightNear
	}
	return w + r.placeWeight(m)
}

// sectionWeight is what the place in the document is worth.
func (r *senseReading) sectionWeight(m *mention) float64 {
	info := &r.Blocks[m.block]
	w := r.neutral
	switch {
	case m.cue == "staff.profile":
		w = weightNeutral - weightItem // with a word of work, or a second line, it counts
		if m.block < r.early {
			w = weightNeutral
		}
	case info.Class != nil:
		w = info.Class.Weight
	case m.block < r.early, r.KindOfDoc == sow.KindManaged:
		w = weightNeutral
	}
	if info.Column != nil && info.Column.Polarity == sow.InScope && !r.onlyTopic(info) {
		w = max(w, 1)
	}
	return w
}

// placeWeight is what the place in the block is worth: a heading of its own,
// the start of a line item.
func (r *senseReading) placeWeight(m *mention) (w float64) {
	b, info := &r.Doc.Blocks[m.block], &r.Blocks[m.block]
	if b.Kind == sow.Heading || info.Pseudo || info.RunIn > m.from {
		w += weightHeading
	}
	if b.Kind == sow.Paragraph && r.leadsBlock(m) {
		w += weightHeading
	} else if m.name.Kind != lexicon.Capability && r.stressed(m) {
		w += weightItem
	}
	if (b.Kind == sow.ListItem || b.Kind == sow.Cell) && m.from <= 2 {
		w += weightItem
		if info.Class == nil && (!r.peer(m) || r.Standing()) {
			w += weightItem
		}
	} else if r.plainItem(m) {
		w += weightItem
	}
	return w
}

// leadsBlock tells whether a product opens a paragraph as its heading would:
// "Dynamics 365 Commerce: 310 tills and the web shop."
func (r *senseReading) leadsBlock(m *mention) bool {
	if m.from > 1 || r.Blocks[m.block].RunIn > m.from {
		return false
	}
	tokens, text := r.TokensOf(m.block), r.Doc.Blocks[m.block].Text
	for k := m.to; k < min(int32(len(tokens)), m.to+3); k++ {
		if text[tokens[k].Start] == ':' || tokens[k].Flags&token.AfterDash != 0 {
			return true
		}
	}
	return false
}

// stressed tells whether the name of a product is set in bold in a block that
// is not bold throughout.
func (r *senseReading) stressed(m *mention) bool {
	b := &r.Doc.Blocks[m.block]
	if page.IsBold(b) {
		return false
	}
	from, to := r.bytes(m)
	for _, mark := range b.Marks {
		if mark.Kind == sow.Bold && mark.Start <= from && mark.End >= to {
			return true
		}
	}
	return false
}

// plainItem tells whether a product stands anywhere in an item of a list or
// table in a document whose headings say nothing of scope: there the items do.
func (r *senseReading) plainItem(m *mention) bool {
	k := r.Doc.Blocks[m.block].Kind
	return (k == sow.ListItem || k == sow.Cell) && r.Blocks[m.block].Class == nil && r.neutral == weightNeutral && m.name.Kind != lexicon.Capability
}

// partnerLeads tells whether the sentence of a mention begins with the partner
// and goes on in the present: "We get Dynamics 365 Sales going for them".
func (r *senseReading) partnerLeads(m *mention) bool {
	lang, tokens := r.Blocks[m.block].Lang, r.TokensOf(m.block)
	if lang == nil || m.sentence.To-m.sentence.From < 3 {
		return false
	}
	head := tokens[m.sentence.From : m.sentence.From+2]
	if !r.SaysAny(head[:1], r.WordsOf(list.PartySelf)) && !token.Named(&r.Partner, r.Doc.Blocks[m.block].Text, head) {
		return false
	}
	return !phrase.Within(tokens[m.sentence.From+1:m.sentence.From+3], lang.Words[list.Perfect])
}
