package fact

import (
	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/topic"
)

// noPeople are the words behind numbers that measure time, data or a share.
var noPeople = wordSet(
	"day days hour hours week weeks month months year years minute minutes percent gb tb km",
	"tag tage tagen stunden wochen monate monaten jahre jahren minuten prozent personentage personentagen",
	"jour jours heures semaines mois ans annees go",
	"dias horas semanas meses anos minutos jornadas",
)

// countsSomething tells whether the number in bytes [start,end) of a line may
// count: it is no part of a day, an amount or a name, and no measure follows.
func (rd *reading) countsSomething(l *line, start, end int) bool {
	if rd.inValue(l, start, end) || end-start > 1 && l.text[start] == '0' || end < len(l.text) && lexicon.IsWordASCII(l.text[end]) {
		return false
	}
	next := l.wordAt(end)
	if next < len(l.ws) && noPeople[l.ws[next].Text] && !l.breaks(next) {
		return false
	}
	return l.text[start:end] != "365" || !l.ofSuite(l.wordAt(start), next)
}

// inValue tells whether bytes [start,end) of a line belong to a day or an
// amount.
func (rd *reading) inValue(l *line, start, end int) bool {
	for _, d := range rd.dateHits(l) {
		if start < d.End && end > d.Start {
			return true
		}
	}
	for _, m := range rd.moneyIn(l) {
		if start < m.End && end > m.Start {
			return true
		}
	}
	return false
}

// ofSuite tells whether the 365 at word i, before word next, is that of a
// product: "Microsoft 365", "the 365 apps".
func (l *line) ofSuite(i, next int) bool {
	if next < len(l.ws) && l.covered(next, topic.SeatPeople) || i == 0 {
		return false
	}
	before := l.ws[i-1].Text
	return makers[before] || before == "office" || before == "the"
}
