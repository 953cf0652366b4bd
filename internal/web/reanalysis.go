package web

import (
	"context"
	"errors"
	"net/url"
	"strconv"

	"claimline/internal/pipeline"
	"claimline/internal/sow"
	"claimline/internal/store"
)

// reanalysisPage shows the newest run over the whole store.
type reanalysisPage struct {
	Run      sow.Reanalysis // ID 0: there has been none
	Pack     sow.PackInfo   // the rules of this worker
	Diff     sow.ReanalysisDiff
	Items    []sow.ReanalysisItem
	Left     []sow.ReanalysisItem // failed or skipped
	Next     string               // address of the next page of documents
	SignedIn bool
}

// reanalysis shows how far the newest run is and what it would change.
func (s *site) reanalysis(r *request) (reply, error) {
	page := reanalysisPage{Pack: s.words().Pack, SignedIn: r.user.Name != ""}
	run, err := store.NewestReanalysis(r.Context(), s.cfg.DB)
	if err != nil && !errors.Is(err, sow.ErrNotFound) {
		return reply{}, err
	}
	if err == nil {
		page.Run = run
		if err := s.addChanges(r, &page); err != nil {
			return reply{}, err
		}
	}
	return s.render(r, "reanalysis", frame{Title: "Decide all documents anew", Section: "reanalysis"}, page)
}

func (s *site) addChanges(r *request, page *reanalysisPage) error {
	ctx := r.Context()
	var err error
	if page.Diff, err = store.DiffReanalysis(ctx, s.cfg.DB, page.Run); err != nil {
		return err
	}
	after, _ := strconv.ParseInt(r.URL.Query().Get("after"), 10, 64) // anything else is the beginning
	if page.Items, err = store.ChangedItems(ctx, s.cfg.DB, page.Run.ID, after, store.DefaultLimit); err != nil {
		return err
	}
	if n := len(page.Items); n == store.DefaultLimit {
		page.Next = "/reanalysis?after=" + url.QueryEscape(strconv.FormatInt(page.Items[n-1].DocumentID, 10))
	}
	page.Left, err = store.UndecidedItems(ctx, s.cfg.DB, page.Run.ID, store.DefaultLimit)
	return err
}

// startReanalysis begins a run with the rules of this worker.
func (s *site) startReanalysis(r *request) (reply, error) {
	if _, err := s.cfg.Pipeline.StartReanalysis(r.Context(), sow.Person(r.user.Name)); err != nil {
		return reply{}, err
	}
	return see("/reanalysis"), nil
}

// moveRun is one of the pipeline's steps of a run.
type moveRun func(p *pipeline.Pipeline, ctx context.Context, id int64, by sow.Actor) (sow.Reanalysis, error)

func (s *site) pauseReanalysis(r *request) (reply, error) {
	return s.moveReanalysis(r, (*pipeline.Pipeline).PauseReanalysis)
}

func (s *site) resumeReanalysis(r *request) (reply, error) {
	return s.moveReanalysis(r, (*pipeline.Pipeline).ResumeReanalysis)
}

func (s *site) confirmReanalysis(r *request) (reply, error) {
	return s.moveReanalysis(r, (*pipeline.Pipeline).ConfirmReanalysis)
}

func (s *site) discardReanalysis(r *request) (reply, error) {
	return s.moveReanalysis(r, (*pipeline.Pipeline).DiscardReanalysis)
}

// moveReanalysis is a button on the page of a run.
func (s *site) moveReanalysis(r *request, move moveRun) (reply, error) {
	id, err := r.id()
	if err != nil {
		return reply{}, err
	}
	if _, err := move(s.cfg.Pipeline, r.Context(), id, sow.Person(r.user.Name)); err != nil {
		return reply{}, err
	}
	return see("/reanalysis"), nil
}
