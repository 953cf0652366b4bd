package token

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// No text is strange that goes on from one of the set behind a blank or a mark.
func TestStrangeTextsBeginWithNoneOfTheSet(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		written := rapid.SliceOfN(rapid.StringMatching(`[a-cA-Cé1]{1,4}`), 1, 4).Draw(t, "set")
		var set Openings
		for _, word := range written {
			set.Add(Fold(word))
		}
		for _, word := range written {
			if text := word + rapid.SampledFrom([]string{"", " more", ", more", "(more)"}).Draw(t, "rest"); set.Strange(text) {
				t.Errorf("%q is strange", text)
			}
		}
	})
}

func TestStrange(t *testing.T) {
	var set Openings
	set.Add("included")
	if !set.Strange("Licences") || set.Strange("Included, see below") || set.Strange("In") {
		t.Error("texts are not told from an answer by their first letters")
	}
}

func TestMayBeKnowsTheLengths(t *testing.T) {
	var set Openings
	long := strings.Repeat("i", 70)
	set.Add("included")
	set.Add(long)
	for text, want := range map[string]bool{"included": true, "includes": true, "include": false, "excluded": false, "": true, long: true, "i": false} {
		if got := set.MayBe([]byte(text)); got != want {
			t.Errorf("MayBe(%q) = %v, want %v", text, got, want)
		}
	}
}
