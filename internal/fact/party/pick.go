package party

import (
	"slices"
	"strconv"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/page"
	"claimline/internal/fact/pick"
	"claimline/internal/sow"
)

// candidate is an organisation that may be one of the two sides. The value is
// its full name.
type candidate struct {
	pick.Choice[string]
	party *Party
}

// candidates gives the organisations that a document names: those of the
// survey, and the two that the rules chose.
func (rd *Sides) candidates() (list []*candidate) {
	if len(rd.Lines) == 0 {
		return nil
	}
	s := rd.survey()
	chosen := map[*organisation]*Party{}
	for _, p := range []*Party{rd.Parties.Customer, rd.Parties.Partner} {
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
		c.Traits = append(c.Traits, "order-"+strconv.Itoa(min(i, pick.Fewest)))
	}
	slices.SortStableFunc(list, func(a, b *candidate) int { return len(b.At) - len(a.At) })
	for i, c := range list {
		c.Traits = append(c.Traits, "rank-"+strconv.Itoa(min(i, pick.Fewest)))
	}
	return list
}

// candidate makes one of an organisation. Chosen is what the rules took for a
// side, nil when they did not.
func (s *Survey) candidate(o *organisation, chosen *Party, at []pick.Stated) *candidate {
	traits := s.traitsOf(o)
	if chosen != nil {
		return &candidate{pick.Choice[string]{Value: chosen.name, At: at, Traits: append(traits, chosen.traits()...)}, chosen}
	}
	traits = append(traits, s.rd.partyOf(o).traits()...)
	p := o.party()
	l := at[0].Line
	p.evAny.offer(1, s.rd.Evidence(l, l.Words[at[0].From].Start, l.Words[min(at[0].To, len(l.Words))-1].End))
	return &candidate{pick.Choice[string]{Value: o.text, At: at, Traits: traits}, p}
}

// before compares where two are named first.
func (c *candidate) before(d *candidate) int {
	a, b := c.At[0], d.At[0]
	if n := a.Line.Block - b.Line.Block; n != 0 {
		return n
	}
	if n := a.Line.Start - b.Line.Start; n != 0 {
		return n
	}
	return a.From - b.From
}

// partyOf gives what known wordings say of an organisation, nil for nothing.
func (rd *Sides) partyOf(o *organisation) *Party {
	for _, p := range rd.Parties.list {
		if slices.ContainsFunc(o.forms, func(f []string) bool { return slices.Equal(f, p.core()) }) {
			return p
		}
	}
	return nil
}

// traitsOf tells what the survey found of an organisation.
func (s *Survey) traitsOf(o *organisation) []string {
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
func (p *Party) traits() []string {
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

// mentions gives the places in which each organisation is named, as they were noted.
// Lines that name one that has been dropped are read anew: another name may stand in
// its place.
func (s *Survey) mentions() map[*organisation][]pick.Stated {
	begins := s.begins()
	out := map[*organisation][]pick.Stated{}
	if s.noted == nil {
		for i := range min(len(s.rd.Lines), surveyLines) {
			mentions(&s.rd.Lines[i], begins, out)
		}
		for i := range s.sides {
			mentions(&s.sides[i], begins, out)
		}
	}
	for rest := s.noted; len(rest) > 0; {
		l, n := rest[0].at.Line, 0
		for n < len(rest) && rest[n].at.Line == l {
			n++
		}
		here := rest[:n]
		if rest = rest[n:]; slices.ContainsFunc(here, notedName.dropped) {
			mentions(l, begins, out)
			continue
		}
		for _, m := range here {
			out[m.named] = append(out[m.named], m.at)
		}
	}
	return out
}

// dropped tells whether the organisation is no longer among those of the survey.
func (m notedName) dropped() bool { return m.named.proof < leastProof }

// mentions adds the places of a line in which organisations are named, by the
// words with which their names begin.
func mentions(l *page.Line, begins *lexicon.FirstWords[*organisation], out map[*organisation][]pick.Stated) {
	for k := 0; k < len(l.Words); k++ {
		if !l.Words[k].Capital || !begins.May(&l.Words[k]) {
			continue
		}
		if named, end := namedAt(l, k, begins); named != nil {
			out[named] = append(out[named], pick.Stated{Line: l, From: k, To: end})
			k = end - 1
		}
	}
}

// Choices gives the organisations that may be one of the two sides.
func (rd *Sides) Choices() []*pick.Choice[string] { return choicesOf(rd.candidates()) }

func choicesOf(list []*candidate) []*pick.Choice[string] {
	out := make([]*pick.Choice[string], len(list))
	for i, c := range list {
		out[i] = &c.Choice
	}
	return out
}

// Pick lets the words around the names of a document say who the two
// sides are, with what the rules chose: the two for which most speaks together.
func (rd *Sides) Pick(s *pick.Spots, f *sow.Facts) {
	if s == nil || !s.Asked(pick.Customer) || !s.Asked(pick.Partner) {
		return
	}
	list := rd.candidates()
	names := choicesOf(list)
	k := pick.Of(s, names, pick.Customer, pick.Partner)
	customers := k.Leads(pick.Customer, f.Customer)
	partners := k.Leads(pick.Partner, f.Partner)
	c, p := rd.bestOf(list, customers, partners, f)
	c = rd.firmFor(list, customers, c, p, leastOfCustomer)
	p = rd.firmFor(list, partners, p, c, leastOfPartner)
	f.Customer, rd.Parties.Customer = sideOf(k, list, c, pick.Customer, f.Customer)
	f.Partner, rd.Parties.Partner = sideOf(k, list, p, pick.Partner, f.Partner)
}

// bestOf gives the indexes of the two sides, -1 for one that is not clear: the two for
// which most speaks, or beside one of them the only other one that may be it.
func (rd *Sides) bestOf(list []*candidate, customers, partners []float64, f *sow.Facts) (c, p int) {
	c, p = bestSides(customers, partners)
	customer, ruled := f.Customer.Known()
	if ruled && c >= 0 && list[c].Value == customer && leadOver(customers, c, p) < closeCall {
		c = refused(list, customers, c, p)
	}
	if c < 0 && p >= 0 && !ruled {
		c = rd.soleOf(list, customers, p)
	}
	if _, ruled := f.Partner.Known(); p < 0 && c >= 0 && !ruled {
		p = rd.soleOf(list, partners, c)
	}
	return c, p
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

// closeCall is by how much more must speak for the customer that the rules chose than
// for any third name, or nobody is: of 2,929 documents, each weighed by what was learnt
// of other writers, one in five of such names was right.
const closeCall = 0.5

// leadOver gives by how much the lead of name i exceeds that of any but name j.
func leadOver(leads []float64, i, j int) float64 {
	next := 0.0
	for k, lead := range leads {
		if k != i && k != j {
			next = max(next, lead)
		}
	}
	return leads[i] - next
}

func leadOf(leads []float64, i int) float64 {
	if i < 0 {
		return 0
	}
	return leads[i]
}

// sideOf gives the candidate with an index as a fact and party.
func sideOf(k pick.Picker[string], list []*candidate, i, fact int, ruled sow.Fact[string]) (sow.Fact[string], *Party) {
	if i < 0 {
		return sow.NoFact[string](), nil
	}
	if chosen, ok := ruled.Known(); ok && chosen == list[i].Value {
		return ruled, list[i].party
	}
	return k.FactOf(fact, &list[i].Choice), list[i].party
}
