package web

import (
	"cmp"
	"fmt"
	"html/template"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"claimline/internal/report"
	"claimline/internal/sow"
	"claimline/internal/store"
)

// functions are what the templates may call.
func (s *site) functions() template.FuncMap {
	return template.FuncMap{
		"day": s.day, "moment": s.moment, "dueDay": s.dueDay,
		"place": placeWords, "line": oneLine, "plain": plain, "short": short, "size": sizeWords,
		"position": positionName, "number": number, "title": titleWords, "spaced": spaced, "workloads": s.workloadNames, "stage": stageName, "plural": plural, "dayWords": dayWords,
		"money": money, "workload": s.workloadName, "brief": s.briefName, "deadline": s.deadlineTitle,
		"unknown": func(v string) string { return orElse(v, "unknown") },
		"telling": telling, "quoted": s.quoted, "late": s.late, "statuses": statuses, "slug": slug, "progress": progressWords, "newest": newest, "subject": s.subjectWords, "total": totalWords, "cost": costWords, "method": methodWords, "sentence": sentence, "sortWords": sortWords, "missing": func(all, known int) string { return plural(all-known, "claim", "claims") }, "earned": sow.Earned, "ofExpected": ofExpected, "usage": usageWords, "amount": func(f sow.Figure) string { return exactWords(*f.Amount, f.Currency) }, "exact": exactWords, "cut": cut, "event": eventWords, "rejection": sow.RejectionWords,
	}
}

func oneLine(v string) string { return strings.Join(strings.Fields(v), " ") }

// plain turns a code into words: "not-applicable" is "not applicable".
func plain(v any) string {
	return strings.NewReplacer("_", " ", "-", " ").Replace(fmt.Sprint(v))
}

func short(digest string) string { return digest[:min(12, len(digest))] }

func orElse(v, other string) string {
	if strings.TrimSpace(v) == "" {
		return other
	}
	return v
}

// cut shortens text to n characters at most.
func cut(n int, v string) string {
	if utf8.RuneCountInString(v) <= n {
		return v
	}
	return string([]rune(v)[:n-1]) + "…"
}

// sentence begins with a capital and ends with a full stop.
func sentence(v string) string {
	first, size := utf8.DecodeRuneInString(v)
	if size == 0 {
		return v
	}
	v = string(unicode.ToUpper(first)) + v[size:]
	if strings.HasSuffix(v, ".") || strings.HasSuffix(v, "!") || strings.HasSuffix(v, "?") {
		return v
	}
	return v + "."
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return number(n) + " " + many
}

// number writes 12345 as 12,345.
func number(n int) string {
	digits := strconv.Itoa(n)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}

func sizeWords(n int64) string {
	switch {
	case n >= 1<<20:
		return fmt.Sprintf("%.1f MiB", float64(n)/(1<<20))
	case n >= 1<<10:
		return fmt.Sprintf("%.0f KiB", float64(n)/(1<<10))
	}
	return fmt.Sprintf("%d bytes", n)
}

func stageName(st sow.Stage) string { return sentenceCase(plain(st)) }

func sentenceCase(v string) string { return strings.TrimSuffix(sentence(v), ".") }

// positionName is how pages call the place of a claim.
func positionName(p sow.Position) string {
	switch {
	case p.Outcome != "":
		return sentenceCase(plain(p.Outcome))
	case p.Sub != "" && p.Sub != sow.SubSubmitted:
		return "Submitted, " + plain(p.Sub)
	}
	return stageName(p.Stage)
}

func methodWords(m sow.MethodStrength) string {
	if m == "" {
		return "–"
	}
	return sentenceCase(plain(m))
}

func money(v sow.ExpectedValue) string {
	if v.Amount == nil || v.Currency == nil {
		return "unknown"
	}
	return report.Money(sow.Money{Amount: *v.Amount, Currency: *v.Currency})
}

// workloadName is the pack's name of a workload.
func (s *site) workloadName(id string) string { return orElse(s.words().Workloads[id], plain(id)) }

// briefName is the name without the list of parts in brackets, for tables.
func (s *site) briefName(id string) string {
	name, _, _ := strings.Cut(s.workloadName(id), " (")
	return name
}

// workloadChoice is a workload that a form can name.
type workloadChoice struct{ ID, Name string }

// workloadNames lists the pack's workloads by name.
func (s *site) workloadNames() []workloadChoice {
	names := s.words().Workloads
	list := make([]workloadChoice, 0, len(names))
	for id, name := range names {
		list = append(list, workloadChoice{id, name})
	}
	slices.SortFunc(list, func(a, b workloadChoice) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID)) })
	return list
}

// titleWords turns a code such as TRACKED_CHANGES into a title.
func titleWords(code any) string { return sentenceCase(strings.ToLower(plain(code))) }

// spaced writes the codes in a text without underscores.
func spaced(text string) string { return strings.ReplaceAll(text, "_", " ") }

func (s *site) deadlineTitle(code string) string {
	return orElse(s.words().Deadlines[code].Title, code)
}

func (s *site) moment(t time.Time) string { return t.In(s.cfg.Zone).Format("2 Jan 2006, 15:04") }

func (s *site) day(t time.Time) string { return t.In(s.cfg.Zone).Format("Mon 2 Jan 2006") }

// dueDay is the last day of a deadline: its instant is the first one that is
// too late.
func (s *site) dueDay(t *time.Time) string {
	if t == nil {
		return "no date yet"
	}
	return s.day(t.Add(-time.Second))
}

// dayWords writes a day of the form YYYY-MM-DD for a person.
func dayWords(v string) string {
	d, err := sow.ParseDay(v)
	if err != nil {
		return orElse(v, "unknown")
	}
	return d.Words()
}

// urgency is how near a deadline is: its words and its class.
type urgency struct{ Words, Class string }

// soonDays is from when on a deadline is shown as near.
const soonDays = 7

// left tells how far away a deadline is, in days of the site's zone.
func (s *site) left(due *time.Time, now time.Time) urgency {
	if due == nil {
		return urgency{"no date yet", "none"}
	}
	days := sow.DayOf(due.Add(-time.Second).In(s.cfg.Zone)).Sub(sow.DayOf(now.In(s.cfg.Zone)))
	switch {
	case days < 0:
		return urgency{plural(-days, "day", "days") + " late", "late"}
	case days == 0:
		return urgency{"today", "late"}
	case days == 1:
		return urgency{"tomorrow", "soon"}
	case days <= soonDays:
		return urgency{fmt.Sprintf("in %d days", days), "soon"}
	}
	return urgency{fmt.Sprintf("in %d days", days), "calm"}
}

// ago says how long something is past.
func ago(t, now time.Time) string {
	d := now.Sub(t)
	switch {
	case d < 10*time.Second:
		return "just now"
	case d < 2*time.Minute:
		return fmt.Sprintf("%d seconds ago", int(d.Seconds()))
	case d < 2*time.Hour:
		return fmt.Sprintf("%d minutes ago", int(d.Minutes()))
	case d < 48*time.Hour:
		return fmt.Sprintf("%d hours ago", int(d.Hours()))
	}
	return fmt.Sprintf("%d days ago", int(d.Hours()/24))
}

var eventNames = map[sow.EventKind]string{
	sow.EventOpened: "opened the claim", sow.EventMoved: "moved the claim", sow.EventSkipped: "noted a status that was passed",
	sow.EventAssigned: "gave the claim to", sow.EventEdited: "changed", sow.EventItem: "decided on", sow.EventAttached: "attached a file",
	sow.EventRequested: "asked for approval", sow.EventApproved: "approved the evidence", sow.EventChanges: "asked for changes",
	sow.EventRetracted: "took back a request or an approval", sow.EventAnalysed: "analysed the document again", sow.EventDeadline: "noted a deadline",
	sow.EventNote: "noted", sow.EventSuperseded: "opened a new claim in its place",
}

func eventWords(k sow.EventKind) string { return orElse(eventNames[k], plain(k)) }

// sortWords says which claims of a column the board shows.
func sortWords(sort string) string {
	if currency, ok := strings.CutPrefix(sort, valueSort); ok {
		return "here stand those with the highest expected value in " + currency
	}
	if sort == "changed" {
		return "here stand those that changed last"
	}
	return "here stand the most urgent ones"
}

// exactWords is an amount that a report has, to the cent.
func exactWords(amount float64, currency string) string {
	return report.Money(sow.Money{Amount: amount, Currency: currency})
}

// ofExpected compares what was earned with what was expected, or says why it
// cannot.
func ofExpected(expected sow.ExpectedValue, earned sow.Money) string {
	share, known := sow.EarnedShare(expected, earned)
	switch {
	case known:
		return fmt.Sprintf("%.0f %% of the expected value", share*100)
	case expected.Amount != nil && expected.Currency != nil && *expected.Currency != earned.Currency:
		return "expected in " + *expected.Currency + ", so not compared"
	}
	return "nothing to compare with: the expected value is not known"
}

// usageWords is a row of a usage report.
func usageWords(f sow.Figure) string {
	count := func(n *int) string {
		if n == nil {
			return "unknown"
		}
		return number(*n)
	}
	return count(f.Active) + " active users of " + count(f.Paid) + " paid units"
}

// doneWords are what a form did, by the code in the address after it.
var doneWords = map[string]string{
	"signed-in": "You are signed in.", "signed-out": "You are signed out.", "added": "The document was taken in.", "all-added": "The documents were taken in.",
	"duplicate": "These bytes are here already; this is the document.", "retried": "The document is being read once more.",
	"answered": "Your answers are recorded; the document is being analysed with them.", "again": "The document is being analysed again.",
	"moved": "The claim was moved.", "owned": "The owner was changed.", "noted": "Your note is in the history.", "edited": "The claim was changed.",
	"item": "The checklist item was decided.", "attached": "The file was attached.", "requested": "The approval was asked for.",
	"approved": "Your approval is recorded.", "changes": "The claim went back with your reason.", "taken-back": "It was taken back.",
	"seen": "Noted: reminders rest for one business day; the deadline runs on.", "later": "The deadline has its later day.",
	"opened": "The claim was opened by hand.", "split": "This claim was split off.", "merged": "The other claim was merged into this one.",
	"feed-renewed": "Your calendar has a new address; subscribe to it, for the one until now has ended.", "feed-revoked": "Your calendar address is revoked.",
	"partner-done": "Recorded as done; nobody is reminded of it any more.",
	"superseded":   "This new claim takes the place of the old one.",
}

func statuses() []sow.DocumentStatus {
	return []sow.DocumentStatus{sow.DocumentReceived, sow.DocumentAnalysed, sow.DocumentNeedsOCR, sow.DocumentFailed}
}

func totalWords(t store.ExpectedTotal) string {
	return report.Money(sow.Money{Amount: t.Amount, Currency: t.Currency})
}

// wholeFrom is the amount from which on a cost, which is an estimate, is written
// without cents.
const wholeFrom = 100

func costWords(amount float64, currency string) string {
	if amount >= wholeFrom {
		amount = math.Round(amount)
	}
	return report.Money(sow.Money{Amount: amount, Currency: currency})
}

// slug makes an id of an element out of a code.
func slug(v any) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsLetter(c) || unicode.IsDigit(c) {
			return c
		}
		return '-'
	}, fmt.Sprint(v))
}

// progressWords says how far a checklist is.
func progressWords(items []sow.ClaimItem) string {
	required, open := 0, len(sow.OpenItems(items))
	for _, i := range items {
		if i.Need == sow.NeedRequired {
			required++
		}
	}
	return fmt.Sprintf("%d of %d required items are there", required-open, required)
}

// newest turns a history round.
func newest(events []sow.ClaimEvent) []sow.ClaimEvent {
	out := slices.Clone(events)
	slices.Reverse(out)
	return out
}

// subjectWords says what an event is about.
func (s *site) subjectWords(e sow.ClaimEvent, items []sow.ClaimItem) string {
	switch e.Kind {
	case sow.EventItem:
		for _, i := range items {
			if i.Code == e.Subject {
				return i.Name
			}
		}
		return e.Subject
	case sow.EventDeadline:
		return s.deadlineTitle(e.Subject)
	case sow.EventEdited:
		return plain(strings.Join(strings.Fields(e.Subject), ", "))
	case sow.EventRequested, sow.EventApproved, sow.EventChanges, sow.EventAttached, sow.EventRetracted:
		return ""
	case sow.EventOpened, sow.EventMoved, sow.EventSkipped, sow.EventAssigned, sow.EventAnalysed, sow.EventNote, sow.EventSuperseded:
	}
	return strings.ReplaceAll(plain(e.Subject), ":", " ")
}

// quoted gives a line of a document with the address of the page it stands on.
func (s *site) quoted(documentID int64, e sow.Evidence) quoteView {
	v := quoteView{Evidence: e}
	if e.Page != nil && s.cfg.Page != nil {
		v.Link = fmt.Sprintf("/documents/%d/pages/%d", documentID, *e.Page)
	}
	return v
}

// late tells whether a day (YYYY-MM-DD) has passed.
func (s *site) late(day string) bool {
	d, err := sow.ParseDay(day)
	return err == nil && d.Before(sow.DayOf(s.cfg.Now().In(s.cfg.Zone)))
}
