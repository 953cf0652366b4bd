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
	id := r.lex.Entries[m.name.Entry].ID
	for entry, sure := range r.near.sure {
		if sure && entry != m.name.Entry && r.siblings(id, r.lex.Entries[entry].ID) {
			return true
		}
	}
	for _, h := range r.hitsOf(m.block, phrase.Name) {
		if h.From < m.sentence.From || h.To > m.sentence.To {
			continue
		}
		n := r.meaning(m.block, h)
		if n != nil && n.Kind != lexicon.Foreign && n.Kind != lexicon.Capability && slices.Contains(r.lex.BrandsOf[id], r.lex.Entries[n.Entry].ID) {
			return true
		}
	}
	return false
}

// siblings tells whether two products go under one brand.
func (r *senseReading) siblings(a, b string) bool {
	return slices.ContainsFunc(r.lex.BrandsOf[a], func(brand string) bool { return slices.Contains(r.lex.BrandsOf[b], brand) })
}

// namesPlace tells whether a word of work speaks of a capability in a sentence
// of the scope that names what it needs: "58 virtual machines … in Azure".
func (r *senseReading) namesPlace(m *mention) bool {
	class, lang := r.blocks[m.block].class, r.blocks[m.block].lang
	if lang == nil || m.from > 0 && phrase.Opens(r.tokensOf(m.block)[m.from-1:], lang.Words[list.Prepositions]) {
		return false // "extraction from SAP ECC"
	}
	if class == nil {
		up := r.blocks[m.block].heading
		return m.verb != "" && m.polarity == sow.InScope && (r.kindOfDoc == sow.KindManaged || up >= 0 && r.saysAny(r.tokensOf(up), m.name.Needs.Words)) &&
			r.saysAny(r.tokensOf(m.block)[m.sentence.From:m.sentence.To], m.name.Needs.Words)
	}
	return m.verb != "" && m.polarity == sow.InScope && class.Class == "scope" &&
		r.saysAny(r.tokensOf(m.block)[m.sentence.From:m.sentence.To], m.name.Needs.Words)
}
