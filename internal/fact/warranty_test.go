package fact_test

import "testing"

// TestWarrantiesAreNoEnd leaves out the ends of warranties that come long after all
// other days, however much the words speak for an end.
func TestWarrantiesAreNoEnd(t *testing.T) {
	r := newReader(t)
	if err := r.Pick(dayPicks()); err != nil {
		t.Fatal(err)
	}
	for language, words := range map[string][]string{
		"en": {"warranty", "Warranted", "defects period"},
		"de": {"Gewährleistung", "Gewährleistungsfrist", "Garantie", "Mängelhaftung"},
		"fr": {"garantie", "réception définitive"},
		"es": {"garantía", "recepción definitiva"},
	} {
		for _, word := range words {
			source := caseOpenings[language] + "Otter 2 March 2026.\n\nHeron 26 June 2026.\n\nHeron " + word + ": marmot 26 June 2027.\n"
			doc, det := markdown(t, source)
			if got := show(r.Read(doc, det), "end"); got != "?" {
				t.Errorf("%s: the end is %s by %q", language, got, word)
			}
		}
	}
	doc, det := markdown(t, caseOpenings["en"]+"Otter 2 March 2026.\n\nHeron 26 June 2026.\n\nHeron herring: marmot 26 June 2027.\n")
	if got := show(r.Read(doc, det), "end"); got != "2027-06-26" {
		t.Errorf("without a warranty the end is %s", got)
	}
}
