package fact

import "claimline/internal/sow"

// agreementChoices gives the agreements with Microsoft that a document names.
func (rd *reading) agreementChoices() []*choice[sow.Agreement] {
	var c choices[sow.Agreement]
	banned := rd.otherMeanings()
	for i := range rd.Lines {
		l := &rd.Lines[i]
		end := 0
		for _, n := range rd.agreementsNamed(l, banned) {
			if n.From >= end && !rd.otherVendor(l, n) && !unrelated(l, n.From, n.To) {
				c.add(sow.Agreement(n.Name), stated{l, n.From, n.To})
				end = n.To
			}
		}
	}
	for _, one := range c.list {
		one.traits = append(one.traits, "is-"+string(one.value))
		for _, other := range c.list {
			if other != one {
				one.traits = append(one.traits, "beside-"+string(other.value))
			}
		}
		if len(c.list) == 1 {
			one.traits = append(one.traits, "alone")
		}
	}
	return c.list
}

// pickAgreement lets the words around the agreements of a document say which is
// the customer's, with what the rules chose.
func (rd *reading) pickAgreement(s *spots, f *sow.Facts) {
	if s == nil {
		return
	}
	f.Agreement = pickerOf(s, rd.agreementChoices(), pickAgreement).pick(pickAgreement, f.Agreement)
	if v, ok := f.Agreement.Known(); ok {
		if m, ok := f.AgreementMoves.Known(); ok && m == v {
			f.AgreementMoves = sow.NoFact[sow.Agreement]()
		}
	}
	f.TransactingCSP = rd.transacting(f.Agreement)
}
