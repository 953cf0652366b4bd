package sow_test

import (
	"strings"
	"testing"

	"claimline/internal/sow"
)

func TestBadName(t *testing.T) {
	for name, want := range map[string]string{
		"Anna Berg": "", "Jean-Luc O’Neil (Ops), 2": "", "anna+cpor@example.org": "", "Zoë": "",
		"": "Write the name", "  ": "Write the name", "Claimline ": "the program's own name", strings.Repeat("a", 81): "80 characters", "<b>": "letters, digits", "An\u200bna": "letters, digits", "a\nb": "letters, digits",
	} {
		got := sow.BadName(name)
		if (want == "") != (got == "") || !strings.Contains(got, want) {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}
