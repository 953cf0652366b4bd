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
	var s summary
	s.add(result{ours: text, theirs: text})
	s.add(result{ours: text[:10], theirs: text})
	s.add(result{ours: text, theirs: text[:3]}) // too short to score
	if len(s.each) != 2 || len(s.each[1].lost) != 15 || len(s.each[1].added) != 0 {
		t.Errorf("words lost and added = %+v", s.each)
	}
	if s.files != 3 || s.scored != 2 || s.recall != 1.4 || s.precision != 2 || s.low != 1 {
		t.Errorf("summary = %+v", s)
	}
}
