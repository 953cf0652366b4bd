// Package pipeline carries documents and claims through their steps as
// background jobs. It is the only package that knows the queue (River). Every
// step is one transaction that also completes its job, so a step that runs
// again after a crash changes nothing twice.
package pipeline

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"

	"claimline/internal/blobstore"
	"claimline/internal/sow"
	"claimline/internal/store"
)

// Config is what a [Pipeline] works with. Pool, Blobs, Analyze and Now are
// needed; the zero value of another field means its default.
type Config struct {
	Pool    *pgxpool.Pool // at least the sum of Workers plus 4 connections
	Blobs   *blobstore.Store
	Analyze func(context.Context, Task) (sow.Analysis, error)
	Now     func() time.Time
	Logger  *slog.Logger // nil is silent

	// Deadlines gives the deadlines of a claim at its position; nil leaves those
	// of the analysis.
	Deadlines func(c sow.Claim, at time.Time) []sow.DeadlineEntry
	// PartnerDeadlines gives the deadlines that belong to the partner and to no
	// claim, each the next time that it comes round; nil, or a nil list, keeps
	// those that are there.
	PartnerDeadlines func(at time.Time) []sow.DeadlineEntry
	// Checklist gives the empty checklist of a claim that a person opens; nil none.
	Checklist func(sow.Association) []sow.PoEItem
	// Send sends messages of the outbox to one recipient as one, see
	// [sow.TemporaryError] and [sow.ErrUncertain]; nil leaves messages in the
	// outbox.
	Send func(context.Context, []sow.Message) error
	// People are who is told; Words are what messages say about codes.
	People People
	Words  Words

	// Pack names the rules that Analyze applies at the moment; only a re-analysis
	// of the whole store needs it.
	Pack    func() sow.PackInfo
	Program string // version of this program, for the decision log

	PartnerID string         // Partner ID of new claims
	Zone      *time.Location // zone in which days begin and end; nil is UTC
	OCR       bool           // scanned documents get a second run that reads pictures
	Workers   Workers        // jobs at a time
	Attempts  int            // runs of a document before it fails; default 3
	Tick      time.Duration  // how often deadlines and notices are looked at; default 30 s

	// ClientID names this process in the queue. With Exclusive it is needed and
	// stays the same over restarts: no other process uses the database, so jobs
	// that a killed run of this client left are taken up at the start.
	ClientID  string
	Exclusive bool

	// Ended is called after an analysis has been recorded or has failed for good,
	// from several goroutines; it must not wait. Again tells that the document had
	// been decided before. Nil does nothing.
	Ended func(again bool)

	// Recorded is called with each analysis that was recorded and its id in the
	// decision log, before Ended and under the same terms. Nil does nothing.
	Recorded func(id int64, a sow.Analysis)

	Hooks Hooks
}

// Workers is how many jobs of a kind run at a time in this process.
type Workers struct {
	Analysis int // documents that are read and decided; default 2
	OCR      int // default 1
	Claims   int // default 4
	Outbox   int // default 1
	Again    int // re-analysis of the whole store; default 1
}

// The limits of jobs. A rescue uses up a run, so it waits well past the timeout.
const (
	jobTimeout   = 2 * time.Minute
	ocrTimeout   = 30 * time.Minute
	rescueAfter  = 5 * time.Minute
	stopLimit    = 20 * time.Second
	fetchEvery   = 5 * time.Millisecond // of inserting clients too: it limits their wake-up calls
	pollEvery    = 500 * time.Millisecond
	maxSkew      = 5 * time.Minute
	warnSkew     = 5 * time.Second
	queueRetries = 25 // far above Config.Attempts: a document is failed by us, never dropped by the queue
)

// The queues, one per kind of work, so that none waits for another.
const (
	queueAnalysis = "analysis"
	queueOCR      = "ocr"
	queueClaims   = "claims"
	queueOutbox   = "outbox"
	queueAgain    = "reanalysis"
)

// Hooks let a test stop or disturb a step at named points; nil does nothing.
type Hooks struct {
	Reached func(point string)
}

// The points that [Hooks].Reached names, in the order of a document's way.
const (
	PointStored        = "stored"         // bytes in the document store, no row yet
	PointBeforeSubmit  = "before-submit"  // row and job written, not committed
	PointAfterSubmit   = "after-submit"   // committed
	PointJobStarted    = "job-started"    //
	PointJobAnalysed   = "job-analysed"   // analysis made, nothing written
	PointBeforeRecord  = "before-record"  // analysis and claims written, not committed
	PointAfterRecord   = "after-record"   // committed
	PointCompared      = "compared"       // document of a re-analysis compared, not committed
	PointApplied       = "applied"        // document of a re-analysis taking effect, not committed
	PointBeforeMove    = "before-move"    // claim moved by the program, not committed
	PointMessageTaken  = "message-taken"  // marked as being sent, not sent
	PointMessageLeft   = "message-left"   // sent, not yet marked so
	PointMessageMarked = "message-marked" //
	PointReminded      = "reminded"       // reminders of some claims put into the outbox
	PointSwept         = "swept"          // a look at deadlines, notices and messages has ended
)

// Pipeline runs the jobs. Its methods may be called at the same time, also
// before Start: a process that only submits documents never starts it.
type Pipeline struct {
	cfg      Config
	client   *river.Client[pgx.Tx]
	progress progress
	places   places
	together together
	stop     context.CancelFunc
	ticking  sync.WaitGroup
}

// New gives a pipeline that does not run yet. The database is migrated.
func New(cfg Config) (*Pipeline, error) {
	if cfg.Pool == nil || cfg.Blobs == nil || cfg.Analyze == nil || cfg.Now == nil {
		return nil, errors.New("pipeline: Pool, Blobs, Analyze and Now are needed")
	}
	if cfg.Exclusive && cfg.ClientID == "" {
		return nil, errors.New("pipeline: an exclusive client needs a name")
	}
	cfg = cfg.withDefaults()
	p := &Pipeline{cfg: cfg, places: make(places, cfg.Workers.Analysis), together: together{changed: make(chan struct{}, 1)}}
	workers := river.NewWorkers()
	river.AddWorker(workers, &analyzeWorker{p: p})
	river.AddWorker(workers, &ocrWorker{p: p})
	river.AddWorker(workers, &noticeWorker{p: p})
	river.AddWorker(workers, &outboxWorker{p: p})
	river.AddWorker(workers, &reminderWorker{p: p})
	river.AddWorker(workers, &againWorker{p: p})
	client, err := river.NewClient(riverpgxv5.New(cfg.Pool), &river.Config{
		ID: cfg.ClientID, Logger: queueLogger(cfg.Logger), Workers: workers,
		Queues: map[string]river.QueueConfig{
			queueAnalysis: {MaxWorkers: cfg.Workers.Analysis + atOnce}, // those that wait to be recorded included
			queueOCR:      {MaxWorkers: cfg.Workers.OCR},
			queueClaims:   {MaxWorkers: cfg.Workers.Claims},
			queueOutbox:   {MaxWorkers: cfg.Workers.Outbox},
			queueAgain:    {MaxWorkers: cfg.Workers.Again},
		},
		FetchCooldown: fetchEvery, FetchPollInterval: pollEvery, JobTimeout: jobTimeout, RescueStuckJobsAfter: rescueAfter,
		MaxAttempts: queueRetries, SoftStopTimeout: stopLimit,
	})
	if err != nil {
		return nil, fmt.Errorf("prepare the job queue: %w", err)
	}
	p.client = client
	return p, nil
}

func (c Config) withDefaults() Config {
	def := func(v *int, d int) {
		if *v <= 0 {
			*v = d
		}
	}
	def(&c.Workers.Analysis, 2)
	def(&c.Workers.OCR, 1)
	def(&c.Workers.Claims, 4)
	def(&c.Workers.Outbox, 1)
	def(&c.Workers.Again, 1)
	def(&c.Attempts, 3)
	if c.Tick <= 0 {
		c.Tick = 30 * time.Second
	}
	if c.Zone == nil {
		c.Zone = time.UTC
	}
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	return c
}

// queueLogger keeps the queue's own log to what an operator acts on.
func queueLogger(l *slog.Logger) *slog.Logger {
	return slog.New(levelHandler{Handler: l.Handler(), least: slog.LevelWarn})
}

type levelHandler struct {
	slog.Handler
	least slog.Level
}

// Enabled drops records below the least level.
func (h levelHandler) Enabled(ctx context.Context, l slog.Level) bool {
	return l >= h.least && h.Handler.Enabled(ctx, l)
}

// Start takes up what a killed run left, starts the jobs and looks at deadlines
// at once and then every tick, until Stop. It refuses a clock that is more
// than five minutes off the database's.
func (p *Pipeline) Start(ctx context.Context) error {
	if err := p.checkClock(ctx); err != nil {
		return err
	}
	if p.cfg.Exclusive {
		if err := p.takeUp(ctx); err != nil {
			return err
		}
	}
	// The jobs outlive the context of the call: Stop ends them in order.
	run, stop := context.WithCancel(context.WithoutCancel(ctx))
	p.stop = stop
	if err := p.client.Start(run); err != nil {
		stop()
		return fmt.Errorf("start the job queue: %w", err)
	}
	p.ticking.Go(func() { p.tick(run) })
	return nil
}

// Stop ends the jobs: running ones get twenty seconds, then their contexts end
// and they run again later. Nothing is lost.
func (p *Pipeline) Stop(ctx context.Context) error {
	if p.stop == nil {
		return nil
	}
	p.stop() // ends the tick and asks running jobs to end within the limit
	p.ticking.Wait()
	select {
	case <-p.client.Stopped():
		return nil
	case <-ctx.Done():
		return fmt.Errorf("stop the job queue: %w", context.Cause(ctx))
	}
}

// takeUp frees what a killed run of this client holds: its jobs would wait for
// the rescue, and retries for the end of its lease as leader.
func (p *Pipeline) takeUp(ctx context.Context) error {
	tag, err := p.cfg.Pool.Exec(ctx, `UPDATE river_job SET state = 'available', scheduled_at = now()
		WHERE state = 'running' AND attempted_by[array_upper(attempted_by, 1)] = $1`, p.client.ID())
	if err != nil {
		return fmt.Errorf("take up jobs of the run before: %w", err)
	}
	if n := tag.RowsAffected(); n > 0 {
		p.cfg.Logger.InfoContext(ctx, "took up jobs of a run that ended early", "jobs", n)
	}
	now := p.cfg.Now()
	doubtful, err := store.MarkMaybeSent(ctx, p.cfg.Pool, now, now) // nobody else is sending
	if err != nil {
		return err
	}
	if doubtful > 0 {
		p.cfg.Logger.WarnContext(ctx, "messages may or may not have been sent when the program ended", "messages", doubtful)
	}
	if _, err := p.cfg.Pool.Exec(ctx, "DELETE FROM river_leader WHERE leader_id = $1", p.client.ID()); err != nil {
		return fmt.Errorf("free the lease of the run before: %w", err)
	}
	return nil
}

// checkClock compares this machine's clock with the database's, because the
// queue uses both.
func (p *Pipeline) checkClock(ctx context.Context) error {
	var there time.Time
	if err := p.cfg.Pool.QueryRow(ctx, "SELECT clock_timestamp()").Scan(&there); err != nil {
		return fmt.Errorf("read the database's clock: %w", err)
	}
	skew := p.cfg.Now().Sub(there).Abs()
	if skew > maxSkew {
		return fmt.Errorf("the clock of this machine is %s off the database's: set it right (NTP)", skew.Round(time.Second))
	}
	if skew > warnSkew {
		p.cfg.Logger.WarnContext(ctx, "this machine's clock differs from the database's", "difference", skew)
	}
	return nil
}

func (p *Pipeline) ended(again bool) {
	if p.cfg.Ended != nil {
		p.cfg.Ended(again)
	}
}

func (p *Pipeline) reached(point string) {
	if p.cfg.Hooks.Reached != nil {
		p.cfg.Hooks.Reached(point)
	}
}

// inTx runs do in a transaction that is committed when do gives no error.
func (p *Pipeline) inTx(ctx context.Context, do func(pgx.Tx) error) error {
	if err := pgx.BeginFunc(ctx, p.cfg.Pool, do); err != nil {
		return err
	}
	return nil
}
