package fact

import (
	"strings"

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
	months, at := 0, (*line)(nil)
	for i := range rd.lines {
		l := &rd.lines[i]
		if l.edge || l.head.has(topic.HeadSign) || l.head.has(topic.HeadHistory) || l.head.has(topic.HeadBackground) {
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
	return sow.NewFact(end.String(), start.Evidence[0], rd.evidence(at, 0, len(at.text)))
}

// termCounts tells whether a term counts from the start of the work: the line
// states that day as well, or its label is one of the period.
func (rd *reading) termCounts(l *line, start sow.Day) bool {
	if l.labelled(topic.DatePeriodLabel) {
		return true
	}
	for _, h := range rd.dateHits(l) {
		if h.Day == start {
			return true
		}
	}
	return false
}

// termIn gives the months of the one term that a line states, 0 for none.
func (rd *reading) termIn(l *line) int {
	found := 0
	for i := 1; i < len(l.ws); i++ {
		unit := termUnits[l.ws[i].Text]
		if unit == 0 || l.breaks(i) && strings.TrimSpace(l.between(i)) != ")" { // "thirty-six (36) months"
			continue
		}
		n := rd.smallNumber(l, i)
		if n == 0 || n*unit > longestTerm {
			continue
		}
		if _, no := l.window(max(0, i-6), i, topic.DateOther, topic.ValueRate, topic.Negation); no || found > 0 && found != n*unit {
			return 0
		}
		found = n * unit
	}
	return found
}

// smallNumber reads the number right before word i.
func (rd *reading) smallNumber(l *line, i int) int {
	if l.digitAt(i - 1) {
		v, size, ok := written.Number(l.text[l.ws[i-1].Start:])
		if !ok || l.ws[i-1].Start+size != l.ws[i-1].End || v != float64(int(v)) {
			return 0
		}
		return int(v)
	}
	lang := rd.languageOf(l.block)
	if lang == 0 {
		return 0
	}
	n, _, ok := written.Spelled(l.keys, i, rd.lex.Languages[lang-1])
	if !ok {
		return 0
	}
	return n
}
