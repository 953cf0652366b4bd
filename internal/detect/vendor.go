package detect

import "claimline/internal/sow"

// otherVendor tells whether the work is about another vendor's products: in
// the places that say what is delivered, other vendors carry more than twice
// the weight of Microsoft's products.
func (r *reading) otherVendor() bool {
	var own, others float64
	for i := range r.mentions {
		if r.mentions[i].name.kind != capability {
			own += r.mentions[i].weight
		}
	}
	for i := range r.vendors {
		others += r.vendors[i].weight
	}
	if r.titleOther() {
		return others > own
	}
	return others > 4*own && r.near.foreign >= 3 && others > 2
}

// titleOther tells whether the title of the document names another vendor and
// no product of Microsoft's.
func (r *reading) titleOther() bool {
	for i := range min(openingRows, len(r.blocks)) {
		if !r.isTitle(i) && r.doc.Blocks[i].Kind != sow.Heading {
			continue
		}
		hits := r.hitsOf(i, layerName)
		foreignNames := 0
		for _, h := range hits {
			if n := r.meaning(i, h); n != nil && n.kind == foreign {
				foreignNames++
			}
		}
		return len(hits) > 0 && foreignNames == len(hits)
	}
	return false
}

// activities gives the words of work in sections that are not set aside.
func (r *reading) activities() (out []sow.ActivityHit) {
	for i := range r.blocks {
		info := &r.blocks[i]
		k := r.doc.Blocks[i].Kind
		if k == sow.Header || k == sow.Footer || k == sow.Comment {
			continue
		}
		w := 0.5
		if info.class != nil {
			w = info.class.Weight
		}
		if w < 0.5 || info.class != nil && info.class.Polarity != sow.InScope {
			continue
		}
		for _, h := range r.hitsOf(i, layerVerb) {
			for p := range r.phrasesOf(h, layerVerb, info.lang) {
				tokens := r.tokensOf(i)
				from, to := int(tokens[h.from].start), int(tokens[h.to-1].end)
				out = append(out, sow.ActivityHit{Activity: r.d.verbs[p.ref].activity, Weight: w,
					Evidence: r.quote(i, r.sentence(i, h), from, to)})
			}
		}
	}
	return out
}
