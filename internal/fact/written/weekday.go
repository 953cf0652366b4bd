package written

import (
	"strings"
	"unicode"
)

// weekdays are the names of the days of the week, lower case, and their
// abbreviations, which count where they begin with a capital letter.
var weekdays = map[string]bool{
	"monday": true, "tuesday": true, "wednesday": true, "thursday": true, "friday": true, "saturday": true, "sunday": true,
	"montag": true, "dienstag": true, "mittwoch": true, "donnerstag": true, "freitag": true, "samstag": true, "sonnabend": true, "sonntag": true,
	"lundi": true, "mardi": true, "mercredi": true, "jeudi": true, "vendredi": true, "samedi": true, "dimanche": true,
	"lunes": true, "martes": true, "miércoles": true, "jueves": true, "viernes": true, "sábado": true, "domingo": true,
	"mon": true, "tue": true, "tues": true, "wed": true, "thu": true, "thur": true, "thurs": true, "fri": true, "sat": true, "sun": true,
	"mo": true, "di": true, "mi": true, "do": true, "fr": true, "sa": true, "so": true,
	"lun": true, "mer": true, "jeu": true, "ven": true, "sam": true, "dim": true, "jue": true, "vie": true, "mié": true, "sáb": true, "dom": true,
}

// longestWeekday is how many bytes the name of a weekday takes.
const longestWeekday = 12

// WithWeekday gives where a day begins together with the weekday before it:
// "Monday, 2 March", "Montag, den 2. März".
func WithWeekday(text string, start int) int {
	before := strings.TrimRight(text[max(0, start-2*longestWeekday):start], " ,.\u00a0")
	offset := start - len(text[max(0, start-2*longestWeekday):start])
	for _, article := range [...]string{" den", " dem", " the", " le"} {
		if cut, ok := strings.CutSuffix(before, article); ok {
			before = strings.TrimRight(cut, " ,")
			break
		}
	}
	at := len(strings.TrimRightFunc(before, unicode.IsLetter))
	name := before[at:]
	if len(name) < 2 || len(name) > longestWeekday {
		return start
	}
	lower := strings.ToLower(name)
	if !weekdays[lower] || len(lower) < 5 && name == lower {
		return start
	}
	return offset + at
}
