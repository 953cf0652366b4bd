package sense

import (
	"claimline/internal/detect/list"
	"claimline/internal/detect/mention"
	"claimline/internal/detect/page"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// weightIdle is what a product is worth of which nothing says that anybody does
// anything to it: two such lines count together, not one.
const weightIdle = 0.5

// idle tells whether nothing around a mention says that anybody works on the
// product: no class of section, no word of work in its sentence, its intro or
// its heading, no partner. In a document that has sections of scope such a cell
// or item is an inventory, a register, a remark; in one that has none the items
// are the scope, but not those that are sentences on how things are.
func (r *Reading) idle(m *mention.Mention) bool {
	info, b := &r.Blocks[m.Block], &r.Doc.Blocks[m.Block]
	switch {
	case m.Cue != "" || len(m.Verbs) > 0 || m.Verb != "" || r.ends(m, '?') || r.placed(m, info), r.Standing(), r.KindOfDoc == sow.KindStaffAug, r.Teaches():
		return false
	case r.commented(m):
		return true
	case r.partnerSays(m, m.Sentence) || token.Named(&r.Partner, b.Text, r.TokensOf(m.Block)[m.Sentence.From:m.Sentence.To]), r.workAbove(info) || r.busy(info.Heading):
		return false
	case r.neutral == weightAside && (b.Kind == sow.Cell || b.Kind == sow.ListItem):
		return true
	}
	return b.Kind != sow.Cell && r.states(m)
}

// placed tells whether the place of a mention says something of it: a class of
// section, a line that introduces its list, a head of its column, or that it is
// a heading itself.
func (r *Reading) placed(m *mention.Mention, info *page.Block) bool {
	head := info.Column != nil && info.Column.Polarity == sow.InScope
	return head || info.Class != nil || info.Intro >= 0 || info.Pseudo || info.RunIn > m.From || r.Doc.Blocks[m.Block].Kind == sow.Heading
}

// busyShare is the share of the lines below a heading that have a word of work,
// in percent, from which the others are taken to go on in the same sense.
const busyShare = 35

// lineShare counts the lines below a heading, and those of them that have a
// word of work.
type lineShare struct{ lines, work int32 }

// busy tells whether what stands below a heading speaks of work line by line.
func (r *Reading) busy(heading int) bool {
	if r.shares == nil {
		r.shares = make([]lineShare, len(r.Blocks)+1)
		for i := range r.Blocks {
			if len(r.TokensOf(i)) < 2 {
				continue
			}
			below := &r.shares[r.Blocks[i].Heading+1]
			below.lines++
			if len(r.HitsOf(i, phrase.Verb)) > 0 {
				below.work++
			}
		}
	}
	below := r.shares[heading+1]
	return below.lines > 0 && 100*below.work/below.lines >= busyShare
}

// workAbove tells whether the heading above a block speaks of work or of the
// partner: "Components that we build".
func (r *Reading) workAbove(info *page.Block) bool {
	up := info.Heading
	if up < 0 {
		return false
	}
	tokens := r.TokensOf(up)
	all := token.Span{From: 0, To: int32(len(tokens))}
	return r.VerbWithin(up, all) || r.SaysSelf(up, all) || phrase.Within(tokens, r.PartyWords().Partner)
}

// commented tells whether an item that is no sentence is followed, after a
// semicolon, by a remark on how things are: "a store for X; lists will do".
func (r *Reading) commented(m *mention.Mention) bool {
	lang, c := r.Blocks[m.Block].Lang, r.clause(m)
	if lang == nil || r.Doc.Blocks[m.Block].Kind != sow.ListItem || c.To >= m.Sentence.To || r.partnerSays(m, c) || r.VerbWithin(m.Block, c) {
		return false
	}
	rest := r.TokensOf(m.Block)[c.To:m.Sentence.To]
	return (phrase.Within(rest, lang.Words[list.States]) || phrase.Within(rest, lang.Words[list.ItNot])) && !r.WorksIn(m.Block, token.Span{From: c.To, To: m.Sentence.To})
}

// states tells whether the sentence of a mention says how things are, by one
// of the verbs that do no work: "exists", "is", "stays".
func (r *Reading) states(m *mention.Mention) bool {
	lang := r.Blocks[m.Block].Lang
	return lang != nil && r.SaysIn(m.Block, m.Sentence, list.States)
}
