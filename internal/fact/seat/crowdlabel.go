package seat

import (
	"slices"
	"strings"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
	"claimline/internal/fact/written"
)

// labelCrowds reads the number of people in words that look like a label:
// "The work touches 163 people: the clerks, the drivers and the board."
func (rd *counter) labelCrowds(l *page.Line) []crowd {
	m := rd.labelLine(l)
	if m == nil || l.Table > 0 || !written.HasDigit(l.Label) {
		return nil
	}
	out := rd.peopleIn(m)
	for i := range out {
		out[i].line = l
	}
	return out
}

// labelledCrowd reads a number beside or below a label, and the total of a
// column of people.
func (rd *counter) labelledCrowd(l *page.Line) (crowd, bool) {
	if len(l.Words) == 0 || len(l.Words) > 8 {
		return crowd{}, false
	}
	own, total := rd.labelCounts(l), totalOfPeople(l)
	if !own && !total || len(rd.MoneyIn(l)) > 0 || len(rd.Dates(l)) > 0 {
		return crowd{}, false
	}
	from := behindAbout(l)
	v, n, ok := written.Number(strings.TrimSpace(l.Text[from:]))
	if !ok || v != float64(int(v)) || v <= 1 || total && v < 10 {
		return crowd{}, false
	}
	weight := seatByLabel
	if own {
		weight = seatLabelWeight(l)
	}
	return crowd{int(v), weight, false, false, rd.Evidence(l, from, from+n), l.Block, l}, true
}

// labelCounts tells whether the label of a line is one for people, whose number
// the line then gives.
func (rd *counter) labelCounts(l *page.Line) bool {
	if !l.Labelled(topic.SeatLabel, topic.SeatMailbox) && !servedLabel(l) || rd.countsInLabel(l) || rd.partLabel(l) || strings.Contains(l.Label, "Microsoft") {
		return false
	}
	return l.Table == 0 || rd.Tables[l.Table].Cols == 2 || rd.lastState(l)
}

// partLabel tells whether a label is one for a part of the people, and not only names by
// what they are served: "Employés desservis par le mandat".
func (rd *counter) partLabel(l *page.Line) bool {
	if !l.Labelled(topic.SeatPart) {
		return false
	}
	m := rd.labelLine(l)
	return m == nil || slices.ContainsFunc(m.Hits, func(h lexicon.Hit) bool { return h.Topic == topic.SeatPart && !usedBy(m, h) })
}

// servedLabel tells whether a label is nothing but people of a trade and that they are
// served: "Agents supported".
func servedLabel(l *page.Line) bool {
	if !l.LabelTopics.Has(topic.SeatServed) || l.Beside.People.Teach.HasAny(lexicon.Words(l.Label)) {
		return false
	}
	return slices.ContainsFunc(l.LabelHits, func(p lexicon.Hit) bool {
		return (p.Topic == topic.SeatTrade || p.Topic == topic.SeatPeople) && slices.ContainsFunc(l.LabelHits, func(s lexicon.Hit) bool {
			return s.Topic == topic.SeatServed && min(p.From, s.From) == 0 && max(p.To, s.To) == l.LabelLen && (p.To == s.From || s.To == p.From)
		})
	})
}

// totalOfPeople tells whether a cell is that of the total in a column of people.
func totalOfPeople(l *page.Line) bool {
	return l.Table > 0 && l.Row > 0 && l.Labelled(topic.ValueLabel) && !l.Labelled(topic.ValueNet) && l.Columned(topic.SeatLabel, topic.SeatPeople) && !l.Columned(topic.SeatPart)
}

// seatLabelWeight weighs the label of a number of people: one for mailboxes says
// less than one for users, one for all users more.
func seatLabelWeight(l *page.Line) float64 {
	switch {
	case !l.Labelled(topic.SeatLabel) && !servedLabel(l):
		return seatByWork
	case labelWhole(l):
		return seatByLabel + seatByWork
	}
	return seatByLabel
}

// countsInLabel tells whether a label counts people itself: "The Customer states
// 660 users: 120 at intake and 540 carers".
func (rd *counter) countsInLabel(l *page.Line) bool {
	if l.Table > 0 || !written.HasDigit(l.Label) {
		return false
	}
	ws := rd.Words(l.Label)
	m := page.Line{Beside: l.Beside, Text: l.Label, Words: ws, Keys: lexicon.Texts(ws)}
	return slices.ContainsFunc(l.LabelHits, func(h lexicon.Hit) bool {
		if h.Topic != topic.SeatLabel && h.Topic != topic.SeatMailbox {
			return false
		}
		_, _, ok := numberBefore(&m, h.From)
		return ok
	})
}

// labelWhole tells whether the label opens with a word for the whole: "Total
// users".
func labelWhole(l *page.Line) bool {
	return slices.ContainsFunc(l.LabelHits, func(h lexicon.Hit) bool {
		return h.Topic == topic.ValueLabel && h.From == 0 && h.To == 1 && l.LabelLen > 1
	})
}
