package importer

import (
	"regexp"
	"strconv"
	"time"

	"claimline/internal/sheet"
)

// dayOrder says how a day with slashes is read.
type dayOrder int

const (
	unclear dayOrder = iota
	monthFirst
	dayFirst
)

var (
	isoDay   = regexp.MustCompile(`^(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?:[T ].*)?$`)
	dotDay   = regexp.MustCompile(`^(\d{1,2})\.(\d{1,2})\.(\d{4})(?: .*)?$`)
	slashDay = regexp.MustCompile(`^(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?:[ ,].*)?$`)
	wordDays = []string{"Jan 2, 2006", "January 2, 2006", "2 Jan 2006", "2 January 2006", "Jan 2006", "January 2006"}
)

// dayOrder looks through all days with slashes: one number above 12 tells the
// order of all. When none does and the days would differ, none is guessed.
func (e *Export) dayOrder(rows []sheet.Row, m Mapping) dayOrder {
	if m.DayFirst != nil {
		if *m.DayFirst {
			return dayFirst
		}
		return monthFirst
	}
	order, seen := unclear, false
	for i, c := range e.Columns {
		if c.Field != FieldDay && c.Field != FieldMonth && c.Field != FieldAttached {
			continue
		}
		for _, row := range rows {
			if i >= len(row.Cells) {
				continue
			}
			p := slashDay.FindStringSubmatch(row.Cells[i])
			if p == nil {
				continue
			}
			first, _ := strconv.Atoi(p[1])
			second, _ := strconv.Atoi(p[2])
			seen = seen || first != second
			switch {
			case first > 12:
				order = dayFirst
			case second > 12:
				order = monthFirst
			}
		}
	}
	if order == unclear && seen {
		e.Warnings = append(e.Warnings, "Days such as 11/12/2026 can be read in two ways and no row tells which: write day_first: true or false into the mapping file.")
	}
	return order
}

// day gives a day as YYYY-MM-DD, "" when it is none or not clear. A month
// without a day is its first one.
func (o dayOrder) day(text string) string {
	if d, ok := sheet.SerialDay(text); ok {
		return d
	}
	if p := isoDay.FindStringSubmatch(text); p != nil {
		if p[3] == "" {
			p[3] = "1"
		}
		return dayOf(p[1], p[2], p[3])
	}
	if p := dotDay.FindStringSubmatch(text); p != nil {
		return dayOf(p[3], p[2], p[1])
	}
	if p := slashDay.FindStringSubmatch(text); p != nil {
		switch {
		case p[1] == p[2] || o == monthFirst:
			return dayOf(p[3], p[1], p[2])
		case o == dayFirst:
			return dayOf(p[3], p[2], p[1])
		}
		return ""
	}
	for _, layout := range wordDays {
		if t, err := time.Parse(layout, text); err == nil {
			return t.Format(time.DateOnly)
		}
	}
	return ""
}

func dayOf(year, month, day string) string {
	t, err := time.Parse("2006-1-2", year+"-"+month+"-"+day)
	if err != nil {
		return ""
	}
	return t.Format(time.DateOnly)
}
