package lexicon

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// joinedForms writes two neighbouring words of a phrase as one: "Power Apps"
// as "PowerApps", "Dynamics 365 Sales" as "Dynamics365 Sales".
func joinedForms(text string) []string {
	words := strings.Fields(text)
	var forms []string
	for i := range len(words) - 1 {
		if !joinable(words[i]) || !joinable(words[i+1]) || len(words[i])+len(words[i+1]) < 5 {
			continue
		}
		form := append([]string{}, words[:i]...)
		form = append(form, words[i]+words[i+1])
		forms = append(forms, strings.Join(append(form, words[i+2:]...), " "))
	}
	return forms
}

func joinable(word string) bool {
	for _, r := range word {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return false
		}
	}
	switch strings.ToLower(word) {
	case "for", "and", "of", "to", "on", "in", "the", "as", "a":
		return false
	}
	return true
}

// splitForm writes a word with an inner capital as two: "SharePoint Online" as
// "Share Point Online". It is empty for a phrase without one.
func splitForm(text string) string {
	var out []rune
	last := rune(0)
	for i, r := range text {
		if i > 0 && unicode.IsUpper(r) && unicode.IsLower(last) && utf8.RuneCountInString(text) > 6 {
			out = append(out, ' ')
		}
		out, last = append(out, r), r
	}
	if form := string(out); form != text {
		return form
	}
	return ""
}
