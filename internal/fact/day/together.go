package day

import (
	"cmp"
	"math"
	"slices"

	"claimline/internal/fact/pick"
	"claimline/internal/sow"
)

// likelyDay is a day that may be one of the facts, with its log odds less those
// from which a day is taken. The zero value stands for none.
type likelyDay struct {
	day   sow.Day
	value string
	odds  float64
	at    *pick.Choice[string] // nil for one that stands nowhere
}

// Bounds of the days that are compared with each other.
const (
	likeliest = 6    // of each fact
	hopeless  = -4.0 // below these odds no other day can help
)

// likely gives the days that may be a fact, the likeliest first, and none.
func (rd *Reader) likely(k pick.Picker[string], fact int, ruled sow.Fact[string]) []likelyDay {
	p := k.Rule(fact)
	chosen, has := ruled.Known()
	var out []likelyDay
	add := func(value string, odds float64, at *pick.Choice[string]) {
		if odds -= p.Least; odds <= hopeless {
			return
		}
		if day, err := sow.ParseDay(value); err == nil {
			out = append(out, likelyDay{day, value, odds, at})
		}
	}
	var plan planned
	if fact == pick.Start {
		plan = plannedDays(k.List)
	}
	spotted := false
	for i, c := range k.List {
		odds := k.OddsOf(i, fact)
		if has && c.Value == chosen {
			odds, spotted = odds+p.Rules, true
		} else if fact == pick.Start && rd.onlyPlanned(c, plan) {
			continue
		}
		if rd.isOther(c, fact) || fact == pick.Start && has && isEve(c.Value, chosen) {
			odds += otherEnd
		}
		add(c.Value, odds, c)
	}
	if has && !spotted {
		add(chosen, pick.Unspotted+p.Rules, nil)
	}
	slices.SortStableFunc(out, func(a, b likelyDay) int { return cmp.Compare(b.odds, a.odds) })
	return append(out[:min(len(out), likeliest)], likelyDay{})
}

// otherEnd is what speaks against a day that the text says is that of something
// else.
const otherEnd = -4.0

// isOther tells whether a day is everywhere the start, the end or the signature of
// something else.
func (rd *Reader) isOther(c *pick.Choice[string], fact int) bool {
	switch fact {
	case pick.Start:
		return startsOther(c)
	case pick.End:
		return rd.endsOther(c)
	}
	return papersDay(c)
}

// endsOther tells whether a day is everywhere where something else ends.
func (rd *Reader) endsOther(c *pick.Choice[string]) bool {
	return !slices.ContainsFunc(c.At, func(at pick.Stated) bool {
		return !rd.othersEnd(at.Line, at.From) && !rd.beginsThen(at.Line, rd.Dates(at.Line))
	})
}

// isEve tells whether a day is the one before a start that was read: a former term ends
// with it.
func isEve(value, start string) bool {
	day, err := sow.ParseDay(value)
	return err == nil && day.Add(1).String() == start
}

// startsOther tells whether a day is everywhere where something begins that comes
// before the work.
func startsOther(c *pick.Choice[string]) bool {
	return !slices.ContainsFunc(c.At, func(at pick.Stated) bool { return !ahead(at.Line, at.From) })
}

// pickDays lets the weights say which days are start, end and signature. The
// three are chosen together, as each speaks for or against the others.
func (rd *Reader) pickDays(k pick.Picker[string], f *sow.Facts) {
	signed := []likelyDay{{}}
	if !rd.leftUnsigned() {
		signed = rd.likely(k, pick.Signed, f.SignedDate)
	}
	best := together(k.List, rd.likely(k, pick.Start, f.StartDate), rd.likely(k, pick.End, f.EndDate), signed)
	f.StartDate = best[0].fact(k, pick.Start, f.StartDate)
	f.EndDate = best[1].fact(k, pick.End, f.EndDate)
	f.SignedDate = best[2].fact(k, pick.Signed, f.SignedDate)
}

// fact makes a fact of a day that was chosen: as the rules have it, where they
// chose it too.
func (d likelyDay) fact(k pick.Picker[string], fact int, ruled sow.Fact[string]) sow.Fact[string] {
	if chosen, ok := ruled.Known(); ok && chosen == d.value {
		return ruled
	}
	if d.at == nil {
		return sow.NoFact[string]()
	}
	return k.FactOf(fact, d.at)
}

// together gives the three days of which most speaks for all.
func together(list []*pick.Choice[string], starts, ends, signed []likelyDay) (best [3]likelyDay) {
	most := math.Inf(-1)
	for _, s := range starts {
		for _, g := range signed {
			sum := s.odds + g.odds + signedThenStarts(g, s) + daysBetween(list, g, s)
			for _, e := range ends {
				if all := sum + e.odds + endsBehind(e, s, g); all > most {
					most, best = all, [3]likelyDay{s, e, g}
				}
			}
		}
	}
	return best
}

// none tells whether a fact is left open.
func (d likelyDay) none() bool { return d.value == "" }

// What the days from the signature to the start say of the two together, in log
// odds. In 1,592 labelled documents 93 of 100 begin within thirty days, and one
// begins before it is signed, none on that day.
const (
	unsignedStart = -4.0
	soonStart     = 1.0 // within a month
	laterStart    = -1.0
	lateStart     = -2.0 // within three months
	remoteStart   = -3.0
	dayBetween    = -0.3 // for each other day between the two
	mostBetween   = 4
)

// signedThenStarts is what speaks for a day of signature and a start together.
func signedThenStarts(signed, start likelyDay) float64 {
	if signed.none() || start.none() {
		return 0
	}
	switch days := start.day.Sub(signed.day); {
	case days <= 0:
		return unsignedStart
	case days <= 30:
		return soonStart
	case days <= 60:
		return laterStart
	case days <= 90:
		return lateStart
	}
	return remoteStart
}

// daysBetween is what the days say that stand in the document and lie between a
// signature and a start.
func daysBetween(list []*pick.Choice[string], signed, start likelyDay) float64 {
	if signed.none() || start.none() {
		return 0
	}
	n := 0
	for _, c := range list {
		if signed.value < c.Value && c.Value < start.value {
			n++
		}
	}
	return dayBetween * float64(min(n, mostBetween))
}

// noEnd is what speaks against an end that is none: on or before the start or
// the signature.
const noEnd = -6.0

// endsBehind is what speaks for an end beside a start and a day of signature.
func endsBehind(end, start, signed likelyDay) (sum float64) {
	for _, d := range []likelyDay{start, signed} {
		if !end.none() && !d.none() && end.value <= d.value {
			sum += noEnd
		}
	}
	return sum
}

// Pick lets the weights have their say on the days that were read by rules, with
// what was weighed of those on the page.
func (rd *Reader) Pick(k pick.Picker[string], s *pick.Spots, f *sow.Facts) {
	if s.Asked(pick.Start) && s.Asked(pick.End) && s.Asked(pick.Signed) {
		rd.pickDays(k, f)
	} else { // a pack that has learnt of some only
		f.StartDate, f.EndDate, f.SignedDate = k.Pick(pick.Start, f.StartDate), k.Pick(pick.End, f.EndDate), k.Pick(pick.Signed, f.SignedDate)
	}
	f.SignedDate = rd.laterSigned(f.SignedDate, f.StartDate)
	start, known := f.StartDate.Known()
	if end, ok := f.EndDate.Known(); ok && known && end < start {
		f.EndDate = sow.NoFact[string]()
	}
}
