package sow

import "time"

// DocumentStatus is how far a stored document has come.
type DocumentStatus string

// Statuses of a stored document.
const (
	DocumentReceived DocumentStatus = "received" // waits for its analysis
	DocumentAnalysed DocumentStatus = "analysed"
	DocumentNeedsOCR DocumentStatus = "needs_ocr"
	DocumentFailed   DocumentStatus = "failed"
)

// DocumentRecord is a document as the database knows it: where it came from,
// how far it is, and the headline of its current analysis.
type DocumentRecord struct {
	ID           int64          `json:"id"`
	SHA256       string         `json:"sha256"`
	TextSHA256   string         `json:"text_sha256,omitempty"`
	Name         string         `json:"name"` // a label; may hold any character but NUL
	Path         string         `json:"path,omitempty"`
	Size         int64          `json:"size"`
	Source       string         `json:"source"` // inbox, upload, api or command
	ReceivedBy   string         `json:"received_by,omitempty"`
	CustomerHint string         `json:"customer_hint,omitempty"` // from the folder it lay in
	Status       DocumentStatus `json:"status"`
	Failure      *Failure       `json:"failure,omitempty"` // when Status is DocumentFailed
	Attempts     int            `json:"attempts"`
	Supersedes   int64          `json:"supersedes,omitempty"`    // an earlier document under the same path
	SupersededBy int64          `json:"superseded_by,omitempty"` //
	SameTextAs   int64          `json:"same_text_as,omitempty"`  // an earlier document with the same words
	ReceivedAt   time.Time      `json:"received_at"`
	FinishedAt   *time.Time     `json:"finished_at,omitempty"`

	AnalysisID int64          `json:"analysis_id,omitempty"` // 0 before the first analysis
	Customer   string         `json:"customer,omitempty"`
	Workloads  []string       `json:"workloads,omitempty"` // ids in scope
	PAL        MethodStrength `json:"pal,omitempty"`
	DPOR       MethodStrength `json:"dpor,omitempty"`
	CPOR       MethodStrength `json:"cpor,omitempty"`
	Claims     int            `json:"claims"`
	NextDue    *time.Time     `json:"next_due,omitempty"` // of its open claims
	NextCode   string         `json:"next_code,omitempty"`
}

// DocumentEvent is one entry of a document's history.
type DocumentEvent struct {
	Kind   string    `json:"kind"`
	At     time.Time `json:"at"`
	Actor  string    `json:"actor"`
	Detail string    `json:"detail,omitempty"`
}

// AnalysisRecord is an entry of the decision log.
type AnalysisRecord struct {
	ID         int64     `json:"id"`
	DocumentID int64     `json:"document_id"`
	Program    string    `json:"program,omitempty"` // version of the program that decided; "" in old entries
	Options    string    `json:"options,omitempty"` // canonical JSON of what people answered; "" none
	Current    bool      `json:"current"`
	Proposed   bool      `json:"proposed,omitempty"` // made by a re-analysis and never in effect so far
	DecidedAt  time.Time `json:"decided_at"`
	Analysis   Analysis  `json:"analysis"`
	Raw        []byte    `json:"-"` // the analysis object byte for byte as it was decided
}

// InboxFile is a file that was taken out of the inbox.
type InboxFile struct {
	ID         string     `json:"id"`   // ULID, the name of its folder under .work
	Name       []byte     `json:"name"` // raw bytes as the file system has them
	Path       string     `json:"path"` // readable, relative to the inbox
	Size       int64      `json:"size"`
	SHA256     string     `json:"sha256,omitempty"`
	State      InboxState `json:"state"`
	ReasonCode ReasonCode `json:"reason_code,omitempty"`
	Worker     string     `json:"worker,omitempty"`
	DocumentID int64      `json:"document_id,omitempty"`
	Attempts   int        `json:"attempts"`
	FirstSeen  time.Time  `json:"first_seen"`
	ClaimedAt  time.Time  `json:"claimed_at"`
	FinishedAt *time.Time `json:"finished_at,omitempty"`
	FinalPath  string     `json:"final_path,omitempty"` // relative to the inbox
}

// InboxState is how far a file of the inbox has come.
type InboxState string

// States of a file that was taken out of the inbox.
const (
	InboxClaimed   InboxState = "claimed"   // renamed into .work
	InboxStored    InboxState = "stored"    // its bytes and its row are safe
	InboxProcessed InboxState = "processed" //
	InboxFailed    InboxState = "failed"    //
	InboxDuplicate InboxState = "duplicate" //
	InboxReturned  InboxState = "returned"  // put back: it changed while it was taken
	InboxLost      InboxState = "lost"      // row without a file, found at a start
)

// Finished tells whether the file has reached its final folder.
func (s InboxState) Finished() bool { return s != InboxClaimed && s != InboxStored }

// AuditEntry is one link of the audit chain.
type AuditEntry struct {
	ID      int64     `json:"id"`
	At      time.Time `json:"at"` // UTC, whole microseconds
	Actor   string    `json:"actor"`
	Action  string    `json:"action"`
	Subject string    `json:"subject"` // "claim:7", "document:3"
	Body    string    `json:"body"`    // canonical JSON of the change
	Hash    string    `json:"hash"`
}

// AuditHead is the end of the audit chain at some moment.
type AuditHead struct {
	ID   int64  `json:"id"`
	Hash string `json:"hash"`
}
