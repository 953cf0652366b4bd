package detect

import (
	"slices"

	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/mention"
	"claimline/internal/detect/sense"
	"claimline/internal/sow"
)

// Bounds of the dominance rule: one plain line, or several weak ones.
const (
	enoughTogether = 1.0
	enoughAlone    = 0.65 // in a document that has no better line
	rounding       = 1e-9 // sums of weights are not exact
)

// tally is everything said about one lexicon entry.
type tally struct {
	entry    int
	mentions []*mention.Mention
	best     float64
	sum      float64
	against  []string // products that lines exclude by their own name
	leads    string   // product of the line that says most
	polarity sow.Polarity
}

// aggregate turns mentions into workloads and reads the document as a whole.
func (r *reading) aggregate() sow.Detection {
	tallies := r.tally()
	foreign := r.otherVendor()
	kind := r.KindOfDoc
	if foreign {
		kind = sow.KindOtherVendors
	}
	for _, t := range tallies {
		t.polarity = t.decide()
		if foreign && t.polarity == sow.InScope {
			t.polarity = sow.Competitor
		}
	}
	if !foreign {
		promote(tallies)
		r.weigh(tallies)
	}
	r.setAside(tallies)
	r.foldUmbrellas(tallies)
	out := sow.Detection{Kind: kind, KindEvidence: r.kindEvidence, OtherVendor: foreign, Activities: r.activities()}
	for _, t := range tallies {
		out.Workloads = append(out.Workloads, r.workload(t, kind, tallies))
	}
	return out
}

// tally groups the mentions by entry, in the order of the lexicon.
func (r *reading) tally() []*tally {
	byEntry := map[int]*tally{}
	var list []*tally
	for i := range r.Mentions {
		m := &r.Mentions[i]
		t := byEntry[m.Name.Entry]
		if t == nil {
			t = &tally{entry: m.Name.Entry}
			byEntry[m.Name.Entry], list = t, append(list, t)
		}
		t.add(m)
	}
	slices.SortFunc(list, func(a, b *tally) int { return a.entry - b.entry })
	return slices.DeleteFunc(list, func(t *tally) bool { return t.generic() })
}

func (t *tally) add(m *mention.Mention) {
	t.mentions = append(t.mentions, m)
	t.sum += m.Weight
	if m.Weight > t.best {
		t.best, t.leads = m.Weight, m.Name.Product
	}
	if m.Polarity == sow.Excluded && m.Direct && m.Name.Kind != lexicon.Legacy {
		t.against = append(t.against, m.Name.Product)
	}
}

// generic tells whether only generic wording speaks of the product, and too
// little of it to name the product at all.
func (t *tally) generic() bool {
	for _, m := range t.mentions {
		if m.Name.Kind != lexicon.Capability || m.Branded {
			return false
		}
	}
	return t.sum < sense.EnoughOnce+rounding
}

// decide applies the dominance rule.
func (t *tally) decide() sow.Polarity {
	itself := func(product string) bool { return product == "" || t.leads == "" || product == t.leads }
	if slices.ContainsFunc(t.against, itself) && t.best < sense.StrongOnce-rounding {
		return sow.Excluded
	}
	if t.best >= sense.EnoughOnce-rounding || t.sum >= enoughTogether-rounding {
		return sow.InScope
	}
	return t.leading()
}

// promote takes what is only named in passing for the scope of a document that
// names nothing else: its sections say too little, not its products.
func promote(tallies []*tally) {
	for _, t := range tallies {
		if t.polarity == sow.InScope {
			return
		}
	}
	for _, t := range tallies {
		if t.polarity == sow.Supporting && t.best >= enoughAlone {
			t.polarity = sow.InScope
		}
	}
}

// order ranks polarities for a workload that is not in scope: the plainest
// refusal first.
var order = []sow.Polarity{
	sow.Excluded, sow.Optional, sow.Future, sow.Source, sow.Prerequisite, sow.Tool, sow.Integration,
	sow.Licence, sow.Background, sow.Competitor, sow.Boilerplate,
}

// leading gives the polarity that most mentions have; of equals the plainest.
func (t *tally) leading() sow.Polarity {
	count := map[sow.Polarity]int{}
	for _, m := range t.mentions {
		count[m.Polarity]++
	}
	best, most := sow.Supporting, count[sow.InScope]
	for _, p := range order {
		if count[p] > 0 && (count[p] > most || count[p] == most && best == sow.Supporting) {
			best, most = p, count[p]
		}
	}
	return best
}

// foldUmbrellas sets aside suites whose products are named, and everything
// that has no canonical id: it is shown, never recommended. A product of its own
// under the name of a suite stays, the portal of Microsoft Defender XDR.
func (r *reading) foldUmbrellas(tallies []*tally) {
	inScope := map[string]bool{}
	for _, t := range tallies {
		if t.polarity == sow.InScope {
			inScope[r.Lex.Entries[t.entry].ID] = true
		}
	}
	for _, t := range tallies {
		e := &r.Lex.Entries[t.entry]
		if t.polarity != sow.InScope {
			continue
		}
		own := e.Kind == sow.CanonicalWorkload && t.hasMention(r.namesItself)
		if e.Kind != sow.CanonicalWorkload || !own && slices.ContainsFunc(e.ExpandsTo, func(id string) bool { return inScope[id] }) {
			t.polarity = sow.Supporting
		}
	}
}

// namesItself tells whether a line in scope is on a suite itself: it names a product of
// its own, or says plainly that something is done with the suite.
func (r *reading) namesItself(m *mention.Mention) bool {
	return r.plainlyDone(m) || m.Polarity == sow.InScope && m.Name.Product != ""
}

// plainlyDone tells whether a line of text, not a heading, says that something
// is done with a product: "We put X into service", beside its parts.
func (r *reading) plainlyDone(m *mention.Mention) bool {
	return m.Weight >= weightGoverned && r.Doc.Blocks[m.Block].Kind != sow.Heading
}

func (t *tally) strength() sow.Strength {
	switch {
	case t.polarity != sow.InScope:
		return sow.Weak
	case t.best >= sense.StrongOnce || t.sum >= 2*enoughTogether:
		return sow.Strong
	}
	return sow.Medium
}

// workload makes the outcome of one tally.
func (r *reading) workload(t *tally, kind sow.DocKind, all []*tally) sow.Workload {
	e := &r.Lex.Entries[t.entry]
	w := sow.Workload{
		ID: e.ID, Name: e.Name, Family: e.Family, Plane: e.Plane, Kind: e.Kind,
		Polarity: t.polarity, Strength: t.strength(), Activities: []sow.Activity{}, Evidence: r.lines(t),
	}
	for _, m := range t.mentions {
		if w.Product == nil && m.Name.Product != "" && (m.Weight > 0 || t.polarity != sow.InScope) {
			product := m.Name.Product
			w.Product = &product
		}
		if t.polarity == sow.InScope && m.Polarity == sow.Excluded {
			w.Exclusions = append(w.Exclusions, r.evidence(m))
		}
	}
	if t.polarity == sow.InScope {
		w.Activities = r.weighWork(t, r.work(t, kind))
		w.Quantity = r.quantity(t)
	}
	if e.Kind == sow.Umbrella || len(e.ExpandsTo) > 0 {
		w.Candidates = r.candidates(e, all)
	}
	return w
}

// candidates gives what an umbrella may stand for when none of it is in scope
// by its own name.
func (r *reading) candidates(e *sow.LexiconEntry, all []*tally) []string {
	for _, t := range all {
		if t.polarity == sow.InScope && slices.Contains(e.ExpandsTo, r.Lex.Entries[t.entry].ID) {
			return nil
		}
	}
	return slices.Clone(e.ExpandsTo)
}
