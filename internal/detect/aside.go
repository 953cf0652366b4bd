package detect

import (
	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/list"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
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
	lang := r.Blocks[m.block].Lang
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
func (r *senseReading) partnerSays(m *mention, s token.Span) bool {
	return r.SaysSelf(m.block, s) || phrase.Within(r.TokensOf(m.block)[s.From:s.To], r.PartyWords().Partner)
}

// longSo tells whether the clause of a mention says since when something is so,
// or that it works and is not the matter here.
func (r *senseReading) longSo(m *mention, lang *lexicon.Language) bool {
	tokens, c := r.TokensOf(m.block), r.clause(m)
	if r.Standing() || r.KindOfDoc == sow.KindStaffAug || phrase.Within(tokens[c.From:c.To], lang.Words[list.PastOn]) || r.partnerSays(m, c) {
		return false
	}
	sentence := tokens[m.sentence.From:m.sentence.To]
	if phrase.Within(sentence, lang.Words[list.StateLong]) || phrase.Within(sentence, lang.Words[list.StateTerm]) && !phrase.Within(sentence, lang.Words[list.StateKept]) {
		return true
	}
	if r.onlyWork(m) || phrase.Within(tokens[m.to:c.To], lang.Words[list.StateTill]) {
		return false // "from the drawings to the handover" says how much is done
	}
	after := token.Span{From: m.to, To: c.To}
	if own := r.ownClause(m); r.WorksIn(m.block, own) {
		after.To = max(m.to, min(c.To, own.To)) // "…, where the drivers' have been since spring" speaks of another
	}
	return lang.Since(tokens[c.From:m.from]) || lang.Since(tokens[after.From:after.To])
}

// yourPeople tells whether the clause of a mention has people of the customer's
// as its subject who do the work: "your web agency keeps X going".
func (r *senseReading) yourPeople(m *mention, lang *lexicon.Language) bool {
	tokens, c := r.TokensOf(m.block), r.clause(m)
	if !phrase.Opens(tokens[c.From:c.To], lang.Words[list.YourSubject]) || r.partnerSays(m, c) || r.KindOfDoc == sow.KindStaffAug || r.teaches() {
		return false
	}
	head := int32(-1)
	for k := c.From + 1; k < min(m.from, c.From+4); k++ {
		if phrase.Opens(tokens[k:], lang.Words[list.YourPeople]) {
			head = k
		}
	}
	if head < 0 || phrase.Opens(tokens[head+1:], lang.Words[list.Passive]) {
		return false
	}
	for _, h := range r.HitsOf(m.block, phrase.Verb) {
		if h.From > head && h.From <= head+4 && h.To <= m.from && (r.builds(m.block, h.From) || r.SaysVerb(m.block, token.Span{From: h.From, To: h.To}, sow.ManagedServices)) {
			return !r.SaysVerb(m.block, token.Span{From: h.From, To: h.To}, sow.Training)
		}
	}
	return false
}

// beside tells whether somebody else works on the product at the same time:
// "Northgate Systems rolls out X in parallel".
func (r *senseReading) beside(m *mention, lang *lexicon.Language) bool {
	tokens, c := r.TokensOf(m.block), r.clause(m)
	if r.Doc.Blocks[m.block].Kind != sow.Paragraph || !r.VerbWithin(m.block, c) || r.partnerSays(m, c) || token.Named(&r.Partner, r.Doc.Blocks[m.block].Text, tokens[c.From:c.To]) {
		return false
	}
	if !phrase.Within(tokens[c.From:c.To], lang.Words[list.OthersBeside]) {
		return false
	}
	for k := c.From; k+1 < min(m.from, c.From+5); k++ {
		if r.UnknownName(m.block, k, lang) && r.UnknownName(m.block, k+1, lang) {
			return true
		}
	}
	return false
}

// thrownAway tells whether a product is used once or for one purpose and then
// given up: "only a parcel shelf, deleted the same week".
func (r *senseReading) thrownAway(m *mention, lang *lexicon.Language) bool {
	tokens := r.TokensOf(m.block)
	return phrase.Within(tokens[m.sentence.From:m.sentence.To], lang.Words[list.MeansOnce])
}

// ownMeans tells whether a product is the partner's own: "our own X", "an X of
// ours", "we use X ourselves".
func (r *senseReading) ownMeans(m *mention, lang *lexicon.Language) bool {
	tokens := r.TokensOf(m.block)
	before := tokens[max(m.sentence.From, m.from-ownReach):m.from]
	after := tokens[m.to:min(m.sentence.To, m.to+ownReach)]
	if n := len(before); n > 1 && phrase.Opens(before[n-1:], lang.Words[list.MeansOur]) && phrase.Opens(before[n-2:], lang.Words[list.MeansBy]) {
		return true // "on a page in our X"
	}
	if phrase.Within(before, lang.Words[list.MeansOurs]) || phrase.Within(after, lang.Words[list.MeansOursAfter]) {
		return true
	}
	return phrase.Within(tokens[m.sentence.From:m.sentence.To], lang.Words[list.MeansSelf])
}

// orInPerson tells whether people meet in a product that can carry a project as
// they do in a room: "in person and on X".
func (r *senseReading) orInPerson(m *mention, lang *lexicon.Language) bool {
	tokens := r.TokensOf(m.block)
	return r.carrier(m) && m.from > 0 && phrase.Opens(tokens[m.from-1:], lang.Words[list.MeansBy]) && phrase.Within(tokens[m.sentence.From:m.sentence.To], lang.Words[list.MeansPlace])
}

// carriesTalk tells whether a product that can carry a project stands behind a
// word like "by" in a sentence about a meeting or the papers of the project.
func (r *senseReading) carriesTalk(m *mention, lang *lexicon.Language) bool {
	if !r.carrier(m) || m.from == 0 || r.isTheWork(m) {
		return false
	}
	tokens, text := r.TokensOf(m.block), r.Doc.Blocks[m.block].Text
	if k := m.from - 1; text[tokens[k].Start] == ':' && k <= m.sentence.From+2 && phrase.Opens(tokens[m.sentence.From:k], lang.Words[list.MeansLabel]) {
		return true // "Meetings: X"
	}
	own := r.between(m)
	sentence := tokens[own.From:own.To]
	inBrackets := text[tokens[m.from-1].Start] == '('
	if !inBrackets && !r.ledBy(m, lang) {
		return false
	}
	if phrase.Within(sentence, lang.Words[list.MeansMeeting]) {
		return !r.worksOn(m)
	}
	return !inBrackets && phrase.Within(tokens[m.sentence.From:m.from], lang.Words[list.MeansPapers]) && r.givesPapers(m, lang)
}

// between gives the part of a mention's sentence between semicolons, also where
// they part the items of a list.
func (r *senseReading) between(m *mention) token.Span {
	s, tokens, text := m.sentence, r.TokensOf(m.block), r.Doc.Blocks[m.block].Text
	for k := s.From; k < s.To; k++ {
		switch {
		case text[tokens[k].Start] != ';':
		case k < m.from:
			s.From = k + 1
		case k >= m.to:
			s.To = k
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
func (r *senseReading) givesPapers(m *mention, lang *lexicon.Language) bool {
	sentence := r.TokensOf(m.block)[m.sentence.From:m.sentence.To]
	given := m.verb == "" || phrase.Within(sentence, lang.Words[list.MeansGive])
	return given && !r.partnerSays(m, m.sentence) || phrase.Within(sentence, lang.Words[list.MeansOurpapers])
}

// ledBy tells whether a word like "by" stands right before a mention.
func (r *senseReading) ledBy(m *mention, lang *lexicon.Language) bool {
	tokens := r.TokensOf(m.block)
	for k := m.from - 1; k >= max(m.sentence.From, m.from-3) && tokens[k].Flags&token.IsPunct == 0; k-- {
		if phrase.Opens(tokens[k:], lang.Words[list.MeansBy]) {
			return true
		}
	}
	return false
}

// listedAsWork tells whether a mention is a point of a list or table below a
// heading of scope: "meetings with guests in X" is a matter of the work there.
func (r *senseReading) listedAsWork(m *mention) bool {
	class, kind := r.Blocks[m.block].Class, r.Doc.Blocks[m.block].Kind
	return class != nil && class.Class == "scope" && (kind == sow.ListItem || kind == sow.Cell)
}

// worksOn tells whether a word of building or moving stands right before a
// mention.
func (r *senseReading) worksOn(m *mention) bool {
	for _, h := range r.HitsOf(m.block, phrase.Verb) {
		if h.From >= m.sentence.From && h.To <= m.from && r.builds(m.block, h.From) && r.distance(m.block, token.Span{From: h.To, To: m.from}) <= 2 {
			return true
		}
	}
	return false
}

// otherEnd tells whether a product is only the other end of a connection: what
// stands before it is linked with it, asks it or drops something into it, and
// the partner is not the one who works there.
func (r *senseReading) otherEnd(m *mention, lang *lexicon.Language) bool {
	tokens := r.TokensOf(m.block)
	if phrase.Within(tokens[m.to:min(m.sentence.To, m.to+ownReach)], lang.Words[list.EndsOwned]) {
		return true
	}
	if phrase.Within(tokens[m.sentence.From:m.sentence.To], lang.Words[list.EndsSay]) && !r.partnerSays(m, r.clause(m)) {
		return true
	}
	if e := &r.Lex.Entries[m.name.Entry]; e.Family == "azure" && !r.peer(m) {
		return false // what talks to a building block of the work is part of it
	}
	for k := max(m.sentence.From, m.from-endsReach-3); k < m.from; k++ {
		n := phrase.Opening(tokens[k:m.from], lang.Words[list.EndsTo])
		if n > 0 && r.distance(m.block, token.Span{From: k + n, To: m.from}) <= endsReach && !r.partnerSays(m, token.Span{From: m.sentence.From, To: m.from}) && !r.broken(m, token.Span{From: k + n, To: m.from}) {
			return !r.SaysSelf(m.block, token.Span{From: m.to, To: r.clause(m).To})
		}
	}
	return false
}
