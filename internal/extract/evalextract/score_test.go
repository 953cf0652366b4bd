package main

import (
	"slices"
	"strings"
	"testing"
)

func TestScore(t *testing.T) {
	t.Parallel()
	if got, want := words("Azure Virtual-Desktop, ﬁne 移行 2026!"), []string{"azure", "virtual", "desktop", "fine", "移", "行", "2026"}; !slices.Equal(got, want) {
		t.Errorf("words = %q, want %q", got, want)
	}
	if got, want := words(joinBroken("a deploy-\nment of end-\nuser parts", words("a deployment of end user parts"))), words("a deployment of end user parts"); !slices.Equal(got, want) {
		t.Errorf("joined words = %q, want %q", got, want)
	}
	text := words(strings.Repeat("the partner moves all mailboxes ", 5))
	s := summary{typed: map[string]*typedScore{}}
	s.add(result{ours: text, theirs: text})
	s.add(result{ours: text[:10], theirs: text})
	s.add(result{file: "dir/an-offer-latex.pdf", ours: text, theirs: text[:3]}) // too short to score
	if len(s.each) != 2 || len(s.each[1].lost) != 15 || len(s.each[1].added) != 0 {
		t.Errorf("words lost and added = %+v", s.each)
	}
	if s.files != 3 || s.scored != 2 || s.recall != 1.4 || s.precision != 2 || s.low != 1 {
		t.Errorf("summary = %+v", s)
	}
	s.add(result{file: "dir/an-offer-latex.pdf", ours: text, theirs: slices.Sorted(slices.Values(text)), typed: text})
	if got := s.typed["latex"]; got == nil || got.files != 1 || got.ours != (reading{1, 1}) || got.theirs.recall != 1 || got.theirs.overlap >= 1 {
		t.Errorf("typed = %+v", got)
	}
}
