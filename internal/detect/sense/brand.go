package sense

import (
	"slices"

	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/list"
	"claimline/internal/detect/mention"
	"claimline/internal/detect/phrase"
	"claimline/internal/sow"
)

// besideBrand tells whether generic wording stands in one sentence with the
// brand that its product belongs to ("the sensitivity labels of Purview"), or
// in a document that names another product of that brand.
func (r *Reading) besideBrand(m *mention.Mention) bool {
	id := r.Lex.Entries[m.Name.Entry].ID
	for entry, sure := range r.Near.Sure {
		if sure && entry != m.Name.Entry && r.siblings(id, r.Lex.Entries[entry].ID) {
			return true
		}
	}
	for _, h := range r.HitsOf(m.Block, phrase.Name) {
		if h.From < m.Sentence.From || h.To > m.Sentence.To {
			continue
		}
		n := r.Meaning(m.Block, h)
		if n != nil && n.Kind != lexicon.Foreign && n.Kind != lexicon.Capability && slices.Contains(r.Lex.BrandsOf[id], r.Lex.Entries[n.Entry].ID) {
			return true
		}
	}
	return false
}

// siblings tells whether two products go under one brand.
func (r *Reading) siblings(a, b string) bool {
	return slices.ContainsFunc(r.Lex.BrandsOf[a], func(brand string) bool { return slices.Contains(r.Lex.BrandsOf[b], brand) })
}

// namesPlace tells whether a word of work speaks of a capability in a sentence
// of the scope that names what it needs: "58 virtual machines … in Azure".
func (r *Reading) namesPlace(m *mention.Mention) bool {
	class, lang := r.Blocks[m.Block].Class, r.Blocks[m.Block].Lang
	if lang == nil || m.From > 0 && phrase.Opens(r.TokensOf(m.Block)[m.From-1:], lang.Words[list.Prepositions]) {
		return false // "extraction from SAP ECC"
	}
	if class == nil {
		up := r.Blocks[m.Block].Heading
		return m.Verb != "" && m.Polarity == sow.InScope && (r.KindOfDoc == sow.KindManaged || up >= 0 && r.SaysAny(r.TokensOf(up), m.Name.Needs.Words)) &&
			r.SaysAny(r.TokensOf(m.Block)[m.Sentence.From:m.Sentence.To], m.Name.Needs.Words)
	}
	return m.Verb != "" && m.Polarity == sow.InScope && class.Class == "scope" &&
		r.SaysAny(r.TokensOf(m.Block)[m.Sentence.From:m.Sentence.To], m.Name.Needs.Words)
}
