package section

import (
	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/list"
	"claimline/internal/detect/page"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// headingOf gives the class of a heading by who and when it speaks of: what
// others do or you have to do, what stands already and what is only possible.
// Headings in which the partner works say nothing of that kind.
func (r *Reading) headingOf(i int) string {
	lang, tokens := r.Blocks[i].Lang, r.TokensOf(i)
	all := token.Span{From: 0, To: int32(len(tokens))}
	if r.SaysSelf(i, all) || token.Named(&r.Partner, r.Doc.Blocks[i].Text, tokens) || r.namesWorkload(i) {
		return ""
	}
	switch {
	case r.Says(i, list.HeadOthers) && !r.Says(i, list.PartyBeside), r.byOthers(i):
		return "excluded"
	case r.WorksIn(i, all):
		return ""
	case r.theirPart(i):
		return "prerequisite"
	case phrase.Opens(tokens, lang.Words[list.PartyYours]) && r.Says(i, list.Duties):
		return "prerequisite"
	case r.KindOfDoc != sow.KindManaged && !r.Standing() && r.Says(i, list.HeadPresent) && !r.Says(i, list.HeadDecided):
		return "background"
	case r.Says(i, list.HeadPossible):
		return "future"
	}
	return ""
}

// byOthers tells whether a heading names by a word like "by" who does what
// stands below, and that is not the partner: "Provided by Contoso".
func (r *Reading) byOthers(i int) bool {
	lang, tokens := r.Blocks[i].Lang, r.TokensOf(i)
	for k := range tokens {
		n := int(phrase.Opening(tokens[k:], lang.Words[list.AgentBy]))
		if n == 0 || k+n >= len(tokens) || k == 0 && len(tokens) < 3 || decidedBy(tokens[:k], lang) {
			continue
		}
		rest := tokens[k+n:]
		if phrase.Within(rest, r.PartyWords().Partner) {
			return false
		}
		if who := r.WhoseIn(r.Doc.Blocks[i].Text, rest); who == page.Customers || who == page.Thirds || r.namesBody(rest, lang) || k > 0 && !phrase.Within(tokens[:k], lang.Words[list.Duties]) && r.UnknownName(i, int32(k+n), lang) && !r.WorksIn(i, token.Span{From: 0, To: int32(len(tokens))}) {
			return true
		}
	}
	return false
}

// namesBody tells whether words name a body of people: not "usage by
// department", which only counts by them.
func (r *Reading) namesBody(words []token.Token, lang *lexicon.Language) bool {
	bodies := lang.Words[list.PartyBodies]
	return phrase.Within(words, bodies) && (len(lang.Suffixes) > 0 || !phrase.Opens(words, bodies))
}

// theirPart tells whether a heading says what a party other than the partner
// does: "What the customer's team carries on with", "Was die Bank selbst tut".
func (r *Reading) theirPart(i int) bool {
	lang, tokens := r.Blocks[i].Lang, r.TokensOf(i)
	n := int(phrase.Opening(tokens, lang.Words[list.RelativeWhat]))
	if n == 0 || len(tokens) < n+3 {
		return false
	}
	rest := tokens[n:]
	if phrase.Within(rest, lang.Words[list.Emphatic]) {
		return true
	}
	if !phrase.Opens(rest, lang.Words[list.ArticlesAny]) || phrase.Within(rest, r.PartyWords().Partner) {
		return false
	}
	subject := rest[:min(4, len(rest))]
	who := r.WhoseIn(r.Doc.Blocks[i].Text, subject)
	return who == page.Customers || who == page.Thirds || phrase.Within(subject, lang.Words[list.PartyBodies]) || r.strangeGives(i, n, rest)
}

// strangeGives tells whether the heading goes on with somebody who keeps
// something, or with a name that is not the partner's, where that is known, and
// a word of what a customer has to do: "What the Ledbury brings along".
func (r *Reading) strangeGives(i, n int, rest []token.Token) bool {
	lang := r.Blocks[i].Lang
	if phrase.Within(rest[2:], lang.Words[list.HeadingKeeps]) {
		return true
	}
	return len(r.Partner.Words) > 0 && r.UnknownName(i, int32(n+1), lang) && phrase.Within(rest[2:], lang.Words[list.PartyPart])
}

// theyGet tells whether a heading says what another than the partner is given:
// "What the customer will receive".
func (r *Reading) theyGet(i int) bool {
	lang, tokens := r.Blocks[i].Lang, r.TokensOf(i)
	if lang == nil || len(tokens) > maxRefused {
		return false
	}
	n := int(phrase.Opening(tokens, lang.Words[list.RelativeWhat]))
	return n > 0 && phrase.Within(tokens[n:], lang.Words[list.HeadingGets]) && !r.Says(i, list.NegationFull) && !r.Says(i, list.ItNot) && !phrase.Within(tokens, r.PartyWords().Partner)
}

// decidedBy tells whether a word like "decided" ends what stands before "by":
// what the board wanted is what is delivered.
func decidedBy(before []token.Token, lang *lexicon.Language) bool {
	n := len(before)
	return n > 0 && phrase.Opens(before[n-1:], lang.Words[list.PastDecides])
}

// customerHeading tells whether a heading speaks of what the customer does:
// "What Contoso does", "Contoso's homework".
func (r *Reading) customerHeading(i int) bool {
	tokens := r.TokensOf(i)
	if len(tokens) > 10 {
		return false
	}
	for k := range int32(len(tokens)) {
		if r.IsCustomer(i, k) {
			return r.SaysAny(tokens, r.WordsOf(list.PartyPart))
		}
	}
	return false
}
