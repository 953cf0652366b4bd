package detect

import (
	"slices"

	"claimline/internal/detect/around"
	"claimline/internal/detect/mention"
	"claimline/internal/sow"
	"claimline/internal/weigh"
)

// workScale holds the compiled weights of one association. It is read only.
type workScale struct {
	sow.WorkWeights
	table *weigh.Table
	pages *beginningScale
}

// workPans weigh the work on the products of one document by one association.
type workPans struct {
	*workScale
	around *around.Surroundings
	sum    *weigh.Sum
	heads  map[int][]float64 // what the headings add one after the other, by the innermost
	begins float64           // what the first pages of the document say
}

// workScales puts what was learnt of each association beside its compiled weights,
// of the words around products and of the first pages.
func workScales(list []sow.WorkWeights, tables []*weigh.Table, pages []*beginningScale) []workScale {
	out := make([]workScale, len(list))
	for i, w := range list {
		out[i] = workScale{w, tables[i], pages[i]}
	}
	return out
}

// workPans gives what weighs the work, nothing in a document that is too short.
func (r *reading) workPans() []workPans {
	w := r.d.scale
	if w == nil || len(r.Blocks) < w.Blocks || len(w.works) == 0 {
		return nil
	}
	if r.doing == nil {
		for i := range w.works {
			s := &w.works[i]
			r.doing = append(r.doing, workPans{s, r.surroundings(s.table, w.known, false), r.sumOver(s.table), map[int][]float64{}, r.beginningOdds(s.pages)})
		}
	}
	return r.doing
}

// weighWork corrects what the rules say of the work on a delivered product where
// the words around it speak more plainly.
func (r *reading) weighWork(t *tally, says []sow.Activity) []sow.Activity {
	pans := r.workPans()
	if len(pans) == 0 || r.Lex.Entries[t.entry].Kind != sow.CanonicalWorkload {
		return says
	}
	own, best, most := associationOf(says), sow.AssocDeployment, 0.0
	for i := range pans {
		if odds := pans[i].odds(t, own); odds > most {
			best, most = pans[i].Association, odds
		}
	}
	if best == own {
		return says
	}
	return workFor(best, says)
}

// odds gives the log odds that the work on a product counts as the association.
func (p *workPans) odds(t *tally, own sow.Association) float64 {
	sum := 0.0
	for _, m := range t.mentions {
		sum += p.mention(m)
	}
	rules := -p.Rules
	if own == p.Association {
		rules = p.Rules
	}
	return p.Bias + rules + p.begins + sum/float64(len(t.mentions))
}

// mention adds up what stands around one mention, each thing once. Headings have
// places of their own, so what they add is found once for all below them. It is
// added one after the other: a sum in another order may differ in the last
// digit.
func (p *workPans) mention(m *mention.Mention) float64 {
	above := p.around.Above(m)
	adds, known := p.heads[above]
	if !known {
		p.sum.Start()
		p.around.Headings(above, func(at around.Spot, word, next int32) {
			if word == 0 {
				return
			}
			if w := p.sum.Say(int(at), word, next); w != 0 {
				adds = append(adds, w)
			}
		})
		p.heads[above] = adds
	}
	p.sum.Start()
	for _, one := range p.around.SaidOf(m) {
		p.sum.Say(int(one.At), one.Word, one.Next)
	}
	sum := p.sum.Weight()
	for _, w := range adds {
		sum += w
	}
	return sum
}

// associationOf gives the association that work counts as (guide, section 5).
func associationOf(work []sow.Activity) sow.Association {
	switch sow.WorkOf(work) {
	case "run", "teach":
		return sow.AssocUsage
	case "advise":
		return sow.AssocRevenue
	}
	return sow.AssocDeployment
}

// workFor gives the work that counts as an association: of what the rules say
// that which fits, else the plainest.
func workFor(a sow.Association, says []sow.Activity) []sow.Activity {
	fits := slices.DeleteFunc(slices.Clone(says), func(one sow.Activity) bool {
		return one != sow.StaffAugmentation && associationOf([]sow.Activity{one}) != a
	})
	if !slices.ContainsFunc(fits, func(one sow.Activity) bool { return one != sow.StaffAugmentation }) {
		fits = append(fits, plainest[a])
	}
	return sorted(fits)
}

// plainest is the work that each association is named for.
var plainest = map[sow.Association]sow.Activity{sow.AssocDeployment: sow.Deployment, sow.AssocUsage: sow.Adoption, sow.AssocRevenue: sow.Assessment}
