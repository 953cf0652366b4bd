package sense

import (
	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/list"
	"claimline/internal/detect/mention"
	"claimline/internal/detect/page"
	"claimline/internal/detect/table"
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
	EnoughOnce = 0.9
	StrongOnce = 1.2
)

// plainly are the weights of what is said outright.
var plainly = map[string]float64{
	"managed.environment": EnoughOnce, "scope.additional": StrongOnce, "own.work": EnoughOnce,
	"scope.questions": EnoughOnce, "reference": weightAnswer, "table.answer": weightAnswer, table.Marked: weightAnswer, "box.ticked": weightAnswer, agreedCue: EnoughOnce, "scope.in": weightAnswer, "scope.person": EnoughOnce,
}

// weight says how much a mention that counts adds to its workload.
func (r *Reading) weight(m *mention.Mention) float64 {
	if m.Polarity != sow.InScope {
		return 0
	}
	if w, ok := plainly[m.Cue]; ok {
		return w
	}
	if r.idle(m) {
		return weightIdle
	}
	w := r.sectionWeight(m)
	switch {
	case m.Verb != "" && m.Verb != sow.Support:
		w += weightVerb
	case len(m.Verbs) > 0, r.partnerLeads(m):
		w += weightNear
	}
	return w + r.placeWeight(m)
}

// sectionWeight is what the place in the document is worth.
func (r *Reading) sectionWeight(m *mention.Mention) float64 {
	info := &r.Blocks[m.Block]
	w := r.neutral
	switch {
	case m.Cue == "staff.profile":
		w = weightNeutral - weightItem // with a word of work, or a second line, it counts
		if m.Block < r.early {
			w = weightNeutral
		}
	case info.Class != nil:
		w = info.Class.Weight
	case m.Block < r.early, r.KindOfDoc == sow.KindManaged:
		w = weightNeutral
	}
	if info.Column != nil && info.Column.Polarity == sow.InScope && !r.onlyTopic(info) {
		w = max(w, 1)
	}
	if r.Doc.Blocks[m.Block].Kind == sow.TextBox {
		w = min(w, weightAside) // mostly an advertisement: what is delivered stands in the text too
	}
	return w
}

// placeWeight is what the place in the block is worth: a heading of its own,
// the start of a line item.
func (r *Reading) placeWeight(m *mention.Mention) (w float64) {
	b, info := &r.Doc.Blocks[m.Block], &r.Blocks[m.Block]
	if b.Kind == sow.Heading || info.Pseudo || info.RunIn > m.From {
		w += weightHeading
	}
	if b.Kind == sow.Paragraph && r.leadsBlock(m) {
		w += weightHeading
	} else if m.Name.Kind != lexicon.Capability && r.stressed(m) {
		w += weightItem
	}
	if (b.Kind == sow.ListItem || b.Kind == sow.Cell) && m.From <= 2 {
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
func (r *Reading) leadsBlock(m *mention.Mention) bool {
	if m.From > 1 || r.Blocks[m.Block].RunIn > m.From {
		return false
	}
	tokens, text := r.TokensOf(m.Block), r.Doc.Blocks[m.Block].Text
	for k := m.To; k < min(int32(len(tokens)), m.To+3); k++ {
		if text[tokens[k].Start] == ':' || tokens[k].Flags&token.AfterDash != 0 {
			return true
		}
	}
	return false
}

// stressed tells whether the name of a product is set in bold in a block that
// is not bold throughout.
func (r *Reading) stressed(m *mention.Mention) bool {
	b := &r.Doc.Blocks[m.Block]
	if page.IsBold(b) {
		return false
	}
	from, to := r.Bytes(m)
	for _, mark := range b.Marks {
		if mark.Kind == sow.Bold && mark.Start <= from && mark.End >= to {
			return true
		}
	}
	return false
}

// plainItem tells whether a product stands anywhere in an item of a list or
// table in a document whose headings say nothing of scope: there the items do.
func (r *Reading) plainItem(m *mention.Mention) bool {
	k := r.Doc.Blocks[m.Block].Kind
	return (k == sow.ListItem || k == sow.Cell) && r.Blocks[m.Block].Class == nil && r.neutral == weightNeutral && m.Name.Kind != lexicon.Capability
}

// partnerLeads tells whether the sentence of a mention begins with the partner
// and goes on in the present: "We get Dynamics 365 Sales going for them".
func (r *Reading) partnerLeads(m *mention.Mention) bool {
	lang, tokens := r.Blocks[m.Block].Lang, r.TokensOf(m.Block)
	if lang == nil || m.Sentence.To-m.Sentence.From < 3 {
		return false
	}
	head := tokens[m.Sentence.From : m.Sentence.From+2]
	if !r.SaysAny(head[:1], r.WordsOf(list.PartySelf)) && !token.Named(&r.Partner, r.Doc.Blocks[m.Block].Text, head) {
		return false
	}
	return !r.SaysIn(m.Block, token.Span{From: m.Sentence.From + 1, To: m.Sentence.From + 3}, list.Perfect)
}
