package inbox

import (
	"context"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"claimline/internal/sow"
)

func TestScanOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		began := time.Now()
		in := w.inbox(func(c *Config) {
			c.Now, c.Elapsed = time.Now, func() time.Duration { return time.Since(began) }
		})
		for i := range 40 {
			w.write(fmt.Sprintf("%02d.pdf", i), pdf(fmt.Sprint(i)))
		}
		w.write("half.pdf", pdf("half")[:50])
		w.write("film.mp4", []byte("x"))
		w.write("~$x.docx", nil)

		dry, err := in.ScanOnce(t.Context(), true)
		if err != nil || len(dry.Files) != 42 || dry.Ignored["~$*"] != 1 || w.exists(workDir) || time.Since(began) != 0 {
			t.Fatalf("dry run: %d files, %v after %s", len(dry.Files), err, time.Since(began))
		}
		got, err := in.ScanOnce(t.Context(), false)
		if err != nil {
			t.Fatal(err)
		}
		kinds := map[VerdictKind]int{}
		for _, f := range got.Files {
			kinds[f.Kind]++
		}
		if kinds[Taken] != 40 || kinds[Refused] != 1 || kinds[Waiting] != 1 || len(kinds) != 3 {
			t.Errorf("verdicts = %v", kinds)
		}
		if s := w.states(); s[sow.InboxProcessed] != 40 || s[sow.InboxFailed] != 1 {
			t.Errorf("ledger = %v", s)
		}
		if d := time.Since(began); d < 10*time.Second || d > 14*time.Second {
			t.Errorf("took %s", d)
		}
	})
}

// TestRun serves the folder with the real clock of a bubble, with and without
// file events standing in for a local folder and a share.
func TestRun(t *testing.T) {
	for _, stability := range []time.Duration{time.Second, 10 * time.Second} {
		t.Run(stability.String(), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newWorld(t)
				began := time.Now()
				in := w.inbox(func(c *Config) {
					c.Now, c.Elapsed = time.Now, func() time.Duration { return time.Since(began) }
					c.Stability = stability
				})
				go func() {
					if err := in.Run(t.Context()); err != nil {
						t.Error(err)
					}
				}()
				time.Sleep(7 * time.Second)
				w.write("a.pdf", pdf("a"))
				dropped := time.Now()
				for w.states()[sow.InboxProcessed] == 0 && time.Since(dropped) < time.Minute {
					time.Sleep(50 * time.Millisecond)
				}
				// Found within one look, watched for its time, answered at once.
				if d := time.Since(dropped); d < stability || d > stability+2*time.Second+500*time.Millisecond {
					t.Errorf("answered after %s with a stability of %s", d, stability)
				}
			})
		})
	}
}

// TestEvents drops a file into an inbox that is looked at once an hour.
func TestEvents(t *testing.T) {
	w := newWorld(t)
	in := w.inbox(func(c *Config) {
		c.Now, c.Elapsed, c.NoEvents = time.Now, nil, false
		c.Stability, c.Poll = 50*time.Millisecond, time.Hour
	})
	if err := in.Check(); err != nil {
		t.Fatal(err)
	}
	done := make(chan error)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	go func() { done <- in.Run(ctx) }()
	for in.Status().LastScan.IsZero() {
		time.Sleep(time.Millisecond)
	}
	w.write("a.pdf", pdf("a"))
	for end := time.Now().Add(20 * time.Second); w.states()[sow.InboxProcessed] == 0 && time.Now().Before(end); {
		time.Sleep(time.Millisecond)
	}
	cancel()
	if err := <-done; err != nil {
		t.Error(err)
	}
	if got := w.states(); got[sow.InboxProcessed] != 1 {
		t.Errorf("ledger = %v: the event did not bring the look forward", got)
	}
}
