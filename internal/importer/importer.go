// Package importer reads what Partner Center exports about claims: the claims
// themselves, the usage report and the earnings reports. It finds the columns,
// matches the rows with our claims and plans what follows: moves that the table
// of moves allows an import, and notes with explained reason codes. It changes
// nothing itself and reads no files.
package importer

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"claimline/internal/sheet"
)

// Kind is what an export is about.
type Kind string

// The kinds of exports.
const (
	Claims   Kind = "claims"   // Customer claims, Export claim data
	Usage    Kind = "usage"    // Insights, CPOR - Microsoft 365 usage
	Earnings Kind = "earnings" // earnings, or ineligible revenue and usage
)

// Mapping says how to read an export, for the cases in which its headers do not
// say it. The zero value guesses everything.
type Mapping struct {
	Kind     Kind               `yaml:"kind"`      // "" is told by the columns
	Columns  map[Field][]string `yaml:"columns"`   // headers of a field, before the known ones
	Statuses map[string]string  `yaml:"statuses"`  // further words for statuses: "in review": under_review
	DayFirst *bool              `yaml:"day_first"` // how 11/12/2026 is to be read, when no row tells
	Decimal  string             `yaml:"decimal"`   // "." or ",", the sign before the decimals of amounts, when no row tells
	Products map[string]string  `yaml:"products"`  // workload id by the product's name in the export
}

// ErrMapping says that a mapping file has a mistake.
var ErrMapping = errors.New("the mapping has a mistake")

var unknownKey = regexp.MustCompile(`(?:unmarshal errors:\s*)?field (\S+) not found in type \S+`)

// listed writes names as a person does.
func listed[T ~string](names []T) string {
	var out []string
	for _, n := range names {
		out = append(out, string(n))
	}
	return strings.Join(out, ", ")
}

// ParseMapping reads a mapping file (YAML). A key that does not exist is an
// error.
func ParseMapping(data []byte) (Mapping, error) {
	var m Mapping
	dec := yaml.NewDecoder(strings.NewReader(string(data)))
	dec.KnownFields(true)
	if err := dec.Decode(&m); err != nil {
		why := unknownKey.ReplaceAllString(err.Error(), "there is no key \"$1\"; keys are kind, columns, statuses, day_first, decimal, products")
		return m, fmt.Errorf("%w: %s", ErrMapping, strings.Join(strings.Fields(strings.TrimPrefix(why, "yaml: ")), " "))
	}
	for f := range m.Columns {
		if !slices.Contains(fields, f) {
			return m, fmt.Errorf("%w: there is no field %q; fields are %s", ErrMapping, f, listed(fields))
		}
	}
	if m.Kind != "" && !slices.Contains([]Kind{Claims, Usage, Earnings}, m.Kind) {
		return m, fmt.Errorf("%w: kind %q is not known; use claims, usage or earnings", ErrMapping, m.Kind)
	}
	if m.Decimal != "" && m.Decimal != "." && m.Decimal != "," {
		return m, fmt.Errorf("%w: decimal %q is not known; use \".\" or \",\"", ErrMapping, m.Decimal)
	}
	for word, s := range m.Statuses {
		if _, ok := positions[s]; !ok {
			return m, fmt.Errorf("%w: status %q of %q is not known; use %s", ErrMapping, s, word, listed(statusNames()))
		}
	}
	return m, nil
}

// Export is an export that was read.
type Export struct {
	Kind     Kind
	Columns  []Column // in the order of the file
	Warnings []string
	Records  []Record
	decimal  mark
}

// Column is a column of the file and what it is taken for; Field is "" for one
// that is not used.
type Column struct {
	Header string
	Field  Field
	How    Confidence // "" for one that is not used
}

// Confidence says why a column is taken for a field.
type Confidence string

// The reasons to take a column for a field.
const (
	Mapped  Confidence = "mapped"  // a mapping says so
	Guessed Confidence = "guessed" // its header is one that the field is known to have
)

// Record is one row. Fields that the file does not have are empty.
type Record struct {
	Line      int // in the file, as a spreadsheet counts it
	ClaimID   string
	Status    string
	Day       string // of the status, YYYY-MM-DD; "" for one that is not there or cannot be read
	DayText   string // the same as printed
	Customer  string
	Tenant    string
	Workload  string
	PartnerID string
	Reason    string
	Codes     []string
	Month     string // as printed
	MAU, PAU  string
	Amount    string
	Currency  string
	Attached  string // day on which the association began
}

// ErrNotAnExport says that a table is none of the exports.
var ErrNotAnExport = errors.New("this table is no export of claims, usage or earnings")

// Parse reads an export. The error says which columns were looked for.
func Parse(data []byte, m Mapping, l sheet.Limits) (Export, error) {
	rows, err := sheet.Read(data, l)
	if err != nil {
		return Export{}, err
	}
	if len(rows) < 2 {
		return Export{}, fmt.Errorf("%w: it has no rows below the header", ErrNotAnExport)
	}
	e := Export{Columns: columnsOf(rows[0].Cells, m)}
	if e.Kind = m.Kind; e.Kind == "" {
		e.Kind = kindOf(e.Columns)
	}
	if missing := e.missing(); e.Kind == "" || len(missing) > 0 {
		return e, fmt.Errorf("%w: %s", ErrNotAnExport, explainMissing(e, missing))
	}
	e.Warnings = e.unheard(m)
	days := e.dayOrder(rows[1:], m)
	e.decimal = e.decimalMark(rows[1:], m)
	for _, row := range rows[1:] {
		e.Records = append(e.Records, e.record(row, days))
	}
	return e, nil
}

func (e *Export) record(row sheet.Row, order dayOrder) Record {
	get := func(f Field) string {
		for i, c := range e.Columns {
			if c.Field == f && i < len(row.Cells) {
				return row.Cells[i]
			}
		}
		return ""
	}
	r := Record{
		Line: row.Line, ClaimID: get(FieldClaimID), Status: get(FieldStatus), Customer: get(FieldCustomer), Tenant: strings.ToLower(get(FieldTenant)), Workload: get(FieldWorkload),
		PartnerID: get(FieldPartnerID), Reason: get(FieldReason), Month: get(FieldMonth), MAU: get(FieldMAU), PAU: get(FieldPAU), Amount: get(FieldAmount), Currency: get(FieldCurrency),
	}
	r.DayText = get(FieldDay)
	r.Day, r.Attached = order.day(r.DayText), order.day(get(FieldAttached))
	if d := order.day(r.Month); d != "" {
		r.Month = d[:7]
	}
	r.Codes = codesIn(get(FieldCode))
	if r.Currency == "" && has(e.Columns, FieldAmount) && !has(e.Columns, FieldCurrency) && e.inDollars() {
		r.Currency = "USD"
	}
	return r
}
