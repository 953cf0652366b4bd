package licence

import (
	"slices"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
	"claimline/internal/sow"
)

// agreementsIn reads the agreements that line n names.
func (rd *Reader) agreementsIn(l *page.Line, n int, banned map[string]bool) (out []licenceHit) {
	if rd.labelSells(l, n) {
		return []licenceHit{{value: sow.CSP, weight: agreementNamed + agreementHeld, block: l.Block, ev: rd.Evidence(l, 0, 0)}}
	}
	on, box := rd.ticked(l)
	if on {
		l = rd.withLabel(l)
	}
	named := rd.agreementsNamed(l, banned)
	if len(named) == 0 || box && !on || l.Topics.Has(topic.LicenceNotKnown) {
		return nil
	}
	for i, one := range named {
		if sameName(named[:i], one) || unrelated(l, one.From, one.To) || !rd.inForce(n, one) {
			continue
		}
		if h, ok := rd.agreementAt(l, one); ok {
			if on && !h.moves && h.weight > 0 {
				h.weight += agreementHeld
			}
			out = append(out, h)
		}
	}
	return out
}

// sameName tells whether an agreement is among others that were read at the same place,
// from the list of another language.
func sameName(others []lexicon.NamedHit, one lexicon.NamedHit) bool {
	return slices.ContainsFunc(others, func(o lexicon.NamedHit) bool { return o.Name == one.Name && o.From == one.From })
}

// bannedIn tells whether an agreement is named by an abbreviation that means
// something else: "the EA (environmental appraisal)".
func bannedIn(l *page.Line, n lexicon.NamedHit, banned map[string]bool) bool {
	return len(banned) > 0 && slices.ContainsFunc(l.Words[n.From:n.To], func(w lexicon.Word) bool { return banned[l.Text[w.Start:w.End]] })
}

// agreementsNamed gives the agreements that a line names in full or by a short
// form that means nothing else.
func (rd *Reader) agreementsNamed(l *page.Line, banned map[string]bool) []lexicon.NamedHit {
	named := slices.DeleteFunc(rd.NamedIn(l, topic.Agreement), func(n lexicon.NamedHit) bool { return bannedIn(l, n, banned) })
	if rd.Marks[l.Block]&lexicon.HoldsShort != 0 {
		named = append(named, rd.shortIn(l, banned)...)
	}
	return named
}
