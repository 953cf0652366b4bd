package inbox

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"time"

	"claimline/internal/sow"
)

// meta is what a claimed file's folder below .work says about it. It is on the
// disk before the file is moved, at each of its moves, so that a program that
// finds it can finish what another one began.
type meta struct {
	ID        string    `json:"id"`
	Lock      string    `json:"lock"`   // of the program that works on it
	Origin    []byte    `json:"origin"` // path in the inbox, raw bytes
	Source    []byte    `json:"source"` // where it was taken from: Origin, or a path in failed
	Sig       signature `json:"signature"`
	FirstSeen time.Time `json:"first_seen"`
	ClaimedAt time.Time `json:"claimed_at"`
	Attempts  int       `json:"attempts"`

	SHA256     string         `json:"sha256,omitempty"`
	DocumentID int64          `json:"document_id,omitempty"`
	State      sow.InboxState `json:"state,omitempty"`  // where it is going; "" while that is open
	From       []byte         `json:"from,omitempty"`   // where the file lies
	Target     []byte         `json:"target,omitempty"` // where it goes
	Failure    *sow.Failure   `json:"failure,omitempty"`
	FirstName  string         `json:"first,omitempty"` // of a duplicate
	Link       string         `json:"link,omitempty"`
}

func (m meta) dir() string { return workDir + "/" + m.ID }

func (m meta) name() string { return path.Base(string(m.Origin)) }

// metaFile holds the states of a claim, one a line. The last whole line counts:
// what a crash left of another one behind it changes nothing.
func metaFile(id string) string { return workDir + "/" + id + "/meta.json" }

// saveMeta adds the state of a claim. Of one whose file has not been moved yet,
// half a line means that nothing happened.
func (f *folder) saveMeta(m meta) error {
	text, err := json.Marshal(m)
	if err != nil {
		return fmt.Errorf("write state of inbox file %s: %w", m.ID, err)
	}
	// The line feed before it ends what a crash may have left.
	return f.appendSynced(metaFile(m.ID), fmt.Appendf(nil, "\n%s\n", text))
}

// errNoMeta says that a claim's folder does not tell what it holds.
var errNoMeta = errors.New("it is missing or damaged")

func (f *folder) loadMeta(id string) (meta, error) {
	text, err := f.root.ReadFile(metaFile(id))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return meta{}, fmt.Errorf("read state of inbox file %s: %w", id, err)
	}
	for _, line := range slices.Backward(bytes.Split(text, []byte("\n"))) {
		var m meta
		if json.Unmarshal(line, &m) == nil {
			m.ID = id
			return m, nil
		}
	}
	return meta{}, fmt.Errorf("read state of inbox file %s: %w", id, errNoMeta)
}

// forget removes the folder of a claim whose file is elsewhere. It never
// removes a file that was dropped.
func (f *folder) forget(id string) error {
	dir := workDir + "/" + id
	if f.exists(dir + "/" + claimedName) {
		return fmt.Errorf("forget inbox file %s: its file is still there", id)
	}
	_ = f.root.Remove(metaFile(id)) // may be missing
	if err := f.root.Remove(dir); err != nil {
		return fmt.Errorf("forget inbox file %s: %w", id, err)
	}
	return nil
}

// entry is a claim in the memory of the program that works on it.
type entry struct {
	meta
	placed  bool // lies in processed and waits for its answer
	tries   int  // of handing it over, in this program
	next    time.Duration
	backoff time.Duration
	trouble string       // why it is not further, for the status
	success int          // hand-overs that worked when the trouble began
	err     error        // of the last step
	file    *os.File     // open while it is handed over
	gone    bool         // a person took the file away from its place
	rest    *sow.Failure // why it is left alone for a while after it was put back
}

// row is the entry as the ledger keeps it.
func (e *entry) row(folderID string) sow.InboxFile {
	r := sow.InboxFile{
		ID: e.ID, Name: []byte(e.name()), Path: Readable(string(e.Origin)), Size: e.Sig.Size, SHA256: e.SHA256,
		State: sow.InboxClaimed, Worker: folderID, DocumentID: e.DocumentID, Attempts: e.Attempts,
		FirstSeen: e.FirstSeen, ClaimedAt: e.ClaimedAt,
	}
	if e.State != "" {
		r.State = e.State
		r.FinalPath = Readable(string(e.Target))
	}
	if e.Failure != nil {
		r.ReasonCode = e.Failure.Code
	}
	return r
}
