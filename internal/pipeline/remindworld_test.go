package pipeline_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/jackc/pgx/v5"

	"claimline/internal/deadline"
	"claimline/internal/pipeline"
	"claimline/internal/reminder"
	"claimline/internal/sow"
	"claimline/internal/store"
)

// world is a pipeline with a clock of its own, people, and an outside that
// remembers what was sent when.
type world struct {
	bench
	mu    sync.Mutex
	clock time.Time
	real  bool          // the next look is at the real clock
	swept chan struct{} // the sweep of the start has ended
	sent  []string
	due   string // the day that the rules give for the claim's deadline
	basis string
	other string // the code that the rules have instead of DL-CLAIM-BY; "" none
}

// now is the world's clock; a little goes by with every look.
func (w *world) now() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.real {
		w.real = false
		return time.Now()
	}
	w.clock = w.clock.Add(time.Microsecond)
	return w.clock
}

func (w *world) set(text string) {
	t, err := time.Parse("2006-01-02 15:04", text)
	if err != nil {
		panic(err)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.clock = t
}

func (w *world) send(_ context.Context, batch []sow.Message) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	var events []string
	for _, m := range batch {
		events = append(events, m.Event)
	}
	w.sent = append(w.sent, fmt.Sprintf("%s %s %s: %s", w.clock.Format("01-02 15:04"), batch[0].Channel, batch[0].Recipient, strings.Join(events, ", ")))
	return nil
}

func someone(name string, digest bool, places ...pipeline.Address) pipeline.Recipient {
	hours, err := reminder.ParseHours("09:00-17:00", time.UTC, nil)
	if err != nil {
		panic(err)
	}
	if places == nil {
		places = []pipeline.Address{{Channel: sow.ChannelMail, To: name + "@partner.example"}}
	}
	return pipeline.Recipient{Person: reminder.Person{Name: name, Hours: hours}, Language: "en", Digest: digest, Places: places}
}

// people are ed, who passes on to sue, and dora, who reads digests.
func people(owner string) []pipeline.Recipient {
	ed, sue := someone("ed", false), someone("sue", false, pipeline.Address{Channel: sow.ChannelTeams, To: "sue"})
	switch owner {
	case "ed":
		return []pipeline.Recipient{ed, sue}
	case "sue":
		return []pipeline.Recipient{sue}
	case "dora":
		return []pipeline.Recipient{someone("dora", true)}
	}
	return nil
}

func newWorld(t *testing.T) *world {
	t.Helper()
	return worldOf(t, func(w *world, c *pipeline.Config) {
		c.People = pipeline.People{Chain: people, Reviewers: func() []pipeline.Recipient { return []pipeline.Recipient{someone("rob", false), someone("ed", false)} }}
		c.Words = pipeline.Words{
			Workload: func(id string) string { return "Microsoft " + id },
			Deadline: func(code string) (sow.DeadlineSpec, *deadline.Calendar, bool) {
				return sow.DeadlineSpec{Code: code, Title: "Submit the claim", Unit: sow.BusinessDays, Warn: []int{3, 1, 0}, Missed: "lost"}, nil, code == "DL-CLAIM-BY"
			},
		}
		c.Pack = func() sow.PackInfo { return sow.PackInfo{SHA256: w.basis, Name: "ours", Version: w.basis} }
		c.Deadlines = func(sow.Claim, time.Time) []sow.DeadlineEntry {
			if w.other != "" {
				return []sow.DeadlineEntry{{Code: w.other, Due: &w.due, Rule: "10 business days", Owner: "partner"}}
			}
			return []sow.DeadlineEntry{{Code: "DL-CLAIM-BY", Due: &w.due, Rule: "10 business days", Owner: "partner"}}
		}
	})
}

// worldOf is a world on the morning of Tuesday 10 November 2026, with people
// and rules as the caller sets them.
func worldOf(t *testing.T, set func(*world, *pipeline.Config)) *world {
	t.Helper()
	w := &world{due: "2026-11-16", basis: "1", swept: make(chan struct{})}
	w.set("2026-11-10 10:00")
	w.bench = idle(t, func(c *pipeline.Config) {
		var once sync.Once
		c.Now, c.Send = w.now, w.send
		c.Hooks.Reached = func(point string) {
			if point == pipeline.PointSwept {
				once.Do(func() { close(w.swept) })
			}
		}
		set(w, c)
	})
	return w
}

// start runs the jobs. It compares its clock with the database's, which is the
// real one. Its own sweep is waited for: one that runs beside the sweep of a
// test holds claims, which that leaves for its next one.
func (w *world) start(t *testing.T) {
	t.Helper()
	w.mu.Lock()
	w.real = true
	w.mu.Unlock()
	if err := w.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := w.Stop(context.Background()); err != nil {
			t.Error(err)
		}
	})
	<-w.swept
	w.wait(t)
}

// claim opens a claim that is due on Monday 16 November 2026.
func (w *world) claim(t *testing.T, workload, owner string) sow.Claim {
	t.Helper()
	var c sow.Claim
	err := pgx.BeginFunc(t.Context(), w.pool, func(tx pgx.Tx) error {
		d := text{Customer: "Contoso", Workloads: []string{workload}}
		sha := fmt.Sprintf("%064x", workload)[:64]
		doc, _, err := store.InsertDocument(t.Context(), tx, store.NewDocument{SHA256: sha, Name: workload, Source: "api"}, w.now())
		if err != nil {
			return err
		}
		a, err := read(t.Context(), pipeline.Task{Content: []byte(d.bytes()), SHA256: sha})
		if err != nil {
			return err
		}
		due := w.due
		a.Claims[0].Deadlines = []sow.DeadlineEntry{{Code: "DL-CLAIM-BY", Due: &due, Rule: "10 business days", Owner: "partner"}}
		got, err := store.RecordAnalysis(t.Context(), tx, store.Recording{DocumentID: doc.ID, Analysis: a, At: w.now(), Owner: owner})
		if err != nil {
			return err
		}
		c, err = store.ClaimByID(t.Context(), tx, got.Opened[0])
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// tick is what a worker does every thirty seconds.
func (w *world) tick(t *testing.T) {
	t.Helper()
	if err := w.Sweep(t.Context()); err != nil {
		t.Fatal(err)
	}
	w.wait(t)
}

// until ticks at each of the given times and gives what was sent since the last call.
func (w *world) until(t *testing.T, times ...string) []string {
	t.Helper()
	for _, text := range times {
		w.set(text)
		w.tick(t)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	sent := w.sent
	w.sent = nil
	return sent
}

func want(t *testing.T, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("sent\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
}
