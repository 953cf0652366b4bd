package day

import (
	"strings"

	"claimline/internal/fact/page"
	"claimline/internal/fact/written"
)

// bracketReach is how many bytes before a bracket may name the thing that the days in
// it belong to, and longestAside how many the bracket holds before a day at most.
const (
	bracketReach = 45
	longestAside = 120
)

// openBracket gives where the bracket begins in which a text ends, its end for none:
// "under framework agreement F-2 (at most 1.2 m, term until".
func openBracket(text string) int {
	at := strings.LastIndexAny(text, "()")
	if at < 0 || text[at] == ')' || len(text)-at > longestAside {
		return len(text)
	}
	return at
}

// leastNumber is how many letters and digits the number of a paper has at least.
const leastNumber = 5

// refers tells whether a day behind a label is that of a paper whose number stands
// before it: "Your order: 45-008812 of 3 June 2026".
func refers(l *page.Line, h written.Date) bool {
	fields := strings.Fields(l.Text[:h.Start])
	n := len(fields)
	if l.Label == "" || n < 2 || n > 3 || l.Words[l.WordAt(h.Start)-1].Capital {
		return false
	}
	number := fields[n-2]
	if len(number) < leastNumber || !page.DigitInside(number) || strings.ContainsAny(number, ".,") {
		return false
	}
	small := &l.Beside.Small
	return small.Of.Has(fields[n-1]) || small.Genitives.Has(fields[n-1])
}
