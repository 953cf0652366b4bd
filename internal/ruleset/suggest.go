package ruleset

import (
	"slices"
	"strings"

	"claimline/internal/typo"
)

// longestWord is the longest word, in bytes, that a suggestion is looked for.
const longestWord = 80

// didYouMean gives `; did you mean "x"?` for the nearest of the known words,
// or "" when none is near enough to be a slip of the keyboard.
func didYouMean(word string, known []string) string {
	if len(word) > longestWord {
		return ""
	}
	best, bestDist := "", max(2, len(word)/3)+1
	for _, k := range known {
		if d := typo.Distance(strings.ToLower(word), strings.ToLower(k)); d < bestDist && d < len(k) {
			best, bestDist = k, d
		}
	}
	if best == "" {
		return ""
	}
	return `; did you mean "` + best + `"?`
}

// allowed lists the values of a small vocabulary for a message.
func allowed(values []string) string {
	const most = 12
	if len(values) > most {
		values = append(slices.Clone(values[:most]), "…")
	}
	return " (allowed: " + strings.Join(values, ", ") + ")"
}
