package party

import (
	"strings"

	"claimline/internal/fact/names"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
)

// readAccepted reads who accepts: "Accepted by Acme Ltd, 3 May 2026".
func (rd *Sides) readAccepted(l *page.Line) {
	h, ok := l.Says(topic.PartyAccepts)
	if !ok {
		return
	}
	if org, ok := names.From(l, h.To); ok && (org.Form > 0 || rd.Known(org) != nil || l.Alone && !rd.dated(l, org)) {
		rd.noteRole(l, org, rd.customerAccepts(l), byAcceptance)
	}
}

// dated tells whether a name behind a word of acceptance is the place that stands
// before a day: "Agreed, Aurillac, 3 May 2026".
func (rd *Sides) dated(l *page.Line, org page.Name) bool {
	switch {
	case !l.Numeric || names.HasBody(l, org) && !strings.Contains(org.Text, "-"): // not "Chaux-de-Fonds"
		return false
	case len(org.Key) < 2:
		return true
	}
	days := rd.Dates(l)
	return len(days) > 0 && l.Breaks(l.Back(org.From)) && l.Breaks(org.To) && l.WordAt(days[0].Start)-org.To <= 1 // "Lyon, le 3 mai"
}
