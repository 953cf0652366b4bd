package seat

import (
	"slices"

	"claimline/internal/fact/page"
)

// Bounds of people who are taught in equal groups.
const (
	leastClasses = 3
	leastTaught  = 50
	classReach   = 4 // words from the number of groups to that of the people in each
)

// statement is where a line counts people: words [first,to).
type statement struct {
	line      *page.Line
	first, to int
}

// classes is a number of people that a line divides into equal groups.
type classes struct {
	total int
	line  *page.Line
}

// inClasses adds weight to a number of people that the text divides into equal groups
// elsewhere: "the 270 clerks", "six groups of 45 people".
func (rd *counter) inClasses(found map[int]*crowd) {
	counts, divided := map[int][]statement{}, []classes(nil)
	for i := range rd.Lines {
		if l := &rd.Lines[i]; !l.Edge && l.Numeric && l.Topics.Meets(countedTopics) {
			divided = rd.divides(l, counts, divided)
		}
	}
	for _, c := range divided {
		at := slices.IndexFunc(counts[c.total], func(s statement) bool { return s.line != c.line })
		if at < 0 {
			continue
		}
		s := counts[c.total][at]
		one := rd.crowdOf(s.line, c.total, seatAccept, s.first, s.to)
		if q := found[c.total]; q == nil || q.weight < one.weight {
			found[c.total] = &one
		}
	}
}

// divides notes the numbers of people in a line, and those that it divides into groups.
func (rd *counter) divides(l *page.Line, counts map[int][]statement, divided []classes) []classes {
	for _, h := range l.Hits {
		if !slices.Contains(countedPeople, h.Topic) {
			continue
		}
		n, first, ok := numberBefore(l, h.From)
		if !ok {
			continue
		}
		if at := counts[n]; len(at) == 0 || len(at) == 1 && at[0].line != l { // in two lines, so that one is another
			counts[n] = append(at, statement{l, first, h.To})
		}
		if total, ok := rd.groupsBefore(l, n, first); ok && l.Table == 0 {
			divided = append(divided, classes{total, l})
		}
	}
	return divided
}

// groupsBefore gives how many people there are in all groups that a line counts before
// word first, with the number of those in each.
func (rd *counter) groupsBefore(l *page.Line, each, first int) (total int, ok bool) {
	lang := rd.LanguageOf(l.Block)
	for k := first - 2; k >= 0 && k >= first-classReach && !l.Breaks(k+1); k-- {
		groups, end, ok := rd.numberAt(l, k, lang)
		if ok && end < first && groups >= leastClasses && groups <= mostGroups && groups*each >= leastTaught {
			return groups * each, true
		}
	}
	return 0, false
}
