package licence

import (
	"fmt"

	"claimline/internal/fact/page"
	"claimline/internal/sow"
	"claimline/internal/weigh"
)

// Sales are the compiled weights of the words that tell who sells. They are read
// only.
type Sales struct{ answers []saleAnswer }

// saleAnswer is one answer to whether the partner sells.
type saleAnswer struct {
	sells       bool
	bias, least float64 // log odds
	table       *weigh.Table
}

// NewSales takes in learnt weights. It refuses a place that is not known.
func NewSales(list []sow.SaleWeights) (*Sales, error) {
	s := &Sales{}
	for _, w := range list {
		t, err := weigh.Of(sow.SalePlaces, w.Words)
		if err != nil {
			return nil, fmt.Errorf("sales: %w", err)
		}
		s.answers = append(s.answers, saleAnswer{w.Sells, w.Bias, w.Least, t})
	}
	return s, nil
}

// WeighSale lets the words of all lines about licences answer whether the partner
// sells them, where the rules say nothing or two things. An answer that too
// little speaks for is none.
func (rd *Reader) WeighSale(s *Sales, ruled sow.Fact[bool]) sow.Fact[bool] {
	if _, known := ruled.Known(); known || s == nil {
		return ruled
	}
	most := 0.0
	for i := range s.answers {
		a := &s.answers[i]
		odds, best := rd.saleOdds(a)
		if best != nil && odds > a.least && odds > most {
			most, ruled = odds, sow.NewFact(a.sells, rd.Evidence(best, 0, 0))
		}
	}
	return ruled
}

// saleOdds gives the log odds of an answer, and the line that speaks most for it.
func (rd *Reader) saleOdds(a *saleAnswer) (odds float64, best *page.Line) {
	sum := weigh.NewSum(a.table)
	sum.Start()
	r := rd.saleReader(a.table, sum)
	most := 0.0
	for i := range rd.Lines {
		l := &rd.Lines[i]
		if added := r.line(l); added > most {
			most, best = added, l
		}
	}
	return a.bias + sum.Weight(), best
}
