package sow

import (
	"cmp"
	"strings"
	"time"
)

// Difference is one thing that two analyses decide or read otherwise, in words
// for a person. An empty From means that it appeared, an empty To that it is
// gone.
type Difference struct {
	What string `json:"what"`
	From string `json:"from,omitempty"`
	To   string `json:"to,omitempty"`
}

// String says the difference in a few words.
func (d Difference) String() string {
	return d.What + ": " + cmp.Or(d.From, "none") + " → " + cmp.Or(d.To, "none")
}

// DifferenceWords joins differences to one line of at most limit characters.
func DifferenceWords(list []Difference, limit int) string {
	parts := make([]string, len(list))
	for i, d := range list {
		parts[i] = d.String()
	}
	text := []rune(strings.Join(parts, "; "))
	if len(text) > limit {
		return string(text[:limit-1]) + "…"
	}
	return string(text)
}

// ReanalysisState is how far a run over the whole store has come.
type ReanalysisState string

// States of a run over the whole store.
const (
	ReanalysisRunning   ReanalysisState = "running"   // documents are analysed and compared; nothing takes effect
	ReanalysisPaused    ReanalysisState = "paused"    //
	ReanalysisReady     ReanalysisState = "ready"     // all compared: a person decides
	ReanalysisApplying  ReanalysisState = "applying"  // confirmed, and taking effect document by document
	ReanalysisApplied   ReanalysisState = "applied"   //
	ReanalysisDiscarded ReanalysisState = "discarded" //
)

// Ended tells whether nothing more happens in the run.
func (s ReanalysisState) Ended() bool { return s == ReanalysisApplied || s == ReanalysisDiscarded }

// ReanalysisItemState is how far one document of a run has come.
type ReanalysisItemState string

// States of a document in a run over the whole store.
const (
	ItemWaiting  ReanalysisItemState = "waiting"
	ItemQueued   ReanalysisItemState = "queued"   // its job is in the queue
	ItemSame     ReanalysisItemState = "same"     // this very decision is in effect already
	ItemCompared ReanalysisItemState = "compared" // the new decision is in the log, not in effect
	ItemFailed   ReanalysisItemState = "failed"   // the earlier decision stays
	ItemApplied  ReanalysisItemState = "applied"  // the new decision is in effect
	ItemSkipped  ReanalysisItemState = "skipped"  // the document changed in the meantime; left as it is
)

// Reanalysis is a run over the whole store with one pack and program.
type Reanalysis struct {
	ID         int64                       `json:"id"`
	State      ReanalysisState             `json:"state"`
	Pack       PackInfo                    `json:"pack"`
	Program    string                      `json:"program"`
	StartedBy  string                      `json:"started_by"`
	StartedAt  time.Time                   `json:"started_at"`
	DecidedBy  string                      `json:"decided_by,omitempty"` // who confirmed or discarded it
	DecidedAt  *time.Time                  `json:"decided_at,omitempty"`
	FinishedAt *time.Time                  `json:"finished_at,omitempty"`
	Trouble    string                      `json:"trouble,omitempty"` // what keeps it from going on
	Counts     map[ReanalysisItemState]int `json:"counts"`
}

// Total is the number of documents of the run.
func (r Reanalysis) Total() int {
	n := 0
	for _, c := range r.Counts {
		n += c
	}
	return n
}

// Done is the number of documents that the present half of the run has dealt
// with: the comparison, or after the confirmation the taking effect.
func (r Reanalysis) Done() int {
	left := r.Counts[ItemWaiting] + r.Counts[ItemQueued]
	if r.State == ReanalysisApplying {
		left += r.Counts[ItemCompared]
	}
	return r.Total() - left
}

// ClaimRef names a claim, or one that would be opened (ID 0).
type ClaimRef struct {
	ID          int64       `json:"id,omitempty"`
	Key         string      `json:"key,omitempty"` // natural key of one that would be opened
	Customer    string      `json:"customer"`
	Workload    string      `json:"workload"`
	Association Association `json:"association"`
	Position    string      `json:"position,omitempty"`
}

// ReanalysisChange is what the new decision about one document would do.
type ReanalysisChange struct {
	Differences []Difference `json:"differences,omitempty"`
	Opens       []ClaimRef   `json:"opens,omitempty"`
}

// Empty tells whether the decision changes nothing that a person would see.
func (c ReanalysisChange) Empty() bool { return len(c.Differences)+len(c.Opens) == 0 }

// ReanalysisItem is one document of a run.
type ReanalysisItem struct {
	DocumentID int64               `json:"document_id"`
	Name       string              `json:"name"`
	State      ReanalysisItemState `json:"state"`
	BaseID     int64               `json:"base_id,omitempty"`     // the analysis that was in effect at the comparison
	AnalysisID int64               `json:"analysis_id,omitempty"` // the new one
	Reason     string              `json:"reason,omitempty"`
	Change     ReanalysisChange    `json:"change"`
}

// ReanalysisDiff is what a run would do if it were confirmed.
type ReanalysisDiff struct {
	Documents int        `json:"documents"` // decided otherwise
	Opens     []ClaimRef `json:"opens"`     // each once, also when several documents call for it
	Closes    []ClaimRef `json:"closes"`    // nobody works on them yet: they end as not pursued
	Flags     []ClaimRef `json:"flags"`     // people work on them: they stay, with a note
}
