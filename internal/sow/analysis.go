package sow

import (
	"strconv"
	"strings"
)

// Analysis is the object that an analysis of one document gives: schema
// "analysis/v1". Fields may be added; none is renamed or dropped without a new
// schema value. The JSON of equal bytes, pack, engine and options is equal
// byte for byte.
type Analysis struct {
	Schema     string          `json:"schema"`
	Document   DocumentInfo    `json:"document"`
	Status     Status          `json:"status"`
	Error      *AnalysisError  `json:"error"`
	Pack       PackInfo        `json:"pack"`
	Facts      *Facts          `json:"facts"`
	Workloads  []Workload      `json:"workloads"`
	Scenarios  []string        `json:"scenarios"`
	Methods    *MethodsAdvice  `json:"methods"`
	Claims     []ClaimProposal `json:"claims"`
	Advisories []Advisory      `json:"advisories"`
	Questions  []Question      `json:"questions"`
	Checks     []Check         `json:"checks,omitempty"`
	Trace      []TraceEntry    `json:"-"`
}

// AnalysisSchema is the value of Analysis.Schema.
const AnalysisSchema = "analysis/v1"

// Status tells whether a document was read.
type Status string

// Statuses of an analysis.
const (
	StatusOK       Status = "ok"
	StatusFailed   Status = "failed"
	StatusNeedsOCR Status = "needs_ocr"
)

// DocumentInfo describes the document without its text.
type DocumentInfo struct {
	Name       string    `json:"name"`
	SHA256     string    `json:"sha256"`
	TextSHA256 string    `json:"text_sha256"`
	Format     string    `json:"format"`
	Pages      *int      `json:"pages"`
	Language   string    `json:"language"`
	Title      string    `json:"title"`
	Engine     string    `json:"engine"`
	Draft      bool      `json:"draft"`
	Kind       DocKind   `json:"kind,omitempty"`
	Warnings   []Warning `json:"warnings"`
}

// AnalysisError says why there is no analysis and what to do.
type AnalysisError struct {
	Code    ReasonCode `json:"code"`
	Message string     `json:"message"`
	Hint    string     `json:"hint"`
}

// PackInfo names the version of the rules that decided.
type PackInfo struct {
	Name       string `json:"name"`
	Version    string `json:"version"`
	SHA256     string `json:"sha256"`
	Strictness string `json:"strictness"` // seed or microsoft
}

// MethodsAdvice is the advice for the whole document.
type MethodsAdvice struct {
	PAL  MethodAdvice `json:"PAL"`
	DPOR MethodAdvice `json:"DPOR"`
	CPOR MethodAdvice `json:"CPOR"`
}

// MethodAdvice is one mechanism: how strongly, why, how to set it up and how
// to see that it works.
type MethodAdvice struct {
	Strength MethodStrength `json:"strength"`
	Rules    []string       `json:"rules"`
	Why      string         `json:"why"`
	Evidence []Evidence     `json:"evidence"`
	Steps    []string       `json:"steps"`
	Verify   []string       `json:"verify"`
}

// ClaimProposal is a CPOR claim that the document calls for.
type ClaimProposal struct {
	Workload      string          `json:"workload"`
	Association   Association     `json:"association"`
	PoE           []PoEItem       `json:"poe"`
	Deadlines     []DeadlineEntry `json:"deadlines"`
	ExpectedValue ExpectedValue   `json:"expected_value"`
}

// PoEItem is one item of the proof-of-execution checklist.
type PoEItem struct {
	Code        string     `json:"code"`
	Name        string     `json:"name"`
	Need        Need       `json:"need"`
	Status      PoEStatus  `json:"status"`
	Why         string     `json:"why,omitempty"`
	CompletedBy string     `json:"completed_by,omitempty"` // partner or customer
	Evidence    []Evidence `json:"evidence"`
}

// Need says whether an item blocks the review.
type Need string

// Needs of a checklist item.
const (
	NeedRequired    Need = "required"
	NeedAdvised     Need = "advised"
	NeedConditional Need = "conditional"
)

// PoEStatus is the state of a checklist item.
type PoEStatus string

// States of a checklist item.
const (
	PoEMissing       PoEStatus = "missing"
	PoEFoundAuto     PoEStatus = "found_auto" // found in the document itself
	PoEAttached      PoEStatus = "attached"
	PoEAccepted      PoEStatus = "accepted"
	PoEWaived        PoEStatus = "waived"
	PoENotApplicable PoEStatus = "not_applicable"
)

// DeadlineEntry is a computed deadline in words and as a day (YYYY-MM-DD).
type DeadlineEntry struct {
	Code  string  `json:"code"`
	Due   *string `json:"due"`
	Rule  string  `json:"rule"`
	Owner string  `json:"owner"` // partner, customer or microsoft
}

// ExpectedValue is what a claim may be worth. Unknown is a value: there is no
// amount without a rate.
type ExpectedValue struct {
	State    string   `json:"state"` // known or unknown
	Amount   *float64 `json:"amount"`
	Currency *string  `json:"currency"`
	Formula  *string  `json:"formula"`
	Why      string   `json:"why"`
}

// Advisory is a difference between the guide and Microsoft's documents, or a
// risk, that the reader should know.
type Advisory struct {
	Code       string `json:"code"`
	Title      string `json:"title"`
	Text       string `json:"text"`
	Source     string `json:"source"`
	Date       string `json:"date,omitempty"`
	Confidence string `json:"confidence,omitempty"` // H, M, L, A
}

// Question is something only a person can answer.
type Question struct {
	ID      string   `json:"id"`
	Text    string   `json:"text"`
	Why     string   `json:"why"`
	Answers []string `json:"answers,omitempty"` // values for --fact, when they are finite
	Fact    string   `json:"fact,omitempty"`    // the fact that the answer sets
}

// Check is one of the guide's mistakes (section 8) that the document shows.
type Check struct {
	ID       string     `json:"id"`
	Title    string     `json:"title"`
	Text     string     `json:"text"`
	Source   string     `json:"source"`
	Evidence []Evidence `json:"evidence"`
}

// TraceEntry records how one decision came about.
type TraceEntry struct {
	Decision string        `json:"decision"` // e.g. "cpor:teams" or "document:PAL"
	Rule     string        `json:"rule"`
	Decides  string        `json:"decides"` // the strength or association that was decided
	Why      string        `json:"why"`
	Source   string        `json:"source"`   // where the rule comes from
	Evidence []Evidence    `json:"evidence"` // the quoted lines of the workload and of the facts that the rule read
	Clauses  []TraceClause `json:"clauses"`
	Losers   []TraceLoser  `json:"losers"`
	Turns    []TraceTurn   `json:"turns,omitempty"` // the smallest changes that would decide more, or another association
}

// TraceTurn is a change of facts that would turn a decision.
type TraceTurn struct {
	Changes []TraceChange `json:"changes"` // one; two when no single change is enough
	Rule    string        `json:"rule"`    // the rule that would decide then
	Decides string        `json:"decides"`
}

// TraceChange is one fact that would have to be another.
type TraceChange struct {
	Fact string `json:"fact"` // as rules name it, such as doc.agreement
	From string `json:"from"`
	To   string `json:"to"`
}

// Sentence writes a turn for a person: it would be primary (rule x) if
// doc.csp were "no" instead of "yes".
func (t TraceTurn) Sentence() string {
	parts := make([]string, len(t.Changes))
	for i, c := range t.Changes {
		parts[i] = c.Fact + " were " + strconv.Quote(c.To) + " instead of " + strconv.Quote(c.From)
	}
	return "it would be " + t.Decides + " (rule " + t.Rule + ") if " + strings.Join(parts, " and ")
}

// TraceClause is one condition with the value that was read.
type TraceClause struct {
	Text   string `json:"text"`
	Value  string `json:"value"`
	Result bool   `json:"result"`
}

// TraceLoser is a rule that did not decide, and why.
type TraceLoser struct {
	Rule    string        `json:"rule"`
	Decides string        `json:"decides"` // what it would have decided
	Reason  string        `json:"reason"`
	Missing []TraceClause `json:"missing,omitempty"`
}
