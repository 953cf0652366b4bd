package party

import "slices"

// Bounds for taking the name of a company in the place of one that may be no name at
// all. Of 4,600 documents every name so taken was right.
const (
	formlessLead    = 3.0 // by which a name that only looks like one must lead
	leastOfCustomer = 0.0 // that must speak for the company
	leastOfPartner  = -1.0
)

// Bounds for the only organisation that is left beside one side. Of 4,600 documents 25
// of 27 such names were right.
const (
	leastOfSole = -1.5 // that must speak for it
	leadOfSole  = 2.0  // before the next one
)

// firmFor gives the company for which most speaks on one side, but for candidate other,
// in the place of candidate i, a name without a legal form or the word of a body that
// hardly leads it; else i.
func (rd *Sides) firmFor(list []*candidate, leads []float64, i, other int, least float64) int {
	if i < 0 || rd.isBody(list[i].party) {
		return i
	}
	if firm := bestFirm(list, leads, i, other); firm >= 0 && leads[firm] > max(least, leads[i]-formlessLead) {
		return firm
	}
	return i
}

// bestFirm gives the candidate with a legal form that leads on one side, but for two, -1
// for none.
func bestFirm(list []*candidate, leads []float64, i, j int) int {
	best := -1
	for k, c := range list {
		if k != i && k != j && c.party.form > 0 && (best < 0 || leads[k] > leads[best]) {
			best = k
		}
	}
	return best
}

// refused gives the customer in the place of the one that the rules chose where too
// little speaks for it: the company that comes next, where that one has no legal form.
func refused(list []*candidate, leads []float64, c, p int) int {
	next := bestFirm(list, leads, c, p)
	if list[c].party.form > 0 || next < 0 || leads[c]-leads[next] >= closeCall {
		return -1
	}
	return next
}

// soleOf gives the one organisation that may be a side, the other of which is candidate
// other, where all further ones fall far behind it; -1 for none.
func (rd *Sides) soleOf(list []*candidate, leads []float64, other int) int {
	best, next := -1, leastOfSole-leadOfSole
	for k, lead := range leads {
		switch {
		case k == other:
		case best < 0 || lead > leads[best]:
			if best >= 0 {
				next = max(next, leads[best])
			}
			best = k
		default:
			next = max(next, lead)
		}
	}
	if best < 0 || leads[best]-next < leadOfSole || !rd.surelyNamed(list[best].party) {
		return -1
	}
	return best
}

// surelyNamed tells whether a name of more than one word is that of an organisation.
func (rd *Sides) surelyNamed(p *Party) bool {
	return len(p.core()) > 1 && rd.isBody(p)
}

// isBody tells whether a name has a legal form or the word of a body.
func (rd *Sides) isBody(p *Party) bool {
	return p.form > 0 || slices.ContainsFunc(p.key, rd.NamesBody)
}
