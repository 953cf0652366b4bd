package inbox

import (
	"context"
	"errors"
	"io/fs"
	"time"

	"claimline/internal/sow"
)

// claimReady takes the files that there is room for, all at once: their writes
// wait for the disk together, and the ledger gets their rows in one
// transaction.
func (in *Inbox) claimReady(ctx context.Context, now time.Duration) {
	n := min(in.batch(), len(in.ready))
	if n <= 0 || ctx.Err() != nil || in.breaker.open(now) {
		return
	}
	batch := in.ready[:n]
	in.ready = in.ready[n:]
	var claims []*claiming
	for _, t := range batch {
		if in.folder.exists(t.path) {
			claims = append(claims, in.newClaim(t))
		} else {
			delete(in.tracks, t.path) // another program was faster; that costs it nothing
		}
	}
	together(claims, func(c *claiming) { c.err = in.claim(c) })
	var taken []*entry
	for _, c := range claims {
		if c.err != nil {
			in.notClaimed(c.track, now, c.err)
			continue
		}
		in.claimed(c)
		taken = append(taken, c.entry)
	}
	in.work(ctx, taken, now)
}

func (in *Inbox) room() int { return min(in.cfg.Batch, in.cfg.Open-len(in.held)) }

// batch is how many files are taken now: few until handing over has worked, so
// that an outage takes few away from where people see them, and none until a
// good part of a crowd can be taken at once.
func (in *Inbox) batch() int {
	room, trust := in.room(), in.breaker.trust()
	if room < min(in.cfg.Batch/2, in.cfg.Open/4, len(in.ready), trust) {
		return 0
	}
	return min(room, trust)
}

// claiming is a file that is being taken.
type claiming struct {
	track *track
	entry *entry
	err   error
}

func (in *Inbox) newClaim(t *track) *claiming {
	in.remember(t)
	e := &entry{meta: meta{
		ID: newID(), Lock: in.lock.name, Origin: []byte(t.inboxPath()), Source: []byte(t.path), Sig: t.sig,
		FirstSeen: t.firstSeen, ClaimedAt: in.cfg.Now(), Attempts: t.attempts + 1, Failure: t.verdict.failure,
	}}
	e.backoff = t.backoff
	e.From = []byte(e.dir() + "/" + claimedName)
	return &claiming{track: t, entry: e}
}

// claim takes a file out of the inbox by a rename into a folder of its own. An
// error says that another program was faster or that the file cannot be moved
// now.
func (in *Inbox) claim(c *claiming) error {
	e := c.entry
	err := in.folder.root.Mkdir(e.dir(), 0o777)
	if err == nil {
		err = in.folder.saveMeta(e.meta)
	}
	if err == nil {
		in.reached(PointMeta)
		err = in.folder.rename(c.track.path, string(e.From))
	}
	if err != nil {
		_ = in.folder.forget(e.ID) // nothing was taken; a rest is removed at the next start
		return err
	}
	in.reached(PointRenamed)
	return nil
}

// claimed makes a file that was taken ours.
func (in *Inbox) claimed(c *claiming) {
	t := c.track
	if in.collect != nil {
		t.verdict.Kind, t.verdict.Why = takenKind(t.verdict)
		in.collect[t.path] = t.report()
	}
	delete(in.tracks, t.path)
	delete(in.failed, t.path)
	in.held[c.entry.ID] = c.entry
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
