package web

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"claimline/internal/sow"
	"claimline/internal/store"
)

// calendar gives the deadlines of a claim for a calendar program (RFC 5545).
// They are all-day events on the last day, so that no zone can move them.
func (s *site) calendar(r *request) (reply, error) {
	id, err := r.id()
	if err != nil {
		return reply{}, err
	}
	c, err := store.ClaimByID(r.Context(), s.cfg.DB, id)
	if err != nil {
		return reply{}, err
	}
	var out strings.Builder
	icsLine(&out, "BEGIN", "VCALENDAR")
	icsLine(&out, "VERSION", "2.0")
	icsLine(&out, "PRODID", "-//Claimline//EN")
	for _, d := range c.Deadlines {
		if d.DueAt != nil && d.State != sow.DeadlineVoid {
			s.icsEvent(&out, c, d)
		}
	}
	icsLine(&out, "END", "VCALENDAR")
	rep := content("text/calendar; charset=utf-8", []byte(out.String()))
	rep.header["Content-Disposition"] = fmt.Sprintf(`attachment; filename="claim-%d.ics"`, id)
	return rep, nil
}

func (s *site) icsEvent(out *strings.Builder, c sow.Claim, d sow.ClaimDeadline) {
	last := sow.DayOf(d.DueAt.Add(-time.Second).In(s.cfg.Zone))
	status := "CONFIRMED"
	if d.State == sow.DeadlineMet || !c.Position.Open() {
		status = "CANCELLED"
	}
	icsLine(out, "BEGIN", "VEVENT")
	icsLine(out, "UID", fmt.Sprintf("claim-%d-%s@claimline", c.ID, strings.ToLower(icsText(d.Code))))
	icsLine(out, "DTSTAMP", c.UpdatedAt.UTC().Format("20060102T150405Z"))
	icsLine(out, "SEQUENCE", fmt.Sprint(c.Version))
	icsLine(out, "DTSTART;VALUE=DATE", strings.ReplaceAll(last.String(), "-", ""))
	icsLine(out, "DTEND;VALUE=DATE", strings.ReplaceAll(last.Add(1).String(), "-", ""))
	icsLine(out, "SUMMARY", icsText(s.deadlineTitle(d.Code)+": "+s.briefName(c.Workload)+", "+orElse(c.Customer, "unknown customer")))
	icsLine(out, "DESCRIPTION", icsText(d.Rule))
	icsLine(out, "STATUS", status)
	icsLine(out, "TRANSP", "TRANSPARENT")
	icsLine(out, "END", "VEVENT")
}

// icsText escapes a text value; line ends become spaces, so that no value can
// begin a line of its own.
func icsText(v string) string {
	v = strings.Map(func(c rune) rune {
		if c < ' ' || c == 0x7f || c == '\u2028' || c == '\u2029' || c == '\u0085' {
			return ' '
		}
		return c
	}, strings.ToValidUTF8(v, "\uFFFD"))
	return strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`).Replace(hidden.Replace(v))
}

// icsLine writes a content line, folded at 75 octets between characters.
func icsLine(out *strings.Builder, name, value string) {
	line := name + ":" + value
	for limit := 75; len(line) > limit; limit = 74 {
		cut := limit
		for !utf8.RuneStart(line[cut]) {
			cut--
		}
		out.WriteString(line[:cut] + "\r\n ")
		line = line[cut:]
	}
	out.WriteString(line + "\r\n")
}
