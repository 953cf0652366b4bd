package main

import (
	"context"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"claimline/internal/inbox"
	"claimline/internal/pgtest"
	"claimline/internal/pipeline"
)

// chaosSeconds is how long files are dropped and workers are killed.
func chaosSeconds(t *testing.T) time.Duration {
	t.Helper()
	text := os.Getenv("CHAOS_SECONDS")
	if text == "" {
		text = "40"
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 {
		t.Fatalf("CHAOS_SECONDS=%q is no number of seconds", text)
	}
	return time.Duration(n) * time.Second
}

func chaosSeed() uint64 {
	if n, err := strconv.ParseUint(os.Getenv("CHAOS_SEED"), 10, 64); err == nil {
		return n
	}
	return uint64(time.Now().UnixNano())
}

// killPoints are the named moments at which workers are killed.
var killPoints = []string{
	inbox.PointMeta, inbox.PointRenamed, inbox.PointHashed, inbox.PointCommit, inbox.PointMove, inbox.PointMoved, inbox.PointAnswered, inbox.PointRecorded,
	pipeline.PointStored, pipeline.PointBeforeSubmit, pipeline.PointAfterSubmit, pipeline.PointJobStarted, pipeline.PointJobAnalysed,
	pipeline.PointBeforeRecord, pipeline.PointAfterRecord,
}

// scene is one set-up of workers that are killed.
type scene struct {
	t       *testing.T
	dir     string
	dsn     string   // "" for a private database
	inboxes []string // one worker each; the same folder may come twice
	rnd     *rand.Rand
	drop    *dropper
	kills   map[string]int
	logs    *os.File
}

// TestChaos starts real workers on real folders and kills them at named points
// and at random moments while files are dropped. In the end every file lies in
// its final folder with its answer or reason, every document was analysed
// once, and nothing was read in part. CHAOS_SECONDS sets how long it goes on,
// CHAOS_SEED repeats a run's choices.
func TestChaos(t *testing.T) {
	seed := chaosSeed()
	t.Logf("CHAOS_SEED=%d", seed)
	length := chaosSeconds(t)
	t.Run("one worker with its own database", func(t *testing.T) {
		s := newScene(t, seed, "")
		s.inboxes = []string{filepath.Join(s.dir, "inbox")}
		s.run(length * 6 / 10)
	})
	t.Run("four workers on two folders with one database", func(t *testing.T) {
		s := newScene(t, seed+1, pgtest.DSN(t))
		a, b := filepath.Join(s.dir, "a"), filepath.Join(s.dir, "b")
		s.inboxes = []string{a, b, a, b}
		s.run(length * 4 / 10)
	})
}

func newScene(t *testing.T, seed uint64, dsn string) *scene {
	t.Helper()
	dir, err := os.MkdirTemp("", "claimline-chaos-") //nolint:usetesting // a failed run keeps its folders, and the database's user must pass through
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	logs, err := os.Create(filepath.Join(dir, "worker.log"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = logs.Close()
		if t.Failed() {
			t.Logf("the folders are kept in %s", dir)
			return
		}
		_ = os.RemoveAll(dir)
	})
	return &scene{t: t, dir: dir, dsn: dsn, rnd: rand.New(rand.NewPCG(seed, 2)), kills: map[string]int{}, logs: logs}
}

// run drops and kills for a while, lets a last worker finish, and checks.
func (s *scene) run(length time.Duration) {
	folders := slices.Compact(slices.Sorted(slices.Values(s.inboxes)))
	s.drop = newDropper(s.t, s.rnd.Uint64(), folders...)
	for _, dir := range folders {
		if err := os.MkdirAll(dir, 0o777); err != nil {
			s.t.Fatal(err)
		}
	}
	ctx, stop := context.WithTimeout(s.t.Context(), length)
	defer stop()
	var dropping sync.WaitGroup
	dropping.Go(func() { s.dropFiles(ctx) })
	var serving sync.WaitGroup
	for i, dir := range s.inboxes {
		rnd := rand.New(rand.NewPCG(s.rnd.Uint64(), uint64(i)))
		serving.Go(func() {
			for ctx.Err() == nil {
				s.life(ctx, dir, rnd)
			}
		})
	}
	dropping.Wait()
	serving.Wait()
	s.drop.slow.Wait()
	s.finish(folders)
	s.check(folders)
}

// crowd is how many files may lie in the inboxes before dropping pauses.
const crowd = 60

func (s *scene) dropFiles(ctx context.Context) {
	for ctx.Err() == nil {
		if len(s.drop.lying()) < crowd {
			for range 5 {
				s.drop.drop()
			}
		}
		s.drop.heal()
		pause(ctx, 150*time.Millisecond)
	}
}

func pause(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}

// life is one worker from its start to its violent end.
func (s *scene) life(ctx context.Context, dir string, rnd *rand.Rand) {
	point, nth := "", 0
	if rnd.IntN(4) > 0 {
		point, nth = killPoints[rnd.IntN(len(killPoints))], 1+rnd.IntN(6)
	}
	w := s.start(dir, point, nth)
	if !w.ready() {
		s.note(w, "before it was ready", point)
		return
	}
	limit := time.Duration(300+rnd.IntN(3000)) * time.Millisecond
	if s.dsn == "" && rnd.IntN(3) == 0 {
		pause(ctx, limit/3)
		s.killDatabase(rnd)
		limit += 3 * time.Second // to go on with the server that is started again
	}
	select {
	case <-w.done:
	case <-time.After(limit):
		w.kill(syscall.SIGKILL)
	}
	s.note(w, "at a random moment", point)
}

var noteMu sync.Mutex

func (s *scene) note(w *workerProcess, otherwise, point string) {
	<-w.done
	noteMu.Lock()
	defer noteMu.Unlock()
	if w.killed || point == "" {
		point = otherwise
	}
	s.kills[point]++
}

// killDatabase ends the private server: at once, or in one of its own ways.
func (s *scene) killDatabase(rnd *rand.Rand) {
	text, err := os.ReadFile(filepath.Join(s.dir, "data", "postgres", "cluster", "postmaster.pid"))
	if err != nil {
		return
	}
	first, _, _ := strings.Cut(string(text), "\n")
	pid, err := strconv.Atoi(first)
	if err != nil || pid < 2 {
		return
	}
	how := []syscall.Signal{syscall.SIGINT, syscall.SIGQUIT, syscall.SIGKILL}[rnd.IntN(3)]
	if syscall.Kill(pid, how) == nil {
		noteMu.Lock()
		s.kills["database by "+how.String()]++
		noteMu.Unlock()
	}
}
