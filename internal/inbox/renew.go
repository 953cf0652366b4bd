package inbox

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"claimline/internal/sow"
)

const (
	// renewEvery is how often newer decisions are asked for.
	renewEvery = 5 * time.Second
	// renewSoon is the same after [Inbox.Renew].
	renewSoon = time.Second
	// renewOverlap makes up for clocks of several machines and for decisions
	// that were written down late.
	renewOverlap = 10 * time.Minute
	// renewFile keeps since when decisions are to be looked at.
	renewFile = workDir + "/renewed"
	// renewSave is how often it is written: older marks only cost a look.
	renewSave = 5 * time.Minute
)

// renewals is how far newer decisions have reached the folder.
type renewals struct {
	known   bool
	since   time.Time // decisions up to then are done
	asked   time.Duration
	savedAt time.Duration
	done    map[int64]time.Time // decisions within the overlap, by document
}

// renewAll rewrites the answers of documents that were decided anew: after an
// answer of a person, with a newer pack, or by a retry from the page.
func (in *Inbox) renewAll(ctx context.Context, now time.Duration) error {
	r := &in.renewals
	urgent := now-r.asked >= renewSoon && in.urgent.Swap(false)
	if in.cfg.Changed == nil || r.known && !urgent && now-r.asked < renewEvery {
		return nil
	}
	if !r.known {
		in.loadRenewals()
	}
	r.asked = now
	began := in.cfg.Now()
	changes, err := in.cfg.Changed(ctx, in.folder.id, r.since.Add(-renewOverlap))
	if err != nil {
		return fmt.Errorf("ask for newer decisions: %w", err)
	}
	for _, c := range changes {
		if c.File.Worker != in.folder.id || !r.done[c.File.DocumentID].Before(c.At) {
			continue
		}
		if err := in.renewOne(ctx, c); err != nil {
			return err
		}
		r.done[c.File.DocumentID] = c.At
	}
	r.since = began
	for id, at := range r.done {
		if at.Before(began.Add(-2 * renewOverlap)) {
			delete(r.done, id)
		}
	}
	in.saveRenewals(now)
	return nil
}

func (in *Inbox) renewOne(ctx context.Context, c Change) error {
	answers, err := in.cfg.Answers(ctx, []int64{c.File.DocumentID})
	if err != nil {
		return fmt.Errorf("ask for the newer answer of document %d: %w", c.File.DocumentID, err)
	}
	a, ready := answers[c.File.DocumentID]
	if !ready {
		return nil // decided anew once more: that is a change of its own
	}
	_, err = in.renew(ctx, c.File, a)
	if errors.Is(err, sow.ErrNotFound) {
		return nil // a person took the file away
	}
	return err
}

func (in *Inbox) loadRenewals() {
	r := &in.renewals
	r.known, r.done, r.since = true, map[int64]time.Time{}, in.cfg.Now()
	text, err := in.folder.root.ReadFile(renewFile)
	if err != nil {
		return // the first time: what was decided before has its page
	}
	if at, err := time.Parse(time.RFC3339, strings.TrimSpace(string(text))); err == nil && at.Before(r.since) {
		r.since = at
	}
}

func (in *Inbox) saveRenewals(now time.Duration) {
	r := &in.renewals
	if r.savedAt != 0 && now-r.savedAt < renewSave {
		return
	}
	r.savedAt = max(now, 1)
	_ = in.folder.root.WriteFile(renewFile, []byte(r.since.UTC().Format(time.RFC3339)+"\n"), 0o666) // an older mark only costs a look
}
