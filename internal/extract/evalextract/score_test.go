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
	text := words(strings.Repeat("the partner moves all mailboxes ", 5))
	var s summary
	s.add(result{ours: text, theirs: text})
	s.add(result{ours: text[:10], theirs: text})
	s.add(result{ours: text, theirs: text[:3]}) // too short to score
	if s.files != 3 || s.scored != 2 || s.recall != 1.4 || s.precision != 2 || s.low != 1 {
		t.Errorf("summary = %+v", s)
	}
}
