package mention

import (
	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/list"
	"claimline/internal/detect/phrase"
	"claimline/internal/sow"
)

// movedTo tells whether a sentence moves what a hit names to the brand that it
// needs, named as such and not as one of its products: "the 32 servers are
// moved to Azure", but not "… to Azure SQL".
func (r *Reading) movedTo(i int, h phrase.Hit, n *lexicon.Name) bool {
	s, tokens := r.Sentence(i, h), r.TokensOf(i)
	lang := r.Blocks[i].Lang
	if !r.SaysVerb(i, s, sow.Migration) || lang != nil && h.From > 0 && phrase.Opens(tokens[h.From-1:], lang.Words[list.Prepositions]) {
		return false // "extraction from SAP into Azure"
	}
	for _, o := range r.HitsOf(i, phrase.Name) {
		if o.From < h.To || o.To > s.To || !phrase.Opens(tokens[o.From:o.To], n.Needs.Words) {
			continue
		}
		for p := range r.PhrasesOf(o, phrase.Name, r.Blocks[i].Lang) {
			if e := &r.Lex.Entries[r.Lex.Names[p.Ref].Entry]; r.Lex.Names[p.Ref].Kind != lexicon.Foreign && e.Kind == sow.Umbrella {
				return true
			}
		}
	}
	return false
}

// MovesThere tells whether generic wording stands in a sentence of moving in a
// document whose title names what it needs: "36 virtual machines are migrated"
// under "Move to Azure".
func (r *Reading) MovesThere(i int, h phrase.Hit, n *lexicon.Name) bool {
	return r.SaysVerb(i, r.Sentence(i, h), sow.Migration) && r.SaysAny(r.TokensOf(0), n.Needs.Words)
}
