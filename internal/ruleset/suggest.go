package ruleset

import (
	"slices"
	"strings"
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
		if d := editDistance(strings.ToLower(word), strings.ToLower(k)); d < bestDist && d < len(k) {
			best, bestDist = k, d
		}
	}
	if best == "" {
		return ""
	}
	return `; did you mean "` + best + `"?`
}

// editDistance counts the insertions, deletions, replacements and swaps of
// neighbours that turn a into b (optimal string alignment).
func editDistance(a, b string) int {
	before, last := []int(nil), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := range len(a) {
		row := make([]int, len(b)+1)
		row[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			row[j+1] = min(last[j+1]+1, row[j]+1, last[j]+cost)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, last = last, row
	}
	return last[len(b)]
}

// allowed lists the values of a small vocabulary for a message.
func allowed(values []string) string {
	const most = 12
	if len(values) > most {
		values = append(slices.Clone(values[:most]), "…")
	}
	return " (allowed: " + strings.Join(values, ", ") + ")"
}
