package fact

import (
	"slices"
	"strings"

	"claimline/internal/fact/lexicon"
)

// Shortest parts of a name by which a domain may be told to be its owner's.
const (
	nameStart = 4 // letters of a word
	initials  = 3 // of the words
	bornStart = 6 // letters of a name
)

// ownDomain is what speaks for a domain that is named after the customer: less
// than what is said of the tenant, more than that it is named again.
const ownDomain = 1.0

// partnersDomain is what speaks against a domain that is named after the partner.
const partnersDomain = 20.0

// leftDomain is what speaks for the one tenant of a document that is left, where it
// is named after the customer, who moves to no other one.
const leftDomain = 0.5

// weighOwners lets the names of the two sides speak for and against the domains
// that are made of them: "quaycannery.onmicrosoft.com" is that of Quay Cannery Ltd
// and not of the group that it leaves, nor that of the partner in a footer.
func (rd *reading) weighOwners(best map[string]*tenantHit) {
	customer := rd.sides.ShortNames(rd.sides.Parties.Customer)
	partner := rd.sides.ShortNames(rd.sides.Parties.Partner)
	alone := rd.ofOthers(best, partner) <= 1
	for id, h := range best {
		switch own := madeOfAny(id, customer); {
		case own && alone && h.weight < 0:
			h.weight = leftDomain
		case own && !alone && h.weight > 0:
			h.weight += ownDomain
		case !own && bears(id, partner):
			h.weight -= partnersDomain
		}
	}
}

// ofOthers counts the tenants that do not bear the name of the partner.
func (rd *reading) ofOthers(best map[string]*tenantHit, partner [][]string) (n int) {
	for id := range best {
		if !bears(id, partner) {
			n++
		}
	}
	return n
}

func madeOfAny(domain string, forms [][]string) bool {
	return slices.ContainsFunc(forms, func(form []string) bool { return madeOf(domain, form) })
}

// bears tells whether a domain begins with the beginning of one of the names: the
// first word, or several where that is short.
func bears(domain string, forms [][]string) bool {
	return slices.ContainsFunc(forms, func(form []string) bool {
		var front strings.Builder
		for _, w := range form {
			if front.Len() < bornStart {
				front.WriteString(lexicon.Fold(w))
			}
		}
		name := front.String()
		return len(name) >= bornStart && strings.HasPrefix(domain, name[:bornStart])
	})
}

// umlauts writes the vowels as without the "e" by which hosts spell "ä", "ö", "ü".
var umlauts = strings.NewReplacer("ae", "a", "oe", "o", "ue", "u")

// madeOf tells whether a domain begins with a word of a name, with several of them
// that are short, or with the first letters of its words.
func madeOf(domain string, name []string) bool {
	domain = umlauts.Replace(domain)
	var first strings.Builder
	for i, w := range name {
		w = umlauts.Replace(lexicon.Fold(w))
		if len(w) >= nameStart && strings.HasPrefix(domain, w[:nameStart]) || begunBy(domain, name[i:]) {
			return true
		}
		first.WriteString(w[:min(1, len(w))])
	}
	return first.Len() >= initials && strings.HasPrefix(domain, first.String())
}

// begunBy tells whether a domain begins with words that are written as one: "lasoca"
// for La Soca.
func begunBy(domain string, words []string) bool {
	joined := umlauts.Replace(lexicon.Fold(strings.Join(words, "")))
	return len(joined) >= bornStart && strings.HasPrefix(domain, joined)
}
