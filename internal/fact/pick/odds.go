package pick

import (
	"slices"
	"strconv"

	"claimline/internal/sow"
)

// odds are log odds by fact: by its index in sow.PickFacts.
type odds [numFacts]float64

// Shares gives the share of a choice's places around which each thing stands.
func (s *Spots) Shares(fact string, at []Stated, traits []string) map[int32]float64 {
	s.ask([]int{slices.Index(sow.PickFacts, fact)})
	out := map[int32]float64{}
	for _, v := range at {
		s.start()
		if len(v.Line.Words) > 0 {
			s.around(v)
			s.form(v.Line)
		}
		s.over(v.Line)
		for _, n := range s.sum.Numbers() {
			out[n] += 1 / float64(len(at))
		}
	}
	s.start()
	s.traits(len(at), traits)
	for _, n := range s.sum.Numbers() {
		out[n] = 1
	}
	return out
}

func (s *Spots) traits(times int, traits []string) {
	s.say(inValue, s.t.Word("times-"+strconv.Itoa(min(times, mostTimes))), 0)
	for _, t := range traits {
		s.say(inValue, s.t.Word(t), 0)
	}
}

// odds gives the log odds that a choice is one of the facts in question.
func (s *Spots) odds(at []Stated, traits []string) (sum odds) {
	for _, v := range at {
		place := s.place(v)
		for _, fact := range s.facts {
			sum[fact] += place[fact]
		}
	}
	s.start()
	s.traits(len(at), traits)
	for _, fact := range s.facts {
		sum[fact] = sum[fact]/float64(len(at)) + s.said[fact]
	}
	return sum
}

// place gives what stands around and over a value in one place, in log odds.
func (s *Spots) place(v Stated) odds {
	sum := s.overWeight(v.Line)
	if len(v.Line.Words) == 0 {
		return sum
	}
	form := s.formWeights(v.Line)
	s.start()
	s.around(v)
	s.replay(form)
	for _, fact := range s.facts {
		sum[fact] += s.said[fact]
	}
	return sum
}
