package seat

import (
	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
	"claimline/internal/sow"
)

// counted is a number with the words that it counts.
type counted struct{ n, first, to int }

// personsIn gives the numbers before nouns which by their ending are people, in
// a line that says what is done for somebody.
func (rd *counter) personsIn(l *page.Line) []counted {
	lang := rd.LanguageOf(l.Block)
	if lang == 0 {
		return nil
	}
	var out []counted
	for i := 0; i+1 < len(l.Words); i++ {
		if !l.DigitAt(i) || l.DigitAt(i+1) || l.Breaks(i+1) {
			continue
		}
		to := i + 2
		if !rd.Lexicon.Persons[lang-1].Has(l.Words[i+1].Text) || rd.ofPartner(l, i) {
			continue
		}
		if n, first, ok := numberBefore(l, i+1); ok && n >= leastPersons && n <= mostSeats {
			out = append(out, counted{n, first, to})
		}
	}
	return out
}

// onlyPersons gives the one number of people of unknown trades for whom something
// is done, in a document that counts no others.
func (rd *counter) onlyPersons() sow.Fact[int] {
	if c, ok := rd.onlySpelled(); ok {
		return sow.NewFact(c.n, c.ev)
	}
	only, ev := 0, sow.Evidence{}
	for i := range rd.Lines {
		l := &rd.Lines[i]
		if !servesPersons(l) {
			continue
		}
		for _, at := range rd.personsIn(l) {
			if only > 0 && only != at.n {
				return sow.NoFact[int]()
			}
			if only == 0 && rd.crowdWeight(l, at.first, lexicon.Hit{Topic: topic.SeatTrade, From: at.to - 1, To: at.to}) >= seatAlone {
				only, ev = at.n, rd.Evidence(l, l.Words[at.first].Start, l.Words[at.to-1].End)
			}
		}
	}
	if only == 0 || rd.det.Kind == sow.KindStaffAug || rd.manyTrades() {
		return sow.NoFact[int]()
	}
	return sow.NewFact(only, ev)
}

// servesPersons tells whether a line of running text may say for how many people
// something is done in this work.
func servesPersons(l *page.Line) bool {
	return !l.Edge && l.Numeric && l.Table <= 0 && l.Topics.Has(topic.SeatServed) && l.Head&(1<<topic.HeadExcluded|1<<topic.HeadAbout|1<<topic.HeadBackground) == 0
}

// leastPersons is the least number of people of an unknown trade that counts.
const leastPersons = 8
