package sow

import (
	"fmt"
	"strings"
)

// StageChart draws the table of moves as a mermaid state chart and as a table
// with guards, in the Markdown of docs/ARCHITECTURE.md. A test compares the two.
func StageChart() string {
	var b strings.Builder
	b.WriteString("```mermaid\nstateDiagram-v2\n    [*] --> identified\n")
	for _, s := range []SubState{SubSubmitted, SubUnderReview, SubActionRequired, SubDisputed} {
		p := AtSubmitted(s)
		fmt.Fprintf(&b, "    state %q as %s\n", p.String(), chartID(p))
	}
	for _, m := range Moves() {
		fmt.Fprintf(&b, "    %s --> %s\n", chartID(m.From), chartID(m.To))
	}
	for _, o := range Outcomes() {
		if o != OutcomeRejected {
			fmt.Fprintf(&b, "    %s --> [*]\n", o)
		}
	}
	b.WriteString("```\n\n| From | To | Needs | Who |\n|---|---|---|---|\n")
	for _, m := range Moves() {
		fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", m.From, m.To, joined(m.Guards, "–"), joined(m.By, "nobody"))
	}
	return b.String()
}

// chartID is the position's name without the slash, which mermaid refuses.
func chartID(p Position) string { return strings.ReplaceAll(p.String(), "/", "_") }

func joined[T ~string](list []T, none string) string {
	if len(list) == 0 {
		return none
	}
	words := make([]string, len(list))
	for i, w := range list {
		words[i] = string(w)
	}
	return strings.Join(words, "; ")
}
