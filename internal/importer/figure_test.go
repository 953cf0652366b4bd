package importer_test

import (
	"fmt"
	"strings"
	"testing"

	"claimline/internal/importer"
	"claimline/internal/sow"
)

// earn gives what a file of earnings with these amounts says, and what is left
// for a person.
func earn(t *testing.T, m importer.Mapping, rows ...string) (figures, left string) {
	t.Helper()
	e := parse(t, "Claim ID;Earning Month;Reason Code;Earning Amount;Currency\n"+strings.Join(rows, "\n")+"\n", m)
	p := e.Plan(world(), m)
	var said, why []string
	for _, f := range p.Figures {
		said = append(said, fmt.Sprintf("%d %s %s %s", f.Claim.ID, f.Month, f.Amount, f.Currency))
	}
	for _, u := range p.Unmatched {
		why = append(why, fmt.Sprintf("%d %s", u.Line, u.Why))
	}
	return strings.Join(said, ", "), strings.Join(append(why, e.Warnings...), "; ")
}

// Amounts are counted only where they can be read in one way and have a
// currency; the way of one tells the others.
func TestEarningsGiveFigures(t *testing.T) {
	for name, tc := range map[string]struct {
		rows          []string
		mapping       string
		figures, left string
	}{
		"points":              {[]string{"CPOR-5;2026-10;;120.50;EUR", "CPOR-5;2026-11;;1,234;eur"}, "{}", "5 2026-10 120.50 EUR, 5 2026-11 1234 EUR", ""},
		"commas":              {[]string{"CPOR-5;2026-10;;120,50 €;EUR", "CPOR-5;2026-11;;1.234;EUR"}, "{}", "5 2026-10 120.50 EUR, 5 2026-11 1234 EUR", ""},
		"both signs":          {[]string{"CPOR-5;2026-10;;$1,234.56;USD"}, "{}", "5 2026-10 1234.56 USD", ""},
		"taken back":          {[]string{"CPOR-5;2026-10;;(12.50);USD", "CPOR-5;2026-10;;-3.00;USD"}, "{}", "5 2026-10 -12.50 USD, 5 2026-10 -3.00 USD", ""},
		"crowns":              {[]string{"CPOR-5;2026-10;;120,50 SEK;SEK", "CPOR-5;2026-11;;1.2E3;SEK"}, "{}", "5 2026-10 120.50 SEK", `3 its amount "1.2E3" cannot`},
		"a reason code":       {[]string{"CPOR-5;2026-10;MAULWPHWM;120.50;EUR"}, "{}", "", ""},
		"not clear":           {[]string{"CPOR-5;2026-10;;1.234;EUR"}, "{}", "", `2 its amount "1.234" cannot be read with certainty, so it is not counted; Amounts such as 1.234 can be read in two ways`},
		"not clear, but said": {[]string{"CPOR-5;2026-10;;1.234;EUR"}, `decimal: ","`, "5 2026-10 1234 EUR", ""},
		"in two ways":         {[]string{"CPOR-5;2026-10;;12.5;EUR", "CPOR-5;2026-11;;12,5;EUR"}, "{}", "", `2 its amount "12.5" cannot`},
		"no number":           {[]string{"CPOR-5;2026-10;;pending;EUR"}, "{}", "", `2 its amount "pending" cannot`},
		"no currency":         {[]string{"CPOR-5;2026-10;;12.50;"}, "{}", "", `2 its amount "12.50" has no currency, so it is not counted`},
	} {
		t.Run(name, func(t *testing.T) {
			figures, left := earn(t, mapping(t, tc.mapping), tc.rows...)
			if figures != tc.figures || !strings.HasPrefix(left, tc.left) || tc.left == "" && left != "" {
				t.Errorf("figures %q, left %q\nwant %q, %q", figures, left, tc.figures, tc.left)
			}
		})
	}
	if _, err := importer.ParseMapping([]byte("decimal: x")); err == nil {
		t.Error("any sign is taken for decimals")
	}
}

// A row about several claims gives a figure to none of them; the header can name
// the currency.
func TestFiguresBelongToOneClaim(t *testing.T) {
	w := world()
	w.Claims[1].PartnerCenter = "CPOR-1"
	p := parse(t, "Claim ID,Earning Month,Reason Code,Earning Amount USD\nCPOR-1,2026-10,,10.00\nCPOR-5,2026-10,,11.00\n", importer.Mapping{}).Plan(w, importer.Mapping{})
	if len(p.Figures) != 1 || p.Figures[0].Claim.ID != 5 || p.Figures[0].Currency != "USD" || len(p.Unmatched) != 1 || !strings.Contains(p.Unmatched[0].Why, "about claims 1, 2 together") {
		t.Errorf("figures %+v, left %+v", p.Figures, p.Unmatched)
	}
}

func TestUsageGivesFigures(t *testing.T) {
	e := parse(t, "CustomerTenantId,WorkloadName,MonthlyActiveUsers,PaidAvailableUnits,ClaimId,Date\n"+
		tenant+",Microsoft Teams,\"1,200\",1900,CPOR-1,2026-10-31\n"+tenant+",Microsoft Teams,n/a,,CPOR-1,2026-11-30\n"+tenant+",Microsoft Teams,7,n/a,CPOR-1,2026-11-30\n", importer.Mapping{})
	p := e.Plan(world(), importer.Mapping{})
	if len(p.Figures) != 2 || *p.Figures[0].Active != 1200 || *p.Figures[0].Paid != 1900 || p.Figures[0].Month != "2026-10" || *p.Figures[1].Active != 7 || p.Figures[1].Paid != nil {
		t.Errorf("figures %+v", p.Figures)
	}
	if p.Figures[0].Claim.Position != sow.AtSubmitted(sow.SubUnderReview) {
		t.Errorf("figures of another claim: %+v", p.Figures[0].Claim)
	}
}
