package licence

import (
	"strings"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/page"
)

// unrelated tells whether the sentence that names an agreement in the words
// [from:to) says that it is another one than it seems: "the MCA has nothing to do
// with Microsoft".
func unrelated(l *page.Line, from, to int) bool {
	low, high := max(0, strings.LastIndex(l.Text[:l.Words[from].Start], ". ")), len(l.Text)
	if at := strings.Index(l.Text[l.Words[to-1].End:], ". "); at >= 0 {
		high = l.Words[to-1].End + at
	}
	return l.Beside.Licences.Unrelated.Within(lexicon.Fold(l.Text[low:high]))
}
