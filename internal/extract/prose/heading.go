package prose

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// headingRunes is how long a heading in a heading's style may be; a longer
// text is a clause that its author numbered with the style.
const headingRunes = 160

// FitsHeading tells whether a text in a heading's style reads as one.
func FitsHeading(text string) bool {
	if utf8.RuneCountInString(text) > headingRunes {
		return false
	}
	return !strings.HasSuffix(text, ".") || len(strings.Fields(text)) <= 14
}

var (
	labelled = regexp.MustCompile(`:[ \t\n]+\S`)
	part     = regexp.MustCompile(`(?i)^(?:phase|section|stage|part|appendix|schedule|exhibit|annex|attachment|workstream|work package|milestone|module|option|step|lot|article|anlage|anhang|abschnitt|arbeitspaket|teil|annexe|étape|volet|anexo|fase|etapa|chapter|kapitel|sow|work order|change order|amendment)[ \t]+[\dIVXA-Z][\w.]{0,4}[ \t]*:`)
)

// LooksLikeHeading tells whether a line that stands alone can be a heading by
// its words: short, with letters, no sentence, no "label: value", no list of
// values in columns.
func LooksLikeHeading(text string) bool {
	if utf8.RuneCountInString(text) > 100 || len(strings.Fields(text)) > 12 || strings.Count(text, "\n") > 1 {
		return false
	}
	if strings.ContainsFunc(text, ideograph) && utf8.RuneCountInString(text) > 30 {
		return false
	}
	if !strings.ContainsFunc(text, unicode.IsLetter) || strings.ContainsAny(text, "\t_☐☒☑@") || strings.Contains(text, "...") {
		return false
	}
	switch last, _ := utf8.DecodeLastRuneInString(text); last {
	case '.', ';', ',', '!', '-', '–', '。', '、':
		return false
	}
	return !labelled.MatchString(text) || part.MatchString(text)
}

// ideograph tells whether a rune is of a script that writes without blanks.
func ideograph(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}

// AllCaps tells whether a text has letters and all of them are capitals.
func AllCaps(text string) bool {
	letters := 0
	for _, r := range text {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			letters++
		}
	}
	return letters >= 3
}
