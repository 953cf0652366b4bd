package fact

import (
	"slices"

	"claimline/internal/fact/topic"
)

// beginnings are the topics that say that something begins.
var beginnings = []topic.Topic{topic.DateStartLabel, topic.DateEffective, topic.DatePeriodLabel, topic.DateStarts, topic.DateStartsAfter, topic.DateOnSigning, topic.DateFrom}

// leastPlanned is how many days a table has at least that is a plan.
const leastPlanned = 3

// planned are the days of a document by table and by line.
type planned struct {
	tables map[dayGroup]span
	lines  map[*line]int
}

func plannedDays(list []*choice[string]) planned {
	p := planned{spans(list), map[*line]int{}}
	for _, c := range list {
		for _, at := range c.at {
			p.lines[at.line]++
		}
	}
	return p
}

// onlyPlanned tells whether a day stands nowhere but in tables of planned days
// that do not say that anything begins then: the first of them is a delivery,
// which has been worked for.
func (rd *reading) onlyPlanned(c *choice[string], p planned) bool {
	return !slices.ContainsFunc(c.at, func(at stated) bool {
		l := at.line
		return l.table == 0 || p.tables[groupOf(l)].days < leastPlanned || p.lines[l] > 1 || l.begins() || rd.rowBegins(l)
	})
}

func (l *line) begins() bool {
	return l.topics.HasAny(beginnings) || l.labelled(beginnings...) || l.columned(topic.DateStartLabel, topic.DateEffective, topic.DateStarts)
}

// rowBegins tells whether another cell of the row says that something begins.
func (rd *reading) rowBegins(l *line) bool {
	for i := range rd.besides(l) {
		if side := rd.sideLine(i, rd.doc.Blocks[i].Text); side.begins() {
			return true
		}
	}
	return false
}
