package written

import (
	"fmt"
	"strings"
	"testing"
)

func TestMoneys(t *testing.T) {
	cases := []struct{ text, want string }{
		{"a total of USD 312,400 for all", "312400 USD"},
		{"$312,400.50 fixed", "312400.5 "},
		{"USD $12,000", "12000 USD"},
		{"US$1,250", "1250 USD"},
		{"1.234.567,00 EUR netto", "1234567 EUR"},
		{"EUR 1.234.567,89", "1234567.89 EUR"},
		{"CHF 1'234'567.–", "1234567 CHF"},
		{"CHF 398’000.00", "398000 CHF"},
		{"1 234 567,50 € HT", "1234567.5 EUR"},
		{"968 000 NOK", "968000 NOK"},
		{"NOK 968 000", "968000 NOK"},
		{"£274,000 excluding VAT", "274000 GBP"},
		{"$ 1.234.567 MXN", "1234567 MXN"},
		{"DKK 411.750,-", "411750 DKK"},
		{"411.750,- DKK", "411750 DKK"},
		{"EUR 1.2 million", "1200000 EUR"},
		{"1,5 Mio. EUR", "1500000 EUR"},
		{"INR 86 lakh", "8600000 INR"},
		{"1.2 crore INR", "12000000 INR"},
		{"1,2 millions d'euros", "1200000 EUR"},
		{"£85k", "85000 GBP"},
		{"rate 1,250.00 EUR and 980.00 EUR", "1250 EUR | 980 EUR"},
		{"in EUROPE 2026", ""},
		{"5 users at EUR 20", "20 EUR"},
		{"no money here", ""},
		{"A$396,000 (AUD)", "396000 AUD"},
		{"EUR", ""},
		{"$ 1,250,000.00 más IVA", "1250000 "},
		{"EUR 1.2m", "1200000 EUR"},
		{"₡ 118.750.000,00 sin IVA", "118750000 CRC"},
		{"74 500 000 F CFA hors taxes", "74500000 XOF"},
		{"RD$ 4,680,000.00", "4680000 DOP"},
		{"R.O. 86,750.000 (Omani Rials)", "86750 OMR"},
		{"RON 45.000", "45000 RON"},
		{"R 45 000", "45000 ZAR"},
		{"Q 94,000.00 con IVA aparte", "94000 GTQ"},
		{"ready in Q3 2026, not Q 4 2027", ""},
		{"GH₵ 132,000 in four parts", "132000 GHS"},
		{"Gs. 310.000 por hora", "310000 PYG"},
	}
	for _, c := range cases {
		var got []string
		for _, h := range Amounts(c.text) {
			got = append(got, fmt.Sprintf("%.10g %s", h.Money.Amount, h.Money.Currency))
			if h.Start < 0 || h.End > len(c.text) || h.Start >= h.End {
				t.Errorf("%q: offsets %d:%d", c.text, h.Start, h.End)
			}
		}
		if s := strings.Join(got, " | "); s != c.want {
			t.Errorf("moneys(%q) = %q, want %q", c.text, s, c.want)
		}
	}
}

func FuzzMoney(f *testing.F) {
	f.Add("USD 312,400 and 1.234,00 EUR, CHF 1'234.–")
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, h := range Amounts(text) {
			if h.Start < end || h.End > len(text) || h.Start >= h.End || h.Money.Amount < 0 {
				t.Fatalf("moneys(%q): hit %+v after %d", text, h, end)
			}
			end = h.End
		}
	})
}
