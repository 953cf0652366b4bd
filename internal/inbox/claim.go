package inbox

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"time"

	"claimline/internal/sow"
)

// claimReady takes files while there is room, at most a batch.
func (in *Inbox) claimReady(ctx context.Context, now time.Duration) int {
	taken := 0
	for len(in.ready) > 0 && taken < in.room() && ctx.Err() == nil && !in.breaker.open(now) {
		t := in.ready[0]
		in.ready = in.ready[1:]
		if e := in.claim(t, now); e != nil {
			taken++
			in.work(ctx, e, now)
		}
	}
	return taken
}

func (in *Inbox) room() int { return min(in.cfg.Batch, in.cfg.Open-len(in.held)) }

// claim takes a file out of the inbox by a rename into a folder of its own. It
// gives nil when another program was faster or the file cannot be moved now.
func (in *Inbox) claim(t *track, now time.Duration) *entry {
	if !in.folder.exists(t.path) {
		delete(in.tracks, t.path) // another program was faster; that costs it nothing
		return nil
	}
	in.remember(t)
	e := &entry{meta: meta{
		ID: newID(), Lock: in.lock.name, Origin: []byte(t.inboxPath()), Source: []byte(t.path), Sig: t.sig,
		FirstSeen: t.firstSeen, ClaimedAt: in.cfg.Now(), Attempts: t.attempts + 1, Failure: t.verdict.failure,
	}}
	e.backoff = t.backoff
	e.From = []byte(e.dir() + "/" + claimedName)
	err := in.folder.root.Mkdir(e.dir(), 0o777)
	if err == nil {
		err = in.folder.firstMeta(e.meta)
	}
	if err == nil {
		in.reached(PointMeta)
		err = in.folder.rename(t.path, string(e.From))
	}
	if err != nil {
		_ = in.folder.forget(e.ID) // nothing was taken; a rest is removed at the next start
		in.notClaimed(t, now, err)
		return nil
	}
	in.reached(PointRenamed)
	if in.collect != nil {
		t.verdict.Kind, t.verdict.Why = takenKind(t.verdict)
		in.collect[t.path] = t.report()
	}
	delete(in.tracks, t.path)
	delete(in.failed, t.path)
	in.held[e.ID] = e
	return e
}

func takenKind(v Verdict) (VerdictKind, string) {
	if v.failure != nil {
		return Refused, v.Why
	}
	return Taken, "was taken"
}

func (in *Inbox) notClaimed(t *track, now time.Duration, err error) {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		delete(in.tracks, t.path) // somebody else was faster
	case diskFull(err):
		t.delay(now, Reason(sow.ReasonStoreFull))
		in.breaker.failed(now)
	default:
		in.cfg.Logger.Warn("file of the inbox cannot be moved", "path", Readable(t.path), "error", err)
		t.delay(now, Reason(sow.ReasonPermissionMove))
	}
}

// work brings an entry as far as it goes now. What cannot be done now is tried
// again later.
func (in *Inbox) work(ctx context.Context, e *entry, now time.Duration) {
	err := in.advance(ctx, e)
	if err == nil {
		e.tries, e.backoff, e.trouble = 0, 0, ""
		return
	}
	e.tries++
	e.backoff = nextBackoff(e.backoff)
	e.next = now + e.backoff
	if ctx.Err() != nil {
		return // the program ends; the next one goes on
	}
	e.trouble = "cannot be handed over at the moment and is tried again"
	in.cfg.Logger.WarnContext(ctx, "inbox file is tried again", "id", e.ID, "path", Readable(string(e.Origin)), "after", e.backoff, "error", err)
}

func (in *Inbox) advance(ctx context.Context, e *entry) error {
	switch {
	case e.placed:
		return nil
	case e.State != "":
		return in.place(ctx, e)
	case e.Failure != nil:
		return in.send(ctx, e, sow.InboxFailed)
	}
	if err := in.cfg.Record(ctx, e.row(in.folder.id)); err != nil {
		return in.unclear(ctx, e, err)
	}
	return in.handOver(ctx, e)
}

// handOver reads the file once for its hash and gives it to Submit.
func (in *Inbox) handOver(ctx context.Context, e *entry) error {
	file, err := in.folder.open(string(e.From))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return in.lose(ctx, e)
	case err != nil:
		return in.putBack(ctx, e, passing(err)) // nil for what is no file any more: looked at anew where it lay
	}
	defer func() { _ = file.Close() }()
	info, err := file.Stat()
	if err != nil {
		return fmt.Errorf("look at inbox file %s: %w", e.ID, err)
	}
	if !info.Mode().IsRegular() || signatureOf(info) != e.Sig {
		return in.putBack(ctx, e, nil)
	}
	h := sha256.New()
	if _, err := io.Copy(h, file); err != nil {
		return in.putBack(ctx, e, Reason(sow.ReasonPermissionRead))
	}
	e.SHA256 = hex.EncodeToString(h.Sum(nil))
	in.reached(PointHashed)
	if in.changed(e) {
		return in.putBack(ctx, e, nil)
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return fmt.Errorf("rewind inbox file %s: %w", e.ID, err)
	}
	receipt, err := in.cfg.Submit(ctx, in.arrival(e, file))
	return in.submitted(ctx, e, receipt, err)
}

// lose ends a claim whose file was taken out of .work by hand.
func (in *Inbox) lose(ctx context.Context, e *entry) error {
	in.cfg.Logger.ErrorContext(ctx, "inbox file is lost: it is no longer in its work folder", "id", e.ID, "path", Readable(string(e.Origin)))
	row := e.row(in.folder.id)
	row.State = sow.InboxLost
	return in.end(ctx, e, row)
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

func (in *Inbox) submitted(ctx context.Context, e *entry, r Receipt, err error) error {
	if err != nil {
		return in.unclear(ctx, e, err)
	}
	in.breaker.worked()
	in.reached(PointCommit)
	e.DocumentID, e.FirstName, e.Link = r.DocumentID, r.First, r.Link
	switch {
	case r.Outcome == Duplicate:
		e.Failure = Reason(sow.ReasonDuplicateExact)
		return in.send(ctx, e, sow.InboxDuplicate)
	case in.changed(e):
		return in.putBack(ctx, e, nil) // what was stored is whole; what came after is new content
	}
	return in.send(ctx, e, sow.InboxStored)
}

// unclear handles an error of the hand-over. After an error that is no
// [sow.Failure] the document may be stored or not, so the claim is kept and
// handed over again under its ID.
func (in *Inbox) unclear(ctx context.Context, e *entry, err error) error {
	if errors.Is(err, ErrChanged) {
		return in.putBack(ctx, e, nil)
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
		return in.putBack(ctx, e, f)
	case f.Code == sow.ReasonPermissionRead || f.Code == sow.ReasonPermissionMove:
		return in.putBack(ctx, e, f)
	}
	e.Failure = worded(f)
	return in.send(ctx, e, sow.InboxFailed)
}

// hopelessTries is how often a file is handed over while others succeed.
const hopelessTries = 8

// hopeless reports whether the trouble lies in this file: many tries failed
// while other files came through.
func (in *Inbox) hopeless(e *entry) bool {
	if e.tries == 0 {
		e.success = in.breaker.successes
	}
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

// breaker pauses taking files while handing over fails again and again, so
// that an outage leaves the files where people see them.
type breaker struct {
	failures  int // in a row
	successes int
	until     time.Duration
	step      time.Duration
}

func (b *breaker) open(now time.Duration) bool { return now < b.until }

func (b *breaker) failed(now time.Duration) {
	if b.failures++; b.failures >= 2 { // one alone may be the file's own trouble
		b.step = nextBackoff(b.step)
		b.until = now + b.step
	}
}

func (b *breaker) worked() {
	b.failures, b.step, b.until = 0, 0, 0
	b.successes++
}
