package detect

import "slices"

// besideBrand tells whether generic wording stands in one sentence with the
// brand that its product belongs to: "the sensitivity labels of Purview".
func (r *reading) besideBrand(m *mention) bool {
	id := r.d.lex.Entries[m.name.entry].ID
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
