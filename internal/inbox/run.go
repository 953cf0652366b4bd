package inbox

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"claimline/internal/sow"
)

// Run serves the folder until ctx ends, and then returns nil. What goes wrong
// meanwhile is shown by [Inbox.Status] and tried again; a file that is being
// handed over when ctx ends is finished by the next Run.
func (in *Inbox) Run(ctx context.Context) error {
	defer in.stop()
	stop := in.watch(ctx)
	defer stop()
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-timer.C:
		case <-in.kick:
			if !pause(ctx, in.gather) {
				return nil
			}
		}
		timer.Reset(in.round(ctx))
	}
}

// pause waits and reports whether the context still holds.
func pause(ctx context.Context, d time.Duration) bool {
	select {
	case <-ctx.Done():
		return false
	case <-time.After(d):
		return true
	}
}

// round does everything that can be done now and gives the time until the next
// round.
func (in *Inbox) round(ctx context.Context) time.Duration {
	in.turn.Lock()
	defer in.turn.Unlock()
	err := in.look(ctx)
	in.view.Trouble = ""
	if err != nil && ctx.Err() == nil {
		in.view.Trouble = err.Error()
		in.cfg.Logger.WarnContext(ctx, "inbox is not served fully", "error", err)
	}
	in.publish()
	in.gather = minRound
	if len(in.held) >= crowd {
		in.gather = crowdRound
	}
	return in.wait(in.cfg.Elapsed())
}

func (in *Inbox) look(ctx context.Context) error {
	if err := in.start(); err != nil {
		return err
	}
	now := in.cfg.Elapsed()
	resumeErr := in.resume(ctx, now)
	in.retryHeld(ctx, now)
	var scanErr error
	if in.scanDue(now) {
		scanErr = in.rescan()
	}
	if len(in.ready) == 0 && in.more {
		in.judgeAll(in.cfg.Elapsed())
	}
	if in.resumed {
		in.claimReady(ctx, in.cfg.Elapsed())
	}
	return errors.Join(resumeErr, scanErr, in.deliver(ctx), in.renewAll(ctx, in.cfg.Elapsed()))
}

// retryHeld goes on with claims that came to a stop.
func (in *Inbox) retryHeld(ctx context.Context, now time.Duration) {
	if in.breaker.open(now) || ctx.Err() != nil {
		return
	}
	var due []*entry
	for _, e := range in.held {
		if !e.placed && now >= e.next {
			due = append(due, e)
		}
	}
	slices.SortFunc(due, func(a, b *entry) int { return cmp.Compare(a.ID, b.ID) })
	in.work(ctx, due[:min(len(due), in.breaker.trust())], now)
}

// rescan looks at the folder and judges what lies there.
func (in *Inbox) rescan() error {
	in.dirty.Store(false)
	began := in.cfg.Elapsed()
	res, err := in.folder.scan(".")
	if err != nil {
		return fmt.Errorf("look into the inbox: %w", err)
	}
	now := in.cfg.Elapsed()
	in.seeLocks(res.locks, now)
	in.seeMarkers(&res)
	in.observe(res.files, now)
	in.view.ScanTook = in.cfg.Elapsed() - began
	failedErr := in.scanFailed(now)
	in.judgeAll(now)
	in.scannedAt = in.cfg.Elapsed()
	in.rest = min(lookRest*in.view.ScanTook, maxRest)
	if in.more {
		in.rest = maxRest // more has settled than is taken before the next look
	}
	in.view.LastScan = in.cfg.Now()
	in.view.Seen, in.view.Ignored = len(res.files), res.ignored
	in.addWatches(res.folders)
	return errors.Join(res.trouble, failedErr)
}

// scanDue reports whether the folder is to be looked at now.
func (in *Inbox) scanDue(now time.Duration) bool {
	return in.view.LastScan.IsZero() || now-in.scannedAt >= in.scanEvery()
}

// scanEvery is the time between two looks at the folder: shorter while a file
// settles, so that short settings of Stability work with any Poll; longer where
// looking takes long or would bring nothing.
func (in *Inbox) scanEvery() time.Duration {
	every := in.cfg.Poll
	if in.dirty.Load() {
		every = min(every, max(min(in.cfg.Poll/4, eventScan), minScan))
	}
	for _, t := range in.tracks {
		if t.verdict.Kind != Settling {
			continue
		}
		left := in.cfg.Stability / (observations + 1)
		if t.count >= observations-1 {
			left = min(left, t.since+in.cfg.Stability-in.scannedAt)
		}
		every = min(every, max(left, minScan))
	}
	return max(every, in.rest)
}

// Bounds of the waits between two rounds.
const (
	lookRest   = 25              // times as long as a look took is the least until the next one
	maxRest    = 5 * time.Second // what is asked for by that at most
	minScan    = 20 * time.Millisecond
	eventScan  = 500 * time.Millisecond // after a file event: a slow writer gives many
	answerWait = 200 * time.Millisecond
	minRound   = 50 * time.Millisecond  // after a call of Kick; under load they come in hundreds
	crowdRound = 200 * time.Millisecond // the same while a crowd is in work: answers are laid down together
	crowd      = 16                     // files in work
)

func (in *Inbox) wait(now time.Duration) time.Duration {
	if in.folder == nil || !in.resumed {
		return min(in.cfg.Poll, time.Second)
	}
	if (len(in.ready) > 0 || in.more) && in.batch() > 0 && !in.breaker.open(now) {
		return time.Millisecond
	}
	next := in.scannedAt + in.scanEvery() - now
	if len(in.held) > 0 {
		next = min(next, answerWait)
	}
	if in.urgent.Load() {
		next = min(next, in.renewals.asked+renewSoon-now)
	}
	return max(next, time.Millisecond)
}

// ScanOnce looks at the folder and gives the verdict of each file. With dryRun
// it takes one look, waits for nothing and changes nothing. Otherwise it goes
// on until every file has settled and everything that could be taken has been
// handed over; it lays down the answers that are ready and waits for no others.
func (in *Inbox) ScanOnce(ctx context.Context, dryRun bool) (Report, error) {
	if dryRun {
		return in.preview()
	}
	defer in.stop()
	in.collect = map[string]FileVerdict{}
	for {
		wait := in.round(ctx)
		trouble := in.Status().Trouble
		switch {
		case trouble != "":
			return in.collected(), errors.New(trouble)
		case in.idle():
			return in.collected(), ctx.Err()
		}
		select {
		case <-ctx.Done():
			return in.collected(), ctx.Err()
		case <-time.After(wait):
		}
	}
}

func (in *Inbox) collected() Report {
	in.turn.Lock()
	defer in.turn.Unlock()
	r := Report{Files: slices.Collect(maps.Values(in.collect)), Ignored: in.view.Ignored}
	r.sort()
	in.collect = nil
	return r
}

// idle reports whether another round would bring nothing new soon.
func (in *Inbox) idle() bool {
	in.turn.Lock()
	defer in.turn.Unlock()
	if in.delivered > 0 {
		return false
	}
	for _, e := range in.held {
		if !e.placed && e.tries < observations {
			return false
		}
	}
	for _, t := range in.tracks {
		if t.verdict.Kind != Waiting {
			return in.room() <= 0
		}
	}
	return true
}

func (in *Inbox) count(state sow.InboxState) { in.counts[state]++ }
