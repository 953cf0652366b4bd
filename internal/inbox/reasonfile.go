package inbox

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"

	"claimline/internal/sow"
)

// ReasonFile is what lies beside a file that was not analysed, as
// NAME.reason.json; NAME.reason.txt says the same in words.
type ReasonFile struct {
	Code       sow.ReasonCode `json:"code"`
	Message    string         `json:"message"`
	NextStep   string         `json:"next_step"`
	FileName   string         `json:"file_name"`
	Path       string         `json:"path"` // where it was dropped, readable
	Size       int64          `json:"size"`
	SHA256     string         `json:"sha256"` // "" when it was not read
	FirstSeen  time.Time      `json:"first_seen"`
	ClaimedAt  time.Time      `json:"claimed_at"`
	FailedAt   time.Time      `json:"failed_at"`
	Attempts   int            `json:"attempts"`
	Retryable  bool           `json:"retryable"`
	TraceID    string         `json:"trace_id"`
	AppVersion string         `json:"app_version"`
	First      string         `json:"first,omitempty"` // of a duplicate
	Link       string         `json:"link,omitempty"`

	RawPath   []byte    `json:"raw_path"`  // Path as the file system has it
	Signature signature `json:"signature"` // of the file that failed: another one is a retry
}

func (in *Inbox) reasonOf(e *entry, f *sow.Failure) ReasonFile {
	f = worded(f)
	return ReasonFile{
		Code: f.Code, Message: f.Message, NextStep: f.Hint, FileName: Readable(e.name()), Path: Readable(string(e.Origin)),
		Size: e.Sig.Size, SHA256: e.SHA256, FirstSeen: e.FirstSeen, ClaimedAt: e.ClaimedAt, FailedAt: in.cfg.Now(), Attempts: e.Attempts,
		Retryable: Retryable(f.Code), TraceID: e.ID, AppVersion: in.cfg.Version, First: e.FirstName, Link: e.Link,
		RawPath: e.Origin, Signature: e.Sig,
	}
}

// layReason writes both reason files of a document that lies, or will lie, at
// target. Names that belong to another file give [fs.ErrExist].
func (in *Inbox) layReason(e *entry, target string, f *sow.Failure) error {
	reason := in.reasonOf(e, f)
	text, err := json.MarshalIndent(reason, "", "  ")
	if err != nil {
		return fmt.Errorf("write reason of %s: %w", Readable(target), err)
	}
	name := besidePath(target, reasonJSONSuffix)
	before, err := in.folder.readReason(target)
	switch {
	case err == nil && before.TraceID == e.ID:
		err = in.folder.replace(name, append(text, '\n'))
	case err == nil:
		return fmt.Errorf("write reason of %s: %w", Readable(target), fs.ErrExist)
	default:
		err = in.folder.create(name, append(text, '\n'))
	}
	if err != nil {
		return err
	}
	return in.folder.replace(besidePath(target, reasonTextSuffix), []byte(reason.Text()))
}

// Text says the reason in words for the person who dropped the file.
func (r ReasonFile) Text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\n%s\n\nWhat to do next:\n%s\n", r.FileName, r.Message, r.NextStep)
	if r.First != "" {
		fmt.Fprintf(&b, "\nThe first one: %s\n", r.First)
	}
	if r.Link != "" {
		fmt.Fprintf(&b, "%s\n", r.Link)
	}
	if again := r.again(); again != "" {
		fmt.Fprintf(&b, "\n%s\n", again)
	}
	fmt.Fprintf(&b, "\nDropped as %s, looked at %s (attempt %d).\nReason %s, trace %s\n",
		r.Path, r.FailedAt.Format("2 January 2006 15:04 MST"), r.Attempts, r.Code, r.TraceID)
	return b.String()
}

// again says how this file is tried again. What is not read however often it
// comes, and a shortcut, cannot be made better where they lie.
func (r ReasonFile) again() string {
	is := func(codes ...sow.ReasonCode) bool { return slices.Contains(codes, r.Code) }
	switch {
	case is(sow.ReasonDuplicateExact, sow.ReasonDuplicateProbable, sow.ReasonNotASOW):
		return ""
	case is(sow.ReasonTypeUnsupported, sow.ReasonNotRegular):
		return "This file itself is not read, however often it is tried; once the document is in the inbox, it can be deleted."
	}
	return "To try this file again, move it back into the inbox, or replace it here by a better copy."
}

// readReason reads the reason file that belongs to a document.
func (f *folder) readReason(target string) (ReasonFile, error) {
	return f.readReasonFile(besidePath(target, reasonJSONSuffix))
}

func (f *folder) readReasonFile(name string) (ReasonFile, error) {
	var r ReasonFile
	info, err := f.root.Lstat(name)
	if err != nil {
		return r, err
	}
	if !info.Mode().IsRegular() || info.Size() > 1<<20 {
		return r, fmt.Errorf("read %s: it is no reason file", Readable(name))
	}
	text, err := f.root.ReadFile(name)
	if err != nil {
		return r, err
	}
	if err := json.Unmarshal(text, &r); err != nil {
		return r, fmt.Errorf("decode %s: %w", Readable(name), err)
	}
	return r, nil
}

// removeReason removes the reason files of a document that left its place.
func (f *folder) removeReason(target string) {
	for _, suffix := range []string{reasonJSONSuffix, reasonTextSuffix} {
		if err := f.root.Remove(besidePath(target, suffix)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			continue // it is only a note; the next scan of the folder tries again
		}
	}
}
