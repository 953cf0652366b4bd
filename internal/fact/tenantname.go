package fact

import (
	"strings"

	"claimline/internal/fact/lexicon"
)

// Shortest parts of a name by which a domain may be told to be its owner's.
const (
	nameStart = 4 // letters of a word
	initials  = 3 // of the words
)

// ownDomain is what speaks for a domain that is named after the customer: less
// than what is said of the tenant, more than that it is named again.
const ownDomain = 1.0

// weighOwners lets the name of the customer speak for the domains that are made
// of it, where there are several: "quaycannery.onmicrosoft.com" is that of Quay
// Cannery Ltd and not of the group that it leaves.
func (rd *reading) weighOwners(best map[string]*tenantHit) {
	if len(best) < 2 {
		return
	}
	forms := rd.sides.ShortNames(rd.sides.Parties.Customer)
	for id, h := range best {
		for _, form := range forms {
			if h.weight > 0 && madeOf(id, form) {
				h.weight += ownDomain
				break
			}
		}
	}
}

// madeOf tells whether a domain begins with a word of a name or with the first
// letters of its words.
func madeOf(domain string, name []string) bool {
	var first strings.Builder
	for _, w := range name {
		w = lexicon.Fold(w)
		if len(w) >= nameStart && strings.HasPrefix(domain, w[:nameStart]) {
			return true
		}
		first.WriteString(w[:min(1, len(w))])
	}
	return first.Len() >= initials && strings.HasPrefix(domain, first.String())
}
