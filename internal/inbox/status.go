package inbox

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"

	"claimline/internal/sow"
)

// Status is what the page and the command line show of the inbox.
type Status struct {
	Dir      string         `json:"dir"`
	LastScan time.Time      `json:"last_scan"`         // zero before the first
	ScanTook time.Duration  `json:"scan_took_ns"`      // listing and comparing, without looking into files
	Seen     int            `json:"seen"`              // files in the inbox
	Trouble  string         `json:"trouble,omitempty"` // what keeps the inbox from being served
	Waiting  []WaitingFile  `json:"waiting"`
	Working  []WorkingFile  `json:"working"`
	Failed   []FailedStatus `json:"failed"` // newest first
	Ignored  map[string]int `json:"ignored"`

	WaitingCount int                    `json:"waiting_count"`
	FailedCount  int                    `json:"failed_count"`
	RefusedCount int                    `json:"refused_count"` // of the failed: never became a document
	Counts       map[sow.InboxState]int `json:"counts"`        // of files finished since this program started
}

// WaitingFile is a file that lies in the inbox.
type WaitingFile struct {
	Path  string         `json:"path"`
	Code  sow.ReasonCode `json:"code,omitempty"`
	Why   string         `json:"why"`
	Since time.Time      `json:"since"`
}

// WorkingFile is a file that was taken and has no answer yet.
type WorkingFile struct {
	ID         string    `json:"id"`
	Path       string    `json:"path"`
	DocumentID int64     `json:"document_id,omitempty"`
	Since      time.Time `json:"since"`
	Why        string    `json:"why,omitempty"` // what it waits for
}

// FailedStatus is a file in failed.
type FailedStatus struct {
	Path     string         `json:"path"` // relative to the inbox
	Code     sow.ReasonCode `json:"code"`
	Message  string         `json:"message"`
	NextStep string         `json:"next_step"`
	At       time.Time      `json:"at"`
}

// maxListed bounds the lists of a status; the counts are complete.
const maxListed = 200

// Status gives the state after the last round. It never waits.
func (in *Inbox) Status() Status { return *in.status.Load() }

// publishEvery bounds how often a crowded inbox is put into a status.
const publishEvery = time.Second

// publish makes a new status, for readers that never wait for a round.
func (in *Inbox) publish() {
	now := in.cfg.Elapsed()
	if len(in.tracks) > maxListed && now-in.published < publishEvery {
		return
	}
	in.published = now
	s := in.view
	s.Dir = in.cfg.Dir
	s.Waiting, s.Working, s.Failed = []WaitingFile{}, []WorkingFile{}, []FailedStatus{}
	s.Waiting, s.WaitingCount = in.waiting()
	for _, e := range in.held {
		why := e.trouble
		if why == "" && e.placed {
			why = "is being analysed"
		}
		s.Working = append(s.Working, WorkingFile{ID: e.ID, Path: Readable(string(e.Origin)), DocumentID: e.DocumentID, Since: e.ClaimedAt, Why: why})
	}
	refused := 0
	for p, f := range in.failed {
		s.Failed = append(s.Failed, FailedStatus{Path: Readable(p), Code: f.Code, Message: f.Message, NextStep: f.NextStep, At: f.FailedAt})
		if f.SHA256 == "" {
			refused++
		}
	}
	slices.SortFunc(s.Working, func(a, b WorkingFile) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(s.Failed, func(a, b FailedStatus) int { return cmp.Or(b.At.Compare(a.At), cmp.Compare(a.Path, b.Path)) })
	s.FailedCount, s.RefusedCount = len(s.Failed), refused
	s.Failed = s.Failed[:min(len(s.Failed), maxListed)]
	s.Counts = maps.Clone(in.counts)
	in.status.Store(&s)
	in.saveStatus(s)
}

// waiting gives the files that have waited longest, and how many wait.
func (in *Inbox) waiting() ([]WaitingFile, int) {
	all := make([]*track, 0, len(in.tracks))
	for _, t := range in.tracks {
		if t.origin == "" {
			all = append(all, t)
		}
	}
	slices.SortFunc(all, func(a, b *track) int { return cmp.Or(a.firstSeen.Compare(b.firstSeen), cmp.Compare(a.path, b.path)) })
	list := make([]WaitingFile, min(len(all), maxListed))
	for i := range list {
		t := all[i]
		list[i] = WaitingFile{Path: Readable(t.path), Code: t.verdict.Code, Why: t.verdict.Why, Since: t.firstSeen}
	}
	return list, len(all)
}

// statusFile is the status for the command line, which runs beside the worker.
const statusFile = workDir + "/status.json"

// Bounds of how often the status is written: a share or a synchronised folder
// carries every write to others.
const (
	statusChanged = 2 * time.Second
	statusSame    = time.Minute
)

func (in *Inbox) saveStatus(s Status) {
	now := in.cfg.Elapsed()
	if in.folder == nil || in.savedText != "" && now-in.savedAt < statusChanged {
		return
	}
	stable := s
	stable.LastScan, stable.ScanTook = time.Time{}, 0
	key, err := json.Marshal(stable)
	if err != nil || string(key) == in.savedText && now-in.savedAt < statusSame {
		return
	}
	in.savedText, in.savedAt = string(key), now
	text, err := json.Marshal(s)
	if err != nil {
		return
	}
	temp := in.folder.temporary()
	if err := in.folder.root.WriteFile(temp, text, 0o666); err != nil || in.folder.root.Rename(temp, statusFile) != nil {
		_ = in.folder.root.Remove(temp) // a view only; the next one is tried again
	}
}

// ReadStatus reads the last status that a program serving the folder wrote, up
// to a minute ago. A folder that was never served gives [sow.ErrNotFound].
func ReadStatus(dir string) (Status, error) {
	var s Status
	text, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(statusFile))) //nolint:gosec // the operator's own folder
	if errors.Is(err, fs.ErrNotExist) {
		return s, fmt.Errorf("status of inbox %s: %w", dir, sow.ErrNotFound)
	}
	if err != nil {
		return s, fmt.Errorf("read status of inbox: %w", err)
	}
	if err := json.Unmarshal(text, &s); err != nil {
		return s, fmt.Errorf("decode status of inbox %s: %w", dir, err)
	}
	return s, nil
}
