package sense

import (
	"slices"
	"strings"

	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/list"
	"claimline/internal/detect/mention"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// opensList tells whether a colon stands in a gap.
func (r *Reading) opensList(m *mention.Mention, gap token.Span) bool {
	text := r.Doc.Blocks[m.Block].Text
	for _, t := range r.TokensOf(m.Block)[gap.From:gap.To] {
		if t.Flags&token.IsPunct != 0 && text[t.Start] == ':' {
			return true
		}
	}
	return false
}

// broken tells whether a break stands in a gap. A semicolon breaks unless it
// parts the items of a list that a colon opens.
func (r *Reading) broken(m *mention.Mention, gap token.Span) bool {
	for _, h := range r.HitsOf(m.Block, phrase.Cue) {
		if h.From < gap.From || h.To > gap.To {
			continue
		}
		for c := range r.CuesOf(h, r.Blocks[m.Block].Lang) {
			if c.Kind == lexicon.BreakWord {
				return true
			}
		}
	}
	text, tokens := r.Doc.Blocks[m.Block].Text, r.TokensOf(m.Block)
	for k := gap.From; k < gap.To; k++ {
		if tokens[k].Flags&token.IsPunct == 0 {
			continue
		}
		switch text[tokens[k].Start] {
		case ':':
			return false
		case ';':
			return true
		}
	}
	return false
}

// isAgent tells whether a mention follows a word like "by": what something is
// replaced by is not what is replaced.
func (r *Reading) isAgent(m *mention.Mention) bool {
	lang := r.Blocks[m.Block].Lang
	if lang == nil || m.From == 0 {
		return false
	}
	tokens := r.TokensOf(m.Block)
	k := m.From - 1
	if lang.Stop.Has(tokens[k].ID) && k > m.Sentence.From && !phrase.Opens(tokens[k:], lang.Words[list.Agent]) {
		k-- // "by the", "durch das"
	}
	return phrase.Opens(tokens[k:], lang.Words[list.Agent])
}

// peer tells whether the product of a mention is one that is often only the
// other end of an interface.
func (r *Reading) peer(m *mention.Mention) bool {
	return m.Name.Kind == lexicon.Foreign || r.Lex.Entries[m.Name.Entry].Peer
}

// VendorIn tells whether the sentence of a mention names another vendor.
func (r *Reading) VendorIn(m *mention.Mention) bool {
	return slices.ContainsFunc(mention.InBlock(r.Vendors, m.Block), func(v mention.Mention) bool { return v.From >= m.Sentence.From && v.To <= m.Sentence.To })
}

// newVerb tells whether a gap opens another piece of work: "remove X and
// install Y" says nothing against Y.
func (r *Reading) newVerb(m *mention.Mention, gap token.Span) bool {
	tokens := r.TokensOf(m.Block)
	and := r.Lex.And
	for _, h := range r.HitsOf(m.Block, phrase.Verb) {
		if h.From <= gap.From || h.To > gap.To {
			continue
		}
		if before := tokens[h.From-1]; before.ID != 0 && before.ID == and || before.Flags&token.IsPunct != 0 {
			return true
		}
	}
	return false
}

// distance counts the words of a gap. Names of products and the marks between
// them do not count: a cue reaches along an enumeration.
func (r *Reading) distance(block int, gap token.Span) (n int32) {
	tokens := r.TokensOf(block)
	names := r.HitsOf(block, phrase.Name)
	and := r.Lex.And
	for k := gap.From; k < gap.To; k++ {
		if tokens[k].Flags&token.IsPunct != 0 || tokens[k].ID == and && and != 0 || r.IsOr(tokens[k]) || phrase.Inside(names, k) {
			continue
		}
		n++
	}
	return n
}

// untilColon gives the sentence of a mention, up to a colon after it: what
// comes then explains what was said.
func (r *Reading) untilColon(m *mention.Mention) token.Span {
	s, text, tokens := m.Sentence, r.Doc.Blocks[m.Block].Text, r.TokensOf(m.Block)
	for k := m.To; k < s.To; k++ {
		if text[tokens[k].Start] == ':' {
			s.To = k
		}
	}
	return s
}

// otherClause tells whether a refusal after a mention belongs to another
// clause than the product, of which a word of work has already been said: to
// the details after a colon, to a way of working that is refused behind a
// comma, or, for what comes later or on request, to a clause after a comma with
// a noun of its own.
func (r *Reading) otherClause(m *mention.Mention, h phrase.Hit, c *lexicon.Cue) bool {
	text, tokens, lang := r.Doc.Blocks[m.Block].Text, r.TokensOf(m.Block), r.Blocks[m.Block].Lang
	for k := m.To; k < h.From; k++ {
		switch text[tokens[k].Start] {
		case ':':
			return r.VerbWithin(m.Block, token.Span{From: m.Sentence.From, To: k})
		case ',':
			if k+1 == h.From && !phrase.Opens(tokens[m.Sentence.From:], lang.Words[list.ClauseThat]) && r.VerbWithin(m.Block, token.Span{From: m.To, To: k}) && text[tokens[m.To].Start] != ',' {
				return true // "is rebuilt as X, not copied" says how, "X, named in the study, is not used" does not
			}
			later := (c.Sets == sow.Future || c.Sets == sow.Optional) && h.From > k+2
			if later && lang != nil && r.VerbWithin(m.Block, token.Span{From: m.Sentence.From, To: k}) && phrase.Opens(tokens[k+1:], lang.Words[list.PartyBeside]) {
				return true
			}
		}
	}
	return false
}

// ofOther tells whether a refusal that opens a relative clause speaks of another
// noun than the product: "X on 22 servers that stay in the branches".
func (r *Reading) ofOther(m *mention.Mention, h phrase.Hit, gap token.Span) bool {
	lang, tokens := r.Blocks[m.Block].Lang, r.TokensOf(m.Block)
	if lang == nil || len(lang.Suffixes) > 0 {
		return false
	}
	opens := phrase.Opens(tokens[h.From:], lang.Words[list.Relative])
	if !opens && (gap.To-gap.From < 3 || !r.opensRelative(m.Block, h.From-1, lang)) {
		return false
	}
	if !opens && r.nameIn(m.Block, gap) {
		return true // "the gateway of X to the Oracle base, which does not move"
	}
	return r.SaysIn(m.Block, gap, list.Prepositions) && r.distance(m.Block, gap) > 1
}

// nextName tells whether a refusal after a comma speaks of the name that
// follows it: "works with X, no longer with Y".
func (r *Reading) nextName(m *mention.Mention, h phrase.Hit) bool {
	if text := r.Doc.Blocks[m.Block].Text; h.From == 0 || !strings.ContainsAny(text[r.TokensOf(m.Block)[h.From-1].Start:][:1], ",(") {
		return false
	}
	for _, n := range r.HitsOf(m.Block, phrase.Name) {
		if n.From >= h.To && n.From <= h.To+2 {
			return true
		}
	}
	return false
}

// nameBeforeColon tells whether an exception has its object before a colon,
// which opens the list of what is meant: "everything except X is included: Y".
func (r *Reading) nameBeforeColon(m *mention.Mention, gap token.Span) bool {
	text, tokens, names := r.Doc.Blocks[m.Block].Text, r.TokensOf(m.Block), r.HitsOf(m.Block, phrase.Name)
	seen := false
	for k := gap.From; k < gap.To; k++ {
		seen = seen || phrase.Inside(names, k)
		if text[tokens[k].Start] == ':' {
			return seen
		}
	}
	return false
}

// farColon is the number of words after a negative beyond which a colon opens
// no list of what it refuses.
const farColon = 3

// passes tells whether a negative before a mention does not speak of it: it
// restricts ("ne porte que sur X"), stands in a relative clause whose main verb
// comes after it ("what nobody can retire is rehosted as X"), or in a clause
// before a colon that says why ("nobody can mail a list any more: X").
func (r *Reading) passes(m *mention.Mention, h phrase.Hit, c *lexicon.Cue, gap token.Span) bool {
	lang, tokens := r.Blocks[m.Block].Lang, r.TokensOf(m.Block)
	if lang == nil || c.Within == 0 {
		return false
	}
	between := tokens[gap.From:gap.To]
	if phrase.Within(between, lang.Words[list.OrderOnly]) {
		return true // "about none of it: it only covers X"
	}
	if phrase.Within(between, lang.Words[list.OnlyThat]) && !phrase.Within(between, lang.Words[list.NegationFull]) {
		return true
	}
	if k := r.colonIn(m.Block, gap); k > 0 && r.distance(m.Block, token.Span{From: gap.From, To: k}) > farColon && !r.SaysIn(m.Block, token.Span{From: gap.From, To: k}, list.Following) {
		return true
	}
	for k := max(m.Sentence.From, h.From-3); k < h.From; k++ {
		if phrase.Opens(tokens[k:], lang.Words[list.Relative]) && phrase.Opens(tokens[m.Sentence.From:], lang.Words[list.PartyBeside]) && r.commaIn(m.Block, gap) > 0 {
			return true // "for services that do not need X, Y is provided"
		}
		if phrase.Opens(tokens[k:], lang.Words[list.Relative]) && r.VerbWithin(m.Block, token.Span{From: min(gap.From+2, gap.To), To: gap.To}) {
			return len(lang.Suffixes) == 0 // German keeps its verb for the end
		}
	}
	return false
}

// colonIn gives the token of a colon in a gap, -1 without one.
func (r *Reading) colonIn(block int, gap token.Span) int32 {
	text, tokens := r.Doc.Blocks[block].Text, r.TokensOf(block)
	for k := gap.From; k < gap.To; k++ {
		if text[tokens[k].Start] == ':' {
			return k
		}
	}
	return -1
}

// saysWhat tells whether a clause like "what sits there today" opens in a gap.
func (r *Reading) saysWhat(block int, gap token.Span) bool {
	lang := r.Blocks[block].Lang
	return lang != nil && r.SaysIn(block, gap, list.RelativeWhat)
}

// ownSubject tells whether a cue before a mention has a name of its own before
// it, and a colon after it: "X is left behind: Y takes its place".
func (r *Reading) ownSubject(m *mention.Mention, h phrase.Hit, gap token.Span) bool {
	if h.To > m.From || !r.opensList(m, gap) {
		return false
	}
	for _, n := range r.HitsOf(m.Block, phrase.Name) {
		if n.From >= m.Sentence.From && n.To <= h.From {
			return true
		}
	}
	return false
}

// sofar tells whether a sentence opens with a cue like "until now" and says
// nothing of building or moving: the words of work in it speak of every day.
func (r *Reading) sofar(m *mention.Mention, h phrase.Hit, c *lexicon.Cue) bool {
	if c.Sets != sow.Background || h.From != m.Sentence.From || r.SaysSelf(m.Block, m.Sentence) || r.SaysAny(r.TokensOf(m.Block)[m.Sentence.From:m.Sentence.To], r.WordsOf(list.PartyPartner)) {
		return false
	}
	for _, a := range []sow.Activity{sow.Deployment, sow.CustomDevelopment, sow.Migration} {
		if r.SaysVerb(m.Block, m.Sentence, a) {
			return false
		}
	}
	return true
}

// objectOf tells whether the word of a cue like "of" joins the product to the
// noun of work right before it, which moves nothing: "rollout of X".
func (r *Reading) objectOf(m *mention.Mention, h phrase.Hit) bool {
	for _, v := range r.HitsOf(m.Block, phrase.Verb) {
		if v.To == h.From {
			return !r.SaysVerb(m.Block, token.Span{From: v.From, To: v.To}, sow.Migration)
		}
	}
	return false
}

// moves tells whether a word of moving opens the sentence of a mention: what
// something is moved to is no mere tool.
func (r *Reading) moves(m *mention.Mention) bool {
	return r.SaysVerb(m.Block, token.Span{From: m.Sentence.From, To: min(m.From, m.Sentence.From+3)}, sow.Migration)
}

// ownItem tells whether a remark like "on request" after a mention belongs to
// another member of its enumeration, with a word of work of its own: "backups
// with X and restores on request".
func (r *Reading) ownItem(m *mention.Mention, h phrase.Hit) bool {
	for _, v := range r.HitsOf(m.Block, phrase.Verb) {
		if v.From <= m.To || v.To > h.From {
			continue
		}
		if r.OnlyLinks(m.Block, r.TokensOf(m.Block)[v.From-1:v.From]) {
			return true
		}
	}
	lang, tokens := r.Blocks[m.Block].Lang, r.TokensOf(m.Block)
	k := h.From - 1 // "and restores on request": one plain word
	return k > m.To && lang != nil && !lang.Stop.Has(tokens[k].ID) && tokens[k].Flags&token.IsPunct == 0 && !phrase.Inside(r.HitsOf(m.Block, phrase.Name), k) && r.OnlyLinks(m.Block, tokens[k-1:k])
}
