package sow

import (
	"cmp"
	"slices"
	"time"
)

// Figure is what an imported report says a claim used or earned in a month, with
// the row that says so.
type Figure struct {
	Kind     string    `json:"kind"`  // usage or earnings
	Month    string    `json:"month"` // YYYY-MM, or as the file prints it; "" unknown
	Amount   *float64  `json:"amount,omitempty"`
	Currency string    `json:"currency,omitempty"` // ISO 4217
	Active   *int      `json:"active_users,omitempty"`
	Paid     *int      `json:"paid_units,omitempty"`
	ImportID int64     `json:"import_id"`
	File     string    `json:"file"`
	Line     int       `json:"line"` // of the file, the header being 1
	By       string    `json:"imported_by"`
	At       time.Time `json:"imported_at"`
}

// Earned sums what was earned per currency, in the order of their codes;
// currencies are never added together.
func Earned(list []Figure) []Money {
	var sums []Money
	for _, f := range list {
		if f.Amount == nil {
			continue
		}
		i := slices.IndexFunc(sums, func(m Money) bool { return m.Currency == f.Currency })
		if i < 0 {
			i, sums = len(sums), append(sums, Money{Currency: f.Currency})
		}
		sums[i].Amount += *f.Amount
	}
	slices.SortFunc(sums, func(a, b Money) int { return cmp.Compare(a.Currency, b.Currency) })
	return sums
}

// EarnedShare is which part of an expected value was earned, 1 being all of it.
// It is false when the expected value is not known, or is in another currency.
func EarnedShare(expected ExpectedValue, earned Money) (share float64, known bool) {
	if expected.Amount == nil || expected.Currency == nil || *expected.Currency != earned.Currency || *expected.Amount <= 0 {
		return 0, false
	}
	return earned.Amount / *expected.Amount, true
}

// LastUsage is the newest month of a usage report; false without one.
func LastUsage(list []Figure) (Figure, bool) {
	var last Figure
	found := false
	for _, f := range list {
		if f.Kind == "usage" && (!found || f.Month >= last.Month) {
			last, found = f, true
		}
	}
	return last, found
}
