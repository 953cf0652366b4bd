package pipeline

import (
	"context"
	"errors"
	"time"

	"claimline/internal/report"
	"claimline/internal/sow"
	"claimline/internal/store"
)

// waitForEarlier is how long a new version of a document waits for the version
// before it, when that is still to be analysed.
const waitForEarlier = time.Second

// tooEarly tells whether the version before a document has no analysis yet.
// Versions are analysed in their order: the newer one corrects the claims that
// the older one opens.
func (p *Pipeline) tooEarly(ctx context.Context, doc sow.DocumentRecord) (bool, error) {
	if doc.Supersedes == 0 {
		return false, nil
	}
	before, err := store.DocumentByID(ctx, p.cfg.Pool, doc.Supersedes)
	return err == nil && before.Status == sow.DocumentReceived, err
}

// changesShown bounds the words about a new version in events, in characters.
const changesShown = 400

// addBefore gives a recording the analysis of the version that the document
// supersedes, with what has changed since.
func (p *Pipeline) addBefore(ctx context.Context, doc sow.DocumentRecord, r *store.Recording) error {
	if doc.Supersedes == 0 || r.Analysis.Status != sow.StatusOK {
		return nil
	}
	before, err := store.AnalysisOf(ctx, p.cfg.Pool, doc.Supersedes)
	if errors.Is(err, sow.ErrNotFound) {
		return nil // it could not be read: everything is new
	}
	if err != nil {
		return err
	}
	r.Before = &before.Analysis
	r.Changes = sow.DifferenceWords(report.Differences(before.Analysis, r.Analysis), changesShown)
	return nil
}
