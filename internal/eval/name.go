package eval

import (
	"slices"
	"strings"
	"unicode"
)

// SameName compares company names without case, punctuation and white space. A
// legal form at the end that only one of the two has makes no difference: texts
// write "Acme" as well as "Acme, SAS", and both are the same company. Two
// different forms are two companies.
func SameName(a, b string) bool {
	if letters(a) == letters(b) {
		return true
	}
	coreA, formA := withoutForm(a)
	coreB, formB := withoutForm(b)
	return coreA == coreB && coreA != "" && (formA == "" || formB == "")
}

// legalForms are the forms of companies in letters alone, as letters gives
// them.
var legalForms = []string{
	"gmbh", "ag", "se", "kg", "ohg", "gbr", "ug", "eg", "ev", "ek", "eu", "gmbhcokg", "ggmbh", "kgaa", "ughaftungsbeschränkt",
	"ltd", "limited", "llc", "llp", "lp", "plc", "inc", "incorporated", "corp", "corporation", "co", "ptyltd", "pteltd", "pvtltd", "privatelimited", "dac", "clg", "cic",
	"sa", "sas", "sasu", "sarl", "sàrl", "eurl", "snc", "scop", "scic", "asbl", "srl", "sprl", "ltée", "gie",
	"sl", "slu", "sau", "sadecv", "sapidecv", "sderldecv", "sac", "eirl", "spa", "ltda", "limitada", "scoop", "sccl", "sociedadcooperativa", "sociedadcooperativaandaluza", "sociedadanónima", "sociedadlimitada",
	"bv", "nv", "ab", "as", "aps", "oy", "kk", "doo", "sro", "spzoo",
}

// withoutForm gives a name in letters alone and the legal form at its end: the
// longest run of words that is one, "" for none.
func withoutForm(name string) (core, form string) {
	fields := strings.Fields(name)
	for i := 1; i < len(fields); i++ {
		if tail := letters(strings.Join(fields[i:], "")); slices.Contains(legalForms, tail) {
			return letters(strings.Join(fields[:i], "")), tail
		}
	}
	return letters(name), ""
}

func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}
