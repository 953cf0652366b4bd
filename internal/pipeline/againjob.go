package pipeline

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"

	"claimline/internal/report"
	"claimline/internal/sow"
	"claimline/internal/store"
)

// AgainArgs is the job for one document of a re-analysis: its comparison, or
// after the confirmation its taking effect. Each job queues the next one.
type AgainArgs struct {
	RunID      int64 `json:"run_id"`
	DocumentID int64 `json:"document_id"`
	OCR        bool  `json:"ocr,omitempty"` // the document is a scan and is read by OCR
}

// Kind names the job in the queue.
func (AgainArgs) Kind() string { return "reanalyse_document" }

// InsertOpts puts the job into its queue.
func (AgainArgs) InsertOpts() river.InsertOpts { return river.InsertOpts{Queue: queueAgain} }

type againWorker struct {
	river.WorkerDefaults[AgainArgs]
	p *Pipeline
}

// NextRetry gives passing faults time to pass.
func (w *againWorker) NextRetry(job *river.Job[AgainArgs]) time.Time { return w.p.retryAt(job.Attempt) }

// Timeout allows for a long scan.
func (w *againWorker) Timeout(job *river.Job[AgainArgs]) time.Duration {
	if job.Args.OCR {
		return ocrTimeout
	}
	return 0
}

// otherPack is how long a job waits for a worker that has the run's rules.
const otherPack = 30 * time.Second

// Work deals with one document of a run, by the state of the run.
func (w *againWorker) Work(ctx context.Context, job *river.Job[AgainArgs]) error {
	p := w.p
	run, err := store.ReanalysisByID(ctx, p.cfg.Pool, job.Args.RunID)
	if err != nil {
		return err
	}
	a := again{p: p, job: job, run: run}
	switch run.State {
	case sow.ReanalysisRunning:
		err = a.compare(ctx)
	case sow.ReanalysisApplying:
		err = a.apply(ctx)
	case sow.ReanalysisPaused, sow.ReanalysisReady, sow.ReanalysisApplied, sow.ReanalysisDiscarded:
		return a.finish(ctx, sow.ReanalysisItem{State: sow.ItemWaiting})
	}
	if err == nil {
		if run.State == sow.ReanalysisApplying {
			p.ended(true)
		}
		return nil
	}
	switch {
	case errors.Is(err, errOtherRules):
		return river.JobSnooze(otherPack)
	case isFull(err):
		return river.JobSnooze(whenFull)
	}
	if stopping := ctx.Err() != nil && !errors.Is(context.Cause(ctx), context.DeadlineExceeded); stopping {
		return err
	}
	if !final(err) && len(job.Errors)+1 < p.cfg.Attempts {
		return err
	}
	return a.failed(context.WithoutCancel(ctx), err)
}

// again is one document of a run in work.
type again struct {
	p   *Pipeline
	job *river.Job[AgainArgs]
	run sow.Reanalysis
}

// errOtherRules says that this process has other rules than the run.
var errOtherRules = errors.New("other rules")

func (a again) otherRules(ctx context.Context) error {
	err := store.TroubleReanalysis(ctx, a.p.cfg.Pool, a.run.ID, "a worker applies other rules than those of version "+a.run.Pack.Version+" with which this run was started; start that worker with them, or discard the run and start another one")
	return cmp.Or(err, errOtherRules)
}

// finish writes what became of the document, queues the next one and completes
// the job, in one transaction.
func (a again) finish(ctx context.Context, item sow.ReanalysisItem) error {
	return a.p.inTx(ctx, func(tx pgx.Tx) error {
		if _, err := store.LockReanalysis(ctx, tx, a.run.ID); err != nil {
			return err
		}
		return a.finishTx(ctx, tx, item)
	})
}

func (a again) finishTx(ctx context.Context, tx pgx.Tx, item sow.ReanalysisItem) error {
	item.DocumentID = a.job.Args.DocumentID
	err := store.PutReanalysisItem(ctx, tx, a.run.ID, item, a.p.cfg.Now())
	if err != nil && !errors.Is(err, sow.ErrConflict) {
		return err
	}
	if err := a.p.nextAgain(ctx, tx, a.run.ID); err != nil {
		return err
	}
	if _, err := river.JobCompleteTx[*riverpgxv5.Driver](ctx, tx, a.job); err != nil {
		return fmt.Errorf("complete job %d: %w", a.job.ID, err)
	}
	return nil
}

// failed leaves the document with its earlier decision and says why.
func (a again) failed(ctx context.Context, cause error) error {
	f := sow.AsFailure(cause)
	reason := string(f.Code) + ": " + f.Message
	if f.Message == "" || f.Code == sow.ReasonInternal {
		reason = "every run broke off; the log of the worker has the cause"
	}
	a.p.cfg.Logger.ErrorContext(ctx, "document of a re-analysis failed", "document_id", a.job.Args.DocumentID, "run_id", a.run.ID, "error", cause)
	return a.finish(ctx, sow.ReanalysisItem{State: sow.ItemFailed, Reason: reason})
}

// compare analyses the document and compares the decision with the one in
// effect.
func (a again) compare(ctx context.Context) error {
	p, id := a.p, a.job.Args.DocumentID
	if len(a.job.Errors) >= p.cfg.Attempts || a.job.Attempt-len(a.job.Errors) > maxDeaths {
		return a.failed(ctx, errors.New("every run broke off")) // in a panic, or with the program
	}
	if p.cfg.Pack == nil || p.cfg.Pack().SHA256 != a.run.Pack.SHA256 {
		return a.otherRules(ctx)
	}
	doc, base, err := a.base(ctx, p.cfg.Pool)
	if err != nil {
		return err
	}
	if why := leftAlone(doc); why != "" {
		return a.finish(ctx, sow.ReanalysisItem{State: sow.ItemSkipped, Reason: why})
	}
	answers, err := readAnswers(base.Options)
	if err != nil {
		return fmt.Errorf("read answers about document %d: %w", id, err)
	}
	analysis, err := p.analyse(ctx, doc, AnalyzeArgs{DocumentID: id, Answers: answers}, a.job.Args.OCR)
	if err != nil {
		return err
	}
	return a.compared(ctx, doc, base, analysis)
}

// compared writes the new decision down, unless it is none that could be.
func (a again) compared(ctx context.Context, doc sow.DocumentRecord, base sow.AnalysisRecord, analysis sow.Analysis) error {
	switch {
	case analysis.Status == sow.StatusNeedsOCR && a.p.cfg.OCR && !a.job.Args.OCR:
		return a.again(ctx)
	case analysis.Pack.SHA256 != a.run.Pack.SHA256:
		return a.otherRules(ctx) // they were replaced while it ran
	case analysis.Status != sow.StatusOK && base.Analysis.Status == sow.StatusOK:
		f := sow.Failure{Code: sow.ReasonNoText, Message: "it could not be read this time"}
		if analysis.Error != nil {
			f.Code, f.Message = analysis.Error.Code, analysis.Error.Message
		}
		return a.failed(ctx, &f)
	}
	return a.p.inTx(ctx, func(tx pgx.Tx) error { return a.record(ctx, tx, doc, base, analysis) })
}

// base reads the document with the decision in effect.
func (a again) base(ctx context.Context, db store.DB) (sow.DocumentRecord, sow.AnalysisRecord, error) {
	doc, err := store.DocumentByID(ctx, db, a.job.Args.DocumentID)
	if err != nil {
		return doc, sow.AnalysisRecord{}, err
	}
	base, err := store.AnalysisOf(ctx, db, doc.ID)
	if errors.Is(err, sow.ErrNotFound) {
		err = nil // it failed before there was anything to decide
	}
	return doc, base, err
}

// leftAlone tells why a run does not touch a document, "" when it does.
func leftAlone(doc sow.DocumentRecord) string {
	switch {
	case doc.SupersededBy != 0:
		return fmt.Sprintf("a newer version has arrived: document %d", doc.SupersededBy)
	case doc.Status == sow.DocumentReceived:
		return "it is being analysed at the moment"
	}
	return ""
}

// again queues the document once more, to be read by OCR.
func (a again) again(ctx context.Context) error {
	return a.p.inTx(ctx, func(tx pgx.Tx) error {
		args := a.job.Args
		args.OCR = true
		if err := a.p.queueAgain(ctx, tx, args); err != nil {
			return err
		}
		_, err := river.JobCompleteTx[*riverpgxv5.Driver](ctx, tx, a.job)
		return err
	})
}

func (a again) record(ctx context.Context, tx pgx.Tx, doc sow.DocumentRecord, base sow.AnalysisRecord, analysis sow.Analysis) error {
	run, err := store.LockReanalysis(ctx, tx, a.run.ID)
	if err != nil {
		return err
	}
	if run.State == sow.ReanalysisDiscarded {
		_, err := river.JobCompleteTx[*riverpgxv5.Driver](ctx, tx, a.job)
		return err
	}
	if err := store.TroubleReanalysis(ctx, tx, run.ID, ""); err != nil {
		return err
	}
	r := a.recording(doc, base.Options, analysis)
	id, inEffect, err := store.ProposeAnalysis(ctx, tx, r)
	if err != nil {
		return err
	}
	item := sow.ReanalysisItem{State: sow.ItemSame, BaseID: base.ID, AnalysisID: id}
	if !inEffect {
		item.State = sow.ItemCompared
		if item.Change.Opens, err = store.WouldOpen(ctx, tx, doc, r); err != nil {
			return err
		}
		item.Change.Differences = report.Differences(base.Analysis, analysis)
	}
	a.p.reached(PointCompared)
	return a.finishTx(ctx, tx, item)
}

func (a again) recording(doc sow.DocumentRecord, options string, analysis sow.Analysis) store.Recording {
	return store.Recording{
		DocumentID: doc.ID, Analysis: analysis, Options: options, PartnerID: a.p.cfg.PartnerID, Owner: doc.ReceivedBy, Zone: a.p.cfg.Zone,
		Program: a.run.Program, Attempts: doc.Attempts, At: a.p.cfg.Now(),
	}
}

// apply lets the proposed decision take effect, unless the document was decided
// otherwise since the comparison.
func (a again) apply(ctx context.Context) error {
	return a.p.inTx(ctx, func(tx pgx.Tx) error {
		run, err := store.LockReanalysis(ctx, tx, a.run.ID)
		if err != nil {
			return err
		}
		if _, err := store.LockDocument(ctx, tx, a.job.Args.DocumentID); err != nil {
			return err
		}
		item, err := store.ReanalysisItem(ctx, tx, run.ID, a.job.Args.DocumentID)
		if err != nil {
			return err
		}
		doc, base, err := a.base(ctx, tx)
		if err != nil {
			return err
		}
		why := leftAlone(doc)
		if why == "" && base.ID != item.BaseID {
			why = "it was decided anew by itself since the comparison"
		}
		if why != "" || item.State != sow.ItemQueued {
			return a.finishTx(ctx, tx, sow.ReanalysisItem{State: sow.ItemSkipped, Reason: why})
		}
		if err := a.takeEffect(ctx, tx, run, doc, item); err != nil {
			return err
		}
		a.p.reached(PointApplied)
		return a.finishTx(ctx, tx, sow.ReanalysisItem{State: sow.ItemApplied})
	})
}

func (a again) takeEffect(ctx context.Context, tx pgx.Tx, run sow.Reanalysis, doc sow.DocumentRecord, item sow.ReanalysisItem) error {
	proposed, err := store.AnalysisByID(ctx, tx, item.AnalysisID)
	if err != nil {
		return err
	}
	r := a.recording(doc, proposed.Options, proposed.Analysis)
	r.Program = proposed.Program
	var deadlines func(sow.Claim) []sow.DeadlineEntry
	if a.p.cfg.Deadlines != nil {
		deadlines = func(c sow.Claim) []sow.DeadlineEntry { return a.p.cfg.Deadlines(c, r.At) }
	}
	_, err = store.ApplyReanalysis(ctx, tx, run, r, deadlines)
	return err
}
