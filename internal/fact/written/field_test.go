package written_test

import (
	"slices"
	"testing"

	"claimline/internal/fact/written"
)

// The parts of a text that hold a character are given whole, with their places.
func TestFieldsWith(t *testing.T) {
	for text, want := range map[string][]string{
		"":                               nil,
		"no host here":                   nil,
		"acme.example":                   {"acme.example"},
		"see www.acme.example, or  ask.": {"www.acme.example,", "ask."},
		". a.b .":                        {".", "a.b", "."},
	} {
		var got []string
		for at, field := range written.FieldsWith(text, '.') {
			if text[at:at+len(field)] != field {
				t.Errorf("%q of %q is not at byte %d", field, text, at)
			}
			got = append(got, field)
		}
		if !slices.Equal(got, want) {
			t.Errorf("FieldsWith(%q) = %q, want %q", text, got, want)
		}
	}
}

// The first day of a range is read in the words before the second, but for a day with
// its own year.
func TestRangesAcrossMonths(t *testing.T) {
	for text, want := range map[string]string{
		"the work runs from 3 August to 25 September 2026":                       "2026-08-03",
		"between 3 August 2026 and 25 September 2026":                            "",
		"the months from 3 August 2026 – 25 September 2026":                      "",
		"first of all, in the long time from 30 December bis zum 8. Januar 2027": "2026-12-30",
	} {
		got := ""
		if from, _, ok := written.RangeAcrossMonths(text, written.Dates(text, false)); ok {
			got = from.Day.String()
		}
		if got != want {
			t.Errorf("RangeAcrossMonths(%q) = %q, want %q", text, got, want)
		}
	}
}
