// Package eval scores analyses against labels that a person wrote: which
// workloads are in scope, which methods follow, which facts the text states.
// It is how the rule pack is measured, here and on a partner's own archive.
package eval

import (
	"claimline/internal/sow"
)

// Label is what a person says about one document. A null field says that the
// text does not state it.
type Label struct {
	File        string                     `json:"file"`
	Title       *string                    `json:"title"`
	Customer    *string                    `json:"customer"`
	Partner     *string                    `json:"partner"`
	TenantID    *string                    `json:"tenant_id"`
	Agreement   sow.Agreement              `json:"agreement"`
	CSP         *bool                      `json:"partner_is_transacting_csp"`
	InScope     []string                   `json:"workloads_in_scope"`
	NotInScope  []string                   `json:"workloads_not_in_scope"`
	Activities  []sow.Activity             `json:"activities"`
	Association map[string]sow.Association `json:"association_by_workload"`
	Methods     struct {
		PAL  sow.MethodStrength `json:"PAL"`
		DPOR sow.MethodStrength `json:"DPOR"`
		CPOR sow.MethodStrength `json:"CPOR"`
	} `json:"methods"`
	Seats      *int       `json:"seats"`
	Value      *sow.Money `json:"value"`
	Start      *string    `json:"start_date"`
	End        *string    `json:"end_date"`
	Signed     *string    `json:"signed_date"`
	Language   string     `json:"language"`
	Unreadable string     `json:"unreadable"`
	Notes      string     `json:"notes"`
}

// Case is one document: what a person says and what the program says.
type Case struct {
	Label    Label
	Analysis sow.Analysis
}

// Result holds the scores of a set of documents.
type Result struct {
	Documents    int
	Workloads    Counts
	ByFamily     map[string]*Counts
	ByLanguage   map[string]*Counts
	NotInScope   int // labelled "named, not in scope"
	TakenInScope int // of these, taken as in scope
	Methods      Share
	MethodOf     map[sow.Method]*Share
	Association  Share
	Facts        FactCounts
	ByFact       map[string]*FactCounts
	Silent       Share             // documents without a workload in scope that stayed silent
	Unreadable   Share             // unreadable documents that gave an error
	Readings     map[string]*Share // by outcome and by the cue or section that decided
	Misses       []Miss
}

// Miss is one difference, with the line that the program went by.
type Miss struct {
	File  string
	What  string
	Want  string
	Got   string
	Quote string
}

// Counts are true positives, false positives and false negatives.
type Counts struct{ TP, FP, FN int }

// Share is a number of successes out of all trials.
type Share struct{ Right, All int }

// FactCounts count facts: right (absent and found absent included), wrong
// (another value than the label's, or a value where the text states none) and
// missed (nothing where the text states a value).
type FactCounts struct{ Right, Wrong, Missed int }

// Score compares every case. Families gives the family of a workload id.
func Score(cases []Case, families map[string]sow.Family) Result {
	r := Result{
		ByFamily: map[string]*Counts{}, ByLanguage: map[string]*Counts{},
		MethodOf: map[sow.Method]*Share{sow.PAL: {}, sow.DPOR: {}, sow.CPOR: {}}, ByFact: map[string]*FactCounts{},
		Readings: map[string]*Share{},
	}
	for _, c := range cases {
		r.Documents++
		if c.Label.Unreadable != "" {
			r.scoreUnreadable(c)
			continue
		}
		r.scoreWorkloads(c, families)
		r.scoreReadings(c)
		r.scoreMethods(c)
		r.scoreAssociation(c)
		r.scoreFacts(c)
	}
	return r
}

func (r *Result) miss(c Case, what, want, got, quote string) {
	r.Misses = append(r.Misses, Miss{File: c.Label.File, What: what, Want: want, Got: got, Quote: quote})
}

func (r *Result) scoreUnreadable(c Case) {
	r.Unreadable.All++
	if c.Analysis.Status != sow.StatusOK && c.Analysis.Error != nil {
		r.Unreadable.Right++
		return
	}
	r.miss(c, "unreadable", c.Label.Unreadable, string(c.Analysis.Status), "")
}
