package licence

import (
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
		if on, box := rd.ticked(l); box && !on || asksWhich(l) {
			continue
		}
		end := 0
		for _, n := range rd.agreementsNamed(l, banned) {
			if n.From >= end && !rd.otherVendor(l, n) && !unrelated(l, n.From, n.To) {
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

// asking are the words that open a question which the work is to answer.
var asking = lexicon.WordSet("which what whether welche welcher welches ob quel quelle que")

// asksWhich tells whether a sentence asks which agreement would be best: "Which
// route fits (Enterprise Agreement, CSP or another) is part of the report".
func asksWhich(l *page.Line) bool {
	return len(l.Words) > 0 && l.Topics.Has(topic.LicenceMaybe) && asking[l.Words[0].Text]
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
