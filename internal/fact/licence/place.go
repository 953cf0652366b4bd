package licence

import (
	"slices"
	"strings"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/names"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
	"claimline/internal/sow"
)

// dealerReach is how many words may stand between "its" and the dealer.
const dealerReach = 2

// cspReach is how many words may stand between those who speak and their CSP.
const cspReach = 8

// sellsByPlace tells who sells the licences by what stands around the words for a
// dealer and for the programme in a line about licences: "from its usual
// reseller", "on Acme's CSP account", "through us as CSP".
func (rd *Reader) sellsByPlace(l *page.Line, n int) (sells, says bool) {
	if l.Topics.Has(topic.LicenceMaybe) || !rd.aboutLicences(n) && !l.Topics.Has(topic.LicenceThing) {
		return false, false
	}
	if !l.Topics.Has(topic.Negation) && rd.ownDealer(l) {
		return false, true
	}
	for _, named := range rd.NamedIn(l, topic.Agreement) {
		if named.Name == string(sow.CSP) && rd.cspOfPartner(l, named.From) {
			return true, true
		}
	}
	for i := range l.Words { // the short form alone
		if l.Words[i].Capital && l.Words[i].Text == "csp" && rd.cspOfPartner(l, i) {
			return true, true
		}
	}
	return false, false
}

// ownDealer tells whether the dealer in a line is the customer's, and not the
// partner.
func (rd *Reader) ownDealer(l *page.Line) bool {
	if !l.Topics.Has(topic.LicenceDealer) || !l.Topics.Has(topic.LicenceThing) && !l.Labelled(topic.LicenceThing) || rd.sides.NamesPartner(l, 0, len(l.Words)) {
		return false
	}
	for _, h := range l.Hits {
		if h.Topic != topic.LicenceDealer || rd.speaksBeside(l, h) {
			continue
		}
		for i := h.From - 1; i >= max(0, h.From-1-dealerReach) && !l.Breaks(i+1); i-- {
			if l.Beside.Small.Whose.Has(l.Words[i].Text) || names.ApostropheS(l, i) && rd.ofCustomerBefore(l, i) {
				return true
			}
		}
	}
	return false
}

// ofCustomerBefore tells whether the customer is named right before word i, by
// name or role: "the Customer's reseller".
func (rd *Reader) ofCustomerBefore(l *page.Line, i int) bool {
	_, role := l.EndsAt(i, topic.PartyCustomer)
	return role || rd.sides.NamesCustomer(l, max(0, i-nameReach), i)
}

// speaksBeside tells whether those who write name themselves in the same part of
// a sentence as the words of a hit.
func (rd *Reader) speaksBeside(l *page.Line, h lexicon.Hit) bool {
	high := h.To
	for high < len(l.Words) && !l.Breaks(high) {
		high++
	}
	return rd.speaks(l, clauseFront(l, h.From), high)
}

// clauseFront gives the first word of the part of a sentence that word i stands in.
func clauseFront(l *page.Line, i int) int {
	for i > 0 && !l.Breaks(i) {
		i--
	}
	return i
}

// cspOfPartner tells whether the programme at word at is that of the partner:
// behind its name with an "s", or "as CSP" where the partner or "we" is named.
func (rd *Reader) cspOfPartner(l *page.Line, at int) bool {
	if _, no := l.Window(0, len(l.Words), topic.Negation); no || rd.namesOther(l) || rd.ownDealer(l) {
		return false
	}
	low, high := max(0, at-cspReach), min(len(l.Words), at+cspReach)
	partner := rd.sides.NamesPartner(l, low, at)
	if at > 1 && l.Words[at-1].Text == "s" && strings.ContainsAny(l.Between(at-1), "'’") && rd.sides.NamesPartner(l, max(0, at-nameReach), at) && !rd.sides.NamesCustomer(l, max(0, at-3), at) {
		return true
	}
	as, ok := l.Window(max(0, at-4), at, topic.LicenceAs)
	if !ok || as.To > at {
		return false
	}
	return partner || rd.speaks(l, low, high)
}

// speaks tells whether those who write the text name themselves in the words
// [from:to).
func (rd *Reader) speaks(l *page.Line, from, to int) bool {
	c := rd.CuesOf(l)
	for i := from; i < to; i++ {
		if c.At(l.Words, i)&lexicon.CueWe != 0 && c.At(l.Words, i)&lexicon.CueYou == 0 {
			return true
		}
	}
	return false
}

// sellerOfRoute tells who sells where licences are bought through a Cloud
// Solution Provider and nothing else says of whom: the partner where a line
// names it, or those who write, beside the programme; somebody else where no
// line does. It tells whether two lines may each mean another.
func (rd *Reader) sellerOfRoute(yes, no *sellerSays) (unclear bool) {
	for i := range rd.Lines {
		l := &rd.Lines[i]
		if l.Edge || l.Topics.Has(topic.LicenceMaybe) {
			continue
		}
		for _, named := range rd.NamedIn(l, topic.Agreement) {
			if named.Name != string(sow.CSP) {
				continue
			}
			low, high := max(0, named.From-cspReach), min(len(l.Words), named.To+cspReach)
			role := rd.partnerAs(l, low, named.From-1) || rd.partnerAs(l, named.To+1, high)
			switch {
			case !role && !rd.speaks(l, low, high) && !rd.sides.NamesPartner(l, low, high):
				no.add(rd, l)
			case !l.Topics.Has(topic.Negation) && !rd.namesOther(l):
				yes.add(rd, l)
			}
		}
	}
	if unclear = yes.ev != nil && no.ev != nil; unclear {
		yes.ev, no.ev = nil, nil
	}
	return unclear
}

// partnerAs tells whether the words [from:to) name the partner by its role, and
// not a dealer by what it is: "mit dem Systemhaus Innerste".
func (rd *Reader) partnerAs(l *page.Line, from, to int) bool {
	if from >= to {
		return false
	}
	return slices.ContainsFunc(l.Hits, func(h lexicon.Hit) bool {
		return h.Topic == topic.PartyPartner && h.From >= from && h.To <= to && rd.thePartner(l, h) && (h.To >= len(l.Words) || l.Breaks(h.To) || !l.Words[h.To].Capital)
	})
}
