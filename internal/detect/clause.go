package detect

import "claimline/internal/sow"

// clauseReach is the number of words after a product within which a relative
// clause ("…, which the bank's own team runs") still speaks of it.
const clauseReach = 6

// othersDo reads who does something with a product when that stands after it:
// a relative clause with another subject than the partner, or an agent ("is
// set up by the customer"). Work that the sentence gives to the partner before
// counts more.
func (r *reading) othersDo(m *mention) sow.Polarity {
	lang := r.blocks[m.block].lang
	class := r.blocks[m.block].class
	if lang == nil || r.verbBefore(m) || class != nil && class.Polarity != sow.InScope {
		return ""
	}
	if p := r.relative(m, lang); p != "" {
		return p
	}
	return r.agentAfter(m, lang)
}

func (r *reading) verbBefore(m *mention) bool {
	for _, h := range r.hitsOf(m.block, layerVerb) {
		if h.from >= m.sentence.from && h.to <= m.from {
			return true
		}
	}
	return false
}

// relative reads a relative clause that opens soon after the product.
func (r *reading) relative(m *mention, lang *language) sow.Polarity {
	tokens := r.tokensOf(m.block)
	end := min(m.sentence.to, m.to+clauseReach)
	for k := m.to; k < end; k++ {
		if !opens(tokens[k:], lang.words["relative"]) {
			continue
		}
		clause := tokens[k+1 : min(m.sentence.to, k+7)]
		if cut := untilPunct(clause); cut < len(clause) {
			clause = clause[:cut]
		}
		switch r.whoseIn(r.doc.Blocks[m.block].Text, clause) {
		case customers, thirds:
			if saysWithin(clause, lang.words["party.pays"]) {
				return sow.Licence
			}
			return sow.Excluded
		case nobodys, partners:
		}
		return ""
	}
	return ""
}

// untilPunct counts the tokens before the first punctuation mark.
func untilPunct(tokens []token) int {
	for k, t := range tokens {
		if t.flags&isPunct != 0 && k > 0 {
			return k
		}
	}
	return len(tokens)
}

// agentAfter reads an agent after the product: the customer, or somebody else.
func (r *reading) agentAfter(m *mention, lang *language) sow.Polarity {
	tokens := r.tokensOf(m.block)
	end := min(m.sentence.to, m.to+agentReach)
	for k := m.to + 1; k < end; k++ {
		if tokens[k].flags&isPunct != 0 && r.doc.Blocks[m.block].Text[tokens[k].start] == ':' {
			break
		}
		if !opens(tokens[k:], lang.words["party.by"]) || opens(tokens[k-1:], lang.words["party.consents"]) {
			continue
		}
		near := tokens[k+1 : min(m.sentence.to, k+5)]
		near = near[:untilPunct(near)]
		switch r.whoseIn(r.doc.Blocks[m.block].Text, near) {
		case customers:
			return sow.Prerequisite
		case thirds:
			return sow.Excluded
		case nobodys, partners:
		}
	}
	return ""
}

// agentReach is the number of words after a product within which an agent is
// taken to speak of it.
const agentReach = 12
