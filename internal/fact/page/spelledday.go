package page

import (
	"slices"
	"time"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/written"
	"claimline/internal/sow"
)

// spelledDays adds the days of a line of which the day or the year is written
// in words: "the first of September 2026", "premier mai deux mille vingt-six".
func (pg *Page) spelledDays(l *Line, hits []written.Date) []written.Date {
	for i := 1; i < len(l.Words); i++ {
		w := &l.Words[i]
		if w.Marks&lexicon.IsMonth == 0 || slices.ContainsFunc(hits, func(h written.Date) bool { return h.Start < w.End && w.Start < h.End }) {
			continue
		}
		month, _ := written.Month(w.Spelling)
		year, to := written.YearAt(l.Keys, i+1)
		dom, from := written.DayBefore(l.Keys, i)
		if year == 0 || dom == 0 {
			continue
		}
		day := sow.Day{Year: year, Month: month, Dom: dom}
		if sow.DayOf(day.At(time.UTC)) != day {
			continue
		}
		h := written.Date{Day: day, Start: l.Words[from].Start, End: l.Words[to-1].End}
		if slices.ContainsFunc(hits, func(o written.Date) bool { return o.Start < h.End && h.Start < o.End }) {
			continue
		}
		at := 0
		for at < len(hits) && hits[at].Start < h.Start {
			at++
		}
		hits = slices.Insert(slices.Clone(hits), at, h)
	}
	return hits
}
