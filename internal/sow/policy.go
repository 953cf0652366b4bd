package sow

// The types of this file are what a rule pack says besides its decisions:
// checklists, deadlines, formulas and instructions. They are data; the
// packages that use them compute with them.

// PoESpec is one line of a proof-of-execution checklist for one association
// type, after the pack's strictness was applied.
type PoESpec struct {
	Code         string // poe.project_plan
	Name         string // as shown to a person
	Need         Need   // a conditional item that applies is required
	Applies      bool   // false: the document is not of the kind that the item is asked for
	CompletedBy  string // partner or customer
	MaxAgeMonths int    // how old it may be when the claim is submitted; 0 any age
	Finds        string // what can find it in the document: a signal such as "signature" or "tenant_id"; "" for nothing
	Why          string // why it is asked, one sentence
	Source       string // section of the guide or key of docs/sources.md
}

// DeadlineUnit says how Count of a deadline is to be read.
type DeadlineUnit string

// Units of deadlines. Business days are Monday to Friday without the holidays
// of the calendar, counted from the next business day.
const (
	BusinessDays   DeadlineUnit = "business days"
	CalendarDays   DeadlineUnit = "days"
	Months         DeadlineUnit = "months"
	Hours          DeadlineUnit = "hours"
	DayOfMonth     DeadlineUnit = "day of month"      // the Count-th of the month of the anchor
	DayOfNextMonth DeadlineUnit = "day of next month" // the Count-th of the month after the anchor
	NextDate       DeadlineUnit = "next date"         // the next day of Dates after the anchor
)

// Roles are what people of the partner do besides owning claims: the address
// book says who, the rules say which deadlines of the partner concern them.
func Roles() []string { return []string{"incentives", "finance", "delivery"} }

// DeadlineSpec is one kind of deadline: Count units after an anchor event,
// at the end of that day in the calendar's zone.
type DeadlineSpec struct {
	Code       string         // DL-CLAIM-BY
	Title      string         // short, for tables
	AppliesTo  string         // claim, engagement (MCI), partner, pal-link or dpor-link
	Stages     []string       // stages of a claim in which it runs; empty when it does not depend on one
	Anchor     string         // event it counts from: sow_signed, submitted, approved, ...
	Else       []string       // further anchors, in order, when the first is unknown
	Count      *int           // negative: before the anchor; nil: not known, no day is computed
	ByType     map[string]int // Count by type of engagement, when it depends on one
	Unit       DeadlineUnit   //
	Dates      []string       // MM-DD, for NextDate
	Owner      string         // partner, customer or microsoft
	Role       string         // of a deadline of the partner: who is reminded, see Roles
	Passes     bool           // of a deadline of the partner: it ends by itself with its day
	Warn       []int          // days before, in the deadline's own unit (business or calendar)
	InfoOnly   bool           // shown, never an alarm
	Missed     string         // what happens when it passes
	Text       string         // explanation for a person, one or two sentences
	Source     string
	Confidence string // H, M, L, A as in docs/sources.md
}

// Calendar says which days are business days and where a day ends.
type Calendar struct {
	Zone     string   // IANA name
	Holidays []string // countries whose public holidays are free (ISO 3166: us, de, ...)
	Days     []string // further free days, YYYY-MM-DD
}

// ValueFormula is one way to compute what a claim may be worth. Rates are not
// part of a delivered pack: a missing rate makes the value unknown, never 0.
type ValueFormula struct {
	ID         string // rate-times-quantity
	Title      string
	Text       string   // the formula as a person writes it
	Inputs     []string // names of the numbers it needs
	Source     string
	Confidence string
}

// ValueRate is a rate that a partner has typed into its own pack.
type ValueRate struct {
	Formula     string // id of the formula
	Workload    string // canonical id; "" for every workload of the association
	Association Association
	Rate        float64 // per unit, in Currency
	Currency    string  // ISO 4217
	Cap         *float64
	From        string // first day, YYYY-MM-DD
	To          string // last day, YYYY-MM-DD; "" open
	Source      string
}

// StepSpec is one step of setting a method up or of verifying that it works.
type StepSpec struct {
	What       string // an imperative sentence
	Who        string // partner admin, consultant, customer, ...
	Where      string // portal and menu path
	ShowsAfter string // how long until the effect shows; "" at once
	Source     string
}

// MethodSpec is what the guide says about one method: its nature and the steps.
type MethodSpec struct {
	Method  Method
	Name    string
	SetUpBy string
	Scope   string
	Several string // whether several partners may hold it
	Scores  []string
	Steps   []StepSpec
	Verify  []StepSpec
	Source  string
}

// RoleSpec says what an Azure role earns (guide, section 3).
type RoleSpec struct {
	Role   string
	ACR    bool // attribution of Azure consumed revenue
	PEC    bool // partner earned credit
	Note   string
	Source string
}

// Sentence gives a step as one line: what, who, where and when it shows.
func (s StepSpec) Sentence() string {
	out := s.What
	if s.Who != "" {
		out += " Who: " + s.Who + "."
	}
	if s.Where != "" {
		out += " Where: " + s.Where + "."
	}
	if s.ShowsAfter != "" {
		out += " Shows after: " + s.ShowsAfter + "."
	}
	return out
}
