package pipeline

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"

	"claimline/internal/sow"
	"claimline/internal/store"
)

// Task is one run of an analysis.
type Task struct {
	Name    string
	SHA256  string
	Content []byte
	OCR     bool                  // read pictures of pages as well
	Answers map[string]string     // of people, by fact; they override the text
	At      time.Time             // when it counts as made; zero is now
	Report  func(done, total int) // progress in pages; may be called at any time
}

// AnalyzeArgs is the job that analyses a document from its text.
type AnalyzeArgs struct {
	DocumentID int64             `json:"document_id"`
	Again      bool              `json:"again,omitempty"` // also when the document has an analysis
	Answers    map[string]string `json:"answers,omitempty"`
	By         string            `json:"by,omitempty"` // the person who asked for it or answered
}

// Kind names the job in the queue.
func (AnalyzeArgs) Kind() string { return "analyze_document" }

// InsertOpts puts the job into its queue.
func (AnalyzeArgs) InsertOpts() river.InsertOpts { return river.InsertOpts{Queue: queueAnalysis} }

// OCRArgs is the job that analyses a scanned document.
type OCRArgs AnalyzeArgs

// Kind names the job in the queue.
func (OCRArgs) Kind() string { return "ocr_document" }

// InsertOpts puts the job into its queue.
func (OCRArgs) InsertOpts() river.InsertOpts { return river.InsertOpts{Queue: queueOCR} }

type analyzeWorker struct {
	river.WorkerDefaults[AnalyzeArgs]
	p *Pipeline
}

// NextRetry gives passing faults time to pass.
func (w *analyzeWorker) NextRetry(job *river.Job[AnalyzeArgs]) time.Time {
	return w.p.retryAt(job.Attempt)
}

// Timeout allows for the wait for a place before the analysis.
func (w *analyzeWorker) Timeout(*river.Job[AnalyzeArgs]) time.Duration {
	return waitForPlace + jobTimeout
}

// Work analyses the document of the job, when there is a place for it.
func (w *analyzeWorker) Work(ctx context.Context, job *river.Job[AnalyzeArgs]) error {
	defer w.p.together.begin()()
	leave, ok := w.p.places.take(ctx)
	if !ok {
		return cmp.Or(ctx.Err(), river.JobSnooze(time.Second)) // a crowd of slow documents is before it
	}
	defer leave()
	ctx, cancel := context.WithTimeout(ctx, jobTimeout)
	defer cancel()
	return work(ctx, w.p, job, job.Args, false, leave)
}

type ocrWorker struct {
	river.WorkerDefaults[OCRArgs]
	p *Pipeline
}

// NextRetry gives passing faults time to pass.
func (w *ocrWorker) NextRetry(job *river.Job[OCRArgs]) time.Time { return w.p.retryAt(job.Attempt) }

// Timeout allows for a long scan.
func (w *ocrWorker) Timeout(*river.Job[OCRArgs]) time.Duration { return ocrTimeout }

// Work analyses the scanned document of the job.
func (w *ocrWorker) Work(ctx context.Context, job *river.Job[OCRArgs]) error {
	defer w.p.together.begin()()
	return work(ctx, w.p, job, AnalyzeArgs(job.Args), true, func() {})
}

// maxDeaths is how many runs of a document may end with the process before the
// document is taken for the cause. A worker that is killed a few times must
// not fail the documents it had in work.
const maxDeaths = 15

// work is one run. Faults are tried again until Config.Attempts runs have
// failed; then the document fails and the queue goes on. Runs that ended with
// the process are counted apart, so that a document that takes the process
// down cannot do so for ever. It calls analysed when what is left is to be
// recorded.
func work[T river.JobArgs](ctx context.Context, p *Pipeline, job *river.Job[T], args AnalyzeArgs, ocr bool, analysed func()) error {
	doc, err := store.DocumentAlone(ctx, p.cfg.Pool, args.DocumentID)
	if err != nil {
		return err
	}
	if doc.Status != sow.DocumentReceived && !args.Again {
		return nil
	}
	if early, err := p.tooEarly(ctx, doc); early || err != nil {
		return cmp.Or(err, river.JobSnooze(waitForEarlier))
	}
	if len(job.Errors) >= p.cfg.Attempts || job.Attempt-len(job.Errors) > maxDeaths {
		return fail(ctx, p, job, doc, errors.New("every run broke off")) // in a panic, or with the program
	}
	p.reached(PointJobStarted)
	defer p.progress.done(doc.ID)
	analysis, err := p.analyse(ctx, doc, args, ocr)
	analysed()
	if err == nil {
		p.reached(PointJobAnalysed)
		err = finish(ctx, p, job, doc, args, analysis, ocr)
	}
	if err == nil {
		p.reached(PointAfterRecord)
		p.ended(doc.Status != sow.DocumentReceived)
		return nil
	}
	if isFull(err) {
		return river.JobSnooze(whenFull) // it is no fault of the document and uses up no run
	}
	if stopping := ctx.Err() != nil && !errors.Is(context.Cause(ctx), context.DeadlineExceeded); stopping {
		return err // the program ends: the queue gives the run back
	}
	if !final(err) && len(job.Errors)+1 < p.cfg.Attempts {
		return err
	}
	return fail(context.WithoutCancel(ctx), p, job, doc, err)
}

// final tells whether another run would end the same way.
func final(err error) bool {
	f, ok := errors.AsType[*sow.Failure](err)
	return ok && f.Code != sow.ReasonInternal && f.Code != sow.ReasonStoreFull
}

// retryAt is the time of the next run: half a second after the first one, then
// two, then more.
func (p *Pipeline) retryAt(attempt int) time.Time {
	return p.cfg.Now().Add(time.Duration(attempt*attempt) * 500 * time.Millisecond)
}

func (p *Pipeline) analyse(ctx context.Context, doc sow.DocumentRecord, args AnalyzeArgs, ocr bool) (sow.Analysis, error) {
	data, err := p.cfg.Blobs.Get(ctx, doc.SHA256)
	if err != nil {
		return sow.Analysis{}, err
	}
	return p.cfg.Analyze(ctx, Task{
		Name: doc.Name, SHA256: doc.SHA256, Content: data, OCR: ocr, Answers: args.Answers,
		Report: func(done, total int) { p.progress.set(doc.ID, done, total) },
	})
}

// finish records the analysis and completes the job in one transaction. A scan
// that is to be read by OCR gets its next job instead.
func finish[T river.JobArgs](ctx context.Context, p *Pipeline, job *river.Job[T], doc sow.DocumentRecord, args AnalyzeArgs, a sow.Analysis, ocr bool) error {
	options, err := canonical(args.Answers)
	if err != nil {
		return err
	}
	r := store.Recording{
		DocumentID: doc.ID, Analysis: a, Options: options, PartnerID: p.cfg.PartnerID, Owner: doc.ReceivedBy, Zone: p.cfg.Zone,
		Program: p.cfg.Program, By: args.By, Attempts: job.Attempt, At: p.cfg.Now(),
	}
	if err := p.addBefore(ctx, doc, &r); err != nil {
		return err
	}
	if a.Status == sow.StatusNeedsOCR && p.cfg.OCR && !ocr {
		return p.inTx(ctx, func(tx pgx.Tx) error {
			if _, err := river.JobCompleteTx[*riverpgxv5.Driver](ctx, tx, job); err != nil {
				return fmt.Errorf("complete job %d: %w", job.ID, err)
			}
			if _, err := p.client.InsertTx(ctx, tx, OCRArgs(args), nil); err != nil {
				return fmt.Errorf("queue OCR of document %d: %w", doc.ID, err)
			}
			return nil
		})
	}
	f := &finishing{Recording: r, job: job.ID}
	err = p.record(ctx, f)
	if err == nil && p.cfg.Recorded != nil {
		p.cfg.Recorded(f.recorded.AnalysisID, a)
	}
	return err
}

// fail ends the document with a reason and the job with it. A document that
// has an analysis keeps it: only this run failed.
func fail[T river.JobArgs](ctx context.Context, p *Pipeline, job *river.Job[T], doc sow.DocumentRecord, cause error) error {
	f := sow.AsFailure(cause)
	if errors.Is(cause, context.DeadlineExceeded) {
		f = &sow.Failure{
			Code: sow.ReasonParseTimeout, Message: "Reading this file took too long.",
			Hint: "Save it anew as PDF or DOCX, or split it, and drop it again.", Cause: cause,
		}
	}
	p.cfg.Logger.ErrorContext(ctx, "document failed", "document_id", doc.ID, "job_id", job.ID, "code", f.Code, "runs", job.Attempt, "error", cause)
	err := p.inTx(ctx, func(tx pgx.Tx) error {
		if err := store.FailDocument(ctx, tx, doc.ID, f, min(job.Attempt, p.cfg.Attempts), p.cfg.Now()); err != nil {
			return err
		}
		if err := p.tellFailed(ctx, tx, doc, doc.Attempts+job.Attempt, f); err != nil {
			return err
		}
		_, err := river.JobCompleteTx[*riverpgxv5.Driver](ctx, tx, job)
		return err
	})
	if err != nil {
		return fmt.Errorf("fail document %d: %w", doc.ID, errors.Join(err, cause))
	}
	p.ended(doc.Status != sow.DocumentReceived)
	return nil
}

// canonical gives answers as JSON with sorted keys, "" for none.
func canonical(answers map[string]string) (string, error) {
	if len(answers) == 0 {
		return "", nil
	}
	text, err := json.Marshal(answers)
	if err != nil {
		return "", fmt.Errorf("write answers: %w", err)
	}
	return string(text), nil
}

func (p *Pipeline) answersOf(ctx context.Context, documentID int64) (map[string]string, error) {
	a, err := store.AnalysisOf(ctx, p.cfg.Pool, documentID)
	if errors.Is(err, sow.ErrNotFound) {
		return map[string]string{}, nil
	}
	if err != nil {
		return nil, err
	}
	answers, err := readAnswers(a.Options)
	if err != nil {
		return nil, fmt.Errorf("read answers about document %d: %w", documentID, err)
	}
	return answers, nil
}

// readAnswers is the way back from canonical.
func readAnswers(options string) (map[string]string, error) {
	answers := map[string]string{}
	return answers, json.Unmarshal([]byte(cmp.Or(options, "{}")), &answers)
}
