package fact_test

import (
	"cmp"
	"testing"

	"claimline/internal/sow"
)

// dayPicks weighs days by a word before them: each may be one of two facts.
func dayPicks() []sow.Pick {
	word := func(word string, weight float64) sow.WordWeight {
		return sow.WordWeight{Place: "before-1", Word: word, Weight: weight}
	}
	return []sow.Pick{
		{Fact: "start_date", Least: -1, Bias: -3, Words: []sow.WordWeight{word("otter", 3), word("heron", 3.4)}},
		{Fact: "end_date", Bias: -3, Words: []sow.WordWeight{word("marmot", 5), word("otter", 4)}},
		{Fact: "signed_date", Bias: -3, Words: []sow.WordWeight{word("badger", 5), word("marmot", 5.5)}},
	}
}

func TestDaysAreChosenTogether(t *testing.T) {
	tests := []struct{ name, source, start, end, signed string }{
		{"each by its words", "Otter 2 March 2026.\n\nMarmot 30 June 2026.\n\nBadger 20 February 2026.\n", "2026-03-02", "2026-06-30", "2026-02-20"},
		{"the start is near the signature", "Heron 1 June 2026.\n\nOtter 2 March 2026.\n\nMarmot 30 June 2026.\n\nBadger 20 February 2026.\n", "2026-03-02", "2026-06-30", "2026-02-20"},
		{"without a signature the words alone say", "Heron 1 June 2026.\n\nOtter 2 March 2026.\n\nMarmot 30 June 2026.\n", "2026-06-01", "2026-06-30", ""},
		{"no end before the signature", "Marmot 30 June 2025.\n\nOtter 2 March 2026.\n\nBadger 20 February 2026.\n", "2026-03-02", "", "2026-02-20"},
		{"no start on the eve of the one that was read", "Heron 1 March 2026.\n\nThe work starts on 2 March 2026.\n", "", "", ""},
		{"of two starts the one with no other day between", "Heron 16 March 2026.\n\nOtter 2 March 2026.\n\nFox 4 March 2026. Fox 9 March 2026. Fox 12 March 2026.\n\nMarmot 30 June 2026.\n\nBadger 20 February 2026.\n", "2026-03-02", "2026-06-30", "2026-02-20"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := newReader(t)
			if err := r.Pick(dayPicks()); err != nil {
				t.Fatal(err)
			}
			doc, det := markdown(t, tt.source)
			f := r.Read(doc, det)
			for name, want := range map[string]string{"start": tt.start, "end": tt.end, "signed": tt.signed} {
				if got := show(f, name); got != cmp.Or(want, "?") {
					t.Errorf("%s %s, want %q", name, got, want)
				}
			}
		})
	}
}

// TestDaysOfPapers leaves out days that a label says are those on which a paper was
// written, however much the words speak for a signature.
func TestDaysOfPapers(t *testing.T) {
	r := newReader(t)
	if err := r.Pick(dayPicks()); err != nil {
		t.Fatal(err)
	}
	labels := map[string][]string{
		"en": {"Badgers seen", "Order date", "Date of issue", "Issue date"},
		"de": {"Dachse", "Bestelldatum", "Auftragsdatum", "Belegdatum", "Ausstellungsdatum"},
		"fr": {"Blaireaux", "Date de commande", "Date d'émission"},
		"es": {"Tejones", "Fecha del pedido", "Fecha de pedido", "Fecha de emisión", "Fecha de la orden"},
	}
	for language, list := range labels {
		for i, label := range list {
			doc, det := markdown(t, "# Otters\n\n| A | B |\n|---|---|\n| "+label+" | Badger 20 February 2026 |\n")
			doc.Language = language
			want := "?"
			if i == 0 {
				want = "2026-02-20"
			}
			if got := show(r.Read(doc, det), "signed"); got != want {
				t.Errorf("signed %s beside %q, want %s", got, label, want)
			}
		}
	}
	doc, det := markdown(t, "# Otters\n\nSigned for the Tenderer: Badger 20 February 2026\n")
	if got := show(r.Read(doc, det), "signed"); got != "?" {
		t.Errorf("signed %s by a tenderer", got)
	}
}
