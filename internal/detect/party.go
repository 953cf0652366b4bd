package detect

import (
	"slices"
	"strings"

	"claimline/internal/sow"
)

// findParties collects the words by which the document calls its parties: the
// general ones of the contexts (lists "party.customer" and "party.partner"),
// the first word of the name that stands beside such a word in a table of the
// order's data, and the names that the document defines.
func (r *reading) findParties() {
	r.customer, r.partner = nameSet{}, nameSet{}
	for i := range r.doc.Blocks {
		c := r.doc.Blocks[i].Cell
		if c == nil || c.Col == 0 || c.RowHead == "" || len(c.RowHead) > 40 {
			continue
		}
		h := r.headOf(c.RowHead)
		if !h.partyRead {
			h.party, h.partyRead = r.partyLabelled(h.tokens), true
		}
		r.addParty(h.party, r.doc.Blocks[i].Text)
	}
	for i := range min(len(r.blocks), 2*openingRows) {
		for line := range strings.Lines(r.doc.Blocks[i].Text) {
			r.labelledParty(line)
		}
	}
	r.readAliases()
}

// partyLabelled tells which party a label such as "Customer" stands before.
func (r *reading) partyLabelled(label []token) owner {
	switch {
	case len(label) > 3:
	case r.saysAny(label, r.wordsOf(listPartyCustomer)):
		return customers
	case r.saysAny(label, r.wordsOf(listPartyPartner)):
		return partners
	}
	return nobodys
}

// addParty takes a name for that of a party.
func (r *reading) addParty(who owner, name string) {
	if who == nobodys {
		return
	}
	of := &r.partner
	if who == customers {
		of = &r.customer
	}
	if word := firstName(name); word != "" {
		of.add(word)
	}
}

// labelledParty reads a line such as "Customer: Contoso Ltd".
func (r *reading) labelledParty(text string) {
	label, name, ok := strings.Cut(text, ":")
	if ok && len(label) <= 30 && len(text) <= 120 {
		r.addParty(r.partyLabelled(r.z.tokens(label, nil)), name)
	}
}

// firstName gives the first word of a name that is long enough to tell it by,
// folded.
func firstName(name string) string {
	for word := range strings.FieldsSeq(name) {
		word = fold(strings.Trim(word, ".,;:()\"“”„"))
		if len(word) >= 4 {
			return word
		}
	}
	return ""
}

// isCustomer tells whether token k of a block is a word for the customer.
func (r *reading) isCustomer(block int, k int32) bool {
	tokens := r.tokensOf(block)
	if saysWithin(tokens[k:k+1], r.partyWords().customer) {
		return true
	}
	return named(&r.customer, r.doc.Blocks[block].Text, tokens[k:k+1])
}

// customerDoes reads a sentence whose subject is the customer: what he will do
// or provide is a prerequisite, what he has or runs is background.
func (r *reading) customerDoes(m *mention) sow.Polarity {
	lang := r.blocks[m.block].lang
	if lang == nil {
		return ""
	}
	tokens := r.tokensOf(m.block)
	if opens(tokens[m.sentence.from:m.from], lang.words[listPartyBeside]) {
		return "" // "for the client's planners", "with the network team": no subject
	}
	subject := int32(-1)
	for k := m.sentence.from; k < min(m.from, m.sentence.from+3); k++ {
		if r.isCustomer(m.block, k) {
			subject = k
			break
		}
	}
	if subject < 0 {
		return r.thirdDoes(m)
	}
	for k := subject + 1; k < min(m.from, subject+7); k++ {
		if r.saysVerbAt(m.block, k) && k > subject+4 {
			break
		}
		if opens(tokens[k:m.from], lang.words[listPartyOrders]) && r.verbWithin(m.block, span{k + 1, m.from}) {
			return "" // "the client orders the introduction of X"
		}
		if opens(tokens[k:m.from], lang.words[listPartyDuty]) {
			return sow.Prerequisite
		}
		if opens(tokens[k:m.from], lang.words[listPartyHas]) {
			return sow.Background
		}
	}
	return ""
}

// thirdDoes reads a sentence whose subject is neither party: "The carrier
// ports the numbers to …".
func (r *reading) thirdDoes(m *mention) sow.Polarity {
	end := r.subjectEnd(m)
	subject, lang := r.tokensOf(m.block)[m.sentence.from:end], r.blocks[m.block].lang
	if end == m.from || len(subject) == 0 || r.saysSelf(m.block, span{m.sentence.from, m.from}) {
		return ""
	}
	if lang != nil && r.buildsAlone(m, lang) {
		return sow.Excluded
	}
	if r.saysAny(subject, r.wordsOf(listPartyThird)) {
		return sow.Excluded
	}
	if lang == nil || r.kindOfDoc == sow.KindStaffAug || !opens(subject, lang.words[listArticlesAny]) || !r.builds(m.block, end) {
		return ""
	}
	return r.crewDoes(r.doc.Blocks[m.block].Text, subject, lang)
}

// subjectEnd gives the token at which the subject of a mention's sentence ends:
// at a word of work before it.
func (r *reading) subjectEnd(m *mention) int32 {
	tokens, third := r.tokensOf(m.block), r.wordsOf(listPartyThird)
	end := min(m.from, m.sentence.from+6)
	for _, h := range r.hitsOf(m.block, layerVerb) {
		if h.from < m.sentence.from || h.from >= end {
			continue
		}
		if r.saysAny(tokens[m.sentence.from:h.from], third) || !r.saysAny(tokens[m.sentence.from:min(end, h.to+2)], third) {
			end = h.from // not the "managed" of "your managed service provider"
		}
	}
	return end
}

// crewDoes reads a sentence whose subject is a body of people: "The desktop
// team builds …".
func (r *reading) crewDoes(text string, subject []token, lang *language) sow.Polarity {
	if opens(subject[1:], lang.words[listPartyCrew]) || r.whoseIn(text, subject) == partners {
		return "" // "the team builds …": of two teams that have no name, the one that delivers
	}
	if n := len(subject); n > 1 && opens(subject[n-1:], lang.words[listEmphatic]) {
		subject = subject[:n-1] // "the handbook itself"
	}
	head := subject[len(subject)-1:]
	if len(subject) > 1 && r.actor(text, subject[1:2]) == thirds || r.actor(text, head) == thirds {
		return sow.Excluded
	}
	return ""
}

// buildsAlone tells whether a word of work before a mention has a pronoun
// beside it by which another than the partner does it: "controlling builds its
// reports itself", "construira lui-même".
func (r *reading) buildsAlone(m *mention, lang *language) bool {
	tokens := r.tokensOf(m.block)
	for _, h := range r.hitsOf(m.block, layerVerb) {
		if h.from < m.sentence.from || h.to > m.from || !r.builds(m.block, h.from) {
			continue
		}
		if r.colonIn(m.block, span{h.to, m.from}) >= 0 {
			continue // "the letters write themselves: X fills them in"
		}
		last := max(m.to, m.sentence.to-2) // "… assigns the policies in X himself."
		if saysWithin(tokens[h.to:min(m.from, h.to+4)], lang.words[listEmphatic]) || saysWithin(tokens[last:m.sentence.to], lang.words[listEmphatic]) && !r.relativeIn(m.block, span{m.to, last}, lang) {
			return !r.saysAny(tokens[m.sentence.from:h.from], r.wordsOf(listPartyPartner))
		}
	}
	return false
}

// relativeIn tells whether a relative clause opens within a span of a block.
func (r *reading) relativeIn(block int, s span, lang *language) bool {
	for k := s.from; k < s.to; k++ {
		if r.opensRelative(block, k, lang) {
			return true
		}
	}
	return false
}

// builds tells whether the word of work at token k makes or moves something.
// What people do every day with a product says nothing of who delivers it.
func (r *reading) builds(block int, k int32) bool {
	s := span{k, k + 1}
	return r.saysVerb(block, s, sow.Deployment) || r.saysVerb(block, s, sow.CustomDevelopment) || r.saysVerb(block, s, sow.Migration)
}

// verbWithin tells whether a word of work lies within a span of a block.
func (r *reading) verbWithin(block int, s span) bool {
	return slices.ContainsFunc(r.hitsOf(block, layerVerb), func(h hit) bool { return h.from >= s.from && h.to <= s.to })
}

func (r *reading) saysVerbAt(block int, k int32) bool {
	return insideHit(r.hitsOf(block, layerVerb), k)
}

// customerHeading tells whether a heading speaks of what the customer does:
// "What Contoso does", "Contoso's homework".
func (r *reading) customerHeading(i int) bool {
	tokens := r.tokensOf(i)
	if len(tokens) > 10 {
		return false
	}
	for k := range int32(len(tokens)) {
		if r.isCustomer(i, k) {
			return r.saysAny(tokens, r.wordsOf(listPartyPart))
		}
	}
	return false
}

// ownedElsewhere tells whether a product is named only as a place that is not
// delivered here: "in the client's own GitHub", "an das Sentinel des Kunden".
// Where something is moved to such a place, the place is part of the work.
func (r *reading) ownedElsewhere(m *mention) bool {
	lang := r.blocks[m.block].lang
	if lang == nil || r.standing() || r.saysVerb(m.block, m.sentence, sow.Migration) {
		return false
	}
	tokens := r.tokensOf(m.block)
	before := tokens[max(m.sentence.from, m.from-5):m.from]
	after := tokens[m.to:min(m.sentence.to, m.to+3)]
	at := -1
	for k := range slices.Backward(before) {
		if opens(before[k:], lang.words[listPrepositions]) {
			at = k
			break
		}
	}
	if at < 0 || m.verb == sow.Deployment && len(before)-at <= 1 {
		return false
	}
	return saysWithin(before[at:], lang.words[listOwned]) || opens(after, lang.words[listOwned])
}
