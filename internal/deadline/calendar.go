package deadline

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"claimline/internal/sow"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/at"
	"github.com/rickar/cal/v2/au"
	"github.com/rickar/cal/v2/be"
	"github.com/rickar/cal/v2/ca"
	"github.com/rickar/cal/v2/ch"
	"github.com/rickar/cal/v2/de"
	"github.com/rickar/cal/v2/dk"
	"github.com/rickar/cal/v2/es"
	"github.com/rickar/cal/v2/fi"
	"github.com/rickar/cal/v2/fr"
	"github.com/rickar/cal/v2/gb"
	"github.com/rickar/cal/v2/ie"
	"github.com/rickar/cal/v2/it"
	"github.com/rickar/cal/v2/mx"
	"github.com/rickar/cal/v2/nl"
	"github.com/rickar/cal/v2/no"
	"github.com/rickar/cal/v2/pl"
	"github.com/rickar/cal/v2/pt"
	"github.com/rickar/cal/v2/se"
	"github.com/rickar/cal/v2/us"
)

// tables are the public holidays of the countries, by ISO 3166 code. Only the
// tables of the library are used; its business-hour functions count wrongly on
// days with a clock change.
var tables = map[string][]*cal.Holiday{
	"at": at.Holidays, "au": au.HolidaysNSW, "be": be.Holidays, "ca": ca.Holidays, "ch": ch.HolidaysZH, "de": de.Holidays,
	"dk": dk.Holidays, "es": es.Holidays, "fi": fi.Holidays, "fr": fr.Holidays, "gb": gb.Holidays, "ie": ie.Holidays,
	"it": it.Holidays, "mx": mx.Holidays, "nl": nl.Holidays, "no": no.Holidays, "pl": pl.Holidays, "pt": pt.Holidays,
	"se": se.Holidays, "us": us.Holidays,
}

// Calendar says which days are working days. The zero value and nil are Monday
// to Friday without holidays. It is safe for concurrent use.
type Calendar struct {
	countries []string
	weekend   []time.Weekday
	own       map[sow.Day]string

	mu    sync.Mutex
	years map[int]map[sow.Day]string
}

// NewCalendar is the union of the public holidays of countries (ISO 3166 codes
// such as "us", case ignored) and of own days with their names. Weekend names
// the free days of the week; none given means Saturday and Sunday. It returns
// an error for a country without a table and for a week without working days.
func NewCalendar(countries []string, own map[sow.Day]string, weekend ...time.Weekday) (*Calendar, error) {
	c := &Calendar{weekend: weekend, own: maps.Clone(own), years: map[int]map[sow.Day]string{}}
	if len(weekend) >= 7 {
		return nil, fmt.Errorf("a week needs at least one working day")
	}
	for _, code := range countries {
		code = strings.ToLower(strings.TrimSpace(code))
		if _, ok := tables[code]; !ok {
			return nil, fmt.Errorf("no holiday table for country %q; known: %s", code, strings.Join(Countries(), " "))
		}
		c.countries = append(c.countries, code)
	}
	return c, nil
}

// Countries lists the codes that have a holiday table.
func Countries() []string { return slices.Sorted(maps.Keys(tables)) }

// Name says which calendar this is, e.g. "us+ie".
func (c *Calendar) Name() string {
	if c == nil || len(c.countries) == 0 {
		return "weekdays"
	}
	return strings.Join(c.countries, "+")
}

// Working reports whether people work on day, and the holiday's name when a
// holiday is the reason that they do not.
func (c *Calendar) Working(day sow.Day) (bool, string) {
	if c == nil {
		return day.Weekday() != time.Saturday && day.Weekday() != time.Sunday, ""
	}
	if c.free(day.Weekday()) {
		return false, ""
	}
	if name, ok := c.own[day]; ok {
		return false, name
	}
	name, holiday := c.holidays(day.Year)[day]
	return !holiday, name
}

func (c *Calendar) free(w time.Weekday) bool {
	if len(c.weekend) == 0 {
		return w == time.Saturday || w == time.Sunday
	}
	return slices.Contains(c.weekend, w)
}

// holidays are the days off of a year: the actual and the observed ones, those
// of the neighbouring years included, since New Year may be observed in
// December.
func (c *Calendar) holidays(year int) map[sow.Day]string {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.years == nil {
		c.years = map[int]map[sow.Day]string{}
	}
	if days, ok := c.years[year]; ok {
		return days
	}
	days := map[sow.Day]string{}
	for _, code := range c.countries {
		for _, h := range tables[code] {
			for y := year - 1; y <= year+1; y++ {
				actual, observed := h.Calc(y)
				for _, t := range []time.Time{actual, observed} {
					if !t.IsZero() && t.Year() == year {
						days[sow.DayOf(t)] = h.Name
					}
				}
			}
		}
	}
	c.years[year] = days
	return days
}
