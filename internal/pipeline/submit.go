package pipeline

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/jackc/pgx/v5"

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

// Submit makes the content durable in the document store and then writes the
// document, its event and its job in one transaction. Known bytes give the
// first document. A full disk, also of the database, is a [sow.Failure] with
// STORE_FULL; then nothing was written.
func (p *Pipeline) Submit(ctx context.Context, s Submission) (Receipt, error) {
	if s.Arrival != "" {
		r, err := p.earlier(ctx, s.Arrival)
		if !errors.Is(err, sow.ErrNotFound) {
			return r, err
		}
	}
	sha, size, err := p.cfg.Blobs.Put(ctx, s.Content)
	if err != nil {
		return Receipt{}, fmt.Errorf("submit %q: %w", s.Name, FullDisk(err))
	}
	if s.SHA256 != "" && s.SHA256 != sha {
		return Receipt{}, fmt.Errorf("submit %q: %w", s.Name, ErrChanged)
	}
	p.reached(PointStored)
	doc := store.NewDocument{
		Arrival: s.Arrival, SHA256: sha, Name: s.Name, Path: s.Path, Size: size, Source: s.Source, ReceivedBy: s.ReceivedBy, CustomerHint: s.CustomerHint,
	}
	var r Receipt
	err = p.inTx(ctx, func(tx pgx.Tx) error {
		var err error
		if r, err = p.admit(ctx, tx, doc); err != nil {
			return err
		}
		p.reached(PointBeforeSubmit)
		return nil
	})
	if err != nil {
		return Receipt{}, fmt.Errorf("submit %q: %w", s.Name, FullDisk(err))
	}
	p.reached(PointAfterSubmit)
	return r, nil
}

// earlier gives the outcome of a hand-over that was made before.
func (p *Pipeline) earlier(ctx context.Context, arrival string) (Receipt, error) {
	id, kind, err := store.Arrived(ctx, p.cfg.Pool, arrival)
	if err != nil {
		return Receipt{}, err
	}
	doc, err := store.DocumentByID(ctx, p.cfg.Pool, id)
	outcomes := map[string]Outcome{"received": Added, "retried": Retried}
	r := Receipt{Document: doc, Outcome: Duplicate}
	if o, ok := outcomes[kind]; ok {
		r.Outcome = o
	}
	return r, err
}

func (p *Pipeline) admit(ctx context.Context, tx pgx.Tx, d store.NewDocument) (Receipt, error) {
	at := p.cfg.Now()
	doc, added, err := store.InsertDocument(ctx, tx, d, at)
	if err != nil {
		return Receipt{}, err
	}
	if added {
		return Receipt{Document: doc, Outcome: Added}, p.enqueue(ctx, tx, AnalyzeArgs{DocumentID: doc.ID})
	}
	if doc.Status != sow.DocumentFailed && doc.Status != sow.DocumentNeedsOCR {
		return Receipt{Document: doc, Outcome: Duplicate}, store.SeenAgain(ctx, tx, doc.ID, d, at)
	}
	// Bringing a failed file back is how people ask for another try.
	if err := store.RetryDocument(ctx, tx, doc.ID, sow.Person(d.Source), d.Arrival, at); err != nil {
		return Receipt{}, err
	}
	if doc, err = store.DocumentByID(ctx, tx, doc.ID); err != nil {
		return Receipt{}, err
	}
	return Receipt{Document: doc, Outcome: Retried}, p.enqueue(ctx, tx, AnalyzeArgs{DocumentID: doc.ID})
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
