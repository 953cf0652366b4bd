// Package calendar writes days as calendar files (RFC 5545) for Outlook,
// Google, Apple and others. Every event is a whole day, so that no zone and no
// clock change moves it. No text, whoever wrote it, can begin a property of its
// own.
package calendar

import (
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"claimline/internal/sow"
)

// Event is a day in a calendar.
type Event struct {
	UID         string // the same for the same thing in every file
	Day         sow.Day
	Summary     string
	Description string
	URL         string // "" none
	Cancelled   bool   // stays in the file, so that calendars take it out
	Sequence    int    // grows with every change
	Stamp       time.Time
}

// File is a calendar with its events.
type File struct {
	Name   string // as calendars show a feed; "" none
	Events []Event
}

// refresh is how often calendars are asked to look again; most take their time.
const refresh = "PT3H"

// Bytes gives the file: lines end with CR LF and are folded at 75 octets.
func (f File) Bytes() []byte {
	var w writer
	w.line("BEGIN", "VCALENDAR")
	w.line("VERSION", "2.0")
	w.line("PRODID", "-//Claimline//EN")
	w.line("CALSCALE", "GREGORIAN")
	w.line("METHOD", "PUBLISH")
	if f.Name != "" {
		w.line("X-WR-CALNAME", text(f.Name))
		w.line("NAME", text(f.Name))
		w.line("REFRESH-INTERVAL;VALUE=DURATION", refresh)
		w.line("X-PUBLISHED-TTL", refresh)
	}
	for _, e := range f.Events {
		w.event(e)
	}
	w.line("END", "VCALENDAR")
	return []byte(w.out.String())
}

type writer struct{ out strings.Builder }

func (w *writer) event(e Event) {
	status := "CONFIRMED"
	if e.Cancelled {
		status = "CANCELLED"
	}
	w.line("BEGIN", "VEVENT")
	w.line("UID", text(e.UID))
	w.line("DTSTAMP", e.Stamp.UTC().Format("20060102T150405Z"))
	w.line("SEQUENCE", strconv.Itoa(e.Sequence))
	w.line("DTSTART;VALUE=DATE", date(e.Day))
	w.line("DTEND;VALUE=DATE", date(e.Day.Add(1)))
	w.line("SUMMARY", text(e.Summary))
	if e.Description != "" {
		w.line("DESCRIPTION", text(e.Description))
	}
	if e.URL != "" {
		w.line("URL", address(e.URL))
	}
	w.line("STATUS", status)
	w.line("TRANSP", "TRANSPARENT")
	w.line("END", "VEVENT")
}

func date(d sow.Day) string { return strings.ReplaceAll(d.String(), "-", "") }

// text escapes a value. Line ends and other controls become spaces, and
// characters that hide or reorder the text around them go (UTS 39).
func text(v string) string {
	v = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsControl(r), r == '\u2028', r == '\u2029':
			return ' '
		case unicode.In(r, unicode.Cf):
			return -1
		}
		return r
	}, strings.ToValidUTF8(v, "\uFFFD"))
	return strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`).Replace(v)
}

// address keeps the characters that an address may have.
func address(v string) string {
	return strings.Map(func(r rune) rune {
		if r <= ' ' || r >= 0x7f || strings.ContainsRune(`"<>\^{|}`+"`", r) {
			return -1
		}
		return r
	}, v)
}

// line writes a content line, folded at 75 octets between characters.
func (w *writer) line(name, value string) {
	line := name + ":" + value
	for limit := 75; len(line) > limit; limit = 74 {
		cut := limit
		for !utf8.RuneStart(line[cut]) {
			cut--
		}
		w.out.WriteString(line[:cut] + "\r\n ")
		line = line[cut:]
	}
	w.out.WriteString(line + "\r\n")
}
