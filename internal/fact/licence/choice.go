package licence

import (
	"slices"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/page"
	"claimline/internal/fact/pick"
	"claimline/internal/fact/topic"
	"claimline/internal/sow"
)

// Choices gives the agreements with Microsoft that a document names, but for those
// whose box in a form is left empty.
func (rd *Reader) Choices() []*pick.Choice[sow.Agreement] {
	var c pick.Choices[sow.Agreement]
	banned := rd.otherMeanings()
	for i := range rd.Lines {
		l := &rd.Lines[i]
		if rd.leftEmpty(l) || asksWhich(l) {
			continue
		}
		end := 0
		for _, n := range rd.agreementsNamed(l, banned) {
			if n.From >= end && rd.mayBeHeld(i, n) {
				c.Add(sow.Agreement(n.Name), pick.Stated{Line: l, From: n.From, To: n.To})
				end = n.To
			}
		}
	}
	for _, one := range c.List {
		one.Traits = append(one.Traits, "is-"+string(one.Value))
		for _, other := range c.List {
			if other != one {
				one.Traits = append(one.Traits, "beside-"+string(other.Value))
			}
		}
		if len(c.List) == 1 {
			one.Traits = append(one.Traits, "alone")
		}
	}
	return c.List
}

// mayBeHeld tells whether an agreement named in line n may be the customer's with
// Microsoft.
func (rd *Reader) mayBeHeld(n int, one lexicon.NamedHit) bool {
	l := &rd.Lines[n]
	if asksWhether(l, one) || rd.otherVendor(l, one) || unrelated(l, one.From, one.To) || !rd.inForce(n, one) {
		return false
	}
	return one.Name != string(sow.WebDirect) || rd.microsoft(l, one) || slices.ContainsFunc(l.Words, func(w lexicon.Word) bool { return slices.Contains(ofMicrosoft, w.Text) }) // not any web site
}

// asksWhich tells whether a sentence asks which agreement would be best: "Which
// route fits (Enterprise Agreement, CSP or another) is part of the report".
func asksWhich(l *page.Line) bool {
	return len(l.Words) > 0 && l.Topics.Has(topic.LicenceMaybe) && l.Beside.Licences.Asking.Has(l.Words[0].Text)
}

// whetherReach is how many words before an agreement "whether" may stand.
const whetherReach = 14

// asksWhether tells whether a sentence leaves open if an agreement can be used:
// "is looking into whether this can be done in the Enterprise Agreement".
func asksWhether(l *page.Line, n lexicon.NamedHit) bool {
	return l.Topics.Has(topic.LicenceMaybe) && l.Beside.Licences.Whether.HasAny(l.Words[max(0, n.From-whetherReach):n.From])
}

// Pick lets the words around the agreements of a document say which is
// the customer's, with what the rules chose.
func (rd *Reader) Pick(s *pick.Spots, f *sow.Facts) {
	if s == nil {
		return
	}
	f.Agreement = pick.Of(s, rd.Choices(), pick.Agreement).Pick(pick.Agreement, f.Agreement)
	if v, ok := f.Agreement.Known(); ok {
		if m, ok := f.AgreementMoves.Known(); ok && m == v {
			f.AgreementMoves = sow.NoFact[sow.Agreement]()
		}
	}
	f.TransactingCSP = rd.transacting(f.Agreement)
}
