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

// inClasses adds weight to a number of people that the text divides into equal groups
// elsewhere: "the 270 clerks", "six groups of 45 people".
func (rd *counter) inClasses(found map[int]*crowd) {
	for i := range rd.Lines {
		l := &rd.Lines[i]
		if l.Edge || l.Table > 0 || !l.Numeric || !l.Topics.Meets(countedTopics) {
			continue
		}
		for _, h := range l.Hits {
			if !slices.Contains(countedPeople, h.Topic) {
				continue
			}
			if each, first, ok := numberBefore(l, h.From); ok {
				rd.takeClasses(found, l, each, first)
			}
		}
	}
}

// takeClasses takes the people who are so many times those in a group, counted from word
// first of a line on, as the line says before them.
func (rd *counter) takeClasses(found map[int]*crowd, l *page.Line, each, first int) {
	lang := rd.LanguageOf(l.Block)
	for k := first - 2; k >= 0 && k >= first-classReach && !l.Breaks(k+1); k-- {
		groups, end, ok := rd.numberAt(l, k, lang)
		if !ok || end >= first || groups < leastClasses || groups > mostGroups || groups*each < leastTaught {
			continue
		}
		if c, ok := rd.lineOf(groups*each, l); ok {
			c.weight = seatAccept
			if q := found[c.n]; q == nil || q.weight < c.weight {
				found[c.n] = &c
			}
		}
		return
	}
}

// lineOf finds the line, other than one, that counts n people.
func (rd *counter) lineOf(n int, but *page.Line) (crowd, bool) {
	for i := range rd.Lines {
		l := &rd.Lines[i]
		if l == but || l.Edge || !l.Numeric || !l.Topics.Meets(countedTopics) {
			continue
		}
		for _, h := range l.Hits {
			if !slices.Contains(countedPeople, h.Topic) {
				continue
			}
			if v, first, ok := numberBefore(l, h.From); ok && v == n {
				return rd.crowdOf(l, n, 0, first, h.To), true
			}
		}
	}
	return crowd{}, false
}
