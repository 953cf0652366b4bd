package licence

import "claimline/internal/sow"

// settleAgreement weighs what all lines say of the customer's agreement and of
// the one that it moves to.
func settleAgreement(hits []licenceHit, sold []sow.Evidence) (agreement, moves sow.Fact[sow.Agreement]) {
	sum := sumAgreements(hits)
	if _, has := sum[sow.MCA]; has && acceptedWithCSP(hits, len(sold) > 0) {
		delete(sum, sow.MCA)
		if len(sum) == 0 && len(sold) > 0 {
			sum[sow.CSP] = licenceHit{value: sow.CSP, weight: agreementAccept, ev: sold[0]}
		}
	}
	if paidByCard(hits) {
		delete(sum, sow.WebDirect)
	}
	agreement, moves = bestAgreement(sum), movesTo(hits)
	if v, ok := agreement.Known(); ok {
		if m, ok := moves.Known(); ok && m == v {
			moves = sow.NoFact[sow.Agreement]()
		}
	}
	return agreement, moves
}

// BesideSale gives the agreement beside what is known of the sale: a customer who
// buys from the delivering partner is in the Cloud Solution Provider programme, where
// the text does not say plainly that it is in another one.
func (rd *Reader) BesideSale(agreement sow.Fact[sow.Agreement], sells sow.Fact[bool]) sow.Fact[sow.Agreement] {
	if yes, _ := sells.Known(); !yes || !rd.namesMicrosoft {
		return agreement
	}
	if v, known := agreement.Known(); known && v != sow.WebDirect {
		return agreement
	}
	return sow.NewFact(sow.CSP, sells.Evidence...)
}

// paidByCard tells whether all that speaks for a purchase on the web stands where
// the customer is said to hold a customer agreement: the card only pays for it.
func paidByCard(hits []licenceHit) bool {
	held := map[int]bool{}
	for _, h := range hits {
		if h.value == sow.MCA && !h.moves && h.weight >= agreementNamed+agreementHeld {
			held[h.block] = true
		}
	}
	for _, h := range hits {
		if h.value == sow.WebDirect && !h.moves && !held[h.block] {
			return false
		}
	}
	return len(held) > 0
}

// movesTo gives the first agreement that the customer is said to move to.
func movesTo(hits []licenceHit) sow.Fact[sow.Agreement] {
	for _, h := range hits {
		if h.moves {
			return sow.NewFact(h.value, h.ev)
		}
	}
	return sow.NoFact[sow.Agreement]()
}

// sumAgreements gives the weightiest statement about each agreement that the
// customer has. Each further one adds to its weight.
func sumAgreements(hits []licenceHit) map[sow.Agreement]licenceHit {
	sum := map[sow.Agreement]licenceHit{}
	for _, h := range hits {
		if h.moves {
			continue
		}
		old, ok := sum[h.value]
		switch {
		case !ok:
			sum[h.value] = h
		case h.weight > old.weight:
			h.weight += agreementAgain
			sum[h.value] = h
		default:
			old.weight += agreementAgain
			sum[h.value] = old
		}
	}
	return sum
}

// acceptedWithCSP tells whether the customer buys from a CSP and is said to have
// a customer agreement only as one that is accepted within that purchase, or right
// beside a plain word on it.
func acceptedWithCSP(hits []licenceHit, sold bool) bool {
	blocks, named := map[int]bool{}, sold
	for _, h := range hits {
		if h.value == sow.CSP && !h.moves {
			blocks[h.block], named = blocks[h.block] || h.weight >= agreementAccept, true
		}
	}
	for _, h := range hits {
		if h.value == sow.MCA && !h.moves && !h.accept && !blocks[h.block] {
			return false
		}
	}
	return named
}

// bestAgreement gives the agreement that weighs most, or both where a second one
// weighs nearly as much.
func bestAgreement(sum map[sow.Agreement]licenceHit) sow.Fact[sow.Agreement] {
	var first, second licenceHit
	for _, v := range []sow.Agreement{sow.EA, sow.MCA, sow.CSP, sow.WebDirect} {
		switch h := sum[v]; {
		case h.weight > first.weight:
			first, second = h, first
		case h.weight > second.weight:
			second = h
		}
	}
	switch {
	case first.weight < agreementAccept:
		return sow.NoFact[sow.Agreement]()
	case second.weight > first.weight-agreementMargin:
		return sow.Conflict([]sow.Agreement{first.value, second.value}, first.ev, second.ev)
	}
	return sow.NewFact(first.value, first.ev)
}
