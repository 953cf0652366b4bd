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

// partsOf gives the cues in two parts of which a hit is the second.
func (r *Reading) partsOf(h phrase.Hit, lang *lexicon.Language) func(func(*lexicon.Cue) bool) {
	return func(yield func(*lexicon.Cue) bool) {
		for p := range r.PhrasesOf(h, phrase.Cue, lang) {
			if c := &r.Lex.Cues[p.Ref]; len(c.Behind) > 0 && !yield(c) {
				return
			}
		}
	}
}

// preferRefusal is added to the distance of a cue that only says how a product
// is named: what says that it is not delivered counts before it.
const preferRefusal = 100

// reached is a cue that reaches a mention.
type reached struct {
	cue  *lexicon.Cue
	hit  phrase.Hit
	rank int32 // distance, refusals first
}

// sentenceCue finds the cue nearest to a mention in its sentence that reaches
// it. An exception in a negative sentence means the opposite.
func (r *Reading) sentenceCue(m *mention.Mention) (sow.Polarity, string) {
	best := reached{rank: 1 << 30}
	for _, h := range r.HitsOf(m.Block, phrase.Cue) {
		if h.From < m.Sentence.From || h.To > m.Sentence.To || h.From < m.To && h.To > m.From {
			continue
		}
		best = r.nearer(m, h, best)
	}
	if best.cue == nil {
		return r.nextClause(m)
	}
	m.Direct = best.rank%preferRefusal <= 4
	if best.cue.Flips && (r.negativeBefore(m, best.hit) || r.refusesRest(m)) {
		return sow.InScope, best.cue.ID + ".flipped"
	}
	return best.cue.Sets, best.cue.ID
}

// nearer gives the better of best and the cues that a hit stands for.
func (r *Reading) nearer(m *mention.Mention, h phrase.Hit, best reached) reached {
	lang := r.Blocks[m.Block].Lang
	before := r.TokensOf(m.Block)[max(m.Sentence.From, h.From-partsReach):h.From]
	sketch := uint64(0)
	for c := range r.partsOf(h, lang) {
		if sketch == 0 {
			sketch = sketchOf(before)
		}
		if sketch&(1<<(c.Behind[0]&63)) == 0 || !r.openedBefore(m.Block, before, c) {
			continue // mostly: it is cheaper to tell than how far the cue reaches
		}
		if d, ok := r.reach(m, h, c); ok {
			best = closer(best, reached{c, h, d})
		}
	}
	for c := range r.CuesOf(h, lang) {
		if c.Kind != lexicon.RealCue {
			continue
		}
		d, ok := r.reach(m, h, c)
		if ok {
			best = closer(best, reached{c, h, d})
		}
	}
	return best
}

// closer gives the better of two cues by the distance in their ranks: what
// refuses counts first.
func closer(best, next reached) reached {
	if !lexicon.Refuses(next.cue.Sets) {
		next.rank += preferRefusal
	}
	if next.rank < best.rank {
		return next
	}
	return best
}

// maxTaken is the number of tokens of a clause that refuses what it takes up by
// a pronoun: "nous ne la proposons pas".
const maxTaken = 8

// nextClause looks for a cue in the clause or sentence that follows, when that
// speaks of what was named before ("…; neither is used here").
func (r *Reading) nextClause(m *mention.Mention) (sow.Polarity, string) {
	lang := r.Blocks[m.Block].Lang
	start := r.afterClause(m)
	if lang == nil || start < 0 {
		return "", ""
	}
	tokens := r.TokensOf(m.Block)
	end := r.Sentence(m.Block, phrase.Hit{From: start, To: start + 1}).To
	if !phrase.Opens(tokens[start:], lang.Words[list.Anaphora]) && (end-start > maxTaken || !r.SaysIn(m.Block, token.Span{From: start, To: end}, list.RefusesUp)) {
		return "", ""
	}
	for _, h := range r.HitsOf(m.Block, phrase.Cue) {
		if h.From < start || h.To > end {
			continue
		}
		if slices.ContainsFunc(r.HitsOf(m.Block, phrase.Name), func(n phrase.Hit) bool { return n.From >= start && n.To <= h.From }) {
			break // the clause speaks of a product of its own
		}
		if r.ofNounIn(m.Block, token.Span{From: start, To: h.From}, lang) {
			continue
		}
		for c := range r.CuesOf(h, lang) {
			if c.RefusesBack() {
				return c.Sets, c.ID + ".next"
			}
		}
	}
	return "", ""
}

// ofNounIn tells whether a span ends in a relative clause on a noun that a
// preposition joins: "it runs under an account that" belongs to somebody.
func (r *Reading) ofNounIn(block int, s token.Span, lang *lexicon.Language) bool {
	if len(lang.Suffixes) > 0 {
		return false
	}
	tokens := r.TokensOf(block)
	for k := s.From + 1; k < s.To; k++ {
		if r.opensRelative(block, k, lang) && tokens[k-1].Flags&token.IsPunct == 0 {
			return r.SaysIn(block, token.Span{From: s.From, To: k}, list.Prepositions)
		}
	}
	return false
}

// afterClause gives the token at which the next clause or sentence of the
// block begins, -1 when there is none.
func (r *Reading) afterClause(m *mention.Mention) int32 {
	tokens, text := r.TokensOf(m.Block), r.Doc.Blocks[m.Block].Text
	n := int32(len(tokens))
	start := m.To
	for start < n && start < m.Sentence.To && text[tokens[start].Start] != ';' {
		start++
	}
	if start < n && text[tokens[start].Start] == ';' {
		start++
	}
	if start >= n {
		return -1
	}
	return start
}

// negativeBefore tells whether the sentence excludes something before a cue,
// or stands in a section that does.
func (r *Reading) negativeBefore(m *mention.Mention, at phrase.Hit) bool {
	for _, h := range r.HitsOf(m.Block, phrase.Cue) {
		if h.From < m.Sentence.From || h.From >= at.From {
			continue
		}
		for c := range r.CuesOf(h, r.Blocks[m.Block].Lang) {
			if c.Kind == lexicon.RealCue && c.Sets == sow.Excluded && !c.Flips {
				return true
			}
		}
	}
	class := r.Blocks[m.Block].Class
	return class != nil && class.Polarity == sow.Excluded
}

// reach gives the distance from a cue to a mention in words, and whether the
// cue reaches it.
func (r *Reading) reach(m *mention.Mention, h phrase.Hit, c *lexicon.Cue) (int32, bool) {
	gap := token.Span{From: h.To, To: m.From}
	before := h.To <= m.From
	switch {
	case !before && c.Direction == "forward":
		return 0, false
	case !before:
		gap = token.Span{From: m.To, To: h.From}
	case c.Direction == "backward":
		return 1, r.opensSentence(m, h, c, gap)
	}
	if !r.holds(m, h, c) || r.cut(m, h, c, gap) {
		return 0, false
	}
	d := r.distance(m.Block, gap)
	return d, c.Within == 0 || d <= int32(c.Within) || before && c.Sets == sow.Excluded && c.Within > section.NextWords && r.opensList(m, gap)
}

// opensSentence tells whether a cue that reaches backward opens the sentence or
// the list of a mention after it: "Not included: X, Y".
func (r *Reading) opensSentence(m *mention.Mention, h phrase.Hit, c *lexicon.Cue, gap token.Span) bool {
	leads := h.From <= m.Sentence.From+1 && !r.broken(m, gap) && !r.nameIn(m.Block, token.Span{From: m.Sentence.From, To: h.From})
	return c.Sets == sow.Excluded && len(c.Behind) == 0 && (leads || r.opensList(m, gap) && !r.takesUpBehind(m, gap))
}

// cut tells whether something ends the reach of a cue before the mention.
func (r *Reading) cut(m *mention.Mention, h phrase.Hit, c *lexicon.Cue, gap token.Span) bool {
	tokens, before := r.TokensOf(m.Block), h.From < m.From
	switch {
	case phrase.Opens(tokens[h.To:], c.UnlessRuns), phrase.Within(tokens[gap.From:gap.To], c.UntilRuns),
		c.Sets != sow.Boilerplate && r.broken(m, gap), c.Flips && r.nameBeforeColon(m, gap):
		return true
	case before:
		return r.cutBefore(m, h, c, gap)
	}
	return r.cutAfter(m, h, c, gap)
}

// cutBefore is cut for a cue that stands before the mention.
func (r *Reading) cutBefore(m *mention.Mention, h phrase.Hit, c *lexicon.Cue, gap token.Span) bool {
	switch {
	case c.Sets == sow.Excluded:
		return r.passes(m, h, c, gap) || r.mainClause(m, h, gap) || r.clauseOfOwn(m, h, gap)
	case c.Sets == sow.Tool && r.behindWhat(m, h):
		return true
	case c.Sets == sow.Integration && r.SaysVerb(m.Block, gap, sow.Migration), c.Sets == sow.Background && (r.ownSubject(m, h, gap) || r.inApposition(m, h, gap)):
		return true
	}
	return r.newVerb(m, gap) && (c.Sets != sow.Boilerplate || !r.samePast(m, gap, r.Blocks[m.Block].Lang))
}

// behindWhat tells whether a cue has its object before it: in "compare what we pay
// for and what we use, for X" it is not X that is used.
func (r *Reading) behindWhat(m *mention.Mention, h phrase.Hit) bool {
	lang := r.Blocks[m.Block].Lang
	return lang != nil && phrase.EndsIn(r.TokensOf(m.Block)[m.Sentence.From:h.From], lang.Words[list.RelativeWhat])
}

// inApposition tells whether a cue stands between two commas after what is then
// worked on: "the portal, today on Sitecore, is rebuilt with X".
func (r *Reading) inApposition(m *mention.Mention, h phrase.Hit, gap token.Span) bool {
	lang := r.Blocks[m.Block].Lang
	if lang == nil || h.From <= m.Sentence.From+1 || r.commaIn(m.Block, token.Span{From: h.From - 1, To: h.From}) < 0 {
		return false
	}
	k := r.commaIn(m.Block, gap)
	return k >= 0 && r.VerbWithin(m.Block, token.Span{From: k + 1, To: m.From})
}

// cutAfter is cut for a cue that stands after the mention.
func (r *Reading) cutAfter(m *mention.Mention, h phrase.Hit, c *lexicon.Cue, gap token.Span) bool {
	switch {
	case (c.Sets == sow.Excluded || c.Sets == sow.Source) && r.nextSubject(m, h, c):
		return true
	case lexicon.Refuses(c.Sets):
		return r.byPartner(m, h) || r.otherClause(m, h, c) || r.nextName(m, h) || r.ofOther(m, h, gap) || r.ownNoun(m, h)
	case c.Sets == sow.Integration:
		return r.opensList(m, gap)
	}
	return c.Sets == sow.Background && r.saysWhat(m.Block, gap)
}

// ownNoun tells whether a cue after a mention on which the partner works stands
// in a relative clause on another noun: "we write them in X under an account
// that belongs to the client".
func (r *Reading) ownNoun(m *mention.Mention, h phrase.Hit) bool {
	lang := r.Blocks[m.Block].Lang
	if lang == nil || len(lang.Suffixes) > 0 || !r.SaysSelf(m.Block, token.Span{From: m.Sentence.From, To: m.From}) || !r.WorksIn(m.Block, token.Span{From: m.Sentence.From, To: m.From}) {
		return false
	}
	for k := m.To + 2; k < h.From; k++ {
		if r.opensRelative(m.Block, k, lang) && r.TokensOf(m.Block)[k-1].Flags&token.IsPunct == 0 {
			return true
		}
	}
	return false
}

// byPartner tells whether a cue after a mention, such as "is operated by", is
// followed by the partner.
func (r *Reading) byPartner(m *mention.Mention, h phrase.Hit) bool {
	tokens, lang := r.TokensOf(m.Block), r.Blocks[m.Block].Lang
	if lang == nil || !phrase.Opens(tokens[h.To-1:], lang.Words[list.PartyBy]) {
		return false
	}
	return r.WhoseIn(r.Doc.Blocks[m.Block].Text, tokens[h.To:min(m.Sentence.To, h.To+4)]) == page.Partners
}
