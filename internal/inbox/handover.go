package inbox

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"time"

	"claimline/internal/sow"
)

// work brings entries as far as they go now. What cannot be done now is tried
// again later.
func (in *Inbox) work(ctx context.Context, list []*entry, now time.Duration) {
	in.advance(ctx, list)
	for _, e := range list {
		in.worked(ctx, e, now)
	}
}

func (in *Inbox) worked(ctx context.Context, e *entry, now time.Duration) {
	if e.err == nil {
		e.tries, e.backoff, e.trouble = 0, 0, ""
		return
	}
	if e.tries == 0 {
		e.success = in.breaker.successes
	}
	e.tries++
	e.backoff = nextBackoff(e.backoff)
	e.next = now + e.backoff
	if ctx.Err() != nil {
		return // the program ends; the next one goes on
	}
	e.trouble = "cannot be handed over at the moment and is tried again"
	in.cfg.Logger.WarnContext(ctx, "inbox file is tried again", "id", e.ID, "path", Readable(string(e.Origin)), "after", e.backoff, "error", e.err)
}

// advance does the steps of entries, each step for all of them at once. What
// went wrong stands in their err.
func (in *Inbox) advance(ctx context.Context, list []*entry) {
	var fresh []*entry
	for _, e := range list {
		e.err = nil
		switch {
		case e.placed || e.State != "":
		case e.Failure != nil:
			in.send(e, sow.InboxFailed)
		default:
			fresh = append(fresh, e)
		}
	}
	in.announce(ctx, fresh)
	in.handOver(ctx, slices.DeleteFunc(fresh, func(e *entry) bool { return e.err != nil || e.State != "" }))
	in.place(ctx, slices.DeleteFunc(slices.Clone(list), func(e *entry) bool { return e.placed || e.err != nil || e.State == "" }))
}

// announce writes the first row of entries.
func (in *Inbox) announce(ctx context.Context, list []*entry) {
	in.allOrEach(list, func(some []*entry) error {
		rows := make([]sow.InboxFile, len(some))
		for i, e := range some {
			rows[i] = e.row(in.folder.id)
		}
		return in.cfg.Record(ctx, rows...)
	}, func(e *entry, err error) {
		if err != nil {
			e.err = in.unclear(e, err)
		}
	})
}

// allOrEach does something for all entries at once and, when that fails, for
// one after the other: one of them may be the cause. It gives up when it looks
// like an outage.
func (in *Inbox) allOrEach(list []*entry, do func([]*entry) error, then func(*entry, error)) {
	if len(list) == 0 {
		return
	}
	err := do(list)
	if err == nil || len(list) == 1 {
		for _, e := range list {
			then(e, err)
		}
		return
	}
	for i, e := range list {
		if !in.breaker.open(in.cfg.Elapsed()) {
			err = do(list[i : i+1])
		}
		then(e, err)
	}
}

// handOver reads each file once for its hash and gives them to Submit.
func (in *Inbox) handOver(ctx context.Context, list []*entry) {
	together(list, in.read)
	defer func() {
		for _, e := range list {
			if e.file != nil {
				_ = e.file.Close() // read only
				e.file = nil
			}
		}
	}()
	list = slices.DeleteFunc(slices.Clone(list), func(e *entry) bool { return e.err != nil || e.State != "" })
	receipts := map[*entry]Receipt{}
	in.allOrEach(list, func(some []*entry) error {
		arrivals := make([]Arrival, len(some))
		for i, e := range some {
			if _, err := e.file.Seek(0, io.SeekStart); err != nil {
				return fmt.Errorf("rewind inbox file %s: %w", e.ID, err)
			}
			arrivals[i] = in.arrival(e, e.file)
		}
		all, err := in.cfg.Submit(ctx, arrivals)
		for i, r := range all {
			receipts[some[i]] = r
		}
		return err
	}, func(e *entry, err error) { e.err = in.submitted(e, receipts[e], err) })
}

// read opens a claimed file and takes its hash. Instead it may send the entry
// elsewhere.
func (in *Inbox) read(e *entry) {
	file, err := in.folder.open(string(e.From))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		in.cfg.Logger.Error("inbox file is lost: it is no longer in its work folder", "id", e.ID, "path", Readable(string(e.Origin)))
		e.State = sow.InboxLost // taken out of .work by hand
		return
	case err != nil:
		in.putBack(e, passing(err)) // nil for what is no file any more: looked at anew where it lay
		return
	}
	if e.err = in.hash(e, file); e.err != nil || e.State != "" {
		_ = file.Close() // read only
		return
	}
	e.file = file
}

func (in *Inbox) hash(e *entry, file *os.File) error {
	info, err := file.Stat()
	if err != nil {
		return fmt.Errorf("look at inbox file %s: %w", e.ID, err)
	}
	if !info.Mode().IsRegular() || signatureOf(info) != e.Sig {
		in.putBack(e, nil)
		return nil
	}
	h := sha256.New()
	if _, err := io.Copy(h, file); err != nil {
		in.putBack(e, Reason(sow.ReasonPermissionRead))
		return nil //nolint:nilerr // it is put back instead
	}
	e.SHA256 = hex.EncodeToString(h.Sum(nil))
	in.reached(PointHashed)
	if in.changed(e) {
		in.putBack(e, nil)
	}
	return nil
}

// changed reports whether the claimed file is no longer the one that was
// watched: a program that had it open can still write into it.
func (in *Inbox) changed(e *entry) bool {
	info, err := in.folder.root.Lstat(string(e.From))
	return err != nil || signatureOf(info) != e.Sig
}

func (in *Inbox) arrival(e *entry, content io.ReadSeeker) Arrival {
	h := in.cfg.Folders.hint(string(e.Origin))
	return Arrival{
		ID: e.ID, Worker: in.folder.id, Name: e.name(), Path: Readable(string(e.Origin)), Size: e.Sig.Size, SHA256: e.SHA256,
		Content: content, Owner: h.Owner, CustomerHint: h.Customer, FirstSeen: e.FirstSeen, ClaimedAt: e.ClaimedAt, Attempts: e.Attempts,
	}
}

func (in *Inbox) submitted(e *entry, r Receipt, err error) error {
	if err != nil {
		return in.unclear(e, err)
	}
	in.breaker.worked()
	in.reached(PointCommit)
	e.DocumentID, e.FirstName, e.Link = r.DocumentID, r.First, r.Link
	switch {
	case r.Outcome == Duplicate:
		e.Failure = Reason(sow.ReasonDuplicateExact)
		in.send(e, sow.InboxDuplicate)
	case in.changed(e):
		in.putBack(e, nil) // what was stored is whole; what came after is new content
	default:
		in.send(e, sow.InboxStored)
	}
	return nil
}

// unclear handles an error of the hand-over. After an error that is no
// [sow.Failure] the document may be stored or not, so the claim is kept and
// handed over again under its ID.
func (in *Inbox) unclear(e *entry, err error) error {
	if errors.Is(err, ErrChanged) {
		in.putBack(e, nil)
		return nil
	}
	f, ok := errors.AsType[*sow.Failure](err)
	if !ok {
		f = passing(err)
	}
	now := in.cfg.Elapsed()
	switch {
	case f == nil && in.hopeless(e):
		f = Reason(sow.ReasonInternal)
		f.Cause = err
	case f == nil:
		in.breaker.failed(now)
		return err
	case f.Code == sow.ReasonStoreFull:
		in.breaker.failed(now)
		in.putBack(e, f)
		return nil
	case f.Code == sow.ReasonPermissionRead || f.Code == sow.ReasonPermissionMove:
		in.putBack(e, f)
		return nil
	}
	e.Failure = worded(f)
	in.send(e, sow.InboxFailed)
	return nil
}

// hopelessTries is how often a file is handed over while others succeed.
const hopelessTries = 8

// hopeless reports whether the trouble lies in this file: many tries failed
// while other files came through.
func (in *Inbox) hopeless(e *entry) bool {
	return e.tries >= hopelessTries && in.breaker.successes > e.success
}

// passing gives the failure of an error that time or a person can cure.
func passing(err error) *sow.Failure {
	switch {
	case diskFull(err):
		return Reason(sow.ReasonStoreFull)
	case notPermitted(err):
		return Reason(sow.ReasonPermissionRead)
	}
	return nil
}
