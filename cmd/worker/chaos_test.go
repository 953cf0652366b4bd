package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"claimline/internal/blobstore"
	"claimline/internal/inbox"
	"claimline/internal/pgtest"
	"claimline/internal/pipeline"
	"claimline/internal/sow"
	"claimline/internal/store"
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

type workerProcess struct {
	cmd    *exec.Cmd
	up     chan struct{}
	done   chan struct{}
	killed bool
	err    error
	diag   bytes.Buffer // what it says, unless that goes to a file
	lines  []string     // what it prints after it is ready
}

// last is the last line that a process has printed; it has ended.
func (w *workerProcess) last() string {
	if len(w.lines) == 0 {
		return ""
	}
	return w.lines[len(w.lines)-1]
}

func (s *scene) start(dir, point string, nth int) *workerProcess {
	s.t.Helper()
	role := "own"
	if s.dsn != "" {
		role = "shared"
	}
	return startRole(s.t, role, []string{
		chaosPoint + "=" + point, fmt.Sprintf("%s=%d", chaosNth, nth),
		"DATABASE_URL=" + s.dsn, "CLAIMLINE_INBOX=" + dir, "CLAIMLINE_DATA=" + filepath.Join(s.dir, "data"), "CLAIMLINE_LISTEN=127.0.0.1:0",
		"CLAIMLINE_STABILITY=300ms", "CLAIMLINE_POLL=100ms", "CLAIMLINE_PATIENCE=2s", "CLAIMLINE_OCR=off", "CLAIMLINE_PARTNER_ID=1234567",
	}, s.logs)
}

// startRole starts this test binary as a worker. What it says goes to log, or
// is kept.
func startRole(tb testing.TB, role string, settings []string, log ...io.Writer) *workerProcess {
	tb.Helper()
	return startCommand(tb, exec.Command(os.Args[0]), role, settings, log...)
}

func startCommand(tb testing.TB, cmd *exec.Cmd, role string, settings []string, log ...io.Writer) *workerProcess {
	tb.Helper()
	w := &workerProcess{cmd: cmd, up: make(chan struct{}), done: make(chan struct{})}
	w.cmd.Env = append(append(os.Environ(), chaosRole+"="+role), settings...)
	w.cmd.Stderr = &w.diag
	if len(log) > 0 {
		w.cmd.Stderr = log[0]
	}
	out, err := w.cmd.StdoutPipe()
	if err == nil {
		err = w.cmd.Start()
	}
	if err != nil {
		tb.Errorf("start worker: %v", err)
		close(w.done)
		return w
	}
	go func() {
		lines := bufio.NewScanner(out)
		for lines.Scan() {
			if lines.Text() == "ready" {
				close(w.up)
			} else {
				w.lines = append(w.lines, lines.Text())
			}
		}
		w.err = w.cmd.Wait()
		close(w.done)
	}()
	return w
}

// ready waits until the worker serves; one that ends before is not.
func (w *workerProcess) ready() bool {
	select {
	case <-w.up:
		return true
	case <-w.done:
	case <-time.After(time.Minute):
		w.kill(syscall.SIGKILL)
	}
	return false
}

func (w *workerProcess) kill(how syscall.Signal) {
	w.killed = true
	_ = w.cmd.Process.Signal(how) // it may have ended by itself
}

// finishTime is what the last workers get for everything that is left.
const finishTime = 3 * time.Minute

// finish lets one worker a folder end all work, and stops it in order.
func (s *scene) finish(folders []string) {
	if s.dsn != "" {
		s.freeJobs()
	}
	var last []*workerProcess
	for _, dir := range folders {
		w := s.start(dir, "", 0)
		if !w.ready() {
			<-w.done
			s.t.Fatalf("the last worker does not start: %v\n%s", w.err, s.tail())
		}
		last = append(last, w)
	}
	for end := time.Now().Add(finishTime); ; {
		s.drop.heal()
		left := s.drop.lying()
		if len(left) == 0 && len(s.drop.halves) == 0 {
			time.Sleep(time.Second) // a healed file leaves failed only after it has settled
			if left = s.drop.lying(); len(left) == 0 && s.healed() {
				break
			}
		}
		if time.Now().After(end) {
			s.t.Errorf("still at work after %s: %q, %d halves\n%s", finishTime, left, len(s.drop.halves), s.tail())
			break
		}
		time.Sleep(100 * time.Millisecond)
	}
	for _, w := range last {
		w.kill(syscall.SIGTERM)
		<-w.done
		if w.err != nil {
			s.t.Errorf("the last worker ended with %v\n%s", w.err, s.tail())
		}
	}
}

// healed reports whether completed files have left failed.
func (s *scene) healed() bool {
	for _, dir := range s.drop.inboxes {
		left, err := filepath.Glob(filepath.Join(dir, "failed", "*", "heal-*.docx"))
		if err != nil || len(left) > 0 {
			return false
		}
	}
	return true
}

// freeJobs does at once what the queue does five minutes after a worker was
// killed: it gives the jobs of dead workers to others.
func (s *scene) freeJobs() {
	db, err := openDatabase(s.t.Context(), config{Database: s.dsn}, false, slog.New(slog.DiscardHandler))
	if err != nil {
		s.t.Fatal(err)
	}
	defer db.close()
	if _, err := db.pool.Exec(s.t.Context(), "UPDATE river_job SET state = 'available', scheduled_at = now() WHERE state = 'running'"); err != nil {
		s.t.Fatal(err)
	}
}

func (s *scene) tail() string {
	text, err := os.ReadFile(s.logs.Name())
	if err != nil {
		return err.Error()
	}
	return string(text[max(0, len(text)-6000):])
}

// check compares the folders, the database and the document store with the
// ledger of what was dropped.
func (s *scene) check(folders []string) {
	t := s.t
	found, beside := s.gather(folders)
	answered, failed := 0, 0
	for hash, n := range s.drop.copies {
		places := found[hash]
		if len(places) != n {
			t.Errorf("%d copies of %s, want %d: %q", len(places), hash[:8], n, places)
		}
		switch s.drop.fates[hash] {
		case toAnswer:
			answered++
			if got := count(places, "/processed/"); got != 1 {
				t.Errorf("%s lies %d times in processed, want once: %q", hash[:8], got, places)
			}
			if got := count(places, "/duplicates/"); got != n-1 {
				t.Errorf("%s lies %d times in duplicates, want %d: %q", hash[:8], got, n-1, places)
			}
		case toFailed:
			failed += n
			if got := count(places, "/failed/"); got != n {
				t.Errorf("%s lies %d times in failed, want %d: %q", hash[:8], got, n, places)
			}
		case destroyed:
		}
		delete(found, hash)
	}
	for hash, places := range found {
		t.Errorf("nobody dropped %s: %q", hash[:8], places)
	}
	for p, has := range beside {
		if !has {
			t.Errorf("nothing lies beside %s", p)
		}
	}
	s.checkDatabase(answered)
	t.Logf("%d files dropped (%d contents to answer, %d files to refuse); workers killed: %v", s.drop.total(), answered, failed, s.kills)
}

func count(places []string, part string) int {
	n := 0
	for _, p := range places {
		if strings.Contains(p, part) {
			n++
		}
	}
	return n
}

// gather lists the documents below the folders by hash, and whether the answer
// or the reason of each lies beside it.
func (s *scene) gather(folders []string) (found map[string][]string, beside map[string]bool) {
	found, beside = map[string][]string{}, map[string]bool{}
	for _, dir := range folders {
		err := filepath.WalkDir(dir, func(p string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			name := e.Name()
			if strings.HasSuffix(name, ".recommendation.html") || strings.HasSuffix(name, ".reason.json") || strings.HasSuffix(name, ".reason.txt") ||
				strings.Contains(p, "/.work/") && name != "file" {
				return nil
			}
			content, err := os.ReadFile(p)
			if err != nil {
				return err
			}
			found[hashOf(content)] = append(found[hashOf(content)], p)
			suffix := ".reason.txt"
			if strings.Contains(p, "/processed/") {
				suffix = ".recommendation.html"
			}
			_, err = os.Stat(p + suffix)
			beside[p] = err == nil
			return nil
		})
		if err != nil {
			s.t.Fatal(err)
		}
	}
	return found, beside
}

// checkDatabase counts what must be there once.
func (s *scene) checkDatabase(answered int) {
	t, ctx := s.t, s.t.Context()
	db, err := openDatabase(ctx, config{Database: s.dsn, Data: filepath.Join(s.dir, "data")}, true, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer db.close()
	for _, c := range []struct {
		what, query string
		want        int
	}{
		{"documents", "SELECT count(*) FROM document WHERE status = 'analysed'", answered},
		{"documents of any kind", "SELECT count(*) FROM document", answered},
		{"analyses", "SELECT count(*) FROM analysis", answered},
		{"arrivals noted twice", "SELECT count(*) FROM (SELECT document_id FROM document_event WHERE kind = 'received' GROUP BY 1 HAVING count(*) > 1) x", 0},
		{"analyses noted twice", "SELECT count(*) FROM (SELECT document_id FROM document_event WHERE kind = 'analysed' GROUP BY 1 HAVING count(*) > 1) x", 0},
		{"claims opened twice", "SELECT count(*) FROM (SELECT claim_id FROM claim_event WHERE step = 1 GROUP BY 1 HAVING count(*) > 1) x", 0},
		{"claims of one key", "SELECT count(*) FROM (SELECT 1 FROM claim GROUP BY customer_key, workload, association, programme_year, partner_id, attempt HAVING count(*) > 1) x", 0},
		{"inbox rows without an end", "SELECT count(*) FROM inbox_file WHERE finished_at IS NULL", 0},
		{"inbox rows marked lost", "SELECT count(*) FROM inbox_file WHERE state = 'lost'", 0},
		{"jobs not done", "SELECT count(*) FROM river_job WHERE kind = 'analyze_document' AND state <> 'completed'", 0},
	} {
		var got int
		if err := db.pool.QueryRow(ctx, c.query).Scan(&got); err != nil {
			t.Errorf("%s: %v", c.what, err)
		}
		if got != c.want {
			t.Errorf("%d %s, want %d", got, c.what, c.want)
		}
	}
	if _, err := store.VerifyAudit(ctx, db.pool); err != nil {
		t.Errorf("audit chain: %v", err)
	}
	s.checkDocuments(ctx, db)
}

// checkDocuments reads every stored original: it must be one of the dropped
// contents, whole.
func (s *scene) checkDocuments(ctx context.Context, db *database) {
	blobs, err := blobstore.Open(ctx, filepath.Join(s.dir, "data", "documents"))
	if err != nil {
		s.t.Fatal(err)
	}
	defer blobs.Close()
	known, err := store.Contents(ctx, db.pool)
	if err != nil {
		s.t.Fatal(err)
	}
	swept, err := blobs.Sweep(ctx, known, true)
	if err != nil || len(swept.Missing) > 0 || len(swept.Damaged) > 0 {
		s.t.Errorf("document store: missing %q, damaged %q, %v", swept.Missing, swept.Damaged, err)
	}
	for hash := range known {
		content, err := blobs.Get(ctx, hash)
		if errors.Is(err, sow.ErrNotFound) {
			continue // counted as missing
		}
		if err != nil || s.drop.fates[hashOf(content)] != toAnswer {
			s.t.Errorf("stored document %s is none that was dropped whole (%d bytes): %v", hash[:8], len(bytes.TrimSpace(content)), err)
		}
	}
}
