package seat

import (
	"slices"
	"strings"

	"claimline/internal/fact/page"
	"claimline/internal/fact/pick"
	"claimline/internal/fact/topic"
	"claimline/internal/sow"
)

// WorkTraits tells what work a document orders: whom something serves is said
// where the work is on what people use, hardly ever where it is on servers.
func WorkTraits(det *sow.Detection) (out []string) {
	var families []string
	for i := range det.Workloads {
		w := &det.Workloads[i]
		if w.Polarity != sow.InScope || w.Kind != "" {
			continue
		}
		out = append(out, "does-"+w.ID)
		if f := string(w.Family); !slices.Contains(families, f) {
			families = append(families, f)
		}
	}
	slices.Sort(families)
	return append(out, "families-"+strings.Join(families, "+"))
}

// withoutEmployed leaves out of a list the numbers of people whom the text only says
// that an employer has, where no work is on what they use.
func (rd *counter) withoutEmployed(list []*pick.Choice[int]) []*pick.Choice[int] {
	if !rd.onServers() || rd.everybody() {
		return list
	}
	return slices.DeleteFunc(list, func(c *pick.Choice[int]) bool {
		return !slices.ContainsFunc(c.At, func(at pick.Stated) bool { return !employed(at.Line, at.From, at.To) || servesBehind(at.Line, at.To) })
	})
}

// employed tells whether words [from,to) of a line, or the noun behind them, stand
// beside a word for having people.
func employed(l *page.Line, from, to int) bool {
	_, before := l.Window(0, from, topic.SeatEmploys)
	_, behind := l.At(to, topic.SeatEmploys)
	return before || behind
}

// servesBehind tells whether a line says behind word to that something is done for
// somebody: "has 125 people and all of them will be able to use it".
func servesBehind(l *page.Line, to int) bool {
	_, served := l.Window(to, len(l.Words), topic.SeatServed)
	return served
}

// onServers tells whether a document orders work, and all of it on what runs in Azure,
// which the people of an employer do not use as such.
func (rd *counter) onServers() bool {
	works := false
	for i := range rd.det.Workloads {
		w := &rd.det.Workloads[i]
		if w.Polarity != sow.InScope || w.Kind != "" {
			continue
		}
		if w.Family != sow.FamilyAzure {
			return false
		}
		works = true
	}
	return works
}
