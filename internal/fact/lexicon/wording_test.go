package lexicon

import "testing"

func TestWording(t *testing.T) {
	var w Wording
	for _, text := range []string{"seen by", "Entwurf*", "*verlängerung bis", "draft"} {
		if err := w.add(text); err != nil {
			t.Fatal(err)
		}
	}
	for text, want := range map[string]bool{
		"seen by a reader": true, "as foreseen by": false, "seen bystanders": false, "foreseen, seen by": true,
		"der entwurfsstand": true, "vertragsverlangerung bis": true, "verlangerung bisher": false, "draft": true, "drafts": false,
	} {
		if got := w.Within(text); got != want {
			t.Errorf("Within(%q) = %v, want %v", text, got, want)
		}
	}
	if !w.Opens("draft 3") || w.Opens("a draft") || w.Opens("drafting") {
		t.Error("Opens reads otherwise than by the first whole word")
	}
	if !w.Has("draft") || !w.Has("entwurfs") || w.Has("drafts") {
		t.Error("Has reads otherwise than by whole words and beginnings")
	}
	if err := w.add(" *"); err == nil {
		t.Error("an empty word is taken")
	}
}
