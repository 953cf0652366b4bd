package eval

import (
	"fmt"
	"strings"

	"claimline/internal/sow"
)

func (r *Result) scoreFacts(c Case) {
	f := c.Analysis.Facts
	if f == nil {
		f = &sow.Facts{}
	}
	l := c.Label
	one(r, c, "customer", l.Customer, f.Customer, SameName)
	one(r, c, "partner", l.Partner, f.Partner, SameName)
	one(r, c, "tenant_id", l.TenantID, f.TenantID, strings.EqualFold)
	one(r, c, "agreement", stated(l.Agreement), known(f.Agreement), equal)
	one(r, c, "transacting_csp", l.CSP, f.TransactingCSP, equal)
	one(r, c, "seats", l.Seats, f.Seats, equal)
	one(r, c, "value", l.Value, f.Value, equal)
	one(r, c, "start_date", l.Start, f.StartDate, equal)
	one(r, c, "end_date", l.End, f.EndDate, equal)
	one(r, c, "signed_date", l.Signed, f.SignedDate, equal)
}

func one[T any](r *Result, c Case, name string, want *T, fact sow.Fact[T], same func(a, b T) bool) {
	counts := []*FactCounts{&r.Facts, at(r.ByFact, name)}
	got, found := fact.Known()
	switch {
	case want == nil && !found, want != nil && found && same(*want, got):
		for _, fc := range counts {
			fc.Right++
		}
		return
	case found:
		for _, fc := range counts {
			fc.Wrong++
		}
	default:
		for _, fc := range counts {
			fc.Missed++
		}
	}
	quote := ""
	if len(fact.Evidence) > 0 {
		quote = fact.Evidence[0].Quote
	}
	r.miss(c, "fact "+name, show(want), showFact(fact), quote)
}

func equal[T comparable](a, b T) bool { return a == b }

func stated(a sow.Agreement) *sow.Agreement {
	if a == "" || a == sow.AgreementUnknown {
		return nil
	}
	return &a
}

// known turns a found "unknown" into a missing fact.
func known(f sow.Fact[sow.Agreement]) sow.Fact[sow.Agreement] {
	if v, ok := f.Known(); ok && v == sow.AgreementUnknown {
		return sow.NoFact[sow.Agreement]()
	}
	return f
}

func show[T any](v *T) string {
	if v == nil {
		return "none"
	}
	return fmt.Sprint(*v)
}

func showFact[T any](f sow.Fact[T]) string {
	if f.State == sow.Conflicting {
		return fmt.Sprintf("conflicting %v", f.Candidates)
	}
	return show(f.Value)
}
