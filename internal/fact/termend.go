package fact

import (
	"strings"

	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
	"claimline/internal/fact/written"
	"claimline/internal/sow"
)

// termUnits are the words for a month and a year, folded, with their months.
var termUnits = map[string]int{
	"month": 1, "months": 1, "year": 12, "years": 12, "monat": 1, "monate": 1, "monaten": 1, "jahr": 12, "jahre": 12, "jahren": 12,
	"mois": 1, "an": 12, "ans": 12, "annee": 12, "annees": 12, "mes": 1, "meses": 1, "ano": 12, "anos": 12,
}

// longestTerm is how many months a term may have.
const longestTerm = 120

// endOfTerm gives the last day of a term that the text states as a number of
// months or years beside the day on which the work starts: "The services start
// on 1 July 2026 and run for twelve months".
func (rd *reading) endOfTerm(start sow.Fact[string]) sow.Fact[string] {
	value, _ := start.Known()
	day, err := sow.ParseDay(value)
	if err != nil || len(start.Evidence) == 0 {
		return sow.NoFact[string]()
	}
	months, at := 0, (*page.Line)(nil)
	for i := range rd.Lines {
		l := &rd.Lines[i]
		if l.Edge || l.Head.Has(topic.HeadSign) || l.Head.Has(topic.HeadHistory) || l.Head.Has(topic.HeadBackground) {
			continue
		}
		n := rd.termIn(l)
		if n == 0 || !rd.termCounts(l, day) {
			continue
		}
		if months > 0 && n != months {
			return sow.NoFact[string]() // two terms: nobody says which
		}
		months, at = n, l
	}
	if months == 0 {
		return sow.NoFact[string]()
	}
	end := day.AddMonths(months).Add(-1)
	return sow.NewFact(end.String(), start.Evidence[0], rd.Evidence(at, 0, len(at.Text)))
}

// termCounts tells whether a term counts from the start of the work: the line
// states that day as well, or its label is one of the period.
func (rd *reading) termCounts(l *page.Line, start sow.Day) bool {
	if l.Labelled(topic.DatePeriodLabel) {
		return true
	}
	for _, h := range rd.Dates(l) {
		if h.Day == start {
			return true
		}
	}
	return false
}

// termIn gives the months of the one term that a line states, 0 for none.
func (rd *reading) termIn(l *page.Line) int {
	found := 0
	for i := 1; i < len(l.Words); i++ {
		unit := termUnits[l.Words[i].Text]
		if unit == 0 || l.Breaks(i) && strings.TrimSpace(l.Between(i)) != ")" { // "thirty-six (36) months"
			continue
		}
		n := rd.smallNumber(l, i)
		if n == 0 || n*unit > longestTerm {
			continue
		}
		if _, no := l.Window(max(0, i-6), i, topic.DateOther, topic.ValueRate, topic.Negation); no || found > 0 && found != n*unit {
			return 0
		}
		found = n * unit
	}
	return found
}

// smallNumber reads the number right before word i.
func (rd *reading) smallNumber(l *page.Line, i int) int {
	if l.DigitAt(i - 1) {
		v, size, ok := written.Number(l.Text[l.Words[i-1].Start:])
		if !ok || l.Words[i-1].Start+size != l.Words[i-1].End || v != float64(int(v)) {
			return 0
		}
		return int(v)
	}
	lang := rd.LanguageOf(l.Block)
	if lang == 0 {
		return 0
	}
	n, _, ok := written.Spelled(l.Keys, i, rd.Lexicon.Languages[lang-1])
	if !ok {
		return 0
	}
	return n
}
