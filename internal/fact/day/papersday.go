package day

import (
	"slices"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/page"
	"claimline/internal/fact/pick"
	"claimline/internal/fact/topic"
)

// papersDay tells whether a day is everywhere one on which somebody wrote a paper,
// by its label, or signed what binds nobody yet: "Order date", "For the tenderer".
func papersDay(c *pick.Choice[string]) bool {
	return !slices.ContainsFunc(c.At, func(at pick.Stated) bool {
		l := at.Line
		return !offers(l) && (l.Label == "" || !l.Labelled(topic.DateOther) || signsByLabel(l) || l.Topics.Has(topic.DateSigned))
	})
}

// offers tells whether a line is the signature of one who signs for somebody and
// binds nobody.
func offers(l *page.Line) bool {
	return (l.Topics.Has(topic.PartyBehalf) || l.Labelled(topic.PartyBehalf)) && bindsNobody(l)
}

// signsByLabel tells whether the label of a line is one of signatures.
func signsByLabel(l *page.Line) bool {
	return l.Labelled(topic.DateSigned, topic.PartyAccepts) || slices.ContainsFunc(l.LabelHits, func(h lexicon.Hit) bool {
		return h.Topic == topic.HeadSign && h.From == 0
	})
}
