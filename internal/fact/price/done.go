package price

import (
	"strings"
	"unicode/utf8"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/page"
	"claimline/internal/fact/written"
)

// doneReach is how many bytes behind an amount may say that what it was paid for is
// over.
const doneReach = 48

// ofDone tells whether an amount stands in brackets behind something that is over, as
// the words behind it say: "Order 17 (£28,400, completed)", "packages 1 to 3 (341,000
// in all) were accepted last year".
func ofDone(l *page.Line, h written.Amount) bool {
	open := strings.LastIndexByte(l.Text[:h.Start], '(')
	if open < 0 || strings.IndexByte(l.Text[open:h.Start], ')') >= 0 || strings.TrimSpace(l.Text[:open]) == "" {
		return false
	}
	end := min(len(l.Text), h.End+doneReach)
	for end < len(l.Text) && !utf8.RuneStart(l.Text[end]) {
		end++
	}
	behind := l.Text[h.End:end]
	return strings.IndexByte(behind, ')') >= 0 && l.Beside.Amounts.Done.Within(lexicon.Fold(behind))
}
