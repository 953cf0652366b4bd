package packet

import (
	"fmt"
	"strings"
	"time"
)

var months = map[string][]string{
	"en": {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
	"de": {"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"},
	"fr": {"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"},
	"es": {"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"},
}

var dateForms = map[string]string{"en": "%d %s %d", "de": "%d. %s %d", "fr": "%d %s %d", "es": "%d de %s de %d"}

// date writes a day (YYYY-MM-DD) as a letter in the language does; what is no
// day stays as it is.
func date(day, language string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	if language == "fr" && t.Day() == 1 {
		return strings.Replace(fmt.Sprintf(dateForms["fr"], 1, months["fr"][t.Month()-1], t.Year()), "1 ", "1er ", 1)
	}
	return fmt.Sprintf(dateForms[language], t.Day(), months[language][t.Month()-1], t.Year())
}
