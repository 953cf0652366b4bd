package page

import (
	"strings"

	"claimline/internal/fact/topic"
	"claimline/internal/fact/written"
)

// TermUnits are the words for a month and a year, folded, with their months.
var TermUnits = map[string]int{
	"month": 1, "months": 1, "year": 12, "years": 12, "monat": 1, "monate": 1, "monaten": 1, "jahr": 12, "jahre": 12, "jahren": 12,
	"mois": 1, "an": 12, "ans": 12, "annee": 12, "annees": 12, "mes": 1, "meses": 1, "ano": 12, "anos": 12,
}

// LongestTerm is how many months a term may have.
const LongestTerm = 120

// TermIn gives the months of the one term that a line states, 0 for none.
func (pg *Page) TermIn(l *Line) int {
	found := 0
	for i := 1; i < len(l.Words); i++ {
		unit := TermUnits[l.Words[i].Text]
		if unit == 0 || l.Breaks(i) && strings.TrimSpace(l.Between(i)) != ")" { // "thirty-six (36) months"
			continue
		}
		n := pg.SmallNumber(l, i)
		if n == 0 || n*unit > LongestTerm {
			continue
		}
		if _, no := l.Window(max(0, i-6), i, topic.DateOther, topic.ValueRate, topic.Negation); no || found > 0 && found != n*unit {
			return 0
		}
		found = n * unit
	}
	return found
}

// SmallNumber reads the number right before word i.
func (pg *Page) SmallNumber(l *Line, i int) int {
	if l.DigitAt(i - 1) {
		v, size, ok := written.Number(l.Text[l.Words[i-1].Start:])
		if !ok || l.Words[i-1].Start+size != l.Words[i-1].End || v != float64(int(v)) {
			return 0
		}
		return int(v)
	}
	lang := pg.LanguageOf(l.Block)
	if lang == 0 {
		return 0
	}
	n, _, ok := written.Spelled(l.Keys, i, pg.Lexicon.Languages[lang-1])
	if !ok {
		return 0
	}
	return n
}
