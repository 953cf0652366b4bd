package notify

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"

	"claimline/internal/sow"
)

// Letter is a message in words, before it takes the form of its channel.
type Letter struct {
	ID       int64  // of the first message, for its identity in mail
	Thread   string // what it is about, e.g. "claim-7": mails of one thread are shown together
	Language string
	Subject  string
	Hello    string
	Lead     string
	Parts    []Part // one, or those of a digest
	Link     Link   // to everything, for a digest
	More     phrase
	Foot     string
}

// Part is one thing that a letter is about.
type Part struct {
	Title string // "" in a letter about one thing
	Rows  []Row
	Link  Link
}

// Row is one fact with its label.
type Row struct{ Label, Value string }

// Link is an address of a page. It shows, and changes nothing.
type Link struct{ Label, URL string }

// Compose puts messages to one recipient into words. The error is a payload
// that cannot be read or a template that is not known.
func Compose(batch []sow.Message, baseURL string) (Letter, error) {
	base := strings.TrimRight(baseURL, "/")
	var letter Letter
	for i, m := range batch {
		one, err := compose(m, base)
		if err != nil {
			return Letter{}, fmt.Errorf("compose message %d: %w", m.ID, err)
		}
		if i == 0 {
			letter = one
		}
		if len(batch) > 1 {
			one.Parts[0].Title = one.Subject
		}
		letter.Parts = append(letter.Parts[:i], one.Parts[0])
	}
	if len(batch) == 1 {
		return letter, nil
	}
	w := wordsOf(letter.Language)
	var err1, err2 error
	letter.Subject, err1 = w.Digest.Subject.with(len(batch))
	letter.Lead, err2 = w.Digest.Lead.with(len(batch))
	letter.Thread, letter.Link = "digest", Link{w.Open.List, base + "/claims"}
	return letter, errors.Join(err1, err2)
}

// spoken are the facts as the templates see them.
type spoken struct {
	Deadline, When, Due, Workload, Customer, Owner, By, Document string
}

func compose(m sow.Message, base string) (Letter, error) {
	var f sow.MessageFacts
	if err := json.Unmarshal([]byte(cmp.Or(m.Payload, "{}")), &f); err != nil {
		return Letter{}, fmt.Errorf("read its facts: %w", err)
	}
	w := wordsOf(f.Language)
	template, ok := w.Templates[m.Template]
	if !ok {
		return Letter{}, fmt.Errorf("template %q is not known", m.Template)
	}
	when, err := w.when(f.Days)
	if err != nil {
		return Letter{}, err
	}
	s := spoken{
		Deadline: line(cmp.Or(w.Deadlines[f.Code], f.Deadline, f.Code)), When: when, Due: w.day(f.Due), Workload: line(f.Workload),
		Customer: cmp.Or(line(f.Customer), w.Unknown), Owner: cmp.Or(line(f.Owner), w.Unknown), By: cmp.Or(line(f.By), w.Unknown), Document: line(f.Document),
	}
	letter := Letter{ID: m.ID, Language: f.Language, Foot: w.Foot, More: w.More, Parts: []Part{{Rows: w.rows(f, s)}}}
	letter.Thread, letter.Parts[0].Link = place(m, base, w)
	var errs [3]error
	letter.Subject, errs[0] = template.Subject.with(s)
	letter.Lead, errs[1] = template.Lead.with(s)
	letter.Hello, errs[2] = w.Hello.with(line(f.Name))
	return letter, errors.Join(errs[:]...)
}

// place is what a message is about, and the address of its page.
func place(m sow.Message, base string, w words) (thread string, link Link) {
	switch {
	case m.ClaimID != 0:
		id := strconv.FormatInt(m.ClaimID, 10)
		return "claim-" + id, Link{w.Open.Claim, base + "/claims/" + id}
	case m.DocumentID != 0:
		id := strconv.FormatInt(m.DocumentID, 10)
		return "document-" + id, Link{w.Open.Document, base + "/documents/" + id}
	}
	if m.PartnerCode != "" {
		return "deadline-" + strings.ToLower(m.PartnerCode), Link{w.Open.Deadlines, base + "/deadlines"}
	}
	return "test", Link{w.Open.List, base + "/claims"}
}

func (w words) when(days int) (string, error) {
	switch {
	case days == 0:
		return w.When.Today, nil
	case days == 1:
		return w.When.Tomorrow, nil
	case days > 1:
		return w.When.Days.with(days)
	case days == -1:
		return w.When.LateOne, nil
	}
	return w.When.Late.with(-days)
}

func (w words) day(text string) string {
	d, err := sow.ParseDay(text)
	if err != nil {
		return w.Unknown
	}
	return d.At(time.UTC).Format(w.Date)
}

func (w words) rows(f sow.MessageFacts, s spoken) []Row {
	var rows []Row
	add := func(label, value string) {
		if value = line(value); value != "" {
			rows = append(rows, Row{label, value})
		}
	}
	l := w.Labels
	add(l.Document, f.Document)
	if f.Workload != "" {
		add(l.Customer, s.Customer)
	}
	add(l.Workload, f.Workload)
	add(l.Stage, f.Stage)
	if f.Code != "" {
		add(l.Deadline, s.Deadline)
		add(l.Due, s.Due)
		add(l.Rule, f.Rule)
		add(l.Missed, f.Missed)
		add(l.Owner, s.Owner)
	}
	add(l.By, f.By)
	add(l.Reason, f.Reason)
	return rows
}

// line makes one line of a text that documents or people wrote: no line ends,
// no controls, and nothing that reorders or hides the text around it (UTS 39).
func line(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r), r == '\u2028', r == '\u2029':
			return ' '
		case unicode.IsControl(r), unicode.In(r, unicode.Cf), r == unicode.ReplacementChar:
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, ""))
	return strings.Join(strings.Fields(text), " ")
}
