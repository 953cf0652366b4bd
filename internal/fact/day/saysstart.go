package day

import (
	"slices"

	"claimline/internal/fact/page"
	"claimline/internal/fact/pick"
	"claimline/internal/fact/topic"
)

// beginnings are the topics that say that something begins.
var beginnings = []topic.Topic{topic.DateStartLabel, topic.DateEffective, topic.DatePeriodLabel, topic.DateStarts, topic.DateStartsAfter, topic.DateOnSigning, topic.DateFrom}

// leastPlanned is how many days a table has at least that is a plan.
const leastPlanned = 3

// planned are the days of a document by table and by line.
type planned struct {
	tables map[dayGroup]span
	lines  map[*page.Line]int
}

func plannedDays(list []*pick.Choice[string]) planned {
	p := planned{spans(list), map[*page.Line]int{}}
	for _, c := range list {
		for _, at := range c.At {
			p.lines[at.Line]++
		}
	}
	return p
}

// onlyPlanned tells whether a day stands nowhere but in tables of planned days
// that do not say that anything begins then: the first of them is a delivery,
// which has been worked for.
func (rd *Reader) onlyPlanned(c *pick.Choice[string], p planned) bool {
	return !slices.ContainsFunc(c.At, func(at pick.Stated) bool {
		l := at.Line
		return l.Table == 0 || p.tables[groupOf(l)].days < leastPlanned || p.lines[l] > 1 || begins(l) || rd.rowBegins(l)
	})
}

func begins(l *page.Line) bool {
	return l.Topics.HasAny(beginnings) || l.Labelled(beginnings...) || l.Columned(topic.DateStartLabel, topic.DateEffective, topic.DateStarts)
}

// rowBegins tells whether another cell of the row says that something begins.
func (rd *Reader) rowBegins(l *page.Line) bool {
	for i := range rd.Besides(l) {
		if side := rd.SideLine(i, rd.Doc.Blocks[i].Text); begins(&side) {
			return true
		}
	}
	return false
}
