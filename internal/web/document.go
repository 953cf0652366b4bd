package web

import (
	"context"
	"encoding/json"
	"errors"
	"strconv"
	"time"

	"claimline/internal/lint"
	"claimline/internal/pipeline"
	"claimline/internal/report"
	"claimline/internal/sow"
	"claimline/internal/store"
)

type documentPage struct {
	Doc      sow.DocumentRecord
	Record   sow.AnalysisRecord
	A        sow.Analysis
	Heading  string
	Progress pipeline.Progress
	Methods  []report.NamedAdvice
	InScope  []sow.Workload
	Others   []sow.Workload
	Facts    []report.Row
	Steps    []report.Step
	SetUp    []report.NamedAdvice // methods whose steps stand with their reason
	Claims   []dueLine
	Answers  map[string]string
	Changes  []sow.Difference // since the version that it supersedes
	Revised  bool             // both versions have an analysis
	History  []pastAnalysis
	Events   []sow.DocumentEvent
	Draft    *lint.Report // what to add before the signature; nil for no draft
	Again    string       // this address, for looking again
	Waiting  bool         // an answer is given and its analysis not there yet
	SignedIn bool
}

// pastAnalysis is one entry of the decision log of a document.
type pastAnalysis struct {
	ID      int64
	At      time.Time
	Current bool
	Pack    sow.PackInfo
	Engine  string
	Answers map[string]string
}

// document shows one document with its analysis.
func (s *site) document(r *request) (reply, error) {
	id, err := r.id()
	if err != nil {
		return reply{}, err
	}
	doc, err := s.awaited(r, id)
	if err != nil {
		return reply{}, err
	}
	page := documentPage{Doc: doc, Again: r.URL.RequestURI(), Heading: doc.Name, SignedIn: r.user.Name != ""}
	page.Waiting = pending(r, doc) && doc.Status != sow.DocumentReceived
	page.Progress, _ = s.cfg.Pipeline.Progress(id)
	if page.Events, err = store.DocumentEvents(r.Context(), s.cfg.DB, id); err != nil {
		return reply{}, err
	}
	if err := s.addAnalysis(r, &page); err != nil {
		return reply{}, err
	}
	return s.render(r, "document", frame{Title: page.Heading, Section: "documents"}, page)
}

// waitFor is how long a page waits for an analysis that is under way (?wait=1
// for the first one, ?after=ID for one that follows an answer), so that most
// people see the result at once.
const waitFor = 3 * time.Second

// pending tells whether the analysis that the address waits for is missing.
func pending(r *request, doc sow.DocumentRecord) bool {
	v := r.URL.Query()
	return v.Get("wait") != "" && doc.Status == sow.DocumentReceived || v.Get("after") != "" && v.Get("after") == strconv.FormatInt(doc.AnalysisID, 10)
}

// awaited reads a document, after a short wait when the address asks for it.
func (s *site) awaited(r *request, id int64) (sow.DocumentRecord, error) {
	ctx, cancel := context.WithTimeout(r.Context(), waitFor)
	defer cancel()
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	for {
		doc, err := store.DocumentByID(r.Context(), s.cfg.DB, id)
		if err != nil || !pending(r, doc) {
			return doc, err
		}
		select {
		case <-ctx.Done():
			return doc, nil
		case <-tick.C:
		}
	}
}

func (s *site) addAnalysis(r *request, page *documentPage) error {
	ctx, db := r.Context(), s.cfg.DB
	record, err := store.AnalysisOf(ctx, db, page.Doc.ID)
	if errors.Is(err, sow.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	a := record.Analysis
	page.Record, page.A = record, a
	page.Heading = orElse(a.Document.Title, page.Doc.Name)
	page.InScope, page.Others = report.Split(a.Workloads)
	page.Facts = report.FactRows(a.Facts)
	page.Answers, page.Draft = answersOf(record.Options), s.draftReport(r, *page)
	if m := a.Methods; m != nil {
		page.Methods = []report.NamedAdvice{{Method: sow.PAL, MethodAdvice: m.PAL}, {Method: sow.DPOR, MethodAdvice: m.DPOR}, {Method: sow.CPOR, MethodAdvice: m.CPOR}}
	}
	if err := s.addRevision(ctx, page); err != nil {
		return err
	}
	claims, err := store.ClaimsOfDocument(ctx, db, page.Doc.ID)
	if err != nil {
		return err
	}
	page.Claims = s.dueLines(claims, r.now)
	page.addSteps()
	return s.addHistory(ctx, page)
}

// addRevision compares the document with the version that it supersedes.
func (s *site) addRevision(ctx context.Context, page *documentPage) error {
	if page.Doc.Supersedes == 0 {
		return nil
	}
	before, err := store.AnalysisOf(ctx, s.cfg.DB, page.Doc.Supersedes)
	if errors.Is(err, sow.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	page.Changes, page.Revised = report.Differences(before.Analysis, page.A), true
	return nil
}

// pastLimit bounds the entries of the decision log on the page.
const pastLimit = 10

func (s *site) addHistory(ctx context.Context, page *documentPage) error {
	ids, err := store.AnalysisIDs(ctx, s.cfg.DB, page.Doc.ID)
	if err != nil {
		return err
	}
	for _, id := range ids[:min(len(ids), pastLimit)] {
		rec, err := store.AnalysisByID(ctx, s.cfg.DB, id)
		if err != nil {
			return err
		}
		page.History = append(page.History, pastAnalysis{
			ID: id, At: rec.DecidedAt, Current: rec.Current, Pack: rec.Analysis.Pack, Engine: rec.Analysis.Document.Engine, Answers: answersOf(rec.Options),
		})
	}
	return nil
}

func answersOf(options string) map[string]string {
	var out map[string]string
	if json.Unmarshal([]byte(options), &out) != nil {
		return nil
	}
	return out
}
