package party

import (
	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/names"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
)

// stackReach is how many lines stand at most between the lines of a list of parties.
const stackReach = 4

// readStacked reads the parties below a line that is nothing but "between": each in
// a line of its own, with a line that is nothing but "and" between them.
func (rd *Sides) readStacked(l *page.Line, n int) {
	if !onlyOf(l, topic.PartyBetween) || n+1 >= len(rd.Lines) {
		return
	}
	first, okFirst := rd.stackedName(n + 1)
	for k := n + 2; okFirst && k <= n+2+stackReach && k+1 < len(rd.Lines); k++ {
		if !onlyOf(&rd.Lines[k], topic.PartyAnd) {
			continue
		}
		second, ok := rd.stackedName(k + 1)
		if ok && (first.org.Form > 0 || second.org.Form > 0) {
			p := rd.note(first.line, first.org, 0, 0)
			p.paired, p.first = true, true
			rd.note(second.line, second.org, 0, 0).paired = true
		}
		return
	}
}

// onlyOf tells whether a line is nothing but words of a topic.
func onlyOf(l *page.Line, t topic.Topic) bool {
	if !l.Topics.Has(t) || l.Label != "" || l.Table > 0 || l.Edge {
		return false
	}
	h, ok := l.At(0, t)
	return ok && h.To == len(l.Words)
}

// stacked is a name with its line.
type stacked struct {
	line *page.Line
	org  page.Name
}

// stackedName reads the organisation with which a line or its label begins.
func (rd *Sides) stackedName(n int) (stacked, bool) {
	l := &rd.Lines[n]
	if l.Label != "" {
		side := rd.SideLine(l.Block, l.Label)
		side.Start = l.Start
		l = &side
	}
	org, ok := names.From(l, 0)
	ok = ok && (names.Formal(l, org) || rd.endsAsBody(l, org)) && !names.Product(l, org) && rd.CuesOf(l).Of(org.Key[0])&lexicon.CuePerson == 0
	return stacked{l, org}, ok
}
