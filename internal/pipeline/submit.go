package pipeline

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"

	"claimline/internal/sow"
	"claimline/internal/store"
)

// Submission is a document at the door.
type Submission struct {
	Arrival      string // key that names this hand-over: repeated, it gives the first outcome; "" none
	Name         string // a label, any bytes
	Path         string // in the inbox; new content under an old path is a revision
	Source       string // inbox, upload, api or command
	ReceivedBy   string // account manager or uploader
	CustomerHint string
	SHA256       string // as announced; "" unknown
	Content      io.Reader
}

// Receipt says what became of a submission.
type Receipt struct {
	Document sow.DocumentRecord
	Outcome  Outcome
}

// Outcome is what became of a submission.
type Outcome string

// Outcomes of a submission.
const (
	Added     Outcome = "added"     // a new document with its job
	Retried   Outcome = "retried"   // a failed document that is tried again
	Duplicate Outcome = "duplicate" // these bytes are a document already
)

// ErrChanged says that the content was not the one that had been announced.
var ErrChanged = errors.New("content changed while it was read")

// Submit is [Pipeline.SubmitAll] for one document.
func (p *Pipeline) Submit(ctx context.Context, s Submission) (Receipt, error) {
	r, err := p.SubmitAll(ctx, s)
	if err != nil {
		return Receipt{}, err
	}
	return r[0], nil
}

// SubmitAll makes the contents durable in the document store and then writes
// the documents, their events and their jobs in one transaction. Known bytes
// give the first document. After an error nothing was written; a full disk,
// also of the database, is a [sow.Failure] with STORE_FULL.
func (p *Pipeline) SubmitAll(ctx context.Context, list ...Submission) ([]Receipt, error) {
	receipts, err := p.submitAll(ctx, list)
	if err != nil && len(list) == 1 {
		return nil, fmt.Errorf("submit %q: %w", list[0].Name, FullDisk(err))
	}
	if err != nil {
		return nil, fmt.Errorf("submit %d documents: %w", len(list), FullDisk(err))
	}
	return receipts, nil
}

func (p *Pipeline) submitAll(ctx context.Context, list []Submission) ([]Receipt, error) {
	receipts, err := p.earlier(ctx, list)
	if err != nil {
		return nil, err
	}
	docs, err := p.keep(ctx, list, receipts)
	if err != nil {
		return nil, err
	}
	fresh := slices.DeleteFunc(slices.Collect(maps.Keys(docs)), func(i int) bool { return receipts[i].Outcome != "" })
	if len(fresh) == 0 {
		return receipts, nil
	}
	slices.Sort(fresh)
	p.reached(PointStored)
	err = p.inTx(ctx, func(tx pgx.Tx) error {
		if err := p.admit(ctx, tx, fresh, docs, receipts); err != nil {
			return err
		}
		p.reached(PointBeforeSubmit)
		return nil
	})
	if err != nil {
		return nil, err
	}
	p.reached(PointAfterSubmit)
	return receipts, nil
}

// earlier gives the outcomes of hand-overs that were made before; those of the
// others are empty.
func (p *Pipeline) earlier(ctx context.Context, list []Submission) ([]Receipt, error) {
	receipts := make([]Receipt, len(list))
	var keys []string
	for _, s := range list {
		if s.Arrival != "" {
			keys = append(keys, s.Arrival)
		}
	}
	if len(keys) == 0 {
		return receipts, nil
	}
	arrived, err := store.Arrived(ctx, p.cfg.Pool, keys)
	if err != nil {
		return nil, err
	}
	for _, a := range arrived {
		doc, err := store.DocumentByID(ctx, p.cfg.Pool, a.DocumentID)
		if err != nil {
			return nil, err
		}
		outcomes := map[string]Outcome{"received": Added, "retried": Retried}
		i := slices.IndexFunc(list, func(s Submission) bool { return s.Arrival == a.Key })
		receipts[i] = Receipt{Document: doc, Outcome: cmp.Or(outcomes[a.Kind], Duplicate)}
	}
	return receipts, nil
}

// keepAtATime is how many contents are written at a time: they wait for the
// disk, which ends many waits by one write.
const keepAtATime = 8

// keep puts the contents of submissions without a receipt into the document
// store, and gives what is to be written about them.
func (p *Pipeline) keep(ctx context.Context, list []Submission, receipts []Receipt) (map[int]store.NewDocument, error) {
	var all sync.WaitGroup
	var mu sync.Mutex
	docs, faults := map[int]store.NewDocument{}, make([]error, len(list))
	slots := make(chan struct{}, keepAtATime)
	for i, s := range list {
		if receipts[i].Outcome != "" {
			continue
		}
		slots <- struct{}{}
		all.Go(func() {
			defer func() { <-slots }()
			sha, size, err := p.cfg.Blobs.Put(ctx, s.Content)
			if err == nil && s.SHA256 != "" && s.SHA256 != sha {
				err = ErrChanged
			}
			faults[i] = err
			mu.Lock()
			defer mu.Unlock()
			docs[i] = store.NewDocument{
				Arrival: s.Arrival, SHA256: sha, Name: s.Name, Path: s.Path, Size: size, Source: s.Source, ReceivedBy: s.ReceivedBy, CustomerHint: s.CustomerHint,
			}
		})
	}
	all.Wait()
	return docs, errors.Join(faults...)
}

// admit writes documents with their jobs, and notes those whose bytes are known.
func (p *Pipeline) admit(ctx context.Context, tx pgx.Tx, fresh []int, docs map[int]store.NewDocument, receipts []Receipt) error {
	at := p.cfg.Now()
	list := make([]store.NewDocument, len(fresh))
	for n, i := range fresh {
		list[n] = docs[i]
	}
	added, err := store.InsertDocuments(ctx, tx, list, at)
	if err != nil {
		return err
	}
	var jobs []river.InsertManyParams
	for n, i := range fresh {
		r := Receipt{Document: added[n], Outcome: Added}
		if r.Document.ID == 0 {
			if r, err = p.admitKnown(ctx, tx, list[n], at); err != nil {
				return err
			}
		}
		if r.Outcome != Duplicate {
			jobs = append(jobs, river.InsertManyParams{Args: AnalyzeArgs{DocumentID: r.Document.ID}})
		}
		receipts[i] = r
	}
	if len(jobs) == 0 {
		return nil
	}
	if _, err := p.client.InsertManyFastTx(ctx, tx, jobs); err != nil {
		return fmt.Errorf("queue %d analyses: %w", len(jobs), err)
	}
	return nil
}

// admitKnown notes that known bytes have come again.
func (p *Pipeline) admitKnown(ctx context.Context, tx pgx.Tx, d store.NewDocument, at time.Time) (Receipt, error) {
	doc, err := store.DocumentBySHA256(ctx, tx, d.SHA256)
	if err != nil {
		return Receipt{}, err
	}
	if doc.Status != sow.DocumentFailed && doc.Status != sow.DocumentNeedsOCR {
		return Receipt{Document: doc, Outcome: Duplicate}, store.SeenAgain(ctx, tx, doc.ID, d, at)
	}
	// Bringing a failed file back is how people ask for another try.
	if err := store.RetryDocument(ctx, tx, doc.ID, sow.Person(d.Source), d.Arrival, at); err != nil {
		return Receipt{}, err
	}
	doc, err = store.DocumentByID(ctx, tx, doc.ID)
	return Receipt{Document: doc, Outcome: Retried}, err
}

// Retry analyses a failed document once more. It gives ErrConflict for a
// document that has not failed.
func (p *Pipeline) Retry(ctx context.Context, documentID int64, by sow.Actor) error {
	return p.inTx(ctx, func(tx pgx.Tx) error {
		if err := store.RetryDocument(ctx, tx, documentID, by, "", p.cfg.Now()); err != nil {
			return err
		}
		return p.enqueue(ctx, tx, AnalyzeArgs{DocumentID: documentID})
	})
}

// Reanalyse analyses a document again, with answers of people that override
// its text; answers given earlier stay unless they are given anew, and an
// empty answer takes one back.
func (p *Pipeline) Reanalyse(ctx context.Context, documentID int64, answers map[string]string, by sow.Actor) error {
	merged, err := p.answersOf(ctx, documentID)
	if err != nil {
		return err
	}
	for name, value := range answers {
		merged[name] = value
		if value == "" {
			delete(merged, name)
		}
	}
	return p.inTx(ctx, func(tx pgx.Tx) error {
		return p.enqueue(ctx, tx, AnalyzeArgs{DocumentID: documentID, Again: true, Answers: merged, By: by.Name})
	})
}

func (p *Pipeline) enqueue(ctx context.Context, tx pgx.Tx, args AnalyzeArgs) error {
	if _, err := p.client.InsertTx(ctx, tx, args, nil); err != nil {
		return fmt.Errorf("queue the analysis of document %d: %w", args.DocumentID, err)
	}
	return nil
}
