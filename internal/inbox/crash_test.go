package inbox

import (
	"context"
	"fmt"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"claimline/internal/sow"
)

type killed struct{ point string }

// killAt makes the inbox panic when a point is passed for the nth time. Files
// pass it side by side.
func killAt(point string, n int) func(*Config) {
	return func(c *Config) {
		var left atomic.Int64
		left.Store(int64(n))
		c.Hooks.Reached = func(p string) {
			if p != point {
				return
			}
			if left.Add(-1) == 0 {
				panic(killed{p})
			}
		}
	}
}

// runUntilKilled runs rounds until a hook kills the inbox, and leaves it as a
// killed process does: its lock is gone, everything else stays.
func (w *world) runUntilKilled(in *Inbox, d time.Duration) (dead bool) {
	w.t.Helper()
	defer func() {
		if r := recover(); r != nil {
			if _, ok := r.(killed); !ok {
				panic(r)
			}
			_ = in.lock.file.Close()
			dead = true
		}
	}()
	w.run(in, d)
	return false
}

var points = []string{PointMeta, PointRenamed, PointHashed, PointCommit, PointMove, PointMoved, PointAnswered, PointRecorded}

// TestKilledAtEachPoint kills the program at each point, in the first, second
// and third file, and lets the next program go on.
func TestKilledAtEachPoint(t *testing.T) {
	for _, point := range points {
		for n := 1; n <= 3; n++ {
			t.Run(fmt.Sprint(point, n), func(t *testing.T) {
				w := newWorld(t)
				w.verdict = func(a Arrival, _ []byte) *sow.Failure {
					if strings.HasPrefix(a.Name, "bad") {
						return Reason(sow.ReasonCorruptPDF)
					}
					return nil
				}
				for i := range 3 {
					w.write(fmt.Sprintf("good%d.pdf", i), pdf(fmt.Sprint("good ", i)))
					w.write(fmt.Sprintf("bad%d.pdf", i), pdf(fmt.Sprint("bad ", i)))
				}
				w.write("copy.pdf", pdf("good 0"))
				w.write("film.mp4", []byte("x"))
				if !w.runUntilKilled(w.inbox(killAt(point, n)), time.Minute) {
					t.Fatalf("%s was not passed %d times", point, n)
				}
				next := w.inbox()
				w.run(next, time.Minute)
				want := map[sow.InboxState]int{sow.InboxProcessed: 3, sow.InboxFailed: 4, sow.InboxDuplicate: 1}
				if got := w.states(); fmt.Sprint(got) != fmt.Sprint(want) {
					t.Errorf("ledger = %v, want %v", got, want)
				}
				if len(w.docs) != 6 {
					t.Errorf("%d documents, want 6", len(w.docs))
				}
				if got, want := len(w.files("processed")), 3*2; got != want {
					t.Errorf("%d files in processed, want %d: %q", got, want, w.files("processed"))
				}
				if got, want := len(w.files("failed")), 4*3; got != want {
					t.Errorf("%d files in failed, want %d: %q", got, want, w.files("failed"))
				}
				if left := w.claims(); len(left) != 0 {
					t.Errorf(".work still holds %q", left)
				}
			})
		}
	}
}

// TestReconcile is the table of what a start finds.
func TestReconcile(t *testing.T) {
	t.Run("file without a row is put back", func(t *testing.T) {
		w := newWorld(t)
		w.write("a.pdf", pdf("a"))
		if !w.runUntilKilled(w.inbox(killAt(PointRenamed, 1)), time.Minute) {
			t.Fatal("not killed")
		}
		id := w.claims()[0]
		if err := os.Remove(w.path(workDir + "/" + id + "/meta.json")); err != nil {
			t.Fatal(err)
		}
		in := w.inbox()
		w.run(in, time.Minute)
		if len(w.docs) != 1 || len(w.claims()) != 0 {
			t.Errorf("documents %v, claims %q", w.docs, w.claims())
		}
	})
	t.Run("row without a file is marked lost", func(t *testing.T) {
		w := newWorld(t)
		w.write("a.pdf", pdf("a"))
		if !w.runUntilKilled(w.inbox(killAt(PointHashed, 1)), time.Minute) {
			t.Fatal("not killed")
		}
		if err := os.RemoveAll(w.path(workDir + "/" + w.claims()[0])); err != nil {
			t.Fatal(err)
		}
		in := w.inbox()
		w.run(in, 5*time.Second)
		if got := w.states(); got[sow.InboxLost] != 1 || in.Status().Counts[sow.InboxLost] != 1 {
			t.Errorf("ledger = %v", got)
		}
	})
	t.Run("file taken away from its work folder is lost", func(t *testing.T) {
		w := newWorld(t)
		w.write("a.pdf", pdf("a"))
		if !w.runUntilKilled(w.inbox(killAt(PointHashed, 1)), time.Minute) {
			t.Fatal("not killed")
		}
		if err := os.Remove(w.path(workDir + "/" + w.claims()[0] + "/" + claimedName)); err != nil {
			t.Fatal(err)
		}
		w.run(w.inbox(), 5*time.Second)
		if got := w.states(); got[sow.InboxLost] != 1 || len(w.claims()) != 0 {
			t.Errorf("ledger = %v, claims %q", got, w.claims())
		}
	})
	t.Run("claims of a running program are left alone", func(t *testing.T) {
		w := newWorld(t)
		w.silent = true
		w.write("a.pdf", pdf("a"))
		first := w.inbox()
		w.run(first, 12*time.Second)
		second := w.inbox()
		w.run(second, 2*time.Minute)
		if len(second.held) != 0 {
			t.Error("the second program took over what the first one works on")
		}
		_ = first.lock.file.Close() // the first one is killed
		w.silent = false
		w.run(second, time.Minute)
		if got := w.states(); got[sow.InboxProcessed] != 1 {
			t.Errorf("ledger = %v", got)
		}
	})
	t.Run("half a write is removed", func(t *testing.T) {
		w := newWorld(t)
		first := w.inbox()
		w.run(first, time.Second)
		w.write(workDir+"/"+first.lock.name+"-x.tmp", []byte("half"))
		_ = first.lock.file.Close()
		w.run(w.inbox(), time.Second)
		if w.exists(workDir + "/" + first.lock.name + "-x.tmp") {
			t.Error("left behind")
		}
	})
}

// TestRacers lets several programs serve one folder with 1,000 files.
func TestRacers(t *testing.T) {
	for _, racers := range []int{2, 4} {
		t.Run(fmt.Sprint(racers), func(t *testing.T) {
			w := newWorld(t)
			const files = 1000
			for i := range files {
				w.write(fmt.Sprintf("Contoso/%04d.pdf", i), pdf(fmt.Sprint(i)))
			}
			ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
			defer cancel()
			var all sync.WaitGroup
			for range racers {
				in := w.inbox(func(c *Config) {
					c.Now, c.Elapsed = time.Now, nil
					c.Stability, c.Poll = 40*time.Millisecond, 20*time.Millisecond
				})
				all.Go(func() {
					if err := in.Run(ctx); err != nil {
						t.Error(err)
					}
				})
			}
			for w.states()[sow.InboxProcessed] < files && ctx.Err() == nil {
				time.Sleep(5 * time.Millisecond)
			}
			cancel()
			all.Wait()
			if got := w.states(); got[sow.InboxProcessed] != files || len(got) > 2 {
				t.Errorf("ledger = %v", got)
			}
			if len(w.docs) != files || len(w.arrivals) != files {
				t.Errorf("%d documents of %d arrivals, want %d", len(w.docs), len(w.arrivals), files)
			}
			if got := len(w.files("processed")); got != 2*files {
				t.Errorf("%d files in processed, want %d", got, 2*files)
			}
			if got := w.files("Contoso"); len(got) != 0 {
				t.Errorf("left in the inbox: %q", got)
			}
		})
	}
}
