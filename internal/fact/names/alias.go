package names

import (
	"strings"

	"claimline/internal/fact/page"
)

// behindForeign cuts what belongs to the words before it off the front of a name
// with a legal form, where the short name in brackets behind it begins with a
// later word: `Leeds Acme Ltd ("Acme")` below a line that ends in a place, `Jane
// Doe and Wei Tan of Harlow & Finch Ltd ("H&F")`.
func behindForeign(l *page.Line, org page.Name) page.Name {
	from, to := shortName(l, org.To)
	if from == to || org.Front || calls(l, org, org.From, from, to) {
		return org
	}
	for k := org.From + 1; k < org.To-org.Form; k++ {
		if !l.Words[k].Capital || !calls(l, org, k, from, to) || l.Words[k-1].Capital && !behindOther(l, org.From) {
			continue
		}
		if cut, ok := Made(l, k, org.To-org.Form, org.To); ok {
			return cut
		}
	}
	return org
}

// behindOther tells whether word i stands behind the comma after the name of
// another party, as its place does: `Acme Ltd ("Acme"), Leeds`.
func behindOther(l *page.Line, i int) bool {
	gap := l.Between(i)
	return strings.Contains(gap, ",") && (strings.Contains(gap, ")") || FormBefore(l, i) > 0)
}

// shortName gives the words of the short name that stands in brackets and quotes
// right behind the name that ends before word at.
func shortName(l *page.Line, at int) (from, to int) {
	if at >= len(l.Words) || !l.Words[at].Capital {
		return at, at
	}
	if gap := l.Between(at); !strings.Contains(gap, "(") || !strings.ContainsAny(gap, "\"“„«'‘") {
		return at, at
	}
	for to = at + 1; to < len(l.Words) && !l.Breaks(to); to++ {
	}
	return at, to
}

// calls tells whether the short name in the words [from:to) is that of the name
// from word k on: its first words, or the first letters of these.
func calls(l *page.Line, org page.Name, k, from, to int) bool {
	if BeginsWith(l.Words[k:org.To-org.Form], l.Keys[from:to]) {
		return true
	}
	short := lettersOf(l, from, to)
	return len(short) > 1 && strings.HasPrefix(initials(l, k, org.To-org.Form), short)
}

// initials gives the first letters of the words with a capital in [from:to).
func initials(l *page.Line, from, to int) string {
	var b strings.Builder
	for _, w := range l.Words[from:to] {
		if w.Capital {
			b.WriteString(w.Text[:1])
		}
	}
	return b.String()
}

// lettersOf gives the words [from:to) without what parts them: "hf" of "H&F".
func lettersOf(l *page.Line, from, to int) string {
	var b strings.Builder
	for _, w := range l.Words[from:to] {
		b.WriteString(strings.ReplaceAll(w.Text, "&", ""))
	}
	return b.String()
}
