package web

import (
	"slices"

	"claimline/internal/sow"
)

// linesOn gives the quoted lines of a page with what was concluded from them:
// workloads first, then methods and facts.
func linesOn(a sow.Analysis, page int) []pageLine {
	var lines []pageLine
	add := func(about string, evidence []sow.Evidence) {
		for _, e := range evidence {
			l := pageLine{About: about, Quote: e.Quote}
			if e.Page != nil && *e.Page == page && !slices.Contains(lines, l) {
				lines = append(lines, l)
			}
		}
	}
	for _, w := range a.Workloads {
		add(w.Name+": "+plain(w.Polarity), w.Evidence)
		add(w.Name+": excluded part", w.Exclusions)
	}
	if m := a.Methods; m != nil {
		add("PAL", m.PAL.Evidence)
		add("DPOR", m.DPOR.Evidence)
		add("CPOR", m.CPOR.Evidence)
	}
	if f := a.Facts; f != nil {
		add("Customer", f.Customer.Evidence)
		add("Partner", f.Partner.Evidence)
		add("Tenant", f.TenantID.Evidence)
		add("Agreement", f.Agreement.Evidence)
		add("Transacting CSP", f.TransactingCSP.Evidence)
		add("Seats", f.Seats.Evidence)
		add("Value", f.Value.Evidence)
		add("Start", f.StartDate.Evidence)
		add("End", f.EndDate.Evidence)
		add("Signed", f.SignedDate.Evidence)
	}
	return lines
}

// telling puts the lines that decided first: those in scope, by their weight.
// The order of a document is not the order in which its lines convince. What a
// reader could not tell apart stands once.
func telling(evidence []sow.Evidence) []sow.Evidence {
	out := make([]sow.Evidence, 0, len(evidence))
	for _, e := range evidence {
		if !slices.ContainsFunc(out, func(o sow.Evidence) bool { return o.Quote == e.Quote && placeWords(o) == placeWords(e) }) {
			out = append(out, e)
		}
	}
	slices.SortStableFunc(out, func(a, b sow.Evidence) int {
		if x, y := a.Polarity == sow.InScope, b.Polarity == sow.InScope; x != y && (a.Weight != nil || b.Weight != nil) {
			return map[bool]int{true: -1, false: 1}[x]
		}
		return compareWeight(b.Weight, a.Weight)
	})
	return out
}

func compareWeight(a, b *float64) int {
	switch {
	case a == nil || b == nil || *a == *b:
		return 0
	case *a < *b:
		return -1
	}
	return 1
}

// quoteView is a quoted line with the address of its page; "" without pages.
type quoteView struct {
	sow.Evidence
	Link string
}
