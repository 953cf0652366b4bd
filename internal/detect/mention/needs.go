package mention

import (
	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/list"
	"claimline/internal/detect/page"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// meets checks what an ambiguous name needs near it.
func (r *Reading) meets(i int, h phrase.Hit, n *lexicon.Name) bool {
	if r.glued(i, h) || n.Kind != lexicon.Foreign && (r.othersName(i, h) || r.strangersName(i, h) || r.vendorsOwn(i, h)) {
		return false // "Basis-Teams" is a compound of its own
	}
	if n.Kind != lexicon.Foreign && !r.ofMaker() {
		return false
	}
	switch {
	case n.Needs.Microsoft && !r.nearMicrosoft(i), n.Needs.Activity && !r.hasVerb(i, r.Sentence(i, h)), n.Needs.Capital && !r.plainCapital(i, h):
		return false
	case n.Needs.Enumeration:
		return r.enumerated(i, h, n)
	case n.Needs.Moved:
		return r.movedTo(i, h, n)
	}
	return r.hasCompany(i, h, n)
}

// hasCompany tells whether one of the words that a name needs stands near it.
func (r *Reading) hasCompany(i int, h phrase.Hit, n *lexicon.Name) bool {
	if n.Needs.Words.Empty() || n.Kind != lexicon.Capability && n.Kind != lexicon.Foreign && r.Near.Sure[n.Entry] {
		return true
	}
	if r.wordNear(i, h, n.Needs.Words) || n.Kind != lexicon.Foreign && r.InCloud(n) || n.Needs.Anywhere && r.saidAnywhere(n.Needs.Words) {
		return true
	}
	return n.Kind == lexicon.Capability && r.MovesThere(i, h, n)
}

// glued tells whether a hyphen joins a hit to the word before it.
func (r *Reading) glued(i int, h phrase.Hit) bool {
	text, start := r.Doc.Blocks[i].Text, int(r.TokensOf(i)[h.From].Start)
	return h.From > 0 && start > 1 && text[start-1] == '-' && token.WordByte(text[start-2])
}

// othersName tells whether another vendor's name stands right before a hit:
// "Salesforce Field Service".
func (r *Reading) othersName(i int, h phrase.Hit) bool {
	for _, o := range r.HitsOf(i, phrase.Name) {
		if o.To != h.From {
			continue
		}
		for p := range r.PhrasesOf(o, phrase.Name, r.Blocks[i].Lang) {
			return r.Lex.Names[p.Ref].Kind == lexicon.Foreign
		}
	}
	return false
}

// strangersName tells whether a hit is the second word of a name whose first one
// nothing here knows: "the contract for Ravelin Bastion". German gives a capital to
// every noun.
func (r *Reading) strangersName(i int, h phrase.Hit) bool {
	lang, tokens := r.Blocks[i].Lang, r.TokensOf(i)
	if lang == nil || lang.Code == "de" || h.To-h.From != 1 || h.From == 0 {
		return false
	}
	before := &tokens[h.From-1]
	return before.ID == 0 && before.Flags&(token.InitialCap|token.Number) == token.InitialCap &&
		r.WhoseIn(r.Doc.Blocks[i].Text, tokens[h.From-1:h.From]) == page.Nobodys
}

// ownReach is the number of words between a name and the word that joins it to
// its vendor: "Sentinel cameras of Hikvision".
const ownReach = 1

// vendorsOwn tells whether another vendor's name is joined to a hit as that of
// its maker: "the Sales Hub of HubSpot". In a sentence of a move the same words
// say where something comes from.
func (r *Reading) vendorsOwn(i int, h phrase.Hit) bool {
	lang, tokens := r.Blocks[i].Lang, r.TokensOf(i)
	if lang == nil {
		return false
	}
	for k := h.To; int(k)+1 < len(tokens) && k <= h.To+ownReach; k++ {
		n := phrase.Opening(tokens[k:], lang.Words[list.MakerOf])
		if n == 0 {
			continue
		}
		return r.othersName(i, phrase.Hit{From: r.vendorEnd(i, k+n)}) && !r.SaysVerb(i, r.Sentence(i, h), sow.Migration)
	}
	return false
}

// vendorEnd gives the end of the name that begins at token k of a block, k
// itself without one.
func (r *Reading) vendorEnd(i int, k int32) int32 {
	for _, o := range r.HitsOf(i, phrase.Name) {
		if o.From == k {
			return o.To
		}
	}
	return k
}

// plainCapital tells whether a word owes its capital to being a name: it
// stands within a sentence and not in a heading of such words, or is all there
// is before a colon or the end of the block.
func (r *Reading) plainCapital(i int, h phrase.Hit) bool {
	b, tokens := &r.Doc.Blocks[i], r.TokensOf(i)
	end := int(h.To) >= len(tokens) || b.Text[tokens[h.To].Start] == ':' || tokens[h.To].Flags&token.AfterDash != 0
	if h.From == 0 || tokens[h.From-1].Flags&token.Number != 0 && h.From == 1 {
		return end
	}
	if r.Sentence(i, h).From == h.From {
		return false
	}
	return b.Kind != sow.Heading || tokens[h.From-1].Flags&token.InitialCap == 0 && tokens[h.From-1].Flags&token.IsPunct == 0
}

// enumerated tells whether a hit goes on a list that a product of its family
// opens in the same block, or opens a line below a heading or an intro that
// names the brand.
func (r *Reading) enumerated(i int, h phrase.Hit, n *lexicon.Name) bool {
	family := r.Lex.Entries[n.Entry].Family
	tokens := r.TokensOf(i)
	for k := len(r.Mentions) - 1; k >= 0 && r.Mentions[k].Block == i; k-- {
		m := &r.Mentions[k]
		if m.To > h.From { // behind the hit, where all mentions are known already
			continue
		}
		if r.Lex.Entries[m.Name.Entry].Family == family && m.Name.Kind != lexicon.Capability && r.OnlyLinks(i, tokens[m.To:h.From]) {
			if n.Needs.Words.Empty() || r.SaysAny(tokens[:h.From], n.Needs.Words) {
				return true
			}
			break
		}
	}
	return r.brandFollows(i, h, n) || r.opensLine(i, h, n)
}

// opensLine tells whether a hit opens a line below a heading or an intro that
// names the brand it needs.
func (r *Reading) opensLine(i int, h phrase.Hit, n *lexicon.Name) bool {
	b := &r.Doc.Blocks[i]
	if h.From > 1 || b.Kind != sow.ListItem && b.Kind != sow.Cell && b.Kind != sow.Heading || n.Needs.Words.Empty() {
		return false
	}
	for up := r.Blocks[i].Heading; up >= 0; up = r.Blocks[up].Heading {
		if r.SaysAny(r.TokensOf(up), n.Needs.Words) {
			return true
		}
	}
	in := r.Blocks[i].Intro
	return in >= 0 && r.SaysAny(r.TokensOf(in), n.Needs.Words)
}

// maxSmall is the number of small words between an app and the brand after it:
// "Field Service (the Dynamics one)", "Finance und Sales aus Dynamics 365".
const maxSmall = 3

// brandFollows tells whether a brand of an app stands right after it, or after
// the other apps of its enumeration.
func (r *Reading) brandFollows(i int, h phrase.Hit, n *lexicon.Name) bool {
	lang, tokens, names := r.Blocks[i].Lang, r.TokensOf(i), r.HitsOf(i, phrase.Name)
	if lang == nil || n.Needs.Words.Empty() {
		return false
	}
	small := 0
	for k := int(h.To); k < len(tokens) && small <= maxSmall; k++ {
		if phrase.Opens(tokens[k:], n.Needs.Words) {
			return small > 0
		}
		switch {
		case phrase.Inside(names, int32(k)), r.OnlyLinks(i, tokens[k:k+1]):
		case lang.Stop.Has(tokens[k].ID) && tokens[k].Flags&token.InitialCap == 0, lang.Code == "de" && tokens[k].End-tokens[k].Start == 3 && tokens[k].Flags&token.InitialCap == 0:
			small++
		default:
			return false
		}
	}
	return false
}
