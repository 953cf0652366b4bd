package fact

import "strings"

// owners begin clauses about something of which the text spoke before: "a host
// whose contract ends on 3 May".
var owners = map[string]bool{"whose": true, "cuyo": true, "cuya": true, "cuyos": true, "cuyas": true, "dont": true, "deren": true, "dessen": true}

// papers are the beginnings of the words for what binds somebody to somebody
// else and runs out.
var papers = []string{"contract", "contrat", "vertrag", "lease", "agreement", "accord", "convention", "convenio", "licen", "lizenz", "bail", "wartung", "mantenimiento", "maintenance", "support"}

// expiring are the words of labels that say that a right runs out, which no work
// does.
var expiring = map[string]bool{"expires": true, "lapses": true, "renewal": true, "longstop": true, "caduca": true, "vence": true, "expire": true}

// lapsing are the beginnings of verbs that say the same.
var lapsing = []string{"expir", "laps"}

// clauseReach is how many words may stand between such a word and the day.
const clauseReach = 12

// othersEnd tells whether a day is where something else than the work ends: the
// contract of a predecessor, a licence.
func (l *line) othersEnd(at int) bool {
	if l.label != "" && at <= 1 && l.expires() {
		return true
	}
	for i := max(0, at-clauseReach); i < at; i++ {
		if owners[l.ws[i].text] {
			return true
		}
	}
	return l.paperAside(at) || l.runsOut(at)
}

// runsOut tells whether a right runs out on a day, in a sentence that
// does not speak of the work: "They let Citrix lapse on 3 May".
func (l *line) runsOut(at int) bool {
	for i := max(0, at-3); i < at; i++ {
		if beginsAny(l.ws[i].text, lapsing) && !l.ws[i].capital {
			_, work := l.window(0, len(l.ws), dateWork, datePeriodLabel)
			return !work && l.label == ""
		}
	}
	return false
}

// expires tells whether the label says that something runs out which is not the
// work: "Citrix expires".
func (l *line) expires() bool {
	if l.covers(dateStartLabel, dateEndLabel, datePeriodLabel) {
		return false
	}
	for w := range strings.FieldsSeq(l.label) {
		if expiring[fold(w)] {
			return true
		}
	}
	return false
}

// paperAside tells whether a day stands in brackets that begin with a word for a
// contract: "Atlas Hosting (contract until 3 May 2026)".
func (l *line) paperAside(at int) bool {
	for i := at - 1; i > 0 && i >= at-4; i-- {
		if gap := l.between(i); strings.Contains(gap, ")") {
			return false
		} else if strings.Contains(gap, "(") {
			return beginsAny(l.ws[i].text, papers)
		}
	}
	return false
}

func beginsAny(text string, beginnings []string) bool {
	for _, b := range beginnings {
		if strings.HasPrefix(text, b) {
			return true
		}
	}
	return false
}
