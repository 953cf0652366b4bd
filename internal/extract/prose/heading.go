package prose

import (
	"strings"
	"unicode/utf8"
)

// headingRunes is how long a heading may be; a longer text in a heading's
// style is a clause that its author numbered with it.
const headingRunes = 160

// FitsHeading tells whether a text in a heading's style reads as one.
func FitsHeading(text string) bool {
	if utf8.RuneCountInString(text) > headingRunes {
		return false
	}
	return !(strings.HasSuffix(text, ".") && len(strings.Fields(text)) > 14)
}
