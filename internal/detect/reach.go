package detect

import (
	"slices"
	"strings"

	"claimline/internal/sow"
)

// opensList tells whether a colon stands in a gap.
func (r *senseReading) opensList(m *mention, gap span) bool {
	text := r.doc.Blocks[m.block].Text
	for _, t := range r.tokensOf(m.block)[gap.from:gap.to] {
		if t.flags&isPunct != 0 && text[t.start] == ':' {
			return true
		}
	}
	return false
}

// broken tells whether a break stands in a gap. A semicolon breaks unless it
// parts the items of a list that a colon opens.
func (r *senseReading) broken(m *mention, gap span) bool {
	for _, h := range r.hitsOf(m.block, layerCue) {
		if h.from < gap.from || h.to > gap.to {
			continue
		}
		for c := range r.cuesOf(h, r.blocks[m.block].lang) {
			if c.kind == breakWord {
				return true
			}
		}
	}
	text, tokens := r.doc.Blocks[m.block].Text, r.tokensOf(m.block)
	for k := gap.from; k < gap.to; k++ {
		if tokens[k].flags&isPunct == 0 {
			continue
		}
		switch text[tokens[k].start] {
		case ':':
			return false
		case ';':
			return true
		}
	}
	return false
}

// isAgent tells whether a mention follows a word like "by": what something is
// replaced by is not what is replaced.
func (r *senseReading) isAgent(m *mention) bool {
	lang := r.blocks[m.block].lang
	if lang == nil || m.from == 0 {
		return false
	}
	tokens := r.tokensOf(m.block)
	k := m.from - 1
	if lang.stop.has(tokens[k].id) && k > m.sentence.from && !opens(tokens[k:], lang.words[listAgent]) {
		k-- // "by the", "durch das"
	}
	return opens(tokens[k:], lang.words[listAgent])
}

// peer tells whether the product of a mention is one that is often only the
// other end of an interface.
func (r *senseReading) peer(m *mention) bool {
	return m.name.kind == foreign || r.lex.entries[m.name.entry].Peer
}

// vendorIn tells whether the sentence of a mention names another vendor.
func (r *senseReading) vendorIn(m *mention) bool {
	return slices.ContainsFunc(inBlock(r.vendors, m.block), func(v mention) bool { return v.from >= m.sentence.from && v.to <= m.sentence.to })
}

// newVerb tells whether a gap opens another piece of work: "remove X and
// install Y" says nothing against Y.
func (r *senseReading) newVerb(m *mention, gap span) bool {
	tokens := r.tokensOf(m.block)
	and := r.lex.and
	for _, h := range r.hitsOf(m.block, layerVerb) {
		if h.from <= gap.from || h.to > gap.to {
			continue
		}
		if before := tokens[h.from-1]; before.id != 0 && before.id == and || before.flags&isPunct != 0 {
			return true
		}
	}
	return false
}

// distance counts the words of a gap. Names of products and the marks between
// them do not count: a cue reaches along an enumeration.
func (r *senseReading) distance(block int, gap span) (n int32) {
	tokens := r.tokensOf(block)
	names := r.hitsOf(block, layerName)
	and := r.lex.and
	for k := gap.from; k < gap.to; k++ {
		if tokens[k].flags&isPunct != 0 || tokens[k].id == and && and != 0 || r.isOr(tokens[k]) || insideHit(names, k) {
			continue
		}
		n++
	}
	return n
}

// untilColon gives the sentence of a mention, up to a colon after it: what
// comes then explains what was said.
func (r *senseReading) untilColon(m *mention) span {
	s, text, tokens := m.sentence, r.doc.Blocks[m.block].Text, r.tokensOf(m.block)
	for k := m.to; k < s.to; k++ {
		if text[tokens[k].start] == ':' {
			s.to = k
		}
	}
	return s
}

// otherClause tells whether a refusal after a mention belongs to another
// clause than the product, of which a word of work has already been said: to
// the details after a colon, to a way of working that is refused behind a
// comma, or, for what comes later or on request, to a clause after a comma with
// a noun of its own.
func (r *senseReading) otherClause(m *mention, h hit, c *cue) bool {
	text, tokens, lang := r.doc.Blocks[m.block].Text, r.tokensOf(m.block), r.blocks[m.block].lang
	for k := m.to; k < h.from; k++ {
		switch text[tokens[k].start] {
		case ':':
			return r.verbWithin(m.block, span{m.sentence.from, k})
		case ',':
			if k+1 == h.from && r.verbWithin(m.block, span{m.to, k}) && text[tokens[m.to].start] != ',' {
				return true // "is rebuilt as X, not copied" says how, "X, named in the study, is not used" does not
			}
			later := (c.Sets == sow.Future || c.Sets == sow.Optional) && h.from > k+2
			if later && lang != nil && r.verbWithin(m.block, span{m.sentence.from, k}) && opens(tokens[k+1:], lang.words[listPartyBeside]) {
				return true
			}
		}
	}
	return false
}

// ofOther tells whether a refusal that opens a relative clause speaks of another
// noun than the product: "X on 22 servers that stay in the branches".
func (r *senseReading) ofOther(m *mention, h hit, gap span) bool {
	lang, tokens := r.blocks[m.block].lang, r.tokensOf(m.block)
	if lang == nil || len(lang.suffixes) > 0 || !opens(tokens[h.from:], lang.words[listRelative]) {
		return false
	}
	return saysWithin(tokens[gap.from:gap.to], lang.words[listPrepositions]) && r.distance(m.block, gap) > 1
}

// nextName tells whether a refusal after a comma speaks of the name that
// follows it: "works with X, no longer with Y".
func (r *senseReading) nextName(m *mention, h hit) bool {
	if text := r.doc.Blocks[m.block].Text; h.from == 0 || !strings.ContainsAny(text[r.tokensOf(m.block)[h.from-1].start:][:1], ",(") {
		return false
	}
	for _, n := range r.hitsOf(m.block, layerName) {
		if n.from >= h.to && n.from <= h.to+2 {
			return true
		}
	}
	return false
}

// nameBeforeColon tells whether an exception has its object before a colon,
// which opens the list of what is meant: "everything except X is included: Y".
func (r *senseReading) nameBeforeColon(m *mention, gap span) bool {
	text, tokens, names := r.doc.Blocks[m.block].Text, r.tokensOf(m.block), r.hitsOf(m.block, layerName)
	seen := false
	for k := gap.from; k < gap.to; k++ {
		seen = seen || insideHit(names, k)
		if text[tokens[k].start] == ':' {
			return seen
		}
	}
	return false
}

// farColon is the number of words after a negative beyond which a colon opens
// no list of what it refuses.
const farColon = 3

// passes tells whether a negative before a mention does not speak of it: it
// restricts ("ne porte que sur X"), stands in a relative clause whose main verb
// comes after it ("what nobody can retire is rehosted as X"), or in a clause
// before a colon that says why ("nobody can mail a list any more: X").
func (r *senseReading) passes(m *mention, h hit, c *cue, gap span) bool {
	lang, tokens := r.blocks[m.block].lang, r.tokensOf(m.block)
	if lang == nil || c.Within == 0 {
		return false
	}
	between := tokens[gap.from:gap.to]
	if saysWithin(between, lang.words[listOrderOnly]) {
		return true // "about none of it: it only covers X"
	}
	if saysWithin(between, lang.words[listOnlyThat]) && !saysWithin(between, lang.words[listNegationFull]) {
		return true
	}
	if k := r.colonIn(m.block, gap); k > 0 && r.distance(m.block, span{gap.from, k}) > farColon && !saysWithin(tokens[gap.from:k], lang.words[listFollowing]) {
		return true
	}
	for k := max(m.sentence.from, h.from-3); k < h.from; k++ {
		if opens(tokens[k:], lang.words[listRelative]) && opens(tokens[m.sentence.from:], lang.words[listPartyBeside]) && r.commaIn(m.block, gap) > 0 {
			return true // "for services that do not need X, Y is provided"
		}
		if opens(tokens[k:], lang.words[listRelative]) && r.verbWithin(m.block, span{min(gap.from+2, gap.to), gap.to}) {
			return len(lang.suffixes) == 0 // German keeps its verb for the end
		}
	}
	return false
}

// colonIn gives the token of a colon in a gap, -1 without one.
func (r *senseReading) colonIn(block int, gap span) int32 {
	text, tokens := r.doc.Blocks[block].Text, r.tokensOf(block)
	for k := gap.from; k < gap.to; k++ {
		if text[tokens[k].start] == ':' {
			return k
		}
	}
	return -1
}

// saysWhat tells whether a clause like "what sits there today" opens in a gap.
func (r *senseReading) saysWhat(block int, gap span) bool {
	lang := r.blocks[block].lang
	return lang != nil && saysWithin(r.tokensOf(block)[gap.from:gap.to], lang.words[listRelativeWhat])
}

// ownSubject tells whether a cue before a mention has a name of its own before
// it, and a colon after it: "X is left behind: Y takes its place".
func (r *senseReading) ownSubject(m *mention, h hit, gap span) bool {
	if h.to > m.from || !r.opensList(m, gap) {
		return false
	}
	for _, n := range r.hitsOf(m.block, layerName) {
		if n.from >= m.sentence.from && n.to <= h.from {
			return true
		}
	}
	return false
}

// sofar tells whether a sentence opens with a cue like "until now" and says
// nothing of building or moving: the words of work in it speak of every day.
func (r *senseReading) sofar(m *mention, h hit, c *cue) bool {
	if c.Sets != sow.Background || h.from != m.sentence.from || r.saysSelf(m.block, m.sentence) || r.saysAny(r.tokensOf(m.block)[m.sentence.from:m.sentence.to], r.wordsOf(listPartyPartner)) {
		return false
	}
	for _, a := range []sow.Activity{sow.Deployment, sow.CustomDevelopment, sow.Migration} {
		if r.saysVerb(m.block, m.sentence, a) {
			return false
		}
	}
	return true
}

// objectOf tells whether the word of a cue like "of" joins the product to the
// noun of work right before it, which moves nothing: "rollout of X".
func (r *senseReading) objectOf(m *mention, h hit) bool {
	for _, v := range r.hitsOf(m.block, layerVerb) {
		if v.to == h.from {
			return !r.saysVerb(m.block, span{v.from, v.to}, sow.Migration)
		}
	}
	return false
}

// moves tells whether a word of moving opens the sentence of a mention: what
// something is moved to is no mere tool.
func (r *senseReading) moves(m *mention) bool {
	return r.saysVerb(m.block, span{m.sentence.from, min(m.from, m.sentence.from+3)}, sow.Migration)
}

// ownItem tells whether a remark like "on request" after a mention belongs to
// another member of its enumeration, with a word of work of its own: "backups
// with X and restores on request".
func (r *senseReading) ownItem(m *mention, h hit) bool {
	for _, v := range r.hitsOf(m.block, layerVerb) {
		if v.from <= m.to || v.to > h.from {
			continue
		}
		if r.onlyLinks(m.block, r.tokensOf(m.block)[v.from-1:v.from]) {
			return true
		}
	}
	lang, tokens := r.blocks[m.block].lang, r.tokensOf(m.block)
	k := h.from - 1 // "and restores on request": one plain word
	return k > m.to && lang != nil && !lang.stop.has(tokens[k].id) && tokens[k].flags&isPunct == 0 && !insideHit(r.hitsOf(m.block, layerName), k) && r.onlyLinks(m.block, tokens[k-1:k])
}
