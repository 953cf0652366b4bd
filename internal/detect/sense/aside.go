package sense

import (
	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/list"
	"claimline/internal/detect/mention"
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
func (r *Reading) asideSays(m *mention.Mention) (sow.Polarity, string) {
	lang := r.Blocks[m.Block].Lang
	if lang == nil {
		return "", ""
	}
	switch {
	case r.offered(m):
		return sow.Background, "framework.lists"
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
	case r.otherEnd(m, lang), r.inLinks(m, lang):
		return sow.Integration, "ends"
	}
	return "", ""
}

// partnerSays tells whether a span of the block of a mention names the partner
// or speaks in the first person.
func (r *Reading) partnerSays(m *mention.Mention, s token.Span) bool {
	return r.SaysSelf(m.Block, s) || r.SaysOur(m.Block, s, list.PartyPartner)
}

// longSo tells whether the clause of a mention says since when something is so,
// or that it works and is not the matter here.
func (r *Reading) longSo(m *mention.Mention, lang *lexicon.Language) bool {
	tokens, c := r.TokensOf(m.Block), r.clause(m)
	if r.Standing() || r.KindOfDoc == sow.KindStaffAug || r.SaysIn(m.Block, c, list.PastOn) || r.partnerSays(m, c) {
		return false
	}
	if r.SaysIn(m.Block, m.Sentence, list.StateLong) || r.SaysIn(m.Block, m.Sentence, list.StateTerm) && !r.SaysIn(m.Block, m.Sentence, list.StateKept) {
		return true
	}
	if r.onlyWork(m) || r.SaysIn(m.Block, token.Span{From: m.To, To: c.To}, list.StateTill) {
		return false // "from the drawings to the handover" says how much is done
	}
	if !r.May(m.Block, list.StateSince) {
		return false
	}
	after := token.Span{From: m.To, To: c.To}
	if own := r.ownClause(m); r.WorksIn(m.Block, own) {
		after.To = max(m.To, min(c.To, own.To)) // "…, where the drivers' have been since spring" speaks of another
	}
	return lang.Since(tokens[c.From:m.From]) || lang.Since(tokens[after.From:after.To])
}

// yourPeople tells whether the clause of a mention has people of the customer's
// as its subject who do the work: "your web agency keeps X going".
func (r *Reading) yourPeople(m *mention.Mention, lang *lexicon.Language) bool {
	tokens, c := r.TokensOf(m.Block), r.clause(m)
	if !phrase.Opens(tokens[c.From:c.To], lang.Words[list.YourSubject]) || r.partnerSays(m, c) || r.KindOfDoc == sow.KindStaffAug || r.Teaches() {
		return false
	}
	head := int32(-1)
	for k := c.From + 1; k < min(m.From, c.From+4); k++ {
		if phrase.Opens(tokens[k:], lang.Words[list.YourPeople]) {
			head = k
		}
	}
	if head < 0 || phrase.Opens(tokens[head+1:], lang.Words[list.Passive]) {
		return false
	}
	for _, h := range r.HitsOf(m.Block, phrase.Verb) {
		if h.From > head && h.From <= head+4 && h.To <= m.From && (r.builds(m.Block, h.From) || r.SaysVerb(m.Block, token.Span{From: h.From, To: h.To}, sow.ManagedServices)) {
			return !r.SaysVerb(m.Block, token.Span{From: h.From, To: h.To}, sow.Training)
		}
	}
	return false
}

// beside tells whether somebody else works on the product at the same time:
// "Northgate Systems rolls out X in parallel".
func (r *Reading) beside(m *mention.Mention, lang *lexicon.Language) bool {
	tokens, c := r.TokensOf(m.Block), r.clause(m)
	if r.Doc.Blocks[m.Block].Kind != sow.Paragraph || !r.VerbWithin(m.Block, c) || r.partnerSays(m, c) || token.Named(&r.Partner, r.Doc.Blocks[m.Block].Text, tokens[c.From:c.To]) {
		return false
	}
	if !r.SaysIn(m.Block, c, list.OthersBeside) {
		return false
	}
	for k := c.From; k+1 < min(m.From, c.From+5); k++ {
		if r.UnknownName(m.Block, k, lang) && r.UnknownName(m.Block, k+1, lang) {
			return true
		}
	}
	return false
}

// thrownAway tells whether a product is used once or for one purpose and then
// given up: "only a parcel shelf, deleted the same week".
func (r *Reading) thrownAway(m *mention.Mention, lang *lexicon.Language) bool {
	s := r.beforePurpose(m, lang).Sentence // "so a lost laptop is only a laptop"
	return r.SaysIn(m.Block, s, list.MeansOnce)
}

// ownMeans tells whether a product is the partner's own: "our own X", "an X of
// ours", "we use X ourselves".
func (r *Reading) ownMeans(m *mention.Mention, lang *lexicon.Language) bool {
	tokens := r.TokensOf(m.Block)
	before := tokens[max(m.Sentence.From, m.From-ownReach):m.From]
	after := tokens[m.To:min(m.Sentence.To, m.To+ownReach)]
	if n := len(before); n > 1 && phrase.Opens(before[n-1:], lang.Words[list.MeansOur]) && phrase.Opens(before[n-2:], lang.Words[list.MeansBy]) {
		return true // "on a page in our X"
	}
	if phrase.Within(before, lang.Words[list.MeansOurs]) || phrase.Within(after, lang.Words[list.MeansOursAfter]) {
		return true
	}
	return r.SaysIn(m.Block, m.Sentence, list.MeansSelf)
}

// orInPerson tells whether people meet in a product that can carry a project as
// they do in a room: "in person and on X".
func (r *Reading) orInPerson(m *mention.Mention, lang *lexicon.Language) bool {
	tokens := r.TokensOf(m.Block)
	return r.carrier(m) && m.From > 0 && phrase.Opens(tokens[m.From-1:], lang.Words[list.MeansBy]) && r.SaysIn(m.Block, m.Sentence, list.MeansPlace)
}

// carriesTalk tells whether a product that can carry a project stands behind a
// word like "by" in a sentence about a meeting or the papers of the project.
func (r *Reading) carriesTalk(m *mention.Mention, lang *lexicon.Language) bool {
	if !r.carrier(m) || m.From == 0 || r.isTheWork(m) {
		return false
	}
	tokens, text := r.TokensOf(m.Block), r.Doc.Blocks[m.Block].Text
	if k := m.From - 1; text[tokens[k].Start] == ':' && k <= m.Sentence.From+2 && phrase.Opens(tokens[m.Sentence.From:k], lang.Words[list.MeansLabel]) {
		return true // "Meetings: X"
	}
	inBrackets := text[tokens[m.From-1].Start] == '('
	if !inBrackets && !r.ledBy(m, lang) {
		return false
	}
	if r.ofMeeting(m) {
		return !r.worksOn(m)
	}
	return !inBrackets && r.SaysIn(m.Block, token.Span{From: m.Sentence.From, To: m.From}, list.MeansPapers) && r.givesPapers(m)
}

// ofMeeting tells whether the part of the sentence around a mention is about a meeting,
// not only brackets that have closed before: "courses on X (meetings, tasks) and on Y".
func (r *Reading) ofMeeting(m *mention.Mention) bool {
	s := r.between(m)
	open, closed := inBrackets(r.Doc.Blocks[m.Block].Text, r.TokensOf(m.Block)[s.From:max(s.From, m.From)])
	if open == closed {
		return r.SaysIn(m.Block, s, list.MeansMeeting)
	}
	behind := token.Span{From: s.From + int32(closed), To: s.To}
	return r.SaysIn(m.Block, token.Span{From: s.From, To: s.From + int32(open)}, list.MeansMeeting) || r.SaysIn(m.Block, behind, list.MeansMeeting)
}

// between gives the part of a mention's sentence between semicolons, also where
// they part the items of a list.
func (r *Reading) between(m *mention.Mention) token.Span {
	s, tokens, text := m.Sentence, r.TokensOf(m.Block), r.Doc.Blocks[m.Block].Text
	for k := s.From; k < s.To; k++ {
		switch {
		case text[tokens[k].Start] != ';':
		case k < m.From:
			s.From = k + 1
		case k >= m.To:
			s.To = k
		}
	}
	return s
}

// isTheWork tells whether a product that can carry a project is taught or a
// point of the work itself.
func (r *Reading) isTheWork(m *mention.Mention) bool {
	return r.taught(m) || r.listedAsWork(m) || m.Verb == sow.Training && r.partnerSays(m, r.clause(m))
}

// givesPapers tells whether a sentence about the papers of a project only says
// where they are handed over.
func (r *Reading) givesPapers(m *mention.Mention) bool {
	given := m.Verb == "" || r.SaysIn(m.Block, m.Sentence, list.MeansGive)
	return given && !r.partnerSays(m, m.Sentence) || r.SaysIn(m.Block, m.Sentence, list.MeansOurpapers)
}

// ledBy tells whether a word like "by" stands right before a mention.
func (r *Reading) ledBy(m *mention.Mention, lang *lexicon.Language) bool {
	tokens := r.TokensOf(m.Block)
	for k := m.From - 1; k >= max(m.Sentence.From, m.From-3) && tokens[k].Flags&token.IsPunct == 0; k-- {
		if phrase.Opens(tokens[k:], lang.Words[list.MeansBy]) {
			return !phrase.Inside(r.HitsOf(m.Block, phrase.Verb), k) // "switch on X"
		}
	}
	return false
}

// listedAsWork tells whether a mention is a point of a list or table below a
// heading of scope: "meetings with guests in X" is a matter of the work there.
func (r *Reading) listedAsWork(m *mention.Mention) bool {
	class, kind := r.Blocks[m.Block].Class, r.Doc.Blocks[m.Block].Kind
	return class != nil && class.Class == "scope" && (kind == sow.ListItem || kind == sow.Cell)
}

// worksOn tells whether a word of building or moving stands right before a
// mention.
func (r *Reading) worksOn(m *mention.Mention) bool {
	for _, h := range r.HitsOf(m.Block, phrase.Verb) {
		if h.From >= m.Sentence.From && h.To <= m.From && r.builds(m.Block, h.From) && r.distance(m.Block, token.Span{From: h.To, To: m.From}) <= 2 {
			return true
		}
	}
	return false
}

// otherEnd tells whether a product is only the other end of a connection: what
// stands before it is linked with it, asks it or drops something into it, and
// the partner is not the one who works there.
func (r *Reading) otherEnd(m *mention.Mention, lang *lexicon.Language) bool {
	tokens := r.TokensOf(m.Block)
	if r.SaysIn(m.Block, token.Span{From: m.To, To: min(m.Sentence.To, m.To+ownReach)}, list.EndsOwned) {
		return true
	}
	if r.SaysIn(m.Block, m.Sentence, list.EndsSay) && !r.partnerSays(m, r.clause(m)) {
		return true
	}
	if e := &r.Lex.Entries[m.Name.Entry]; e.Family == "azure" && !r.peer(m) {
		return false // what talks to a building block of the work is part of it
	}
	for k := max(m.Sentence.From, m.From-endsReach-3); k < m.From; k++ {
		n := phrase.Opening(tokens[k:m.From], lang.Words[list.EndsTo])
		if n > 0 && r.distance(m.Block, token.Span{From: k + n, To: m.From}) <= endsReach && !r.partnerSays(m, token.Span{From: m.Sentence.From, To: m.From}) && !r.broken(m, token.Span{From: k + n, To: m.From}) {
			return !r.SaysSelf(m.Block, token.Span{From: m.To, To: r.clause(m).To})
		}
	}
	return false
}
