package prose

import (
	"strings"
	"testing"
)

func TestLeads(t *testing.T) {
	long := strings.Repeat("A sentence about something else. ", 12) + "We deliver the following"
	type step struct {
		group string
		level int // 0: a line, -1: a heading
		text  string
		want  string
	}
	tests := []struct {
		name  string
		steps []step
	}{
		{"line before the list", []step{{"b", 0, "Not included:", ""}, {"b", 1, "Mail", "Not included:"}, {"b", 2, "Boxes", "Not included:"}, {"b", 1, "Files", "Not included:"}}},
		{"item with a colon", []step{{"b", 0, "We deliver:", ""}, {"b", 1, "Not included:", "We deliver:"}, {"b", 2, "Teams", "Not included:"}, {"b", 1, "Mail", "We deliver:"}}},
		{"heading introduces nothing", []step{{"b", -1, "Scope", ""}, {"b", 1, "Mail", ""}, {"b", 2, "Boxes", "Mail"}}},
		{"heading with a colon", []step{{"b", -1, "Out of scope:", ""}, {"b", 1, "Mail", "Out of scope:"}}},
		{"list without a line", []step{{"b", 2, "Boxes", ""}, {"b", 1, "Mail", ""}}},
		{"another cell", []step{{"c1", 0, "Not included:", ""}, {"c2", 1, "Mail", ""}}},
		{"last sentence of a paragraph", []step{{"b", 0, long + ":", ""}, {"b", 1, "Mail", "We deliver the following:"}}},
		{"last line of a paragraph", []step{{"b", 0, "Two lines.\nNot included:", ""}, {"b", 1, "Mail", "Not included:"}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var leads Leads
			for _, s := range tt.steps {
				if s.level <= 0 {
					leads.Line(s.group, s.level < 0, s.text)
					continue
				}
				if got := leads.Item(s.group, s.level, s.text); got != s.want {
					t.Errorf("intro of %q = %q, want %q", s.text, got, s.want)
				}
			}
		})
	}
}
