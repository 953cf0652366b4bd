package importer

import (
	"fmt"
	"strings"

	"claimline/internal/sow"
)

// Figure is what one row says a claim used or earned.
type Figure struct {
	Line         int
	Claim        sow.Claim
	Month        string
	Amount       string // earned, a decimal number with a point; "" in a usage report
	Currency     string // ISO 4217
	Active, Paid *int   // users of a usage report; nil unknown
}

// figure gives what a row about these claims says, or why it says nothing that
// can be counted. A row with a reason code is not paid.
func (e Export) figure(r Record, claims []sow.Claim) (f Figure, ok bool, why string) {
	f = Figure{Line: r.Line, Month: r.Month}
	switch {
	case e.Kind == Usage:
		f.Active, f.Paid = count(r.MAU), count(r.PAU)
		ok = f.Active != nil || f.Paid != nil
	case len(r.Codes) == 0 && r.Amount != "":
		f.Currency = strings.ToUpper(strings.TrimSpace(r.Currency))
		if f.Amount, ok = e.decimal.read(r.Amount); !ok {
			return f, false, fmt.Sprintf("its amount %q cannot be read with certainty, so it is not counted", r.Amount)
		}
		if !currencyCode.MatchString(f.Currency) {
			return f, false, fmt.Sprintf("its amount %q has no currency, so it is not counted", r.Amount)
		}
	}
	if ok && len(claims) != 1 {
		return f, false, fmt.Sprintf("it is about claims %s together, so its figure is counted for none of them", numbers(claims))
	}
	if ok {
		f.Claim = claims[0]
	}
	return f, ok, ""
}
