package licence

import (
	"fmt"
	"sync"

	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
	"claimline/internal/sow"
	"claimline/internal/weigh"
)

// Sales are the compiled weights of the words that tell who sells. They are safe
// for concurrent use.
type Sales struct {
	answers []saleAnswer
	table   *weigh.Table // of the words of all answers; each has places of its own
	sums    sync.Pool    // *weigh.Sum over the table, whose memory is kept for the next document
}

// saleAnswer is one answer to whether the partner sells.
type saleAnswer struct {
	sells       bool
	bias, least float64 // log odds
}

// NewSales takes in learnt weights. It refuses a place that is not known.
func NewSales(list []sow.SaleWeights) (*Sales, error) {
	s := &Sales{}
	var places []string
	var words []sow.WordWeight
	for _, w := range list {
		answer := fmt.Sprintf("%t ", w.Sells)
		for _, place := range sow.SalePlaces {
			places = append(places, answer+place)
		}
		for _, one := range w.Words {
			one.Place = answer + one.Place
			words = append(words, one)
		}
		s.answers = append(s.answers, saleAnswer{w.Sells, w.Bias, w.Least})
	}
	var err error
	if s.table, err = weigh.Of(places, words); err != nil {
		return nil, fmt.Errorf("sales: %w", err)
	}
	return s, nil
}

// overturned is by how much, in log odds, the other answer must exceed that of the
// rules to be taken before it. On documents from which nothing was learnt it was right
// whenever it did, where the agreement leaves both open.
const overturned = 4.0

// WeighSale lets the words of all lines about licences answer whether the partner
// sells them, where the rules say nothing or two things, or where the words say much
// more for the other answer. An answer that too little speaks for is none.
func (rd *Reader) WeighSale(s *Sales, ruled sow.Fact[bool], agreement sow.Fact[sow.Agreement]) sow.Fact[bool] {
	sells, known := ruled.Known()
	if v, ok := agreement.Known(); s == nil || len(s.answers) == 0 || known && ok && v != sow.CSP {
		return ruled
	}
	odds, best := rd.saleOdds(s)
	if known {
		return rd.overturn(s, ruled, sells, odds, best)
	}
	most := 0.0
	for i, a := range s.answers {
		if best[i] != nil && !best[i].Topics.Has(topic.LicencePending) && odds[i] > a.least && odds[i] > most {
			most, ruled = odds[i], sow.NewFact(a.sells, rd.Evidence(best[i], 0, 0))
		}
	}
	return ruled
}

// overturn gives the other answer than the rules' one where the words say much more
// for it.
func (rd *Reader) overturn(s *Sales, ruled sow.Fact[bool], sells bool, odds []float64, best []*page.Line) sow.Fact[bool] {
	own, other := 0.0, -1
	for i, a := range s.answers {
		if a.sells == sells {
			own = odds[i]
		} else {
			other = i
		}
	}
	if other < 0 || best[other] == nil || odds[other] <= 0 || odds[other]-own <= overturned || rd.namesElse(best[other]) {
		return ruled
	}
	return sow.NewFact(!sells, rd.Evidence(best[other], 0, 0))
}

// namesElse tells whether a line names other agreements than the programme: one that
// the customer has left, or that of another, tells nothing of who sells.
func (rd *Reader) namesElse(l *page.Line) bool {
	return l.HasNamed(topic.Agreement) && len(rd.programmes(l)) == 0
}

// saleOdds gives the log odds of each answer, and the line that speaks most for it.
func (rd *Reader) saleOdds(s *Sales) (odds []float64, best []*page.Line) {
	sum, _ := s.sums.Get().(*weigh.Sum)
	if sum == nil {
		sum = weigh.NewSum(s.table)
	}
	defer s.sums.Put(sum)
	sum.Start()
	r := rd.saleReader(s.table, sum, len(s.answers))
	odds, best = make([]float64, len(s.answers)), make([]*page.Line, len(s.answers))
	most := make([]float64, len(s.answers))
	for i := range rd.Lines {
		l := &rd.Lines[i]
		for k, added := range r.line(l) {
			if odds[k] += added; added > most[k] {
				most[k], best[k] = added, l
			}
		}
	}
	for k, a := range s.answers {
		odds[k] += a.bias
	}
	return odds, best
}
