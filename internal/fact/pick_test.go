package fact_test

import (
	"strings"
	"testing"

	"claimline/internal/sow"
)

// picked reads a document with weights for words beside numbers of people.
func picked(t *testing.T, p sow.Pick, source string) sow.Facts {
	t.Helper()
	r := newReader(t)
	if err := r.Pick([]sow.Pick{p}); err != nil {
		t.Fatal(err)
	}
	doc, det := markdown(t, source)
	return r.Read(doc, det)
}

func seatsPick(rules float64) sow.Pick {
	return sow.Pick{Fact: "seats", Rules: rules, Least: -0.5, Bias: -3, Words: []sow.WordWeight{
		{Place: "after-1", Word: "marmots", Weight: 4},
		{Place: "after-1", Word: "users", Weight: -2},
		{Place: "value", Word: "times-2", Weight: 1},
		{Place: "pair-after", Word: "tall", Next: "herons", Weight: 4},
		{Place: "heading", Word: "burrows", Weight: 1.5},
	}}
}

func TestPick(t *testing.T) {
	tests := []struct {
		name   string
		rules  float64
		source string
		want   int // 0 for none
		quote  string
	}{
		{"a value that the rules do not see", 4, "# Work\n\nWe serve 240 marmots in spring.\n", 240, "We serve 240 marmots"},
		{"by two words in a row", 4, "# Work\n\nWe serve 240 tall herons in spring.\n", 240, "240 tall herons"},
		{"the rules keep what they chose", 11, "# Work\n\nThe work serves 310 users. We see 240 marmots.\n", 310, "310 users"},
		{"the words say more", 1, "# Work\n\nThe work serves 310 users.\n\nWe see 240 marmots.\n", 240, "240 marmots"},
		{"too little speaks for it", 1, "# Work\n\nThe work serves 310 users.\n", 0, ""},
		{"nothing speaks for it", 4, "# Work\n\nWe bring 240 barrels.\n", 0, ""},
		{"two are as likely", 4, "# Work\n\nWe serve 240 marmots in spring.\n\nWe serve 310 marmots in autumn.\n", 0, ""},
		{"it stands in two places", 4, "# Burrows\n\nWe bring 240 barrels.\n\nThe 240 barrels are blue.\n", 240, "240"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := seatsPick(tt.rules)
			if tt.name == "it stands in two places" {
				p.Bias = -2
			}
			got := picked(t, p, tt.source).Seats
			n, known := got.Known()
			if known != (tt.want > 0) || n != tt.want {
				t.Fatalf("seats %v, want %d", got, tt.want)
			}
			if known && !strings.Contains(got.Evidence[0].Quote, tt.quote) {
				t.Errorf("quotes %q, want %q", got.Evidence[0].Quote, tt.quote)
			}
		})
	}
}

// A small team is written in words, which the rules leave alone below a number
// that prose spells out of habit.
func TestPickSpelledNumbers(t *testing.T) {
	p := sow.Pick{Fact: "seats", Rules: 4, Least: -0.5, Bias: -3.8, Words: []sow.WordWeight{
		{Place: "after-2", Word: "will", Weight: 3},
		{Place: "value", Word: "spelled", Weight: 1},
	}}
	for source, want := range map[string]int{
		"# Work\n\nFourteen people will be using it.\n":                     14,
		"# Arbeit\n\nDie Arbeit beginnt, und elf Leute will man schulen.\n": 11,
		"# Work\n\nTwo people will be using it.\n":                          0, // too few for those served
		"# Work\n\nFourteen people may be using it, one day or another.\n":  0, // nothing speaks for it
		"# Work\n\nFourteen barrels will be used.\n":                        0, // no people
	} {
		if n, _ := picked(t, p, source).Seats.Known(); n != want {
			t.Errorf("%q: %d people, want %d", source, n, want)
		}
	}
}

func TestPickLeavesShortDocuments(t *testing.T) {
	p := seatsPick(4)
	p.Blocks = 30
	if got, known := picked(t, p, "# Work\n\nWe serve 240 marmots in spring.\n").Seats.Known(); known {
		t.Errorf("seats %d of a document that is too short to be weighed", got)
	}
}

func TestPickRefusesAPlace(t *testing.T) {
	r := newReader(t)
	err := r.Pick([]sow.Pick{{Fact: "seats", Words: []sow.WordWeight{{Place: "nowhere", Word: "a"}}}})
	if err == nil || !strings.Contains(err.Error(), "nowhere") {
		t.Errorf("got %v, want a word on the place", err)
	}
}
