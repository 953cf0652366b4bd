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

// Reaches, in words, of what tells that an agreement is over or not yet made.
const (
	overReach    = 9  // between the word and an agreement behind it: "has not renewed its"
	supposeReach = 16 // between "if" or "will" and the word
	backReach    = 8  // of the words at the start of the next sentence that mean the agreement
)

// inForce tells whether an agreement in line n is one that the customer has, and
// not one that lapsed before or is only negotiated, by the words that belong to it
// in its sentence or in the next one.
func (rd *Reader) inForce(n int, one lexicon.NamedHit) bool {
	l := &rd.Lines[n]
	if strings.HasSuffix(l.Text, "?") && !renews(l) || sellersOwn(l, one) || rd.succeeded(l, one) {
		return false
	}
	named := rd.NamedIn(l, topic.Agreement)
	if slices.ContainsFunc(l.Hits, func(h lexicon.Hit) bool { return notNow(l, h, one) && belongs(l, h, one, named) }) {
		return false
	}
	last := !slices.ContainsFunc(named, func(o lexicon.NamedHit) bool { return o.From >= one.To && o.Name != one.Name })
	return !last || !rd.nextEnds(n, one)
}

// notNow tells whether a word says that an agreement is over or not yet made.
func notNow(l *page.Line, h lexicon.Hit, one lexicon.NamedHit) bool {
	if h.Topic == topic.LicenceEnded {
		return over(l, h)
	}
	return h.Topic == topic.LicencePending && !done(l, h) && !renews(l) && !under(l, one)
}

// afterReach is how many words before an agreement "after the end of its" begins.
const afterReach = 5

// succeeded tells whether a sentence says of an agreement that another one has been
// made at its end: "a Customer Agreement signed after the end of its Enterprise
// Agreement", not what will happen then.
func (rd *Reader) succeeded(l *page.Line, one lexicon.NamedHit) bool {
	if l.Topics.Has(topic.LicenceMovesTo) || l.Beside.Licences.Supposing.HasAny(l.Words) || !l.Beside.Licences.After.Within(lexicon.Fold(l.TextBetween(max(0, one.From-afterReach), one.From))) {
		return false
	}
	return slices.ContainsFunc(rd.NamedIn(l, topic.Agreement), func(o lexicon.NamedHit) bool {
		return o.Name != one.Name && holds(l, max(0, o.From-overReach), min(len(l.Words), o.To+overReach))
	})
}

// sellersOwn tells whether an agreement is that of one who delivers: "the Supplier's
// Enterprise Agreement".
func sellersOwn(l *page.Line, one lexicon.NamedHit) bool {
	i := one.From
	return i > 1 && one.Name != string(sow.CSP) && names.ApostropheS(l, i-1) && l.Covered(i-2, topic.PartyPartner) && !l.Covered(i-2, topic.PartyCustomer)
}

// over tells whether the word at h tells of what has happened, and not of what
// will or may: "if it is not renewed".
func over(l *page.Line, h lexicon.Hit) bool {
	around := l.Words[max(0, h.From-supposeReach):min(len(l.Words), h.To+1)] // "nicht verlängert wird"
	return !l.Beside.Licences.Supposing.HasAny(around)
}

// done tells whether the verb at h is a participle whose letters are those of its
// present: "a négocié un".
func done(l *page.Line, h lexicon.Hit) bool {
	return h.From > 0 && l.Beside.Licences.Have.Has(l.Words[h.From-1].Text)
}

// renews tells whether a line speaks of the next term of an agreement that there is.
func renews(l *page.Line) bool {
	return l.Beside.Licences.Renewals.HasAny(l.Words)
}

// under tells whether something is done under an agreement, which so is in force:
// "negotiates an Azure commitment under its Enterprise Agreement".
func under(l *page.Line, one lexicon.NamedHit) bool {
	held, ok := l.Window(max(0, one.From-3), one.From, topic.LicenceHolds)
	return ok && l.Words[held.To-1].Text != "microsoft"
}

// belongs tells whether a word on the state of an agreement is said of this one of
// the agreements in its line: the last one before it, else the next behind it.
func belongs(l *page.Line, h lexicon.Hit, one lexicon.NamedHit, named []lexicon.NamedHit) bool {
	between := func(from, to int) bool {
		return slices.ContainsFunc(named, func(o lexicon.NamedHit) bool { return o.Name != one.Name && o.From >= from && o.To <= to })
	}
	if one.To <= h.From {
		return !between(one.To, h.From)
	}
	if slices.ContainsFunc(named, func(o lexicon.NamedHit) bool { return o.Name != one.Name && o.To <= h.From }) {
		return false
	}
	return one.From-h.To <= overReach && (!between(h.To, one.From) || h.Topic == topic.LicencePending && sharesState(l, one, named)) && !strings.ContainsAny(l.TextBetween(h.To, one.From), ";:")
}

// besideReach is how many words may stand between two agreements that a sentence
// names in one breath: "an own Enterprise Agreement and purchase through a Cloud
// Solution Provider".
const besideReach = 4

// sharesState tells whether an agreement is the second of two in one breath, of which
// a word before both says the same: "drafts of both an EA and an MCA".
func sharesState(l *page.Line, one lexicon.NamedHit, named []lexicon.NamedHit) bool {
	return slices.ContainsFunc(named, func(o lexicon.NamedHit) bool {
		if o.Name == one.Name || o.To > one.From || one.From-o.To > besideReach {
			return false
		}
		return l.Covered(o.To, topic.PartyAnd) || l.Beside.Small.Or.Has(l.Words[o.To].Text)
	})
}

// nextEnds tells whether the sentence behind line n, in the same block, tells of
// the agreement that it points back to, and of no other, that it is over or not
// made: "That agreement lapsed in 2023", "nothing is signed".
func (rd *Reader) nextEnds(n int, one lexicon.NamedHit) bool {
	if n+1 >= len(rd.Lines) || rd.Lines[n+1].Block != rd.Lines[n].Block || rd.Lines[n+1].Table > 0 {
		return false
	}
	l := &rd.Lines[n+1]
	h, ok := l.Says(topic.LicenceEnded, topic.LicencePending)
	if !ok || !over(l, h) || slices.ContainsFunc(rd.agreementsNamed(l, nil), func(o lexicon.NamedHit) bool { return o.From-h.To <= overReach && o.Name != one.Name }) {
		return false
	}
	return h.From <= 1 || l.Beside.Licences.Pointing.HasAny(l.Words[:min(backReach, h.From)])
}
