package detect

import (
	"slices"

	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/list"
	"claimline/internal/detect/phrase"
	"claimline/internal/sow"
)

// besideBrand tells whether generic wording stands in one sentence with the
// brand that its product belongs to ("the sensitivity labels of Purview"), or
// in a document that names another product of that brand.
func (r *senseReading) besideBrand(m *mention) bool {
	id := r.Lex.Entries[m.name.Entry].ID
	for entry, sure := range r.near.sure {
		if sure && entry != m.name.Entry && r.siblings(id, r.Lex.Entries[entry].ID) {
			return true
		}
	}
	for _, h := range r.HitsOf(m.block, phrase.Name) {
		if h.From < m.sentence.From || h.To > m.sentence.To {
			continue
		}
		n := r.meaning(m.block, h)
		if n != nil && n.Kind != lexicon.Foreign && n.Kind != lexicon.Capability && slices.Contains(r.Lex.BrandsOf[id], r.Lex.Entries[n.Entry].ID) {
			return true
		}
	}
	return false
}

// siblings tells whether two products go under one brand.
func (r *senseReading) siblings(a, b string) bool {
	return slices.ContainsFunc(r.Lex.BrandsOf[a], func(brand string) bool { return slices.Contains(r.Lex.BrandsOf[b], brand) })
}

// namesPlace tells whether a word of work speaks of a capability in a sentence
// of the scope that names what it needs: "58 virtual machines … in Azure".
func (r *senseReading) namesPlace(m *mention) bool {
	class, lang := r.Blocks[m.block].Class, r.Blocks[m.block].Lang
	if lang == nil || m.from > 0 && phrase.Opens(r.TokensOf(m.block)[m.from-1:], lang.Words[list.Prepositions]) {
		return false // "extraction from SAP ECC"
	}
	if class == nil {
		up := r.Blocks[m.block].Heading
		return m.verb != "" && m.polarity == sow.InScope && (r.KindOfDoc == sow.KindManaged || up >= 0 && r.SaysAny(r.TokensOf(up), m.name.Needs.Words)) &&
			r.SaysAny(r.TokensOf(m.block)[m.sentence.From:m.sentence.To], m.name.Needs.Words)
	}
	return m.verb != "" && m.polarity == sow.InScope && class.Class == "scope" &&
		r.SaysAny(r.TokensOf(m.block)[m.sentence.From:m.sentence.To], m.name.Needs.Words)
}
