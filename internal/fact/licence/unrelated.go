package licence

import (
	"strings"

	"claimline/internal/fact/page"
)

// unrelatedWords say of a name that it has nothing to do with licences.
var unrelatedWords = []string{
	"nothing to do with", "no role here", "not to be confused", "has no bearing", "unrelated to",
	"nichts zu tun", "nicht zu verwechseln", "ohne Bezug zu", "sans rapport", "rien à voir", "ne pas confondre", "nada que ver", "sin relación con", "no confundir",
}

// unrelated tells whether the sentence that names an agreement in the words
// [from:to) says that it is another one than it seems: "the MCA has nothing to do
// with Microsoft".
func unrelated(l *page.Line, from, to int) bool {
	low, high := max(0, strings.LastIndex(l.Text[:l.Words[from].Start], ". ")), len(l.Text)
	if at := strings.Index(l.Text[l.Words[to-1].End:], ". "); at >= 0 {
		high = l.Words[to-1].End + at
	}
	text := l.Text[low:high]
	for _, words := range unrelatedWords {
		if strings.Contains(text, words) {
			return true
		}
	}
	return false
}
