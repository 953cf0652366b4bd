package sense

import (
	"slices"

	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/list"
	"claimline/internal/detect/mention"
	"claimline/internal/detect/page"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// customerDoes reads a sentence whose subject is the customer: what he will do
// or provide is a prerequisite, what he has or runs is background.
func (r *Reading) customerDoes(m *mention.Mention) sow.Polarity {
	lang := r.Blocks[m.Block].Lang
	if lang == nil {
		return ""
	}
	tokens := r.TokensOf(m.Block)
	if phrase.Opens(tokens[m.Sentence.From:m.From], lang.Words[list.PartyBeside]) {
		return "" // "for the client's planners", "with the network team": no subject
	}
	subject := int32(-1)
	for k := m.Sentence.From; k < min(m.From, m.Sentence.From+3); k++ {
		if r.IsCustomer(m.Block, k) {
			subject = k
			break
		}
	}
	if subject < 0 {
		return r.thirdDoes(m)
	}
	for k := subject + 1; k < min(m.From, subject+7); k++ {
		if r.SaysVerbAt(m.Block, k) && k > subject+4 {
			break
		}
		if phrase.Opens(tokens[k:m.From], lang.Words[list.PartyOrders]) && r.VerbWithin(m.Block, token.Span{From: k + 1, To: m.From}) {
			return "" // "the client orders the introduction of X"
		}
		if phrase.Opens(tokens[k:m.From], lang.Words[list.PartyDuty]) {
			return sow.Prerequisite
		}
		if phrase.Opens(tokens[k:m.From], lang.Words[list.PartyHas]) {
			return sow.Background
		}
	}
	return ""
}

// thirdDoes reads a sentence whose subject is neither party: "The carrier
// ports the numbers to …".
func (r *Reading) thirdDoes(m *mention.Mention) sow.Polarity {
	end := r.subjectEnd(m)
	subject, lang := r.TokensOf(m.Block)[m.Sentence.From:end], r.Blocks[m.Block].Lang
	if end == m.From || len(subject) == 0 || r.SaysSelf(m.Block, token.Span{From: m.Sentence.From, To: m.From}) {
		return ""
	}
	if lang != nil && r.buildsAlone(m, lang) {
		return sow.Excluded
	}
	if r.SaysAny(subject, r.WordsOf(list.PartyThird)) || r.strangeFirm(r.Doc.Blocks[m.Block].Text, subject) {
		return sow.Excluded
	}
	if lang == nil || r.KindOfDoc == sow.KindStaffAug || !phrase.Opens(subject, lang.Words[list.ArticlesAny]) || !r.builds(m.Block, end) {
		return ""
	}
	return r.crewDoes(r.Doc.Blocks[m.Block].Text, subject, lang)
}

// strangeFirm tells whether a subject is a firm by its legal form, "Okavango Sensors
// (Pty) Ltd", that is none of the two sides, of which both names are known.
func (r *Reading) strangeFirm(text string, subject []token.Token) bool {
	return subject[0].Flags&token.InitialCap != 0 && r.KnowsBoth() && phrase.Within(subject[1:], r.WordsOf(list.FirmForms)) && r.WhoseIn(text, subject) == page.Nobodys
}

// subjectEnd gives the token at which the subject of a mention's sentence ends:
// at a word of work before it.
func (r *Reading) subjectEnd(m *mention.Mention) int32 {
	tokens, third := r.TokensOf(m.Block), r.WordsOf(list.PartyThird)
	end := min(m.From, m.Sentence.From+6)
	for _, h := range r.HitsOf(m.Block, phrase.Verb) {
		if h.From < m.Sentence.From || h.From >= end {
			continue
		}
		if r.SaysAny(tokens[m.Sentence.From:h.From], third) || !r.SaysAny(tokens[m.Sentence.From:min(end, h.To+2)], third) {
			end = h.From // not the "managed" of "your managed service provider"
		}
	}
	return end
}

// crewDoes reads a sentence whose subject is a body of people: "The desktop
// team builds …".
func (r *Reading) crewDoes(text string, subject []token.Token, lang *lexicon.Language) sow.Polarity {
	if phrase.Opens(subject[1:], lang.Words[list.PartyCrew]) || r.WhoseIn(text, subject) == page.Partners {
		return "" // "the team builds …": of two teams that have no name, the one that delivers
	}
	if n := len(subject); n > 1 && phrase.Opens(subject[n-1:], lang.Words[list.Emphatic]) {
		subject = subject[:n-1] // "the handbook itself"
	}
	head := subject[len(subject)-1:]
	if len(subject) > 1 && r.actor(text, subject[1:2]) == page.Thirds || r.actor(text, head) == page.Thirds {
		return sow.Excluded
	}
	return ""
}

// buildsAlone tells whether a word of work before a mention has a pronoun
// beside it by which another than the partner does it: "controlling builds its
// reports itself", "construira lui-même".
func (r *Reading) buildsAlone(m *mention.Mention, lang *lexicon.Language) bool {
	tokens := r.TokensOf(m.Block)
	for _, h := range r.HitsOf(m.Block, phrase.Verb) {
		if h.From < m.Sentence.From || h.To > m.From || !r.builds(m.Block, h.From) {
			continue
		}
		if r.colonIn(m.Block, token.Span{From: h.To, To: m.From}) >= 0 {
			continue // "the letters write themselves: X fills them in"
		}
		last := max(m.To, m.Sentence.To-2) // "… assigns the policies in X himself."
		if r.SaysIn(m.Block, token.Span{From: h.To, To: min(m.From, h.To+4)}, list.Emphatic) || r.SaysIn(m.Block, token.Span{From: last, To: m.Sentence.To}, list.Emphatic) && !r.relativeIn(m.Block, token.Span{From: m.To, To: last}, lang) {
			return !r.SaysAny(tokens[m.Sentence.From:h.From], r.WordsOf(list.PartyPartner))
		}
	}
	return false
}

// relativeIn tells whether a relative clause opens within a span of a block.
func (r *Reading) relativeIn(block int, s token.Span, lang *lexicon.Language) bool {
	for k := s.From; k < s.To; k++ {
		if r.opensRelative(block, k, lang) {
			return true
		}
	}
	return false
}

// builds tells whether the word of work at token k makes or moves something.
// What people do every day with a product says nothing of who delivers it.
func (r *Reading) builds(block int, k int32) bool {
	s := token.Span{From: k, To: k + 1}
	return r.SaysVerb(block, s, sow.Deployment) || r.SaysVerb(block, s, sow.CustomDevelopment) || r.SaysVerb(block, s, sow.Migration)
}

// ownedElsewhere tells whether a product is named only as a place that is not
// delivered here: "in the client's own GitHub", "an das Sentinel des Kunden".
// Where something is moved to such a place, the place is part of the work.
func (r *Reading) ownedElsewhere(m *mention.Mention) bool {
	lang := r.Blocks[m.Block].Lang
	if lang == nil || r.Standing() || r.SaysVerb(m.Block, m.Sentence, sow.Migration) {
		return false
	}
	tokens := r.TokensOf(m.Block)
	before := tokens[max(m.Sentence.From, m.From-5):m.From]
	after := tokens[m.To:min(m.Sentence.To, m.To+3)]
	at := -1
	for k := range slices.Backward(before) {
		if phrase.Opens(before[k:], lang.Words[list.Prepositions]) {
			at = k
			break
		}
	}
	if at < 0 || m.Verb == sow.Deployment && len(before)-at <= 1 {
		return false
	}
	return phrase.Within(before[at:], lang.Words[list.Owned]) || phrase.Opens(after, lang.Words[list.Owned])
}
