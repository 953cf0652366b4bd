package lint

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"claimline/internal/sow"
	"claimline/internal/word"
)

// Format is how a report is written.
type Format string

// The formats of a report.
const (
	Text Format = "text"
	JSON Format = "json"
	DOCX Format = "docx"
)

// Formats lists the formats, the default first.
func Formats() []Format { return []Format{Text, JSON, DOCX} }

// Write writes reports: text and JSON any number (JSON as one object, or an
// array of several), DOCX one after the other in one document.
func Write(w io.Writer, format Format, reports ...Report) error {
	switch format {
	case JSON:
		return writeJSON(w, reports)
	case DOCX:
		return writeDOCX(w, reports)
	case Text:
	}
	for i, r := range reports {
		if i > 0 {
			fmt.Fprintln(w)
		}
		if _, err := io.WriteString(w, r.text()); err != nil {
			return fmt.Errorf("write report of %s: %w", r.Document, err)
		}
	}
	return nil
}

func writeJSON(w io.Writer, reports []Report) error {
	var v any = reports
	if len(reports) == 1 {
		v = reports[0]
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		return fmt.Errorf("write report: %w", err)
	}
	return nil
}

// Summary is the first line of a report: what would happen to this document.
func (r Report) Summary() string {
	switch {
	case len(r.Claims) == 0 && len(r.Points) == 0:
		return "no CPOR claim follows from this document, so there is nothing to prove"
	case len(r.Points) == 0:
		return "nothing in it that Microsoft is known to reject, for " + strings.Join(r.Claims, ", ")
	}
	out := fmt.Sprintf("%s (%d required)", count(len(r.Points), "point"), r.Required())
	if len(r.Claims) > 0 {
		out += ", for " + strings.Join(r.Claims, ", ")
	}
	return out
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// Where says in words where the lines of a point go; "" when none are added.
func (p Point) Where() string {
	switch {
	case p.Place == nil:
		return ""
	case !p.Place.New:
		return fmt.Sprintf("under %q", p.Place.Heading)
	case p.Place.Before != "":
		return fmt.Sprintf("in a new section %q before %q", p.Place.Heading, p.Place.Before)
	}
	return fmt.Sprintf("in a new section %q at the end", p.Place.Heading)
}

// Remark says how hard the point is and what Microsoft calls it.
func (p Point) Remark() string {
	out := string(p.Need)
	if p.Need == sow.NeedConditional {
		out = string(sow.NeedRequired)
	}
	if p.Rejection != "" {
		out += ", else rejected as " + p.Rejection
	}
	return out
}

func (r Report) text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s\n", r.Document, r.Summary())
	for i, p := range r.Points {
		fmt.Fprintf(&b, "\n%d. %s (%s)\n   %s\n   %s\n", i+1, p.Title, p.Remark(), p.Why, p.action())
		for _, line := range p.Add {
			fmt.Fprintf(&b, "     %s\n", line)
		}
	}
	if len(r.Attach) > 0 {
		b.WriteString("\nNot in the document itself, to be attached to the claim or kept later:\n")
		for _, a := range r.Attach {
			fmt.Fprintf(&b, "   %s (%s)\n", a.Name, a.Need)
		}
	}
	return b.String()
}

func (p Point) action() string {
	if where := p.Where(); where != "" {
		return strings.TrimSuffix(p.Do, ".") + ", " + where + ":"
	}
	return p.Do
}

func writeDOCX(w io.Writer, reports []Report) error {
	b := word.New(word.Options{Title: "Readiness as proof of execution", Language: "en-GB", Header: "Readiness as proof of execution", Footer: "To be worked into the document before it is signed"})
	for i, r := range reports {
		if i > 0 {
			b.Break()
		}
		r.word(b)
	}
	data, err := b.Bytes()
	if err != nil {
		return err
	}
	if _, err := w.Write(data); err != nil {
		return fmt.Errorf("write report: %w", err)
	}
	return nil
}

func (r Report) word(b *word.Builder) {
	b.Title("What to add before signature")
	b.Subtitle(r.Document)
	b.Text(word.Plain("Microsoft accepts a signed statement of work as proof of execution when it shows who did what, for whom and for which workload. Result for this document: "), word.Bold(r.Summary()+"."))
	for i, p := range r.Points {
		b.Heading(2, fmt.Sprintf("%d. %s", i+1, p.Title))
		b.Text(word.Plain(p.Why+" "), word.Grey("("+p.Remark()+")"))
		b.Text(word.Bold(p.action()))
		if len(p.Add) > 0 {
			b.Quote(strings.Join(p.Add, "\n"))
		}
	}
	if len(r.Attach) > 0 {
		b.Heading(1, "Beside the document")
		b.Text(word.Plain("No sentence replaces these; attach them to the claim, or keep them."))
		for _, a := range r.Attach {
			b.Bullet(word.Bold(a.Name), word.Plain(" ("+string(a.Need)+"): "+a.Why))
		}
	}
}
