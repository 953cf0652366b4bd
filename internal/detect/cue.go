package detect

import "claimline/internal/sow"

// cuesOf gives the cues, pseudo cues and breaks that a hit stands for: one
// wording can reach forward as one cue and backward as another.
func (r *reading) cuesOf(h hit, lang *language) func(func(*cue) bool) {
	return func(yield func(*cue) bool) {
		for p := range r.phrasesOf(h, layerCue, lang) {
			if !yield(&r.d.cues[p.ref]) {
				return
			}
		}
	}
}

// sentenceCue finds the cue nearest to a mention in its sentence that reaches
// it. An exception in a negative sentence means the opposite.
func (r *reading) sentenceCue(m *mention) (sow.Polarity, string) {
	best, bestAt := (*cue)(nil), int32(1<<30)
	var bestHit hit
	lang := r.blocks[m.block].lang
	for _, h := range r.hitsOf(m.block, layerCue) {
		if h.from < m.sentence.from || h.to > m.sentence.to || h.from < m.to && h.to > m.from {
			continue
		}
		for c := range r.cuesOf(h, lang) {
			if c.kind != realCue {
				continue
			}
			d, ok := r.reach(m, h, c)
			if !ok || c.Weak && (len(m.verbs) > 0 || r.standing() && c.Sets == sow.Background) || c.Sets == sow.Tool && !r.carrier(m) {
				continue
			}
			if !refuses(c.Sets) {
				d += 100 // what says that it is not delivered counts before how it is named
			}
			if d < bestAt {
				best, bestAt, bestHit = c, d, h
			}
		}
	}
	if best == nil {
		return r.nextClause(m)
	}
	m.direct = bestAt%100 <= 4
	if best.Flips && r.negativeBefore(m, bestHit) {
		return sow.InScope, best.ID + ".flipped"
	}
	return best.Sets, best.ID
}

// nextClause looks for a cue in the clause or sentence that follows, when that
// speaks of what was named before ("…; neither is used here").
func (r *reading) nextClause(m *mention) (sow.Polarity, string) {
	lang := r.blocks[m.block].lang
	tokens, text := r.tokensOf(m.block), r.doc.Blocks[m.block].Text
	if lang == nil {
		return "", ""
	}
	start := m.to
	for int(start) < len(tokens) && start < m.sentence.to && text[tokens[start].start] != ';' {
		start++
	}
	if int(start) < len(tokens) && text[tokens[start].start] == ';' {
		start++
	}
	if int(start) >= len(tokens) || !opens(tokens[start:], lang.words["anaphora"]) {
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

func opens(tokens []token, words [][]int32) bool {
	for _, ids := range words {
		if startsWith(tokens, ids) {
			return true
		}
	}
	return false
}

// refuses tells whether a polarity says that something is not delivered now.
func refuses(p sow.Polarity) bool {
	switch p {
	case sow.Excluded, sow.Optional, sow.Future, sow.Prerequisite, sow.Boilerplate:
		return true
	}
	return false
}

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
	tokens := r.tokensOf(m.block)
	from, to := h.to, m.from
	if h.from >= m.to {
		from, to = m.to, h.from
		if c.Direction == "forward" {
			return 0, false
		}
	} else if c.Direction == "backward" {
		// "Not included: X, Y" - a list that the cue opens
		leads := h.from <= m.sentence.from+1 && !r.broken(m, span{from, to})
		return 1, c.Sets == sow.Excluded && (leads || r.opensList(m, span{from, to}))
	}
	if c.With != "" && !r.saysVerb(m.block, m.sentence, c.With) {
		return 0, false
	}
	if c.Sets == sow.Source && r.isAgent(m) {
		return 0, false
	}
	if c.Sets == sow.Integration && !r.peer(m) {
		return 0, false
	}
	if len(c.before) > 0 && !r.saysAny(tokens[m.to:m.sentence.to], c.before) || c.Vendor && !r.vendorIn(m) {
		return 0, false
	}
	for _, ids := range c.unless {
		if startsWith(tokens[h.to:], ids) {
			return 0, false
		}
	}
	for _, ids := range c.until {
		if hasRun(tokens[from:to], ids) {
			return 0, false
		}
	}
	if c.Sets != sow.Boilerplate && r.broken(m, span{from, to}) || c.Sets != sow.Excluded && h.from < m.from && r.newVerb(m, span{from, to}) {
		return 0, false
	}
	d := r.distance(m.block, span{from, to})
	return d, c.Within == 0 || d <= int32(c.Within) || c.Sets == sow.Excluded && h.to <= m.from && r.opensList(m, span{from, to})
}

// opensList tells whether a colon stands in a gap.
func (r *reading) opensList(m *mention, gap span) bool {
	text := r.doc.Blocks[m.block].Text
	for _, t := range r.tokensOf(m.block)[gap.from:gap.to] {
		if t.flags&isPunct != 0 && text[t.start] == ':' {
			return true
		}
	}
	return false
}

func (r *reading) saysVerb(block int, s span, a sow.Activity) bool {
	for _, h := range r.hitsOf(block, layerVerb) {
		if h.from < s.from || h.to > s.to {
			continue
		}
		for p := range r.phrasesOf(h, layerVerb, r.blocks[block].lang) {
			if r.d.verbs[p.ref].activity == a {
				return true
			}
		}
	}
	return false
}

// broken tells whether a break stands in a gap. A semicolon breaks unless it
// parts the items of a list that a colon opens.
func (r *reading) broken(m *mention, gap span) bool {
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

// standing tells whether the document deals with what stands already: what is
// operated, reviewed or licensed exists before the work.
func (r *reading) standing() bool {
	switch r.kindOfDoc {
	case sow.KindManaged, sow.KindAssessment, sow.KindLicensing:
		return true
	}
	return false
}

// isAgent tells whether a mention follows a word like "by": what something is
// replaced by is not what is replaced.
func (r *reading) isAgent(m *mention) bool {
	lang := r.blocks[m.block].lang
	if lang == nil || m.from == 0 {
		return false
	}
	tokens := r.tokensOf(m.block)
	k := m.from - 1
	if lang.stop.has(tokens[k].id) && k > m.sentence.from && !opens(tokens[k:], lang.words["agent"]) {
		k-- // "by the", "durch das"
	}
	return opens(tokens[k:], lang.words["agent"])
}

// peer tells whether the product of a mention is one that is often only the
// other end of an interface.
func (r *reading) peer(m *mention) bool {
	return m.name.kind == foreign || r.d.lex.Entries[m.name.entry].Peer
}

// vendorIn tells whether the sentence of a mention names another vendor.
func (r *reading) vendorIn(m *mention) bool {
	for i := range r.vendors {
		if v := &r.vendors[i]; v.block == m.block && v.from >= m.sentence.from && v.to <= m.sentence.to {
			return true
		}
	}
	return false
}

// newVerb tells whether a gap opens another piece of work: "remove X and
// install Y" says nothing against Y.
func (r *reading) newVerb(m *mention, gap span) bool {
	tokens := r.tokensOf(m.block)
	and := r.d.trie.words.find([]byte("and"))
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
func (r *reading) distance(block int, gap span) (n int32) {
	tokens := r.tokensOf(block)
	names := r.hitsOf(block, layerName)
	and := r.d.trie.words.find([]byte("and"))
	for k := gap.from; k < gap.to; k++ {
		if tokens[k].flags&isPunct != 0 || tokens[k].id == and && and != 0 || r.isOr(tokens[k]) || insideHit(names, k) {
			continue
		}
		n++
	}
	return n
}

func (r *reading) isOr(t token) bool {
	if t.id == 0 {
		return false
	}
	for _, w := range []string{"or", "oder", "ou", "o", "nor", "noch", "ni", "sowie"} {
		if r.d.trie.words.find([]byte(w)) == t.id {
			return true
		}
	}
	return false
}

func insideHit(hits []hit, k int32) bool {
	for _, h := range hits {
		if k >= h.from && k < h.to {
			return true
		}
	}
	return false
}
