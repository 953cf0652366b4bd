package sense

import (
	"cmp"
	"strings"

	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/list"
	"claimline/internal/detect/mention"
	"claimline/internal/detect/page"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// Reaches, in words, of what says who does something with a product.
const (
	clauseReach  = 6  // to the word that opens a relative clause after it
	agentReach   = 20 // to an agent after it ("is set up by the customer")
	beforeReach  = 9  // to an agent or a relative clause before it
	inverseReach = 4  // from a verb to the end of a subject that follows it
)

// othersDo reads who does something with a product where that is not the
// subject before it: a relative clause with another subject than the partner
// ("…, which the bank's own team runs"), an agent ("is set up by the
// customer"), a subject after its verb ("Power BI betreut das Controlling").
// Work that the sentence gives to the partner before counts more.
func (r *Reading) othersDo(m *mention.Mention) sow.Polarity {
	lang, class := r.Blocks[m.Block].Lang, r.Blocks[m.Block].Class
	if lang == nil || class != nil && class.Polarity != sow.InScope {
		return ""
	}
	m = r.beforePurpose(m, lang)
	if p := cmp.Or(r.usedBy(m, lang), r.doneBefore(m, lang)); p != "" {
		return p
	}
	if p := r.inverse(m, lang); p != "" {
		return p
	}
	if p := r.cares(m, lang); p != "" {
		return p
	}
	if p := r.otherActs(m, lang); p != "" {
		return p
	}
	if r.verbBefore(m) && !r.passiveBefore(m, lang) {
		return r.restsWith(m, lang)
	}
	if p := r.relative(m, lang); p != "" {
		return p
	}
	return r.agentAfter(m, lang)
}

// beforePurpose gives a mention without the clause that says what it is for:
// who keeps, sees or signs something then is not who delivers it.
func (r *Reading) beforePurpose(m *mention.Mention, lang *lexicon.Language) *mention.Mention {
	tokens, to := r.TokensOf(m.Block), m.Sentence.To
	if !r.May(m.Block, list.Purpose) {
		to = m.To
	}
	for k := m.To; k < to; k++ {
		if phrase.Opens(tokens[k:], lang.Words[list.Purpose]) {
			short := *m
			short.Sentence.To, short.Clause = k, token.Span{}
			return &short
		}
	}
	return m
}

// actor tells who a few words are that do something: a party, or a body of
// people that is not the partner's ("the desktop team").
func (r *Reading) actor(text string, tokens []token.Token) page.Owner {
	who := r.WhoseIn(text, tokens)
	if who != page.Nobodys || r.SaysAny(tokens, r.WordsOf(list.PartySelf)) || token.Named(&r.Partner, text, tokens) {
		return who
	}
	if saysIT(text, tokens) || r.peopleOf(text, tokens) {
		return page.Thirds
	}
	if r.SaysAny(tokens, r.WordsOf(list.PartyBodies)) {
		if phrase.Within(tokens, r.WordsOf(list.PartyBodiesNot)) {
			return page.Nobodys // "by a resource group"
		}
		return page.Thirds
	}
	for _, t := range tokens {
		if t.Flags&token.IsPunct == 0 && t.End-t.Start > 8 && hasSuffix(token.Fold(text[t.Start:t.End]), r.Main) {
			return page.Thirds
		}
	}
	return page.Nobodys
}

// saysIT tells whether one of a few words is the department; the pronoun is
// written otherwise.
func saysIT(text string, tokens []token.Token) bool {
	for _, t := range tokens {
		if text[t.Start:t.End] == "IT" {
			return true
		}
	}
	return false
}

// hasSuffix tells whether a compound ends as the names of bodies of people do
// in a language that writes them as one word.
func hasSuffix(word string, l *lexicon.Language) bool {
	if l == nil {
		return false
	}
	for _, s := range l.Suffixes {
		if strings.HasSuffix(word, s) {
			return true
		}
	}
	return false
}

func (r *Reading) verbBefore(m *mention.Mention) bool {
	for _, h := range r.HitsOf(m.Block, phrase.Verb) {
		if h.From >= m.Sentence.From && h.To <= m.From {
			return true
		}
	}
	return false
}

// passiveBefore tells whether the word of work right before a mention is in the
// passive: "are enrolled in X by …".
func (r *Reading) passiveBefore(m *mention.Mention, lang *lexicon.Language) bool {
	tokens := r.TokensOf(m.Block)
	for _, h := range r.HitsOf(m.Block, phrase.Verb) {
		if h.From > m.Sentence.From && h.To <= m.From && r.distance(m.Block, token.Span{From: h.To, To: m.From}) <= 1 {
			return phrase.Opens(tokens[h.From-1:], lang.Words[list.Passive])
		}
	}
	return false
}

// relative reads a relative clause that opens soon after the product.
func (r *Reading) relative(m *mention.Mention, lang *lexicon.Language) sow.Polarity {
	tokens, text := r.TokensOf(m.Block), r.Doc.Blocks[m.Block].Text
	end := min(m.Sentence.To, m.To+clauseReach)
	for k := m.To; k < end; k++ {
		if !r.opensRelative(m.Block, k, lang) {
			continue
		}
		if r.otherNoun(m, k) {
			return "" // "is deployed to servers that the client names"
		}
		clause := r.relativeClause(m, k, lang)
		if r.doesItself(text, clause, lang) || phrase.Opens(tokens[k:], lang.Words[list.RelativeSubject]) && !phrase.Within(clause, lang.Words[list.PartyBy]) {
			return "" // "flows which remind people"
		}
		p := page.PolarityOf(r.actor(text, clause))
		if p != "" && r.Standing() && (phrase.Within(clause, lang.Words[list.PartyHas]) || phrase.Within(clause, lang.Words[list.PartyPays])) {
			return "" // "whether X, which you own, would help" is examined all the same
		}
		if p != "" && phrase.Within(clause, lang.Words[list.PartyPays]) {
			return sow.Licence
		}
		return p
	}
	return ""
}

// relativeClause gives the first words of the relative clause that opens at token
// k after a mention, up to a mark or to another one: "that the laboratory runs and
// that the supplier reads".
func (r *Reading) relativeClause(m *mention.Mention, k int32, lang *lexicon.Language) []token.Token {
	clause := r.TokensOf(m.Block)[k+1 : min(m.Sentence.To, k+7)]
	clause = clause[:token.UntilMark(r.Doc.Blocks[m.Block].Text, clause)]
	for n := 2; n < len(clause); n++ {
		if phrase.Opens(clause[n:], lang.Words[list.Relative]) && r.OnlyLinks(m.Block, clause[n-1:n]) {
			return clause[:n-1]
		}
	}
	return clause
}

// doesItself tells whether the words after a relative pronoun begin with a verb,
// so that the pronoun is its subject and who stands behind it does nothing. In
// languages whose clauses put the verb elsewhere that cannot be told.
func (r *Reading) doesItself(text string, clause []token.Token, lang *lexicon.Language) bool {
	if len(clause) < 2 || len(lang.Suffixes) > 0 {
		return false
	}
	first := clause[:1]
	plain := first[0].Flags&(token.InitialCap|token.IsPunct) == 0 && !lang.Stop.Has(first[0].ID)
	if plain && phrase.Opens(clause[1:], lang.Words[list.ObjectTo]) && (lang.Code != "en" || text[first[0].End-1] == 's') {
		return true // "que avisa al cliente", "that warns the client"
	}
	if len(lang.Endings) > 0 || phrase.Within(clause, lang.Words[list.PartyBy]) {
		return false
	}
	return first[0].Flags&(token.InitialCap|token.IsPunct) == 0 && !lang.Stop.Has(first[0].ID) && r.actor(text, first) == page.Nobodys && phrase.Within(clause[1:], lang.Words[list.PartyBodies]) && !phrase.Within(clause, lang.Words[list.PartyHas])
}

// doneBefore reads an agent or a relative clause in whose middle the product
// stands: "is handled by the desktop team in Intune", "the platform that the
// bank's IT built on Azure Data Factory".
func (r *Reading) doneBefore(m *mention.Mention, lang *lexicon.Language) sow.Polarity {
	tokens, text := r.TokensOf(m.Block), r.Doc.Blocks[m.Block].Text
	for k := m.From - 1; k >= max(m.Sentence.From, m.From-beforeReach); k-- {
		if tokens[k].Flags&token.IsPunct != 0 {
			if r.apostrophe(m.Block, k) || phrase.Opens(tokens[k+1:], lang.Words[list.Including]) {
				continue // "are run by the client's team, including X"
			}
			return ""
		}
		agent := phrase.Opens(tokens[k:], lang.Words[list.AgentBy])
		if !agent && !r.opensRelative(m.Block, k, lang) {
			continue
		}
		subject := tokens[k+1 : min(m.From, k+6)]
		if agent {
			if sharesOut(tokens[k+1:], lang) {
				continue
			}
			return r.agentSays(text, subject)
		}
		subject = r.untilVerb(m.Block, k+1, subject)
		if n := len(subject); n == 0 || n == int(min(m.From, k+6)-k-1) {
			if who := r.WhoseIn(text, subject); who == page.Thirds {
				return sow.Excluded // "the tribe, which has its own people on X"
			}
			continue // no word of work follows its subject
		}
		subject = subject[:min(len(subject), 3)] // "sites that belong wholly to NewCo" has its own subject
		return page.PolarityOf(r.actor(text, subject))
	}
	return ""
}

// apostrophe tells whether token k of a block is the mark within a word.
func (r *Reading) apostrophe(block int, k int32) bool {
	tokens := r.TokensOf(block)
	return k > 0 && r.isMark(block, k, "'\xe2") && tokens[k-1].End == tokens[k].Start
}

// sharesOut tells whether a body of people without an article follows "by", in a
// language that needs one of an agent: "a site by department", "por proyecto".
func sharesOut(words []token.Token, lang *lexicon.Language) bool {
	return len(lang.Suffixes) == 0 && !lang.Words[list.Articles].Empty() && phrase.Opens(words, lang.Words[list.PartyBodies])
}

// opensRelative tells whether a relative clause opens at token k of a block. A
// word that is an article too does so only after a comma.
func (r *Reading) opensRelative(block int, k int32, lang *lexicon.Language) bool {
	tokens := r.TokensOf(block)
	if !phrase.Opens(tokens[k:], lang.Words[list.Relative]) {
		return false
	}
	if !phrase.Opens(tokens[k:], lang.Words[list.ArticlesAny]) && len(lang.Suffixes) == 0 {
		return true
	}
	text := r.Doc.Blocks[block].Text
	if k > 0 && text[tokens[k-1].Start] == ',' {
		return true
	}
	// ", mit dem": German sets a comma, and a preposition after it
	return len(lang.Suffixes) > 0 && k > 1 && text[tokens[k-2].Start] == ',' && phrase.Opens(tokens[k-1:], lang.Words[list.Prepositions])
}

// untilVerb cuts tokens, which start at token from of a block, before the
// first word of work.
func (r *Reading) untilVerb(block int, from int32, tokens []token.Token) []token.Token {
	for _, h := range r.HitsOf(block, phrase.Verb) {
		if n := int(h.From - from); n >= 0 && n < len(tokens) {
			return tokens[:n]
		}
	}
	return tokens
}

// inverse reads a subject that stands right after its verb, in the languages
// that have such sentences: those with a list "articles".
func (r *Reading) inverse(m *mention.Mention, lang *lexicon.Language) sow.Polarity {
	articles := lang.Words[list.Articles]
	tokens, text := r.TokensOf(m.Block), r.Doc.Blocks[m.Block].Text
	clause := r.clause(m)
	if articles.Empty() || r.SaysSelf(m.Block, clause) {
		return ""
	}
	for k := clause.From; k+1 < clause.To; k++ {
		next := k + phrase.Opening(tokens[k:clause.To], lang.Words[list.Does])
		if r.SaysVerbAt(m.Block, k) {
			next = k + 1
		}
		if next > k && next < clause.To && r.strangerAfter(m, k, next, lang) {
			return sow.Excluded
		}
		if next == k || !phrase.Opens(tokens[next:], articles) || phrase.Opens(tokens[next:], lang.Words[list.RelativeWhat]) || r.subjectBefore(m, k, clause, lang) {
			continue
		}
		subject := tokens[next:min(clause.To, next+inverseReach)]
		subject = subject[:token.UntilMark(text, subject)]
		if p := page.PolarityOf(r.actor(text, subject)); p != "" {
			return p
		}
	}
	return ""
}

// strangerAfter tells whether a verb at token k of the block of a mention, with
// its object as a pronoun before it, is followed by its subject, and that is a
// name that is not the partner's or your people: "lo administra Sistemas".
func (r *Reading) strangerAfter(m *mention.Mention, k, next int32, lang *lexicon.Language) bool {
	tokens := r.TokensOf(m.Block)
	if k <= m.To || !phrase.Opens(tokens[k-1:], lang.Words[list.ObjectBefore]) {
		return false
	}
	if phrase.Opens(tokens[next:], lang.Words[list.PartyYours]) {
		return phrase.Opens(tokens[next+1:], lang.Words[list.PartyBodies])
	}
	return r.UnknownName(m.Block, next, lang) && !token.Named(&r.Partner, r.Doc.Blocks[m.Block].Text, tokens[next:next+1])
}

// subjectBefore tells whether what follows the verb at token k of the clause of
// a mention is no subject: a noun of work takes a genitive there, the partner
// or a name stands before the verb, or the verb belongs to a relative clause on
// something else.
func (r *Reading) subjectBefore(m *mention.Mention, k int32, clause token.Span, lang *lexicon.Language) bool {
	tokens, text := r.TokensOf(m.Block), r.Doc.Blocks[m.Block].Text
	german := len(lang.Suffixes) > 0
	switch {
	case german && tokens[k].Flags&token.InitialCap != 0,
		r.SaysAny(tokens[clause.From:k], r.WordsOf(list.PartyPartner)) && r.WhoseIn(text, tokens[clause.From:k]) == page.Partners,
		!german && k == clause.From+1 && r.UnknownName(m.Block, clause.From, lang),
		!german && (infinitive(text, tokens[k]) || r.SaysIn(m.Block, token.Span{From: max(clause.From, k-pronounReach), To: k}, list.It)):
		return true // "create a team in X", "it sets up the accounting in X"
	}
	for n := m.To + 2; n < k; n++ {
		if r.opensRelative(m.Block, n, lang) {
			return true
		}
	}
	return false
}

// pronounReach is the number of words from a pronoun to the verb it is the
// subject of: "il met en œuvre".
const pronounReach = 3

// infinitive tells whether a word of a language that puts the subject of a verb
// behind it ends as its infinitives do: what follows one is its object.
func infinitive(text string, t token.Token) bool {
	word := text[t.Start:t.End]
	return strings.HasSuffix(word, "ar") || strings.HasSuffix(word, "er") || strings.HasSuffix(word, "ir")
}

// otherNoun tells whether the relative clause that opens at token k after a
// mention speaks of another noun: one that follows a word of work.
func (r *Reading) otherNoun(m *mention.Mention, k int32) bool {
	for _, h := range r.HitsOf(m.Block, phrase.Verb) {
		if h.From >= m.To && h.To+1 < k && r.distance(m.Block, token.Span{From: h.To, To: k}) > 0 {
			return true
		}
	}
	return false
}
