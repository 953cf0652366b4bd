package fact

import (
	"slices"

	"claimline/internal/sow"
)

// withBareDays adds to the days of a line those before them that leave out the
// year, where the line says that something starts or ends: "We start on 18 May
// and will have finished by 26 June 2026".
func (rd *reading) withBareDays(l *line, hits []dateHit) []dateHit {
	if !l.numeric || l.table > 0 || !l.topics.hasAny(bareTopics) && !l.labelTopics.hasAny(bareTopics) {
		return hits
	}
	var few [16]int
	starts, _ := numberStarts(few[:0], l.text)
	out := hits
	for _, at := range starts {
		h, ok := bareDay(l.text, at)
		if !ok || slices.ContainsFunc(hits, func(d dateHit) bool { return h.Start < d.End && d.Start < h.End }) {
			continue
		}
		next, ok := rd.nextDay(l, h.End, hits)
		if !ok {
			continue
		}
		h.Day.Year = next.Year
		if compareDays(h.Day, next) > 0 {
			h.Day.Year--
		}
		if i := slices.IndexFunc(out, func(d dateHit) bool { return d.Start > h.Start }); i >= 0 {
			out = slices.Insert(slices.Clone(out), i, h)
		} else {
			out = append(slices.Clone(out), h)
		}
	}
	return out
}

// bareTopics tell of the start of work: the only days that are read without
// their year.
var bareTopics = []topic{dateStarts, dateStartLabel, dateEffective}

// nextDay gives the first whole day behind byte end of a line, in the line or
// in those of its block that follow.
func (rd *reading) nextDay(l *line, end int, hits []dateHit) (sow.Day, bool) {
	for _, h := range hits {
		if h.Start >= end {
			return h.Day, true
		}
	}
	seen := false
	for m := range rd.blockLines(l.block) {
		if later := rd.dateHits(m); seen && len(later) > 0 {
			return later[0].Day, true
		}
		seen = seen || m.start == l.start
	}
	return sow.Day{}, false
}

// bareDay reads "18 May", "18. Mai", "18 de mayo" and "May 18" by its day,
// without a year behind it.
func bareDay(text string, i int) (dateHit, bool) {
	day := digits(text, i, 1, 2)
	if day == 0 {
		return dateHit{}, false
	}
	start, end := i, day
	month, to := monthAt(text, behindLink(text, behindOrdinal(text, day), "of", "de"))
	if month != 0 {
		end = to
	} else if h, ok := monthDay(text[:day]+" 2000", i, true); ok { // the month stands before
		month, start = h.Day.Month, h.Start
	}
	if month == 0 || digits(text, behindLink(text, end, ",", "de", "del"), 4, 4) > 0 {
		return dateHit{}, false
	}
	d, ok := civilMonth("2000", month, text[i:day])
	return dateHit{Day: d, Start: start, End: end}, ok
}
