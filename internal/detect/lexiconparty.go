package detect

import (
	"claimline/internal/detect/phrase"
)

// partyWords are the lists of a language that name a party.
type partyWords struct {
	self, partner, customer, other, third *phrase.List
	any                                   *phrase.List // the phrases of all of them
}

// addParty gathers the lists that name a party.
func (l *language) addParty() {
	w := l.words
	l.party = partyWords{
		self: w[listPartySelf], partner: w[listPartyPartner], customer: w[listPartyCustomer], other: w[listPartyOther], third: w[listPartyThird],
	}
	for _, list := range []*phrase.List{l.party.self, l.party.partner, l.party.customer, l.party.other, l.party.third} {
		if list == nil {
			continue
		}
		for _, run := range list.Runs {
			l.party.any = l.party.any.With(run)
		}
	}
}
