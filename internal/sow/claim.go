package sow

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
)

// Claim is one CPOR claim: one customer, workload, association, programme year
// and partner ID on its way from identified to active.
type Claim struct {
	ID              int64           `json:"id"`
	Customer        string          `json:"customer"`  // as printed; "" unknown
	TenantID        string          `json:"tenant_id"` // GUID or domain; "" unknown
	Workload        string          `json:"workload"`
	Association     Association     `json:"association"`
	ProgrammeYear   string          `json:"programme_year"` // "FY27", see ProgrammeYear
	PartnerID       string          `json:"partner_id"`     // "" until chosen
	Attempt         int             `json:"attempt"`        // from 1; a claim that supersedes another counts on
	Position        Position        `json:"position"`
	Version         int             `json:"version"` // counts every change, from 1
	Owner           string          `json:"owner,omitempty"`
	LastEditor      string          `json:"last_editor,omitempty"` // who changed the evidence last
	ApprovalsNeeded int             `json:"approvals_needed"`      // by different people, 1 or more
	DocumentID      int64           `json:"document_id"`
	DocumentSHA256  string          `json:"document_sha256"`
	AnalysisID      int64           `json:"analysis_id"`
	PackSHA256      string          `json:"pack_sha256"`
	EvidenceSHA256  string          `json:"evidence_sha256"` // see EvidenceDigest
	ExpectedValue   ExpectedValue   `json:"expected_value"`
	PaymentOptOut   bool            `json:"payment_opt_out,omitempty"` // recognition only
	Dates           ClaimDates      `json:"dates"`
	PartnerCenter   string          `json:"partner_center_id,omitempty"`
	Assumed         bool            `json:"assumed,omitempty"` // active by the customer's silence
	Held            bool            `json:"held,omitempty"`    // a person undid an assumed move: the program leaves it alone
	Supersedes      int64           `json:"supersedes,omitempty"`
	HeldBy          string          `json:"held_by,omitempty"`     // another partner who is known to hold the workload
	MergedInto      int64           `json:"merged_into,omitempty"` // the claim that goes on in its place
	DueAt           *time.Time      `json:"due_at,omitempty"`      // its next open deadline
	DueCode         string          `json:"due_code,omitempty"`
	Items           []ClaimItem     `json:"items,omitempty"`
	Deadlines       []ClaimDeadline `json:"deadlines,omitempty"`
	CreatedAt       time.Time       `json:"created_at"`
	UpdatedAt       time.Time       `json:"updated_at"`
}

// ClaimDates are the days that deadlines count from, as people or imports
// recorded them (YYYY-MM-DD); "" unknown.
type ClaimDates struct {
	Signed     string `json:"signed,omitempty"`    // the document's signature
	Effective  string `json:"effective,omitempty"` // the document's start date
	Analysed   string `json:"analysed,omitempty"`
	Submitted  string `json:"submitted,omitempty"`
	Action     string `json:"action_required,omitempty"`
	Approved   string `json:"approved,omitempty"`
	Rejected   string `json:"rejected,omitempty"`
	Disputed   string `json:"disputed,omitempty"`
	NoticeEnds string `json:"notice_ends,omitempty"` // last day on which the customer's silence is not yet consent
	Active     string `json:"active,omitempty"`
}

// ClaimItem is one item of a claim's proof-of-execution checklist.
type ClaimItem struct {
	PoEItem
	ClaimID   int64     `json:"claim_id"`
	Note      string    `json:"note,omitempty"`   // why it was waived or does not apply
	By        string    `json:"by,omitempty"`     // who decided it; "" the program
	SHA256    string    `json:"sha256,omitempty"` // the attached file
	UpdatedAt time.Time `json:"updated_at"`
}

// Satisfied tells whether the item no longer blocks the review.
func (i ClaimItem) Satisfied() bool {
	switch i.Status {
	case PoEFoundAuto, PoEAttached, PoEAccepted, PoENotApplicable:
		return true
	case PoEWaived:
		return strings.TrimSpace(i.Note) != ""
	case PoEMissing:
		return false
	}
	return false
}

// OpenItems gives the codes of required items that still block the review.
func OpenItems(items []ClaimItem) []string {
	var open []string
	for _, i := range items {
		if i.Need == NeedRequired && !i.Satisfied() {
			open = append(open, i.Code)
		}
	}
	return open
}

// ClaimDeadline is a deadline of a claim as it is stored.
type ClaimDeadline struct {
	DeadlineEntry
	ClaimID int64         `json:"claim_id"`
	DueAt   *time.Time    `json:"due_at"` // the instant after which it is missed; nil when the anchor is unknown
	State   DeadlineState `json:"state"`
	Later   *string       `json:"later,omitempty"` // a later day (YYYY-MM-DD) that changed inputs give and a person has to agree to
}

// DeadlineState is the state of a stored deadline.
type DeadlineState string

// States of a deadline.
const (
	DeadlineOpen   DeadlineState = "open"
	DeadlineMet    DeadlineState = "met"    // what it asked for came in time
	DeadlineMissed DeadlineState = "missed" // it passed and is still asked for
	DeadlineLapsed DeadlineState = "lapsed" // it passed, and the claim has moved on since
	DeadlineVoid   DeadlineState = "void"   // no longer asked for: it never had a day, or the rules dropped it
)

// Attachment is a file that a person added as proof of execution.
type Attachment struct {
	ClaimID    int64     `json:"claim_id"`
	SHA256     string    `json:"sha256"`
	Name       string    `json:"name"`
	Size       int64     `json:"size"`
	UploadedBy string    `json:"uploaded_by"`
	UploadedAt time.Time `json:"uploaded_at"`
}

// ProgrammeYear names Microsoft's fiscal year of a day: FY27 runs from
// 2026-07-01 to 2027-06-30.
func ProgrammeYear(day time.Time) string {
	year := day.Year()
	if day.Month() >= time.July {
		year++
	}
	return fmt.Sprintf("FY%02d", year%100)
}

// NaturalKey identifies a claim however often its documents are analysed.
type NaturalKey struct {
	Customer      string // CustomerKey
	Workload      string
	Association   Association
	ProgrammeYear string
	PartnerID     string
}

// CustomerKey gives the customer part of a natural key: the tenant, else the
// folded name, else the document itself, so that documents of unknown customers
// never share a claim.
func CustomerKey(tenantID, customer, documentSHA256 string) string {
	if t := strings.ToLower(strings.TrimSpace(tenantID)); t != "" {
		return "tenant:" + t
	}
	if n := FoldCustomer(customer); n != "" {
		return "name:" + n
	}
	return "document:" + documentSHA256
}

// legalForms are endings of company names that people write or leave out.
var legalForms = []string{
	"inc", "incorporated", "corp", "corporation", "co", "company", "ltd", "limited", "llc", "llp", "plc", "lp",
	"gmbh", "mbh", "ag", "kg", "kgaa", "se", "ug", "ohg", "ev", "sa", "sas", "sarl", "srl", "spa", "sl", "slu", "bv", "nv", "ab", "as", "oy", "oyj", "aps", "pty", "pte",
}

// FoldCustomer gives a customer's name without case, punctuation and legal
// form, for comparing: "Contoso, Ltd." and "CONTOSO Limited" agree.
func FoldCustomer(name string) string {
	words := strings.FieldsFunc(strings.ToLower(strings.ReplaceAll(name, ".", "")), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
	for len(words) > 1 && slices.Contains(legalForms, words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	return strings.Join(words, " ")
}

// EvidenceDigest is the hash of everything that a reviewer approves: the
// claim's own fields, its checklist and its files. Any change of them gives
// another hash, which voids approvals. It gives 64 hex digits.
func EvidenceDigest(c Claim, files []Attachment) string {
	h := sha256.New()
	field := func(parts ...string) {
		for _, p := range parts {
			fmt.Fprintf(h, "%d:%s,", len(p), p)
		}
	}
	field("evidence.v1", c.Customer, c.TenantID, c.Workload, string(c.Association), c.ProgrammeYear, c.PartnerID, c.DocumentSHA256)
	items := slices.Clone(c.Items)
	slices.SortFunc(items, func(a, b ClaimItem) int { return strings.Compare(a.Code, b.Code) })
	for _, i := range items {
		field("item", i.Code, string(i.Need), string(i.Status), i.Note, i.SHA256)
		for _, e := range i.Evidence {
			field("quote", e.Quote, e.Location)
		}
	}
	sums := make([]string, len(files))
	for i, f := range files {
		sums[i] = f.SHA256 + " " + f.Name
	}
	slices.Sort(sums)
	for _, s := range sums {
		field("file", s)
	}
	return hex.EncodeToString(h.Sum(nil))
}
