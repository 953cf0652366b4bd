package pipeline_test

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"claimline/internal/blobstore"
	"claimline/internal/pglocal"
	"claimline/internal/pipeline"
	"claimline/internal/sow"
	"claimline/internal/store"
)

// life is what a worker process of the chaos test does before it dies.
type life struct {
	Dir       string // holds the database, the document store and the ledger of messages
	Documents int
	Point     string // where it kills itself, "" nowhere
	After     int    // how often it passes the point before
	Workload  string // the only one that the documents call for, "" several
	Notice    bool   // the customers' windows of all claims have ended
	Again     bool   // once the documents are analysed, analyse them all with the next rules
}

const lifeVar = "PIPELINE_TEST_LIFE"

func TestMain(m *testing.M) {
	if text := os.Getenv(lifeVar); text != "" {
		var l life
		if err := errors.Join(json.Unmarshal([]byte(text), &l), l.live(context.Background())); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// live is a whole worker: its own PostgreSQL, the jobs, and a door through
// which all documents come, those of earlier lives again.
func (l life) live(ctx context.Context) (err error) {
	server, err := pglocal.Start(ctx, filepath.Join(l.Dir, "pg"), pglocal.Options{Unsafe: true}) // a killed process needs no fsync, a power cut does
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, server.Stop()) }()
	pool, err := pgxpool.New(ctx, server.DSN)
	if err != nil {
		return err
	}
	defer pool.Close()
	if err := pipeline.MigrateUp(ctx, pool); err != nil {
		return err
	}
	blobs, err := blobstore.Open(ctx, filepath.Join(l.Dir, "store"))
	if err != nil {
		return err
	}
	var passed atomic.Int32
	var pack rules
	if l.Again {
		pack.version.Store(2)
	}
	p, err := pipeline.New(pipeline.Config{
		Pool: pool, Blobs: blobs, Analyze: pack.read, Pack: pack.info, Now: time.Now, Tick: 50 * time.Millisecond, ClientID: "worker", Exclusive: true, Send: l.send,
		Attempts: 50, // kills use up runs
		Hooks: pipeline.Hooks{Reached: func(point string) {
			if point == l.Point && passed.Add(1) > int32(l.After) {
				_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
				select {}
			}
		}},
	})
	if err != nil {
		return err
	}
	if err := p.Start(ctx); err != nil {
		return err
	}
	for i := range l.Documents {
		d := text{Customer: fmt.Sprint("Customer ", i/2), Workloads: []string{"teams", fmt.Sprint("w", i)}, Says: fmt.Sprint(i)}
		if l.Workload != "" {
			d.Workloads = []string{l.Workload}
		}
		_, err := p.Submit(ctx, pipeline.Submission{Arrival: fmt.Sprint("arrival-", i), Name: fmt.Sprint(i), Source: "inbox", Content: strings.NewReader(d.bytes())})
		if err != nil {
			return err
		}
	}
	if err := p.WaitIdle(ctx); err != nil {
		return err
	}
	if l.Again {
		return errors.Join(l.again(ctx, p, pool), p.Stop(ctx))
	}
	if l.Notice {
		err = noticeOver(ctx, pool)
	} else {
		err = l.message(ctx, pool)
	}
	if err != nil {
		return err
	}
	if err := p.Sweep(ctx); err != nil {
		return err
	}
	if err := p.WaitIdle(ctx); err != nil {
		return err
	}
	return p.Stop(ctx)
}

// again brings a re-analysis from wherever it stands to its end.
func (l life) again(ctx context.Context, p *pipeline.Pipeline, pool *pgxpool.Pool) error {
	for {
		run, err := store.NewestReanalysis(ctx, pool)
		switch {
		case errors.Is(err, sow.ErrNotFound):
			_, err = p.StartReanalysis(ctx, sow.Person("ana"))
		case err == nil && run.State == sow.ReanalysisReady:
			_, err = p.ConfirmReanalysis(ctx, run.ID, sow.Person("cleo"))
		case err == nil && run.State == sow.ReanalysisApplied:
			return nil
		}
		if err != nil {
			return err
		}
		<-time.After(5 * time.Millisecond)
	}
}

// noticeOver puts the claims that nobody has moved where the customer has said
// nothing in time, behind the back of the triggers.
func noticeOver(ctx context.Context, pool *pgxpool.Pool) error {
	return pgx.BeginFunc(ctx, pool, func(tx pgx.Tx) error {
		_, err := tx.Exec(ctx, "SET LOCAL session_replication_role = replica")
		if err == nil {
			_, err = tx.Exec(ctx, `UPDATE claim SET stage = 'customer_notice', submitted_on = '2026-01-01', partner_center_id = 'PC',
				approved_on = '2026-01-02', notice_ends_on = '2026-01-09' WHERE stage = 'identified'`)
		}
		return err
	})
}

// message queues one message per claim.
func (l life) message(ctx context.Context, pool *pgxpool.Pool) error {
	claims, _, err := store.Claims(ctx, pool, store.ClaimFilter{Limit: store.MaxLimit})
	for _, c := range claims {
		if err == nil {
			_, err = store.Queue(ctx, pool, sow.Message{ClaimID: c.ID, Event: "opened", Channel: sow.ChannelMail, Recipient: "ana@partner.example", Digest: c.ID%2 == 0, NotBefore: time.Now()}, time.Now())
		}
	}
	return err
}

// send is the outside world: a file that remembers every message.
func (l life) send(_ context.Context, batch []sow.Message) error {
	f, err := os.OpenFile(filepath.Join(l.Dir, "sent"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	for _, m := range batch {
		_, e := fmt.Fprintln(f, m.ID)
		err = errors.Join(err, e)
	}
	return errors.Join(err, f.Close())
}

// A worker with its own PostgreSQL is killed at every named point, in random
// order, in the middle of its work. At the end each document is there once with
// one analysis, no claim stands twice, nothing waits, the audit chain is
// whole, no message went out twice, and no server is left.
func TestKilledAtEveryPoint(t *testing.T) {
	points := []string{
		pipeline.PointStored, pipeline.PointBeforeSubmit, pipeline.PointAfterSubmit, pipeline.PointJobStarted, pipeline.PointJobAnalysed,
		pipeline.PointBeforeRecord, pipeline.PointAfterRecord, pipeline.PointMessageTaken, pipeline.PointMessageLeft, pipeline.PointMessageMarked,
	}
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 0))
	r.Shuffle(len(points), func(i, j int) { points[i], points[j] = points[j], points[i] })
	dir := t.TempDir()
	killed, documents := 0, 0
	for _, point := range points {
		documents += 4 // every life has something new to do
		l := life{Dir: dir, Documents: documents, Point: point, After: r.IntN(3)}
		switch err := run(t, l); {
		case err == nil: // all work was done before it came to the point that often
		case strings.Contains(err.Error(), "killed"):
			killed++
		default:
			t.Fatalf("life with %s: %v", point, err)
		}
	}
	if killed < len(points)-2 {
		t.Errorf("only %d of %d lives were killed", killed, len(points))
	}
	if err := run(t, life{Dir: dir, Documents: documents}); err != nil {
		t.Fatalf("last life: %v", err)
	}
	t.Logf("%d of %d lives were killed", killed, len(points))
	ledger(t, dir, documents)
}

// A worker is killed in every step of the sending of messages, single ones and
// digests, CHAOS_RUNS times (6 without it): each message went out once, or is
// marked as one that nobody knows about and went out at most once.
func TestKilledWhileSending(t *testing.T) {
	runs, err := strconv.Atoi(cmp.Or(os.Getenv("CHAOS_RUNS"), "6"))
	if err != nil {
		t.Fatal(err)
	}
	points := []string{pipeline.PointMessageTaken, pipeline.PointMessageLeft, pipeline.PointMessageMarked}
	dir, documents, killed := t.TempDir(), 0, 0
	for i := range runs {
		documents += 2 // every life has something new to send
		switch err := run(t, life{Dir: dir, Documents: documents, Point: points[i%len(points)], After: i / len(points) % 2}); {
		case err == nil:
		case strings.Contains(err.Error(), "killed"):
			killed++
		default:
			t.Fatal(err)
		}
	}
	if err := run(t, life{Dir: dir, Documents: documents}); err != nil {
		t.Fatal(err)
	}
	if killed < runs-runs/6 {
		t.Errorf("only %d of %d lives were killed", killed, runs)
	}
	t.Logf("%d of %d lives were killed", killed, runs)
	ledger(t, dir, documents)
}

// A worker is killed while it moves claims, CHAOS_RUNS times (6 without it):
// each claim has moved once, with one event, and the audit chain is whole.
func TestKilledWhileMoving(t *testing.T) {
	runs, err := strconv.Atoi(cmp.Or(os.Getenv("CHAOS_RUNS"), "6"))
	if err != nil {
		t.Fatal(err)
	}
	dir, documents, killed := t.TempDir(), 0, 0
	for i := range runs {
		documents += 2 // three new claims to move
		switch err := run(t, life{Dir: dir, Documents: documents, Notice: true, Point: pipeline.PointBeforeMove, After: i % 3}); {
		case err == nil:
		case strings.Contains(err.Error(), "killed"):
			killed++
		default:
			t.Fatal(err)
		}
	}
	if err := run(t, life{Dir: dir, Documents: documents, Notice: true}); err != nil {
		t.Fatal(err)
	}
	if killed < runs-runs/6 {
		t.Errorf("only %d of %d lives were killed", killed, runs)
	}
	server, err := pglocal.Start(t.Context(), filepath.Join(dir, "pg"), pglocal.Options{Unsafe: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = server.Stop() }()
	pool, err := pgxpool.New(t.Context(), server.DSN)
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	claims := documents / 2 * 3
	bench{pool: pool}.check(t, map[string]int{
		"SELECT count(*) FROM claim":                                            claims,
		"SELECT count(*) FROM claim WHERE stage = 'active' AND assumed":         claims,
		"SELECT count(*) FROM claim_event WHERE kind = 'moved'":                 claims,
		"SELECT count(DISTINCT claim_id) FROM claim_event WHERE kind = 'moved'": claims,
		"SELECT count(*) FROM audit WHERE action = 'claim.moved'":               claims,
		"SELECT count(*) FROM river_job WHERE state NOT IN ('completed')":       0,
	})
	if _, err := store.VerifyAudit(t.Context(), pool); err != nil {
		t.Error(err)
	}
	t.Logf("%d of %d lives were killed", killed, runs)
}

// A worker is killed again and again while the whole store is analysed with
// other rules and while that takes effect: each document is decided anew once,
// each claim opens or ends once.
func TestKilledDuringReanalysis(t *testing.T) {
	const documents = 12
	dir := t.TempDir()
	if err := run(t, life{Dir: dir, Documents: documents, Workload: "old"}); err != nil {
		t.Fatal(err)
	}
	points := []string{pipeline.PointCompared, pipeline.PointCompared, pipeline.PointCompared, pipeline.PointApplied, pipeline.PointApplied, pipeline.PointApplied}
	for i, point := range points {
		err := run(t, life{Dir: dir, Documents: documents, Workload: "old", Point: point, After: i % 3, Again: true})
		if err == nil || !strings.Contains(err.Error(), "killed") {
			t.Fatalf("life with %s was not killed: %v", point, err)
		}
	}
	if err := run(t, life{Dir: dir, Documents: documents, Workload: "old", Again: true}); err != nil {
		t.Fatalf("last life: %v", err)
	}
	server, err := pglocal.Start(t.Context(), filepath.Join(dir, "pg"), pglocal.Options{Unsafe: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = server.Stop() }()
	pool, err := pgxpool.New(t.Context(), server.DSN)
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	bench{pool: pool}.check(t, map[string]int{
		"SELECT count(*) FROM reanalysis WHERE state = 'applied'":                       1,
		"SELECT count(*) FROM reanalysis_item WHERE state = 'applied'":                  documents,
		"SELECT count(*) FROM analysis":                                                 2 * documents,
		"SELECT count(*) FROM analysis WHERE current AND pack_version = '2'":            documents,
		"SELECT count(*) FROM document_event WHERE kind = 'decided_anew'":               documents,
		"SELECT count(*) FROM claim WHERE workload = 'new' AND outcome IS NULL":         documents / 2,
		"SELECT count(*) FROM claim WHERE workload = 'old' AND outcome = 'not_pursued'": documents / 2,
		"SELECT count(*) FROM claim_event WHERE kind = 'moved'":                         documents / 2,
		"SELECT count(*) FROM river_job WHERE state <> 'completed'":                     0,
	})
	if _, err := store.VerifyAudit(t.Context(), pool); err != nil {
		t.Error(err)
	}
}

func run(t *testing.T, l life) error {
	t.Helper()
	text, err := json.Marshal(l)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, os.Args[0])
	cmd.Env = append(os.Environ(), lifeVar+"="+string(text))
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	err = cmd.Run()
	if ctx.Err() != nil {
		t.Fatalf("life with %q does not end: %s", l.Point, out.String())
	}
	if err != nil && out.Len() > 0 {
		return fmt.Errorf("%w: %s", err, out.String())
	}
	return err
}
