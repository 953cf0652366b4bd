package detect

import (
	"cmp"
	"slices"

	"claimline/internal/detect/around"
	"claimline/internal/detect/page"
	"claimline/internal/detect/section"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// kindScale holds what the first pages have been learnt to say of one kind of
// document. It is read only.
type kindScale struct {
	kind  sow.DocKind
	rules float64 // log odds that the rules count, for or against
	pages *beginningScale
}

// kindScales puts what was learnt of each kind beside the compiled weights of its
// first pages.
func kindScales(list []sow.KindWeights, pages []*beginningScale) []kindScale {
	scales := make([]kindScale, 0, len(list))
	for i, w := range list {
		if pages[i] != nil {
			scales = append(scales, kindScale{w.Kind, w.Rules, pages[i]})
		}
	}
	return scales
}

// weighKind asks the first pages what kind of work the document orders. It gives
// the lines that speak most for a kind that the rules alone would not have found.
func (r *reading) weighKind(rules sow.DocKind) (sow.DocKind, []sow.Evidence) {
	if len(r.d.kinds) == 0 {
		return rules, nil
	}
	odds := map[sow.DocKind]float64{}
	for i := range r.d.kinds {
		s := &r.d.kinds[i]
		odds[s.kind] = s.odds(r, rules)
	}
	kind := ChooseKind(rules, odds)
	if kind == "" {
		return r.KindByRules(sow.LearntKinds...), nil
	}
	i := slices.IndexFunc(r.d.kinds, func(s kindScale) bool { return s.kind == kind })
	if kind == rules || i < 0 {
		return kind, nil
	}
	return kind, r.quotePages(r.d.kinds[i].pages)
}

// ChooseKind puts together what the rules and the first pages say of the kind of
// a document: the latter in log odds, by kind. The rules keep the last word about
// its form: a change order is one whatever work it changes. It gives "" where
// the rules say a kind that the pages deny.
func ChooseKind(rules sow.DocKind, odds map[sow.DocKind]float64) sow.DocKind {
	best, most := sow.DocKind(""), 0.0
	for _, k := range sow.LearntKinds {
		if odds[k] > most {
			best, most = k, odds[k]
		}
	}
	_, learnt := odds[rules]
	switch {
	case rules == sow.KindChangeOrder, best == "" && !learnt, rules == sow.KindLicensing && best == sow.KindAssessment:
		return rules
	}
	return best
}

// odds gives the log odds that the document is of the kind.
func (s *kindScale) odds(r *reading, rules sow.DocKind) float64 {
	odds := r.beginningOdds(s.pages)
	if rules == s.kind {
		return odds + s.rules
	}
	return odds - s.rules
}

// quotePages gives the lines of the first pages whose words weigh most, in the
// order in which they stand.
func (r *reading) quotePages(b *beginningScale) []sow.Evidence {
	type line struct {
		block  int
		weight float64
	}
	var lines []line
	sum := r.sumOver(b.table)
	r.eachBeginning(b, func(block int, words []around.Word) {
		sum.Start()
		for _, w := range words {
			sum.Say(0, w.Word, 0)
		}
		if sum.Weight() > 0 && block >= 0 {
			lines = append(lines, line{block, sum.Weight()})
		}
	})
	slices.SortStableFunc(lines, func(a, b line) int { return cmp.Compare(b.weight, a.weight) })
	lines = lines[:min(len(lines), section.MaxKindLines)]
	slices.SortFunc(lines, func(a, b line) int { return cmp.Compare(a.block, b.block) })
	evidence := []sow.Evidence{}
	for _, l := range lines {
		evidence = append(evidence, r.Quote(l.block, token.Span{}, 0, min(len(r.Doc.Blocks[l.block].Text), page.MaxQuote)))
	}
	return evidence
}

// kind reads what kind of statement of work the document is: by the rules, and
// where it has been learnt by the words of its first pages.
func (r *reading) kind() (sow.DocKind, []sow.Evidence) {
	if r.givenKind != "" {
		return r.givenKind, nil
	}
	best, told := r.weighKind(r.KindByRules())
	if told != nil {
		return best, told
	}
	return best, r.QuoteKind(best)
}
