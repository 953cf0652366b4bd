package sense

import (
	"slices"

	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/list"
	"claimline/internal/detect/mention"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// holds tells whether the conditions of a cue on its sentence and its product
// are met.
func (r *Reading) holds(m *mention.Mention, h phrase.Hit, c *lexicon.Cue) bool {
	within := r.untilColon(m)
	switch {
	case r.namesMove(m, h, c) && r.fits(m, h, c):
		return true
	case c.With != "" && !r.SaysVerb(m.Block, r.upToNext(m, within), c.With), c.Vendor && !r.VendorIn(m), !r.fits(m, h, c):
		return false
	case r.speaksBeside(m, h, c), c.ID == "boil.offer" && r.addsWork(m, h):
		return false
	case c.Weak && r.otherVerbs(m, h) && !r.sofar(m, h, c), c.Weak && c.Sets == sow.Background && r.Standing():
		return false
	}
	return c.BeforeRuns.Empty() || phrase.Within(r.TokensOf(m.Block)[m.To:max(m.To, within.To)], c.BeforeRuns)
}

// namesMove tells whether a heading names a move by its two ends alone, the
// first of which is the mention: "From X to Y".
func (r *Reading) namesMove(m *mention.Mention, h phrase.Hit, c *lexicon.Cue) bool {
	lang, tokens := r.Blocks[m.Block].Lang, r.TokensOf(m.Block)
	if c.Sets != sow.Source || lang == nil || h.To != m.From || r.Doc.Blocks[m.Block].Kind != sow.Heading && !r.Blocks[m.Block].Pseudo {
		return false
	}
	n := m.To + phrase.Opening(tokens[m.To:], lang.Words[list.Towards])
	return n > m.To && phrase.Inside(r.HitsOf(m.Block, phrase.Name), n)
}

// upToNext ends a span of the sentence of a mention where, after the product,
// another clause opens: "an agent of X that takes questions and passes them on".
func (r *Reading) upToNext(m *mention.Mention, s token.Span) token.Span {
	lang, tokens := r.Blocks[m.Block].Lang, r.TokensOf(m.Block)
	if lang == nil || len(lang.Suffixes) > 0 || lang.Words[list.Articles].Empty() {
		return s // German keeps its verb for the end, and English has a word for "from" that is not "of"
	}
	for k := m.To; k+2 < s.To; k++ {
		and := tokens[k].ID != 0 && tokens[k].ID == r.Lex.And
		verb := r.SaysVerbAt(m.Block, k+1) || lang.Stop.Has(tokens[k+1].ID) && r.SaysVerbAt(m.Block, k+2)
		if k == m.To && r.opensRelative(m.Block, k, lang) || and && verb {
			s.To = k
		}
	}
	return s
}

// fits tells whether a product and its place can be what a cue says: only what
// carries a project is its tool, only the other end of an interface is joined.
func (r *Reading) fits(m *mention.Mention, h phrase.Hit, c *lexicon.Cue) bool {
	switch {
	case c.Sets == sow.Source:
		return r.leavable(m, h, c)
	case c.Sets == sow.Background:
		return !r.renames(m, h)
	case c.Sets == sow.Tool:
		return r.carrier(m) && !r.taught(m) && (m.Verb != sow.Migration || !r.moves(m)) && !r.givesPlace(m)
	case c.Sets == sow.Future:
		return !r.examines(m, h)
	case c.Sets == sow.Optional:
		return r.choosable(m, h)
	case c.Sets == sow.Integration:
		return r.peer(m)
	case c.Sets == sow.InScope:
		return !r.setAside(m)
	case c.Sets == sow.Licence && c.Weak:
		return !r.examined(m) && !r.tenancy(m, h)
	}
	return true
}

// addsWork tells whether words like "we also build" go on in a section of scope
// with what the sentence begins with, and do not praise the partner: "to this end
// we also build X".
func (r *Reading) addsWork(m *mention.Mention, h phrase.Hit) bool {
	class, said := r.Blocks[m.Block].Class, token.Span{From: h.From, To: h.To}
	if class == nil || class.Class != "scope" || h.From < m.Sentence.From+2 || h.To > m.From {
		return false
	}
	return r.WorksIn(m.Block, token.Span{From: h.From, To: h.To + 1}) && !r.SaysIn(m.Block, said, list.Perfect)
}

// examines tells whether a word like "whether" opens the very question that an
// assessment answers: what is examined there is the work.
func (r *Reading) examines(m *mention.Mention, h phrase.Hit) bool {
	lang := r.Blocks[m.Block].Lang
	return (r.KindOfDoc == sow.KindAssessment || r.KindOfDoc == sow.KindLicensing) && lang != nil && phrase.Opens(r.TokensOf(m.Block)[h.From:h.To], lang.Words[list.Whether])
}

// choosable tells whether a remark like "on request" can speak of a mention: it
// belongs to no other item, and the mention is not what is assessed.
func (r *Reading) choosable(m *mention.Mention, h phrase.Hit) bool {
	return !r.ownItem(m, h) && !r.asksWhether(m)
}

// asksWhether tells whether a word like "whether" opens the sentence of a
// mention in an assessment: "whether X would be better value".
func (r *Reading) asksWhether(m *mention.Mention) bool {
	lang := r.Blocks[m.Block].Lang
	return (r.KindOfDoc == sow.KindAssessment || r.KindOfDoc == sow.KindLicensing) && lang != nil && phrase.Opens(r.TokensOf(m.Block)[m.Sentence.From:m.From], lang.Words[list.Whether])
}

// tenancy tells whether a word like "subscription" names where a product of
// Azure runs, not a licence of it: "Defender for Cloud on eleven subscriptions".
func (r *Reading) tenancy(m *mention.Mention, h phrase.Hit) bool {
	lang := r.Blocks[m.Block].Lang
	return m.Name.Kind != lexicon.Foreign && r.Lex.Entries[m.Name.Entry].Plane == sow.PlaneAzure && lang != nil && phrase.Opens(r.TokensOf(m.Block)[h.From:h.To], lang.Words[list.Tenancy])
}

// givesPlace tells whether the partner builds something of the customer's in a
// product: "I build you a shared library in X".
func (r *Reading) givesPlace(m *mention.Mention) bool {
	return m.Verb != "" && r.SaysSelf(m.Block, token.Span{From: m.Sentence.From, To: m.From}) && r.delivers(m)
}

// leavable tells whether a product can be what a cue of leaving says is left:
// neither what takes its place, nor its new name or new home, nor what a
// question asks about.
func (r *Reading) leavable(m *mention.Mention, h phrase.Hit, c *lexicon.Cue) bool {
	switch {
	case m.Name.Needs.Moved, r.isAgent(m), r.takesPlace(m, h), c.With != "" && (r.objectOf(m, h) || r.meansOf(m, h)), h.From >= m.To && r.ends(m, '?'):
		return false
	}
	return !r.sameTarget(m) && !r.renames(m, h)
}

// meansReach is the number of words from "with" to the "of" behind its noun.
const meansReach = 3

// meansOf tells whether the word of a cue like "of" joins the product to the noun
// by means of which something is moved: in "los traslada con flujos de X" nothing
// leaves X.
func (r *Reading) meansOf(m *mention.Mention, h phrase.Hit) bool {
	lang := r.Blocks[m.Block].Lang
	return lang != nil && r.SaysIn(m.Block, token.Span{From: max(m.Sentence.From, h.From-meansReach), To: h.From}, list.MeansOf)
}

// takesPlace tells whether a word like "instead of" between a mention and a cue
// gives the cue to what the mention takes the place of.
func (r *Reading) takesPlace(m *mention.Mention, h phrase.Hit) bool {
	lang := r.Blocks[m.Block].Lang
	return lang != nil && h.From > m.To && phrase.Opens(r.TokensOf(m.Block)[m.To:h.From], lang.Words[list.MeansInstead])
}

// partsReach is the number of words within which the second part of a cue
// follows the first: "reads … from", "leave … for now".
const partsReach = 9

// sketchOf gives a bit for the word of each token, by the last bits of its id: a
// word without its bit is none of them.
func sketchOf(tokens []token.Token) (bits uint64) {
	for k := range tokens {
		bits |= 1 << (tokens[k].ID & 63)
	}
	return bits
}

// openedBefore tells whether the first part of a cue in two parts stands among
// the words of a block before the second, and not in brackets that have closed: "courses
// on X (meetings, tasks) and on Y" are not held on Y.
func (r *Reading) openedBefore(block int, before []token.Token, c *lexicon.Cue) bool {
	if !phrase.HasRun(before, c.Behind) {
		return false
	}
	open, closed := inBrackets(r.Doc.Blocks[block].Text, before)
	return open == closed || phrase.HasRun(before[:open], c.Behind) || phrase.HasRun(before[closed:], c.Behind)
}

// inBrackets gives the tokens [open:closed) up to the last bracket that closes among
// some, from its opening or from the first token on; none without such a bracket.
func inBrackets(text string, tokens []token.Token) (open, closed int) {
	for k, t := range slices.Backward(tokens) {
		switch text[t.Start] {
		case ')':
			closed = max(closed, k+1)
		case '(':
			if closed > 0 {
				return k, closed
			}
		}
	}
	return 0, closed
}

// renames tells whether a cue like "formerly" stands between two names of one
// product: "X (previously known as Y)".
func (r *Reading) renames(m *mention.Mention, h phrase.Hit) bool {
	tokens := r.TokensOf(m.Block)
	named := mention.InBlock(r.Mentions, m.Block)
	for i := range named {
		o := &named[i]
		if o == m || o.Name.Entry != m.Name.Entry {
			continue
		}
		first, second := o, m
		if m.From < o.From {
			first, second = m, o
		}
		if first.To > h.From || second.From < h.To || second.From-h.To > 2 {
			continue
		}
		if h.From > first.To && tokens[h.From-1].Flags&token.IsPunct != 0 && h.From-first.To <= 2 {
			return true
		}
	}
	return false
}

// otherVerbs tells whether a word of work goes with a mention that does not
// belong to the wording of a cue, as in "was rolled out".
func (r *Reading) otherVerbs(m *mention.Mention, at phrase.Hit) bool {
	if len(m.Verbs) == 0 {
		return false
	}
	if r.Blocks[m.Block].Intro >= 0 || at.To-at.From == 1 {
		return true
	}
	clause := r.clause(m)
	for _, h := range r.HitsOf(m.Block, phrase.Verb) {
		if h.From >= clause.From && h.To <= clause.To && (h.To <= at.From || h.From >= at.To) && (h.To <= m.From || h.From >= m.To) {
			return true
		}
	}
	return false
}

// taught tells whether a mention stands below a heading of teaching: there a
// meeting or a file is the matter, not the tool.
func (r *Reading) taught(m *mention.Mention) bool {
	up, lang := r.Blocks[m.Block].Heading, r.Blocks[m.Block].Lang
	return up >= 0 && lang != nil && (r.Says(up, list.HeadingTaught) || r.lastVerb(up) == sow.Training || r.lastVerb(up) == sow.Adoption)
}

// sameTarget tells whether a sentence moves something to another place of the
// same product: "the content of X moves to the new tenant".
func (r *Reading) sameTarget(m *mention.Mention) bool {
	lang := r.Blocks[m.Block].Lang
	return lang != nil && r.SaysIn(m.Block, token.Span{From: m.To, To: m.Sentence.To}, list.TargetSame)
}

// ends tells whether the sentence of a mention ends with a mark.
func (r *Reading) ends(m *mention.Mention, mark byte) bool {
	return m.Sentence.To > m.To && r.Doc.Blocks[m.Block].Text[r.TokensOf(m.Block)[m.Sentence.To-1].Start] == mark
}

// setAside tells whether a mention stands in a section of what is not
// delivered. In a change order such a section is a list of changes.
func (r *Reading) setAside(m *mention.Mention) bool {
	class := r.Blocks[m.Block].Class
	return class != nil && lexicon.Withholds(class) && r.KindOfDoc != sow.KindChangeOrder
}
