package detect

import (
	"slices"

	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/mention"
	"claimline/internal/detect/page"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/sense"
	"claimline/internal/sow"
)

// plainlyOther is how much more other vendors must weigh than a product of
// Microsoft's that is plainly delivered somewhere.
const plainlyOther = 8

// titled is how much more other vendors must weigh when one of them has the
// title of the document: it may be the one that is left.
const titled = 2

// weightGoverned is what a line of the scope is worth at least that a word of
// work governs.
const weightGoverned = 1.4

// otherVendor tells whether the work is about another vendor's products: in
// the places that say what is delivered, other vendors carry more than twice
// the weight of Microsoft's products, or several of these are given up for
// them.
func (r *reading) otherVendor() bool {
	var best float64
	leaving, delivered := map[int]bool{}, map[int]bool{}
	for i := range r.Mentions {
		m := &r.Mentions[i]
		if !r.canonical(m) {
			continue
		}
		best = max(best, m.Weight)
		switch {
		case m.Polarity == sow.Source && r.VendorIn(m):
			leaving[m.Name.Entry] = true
		case m.Weight >= sense.EnoughOnce-rounding:
			delivered[m.Name.Entry] = true
		}
	}
	others, own := worthOf(r.Vendors, nil), worthOf(r.Mentions, r.canonical)
	if len(leaving) >= 2 && len(leaving) >= len(delivered) && others > own {
		return true
	}
	if best >= weightGoverned {
		return others > plainlyOther*own // a replacement names what it replaces often
	}
	if r.titleOther() {
		return others > titled*own
	}
	return others > 4*own && r.Near.Foreign >= 3 && others > 2
}

// vendorsShare is the share of other vendors in the weight of the lines that
// name products, from 0 to 1; smaller where little is named.
func (r *reading) vendorsShare() float64 {
	others, own := worthOf(r.Vendors, nil), worthOf(r.Mentions, r.canonical)
	return others / (others + own + 1)
}

// worthOf is what the lines that name products are worth together, each line
// once, of those that count.
func worthOf(mentions []mention.Mention, counts func(*mention.Mention) bool) (sum float64) {
	block, best := -1, 0.0
	for i := range mentions {
		m := &mentions[i]
		if counts != nil && !counts(m) {
			continue
		}
		if m.Block != block {
			sum, block, best = sum+best, m.Block, 0
		}
		best = max(best, m.Weight)
	}
	return sum + best
}

// canonical tells whether a mention names a workload by more than generic
// wording.
func (r *reading) canonical(m *mention.Mention) bool {
	return m.Name.Kind != lexicon.Capability && r.Lex.Entries[m.Name.Entry].Kind == sow.CanonicalWorkload
}

// titleOther tells whether the first title or heading that names a product
// names another vendor's and none of Microsoft's.
func (r *reading) titleOther() bool {
	for i := range min(page.OpeningRows, len(r.Blocks)) {
		if !r.IsTitle(i) && r.Doc.Blocks[i].Kind != sow.Heading {
			continue
		}
		hits := r.HitsOf(i, phrase.Name)
		foreignNames, named := 0, 0
		for _, h := range hits {
			switch n := r.Meaning(i, h); {
			case n == nil:
			case n.Kind == lexicon.Foreign && r.left(i, h):
			case n.Kind == lexicon.Foreign:
				foreignNames++
				named++
			default:
				named++
			}
		}
		if named > 0 {
			return foreignNames == named
		}
	}
	return false
}

// left tells whether a title says that the product of a hit is given up:
// "Leaving Sage 50", "Replacement of Lotus Notes".
func (r *reading) left(i int, h phrase.Hit) bool {
	for _, c := range r.HitsOf(i, phrase.Cue) {
		if c.To > h.From || c.To+2 < h.From {
			continue
		}
		for cue := range r.CuesOf(c, r.Blocks[i].Lang) {
			if cue.Sets == sow.Source && cue.With == "" && cue.Direction != "backward" {
				return true
			}
		}
	}
	return false
}

// activities adds up the words of work in sections that are not set aside by their
// kind, each with the first line that says so.
func (r *reading) activities() (out []sow.WorkSum) {
	r.EachWork(func(i int, h phrase.Hit, a sow.Activity, w float64) {
		at := slices.IndexFunc(out, func(s sow.WorkSum) bool { return s.Activity == a })
		if at < 0 {
			tokens := r.TokensOf(i)
			quote := r.Quote(i, r.Sentence(i, h), int(tokens[h.From].Start), int(tokens[h.To-1].End))
			at, out = len(out), append(out, sow.WorkSum{Activity: a, Evidence: quote})
		}
		out[at].Weight += w
	})
	return out
}
