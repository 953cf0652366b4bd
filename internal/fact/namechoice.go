package fact

import (
	"slices"
	"strconv"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/page"
	"claimline/internal/sow"
)

// candidate is an organisation that may be one of the two sides. The value is
// its full name.
type candidate struct {
	choice[string]
	party *party
}

// candidates gives the organisations that a document names: those of the
// survey, and the two that the rules chose.
func (rd *reading) candidates() (list []*candidate) {
	if len(rd.Lines) == 0 {
		return nil
	}
	s := rd.survey()
	chosen := map[*organisation]*party{}
	for _, p := range []*party{rd.parties.c, rd.parties.p} {
		if p != nil {
			chosen[s.find(p)] = p
		}
	}
	at := s.mentions()
	for _, o := range s.list {
		if len(at[o]) > 0 {
			list = append(list, s.candidate(o, chosen[o], at[o]))
		}
	}
	slices.SortStableFunc(list, func(a, b *candidate) int { return a.before(b) })
	for i, c := range list {
		c.traits = append(c.traits, "order-"+strconv.Itoa(min(i, fewest)))
	}
	slices.SortStableFunc(list, func(a, b *candidate) int { return len(b.at) - len(a.at) })
	for i, c := range list {
		c.traits = append(c.traits, "rank-"+strconv.Itoa(min(i, fewest)))
	}
	return list
}

// candidate makes one of an organisation. Chosen is what the rules took for a
// side, nil when they did not.
func (s *survey) candidate(o *organisation, chosen *party, at []stated) *candidate {
	traits := s.traitsOf(o)
	if chosen != nil {
		return &candidate{choice[string]{value: chosen.name, at: at, traits: append(traits, chosen.traits()...)}, chosen}
	}
	traits = append(traits, s.rd.partyOf(o).traits()...)
	p := o.party()
	l := at[0].line
	p.evAny.offer(1, s.rd.Evidence(l, l.Words[at[0].from].Start, l.Words[min(at[0].to, len(l.Words))-1].End))
	return &candidate{choice[string]{value: o.text, at: at, traits: traits}, p}
}

// before compares where two are named first.
func (c *candidate) before(d *candidate) int {
	a, b := c.at[0], d.at[0]
	if n := a.line.Block - b.line.Block; n != 0 {
		return n
	}
	if n := a.line.Start - b.line.Start; n != 0 {
		return n
	}
	return a.from - b.from
}

// partyOf gives what known wordings say of an organisation, nil for nothing.
func (rd *reading) partyOf(o *organisation) *party {
	for _, p := range rd.parties.list {
		if slices.ContainsFunc(o.forms, func(f []string) bool { return slices.Equal(f, p.core()) }) {
			return p
		}
	}
	return nil
}

// traitsOf tells what the survey found of an organisation.
func (s *survey) traitsOf(o *organisation) []string {
	out := []string{
		"role" + level(o.role), "proof" + level(o.proof), "deeds" + level(o.deeds), "had" + level(o.had), "near" + level(o.near), "placed" + level(o.placed),
		"words-" + strconv.Itoa(min(len(o.core()), 5)), "other" + level(o.other),
	}
	out = appendIf(out, o.form > 0, "form")
	out = appendIf(out, o.sure, "sure")
	out = appendIf(out, o.signs, "signs")
	out = appendIf(out, o.edge, "edge")
	out = appendIf(out, o.blocks < 2, "once")
	for i, k := range o.key {
		if i < len(o.core()) {
			out = append(out, "own-"+k)
		} else {
			out = append(out, "form-"+k)
		}
	}
	return out
}

// level writes a weight as one of a few steps.
func level(x float64) string {
	for _, step := range []float64{-4, -2, -1, -0.2, 0.2, 1, 2, 4} {
		if x < step {
			return "<" + strconv.FormatFloat(step, 'g', -1, 64)
		}
	}
	return ">4"
}

// traits tells what known wordings say of a party.
func (p *party) traits() []string {
	if p == nil {
		return []string{"unknown"}
	}
	out := []string{
		"customer" + level(p.customer), "partner" + level(p.partner), "sum" + level(p.customer-p.partner),
		"by-customer" + level(p.evCustomer.weight), "by-partner" + level(p.evPartner.weight),
	}
	out = appendIf(out, p.strong, "strong")
	out = appendIf(out, p.signs, "signed")
	out = appendIf(out, p.paired, "paired")
	out = appendIf(out, p.paired && p.first, "paired-first")
	out = appendIf(out, p.paired && !p.first, "paired-second")
	out = appendIf(out, p.defined, "defined")
	return appendIf(out, p.letterhead, "letterhead")
}

func appendIf(list []string, is bool, name string) []string {
	if !is {
		return list
	}
	return append(list, name)
}

// mentions gives the places in which each organisation is named.
func (s *survey) mentions() map[*organisation][]stated {
	begins := s.begins()
	out := map[*organisation][]stated{}
	for i := range min(len(s.rd.Lines), surveyLines) {
		mentions(&s.rd.Lines[i], begins, out)
	}
	for i := range s.sides {
		mentions(&s.sides[i], begins, out)
	}
	return out
}

// mentions adds the places of a line in which organisations are named, by the
// words with which their names begin.
func mentions(l *page.Line, begins *lexicon.FirstWords[*organisation], out map[*organisation][]stated) {
	for k := 0; k < len(l.Words); k++ {
		if !l.Words[k].Capital {
			continue
		}
		if named, end := namedAt(l, k, begins); named != nil {
			out[named] = append(out[named], stated{l, k, end})
			k = end - 1
		}
	}
}

// pickParties lets the words around the names of a document say who the two
// sides are, with what the rules chose: the two for which most speaks together.
func (s *spots) pickParties(f *sow.Facts) {
	if s == nil || !s.rd.asked(pickCustomer) || !s.rd.asked(pickPartner) {
		return
	}
	list := s.rd.candidates()
	names := make([]*choice[string], len(list))
	for i, c := range list {
		names[i] = &c.choice
	}
	k := pickerOf(s, names, pickCustomer, pickPartner)
	c, p := bestSides(k.leads(pickCustomer, f.Customer), k.leads(pickPartner, f.Partner))
	f.Customer, s.rd.parties.c = s.sideOf(list, c, pickCustomer, f.Customer)
	f.Partner, s.rd.parties.p = s.sideOf(list, p, pickPartner, f.Partner)
}

// bestSides gives the indexes of the two with the largest sum of their leads,
// -1 for none: a lead below 0 is worse than none.
func bestSides(customer, partner []float64) (c, p int) {
	c, p = -1, -1
	best := 0.0
	for i := -1; i < len(customer); i++ {
		for j := -1; j < len(partner); j++ {
			if sum := leadOf(customer, i) + leadOf(partner, j); sum > best && i != j {
				best, c, p = sum, i, j
			}
		}
	}
	return c, p
}

func leadOf(leads []float64, i int) float64 {
	if i < 0 {
		return 0
	}
	return leads[i]
}

// leads gives by how much the log odds that each is the fact exceed the least
// that must speak for one.
func (k picker[T]) leads(fact int, ruled sow.Fact[T]) []float64 {
	p := k.s.rd.r.picks[sow.PickFacts[fact]]
	chosen, has := ruled.Known()
	out := make([]float64, len(k.list))
	for i, c := range k.list {
		out[i] = p.Bias + k.odds[i][fact] - p.Least
		if has && c.value == chosen {
			out[i] += p.Rules
		}
	}
	return out
}

// sideOf gives the candidate with an index as a fact and party.
func (s *spots) sideOf(list []*candidate, i, fact int, ruled sow.Fact[string]) (sow.Fact[string], *party) {
	if i < 0 {
		return sow.NoFact[string](), nil
	}
	if chosen, ok := ruled.Known(); ok && chosen == list[i].value {
		return ruled, list[i].party
	}
	return factOf(s, fact, &list[i].choice), list[i].party
}
