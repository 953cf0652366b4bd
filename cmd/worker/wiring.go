package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
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
		Now: time.Now, Submit: s.submit, Answers: s.answers, Logger: s.log,
		Record: func(ctx context.Context, f sow.InboxFile) error {
			return pipeline.FullDisk(store.PutInboxFile(ctx, s.db.pool, f))
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

// submit hands a claimed file over to the pipeline.
func (s *services) submit(ctx context.Context, a inbox.Arrival) (inbox.Receipt, error) {
	receipt, err := s.pipeline.Submit(ctx, pipeline.Submission{
		Arrival: a.ID, Name: a.Name, Path: a.Path, Source: "inbox", ReceivedBy: a.Owner, CustomerHint: a.CustomerHint, SHA256: a.SHA256, Content: a.Content,
	})
	if errors.Is(err, pipeline.ErrChanged) {
		return inbox.Receipt{}, fmt.Errorf("%w: %w", inbox.ErrChanged, err)
	}
	if err != nil {
		return inbox.Receipt{}, err
	}
	out := inbox.Receipt{Outcome: inbox.Accepted, DocumentID: receipt.Document.ID}
	if receipt.Outcome == pipeline.Duplicate {
		first := receipt.Document
		out.Outcome, out.Link = inbox.Duplicate, s.link(first.ID)
		out.First = fmt.Sprintf("%s, received %s", inbox.Readable(first.Name), first.ReceivedAt.Format(time.DateOnly))
	}
	return out, nil
}

// link is the address of a document's page.
func (s *services) link(documentID int64) string {
	return s.config.BaseURL + "/documents/" + strconv.FormatInt(documentID, 10)
}

// answers gives what is ready for documents that the inbox waits for.
func (s *services) answers(ctx context.Context, ids []int64) (map[int64]inbox.Answer, error) {
	ready := map[int64]inbox.Answer{}
	decided, err := store.Decided(ctx, s.db.pool, ids)
	if err != nil {
		return nil, err
	}
	for _, id := range decided {
		doc, err := store.DocumentByID(ctx, s.db.pool, id)
		if err != nil {
			return nil, err
		}
		answer, ok, err := s.answer(ctx, doc)
		if err != nil {
			return nil, err
		}
		if ok {
			ready[id] = answer
		}
	}
	return ready, nil
}

func (s *services) answer(ctx context.Context, doc sow.DocumentRecord) (inbox.Answer, bool, error) {
	switch doc.Status {
	case sow.DocumentFailed, sow.DocumentNeedsOCR:
		failure := doc.Failure
		if failure == nil {
			failure = inbox.Reason(sow.ReasonNoText)
		}
		return inbox.Answer{Failure: failure}, true, nil
	case sow.DocumentReceived:
		return inbox.Answer{}, false, nil
	case sow.DocumentAnalysed:
	}
	record, err := store.AnalysisOf(ctx, s.db.pool, doc.ID)
	if err != nil {
		return inbox.Answer{}, false, err
	}
	earlier, err := s.earlier(ctx, doc, record.Analysis)
	if err != nil {
		return inbox.Answer{}, false, err
	}
	var page bytes.Buffer
	if err := report.HTMLAfter(&page, record.Analysis, s.link(doc.ID), earlier); err != nil {
		return inbox.Answer{}, false, err
	}
	answer := inbox.Answer{Page: page.Bytes()}
	switch {
	case doc.SameTextAs != 0:
		answer.Notice = inbox.Reason(sow.ReasonDuplicateProbable)
	case record.Analysis.Document.Kind == sow.KindNotSOW:
		answer.Notice = inbox.Reason(sow.ReasonNotASOW)
	}
	return answer, true, nil
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
