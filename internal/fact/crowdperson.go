package fact

import (
	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/topic"
	"claimline/internal/sow"
)

// counted is a number with the words that it counts.
type counted struct{ n, first, to int }

// personsIn gives the numbers before nouns which by their ending are people, in
// a line that says what is done for somebody.
func (rd *reading) personsIn(l *line) []counted {
	lang := rd.languageOf(l.block)
	if lang == 0 {
		return nil
	}
	var out []counted
	for i := 0; i+1 < len(l.ws); i++ {
		if !l.digitAt(i) || l.digitAt(i+1) || l.breaks(i+1) {
			continue
		}
		to := i + 2
		if !rd.lex.Persons[lang-1].Has(l.ws[i+1].Text) || rd.ofPartner(l, i) {
			continue
		}
		if n, first, ok := l.numberBefore(i + 1); ok && n >= leastPersons && n <= mostSeats {
			out = append(out, counted{n, first, to})
		}
	}
	return out
}

// onlyPersons gives the one number of people of unknown trades for whom something
// is done, in a document that counts no others.
func (rd *reading) onlyPersons() sow.Fact[int] {
	only, ev := 0, sow.Evidence{}
	for i := range rd.lines {
		l := &rd.lines[i]
		if !l.servesPersons() {
			continue
		}
		for _, at := range rd.personsIn(l) {
			if only > 0 && only != at.n {
				return sow.NoFact[int]()
			}
			if only == 0 && rd.crowdWeight(l, at.first, lexicon.Hit{Topic: topic.SeatTrade, From: at.to - 1, To: at.to}) >= seatAlone {
				only, ev = at.n, rd.evidence(l, l.ws[at.first].Start, l.ws[at.to-1].End)
			}
		}
	}
	if only == 0 || rd.det.Kind == sow.KindStaffAug {
		return sow.NoFact[int]()
	}
	return sow.NewFact(only, ev)
}

// servesPersons tells whether a line of running text may say for how many people
// something is done in this work.
func (l *line) servesPersons() bool {
	return !l.edge && l.numeric && l.table <= 0 && l.topics.Has(topic.SeatServed) && l.head&(1<<topic.HeadExcluded|1<<topic.HeadAbout|1<<topic.HeadBackground) == 0
}

// leastPersons is the least number of people of an unknown trade that counts.
const leastPersons = 8
