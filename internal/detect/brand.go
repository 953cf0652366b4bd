package detect

import (
	"slices"

	"claimline/internal/sow"
)

// besideBrand tells whether generic wording stands in one sentence with the
// brand that its product belongs to ("the sensitivity labels of Purview"), or
// in a document that names another product of that brand.
func (r *reading) besideBrand(m *mention) bool {
	id := r.d.lex.Entries[m.name.entry].ID
	for entry, sure := range r.near.sure {
		if sure && entry != m.name.entry && r.siblings(id, r.d.lex.Entries[entry].ID) {
			return true
		}
	}
	for _, h := range r.hitsOf(m.block, layerName) {
		if h.from < m.sentence.from || h.to > m.sentence.to {
			continue
		}
		n := r.meaning(m.block, h)
		if n != nil && n.kind != foreign && n.kind != capability && slices.Contains(r.d.brandsOf[id], r.d.lex.Entries[n.entry].ID) {
			return true
		}
	}
	return false
}

// siblings tells whether two products go under one brand.
func (r *reading) siblings(a, b string) bool {
	return slices.ContainsFunc(r.d.brandsOf[a], func(brand string) bool { return slices.Contains(r.d.brandsOf[b], brand) })
}

// maxBrand is the number of products up to which an umbrella is a brand of
// few: beyond it, it says nothing of a single product.
const maxBrand = 6

// brands gives for each workload the umbrellas that are brands it goes under.
// A suite that spans families is none: "labels" beside it says nothing of one
// product.
func brands(lex sow.Lexicon) map[string][]string {
	family := map[string]sow.Family{}
	for _, e := range lex.Entries {
		family[e.ID] = e.Family
	}
	out := map[string][]string{}
	for _, e := range lex.Entries {
		if e.Kind != sow.Umbrella || len(e.ExpandsTo) > maxBrand || slices.ContainsFunc(e.ExpandsTo, func(id string) bool { return family[id] != e.Family }) {
			continue
		}
		for _, id := range e.ExpandsTo {
			out[id] = append(out[id], e.ID)
		}
	}
	return out
}

// namesPlace tells whether a word of work speaks of a capability in a sentence
// of the scope that names what it needs: "58 virtual machines … in Azure".
func (r *reading) namesPlace(m *mention) bool {
	class, lang := r.blocks[m.block].class, r.blocks[m.block].lang
	if lang == nil || m.from > 0 && opens(r.tokensOf(m.block)[m.from-1:], lang.words[listPrepositions]) {
		return false // "extraction from SAP ECC"
	}
	if class == nil {
		up := r.blocks[m.block].heading
		return m.verb != "" && m.polarity == sow.InScope && (r.kindOfDoc == sow.KindManaged || up >= 0 && r.saysAny(r.tokensOf(up), m.name.needs.words)) &&
			r.saysAny(r.tokensOf(m.block)[m.sentence.from:m.sentence.to], m.name.needs.words)
	}
	return m.verb != "" && m.polarity == sow.InScope && class.Class == "scope" &&
		r.saysAny(r.tokensOf(m.block)[m.sentence.from:m.sentence.to], m.name.needs.words)
}

// movedTo tells whether a sentence moves what a hit names to the brand that it
// needs, named as such and not as one of its products: "the 32 servers are
// moved to Azure", but not "… to Azure SQL".
func (r *reading) movedTo(i int, h hit, n *name) bool {
	s, tokens := r.sentence(i, h), r.tokensOf(i)
	lang := r.blocks[i].lang
	if !r.saysVerb(i, s, sow.Migration) || lang != nil && h.from > 0 && opens(tokens[h.from-1:], lang.words[listPrepositions]) {
		return false // "extraction from SAP into Azure"
	}
	for _, o := range r.hitsOf(i, layerName) {
		if o.from < h.to || o.to > s.to || !opens(tokens[o.from:o.to], n.needs.words) {
			continue
		}
		for p := range r.phrasesOf(o, layerName, r.blocks[i].lang) {
			if e := &r.d.lex.Entries[r.d.names[p.ref].entry]; r.d.names[p.ref].kind != foreign && e.Kind == sow.Umbrella {
				return true
			}
		}
	}
	return false
}

// movesThere tells whether generic wording stands in a sentence of moving in a
// document whose title names what it needs: "36 virtual machines are migrated"
// under "Move to Azure".
func (r *reading) movesThere(i int, h hit, n *name) bool {
	return r.saysVerb(i, r.sentence(i, h), sow.Migration) && r.saysAny(r.tokensOf(0), n.needs.words)
}
