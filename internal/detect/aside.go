package detect

import (
	"claimline/internal/sow"
)

// Reaches, in words, of what says that a product is named by the way.
const (
	ownReach  = 4 // from "our own", "of ours" to the product
	endsReach = 4 // from "is linked with", "posts … into" to the product
)

// asideSays reads products that a sentence names by the way: what has long been
// so, what the partner uses itself or throws away, what a meeting is held by or
// a paper lies in, and the other end of a connection. None is said of a
// sentence in which the partner works on the product.
func (r *senseReading) asideSays(m *mention) (sow.Polarity, string) {
	lang := r.blocks[m.block].lang
	if lang == nil {
		return "", ""
	}
	switch {
	case r.thrownAway(m, lang):
		return sow.Tool, "means.once"
	case r.ownMeans(m, lang):
		return sow.Tool, "means.own"
	case r.carriesTalk(m, lang), r.orInPerson(m, lang):
		return sow.Tool, "means.talk"
	case r.yourPeople(m, lang):
		return sow.Prerequisite, "others.yours"
	case r.beside(m, lang):
		return sow.Excluded, "others.beside"
	case r.longSo(m, lang):
		return sow.Background, "state.since"
	case r.otherEnd(m, lang):
		return sow.Integration, "ends"
	}
	return "", ""
}

// partnerSays tells whether a span of the block of a mention names the partner
// or speaks in the first person.
func (r *senseReading) partnerSays(m *mention, s span) bool {
	return r.saysSelf(m.block, s) || saysWithin(r.tokensOf(m.block)[s.from:s.to], r.partyWords().partner)
}

// longSo tells whether the clause of a mention says since when something is so,
// or that it works and is not the matter here.
func (r *senseReading) longSo(m *mention, lang *language) bool {
	tokens, c := r.tokensOf(m.block), r.clause(m)
	if r.standing() || r.kindOfDoc == sow.KindStaffAug || saysWithin(tokens[c.from:c.to], lang.words[listPastOn]) || r.partnerSays(m, c) {
		return false
	}
	sentence := tokens[m.sentence.from:m.sentence.to]
	if saysWithin(sentence, lang.words[listStateLong]) || saysWithin(sentence, lang.words[listStateTerm]) && !saysWithin(sentence, lang.words[listStateKept]) {
		return true
	}
	if r.onlyWork(m) || saysWithin(tokens[m.to:c.to], lang.words[listStateTill]) {
		return false // "from the drawings to the handover" says how much is done
	}
	after := span{m.to, c.to}
	if own := r.ownClause(m); r.worksIn(m.block, own) {
		after.to = max(m.to, min(c.to, own.to)) // "…, where the drivers' have been since spring" speaks of another
	}
	return lang.since(tokens[c.from:m.from]) || lang.since(tokens[after.from:after.to])
}

// yourPeople tells whether the clause of a mention has people of the customer's
// as its subject who do the work: "your web agency keeps X going".
func (r *senseReading) yourPeople(m *mention, lang *language) bool {
	tokens, c := r.tokensOf(m.block), r.clause(m)
	if !opens(tokens[c.from:c.to], lang.words[listYourSubject]) || r.partnerSays(m, c) || r.kindOfDoc == sow.KindStaffAug || r.teaches() {
		return false
	}
	head := int32(-1)
	for k := c.from + 1; k < min(m.from, c.from+4); k++ {
		if opens(tokens[k:], lang.words[listYourPeople]) {
			head = k
		}
	}
	if head < 0 || opens(tokens[head+1:], lang.words[listPassive]) {
		return false
	}
	for _, h := range r.hitsOf(m.block, layerVerb) {
		if h.from > head && h.from <= head+4 && h.to <= m.from && (r.builds(m.block, h.from) || r.saysVerb(m.block, span{h.from, h.to}, sow.ManagedServices)) {
			return !r.saysVerb(m.block, span{h.from, h.to}, sow.Training)
		}
	}
	return false
}

// beside tells whether somebody else works on the product at the same time:
// "Northgate Systems rolls out X in parallel".
func (r *senseReading) beside(m *mention, lang *language) bool {
	tokens, c := r.tokensOf(m.block), r.clause(m)
	if r.doc.Blocks[m.block].Kind != sow.Paragraph || !r.verbWithin(m.block, c) || r.partnerSays(m, c) || named(&r.partner, r.doc.Blocks[m.block].Text, tokens[c.from:c.to]) {
		return false
	}
	if !saysWithin(tokens[c.from:c.to], lang.words[listOthersBeside]) {
		return false
	}
	for k := c.from; k+1 < min(m.from, c.from+5); k++ {
		if r.unknownName(m.block, k, lang) && r.unknownName(m.block, k+1, lang) {
			return true
		}
	}
	return false
}

// thrownAway tells whether a product is used once or for one purpose and then
// given up: "only a parcel shelf, deleted the same week".
func (r *senseReading) thrownAway(m *mention, lang *language) bool {
	tokens := r.tokensOf(m.block)
	return saysWithin(tokens[m.sentence.from:m.sentence.to], lang.words[listMeansOnce])
}

// ownMeans tells whether a product is the partner's own: "our own X", "an X of
// ours", "we use X ourselves".
func (r *senseReading) ownMeans(m *mention, lang *language) bool {
	tokens := r.tokensOf(m.block)
	before := tokens[max(m.sentence.from, m.from-ownReach):m.from]
	after := tokens[m.to:min(m.sentence.to, m.to+ownReach)]
	if n := len(before); n > 1 && opens(before[n-1:], lang.words[listMeansOur]) && opens(before[n-2:], lang.words[listMeansBy]) {
		return true // "on a page in our X"
	}
	if saysWithin(before, lang.words[listMeansOurs]) || saysWithin(after, lang.words[listMeansOursAfter]) {
		return true
	}
	return saysWithin(tokens[m.sentence.from:m.sentence.to], lang.words[listMeansSelf])
}

// orInPerson tells whether people meet in a product that can carry a project as
// they do in a room: "in person and on X".
func (r *senseReading) orInPerson(m *mention, lang *language) bool {
	tokens := r.tokensOf(m.block)
	return r.carrier(m) && m.from > 0 && opens(tokens[m.from-1:], lang.words[listMeansBy]) && saysWithin(tokens[m.sentence.from:m.sentence.to], lang.words[listMeansPlace])
}

// carriesTalk tells whether a product that can carry a project stands behind a
// word like "by" in a sentence about a meeting or the papers of the project.
func (r *senseReading) carriesTalk(m *mention, lang *language) bool {
	if !r.carrier(m) || m.from == 0 || r.isTheWork(m) {
		return false
	}
	tokens, text := r.tokensOf(m.block), r.doc.Blocks[m.block].Text
	if k := m.from - 1; text[tokens[k].start] == ':' && k <= m.sentence.from+2 && opens(tokens[m.sentence.from:k], lang.words[listMeansLabel]) {
		return true // "Meetings: X"
	}
	own := r.between(m)
	sentence := tokens[own.from:own.to]
	inBrackets := text[tokens[m.from-1].start] == '('
	if !inBrackets && !r.ledBy(m, lang) {
		return false
	}
	if saysWithin(sentence, lang.words[listMeansMeeting]) {
		return !r.worksOn(m)
	}
	return !inBrackets && saysWithin(tokens[m.sentence.from:m.from], lang.words[listMeansPapers]) && r.givesPapers(m, lang)
}

// between gives the part of a mention's sentence between semicolons, also where
// they part the items of a list.
func (r *senseReading) between(m *mention) span {
	s, tokens, text := m.sentence, r.tokensOf(m.block), r.doc.Blocks[m.block].Text
	for k := s.from; k < s.to; k++ {
		switch {
		case text[tokens[k].start] != ';':
		case k < m.from:
			s.from = k + 1
		case k >= m.to:
			s.to = k
		}
	}
	return s
}

// isTheWork tells whether a product that can carry a project is taught or a
// point of the work itself.
func (r *senseReading) isTheWork(m *mention) bool {
	return r.taught(m) || r.listedAsWork(m) || m.verb == sow.Training && r.partnerSays(m, r.clause(m))
}

// givesPapers tells whether a sentence about the papers of a project only says
// where they are handed over.
func (r *senseReading) givesPapers(m *mention, lang *language) bool {
	sentence := r.tokensOf(m.block)[m.sentence.from:m.sentence.to]
	given := m.verb == "" || saysWithin(sentence, lang.words[listMeansGive])
	return given && !r.partnerSays(m, m.sentence) || saysWithin(sentence, lang.words[listMeansOurpapers])
}

// ledBy tells whether a word like "by" stands right before a mention.
func (r *senseReading) ledBy(m *mention, lang *language) bool {
	tokens := r.tokensOf(m.block)
	for k := m.from - 1; k >= max(m.sentence.from, m.from-3) && tokens[k].flags&isPunct == 0; k-- {
		if opens(tokens[k:], lang.words[listMeansBy]) {
			return true
		}
	}
	return false
}

// listedAsWork tells whether a mention is a point of a list or table below a
// heading of scope: "meetings with guests in X" is a matter of the work there.
func (r *senseReading) listedAsWork(m *mention) bool {
	class, kind := r.blocks[m.block].class, r.doc.Blocks[m.block].Kind
	return class != nil && class.Class == "scope" && (kind == sow.ListItem || kind == sow.Cell)
}

// worksOn tells whether a word of building or moving stands right before a
// mention.
func (r *senseReading) worksOn(m *mention) bool {
	for _, h := range r.hitsOf(m.block, layerVerb) {
		if h.from >= m.sentence.from && h.to <= m.from && r.builds(m.block, h.from) && r.distance(m.block, span{h.to, m.from}) <= 2 {
			return true
		}
	}
	return false
}

// otherEnd tells whether a product is only the other end of a connection: what
// stands before it is linked with it, asks it or drops something into it, and
// the partner is not the one who works there.
func (r *senseReading) otherEnd(m *mention, lang *language) bool {
	tokens := r.tokensOf(m.block)
	if saysWithin(tokens[m.to:min(m.sentence.to, m.to+ownReach)], lang.words[listEndsOwned]) {
		return true
	}
	if saysWithin(tokens[m.sentence.from:m.sentence.to], lang.words[listEndsSay]) && !r.partnerSays(m, r.clause(m)) {
		return true
	}
	if e := &r.lex.entries[m.name.entry]; e.Family == "azure" && !r.peer(m) {
		return false // what talks to a building block of the work is part of it
	}
	for k := max(m.sentence.from, m.from-endsReach-3); k < m.from; k++ {
		n := opening(tokens[k:m.from], lang.words[listEndsTo])
		if n > 0 && r.distance(m.block, span{k + n, m.from}) <= endsReach && !r.partnerSays(m, span{m.sentence.from, m.from}) && !r.broken(m, span{k + n, m.from}) {
			return !r.saysSelf(m.block, span{m.to, r.clause(m).to})
		}
	}
	return false
}
