package detect

import (
	"slices"

	"claimline/internal/sow"
)

// cuesOf gives the cues, pseudo cues and breaks that a hit stands for: one
// wording can reach forward as one cue and backward as another.
func (r *reading) cuesOf(h hit, lang *language) func(func(*cue) bool) {
	return func(yield func(*cue) bool) {
		for p := range r.phrasesOf(h, layerCue, lang) {
			if c := &r.d.cues[p.ref]; len(c.behind) == 0 && !yield(c) {
				return
			}
		}
	}
}

// partsOf gives the cues in two parts of which a hit is the second.
func (r *reading) partsOf(h hit, lang *language) func(func(*cue) bool) {
	return func(yield func(*cue) bool) {
		for p := range r.phrasesOf(h, layerCue, lang) {
			if c := &r.d.cues[p.ref]; len(c.behind) > 0 && !yield(c) {
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
	cue  *cue
	hit  hit
	rank int32 // distance, refusals first
}

// sentenceCue finds the cue nearest to a mention in its sentence that reaches
// it. An exception in a negative sentence means the opposite.
func (r *reading) sentenceCue(m *mention) (sow.Polarity, string) {
	best := reached{rank: 1 << 30}
	for _, h := range r.hitsOf(m.block, layerCue) {
		if h.from < m.sentence.from || h.to > m.sentence.to || h.from < m.to && h.to > m.from {
			continue
		}
		best = r.nearer(m, h, best)
	}
	if best.cue == nil {
		return r.nextClause(m)
	}
	m.direct = best.rank%preferRefusal <= 4
	if best.cue.Flips && r.negativeBefore(m, best.hit) {
		return sow.InScope, best.cue.ID + ".flipped"
	}
	return best.cue.Sets, best.cue.ID
}

// nearer gives the better of best and the cues that a hit stands for.
func (r *reading) nearer(m *mention, h hit, best reached) reached {
	lang := r.blocks[m.block].lang
	for c := range r.partsOf(h, lang) {
		if d, ok := r.reach(m, h, c); ok && r.openedBefore(m, h, c) {
			best = closer(best, reached{c, h, d})
		}
	}
	for c := range r.cuesOf(h, lang) {
		if c.kind != realCue {
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
	if !refuses(next.cue.Sets) {
		next.rank += preferRefusal
	}
	if next.rank < best.rank {
		return next
	}
	return best
}

// nextClause looks for a cue in the clause or sentence that follows, when that
// speaks of what was named before ("…; neither is used here").
func (r *reading) nextClause(m *mention) (sow.Polarity, string) {
	lang := r.blocks[m.block].lang
	start := r.afterClause(m)
	if lang == nil || start < 0 || !opens(r.tokensOf(m.block)[start:], lang.words["anaphora"]) {
		return "", ""
	}
	end := r.sentence(m.block, hit{from: start, to: start + 1}).to
	for _, h := range r.hitsOf(m.block, layerCue) {
		if h.from < start || h.to > end {
			continue
		}
		for c := range r.cuesOf(h, lang) {
			if c.kind == realCue && refuses(c.Sets) && c.Direction != "forward" && !c.Flips && !c.Weak {
				return c.Sets, c.ID + ".next"
			}
		}
	}
	return "", ""
}

// afterClause gives the token at which the next clause or sentence of the
// block begins, -1 when there is none.
func (r *reading) afterClause(m *mention) int32 {
	tokens, text := r.tokensOf(m.block), r.doc.Blocks[m.block].Text
	n := int32(len(tokens))
	start := m.to
	for start < n && start < m.sentence.to && text[tokens[start].start] != ';' {
		start++
	}
	if start < n && text[tokens[start].start] == ';' {
		start++
	}
	if start >= n {
		return -1
	}
	return start
}

func opens(tokens []token, words [][]int32) bool {
	for _, ids := range words {
		if startsWith(tokens, ids) {
			return true
		}
	}
	return false
}

// opening counts the tokens of the longest of some wordings that tokens begin
// with.
func opening(tokens []token, words [][]int32) (n int32) {
	for _, ids := range words {
		if startsWith(tokens, ids) {
			n = max(n, int32(len(ids)))
		}
	}
	return n
}

// refuses tells whether a polarity says that something is not delivered now.
func refuses(p sow.Polarity) bool { return slices.Contains(refusals, p) }

var refusals = []sow.Polarity{sow.Excluded, sow.Optional, sow.Future, sow.Prerequisite, sow.Boilerplate}

// negativeBefore tells whether the sentence excludes something before a cue,
// or stands in a section that does.
func (r *reading) negativeBefore(m *mention, at hit) bool {
	for _, h := range r.hitsOf(m.block, layerCue) {
		if h.from < m.sentence.from || h.from >= at.from {
			continue
		}
		for c := range r.cuesOf(h, r.blocks[m.block].lang) {
			if c.kind == realCue && c.Sets == sow.Excluded && !c.Flips {
				return true
			}
		}
	}
	class := r.blocks[m.block].class
	return class != nil && class.Polarity == sow.Excluded
}

// reach gives the distance from a cue to a mention in words, and whether the
// cue reaches it.
func (r *reading) reach(m *mention, h hit, c *cue) (int32, bool) {
	gap := span{h.to, m.from}
	before := h.to <= m.from
	switch {
	case !before && c.Direction == "forward":
		return 0, false
	case !before:
		gap = span{m.to, h.from}
	case c.Direction == "backward" && len(c.behind) > 0:
		return 0, false
	case c.Direction == "backward":
		// "Not included: X, Y" - a list that the cue opens
		leads := h.from <= m.sentence.from+1 && !r.broken(m, gap)
		return 1, c.Sets == sow.Excluded && (leads || r.opensList(m, gap))
	}
	if !r.holds(m, h, c) || r.cut(m, h, c, gap) {
		return 0, false
	}
	d := r.distance(m.block, gap)
	return d, c.Within == 0 || d <= int32(c.Within) || before && c.Sets == sow.Excluded && r.opensList(m, gap)
}

// holds tells whether the conditions of a cue on its sentence and its product
// are met.
func (r *reading) holds(m *mention, h hit, c *cue) bool {
	within := r.untilColon(m)
	switch {
	case c.With != "" && !r.saysVerb(m.block, within, c.With),
		c.Sets == sow.Source && (r.isAgent(m) || c.With != "" && r.objectOf(m, h)),
		c.Sets == sow.Tool && m.verb == sow.Migration && r.moves(m),
		(c.Sets == sow.Background || c.Sets == sow.Source) && r.renames(m, h),
		c.Sets == sow.Source && (m.name.needs.moved || r.sameTarget(m) || h.from >= m.to && r.ends(m, '?')),
		c.Sets == sow.Optional && r.ownItem(m, h),
		c.Sets == sow.Integration && !r.peer(m),
		c.Sets == sow.Tool && (!r.carrier(m) || r.taught(m)),
		c.Sets == sow.InScope && r.setAside(m),
		c.Sets == sow.Licence && c.Weak && r.examined(m),
		c.Vendor && !r.vendorIn(m),
		c.Weak && (r.otherVerbs(m, h) && !r.sofar(m, h, c) || r.standing() && c.Sets == sow.Background):
		return false
	}
	return len(c.before) == 0 || saysWithin(r.tokensOf(m.block)[m.to:max(m.to, within.to)], c.before)
}

// partsReach is the number of words within which the second part of a cue
// follows the first: "reads … from", "leave … for now".
const partsReach = 9

// openedBefore tells whether the first part of a cue in two parts stands
// before the second in the sentence.
func (r *reading) openedBefore(m *mention, h hit, c *cue) bool {
	return hasRun(r.tokensOf(m.block)[max(m.sentence.from, h.from-partsReach):h.from], c.behind)
}

// renames tells whether a cue like "formerly" stands between two names of one
// product: "X (previously known as Y)".
func (r *reading) renames(m *mention, h hit) bool {
	tokens := r.tokensOf(m.block)
	for i := range r.mentions {
		o := &r.mentions[i]
		if o.block != m.block || o == m || o.name.entry != m.name.entry {
			continue
		}
		first, second := o, m
		if m.from < o.from {
			first, second = m, o
		}
		if first.to > h.from || second.from < h.to || second.from-h.to > 2 {
			continue
		}
		if h.from > first.to && tokens[h.from-1].flags&isPunct != 0 && h.from-first.to <= 2 {
			return true
		}
	}
	return false
}

// otherVerbs tells whether a word of work goes with a mention that does not
// belong to the wording of a cue, as in "was rolled out".
func (r *reading) otherVerbs(m *mention, at hit) bool {
	if len(m.verbs) == 0 {
		return false
	}
	if r.blocks[m.block].intro >= 0 || at.to-at.from == 1 {
		return true
	}
	clause := r.clause(m)
	for _, h := range r.hitsOf(m.block, layerVerb) {
		if h.from >= clause.from && h.to <= clause.to && (h.to <= at.from || h.from >= at.to) && (h.to <= m.from || h.from >= m.to) {
			return true
		}
	}
	return false
}

// taught tells whether a mention stands below a heading of teaching: there a
// meeting or a file is the matter, not the tool.
func (r *reading) taught(m *mention) bool {
	up := r.blocks[m.block].heading
	return up >= 0 && (r.lastVerb(up) == sow.Training || r.lastVerb(up) == sow.Adoption)
}

// sameTarget tells whether a sentence moves something to another place of the
// same product: "the content of X moves to the new tenant".
func (r *reading) sameTarget(m *mention) bool {
	lang := r.blocks[m.block].lang
	return lang != nil && saysWithin(r.tokensOf(m.block)[m.to:m.sentence.to], lang.words["target.same"])
}

// ends tells whether the sentence of a mention ends with a mark.
func (r *reading) ends(m *mention, mark byte) bool {
	return m.sentence.to > m.to && r.doc.Blocks[m.block].Text[r.tokensOf(m.block)[m.sentence.to-1].start] == mark
}

// setAside tells whether a mention stands in a section of what is not
// delivered. In a change order such a section is a list of changes.
func (r *reading) setAside(m *mention) bool {
	class := r.blocks[m.block].class
	return class != nil && withholds(class) && r.kindOfDoc != sow.KindChangeOrder
}

// cut tells whether something ends the reach of a cue before the mention.
func (r *reading) cut(m *mention, h hit, c *cue, gap span) bool {
	tokens := r.tokensOf(m.block)
	if opens(tokens[h.to:], c.unless) || saysWithin(tokens[gap.from:gap.to], c.until) || c.Sets == sow.Excluded && h.to <= m.from && r.passes(m, h, c, gap) {
		return true
	}
	if refuses(c.Sets) && h.from >= m.to && (r.byPartner(m, h) || r.otherClause(m, h, c) || r.nextName(m, h)) {
		return true
	}
	if c.Sets == sow.Integration && h.from < m.from && r.saysVerb(m.block, gap, sow.Migration) || c.Sets == sow.Integration && h.from >= m.to && r.opensList(m, gap) || c.Flips && r.nameBeforeColon(m, gap) || c.Sets == sow.Background && (r.ownSubject(m, h, gap) || h.from >= m.to && r.saysWhat(m.block, gap)) {
		return true
	}
	if c.Sets != sow.Boilerplate && r.broken(m, gap) {
		return true
	}
	return c.Sets != sow.Excluded && h.from < m.from && r.newVerb(m, gap)
}

// byPartner tells whether a cue after a mention, such as "is operated by", is
// followed by the partner.
func (r *reading) byPartner(m *mention, h hit) bool {
	tokens, lang := r.tokensOf(m.block), r.blocks[m.block].lang
	if lang == nil || !opens(tokens[h.to-1:], lang.words["party.by"]) {
		return false
	}
	return r.whoseIn(r.doc.Blocks[m.block].Text, tokens[h.to:min(m.sentence.to, h.to+4)]) == partners
}
