package inbox

import (
	"context"
	"testing"
	"time"

	"claimline/internal/sow"
)

// TestRenewedAnswer lets a document be decided anew: the page beside the file
// follows, also when the worker was down meanwhile.
func TestRenewedAnswer(t *testing.T) {
	w := newWorld(t)
	var at time.Time
	changed := func(c *Config) {
		c.Changed = func(_ context.Context, _ string, since time.Time) ([]Change, error) {
			var list []Change
			for _, row := range w.ledger {
				if at.After(since) && row.FinishedAt != nil && at.After(*row.FinishedAt) {
					list = append(list, Change{File: row, At: at})
				}
			}
			return list, nil
		}
	}
	in := w.inbox(changed)
	w.write("a.pdf", pdf("a"))
	w.run(in, 13*time.Second)
	page := "processed/2026-11/a.pdf.recommendation.html"

	at, w.answers[1] = in.cfg.Now(), Answer{Page: []byte("newer")}
	w.run(in, 6*time.Second)
	if got := w.read(page); got != "newer" {
		t.Errorf("page = %q after a newer decision", got)
	}
	in.stop()
	w.now += time.Hour
	at, w.answers[1] = in.cfg.Now(), Answer{Page: []byte("newest")}
	w.now += time.Hour
	in = w.inbox(changed)
	w.run(in, time.Second)
	if got := w.read(page); got != "newest" {
		t.Errorf("page = %q after a decision while nobody served the folder", got)
	}
	w.now += time.Minute
	at, w.answers[1] = in.cfg.Now(), Answer{Failure: Reason(sow.ReasonNotASOW)}
	w.run(in, 6*time.Second)
	if w.exists(page) || !w.exists("failed/2026-11/a.pdf.reason.txt") {
		t.Errorf("files = %q %q", w.files("processed"), w.files("failed"))
	}
}
