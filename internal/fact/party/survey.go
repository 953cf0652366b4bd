package party

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/page"
	"claimline/internal/fact/pick"
)

// The survey is the second way to the two parties. It knows no wording that
// states a role. It gathers the organisations of a document, weighs what stands
// around each mention, and takes a name only where it leads the next one
// clearly: a wrong name costs more than a missing one.

// organisation is a name that may be that of a party.
type organisation struct {
	text  string
	key   []string
	form  int
	forms [][]string // under which the text speaks of it, itself first
	at    *page.Line // where it stands fullest, nil for that of a party which the survey has not met
	known *Party     // that party
	from  int        // bytes of its name there
	to    int

	proof  float64 // that it is the name of an organisation
	sure   bool    // it has a legal form, a definition or a domain
	blocks int     // that name it
	last   int     // the last such block
	role   float64 // above 0 for the customer, below for the partner
	other  float64 // that it is neither
	signs  bool
	edge   bool // stands in a running header or footer

	deeds, had, near, placed float64 // the parts of role
	acts                     float64 // how often the text says what it does or has
}

// Survey is one pass of the second way.
type Survey struct {
	rd         *Sides
	list       []*organisation
	byCore     map[string]*organisation
	people     map[string]bool // folded names
	common     map[string]bool // folded words of names that are ordinary ones
	hosts      []hostName
	hostStarts [utf8.RuneSelf]bool      // the first letters of their names
	borne      map[string]bool          // by name, whether a domain bears it, where that has been asked
	sides      []page.Line              // the labels of lines that may hold a name: "Accepted for Acme Ltd: ..."
	below      int                      // the line of the closing of a letter, -1 for none
	together   map[[2]*organisation]int // lines that name both
	actor      *organisation            // the subject of the sentence that is being weighed
	author     float64                  // above 0 where the author of the text is the customer
	noted      []notedName              // in order, as they were weighed
	core       []byte                   // of the name that is being noted
	gists      []lexicon.Gist           // of the words of a line that is none of the page
}

// notedName is where an organisation is named.
type notedName struct {
	named *organisation
	at    pick.Stated
}

// Bounds of the survey.
const (
	surveyLines  = 4000
	maxSurveyed  = 400
	leastProof   = 1.5 // of an organisation
	leastGap     = 2.5 // between the roles of the two
	leastOfTwo   = 1.5 // the same, where no other is named
	othersRole   = 1.0 // that may speak for the other role, of two that are alone
	leastLead    = 1.5 // before the next pair
	leastAlone   = 4.0 // of a side without the other
	maxDeeds     = 5.0
	maxHad       = 3.0
	maxNear      = 3.0
	maxPlaced    = 8.0
	perBlock     = 0.25
	maxPerBlock  = 2.0
	otherCosts   = 3.0
	perSignature = 1.5
	perSure      = 0.5
	perMeeting   = 0.75
	maxTogether  = 1.5
)

// survey gives the organisations of the document with their roles. The names
// are gathered once.
func (rd *Sides) survey() *Survey {
	if rd.gathered == nil {
		rd.gathered = rd.gather()
	}
	if rd.gathered.common == nil {
		rd.gathered.settle()
	}
	s := rd.gathered.clone()
	s.join()
	s.weigh()
	return s
}

// gather begins a survey: it notes the names.
func (rd *Sides) gather() *Survey {
	s := rd.NewSurvey()
	s.gather()
	return s
}

// NewSurvey begins a survey of the names on the page.
func (rd *Sides) NewSurvey() *Survey {
	s := &Survey{rd: rd, byCore: map[string]*organisation{}, borne: map[string]bool{}}
	s.readSides()
	return s
}

// clone gives a survey with the same names, to be joined and weighed.
func (s *Survey) clone() *Survey {
	out := *s
	out.together = map[[2]*organisation]int{}
	all := make([]organisation, len(s.list))
	out.list = make([]*organisation, len(s.list))
	for i, o := range s.list {
		all[i] = *o
		out.list[i] = &all[i]
	}
	return &out
}

// pair gives the two sides, nil for one that is not clear. A side that is known
// already is given.
func (s *Survey) pair(customer, partner *organisation) (c, p *organisation) {
	best, next := -1e9, -1e9
	for _, a := range s.list {
		if customer != nil && a != customer {
			continue
		}
		for _, b := range s.list {
			if a == b || partner != nil && b != partner {
				continue
			}
			gain := a.fit(1, a == customer) + b.fit(-1, b == partner) + min(maxTogether, perMeeting*float64(s.together[[2]*organisation{a, b}]))
			if a.signs && b.signs {
				gain += perSignature
			}
			switch {
			case gain > best:
				best, next, c, p = gain, best, a, b
			case gain > next:
				next = gain
			}
		}
	}
	if c == nil || best-next < leastLead || !s.fits(c, p, customer, partner) {
		return s.alone(customer, partner)
	}
	return c, p
}

// fits tells whether two organisations are the two sides. Given are those that
// are known already.
func (s *Survey) fits(c, p, customer, partner *organisation) bool {
	gap, bound := leastGap, 0.0
	if s.onlyTwo(c, p) {
		gap, bound = leastOfTwo, othersRole
	}
	if !c.likely() || !p.likely() || customer == nil && c.role < -bound || partner == nil && p.role > bound {
		return false
	}
	return customer != nil || partner != nil || c.role-p.role >= gap
}

// onlyTwo tells whether no other name is sure to be that of an organisation.
func (s *Survey) onlyTwo(c, p *organisation) bool {
	return !slices.ContainsFunc(s.list, func(o *organisation) bool { return o != c && o != p && o.likely() && o.other == 0 })
}

// likely tells whether a name is that of an organisation beyond doubt.
func (o *organisation) likely() bool {
	return o.sure || o.proof >= proofBody || o.proof >= leastProof && (o.blocks > 1 || (len(o.core()) > 2 || max(o.placed, -o.placed) >= byTitle) && max(o.role, -o.role) >= leastProof)
}

// alone gives each side on its own.
func (s *Survey) alone(customer, partner *organisation) (c, p *organisation) {
	if customer == nil {
		c = s.leader(1, partner)
	}
	if partner == nil {
		p = s.leader(-1, customer)
	}
	if c == p {
		return nil, nil
	}
	return c, p
}

// leader gives the organisation that leads on one side.
func (s *Survey) leader(side float64, not *organisation) *organisation {
	list := slices.DeleteFunc(slices.Clone(s.list), func(o *organisation) bool { return o == not })
	slices.SortStableFunc(list, func(a, b *organisation) int { return cmp.Compare(b.fit(side, false), a.fit(side, false)) })
	if len(list) == 0 || list[0].role*side < leastAlone || list[0].other > 0 || !list[0].likely() {
		return nil
	}
	if len(list) > 1 && list[0].fit(side, false)-list[1].fit(side, false) < 2*leastLead {
		return nil
	}
	return list[0]
}

// fit gives how well an organisation fits a side: 1 for the customer, -1 for
// the partner.
func (o *organisation) fit(side float64, given bool) float64 {
	if given {
		return 0
	}
	fit := o.role*side + min(o.proof, 2.5) + min(perBlock*float64(o.blocks), maxPerBlock) - otherCosts*min(o.other, 3)*min(1, 2*o.other/float64(max(o.blocks, 1)))
	if o.signs {
		fit += perSignature
	}
	if o.blocks < 2 && !o.signs && !o.edge {
		fit -= perSure
	}
	if o.sure {
		fit += perSure
	}
	return fit
}

// GatherBeside gathers the names from a page beside the one for which it was made.
func (s *Survey) GatherBeside(side *Sides) *Survey {
	s.rd = side
	s.gather()
	return s
}

// Take takes over the names that were gathered beside.
func (rd *Sides) Take(s *Survey) {
	s.rd, rd.gathered = rd, s
}

// GatherNames gathers the names at once.
func (rd *Sides) GatherNames() { rd.gathered = rd.gather() }
