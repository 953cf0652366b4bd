package sow

import (
	"strings"
	"unicode"
)

// State says what the text gives for a fact. Unknown is a value: a fact that
// is not stated is missing, never zero.
type State string

// The states of a fact.
const (
	Found       State = "found"
	Missing     State = "missing"
	Conflicting State = "conflicting"
)

// Fact is one value read from a document, or the statement that it is not
// there. Value counts only when State is Found; Candidates hold the values
// that disagree when State is Conflicting.
type Fact[T any] struct {
	State      State      `json:"state"`
	Value      *T         `json:"value"`
	Candidates []T        `json:"candidates,omitempty"`
	Evidence   []Evidence `json:"evidence"`
	By         string     `json:"by,omitempty"` // "person" when a person's answer overrides the text
}

// Known gives the value of a found fact.
func (f Fact[T]) Known() (T, bool) {
	if f.State != Found || f.Value == nil {
		var zero T
		return zero, false
	}
	return *f.Value, true
}

// NewFact is a found fact with its evidence.
func NewFact[T any](v T, ev ...Evidence) Fact[T] {
	return Fact[T]{State: Found, Value: &v, Evidence: nonNil(ev)}
}

// NoFact is a fact that the text does not state.
func NoFact[T any]() Fact[T] { return Fact[T]{State: Missing, Evidence: []Evidence{}} }

// Conflict is a fact that the text states in several ways.
func Conflict[T any](candidates []T, ev ...Evidence) Fact[T] {
	return Fact[T]{State: Conflicting, Candidates: candidates, Evidence: nonNil(ev)}
}

func nonNil(ev []Evidence) []Evidence {
	if ev == nil {
		return []Evidence{}
	}
	return ev
}

// Evidence is the line of a document that a conclusion rests on.
type Evidence struct {
	Quote    string   `json:"quote"`             // the words, cut at sentence bounds, at most about 300 bytes
	Page     *int     `json:"page"`              // from 1; null when the format has no pages
	Location string   `json:"location"`          // Loc.Path of the block
	Heading  string   `json:"heading"`           // headings above it, outermost first, joined by " > "
	Section  string   `json:"section,omitempty"` // section class of the innermost heading with one
	Cue      *string  `json:"cue,omitempty"`     // id of the context cue that decided the polarity
	Weight   *float64 `json:"weight,omitempty"`  // what this mention adds to the workload's score
	Polarity Polarity `json:"polarity,omitempty"`
	Row      string   `json:"row,omitempty"`    // head of the row, when the line is a cell of a table
	Column   string   `json:"column,omitempty"` // head of the column
}

// headLength bounds the head of a row or column, in characters.
const headLength = 80

// In gives the evidence with the heads of the table cell in which it stands: a
// bare cell says little without them. A head that the quote begins with is left
// out, and so are running numbers and the heads of a header row. Nil is a line outside of tables.
func (e Evidence) In(cell *CellPos) Evidence {
	if cell == nil || cell.HeaderRow {
		return e
	}
	e.Row, e.Column = e.head(cell.RowHead), e.head(cell.ColHead)
	return e
}

func (e Evidence) head(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if strings.HasPrefix(e.Quote, text) || !strings.ContainsFunc(text, unicode.IsLetter) {
		return ""
	}
	if r := []rune(text); len(r) > headLength {
		return string(r[:headLength-1]) + "…"
	}
	return text
}

// Money is an amount in a currency (ISO 4217). Amounts are in whole units
// with at most two decimals; currencies are never added together.
type Money struct {
	Amount   float64 `json:"amount"`
	Currency string  `json:"currency"`
}

// Agreement is the customer's agreement with Microsoft at signature.
type Agreement string

// Agreement types (contract, section on methods).
const (
	EA               Agreement = "EA"
	MCA              Agreement = "MCA"
	CSP              Agreement = "CSP"
	WebDirect        Agreement = "WebDirect"
	AgreementUnknown Agreement = "unknown"
)

// Activity is a kind of work that the partner does.
type Activity string

// Activities. The first ones build something, which makes a claim a
// deployment; the others support, run or advise.
const (
	Deployment        Activity = "deployment"
	Migration         Activity = "migration"
	CustomDevelopment Activity = "custom-development"
	Training          Activity = "training"
	Adoption          Activity = "adoption"
	ManagedServices   Activity = "managed-services"
	Support           Activity = "support"
	Assessment        Activity = "assessment"
	StaffAugmentation Activity = "staff-augmentation"
)

// DocKind is the kind of statement of work, which decides how it is read.
type DocKind string

// Kinds of documents.
const (
	KindProject      DocKind = "project"
	KindChangeOrder  DocKind = "change-order"
	KindWorkOrder    DocKind = "work-order"
	KindManaged      DocKind = "managed-services"
	KindStaffAug     DocKind = "staff-augmentation"
	KindAssessment   DocKind = "assessment"
	KindLicensing    DocKind = "licensing-advice"
	KindProposal     DocKind = "proposal"
	KindNotSOW       DocKind = "not-a-sow"
	KindOtherVendors DocKind = "other-vendor" // about another vendor's products
)

// Access is one right that the customer grants to the partner's people.
type Access struct {
	Role     string `json:"role"`     // Owner, Contributor, Reader, ...
	Scope    string `json:"scope"`    // subscription, resource group, ...; "" unknown
	Identity string `json:"identity"` // guest, member, service principal, Lighthouse, ...; "" unknown
}

// Quantity is a number of something (users, mailboxes, devices) that the text
// ties to a workload.
type Quantity struct {
	N    int    `json:"n"`
	Unit string `json:"unit"`
}

// Contact is a named person with an address.
type Contact struct {
	Name  string `json:"name"`
	Title string `json:"title,omitempty"`
	Email string `json:"email,omitempty"`
	Side  string `json:"side"` // customer, partner or ""
}

// Facts are what a document states about the engagement. Dates are ISO 8601
// days (YYYY-MM-DD) as printed, without a zone.
type Facts struct {
	Kind           Fact[DocKind]    `json:"kind"`
	Customer       Fact[string]     `json:"customer"`
	Partner        Fact[string]     `json:"partner"`
	TenantID       Fact[string]     `json:"tenant_id"` // GUID, else a domain of the tenant
	Agreement      Fact[Agreement]  `json:"agreement"`
	TransactingCSP Fact[bool]       `json:"partner_is_transacting_csp"`
	Engagement     Fact[[]Activity] `json:"engagement"`
	Seats          Fact[int]        `json:"seats"`
	Value          Fact[Money]      `json:"value"`
	StartDate      Fact[string]     `json:"start_date"`
	EndDate        Fact[string]     `json:"end_date"`
	SignedDate     Fact[string]     `json:"signed_date"`
	Access         Fact[[]Access]   `json:"access"`
	PublicSector   Fact[bool]       `json:"public_sector"`
	Country        Fact[string]     `json:"customer_country"`   // of the customer, ISO 3166 (US, DE); Puerto Rico is PR
	Cloud          Fact[string]     `json:"cloud"`              // commercial, gcc, gov, china
	PartnerClause  Fact[string]     `json:"attribution_clause"` // a CPOR, PAL or partner-of-record clause: its words
	Contacts       Fact[[]Contact]  `json:"contacts"`
	AgreementMoves Fact[Agreement]  `json:"agreement_moves_to"` // a change of agreement during the project
}
