package calendar_test

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"

	"claimline/internal/calendar"
	"claimline/internal/sow"
)

var stamp = time.Date(2026, 11, 13, 12, 0, 0, 0, time.FixedZone("", 3600))

func TestFile(t *testing.T) {
	got := string(calendar.File{Name: "Ada; deadlines", Events: []calendar.Event{
		{UID: "a@x", Day: sow.Day{Year: 2026, Month: 12, Dom: 31}, Summary: "Submit, now", Description: "ten days", URL: "https://x.example/claims/7", Sequence: 3, Stamp: stamp},
		{UID: "b@x", Day: sow.Day{Year: 2026, Month: 11, Dom: 30}, Summary: "Done", Cancelled: true, Sequence: 4, Stamp: stamp},
	}}.Bytes())
	want := strings.Join([]string{
		"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Claimline//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH", `X-WR-CALNAME:Ada\; deadlines`,
		`NAME:Ada\; deadlines`, "REFRESH-INTERVAL;VALUE=DURATION:PT3H", "X-PUBLISHED-TTL:PT3H",
		"BEGIN:VEVENT", "UID:a@x", "DTSTAMP:20261113T110000Z", "SEQUENCE:3", "DTSTART;VALUE=DATE:20261231", "DTEND;VALUE=DATE:20270101",
		`SUMMARY:Submit\, now`, "DESCRIPTION:ten days", "URL:https://x.example/claims/7", "STATUS:CONFIRMED", "TRANSP:TRANSPARENT", "END:VEVENT",
		"BEGIN:VEVENT", "UID:b@x", "DTSTAMP:20261113T110000Z", "SEQUENCE:4", "DTSTART;VALUE=DATE:20261130", "DTEND;VALUE=DATE:20261201",
		"SUMMARY:Done", "STATUS:CANCELLED", "TRANSP:TRANSPARENT", "END:VEVENT", "END:VCALENDAR", "",
	}, "\r\n")
	if got != want {
		t.Errorf("file\n%s\nwant\n%s", got, want)
	}
}

// unfolded gives the content lines, and fails when the file breaks the format.
func unfolded(t *rapid.T, file string) []string {
	var lines []string
	for l := range strings.SplitSeq(strings.TrimSuffix(file, "\r\n"), "\r\n") {
		if len(l) > 75 || strings.ContainsAny(l, "\r\n") || !utf8.ValidString(l) {
			t.Fatalf("line of %d octets: %q", len(l), l)
		}
		if strings.HasPrefix(l, " ") {
			lines[len(lines)-1] += l[1:]
			continue
		}
		lines = append(lines, l)
	}
	return lines
}

// Whatever the texts hold, the file has exactly the properties that the writer
// wrote, and a reader gets the text back but for what was taken out of it.
func TestNoTextInjects(t *testing.T) {
	names := []string{
		"BEGIN", "VERSION", "PRODID", "CALSCALE", "METHOD", "X-WR-CALNAME", "NAME", "REFRESH-INTERVAL;VALUE=DURATION", "X-PUBLISHED-TTL", "BEGIN", "UID", "DTSTAMP", "SEQUENCE",
		"DTSTART;VALUE=DATE", "DTEND;VALUE=DATE", "SUMMARY", "DESCRIPTION", "URL", "STATUS", "TRANSP", "END", "END",
	}
	evil := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{
		"\r\nATTACH:https://evil.example", "\nBEGIN:VALARM", "a\rb", "\u2028X:1", "\u0085X:1", `\n\,;`, strings.Repeat("ü", 200), "\xff\xfe", "\u202Egnp.ics", "", "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀",
	}))
	rapid.Check(t, func(rt *rapid.T) {
		e := calendar.Event{
			UID: "u" + evil.Draw(rt, "uid"), Summary: evil.Draw(rt, "summary"), Description: "d" + evil.Draw(rt, "description"), URL: "https://x" + evil.Draw(rt, "url"),
			Day: sow.Day{Year: 2026, Month: 11, Dom: 30}, Stamp: stamp,
		}
		lines := unfolded(rt, string(calendar.File{Name: "n" + evil.Draw(rt, "name"), Events: []calendar.Event{e}}.Bytes()))
		if len(lines) != len(names) {
			rt.Fatalf("%d lines, want %d: %q", len(lines), len(names), lines)
		}
		for i, l := range lines {
			if name, _, _ := strings.Cut(l, ":"); name != names[i] {
				rt.Fatalf("line %d is %q, want %s", i, l, names[i])
			}
		}
		_, summary, _ := strings.Cut(lines[15], ":")
		back := strings.NewReplacer(`\\`, `\`, `\;`, ";", `\,`, ",").Replace(summary)
		if plain := e.Summary; utf8.ValidString(plain) && !strings.ContainsFunc(plain, func(r rune) bool { return r < ' ' || r >= 0x7f }) && back != plain {
			rt.Fatalf("%q came back as %q", plain, back)
		}
	})
}
