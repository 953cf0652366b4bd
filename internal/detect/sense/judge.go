package sense

import (
	"slices"

	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/list"
	"claimline/internal/detect/mention"
	"claimline/internal/detect/page"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/section"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// Judge gives every mention its polarity and weight.
func (r *Reading) Judge() {
	r.neutral = weightNeutral
	if slices.ContainsFunc(r.Blocks, func(b page.Block) bool { return b.Class != nil && b.Class.Class == "scope" }) {
		r.neutral = weightAside
	}
	r.early = slices.IndexFunc(r.Blocks, func(b page.Block) bool { return b.Class != nil && closes(b.Class.Class) })
	for i := range r.Mentions {
		r.judgeOne(&r.Mentions[i])
	}
	for i := range r.Vendors {
		r.judgeOne(&r.Vendors[i])
	}
	r.goOn()
}

// goOn counts what a sentence in a past tense says of a product towards it
// when another line works on the same product, and in a document that teaches:
// "in autumn your IT switched on X" then tells where that work begins.
func (r *Reading) goOn() {
	worked := map[int]bool{}
	for i := range r.Mentions {
		if m := &r.Mentions[i]; m.Polarity == sow.InScope && m.Weight > 0 {
			worked[m.Name.Entry] = true
		}
	}
	for i := range r.Mentions {
		if m := &r.Mentions[i]; m.Cue == pastWork && (worked[m.Name.Entry] || r.Teaches()) {
			m.Polarity, m.Cue = sow.InScope, ""
			m.Weight = r.weight(m)
		}
	}
}

// closes tells whether a class of section stands after what is delivered in
// the order of most documents.
func closes(class string) bool {
	switch class {
	case "excluded", "prerequisite", "commercial", "legal", "optional", "future":
		return true
	}
	return false
}

func (r *Reading) judgeOne(m *mention.Mention) {
	info := &r.Blocks[m.Block]
	m.Verbs = r.verbsOf(m)
	m.Verb = r.governing(m)
	m.Section = info.SectionName()
	m.Polarity, m.Cue = r.polarity(m)
	if m.Name.Kind == lexicon.Legacy && m.Polarity == sow.InScope {
		m.Polarity, m.Cue = sow.Source, "legacy.product"
	}
	m.Weight = r.weight(m)
	if m.Name.Kind == lexicon.Capability {
		if m.Branded = r.besideBrand(m) || r.MovesThere(m.Block, phrase.Hit{From: m.From, To: m.To}, m.Name) || r.namesPlace(m) || r.InCloud(m.Name); !m.Branded {
			m.Weight *= weightGeneric
		}
	}
}

// columnPolarity gives what the head of a cell's column says. A head that
// reads as the goal does not lift a section that is set aside.
func (r *Reading) columnPolarity(info *page.Block) sow.Polarity {
	if info.Column == nil {
		return ""
	}
	p := info.Column.Polarity
	if r.Standing() && (p == sow.Source || p == sow.Tool || p == sow.Background) {
		return "" // what is operated or reviewed stands already, and feeds it
	}
	if r.onlyTopic(info) {
		return ""
	}
	if p == sow.InScope && info.Class != nil && info.Class.Polarity != sow.InScope && (info.Class.Polarity != sow.Background || len(info.Column.Heads) == 0) {
		return "" // a head that was read as a heading lifts nothing
	}
	return p
}

// onlyTopic tells whether the head of a column ("Subject", "Solution") only
// names what the lines are about: it was read as a heading, and the document
// says elsewhere what is delivered.
func (r *Reading) onlyTopic(info *page.Block) bool {
	c := info.Column
	return c != nil && c.Polarity == sow.InScope && len(c.Heads) == 0 && info.Class == nil && r.neutral != weightNeutral
}

func (r *Reading) struck(m *mention.Mention) bool {
	from, to := r.Bytes(m)
	for _, mark := range r.Doc.Blocks[m.Block].Marks {
		if mark.Kind == sow.Struck && mark.Start < to && mark.End > from {
			return true
		}
	}
	return false
}

// Bytes gives the byte offsets of a mention in its block's text.
func (r *Reading) Bytes(m *mention.Mention) (from, to int) {
	tokens := r.TokensOf(m.Block)
	return int(tokens[m.From].Start), int(tokens[m.To-1].End)
}

// clause gives the part of a mention's sentence between semicolons; all of it
// where a colon makes them the marks of a list.
func (r *Reading) clause(m *mention.Mention) token.Span {
	if m.Clause.To == 0 {
		m.Clause = r.readClause(m)
	}
	return m.Clause
}

// readClause finds the clause of a mention.
func (r *Reading) readClause(m *mention.Mention) token.Span {
	s := m.Sentence
	tokens, text := r.TokensOf(m.Block), r.Doc.Blocks[m.Block].Text
	for k := s.From; k < s.To; k++ {
		switch {
		case tokens[k].Flags&token.IsPunct == 0:
		case text[tokens[k].Start] == ':':
			return m.Sentence
		case text[tokens[k].Start] == ';' && k < m.From:
			s.From = k + 1
		case text[tokens[k].Start] == ';' && k >= m.To:
			s.To = k
		}
	}
	return s
}

// verbsOf gives the kinds of work named in the sentence of a mention, in the
// order in which they stand there.
func (r *Reading) verbsOf(m *mention.Mention) (out []sow.Activity) {
	info := &r.Blocks[m.Block]
	clause := r.clause(m)
	for _, h := range r.HitsOf(m.Block, phrase.Verb) {
		if h.From < clause.From || h.To > clause.To || h.From >= m.From && h.To <= m.To {
			continue
		}
		for p := range r.PhrasesOf(h, phrase.Verb, info.Lang) {
			out = AppendNew(out, r.Lex.Verbs[p.Ref].Activity)
		}
	}
	if info.Intro >= 0 {
		for _, h := range r.HitsOf(info.Intro, phrase.Verb) {
			for p := range r.PhrasesOf(h, phrase.Verb, r.Blocks[info.Intro].Lang) {
				out = AppendNew(out, r.Lex.Verbs[p.Ref].Activity)
			}
		}
	}
	return out
}

// AppendNew appends a value that a list does not hold yet.
func AppendNew[T comparable](list []T, v T) []T {
	if slices.Contains(list, v) {
		return list
	}
	return append(list, v)
}

// governs is the distance in words within which a word of work is taken to
// speak of a product.
const governs = 7

// governing gives the kind of work of the nearest word of work in the sentence
// of a mention; what stands before it counts as nearer. Failing that, the line
// that introduces its list, and a heading of its own part of the scope.
func (r *Reading) governing(m *mention.Mention) (best sow.Activity) {
	info := &r.Blocks[m.Block]
	nearest := int32(governs + 1)
	for _, h := range r.HitsOf(m.Block, phrase.Verb) {
		if h.From < m.Sentence.From || h.To > m.Sentence.To || h.From < m.To && h.To > m.From {
			continue
		}
		d := r.fromVerb(m, h)
		if d >= nearest || r.itselfDoes(m, h, d) {
			continue
		}
		for p := range r.PhrasesOf(h, phrase.Verb, info.Lang) {
			best, nearest = r.Lex.Verbs[p.Ref].Activity, d
			break
		}
	}
	if best == "" && info.Intro >= 0 {
		best = r.lastVerb(info.Intro)
	}
	if best == "" && info.Classed >= 0 && info.Class.Class == "scope" {
		if a := r.lastVerb(info.Classed); a == sow.Assessment {
			best = a // "What we will advise on": no word of building follows
		}
	}
	return best
}

// fromVerb gives the distance of a mention from a word of work; what stands
// before the mention counts as nearer.
func (r *Reading) fromVerb(m *mention.Mention, h phrase.Hit) int32 {
	if h.To <= m.From {
		return r.distance(m.Block, token.Span{From: h.To, To: m.From})
	}
	return r.distance(m.Block, token.Span{From: m.To, To: h.From}) + 2
}

// itselfDoes tells whether it is the product that does what a word of work at
// distance d says: "the laptops are managed by X".
func (r *Reading) itselfDoes(m *mention.Mention, h phrase.Hit, d int32) bool {
	return h.To <= m.From && d <= 1 && r.isAgent(m) && r.SaysVerb(m.Block, token.Span{From: h.From, To: h.To}, sow.ManagedServices)
}

// lastVerb gives the kind of work that the last word of work of a block names.
func (r *Reading) lastVerb(block int) (a sow.Activity) {
	for _, h := range r.HitsOf(block, phrase.Verb) {
		for p := range r.PhrasesOf(h, phrase.Verb, r.Blocks[block].Lang) {
			a = r.Lex.Verbs[p.Ref].Activity
			break
		}
	}
	return a
}

// introCue reads the line that introduces a list as if it went on in the item.
func (r *Reading) introCue(m *mention.Mention) (sow.Polarity, string) {
	info := &r.Blocks[m.Block]
	if info.Intro < 0 {
		return "", ""
	}
	tokens := r.TokensOf(info.Intro)
	from := page.LastSentence(tokens, r.Doc.Blocks[info.Intro].Text)
	best := sow.Polarity("")
	id := ""
	for _, h := range r.HitsOf(info.Intro, phrase.Cue) {
		if int(h.From) < from {
			continue
		}
		for c := range r.CuesOf(h, r.Blocks[info.Intro].Lang) {
			switch {
			case c.Kind == lexicon.BreakWord:
				best, id = "", ""
			case c.Kind == lexicon.PseudoCue, c.Weak, c.Flips, !introduced(c.Sets), lexicon.Refuses(c.Sets) && (r.FallsToPartner(info.Intro, h) || r.partnerBefore(info.Intro, token.Span{From: int32(from), To: h.From})):
			case c.Direction == "forward" && c.Within > 0 && c.Within <= section.NextWords+1 && r.distance(info.Intro, token.Span{From: h.To, To: int32(len(tokens))}) > int32(c.Within):
				// "advise on whether to buy each:" ends before its colon
			case c.With == "" || r.SaysVerb(info.Intro, token.Span{From: int32(from), To: int32(len(tokens))}, c.With):
				best, id = c.Sets, c.ID
			}
		}
	}
	return best, id
}

// partnerBefore tells whether a span of an intro says up to its last comma what
// the partner does: "the supplier runs the following, which another firm built:".
func (r *Reading) partnerBefore(intro int, s token.Span) bool {
	k := r.commaIn(intro, s)
	if k <= s.From || r.WhoseIn(r.Doc.Blocks[intro].Text, r.TokensOf(intro)[s.From:k]) != page.Partners {
		return false
	}
	return r.VerbWithin(intro, token.Span{From: s.From, To: k}) || phrase.Within(r.TokensOf(intro)[s.From:k], r.WordsOf(list.Does))
}

// introduced tells whether the line above a list can say this of its items.
func introduced(p sow.Polarity) bool { return slices.Contains(introduces, p) }

var introduces = []sow.Polarity{
	sow.Excluded, sow.Optional, sow.Future, sow.Prerequisite, sow.Background, sow.Licence, sow.InScope, sow.Tool,
}
