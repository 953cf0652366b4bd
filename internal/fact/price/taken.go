package price

import (
	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/page"
)

// notTaken tells whether a cell states what was offered, beside the amount in the
// column of what was ordered: "Quoted 259,000, approved 155,000".
func notTaken(pg *page.Page, l *page.Line) bool {
	if l.Table == 0 || l.Row == 0 {
		return false
	}
	for block := range pg.Besides(l) {
		for other := range pg.BlockLines(block) {
			if len(pg.MoneyIn(other)) > 0 && taken(other) {
				return !taken(l)
			}
		}
	}
	return false
}

// taken tells whether the head of a column says that what stands below is ordered.
func taken(l *page.Line) bool {
	return l.ColHead != "" && l.Beside.Amounts.TakenUp.Within(lexicon.Fold(l.ColHead))
}
