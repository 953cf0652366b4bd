package sense

import (
	"slices"
	"strings"

	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/list"
	"claimline/internal/detect/mention"
	"claimline/internal/detect/page"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// agentAfter reads an agent after the product: the customer, or somebody else.
func (r *Reading) agentAfter(m *mention.Mention, lang *lexicon.Language) sow.Polarity {
	tokens, text := r.TokensOf(m.Block), r.Doc.Blocks[m.Block].Text
	end := min(m.Sentence.To, m.To+agentReach)
	for k := m.To; k < end; k++ {
		if text[tokens[k].Start] == ':' || text[tokens[k].Start] == ';' && !phrase.Opens(tokens[k+1:], lang.Words[list.Anaphora]) || text[tokens[k].Start] == ',' && phrase.Opens(tokens[k+1:], lang.Words[list.PartyBeside]) {
			break // ", with the rights that … by the board" speaks of the rights
		}
		if !phrase.Opens(tokens[k:], lang.Words[list.PartyBy]) || k > 0 && phrase.Opens(tokens[k-1:], lang.Words[list.PartyConsents]) || k > 1 && phrase.Opens(tokens[k-2:], lang.Words[list.PartyConsents]) {
			continue
		}
		if phrase.Opens(tokens[k:], lang.Words[list.AgentBy]) && sharesOut(tokens[k+1:], lang) {
			continue
		}
		if p := page.PolarityOf(r.agentAt(m, k, lang)); p != "" {
			return p
		}
	}
	return ""
}

// agentAt tells who the words name that follow a word like "by" at token k of
// the block of a mention.
func (r *Reading) agentAt(m *mention.Mention, k int32, lang *lexicon.Language) page.Owner {
	tokens, text := r.TokensOf(m.Block), r.Doc.Blocks[m.Block].Text
	from := k + max(1, phrase.Opening(tokens[k:], lang.Words[list.PartyBy]))
	near := r.agentWords(m, from)
	near = near[:token.UntilMark(text, near)]
	by := phrase.Opens(tokens[k:], lang.Words[list.AgentBy])
	if by && (counted(near) || r.ownThing(text, near)) || len(lang.Suffixes) > 0 && attributive(near) {
		return page.Nobodys // "von der Bestellerin ausgewählte Maschinen"
	}
	return r.agentIn(m, from, near, by, lang)
}

// agentIn tells who the words near are, which begin at token from of the block of
// a mention and follow "by" or a word that says with whom something lies.
func (r *Reading) agentIn(m *mention.Mention, from int32, near []token.Token, by bool, lang *lexicon.Language) page.Owner {
	text := r.Doc.Blocks[m.Block].Text
	if n := slices.IndexFunc(near, func(t token.Token) bool { return phrase.Opens([]token.Token{t}, lang.Words[list.PartyBy]) }); n >= 0 {
		near = near[:n] // the words up to the next agent
	}
	who := r.WhoseIn(text, near)
	switch {
	case who == page.Customers && by && r.plainNoun(m.Block, from, lang):
		return page.Nobodys // "encrypted by key of the client": it is the key
	case who == page.Nobodys && by && phrase.Opens(near, lang.Words[list.ArticlesAny]):
		return r.actor(text, near)
	case who == page.Nobodys && !by && len(r.Partner.Words) > 0 && len(near) > 0 && r.UnknownName(m.Block, from, lang):
		return page.Thirds // "rests with Contoso"
	}
	return who
}

// agentWords gives the words from token k of the block of a mention among which
// an agent is named; the mark and the letter of "the trading system's vendor" are
// none of them.
func (r *Reading) agentWords(m *mention.Mention, k int32) []token.Token {
	tokens, text := r.TokensOf(m.Block), r.Doc.Blocks[m.Block].Text
	near := tokens[k:max(k, min(m.Sentence.To, k+5))]
	if n := len(near); n > 0 && strings.ContainsAny(text[near[0].Start:near[n-1].End], "'’") {
		return tokens[k:min(m.Sentence.To, k+7)]
	}
	return near
}

// attributive tells whether the words after an agent go on to a noun: a small
// word of a participle before a capital.
func attributive(near []token.Token) bool {
	for k := 1; k+1 < len(near); k++ {
		if near[k].Flags&token.InitialCap != 0 && near[k+1].Flags&(token.InitialCap|token.IsPunct) == 0 && k+2 < len(near) && near[k+2].Flags&token.InitialCap != 0 {
			return true
		}
	}
	return false
}

// plainNoun tells whether token k of a block is a noun without an article that
// is neither a party nor a name nor a body of people.
func (r *Reading) plainNoun(block int, k int32, lang *lexicon.Language) bool {
	tokens, text := r.TokensOf(block), r.Doc.Blocks[block].Text
	if int(k) >= len(tokens) || len(lang.Suffixes) > 0 {
		return false
	}
	t := tokens[k : k+1]
	return t[0].Flags&token.InitialCap == 0 && !lang.Stop.Has(t[0].ID) && !r.IsCustomer(block, k) && r.WhoseIn(text, t) == page.Nobodys &&
		r.actor(text, t) == page.Nobodys && !phrase.Opens(tokens[k:], lang.Words[list.ArticlesAny]) && !phrase.Opens(tokens[k:], lang.Words[list.PartyOther]) && !r.SaysVerbAt(block, k)
}

// cares reads a clause after the product that says who sees to it: "as for X,
// the sales office takes care of that".
func (r *Reading) cares(m *mention.Mention, lang *lexicon.Language) sow.Polarity {
	tokens, text := r.TokensOf(m.Block), r.Doc.Blocks[m.Block].Text
	for k := m.To; k < min(m.Sentence.To, m.To+agentReach); k++ {
		if !phrase.Opens(tokens[k:], lang.Words[list.Cares]) {
			continue
		}
		from := k
		for from > m.To && tokens[from-1].Flags&token.IsPunct == 0 {
			from--
		}
		return page.PolarityOf(r.actor(text, tokens[from:k]))
	}
	return ""
}

// passiveAgent reads an agent at token k of the block of a mention whose verb, in
// the passive, comes right after the product: "the rework of X is led by Contoso".
func (r *Reading) passiveAgent(m *mention.Mention, k int32, lang *lexicon.Language) sow.Polarity {
	verb := max(m.To, k-3)
	if len(lang.Suffixes) > 0 || !r.SaysIn(m.Block, token.Span{From: verb, To: k}, list.Passive) || r.commaIn(m.Block, token.Span{From: m.To, To: k}) >= 0 {
		return ""
	}
	for n := m.To; n < verb; n++ {
		if r.opensRelative(m.Block, n, lang) {
			return "" // "X, which …"
		}
	}
	return page.PolarityOf(r.agentAt(m, k, lang))
}

// restsWith reads what a noun of work before the product says of it: "the
// upkeep of X rests with the client".
func (r *Reading) restsWith(m *mention.Mention, lang *lexicon.Language) sow.Polarity {
	tokens, text := r.TokensOf(m.Block), r.Doc.Blocks[m.Block].Text
	if r.SaysSelf(m.Block, token.Span{From: m.Sentence.From, To: m.From}) || r.WhoseIn(text, tokens[m.Sentence.From:m.From]) == page.Partners {
		return ""
	}
	for k := m.To; k < min(m.Sentence.To, m.To+clauseReach); k++ {
		if phrase.Opens(tokens[k:], lang.Words[list.AgentBy]) {
			if p := r.passiveAgent(m, k, lang); p != "" {
				return p
			}
			continue
		}
		if !phrase.Opens(tokens[k:], lang.Words[list.PartyBy]) {
			continue
		}
		near := tokens[k+1 : min(m.Sentence.To, k+6)]
		return page.PolarityOf(r.WhoseIn(text, near[:token.UntilMark(text, near)]))
	}
	return ""
}
