package pipeline_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"claimline/internal/blobstore"
	"claimline/internal/pgtest"
	"claimline/internal/pipeline"
	"claimline/internal/sow"
	"claimline/internal/store"
)

// text is a document of these tests: its content is what its analysis says.
type text struct {
	Customer  string
	Tenant    string
	Workloads []string
	Scan      bool // readable by OCR only
	Says      string
}

func (d text) bytes() string {
	b, err := json.Marshal(d)
	if err != nil {
		panic(err)
	}
	return string(b)
}

// read stands in for extraction and rules, which have tests of their own.
func read(_ context.Context, task pipeline.Task) (sow.Analysis, error) {
	var d text
	if err := json.Unmarshal(task.Content, &d); err != nil {
		return sow.Analysis{}, &sow.Failure{Code: sow.ReasonCorruptPDF, Message: "cannot be read", Hint: "save it anew"}
	}
	pack := sha256.Sum256([]byte("pack"))
	a := sow.Analysis{
		Schema: sow.AnalysisSchema, Status: sow.StatusOK, Document: sow.DocumentInfo{Engine: "test", SHA256: task.SHA256},
		Pack:  sow.PackInfo{Name: "test", Version: "1", SHA256: hex.EncodeToString(pack[:]), Strictness: "seed"},
		Facts: &sow.Facts{Customer: sow.NewFact(d.Customer), TenantID: sow.NewFact(d.Tenant)},
	}
	if d.Scan && !task.OCR {
		a.Status = sow.StatusNeedsOCR
		return a, nil
	}
	if v := task.Answers["customer"]; v != "" {
		a.Facts.Customer = sow.NewFact(v)
	}
	for _, w := range d.Workloads {
		a.Claims = append(a.Claims, sow.ClaimProposal{
			Workload: w, Association: sow.AssocDeployment, ExpectedValue: sow.ExpectedValue{State: "unknown"},
			PoE: []sow.PoEItem{{Code: "poe.project_plan", Name: "Project plan", Need: sow.NeedRequired, Status: sow.PoEMissing}},
		})
	}
	return a, nil
}

type bench struct {
	*pipeline.Pipeline
	pool  *pgxpool.Pool
	blobs *blobstore.Store
}

// setup gives a running pipeline on a database of its own.
func setup(t *testing.T, change func(*pipeline.Config)) bench {
	t.Helper()
	b := idle(t, change)
	if err := b.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := b.Stop(context.Background()); err != nil {
			t.Error(err)
		}
	})
	return b
}

func idle(tb testing.TB, change func(*pipeline.Config)) bench {
	tb.Helper()
	blobs, err := blobstore.Open(tb.Context(), tb.TempDir())
	if err != nil {
		tb.Fatal(err)
	}
	cfg := pipeline.Config{Pool: pgtest.Pool(tb), Blobs: blobs, Analyze: read, Now: time.Now, PartnerID: "4711", Tick: time.Hour}
	if change != nil {
		change(&cfg)
	}
	p, err := pipeline.New(cfg)
	if err != nil {
		tb.Fatal(err)
	}
	return bench{Pipeline: p, pool: cfg.Pool, blobs: cfg.Blobs}
}

func (b bench) submit(t *testing.T, s pipeline.Submission, content string) pipeline.Receipt {
	t.Helper()
	s.Content = strings.NewReader(content)
	if s.Source == "" {
		s.Source = "inbox"
	}
	r, err := b.Submit(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func (b bench) wait(t *testing.T) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	if err := b.WaitIdle(ctx); err != nil {
		var problems string
		_ = b.pool.QueryRow(t.Context(), "SELECT coalesce(string_agg(errors::text, ' '), '') FROM river_job WHERE errors IS NOT NULL").Scan(&problems)
		q, _ := b.Queues(t.Context())
		t.Fatalf("%v: %+v; errors of jobs: %s", err, q, problems)
	}
}

func (b bench) document(t *testing.T, id int64) sow.DocumentRecord {
	t.Helper()
	d, err := store.DocumentByID(t.Context(), b.pool, id)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func (b bench) count(t *testing.T, sql string) int {
	t.Helper()
	var n int
	if err := b.pool.QueryRow(t.Context(), sql).Scan(&n); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	return n
}

func TestFromDocumentToClaims(t *testing.T) {
	b := setup(t, nil)
	for i := range 30 {
		d := text{Customer: fmt.Sprint("Customer ", i/2), Workloads: []string{"teams", fmt.Sprint("w", i%2)}, Says: fmt.Sprint(i)}
		b.submit(t, pipeline.Submission{Name: fmt.Sprint(i, ".pdf"), ReceivedBy: "ana"}, d.bytes())
	}
	b.wait(t)
	if n := b.count(t, "SELECT count(*) FROM document WHERE status = 'analysed'"); n != 30 {
		t.Errorf("%d documents analysed", n)
	}
	// 15 customers with teams, w0 and w1 each: teams is in two documents.
	if n := b.count(t, "SELECT count(*) FROM claim WHERE owner = 'ana' AND partner_id = '4711'"); n != 45 {
		t.Errorf("%d claims, want 45", n)
	}
	if _, err := store.VerifyAudit(t.Context(), b.pool); err != nil {
		t.Error(err)
	}
}

func TestSubmitAgain(t *testing.T) {
	b := setup(t, nil)
	content := text{Customer: "Contoso", Workloads: []string{"teams"}}.bytes()
	first := b.submit(t, pipeline.Submission{Arrival: "a1", Name: "SOW.pdf"}, content)
	same := b.submit(t, pipeline.Submission{Arrival: "a1", Name: "SOW.pdf"}, "the content is not even read")
	b.wait(t)
	dup := b.submit(t, pipeline.Submission{Arrival: "a2", Name: "copy.pdf"}, content)
	dupAgain := b.submit(t, pipeline.Submission{Arrival: "a2", Name: "copy.pdf"}, content)
	for i, r := range []pipeline.Receipt{first, same, dup, dupAgain} {
		want := pipeline.Added
		if i > 1 {
			want = pipeline.Duplicate
		}
		if r.Outcome != want || r.Document.ID != first.Document.ID {
			t.Errorf("hand-over %d: %s of document %d", i, r.Outcome, r.Document.ID)
		}
	}
	if n := b.count(t, "SELECT count(*) FROM river_job"); n != 1 {
		t.Errorf("%d jobs, want 1", n)
	}
	if n := b.count(t, "SELECT count(*) FROM document_event"); n != 3 {
		t.Errorf("%d events, want received, analysed, seen_again", n)
	}
	_, err := b.Submit(t.Context(), pipeline.Submission{Name: "x", Source: "api", SHA256: strings.Repeat("0", 64), Content: strings.NewReader("x")})
	if !errors.Is(err, pipeline.ErrChanged) {
		t.Errorf("other content than announced: %v", err)
	}
}

func TestFailedDocumentComesBack(t *testing.T) {
	b := setup(t, nil)
	r := b.submit(t, pipeline.Submission{Arrival: "b1", Name: "broken.pdf"}, "{")
	b.wait(t)
	d := b.document(t, r.Document.ID)
	if d.Status != sow.DocumentFailed || d.Failure.Code != sow.ReasonCorruptPDF || d.Failure.Hint != "save it anew" || d.Attempts != 1 {
		t.Errorf("document %+v, failure %+v: a known reason needs one run", d, d.Failure)
	}
	again := b.submit(t, pipeline.Submission{Arrival: "b2", Name: "broken.pdf"}, "{")
	repeated := b.submit(t, pipeline.Submission{Arrival: "b2", Name: "broken.pdf"}, "{")
	if again.Outcome != pipeline.Retried || repeated.Outcome != pipeline.Retried {
		t.Errorf("outcomes %s, %s", again.Outcome, repeated.Outcome)
	}
	b.wait(t)
	if err := b.Retry(t.Context(), r.Document.ID, sow.Person("ana")); err != nil {
		t.Fatal(err)
	}
	b.wait(t)
	if n := b.count(t, "SELECT count(*) FROM document_event WHERE kind = 'failed'"); n != 3 {
		t.Errorf("failed %d times, want 3", n)
	}
}

// A document that always breaks the run ends as failed, and never keeps the
// others waiting.
func TestPoisonDocument(t *testing.T) {
	var runs atomic.Int32
	b := setup(t, func(c *pipeline.Config) {
		c.Attempts, c.Workers.Analysis = 2, 1
		c.Analyze = func(ctx context.Context, task pipeline.Task) (sow.Analysis, error) {
			if task.Name == "poison.pdf" {
				runs.Add(1)
				panic("broken reader")
			}
			return read(ctx, task)
		}
	})
	poison := b.submit(t, pipeline.Submission{Name: "poison.pdf"}, "p")
	good := b.submit(t, pipeline.Submission{Name: "good.pdf"}, text{Customer: "C", Workloads: []string{"teams"}}.bytes())
	b.wait(t)
	if d := b.document(t, good.Document.ID); d.Status != sow.DocumentAnalysed {
		t.Errorf("good document is %s", d.Status)
	}
	if d := b.document(t, poison.Document.ID); d.Status != sow.DocumentFailed || d.Failure.Code != sow.ReasonInternal || d.Attempts != 2 || runs.Load() != 2 {
		t.Errorf("poison document is %s after %d runs, failure %+v", d.Status, runs.Load(), d.Failure)
	}
}

func TestPassingFaultIsTriedAgain(t *testing.T) {
	var runs atomic.Int32
	b := setup(t, func(c *pipeline.Config) {
		c.Analyze = func(ctx context.Context, task pipeline.Task) (sow.Analysis, error) {
			if runs.Add(1) == 1 {
				return sow.Analysis{}, errors.New("share not reachable")
			}
			return read(ctx, task)
		}
	})
	r := b.submit(t, pipeline.Submission{Name: "a.pdf"}, text{Customer: "C", Workloads: []string{"teams"}}.bytes())
	b.wait(t)
	if d := b.document(t, r.Document.ID); d.Status != sow.DocumentAnalysed || d.Attempts != 2 {
		t.Errorf("document is %s after %d runs", d.Status, d.Attempts)
	}
}

func TestScansAreReadByOCR(t *testing.T) {
	scan := text{Customer: "C", Workloads: []string{"teams"}, Scan: true}.bytes()
	t.Run("with OCR", func(t *testing.T) {
		b := setup(t, func(c *pipeline.Config) { c.OCR = true })
		r := b.submit(t, pipeline.Submission{Name: "scan.pdf"}, scan)
		b.wait(t)
		if d := b.document(t, r.Document.ID); d.Status != sow.DocumentAnalysed || d.Claims != 1 {
			t.Errorf("document %+v", d)
		}
	})
	t.Run("without", func(t *testing.T) {
		b := setup(t, nil)
		r := b.submit(t, pipeline.Submission{Name: "scan.pdf"}, scan)
		b.wait(t)
		if d := b.document(t, r.Document.ID); d.Status != sow.DocumentNeedsOCR || d.Claims != 0 {
			t.Errorf("document %+v", d)
		}
	})
}

func TestAnswersOfPeople(t *testing.T) {
	b := setup(t, nil)
	r := b.submit(t, pipeline.Submission{Name: "a.pdf"}, text{Customer: "Contso", Workloads: nil}.bytes())
	b.wait(t)
	steps := []struct {
		answers map[string]string
		want    string
	}{
		{map[string]string{"customer": "Contoso"}, `Contoso {"customer":"Contoso"}`},
		{map[string]string{"agreement": "EA"}, `Contoso {"agreement":"EA","customer":"Contoso"}`},
		{map[string]string{"customer": ""}, `Contso {"agreement":"EA"}`},
		{map[string]string{"agreement": ""}, `Contso `},
	}
	for _, s := range steps {
		if err := b.Reanalyse(t.Context(), r.Document.ID, s.answers, sow.Person("ana")); err != nil {
			t.Fatal(err)
		}
		b.wait(t)
		a, err := store.AnalysisOf(t.Context(), b.pool, r.Document.ID)
		if err != nil {
			t.Fatal(err)
		}
		if got := *a.Analysis.Facts.Customer.Value + " " + a.Options; got != s.want {
			t.Errorf("after %v: %s, want %s", s.answers, got, s.want)
		}
	}
	if n := b.count(t, "SELECT count(*) FROM analysis"); n != 4 {
		t.Errorf("%d entries in the decision log, want 4: taking all answers back is the first one again", n)
	}
}

func TestProgressOfLongWork(t *testing.T) {
	reported, goOn := make(chan bool), make(chan bool)
	b := setup(t, func(c *pipeline.Config) {
		c.Analyze = func(ctx context.Context, task pipeline.Task) (sow.Analysis, error) {
			task.Report(3, 12)
			reported <- true
			<-goOn
			return read(ctx, task)
		}
	})
	r := b.submit(t, pipeline.Submission{Name: "a.pdf"}, text{Customer: "C"}.bytes())
	<-reported
	if at, ok := b.Progress(r.Document.ID); !ok || at != (pipeline.Progress{Done: 3, Total: 12}) {
		t.Errorf("progress %+v, %v", at, ok)
	}
	close(goOn)
	b.wait(t)
	if _, ok := b.Progress(r.Document.ID); ok {
		t.Error("a finished document still has progress")
	}
}

func TestWrongClockIsRefused(t *testing.T) {
	b := idle(t, func(c *pipeline.Config) { c.Now = func() time.Time { return time.Now().Add(6 * time.Minute) } })
	if err := b.Start(t.Context()); err == nil || !strings.Contains(err.Error(), "NTP") {
		t.Errorf("start: %v", err)
	}
	if err := b.Stop(t.Context()); err != nil {
		t.Errorf("stop of a pipeline that never ran: %v", err)
	}
}

func TestTwoProcessesShareTheWork(t *testing.T) {
	pool := pgtest.Pool(t)
	var did [2]atomic.Int32
	blobs, err := blobstore.Open(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	process := func(i int) bench {
		return setup(t, func(c *pipeline.Config) {
			c.Pool, c.Blobs = pool, blobs
			c.Analyze = func(ctx context.Context, task pipeline.Task) (sow.Analysis, error) {
				did[i].Add(1)
				return read(ctx, task)
			}
		})
	}
	one, two := process(0), process(1)
	var wg sync.WaitGroup
	for i := range 60 { // every document is handed in twice, at both doors at once
		for _, b := range []bench{one, two} {
			wg.Go(func() {
				_, err := b.Submit(t.Context(), pipeline.Submission{Name: "n", Source: "api", Content: strings.NewReader(text{Customer: fmt.Sprint("C", i%20), Workloads: []string{"teams"}, Says: fmt.Sprint(i)}.bytes())})
				if err != nil {
					t.Error(err)
				}
			})
		}
	}
	wg.Wait()
	one.wait(t)
	if a, b := did[0].Load(), did[1].Load(); a+b != 60 || a == 0 || b == 0 {
		t.Errorf("runs %d and %d, want 60 together and some each", a, b)
	}
	if n := one.count(t, "SELECT count(*) FROM claim"); n != 20 {
		t.Errorf("%d claims, want 20", n)
	}
}

// A document that takes the whole program down each time uses up its runs
// without ever ending one: the next start must not run it again.
func TestDocumentThatKillsTheProgram(t *testing.T) {
	var runs atomic.Int32
	b := idle(t, func(c *pipeline.Config) {
		c.ClientID, c.Exclusive = "worker", true
		c.Analyze = func(ctx context.Context, task pipeline.Task) (sow.Analysis, error) {
			runs.Add(1)
			return read(ctx, task)
		}
	})
	r := b.submit(t, pipeline.Submission{Name: "bomb.pdf"}, text{Customer: "C", Workloads: []string{"teams"}}.bytes())
	// As fifteen killed runs leave it, the last one of them still marked running.
	if _, err := b.pool.Exec(t.Context(), "UPDATE river_job SET state = 'running', attempt = 15, attempted_at = now(), attempted_by = ARRAY['worker', 'worker', 'worker']"); err != nil {
		t.Fatal(err)
	}
	if err := b.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	b.wait(t)
	if err := b.Stop(context.Background()); err != nil {
		t.Fatal(err)
	}
	if d := b.document(t, r.Document.ID); d.Status != sow.DocumentFailed || d.Failure.Code != sow.ReasonInternal || runs.Load() != 0 {
		t.Errorf("document is %s after %d more runs, failure %+v", d.Status, runs.Load(), d.Failure)
	}
}
