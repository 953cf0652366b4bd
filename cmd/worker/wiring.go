package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"strconv"
	"strings"
	"time"

	"claimline/internal/inbox"
	"claimline/internal/pipeline"
	"claimline/internal/report"
	"claimline/internal/sow"
	"claimline/internal/store"
)

func (s *services) inboxConfig() inbox.Config {
	return inbox.Config{
		Dir: s.config.Inbox, Stability: s.config.Stability, Poll: s.config.Poll, Patience: s.config.Patience, Folders: s.folders, Marker: strings.ToLower(s.config.Marker), Version: version,
		Home: inbox.Home{ID: s.identity, Words: s.db.words(s.config.Data)},
		Now:  time.Now, Submit: s.submit, Answers: s.answers, Logger: s.log,
		Record: func(ctx context.Context, files ...sow.InboxFile) error {
			return pipeline.FullDisk(store.PutInboxFiles(ctx, s.db.pool, files...))
		},
		Unfinished: func(ctx context.Context, worker string) ([]sow.InboxFile, error) {
			all, err := store.OpenInboxFiles(ctx, s.db.pool)
			var mine []sow.InboxFile
			for _, f := range all {
				if f.Worker == worker {
					mine = append(mine, f)
				}
			}
			return mine, err
		},
		Changed: s.renewed,
	}
}

// renewed lists the files whose answer is older than the decision on their
// document.
func (s *services) renewed(ctx context.Context, worker string, since time.Time) ([]inbox.Change, error) {
	list, err := store.RenewedInboxFiles(ctx, s.db.pool, worker, since)
	changes := make([]inbox.Change, len(list))
	for i, r := range list {
		changes[i] = inbox.Change{File: r.File, At: r.At}
	}
	return changes, err
}

// submit hands claimed files over to the pipeline.
func (s *services) submit(ctx context.Context, arrivals []inbox.Arrival) ([]inbox.Receipt, error) {
	list := make([]pipeline.Submission, len(arrivals))
	for i, a := range arrivals {
		list[i] = pipeline.Submission{
			Arrival: a.ID, Name: a.Name, Path: a.Path, Source: "inbox", ReceivedBy: a.Owner, CustomerHint: a.CustomerHint, SHA256: a.SHA256, Content: a.Content,
		}
	}
	receipts, err := s.pipeline.SubmitAll(ctx, list...)
	if errors.Is(err, pipeline.ErrChanged) {
		return nil, fmt.Errorf("%w: %w", inbox.ErrChanged, err)
	}
	if err != nil {
		return nil, err
	}
	out := make([]inbox.Receipt, len(receipts))
	for i, r := range receipts {
		out[i] = inbox.Receipt{Outcome: inbox.Accepted, DocumentID: r.Document.ID}
		if first := r.Document; r.Outcome == pipeline.Duplicate {
			out[i].Outcome, out[i].Link = inbox.Duplicate, s.link(first.ID)
			out[i].First = fmt.Sprintf("%s, received %s", inbox.Readable(first.Name), first.ReceivedAt.Format(time.DateOnly))
		}
	}
	return out, nil
}

// link is the address of a document's page.
func (s *services) link(documentID int64) string {
	return s.config.BaseURL + "/documents/" + strconv.FormatInt(documentID, 10)
}

// answers gives what is ready for documents that the inbox waits for.
func (s *services) answers(ctx context.Context, ids []int64) (map[int64]inbox.Answer, error) {
	decided, err := store.Decided(ctx, s.db.pool, ids)
	if err != nil {
		return nil, err
	}
	results, err := s.results(ctx, decided)
	if err != nil {
		return nil, err
	}
	claims, err := s.claimsOf(ctx, decided, results)
	if err != nil {
		return nil, err
	}
	ready := make(map[int64]inbox.Answer, len(decided))
	for _, doc := range decided {
		if ready[doc.ID], err = s.answer(ctx, doc, results[doc.AnalysisID], claims[doc.ID]); err != nil {
			return nil, err
		}
	}
	return ready, nil
}

// results gives the analyses in effect of documents that have one: as they were
// recorded by this program a moment ago, else out of the decision log.
func (s *services) results(ctx context.Context, decided []sow.DocumentRecord) (map[int64]sow.Analysis, error) {
	results := make(map[int64]sow.Analysis, len(decided))
	var missing []int64
	for _, doc := range decided {
		if doc.Status != sow.DocumentAnalysed {
			continue
		}
		if a, ok := s.recent.take(doc.AnalysisID); ok {
			results[doc.AnalysisID] = a
		} else {
			missing = append(missing, doc.AnalysisID)
		}
	}
	if len(missing) == 0 {
		return results, nil
	}
	logged, err := store.Results(ctx, s.db.pool, missing)
	maps.Copy(results, logged)
	return results, err
}

// claimsOf gives the claims that stand for what documents call for.
func (s *services) claimsOf(ctx context.Context, decided []sow.DocumentRecord, results map[int64]sow.Analysis) (map[int64][]sow.ClaimRef, error) {
	var ids []int64
	for _, doc := range decided {
		if len(results[doc.AnalysisID].Claims) > 0 {
			ids = append(ids, doc.ID)
		}
	}
	return store.ClaimsOfDocuments(ctx, s.db.pool, ids)
}

func (s *services) answer(ctx context.Context, doc sow.DocumentRecord, a sow.Analysis, claims []sow.ClaimRef) (inbox.Answer, error) {
	if doc.Status != sow.DocumentAnalysed {
		failure := doc.Failure
		if failure == nil {
			failure = inbox.Reason(sow.ReasonNoText)
		}
		return inbox.Answer{Failure: failure}, nil
	}
	earlier, err := s.earlier(ctx, doc, a)
	if err != nil {
		return inbox.Answer{}, err
	}
	var page bytes.Buffer
	if err := report.HTMLAmong(&page, a, s.link(doc.ID), report.Around{Earlier: earlier, Standing: report.Standings(claims, s.config.BaseURL)}); err != nil {
		return inbox.Answer{}, err
	}
	answer := inbox.Answer{Page: page.Bytes()}
	switch {
	case doc.SameTextAs != 0:
		answer.Notice = inbox.Reason(sow.ReasonDuplicateProbable)
	case a.Document.Kind == sow.KindNotSOW:
		answer.Notice = inbox.Reason(sow.ReasonNotASOW)
	}
	return answer, nil
}

// earlier says what has changed since the version that a document supersedes;
// nil when there is none that could be read.
func (s *services) earlier(ctx context.Context, doc sow.DocumentRecord, a sow.Analysis) (*report.Earlier, error) {
	if doc.Supersedes == 0 {
		return nil, nil //nolint:nilnil // no earlier version is no error
	}
	first, err := store.DocumentByID(ctx, s.db.pool, doc.Supersedes)
	if err != nil {
		return nil, err
	}
	before, err := store.AnalysisOf(ctx, s.db.pool, first.ID)
	if errors.Is(err, sow.ErrNotFound) {
		return nil, nil //nolint:nilnil // it could not be read
	}
	if err != nil {
		return nil, err
	}
	words := fmt.Sprintf("%s, received %s", inbox.Readable(first.Name), first.ReceivedAt.Format(time.DateOnly))
	return &report.Earlier{Words: words, Changes: report.Differences(before.Analysis, a)}, nil
}
