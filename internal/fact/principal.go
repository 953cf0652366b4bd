package fact

import (
	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/topic"
)

// behalfReach is how many words may stand between who acts for another and the
// words that say so, and between these and the other one.
const behalfReach = 3

// principal gives the company on whose behalf another one acts: "Acme Management
// Ltd on behalf of Borough Mutual Ltd".
func (l *line) principal(agent name) (name, bool) {
	for i := agent.to; i < len(l.ws) && i <= agent.to+behalfReach; i++ {
		h, ok := l.actsFor(i)
		if !ok {
			continue
		}
		for at := h.To; at < len(l.ws) && at <= h.To+behalfReach; at++ {
			if !l.ws[at].Capital {
				continue
			}
			org, ok := l.nameFrom(at)
			return org, ok && l.formal(org)
		}
	}
	return name{}, false
}

// actsFor gives the words from word i on that say for whom somebody acts: more
// than "for the".
func (l *line) actsFor(i int) (lexicon.Hit, bool) {
	for k := l.hitsFrom(i); k < len(l.hits) && l.hits[k].From == i; k++ {
		if h := l.hits[k]; h.Topic == topic.PartyBehalf && h.To-h.From > 2 && !l.ws[i].Capital {
			return h, true
		}
	}
	return lexicon.Hit{}, false
}

// placesPeople tells whether the words before word i tell of people that are
// placed: "the placement of contract personnel".
func (l *line) placesPeople(i int) bool {
	_, people := l.window(0, i, topic.SeatPeople, topic.SeatTrade)
	return people
}
