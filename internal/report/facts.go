package report

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"claimline/internal/sow"
)

// Row is one fact as a label and words; an unknown fact says so.
type Row struct {
	Label string
	Value string
	Found bool
	By    string // "person" for an answer that overrides the text
	Quote string // the first quoted line, "" without one
	Place string // where the quote stands
}

// FactRows gives the facts of an analysis in the order in which a person asks
// for them.
func FactRows(f *sow.Facts) []Row {
	if f == nil {
		return nil
	}
	rows := []Row{
		row("Customer", f.Customer, plain), row("Partner", f.Partner, plain), row("Tenant", f.TenantID, plain),
		row("Agreement", f.Agreement, agreementName),
		row("Transacting CSP", f.TransactingCSP, yesNo), row("Work", f.Engagement, activities),
		row("Seats", f.Seats, group), row("Value", f.Value, Money),
		row("Start", f.StartDate, plain), row("End", f.EndDate, plain), row("Signed", f.SignedDate, plain),
	}
	if public, _ := f.PublicSector.Known(); public { // only these are asked for more
		rows = append(rows, row("Public body", f.PublicSector, yesNo), row("Country", f.Country, plain))
	}
	return rows
}

func row[T any](label string, f sow.Fact[T], show func(T) string) Row {
	r := Row{Label: label, Value: "not stated", By: f.By}
	if len(f.Evidence) > 0 {
		r.Quote, r.Place = f.Evidence[0].Quote, Place(f.Evidence[0])
	}
	switch f.State {
	case sow.Found:
		if f.Value != nil {
			r.Value, r.Found = show(*f.Value), true
		}
	case sow.Conflicting:
		parts := make([]string, 0, len(f.Candidates))
		for _, c := range f.Candidates {
			parts = append(parts, show(c))
		}
		r.Value = "conflicting: " + strings.Join(parts, " or ")
	case sow.Missing:
	}
	return r
}

func plain(s string) string { return s }

func yesNo(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

func agreementName(a sow.Agreement) string {
	switch a {
	case sow.EA:
		return "Enterprise Agreement (EA)"
	case sow.MCA:
		return "Microsoft Customer Agreement (MCA)"
	case sow.CSP:
		return "Cloud Solution Provider (CSP)"
	case sow.WebDirect:
		return "Web Direct"
	case sow.AgreementUnknown:
	}
	return "not stated"
}

func activities(list []sow.Activity) string {
	parts := make([]string, len(list))
	for i, a := range list {
		parts[i] = strings.ReplaceAll(string(a), "-", " ")
	}
	return strings.Join(parts, ", ")
}

func group(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// Money gives an amount with its currency, e.g. "EUR 125,000" or
// "GBP 99,950.50".
func Money(m sow.Money) string {
	whole, cents := math.Modf(m.Amount)
	text := m.Currency + " " + group(int(whole))
	if c := int(math.Round(cents * 100)); c != 0 {
		text += fmt.Sprintf(".%02d", c)
	}
	return text
}

// Place says where a quote stands: page or location, and the heading above it.
func Place(e sow.Evidence) string {
	where := e.Location
	if e.Page != nil {
		where = "p. " + strconv.Itoa(*e.Page)
	}
	if e.Heading == "" {
		return where
	}
	if where == "" {
		return e.Heading
	}
	return where + ", " + e.Heading
}
