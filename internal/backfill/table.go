package backfill

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"text/tabwriter"

	"claimline/internal/sheet"
)

// span reads one part of a choice: a number or two with a dash between.
func span(part string) (first, last int, err error) {
	from, to, isRange := strings.Cut(strings.TrimSpace(part), "-")
	if !isRange {
		to = from
	}
	first, errFirst := strconv.Atoi(strings.TrimSpace(from))
	last, errLast := strconv.Atoi(strings.TrimSpace(to))
	if errFirst != nil || errLast != nil || first < 1 || last < first || last > 1_000_000 {
		return 0, 0, fmt.Errorf("%q is no row; write numbers such as 1,3,7-9, or all", part)
	}
	return first, last, nil
}

// Table gives all rows for a spreadsheet. Name gives the name of a workload.
func (r Result) Table(name func(id string) string) sheet.Table {
	t := sheet.Table{Name: "Backfill", Header: []string{
		"Row", "State", "Customer", "Workload", "Association", "Signed", "Counts until", "Months left", "Expected value", "Currency", "Missing in the proof", "Document", "Older documents", "Why not read",
	}}
	for _, row := range r.Rows {
		number, months, amount, currency, workload := sheet.Text(""), sheet.Text(""), sheet.Text(""), sheet.Text(""), ""
		if row.N > 0 {
			number = sheet.Int(row.N)
		}
		if row.MonthsLeft != nil {
			months = sheet.Int(*row.MonthsLeft)
		}
		if v := row.Value; v.Amount != nil && v.Currency != nil {
			amount, currency = sheet.Number(*v.Amount), sheet.Text(*v.Currency)
		} else if row.State != Unread {
			amount = sheet.Text("unknown")
		}
		if row.Workload != "" {
			workload = name(row.Workload)
		}
		t.Rows = append(t.Rows, []sheet.Value{
			number, sheet.Text(string(row.State)), sheet.Text(row.Customer), sheet.Text(workload), sheet.Text(string(row.Association)), sheet.Text(row.Signed), sheet.Text(row.Latest), months,
			amount, currency, sheet.Text(strings.Join(row.Missing, "; ")), sheet.Text(row.Path), sheet.Text(strings.Join(row.Also, "; ")), sheet.Text(row.Why),
		})
	}
	return t
}

// Text writes the rows for a terminal: what can be claimed, what cannot and
// why, and what was not read.
func (r Result) Text(w io.Writer, name func(id string) string) error {
	t := tabwriter.NewWriter(w, 0, 4, 2, ' ', 0)
	state := State("")
	for _, row := range r.Rows {
		if row.State != state {
			state = row.State
			if err := t.Flush(); err != nil {
				return err
			}
			fmt.Fprintln(w, headings[state])
			if state != Unread {
				fmt.Fprintln(t, "ROW\tCUSTOMER\tWORKLOAD\tASSOCIATION\tSIGNED\tMONTHS LEFT\tVALUE\tMISSING\tDOCUMENT")
			}
		}
		if state == Unread {
			fmt.Fprintf(t, "  %s\t%s\n", plain(row.Path), plain(row.Why))
			continue
		}
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", numbered(row.N), plain(orUnknown(row.Customer)), name(row.Workload), row.Association, orUnknown(row.Signed), monthsOf(row), valueOf(row), missingOf(row), plain(row.Path))
	}
	if err := t.Flush(); err != nil {
		return err
	}
	_, err := fmt.Fprintln(w, r.Summary())
	return err
}

var headings = map[State]string{
	Claimable: "Can be claimed today, the most urgent first:", Undated: "Can be claimed when the day of the signature is known:", Unsigned: "Drafts, to be signed first:",
	TooOld: "The signature is older than 12 months; a new acknowledgement of the customer would do:", Unread: "Not read:",
}

func numbered(n int) string {
	if n == 0 {
		return "-"
	}
	return strconv.Itoa(n)
}

func orUnknown(s string) string {
	if s == "" {
		return "unknown"
	}
	return s
}

func monthsOf(r Row) string {
	if r.MonthsLeft == nil {
		return orUnknown("")
	}
	return strconv.Itoa(*r.MonthsLeft)
}

func valueOf(r Row) string {
	if r.Value.Amount == nil || r.Value.Currency == nil {
		return orUnknown("")
	}
	return fmt.Sprintf("%.2f %s", *r.Value.Amount, *r.Value.Currency)
}

// shownCodes is how many missing points a line of the terminal names.
const shownCodes = 3

func missingOf(r Row) string {
	if len(r.Codes) == 0 {
		return "nothing"
	}
	out := strings.Join(r.Codes[:min(len(r.Codes), shownCodes)], " ")
	if more := len(r.Codes) - shownCodes; more > 0 {
		out += fmt.Sprintf(" +%d", more)
	}
	return out
}

// plain keeps what documents and file names hold from moving the cursor.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 {
			return '?'
		}
		return r
	}, s)
}
