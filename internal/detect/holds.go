package detect

import (
	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/list"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// holds tells whether the conditions of a cue on its sentence and its product
// are met.
func (r *senseReading) holds(m *mention, h phrase.Hit, c *lexicon.Cue) bool {
	within := r.untilColon(m)
	switch {
	case c.With != "" && !r.SaysVerb(m.block, r.upToNext(m, within), c.With), c.Vendor && !r.vendorIn(m), !r.fits(m, h, c):
		return false
	case c.Weak && r.otherVerbs(m, h) && !r.sofar(m, h, c), c.Weak && c.Sets == sow.Background && r.Standing():
		return false
	}
	return c.BeforeRuns.Empty() || phrase.Within(r.TokensOf(m.block)[m.to:max(m.to, within.To)], c.BeforeRuns)
}

// upToNext ends a span of the sentence of a mention where, after the product,
// another clause opens: "an agent of X that takes questions and passes them on".
func (r *senseReading) upToNext(m *mention, s token.Span) token.Span {
	lang, tokens := r.Blocks[m.block].Lang, r.TokensOf(m.block)
	if lang == nil || len(lang.Suffixes) > 0 || lang.Words[list.Articles].Empty() {
		return s // German keeps its verb for the end, and English has a word for "from" that is not "of"
	}
	for k := m.to; k+2 < s.To; k++ {
		and := tokens[k].ID != 0 && tokens[k].ID == r.Lex.And
		verb := r.SaysVerbAt(m.block, k+1) || lang.Stop.Has(tokens[k+1].ID) && r.SaysVerbAt(m.block, k+2)
		if k == m.to && r.opensRelative(m.block, k, lang) || and && verb {
			s.To = k
		}
	}
	return s
}

// fits tells whether a product and its place can be what a cue says: only what
// carries a project is its tool, only the other end of an interface is joined.
func (r *senseReading) fits(m *mention, h phrase.Hit, c *lexicon.Cue) bool {
	switch {
	case c.Sets == sow.Source:
		return r.leavable(m, h, c)
	case c.Sets == sow.Background:
		return !r.renames(m, h)
	case c.Sets == sow.Tool:
		return r.carrier(m) && !r.taught(m) && (m.verb != sow.Migration || !r.moves(m)) && !r.givesPlace(m)
	case c.Sets == sow.Future:
		return !r.examines(m, h)
	case c.Sets == sow.Optional:
		return !r.ownItem(m, h)
	case c.Sets == sow.Integration:
		return r.peer(m)
	case c.Sets == sow.InScope:
		return !r.setAside(m)
	case c.Sets == sow.Licence && c.Weak:
		return !r.examined(m) && !r.tenancy(m, h)
	}
	return true
}

// examines tells whether a word like "whether" opens the very question that an
// assessment answers: what is examined there is the work.
func (r *senseReading) examines(m *mention, h phrase.Hit) bool {
	lang := r.Blocks[m.block].Lang
	return (r.KindOfDoc == sow.KindAssessment || r.KindOfDoc == sow.KindLicensing) && lang != nil && phrase.Opens(r.TokensOf(m.block)[h.From:h.To], lang.Words[list.Whether])
}

// tenancy tells whether a word like "subscription" names where a product of
// Azure runs, not a licence of it: "Defender for Cloud on eleven subscriptions".
func (r *senseReading) tenancy(m *mention, h phrase.Hit) bool {
	lang := r.Blocks[m.block].Lang
	return m.name.Kind != lexicon.Foreign && r.Lex.Entries[m.name.Entry].Plane == sow.PlaneAzure && lang != nil && phrase.Opens(r.TokensOf(m.block)[h.From:h.To], lang.Words[list.Tenancy])
}

// givesPlace tells whether the partner builds something of the customer's in a
// product: "I build you a shared library in X".
func (r *senseReading) givesPlace(m *mention) bool {
	return m.verb != "" && r.SaysSelf(m.block, token.Span{From: m.sentence.From, To: m.from}) && r.delivers(m)
}

// leavable tells whether a product can be what a cue of leaving says is left:
// neither what takes its place, nor its new name or new home, nor what a
// question asks about.
func (r *senseReading) leavable(m *mention, h phrase.Hit, c *lexicon.Cue) bool {
	switch {
	case m.name.Needs.Moved, r.isAgent(m), c.With != "" && r.objectOf(m, h), h.From >= m.to && r.ends(m, '?'):
		return false
	}
	return !r.sameTarget(m) && !r.renames(m, h)
}

// partsReach is the number of words within which the second part of a cue
// follows the first: "reads … from", "leave … for now".
const partsReach = 9

// openedBefore tells whether the first part of a cue in two parts stands
// before the second in the sentence.
func (r *senseReading) openedBefore(m *mention, h phrase.Hit, c *lexicon.Cue) bool {
	return phrase.HasRun(r.TokensOf(m.block)[max(m.sentence.From, h.From-partsReach):h.From], c.Behind)
}

// renames tells whether a cue like "formerly" stands between two names of one
// product: "X (previously known as Y)".
func (r *senseReading) renames(m *mention, h phrase.Hit) bool {
	tokens := r.TokensOf(m.block)
	named := inBlock(r.mentions, m.block)
	for i := range named {
		o := &named[i]
		if o == m || o.name.Entry != m.name.Entry {
			continue
		}
		first, second := o, m
		if m.from < o.from {
			first, second = m, o
		}
		if first.to > h.From || second.from < h.To || second.from-h.To > 2 {
			continue
		}
		if h.From > first.to && tokens[h.From-1].Flags&token.IsPunct != 0 && h.From-first.to <= 2 {
			return true
		}
	}
	return false
}

// otherVerbs tells whether a word of work goes with a mention that does not
// belong to the wording of a cue, as in "was rolled out".
func (r *senseReading) otherVerbs(m *mention, at phrase.Hit) bool {
	if len(m.verbs) == 0 {
		return false
	}
	if r.Blocks[m.block].Intro >= 0 || at.To-at.From == 1 {
		return true
	}
	clause := r.clause(m)
	for _, h := range r.HitsOf(m.block, phrase.Verb) {
		if h.From >= clause.From && h.To <= clause.To && (h.To <= at.From || h.From >= at.To) && (h.To <= m.from || h.From >= m.to) {
			return true
		}
	}
	return false
}

// taught tells whether a mention stands below a heading of teaching: there a
// meeting or a file is the matter, not the tool.
func (r *senseReading) taught(m *mention) bool {
	up, lang := r.Blocks[m.block].Heading, r.Blocks[m.block].Lang
	return up >= 0 && lang != nil && (phrase.Within(r.TokensOf(up), lang.Words[list.HeadingTaught]) || r.lastVerb(up) == sow.Training || r.lastVerb(up) == sow.Adoption)
}

// sameTarget tells whether a sentence moves something to another place of the
// same product: "the content of X moves to the new tenant".
func (r *senseReading) sameTarget(m *mention) bool {
	lang := r.Blocks[m.block].Lang
	return lang != nil && phrase.Within(r.TokensOf(m.block)[m.to:m.sentence.To], lang.Words[list.TargetSame])
}

// ends tells whether the sentence of a mention ends with a mark.
func (r *senseReading) ends(m *mention, mark byte) bool {
	return m.sentence.To > m.to && r.Doc.Blocks[m.block].Text[r.TokensOf(m.block)[m.sentence.To-1].Start] == mark
}

// setAside tells whether a mention stands in a section of what is not
// delivered. In a change order such a section is a list of changes.
func (r *senseReading) setAside(m *mention) bool {
	class := r.Blocks[m.block].Class
	return class != nil && lexicon.Withholds(class) && r.KindOfDoc != sow.KindChangeOrder
}
