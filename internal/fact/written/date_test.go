package written

import (
	"strings"
	"testing"
)

func TestDates(t *testing.T) {
	cases := []struct {
		text       string
		monthFirst bool
		want       string
	}{
		{"on 2026-03-02 and 2026/04/05", false, "2026-03-02 2026-04-05"},
		{"19 January 2026", false, "2026-01-19"},
		{"March 2nd, 2026 until the 5th of April 2026", false, "2026-03-02 2026-04-05"},
		{"Sept. 9, 2025", true, "2025-09-09"},
		{"01.02.2026", true, "2026-02-01"},
		{"1.2.26", false, "2026-02-01"},
		{"03/04/2026", false, "2026-04-03"},
		{"03/04/2026", true, "2026-03-04"},
		{"03/25/2026", false, "2026-03-25"},
		{"2. März 2026 bis 31. Jänner 2027", false, "2026-03-02 2027-01-31"},
		{"le 1er août 2026", false, "2026-08-01"},
		{"2 de marzo de 2026 al 30 de junio del 2026", false, "2026-03-02 2026-06-30"},
		{"02-Mar-2026", false, "2026-03-02"},
		{"12 January - 27 March 2026", false, "2026-03-27"},
		{"12. Januar – 27. März 2026, 5 Jan 26", false, "2026-03-27 2026-01-05"},
		{"2-III-2026, 24. IV. 2026 and 3/XII/2026", false, "2026-03-02 2026-04-24 2026-12-03"},
		{"5 I 2026, 5-IIX-2026 and 5-I/2026", false, ""},
		{"31 February 2026", false, ""},
		{"version 1.2.3 and clause 4.2.2026", false, "2026-02-04"},
		{"may 2026", false, ""},
		{"12 May 2026", false, "2026-05-12"},
		{"10.0.0.1", false, ""},
	}
	for _, c := range cases {
		var got []string
		for _, h := range Dates(c.text, c.monthFirst) {
			got = append(got, h.Day.String())
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("dates(%q) = %q, want %q", c.text, s, c.want)
		}
	}
}

func FuzzDates(f *testing.F) {
	f.Add("2 March 2026, 01.02.2026 and 03/04/26")
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, h := range Dates(text, false) {
			if h.Start < end || h.End > len(text) || h.Day.IsZero() {
				t.Fatalf("dates(%q): hit %+v after %d", text, h, end)
			}
			end = h.End
		}
	})
}
