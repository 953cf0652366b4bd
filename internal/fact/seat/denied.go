package seat

import (
	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
)

// deniesCount tells whether a document says that it counts nobody: "no number of users
// is fixed", "no user count enters into the price". The numbers of people in it then
// are those of an employer, or examples.
func deniesCount(pg *page.Page) bool {
	for i := range pg.Lines {
		l := &pg.Lines[i]
		if l.Edge || l.Table > 0 || !l.Topics.Has(topic.Negation) || !l.Topics.Has(topic.SeatCounted) && !l.Topics.Has(topic.SeatLabel) {
			continue
		}
		for _, h := range l.Hits {
			if _, no := l.EndsAt(h.From, topic.Negation); no && !l.Breaks(h.From) && namesCount(l, h) {
				return true
			}
		}
	}
	return false
}

// namesCount tells whether a hit is the word for how many people there are, and not one
// for the people.
func namesCount(l *page.Line, h lexicon.Hit) bool {
	if h.Topic == topic.SeatCounted {
		_, people := l.At(h.To, topic.SeatPeople, topic.SeatTrade)
		return people
	}
	return h.Topic == topic.SeatLabel && h.To-h.From > 1 && !namesPeople(l, h.To-1)
}
