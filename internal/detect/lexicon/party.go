package lexicon

import (
	"claimline/internal/detect/list"
	"claimline/internal/detect/phrase"
)

// PartyWords are the lists of a language that name a party.
type PartyWords struct {
	Self, Partner, Customer, Other, Third *phrase.List
	Any                                   *phrase.List // the phrases of all of them
}

// addParty gathers the lists that name a party.
func (l *Language) addParty() {
	w := l.Words
	l.Party = PartyWords{
		Self: w[list.PartySelf], Partner: w[list.PartyPartner], Customer: w[list.PartyCustomer], Other: w[list.PartyOther], Third: w[list.PartyThird],
	}
	for _, list := range []*phrase.List{l.Party.Self, l.Party.Partner, l.Party.Customer, l.Party.Other, l.Party.Third} {
		if list == nil {
			continue
		}
		for _, run := range list.Runs {
			l.Party.Any = l.Party.Any.With(run)
		}
	}
}
