// Package backfill lists what could still be claimed from statements of work
// that were signed before: one row for each customer, workload and association,
// by how long the signature still counts as proof. It reads no files and no
// clock.
package backfill

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"claimline/internal/sow"
)

// Source is one document of the archive with its analysis.
type Source struct {
	Path     string // as shown
	Analysis sow.Analysis
}

// State says whether a claim can be made of a row today.
type State string

// States of a row.
const (
	Claimable State = "can be claimed"
	Undated   State = "no day of signature"
	Unsigned  State = "draft, not signed"
	TooOld    State = "signature too old"
	Unread    State = "not read"
)

// Row is one claim that a document calls for, or a document that was not read.
type Row struct {
	N           int // from 1, for choosing; 0 for rows that cannot be chosen
	State       State
	Path        string
	Customer    string // "" unknown
	Workload    string // id
	Association sow.Association
	Signed      string // YYYY-MM-DD, "" unknown
	Latest      string // last day on which the signature counts
	MonthsLeft  *int   // whole months until then; nil unknown
	Value       sow.ExpectedValue
	Codes       []string // of the required points that are missing
	Missing     []string // required points of the proof that the document does not show
	Also        []string // older documents for the same claim
	Why         string   // of a document that was not read
}

// Result is the list for an archive.
type Result struct {
	Documents int // all files
	Read      int
	NoClaim   int // read, and no claim follows from them
	Rows      []Row
}

// proofMonths is how old a customer's acknowledgement may be when a claim is
// submitted (Microsoft's template for proofs of execution).
const proofMonths = 12

// List gives the rows: claimable ones first, those with the least time left at
// the top; then documents without a date, drafts, signatures that are too old
// and files that were not read. Of several documents for one claim the one with
// the newest signature counts.
func List(sources []Source, today sow.Day) Result {
	r := Result{Documents: len(sources)}
	best := map[sow.NaturalKey]int{}
	for _, s := range sources {
		if s.Analysis.Status != sow.StatusOK {
			r.Rows = append(r.Rows, unread(s))
			continue
		}
		r.Read++
		if len(s.Analysis.Claims) == 0 {
			r.NoClaim++
		}
		for _, c := range s.Analysis.Claims {
			row := rowOf(s, c, today)
			key := sow.NaturalKey{Customer: sow.CustomerKey("", row.Customer, s.Analysis.Document.SHA256), Workload: row.Workload, Association: row.Association}
			i, known := best[key]
			switch {
			case !known:
				best[key] = len(r.Rows)
				r.Rows = append(r.Rows, row)
			case newer(row, r.Rows[i]):
				older := r.Rows[i]
				r.Rows[i] = row
				r.Rows[i].Also = slices.Concat(older.Also, []string{older.Path})
			case row.Path != r.Rows[i].Path && !slices.Contains(r.Rows[i].Also, row.Path):
				r.Rows[i].Also = append(r.Rows[i].Also, row.Path)
			}
		}
	}
	slices.SortStableFunc(r.Rows, byUrgency)
	n := 0
	for i := range r.Rows {
		if s := r.Rows[i].State; s == Claimable || s == Undated {
			n++
			r.Rows[i].N = n
		}
	}
	return r
}

func unread(s Source) Row {
	row := Row{State: Unread, Path: s.Path, Why: "no text could be read"}
	if e := s.Analysis.Error; e != nil {
		row.Why = strings.TrimSpace(e.Message + " " + e.Hint)
	}
	return row
}

func rowOf(s Source, c sow.ClaimProposal, today sow.Day) Row {
	row := Row{Path: s.Path, Workload: c.Workload, Association: c.Association, Value: c.ExpectedValue, State: Undated}
	if f := s.Analysis.Facts; f != nil {
		row.Customer, _ = f.Customer.Known()
		row.Signed, _ = f.SignedDate.Known()
	}
	for _, item := range c.PoE {
		if item.Need == sow.NeedRequired && item.Status == sow.PoEMissing {
			row.Missing, row.Codes = append(row.Missing, item.Name), append(row.Codes, strings.TrimPrefix(item.Code, "poe."))
		}
	}
	signed, err := sow.ParseDay(row.Signed)
	if err != nil {
		if s.Analysis.Document.Draft {
			row.State = Unsigned
		}
		return row
	}
	latest := signed.AddMonths(proofMonths)
	row.Latest = latest.String()
	if latest.Before(today) {
		row.State = TooOld
		return row
	}
	left := 0
	for !latest.Before(today.AddMonths(left + 1)) {
		left++
	}
	row.State, row.MonthsLeft = Claimable, &left
	return row
}

// newer tells whether a row is the better proof of the same claim.
func newer(a, b Row) bool { return a.Signed > b.Signed }

var order = []State{Claimable, Undated, Unsigned, TooOld, Unread}

func byUrgency(a, b Row) int {
	return cmp.Or(
		cmp.Compare(slices.Index(order, a.State), slices.Index(order, b.State)), cmp.Compare(a.Latest, b.Latest),
		cmp.Compare(a.Customer, b.Customer), cmp.Compare(a.Workload, b.Workload), cmp.Compare(a.Association, b.Association), cmp.Compare(a.Path, b.Path),
	)
}

// Total is what the claimable rows are worth in one currency.
type Total struct {
	Currency string
	Amount   float64
	Rows     int
}

// Totals sums the rows that can be claimed, by currency, and counts those of
// unknown value: a sum never hides them.
func (r Result) Totals() (known []Total, unknown int) {
	for _, row := range r.Rows {
		v := row.Value
		switch {
		case row.N == 0:
			continue
		case v.Amount == nil || v.Currency == nil:
			unknown++
			continue
		}
		i := slices.IndexFunc(known, func(t Total) bool { return t.Currency == *v.Currency })
		if i < 0 {
			known, i = append(known, Total{Currency: *v.Currency}), len(known)
		}
		known[i].Amount += *v.Amount
		known[i].Rows++
	}
	slices.SortFunc(known, func(a, b Total) int { return cmp.Compare(a.Currency, b.Currency) })
	return known, unknown
}

// Summary says in one line what the archive holds.
func (r Result) Summary() string {
	n, states := 0, map[State]int{}
	for _, row := range r.Rows {
		states[row.State]++
		if row.N > 0 {
			n++
		}
	}
	known, unknown := r.Totals()
	var values []string
	for _, t := range known {
		values = append(values, fmt.Sprintf("%.2f %s", t.Amount, t.Currency))
	}
	if unknown > 0 {
		values = append(values, fmt.Sprintf("%d of unknown value", unknown))
	}
	out := fmt.Sprintf("documents: %d, read: %d; claims that could be filed: %d", r.Documents, r.Read, n)
	if len(values) > 0 {
		out += " (" + strings.Join(values, " + ") + ")"
	}
	return fmt.Sprintf("%s; rows of drafts: %d, with a signature that is too old: %d; documents without a claim: %d, not read: %d", out, states[Unsigned], states[TooOld], r.NoClaim, states[Unread])
}

// Choose gives the rows of a choice such as "1,3,7-9" or "all".
func (r Result) Choose(choice string) ([]Row, error) {
	var rows []Row
	byNumber := map[int]Row{}
	for _, row := range r.Rows {
		if row.N > 0 {
			byNumber[row.N] = row
			rows = append(rows, row)
		}
	}
	if strings.EqualFold(strings.TrimSpace(choice), "all") {
		return rows, nil
	}
	rows = nil
	for part := range strings.SplitSeq(choice, ",") {
		first, last, err := span(part)
		if err != nil {
			return nil, err
		}
		for n := first; n <= last; n++ {
			row, ok := byNumber[n]
			if !ok {
				return nil, fmt.Errorf("there is no row %d to open; rows go from 1 to %d", n, len(byNumber))
			}
			if !slices.ContainsFunc(rows, func(o Row) bool { return o.N == n }) {
				rows = append(rows, row)
			}
		}
	}
	return rows, nil
}
