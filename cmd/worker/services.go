package main

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"time"

	"claimline/internal/analyze"
	"claimline/internal/blobstore"
	"claimline/internal/deadline"
	"claimline/internal/extract"
	"claimline/internal/importer"
	"claimline/internal/inbox"
	"claimline/internal/pipeline"
	"claimline/internal/ruleset"
	"claimline/internal/sow"
	"claimline/internal/store"
	"claimline/rules"
)

// services are the running parts of a worker, wired together.
type services struct {
	config   config
	db       *database
	blobs    *blobstore.Store
	reader   *extract.Reader
	rules    *ruleset.Live
	pipeline *pipeline.Pipeline
	inbox    *inbox.Inbox
	mapping  importer.Mapping // of exports, kept by the operator
	folders  inbox.FolderMap
	identity string // of the database, by its own word
	recent   recentAnalyses
	log      *slog.Logger

	mu       sync.Mutex
	analyzer *analyze.Analyzer // of the active pack
}

// openServices starts everything but the jobs and the inbox. The caller calls
// close, also after an error.
func openServices(ctx context.Context, c config, exclusive bool, log *slog.Logger) (*services, error) {
	s := &services{config: c, log: log}
	source, err := c.packFS()
	if err != nil {
		return s, err
	}
	pack, err := ruleset.Load(source)
	if err != nil {
		return s, c.packMistakes(err)
	}
	s.rules = ruleset.NewLive(pack, ruleset.Options{}, time.Now())
	if s.analyzer, err = analyze.New(pack); err != nil {
		return s, err
	}
	if s.mapping, err = keptMapping(c.Mapping); err != nil {
		return s, err
	}
	if s.folders, err = c.folderMap(); err != nil {
		return s, err
	}
	if s.db, err = openDatabase(ctx, c, exclusive, log); err != nil {
		return s, err
	}
	if err := s.db.migrated(ctx); err != nil {
		return s, err
	}
	if s.identity, err = store.Identity(ctx, s.db.pool); err != nil {
		return s, err
	}
	place := c.Documents
	if place == "" {
		place = filepath.Join(c.Data, "documents")
	}
	if s.blobs, err = blobstore.Open(ctx, place); err != nil {
		return s, err
	}
	s.reader = extract.New(extract.Config{})
	cfg := s.pipelineConfig(exclusive)
	if err := s.tellPeople(&cfg); err != nil {
		return s, err
	}
	if s.pipeline, err = pipeline.New(cfg); err != nil {
		return s, err
	}
	s.inbox, err = inbox.New(s.inboxConfig())
	return s, err
}

func (s *services) close() {
	if s.reader != nil {
		_ = s.reader.Close()
	}
	if s.blobs != nil {
		_ = s.blobs.Close()
	}
	if s.db != nil {
		s.db.close()
	}
}

// packMistakes says which folder the mistakes of a pack are in.
func (c *config) packMistakes(err error) error {
	if _, missing := os.Stat(filepath.Join(c.Rules, "pack.yaml")); c.Rules != "" && missing != nil {
		return fmt.Errorf("--rules: %s is no rule pack: it has no pack.yaml; \"analyzer rules export DIR\" writes one to begin with", c.Rules)
	}
	return fmt.Errorf("the rule pack %s has mistakes:\n%w", c.Rules, err)
}

func packFS(dir string) fs.FS {
	if dir == "" {
		return rules.FS
	}
	return os.DirFS(dir)
}

// clientID names a worker that has its database for itself; it must stay the
// same over restarts, so that the jobs of a killed run are taken up at once.
const clientID = "claimline-single"

// analysesAtATime is how many documents are in analysis at a time: for each
// processor one that is read and one that is decided. Those that wait to be
// recorded do not count.
var analysesAtATime = 2 * max(2, runtime.GOMAXPROCS(0))

func (s *services) pipelineConfig(exclusive bool) pipeline.Config {
	cfg := pipeline.Config{
		Pool: s.db.pool, Blobs: s.blobs, Analyze: s.analyse, Now: time.Now, Logger: s.log,
		Pack: func() sow.PackInfo { return s.rules.Pack().Info() }, Program: program(), Ended: s.ended, Recorded: s.recent.keep,
		Workers:   pipeline.Workers{Analysis: analysesAtATime},
		Deadlines: s.claimDeadlines, PartnerDeadlines: s.partnerDeadlines, Checklist: s.checklist, PartnerID: s.config.Partner, Zone: s.zone(), OCR: s.config.OCR != string(extract.OCROff),
	}
	if exclusive && s.db.server != nil && s.db.server.Owned {
		cfg.ClientID, cfg.Exclusive = clientID, true
	}
	return cfg
}

// ended lets the inbox lay down an answer without waiting for its next look.
func (s *services) ended(again bool) {
	if again {
		s.inbox.Renew()
	} else {
		s.inbox.Kick()
	}
}

// zone is the time zone in which the pack's days begin and end.
func (s *services) zone() *time.Location {
	loc, err := deadline.Zone(s.rules.Pack().Calendar().Zone)
	if err != nil {
		return time.UTC
	}
	return loc
}

// analyse is one run of the pipeline over one document.
func (s *services) analyse(ctx context.Context, task pipeline.Task) (sow.Analysis, error) {
	analyzer, err := s.current()
	if err != nil {
		return sow.Analysis{}, err
	}
	mode := extract.OCRMode(s.config.OCR)
	if !task.OCR && mode == extract.OCRAuto {
		mode = extract.OCROff // the queue for pictures runs it again
	}
	doc, err := s.reader.Read(ctx, task.Name, bytes.NewReader(task.Content), int64(len(task.Content)), extract.Options{OCR: mode, Progress: task.Report})
	doc.Name, doc.SHA256 = task.Name, task.SHA256
	if err != nil {
		if ctx.Err() != nil {
			return sow.Analysis{}, ctx.Err()
		}
		return analyzer.Failed(doc, sow.AsFailure(err)), nil
	}
	if mode == extract.OCROff && s.config.OCR == string(extract.OCRAuto) && unread(doc) {
		return analyzer.Failed(doc, inbox.Reason(sow.ReasonNoText)), nil
	}
	at := task.At
	if at.IsZero() {
		at = time.Now()
	}
	return analyzer.Analyze(doc, analyze.Options{Today: sow.DayOf(at.In(s.zone())), Answers: task.Answers}), nil
}

// unread reports whether some pages of a document hold text only as pictures.
func unread(doc sow.Document) bool {
	return slices.ContainsFunc(doc.Warnings, func(w sow.Warning) bool {
		return w.Code == sow.WarnPagesNoText || w.Code == sow.WarnGarbledText
	})
}

// claimDeadlines gives the deadlines of a claim where it stands, by the active
// pack.
func (s *services) claimDeadlines(c sow.Claim, _ time.Time) []sow.DeadlineEntry {
	analyzer, err := s.current()
	if err != nil {
		s.log.Error("compile the rule pack", "error", err)
		return nil
	}
	return analyzer.ClaimDeadlines(c)
}

// partnerDeadlines gives the partner's own deadlines by the active pack.
func (s *services) partnerDeadlines(at time.Time) []sow.DeadlineEntry {
	analyzer, err := s.current()
	if err != nil {
		s.log.Error("compile the rule pack", "error", err)
		return nil
	}
	return analyzer.PartnerDeadlines(sow.DayOf(at.In(s.zone())))
}

// checklist is the empty checklist of a claim that a person opens.
func (s *services) checklist(association sow.Association) []sow.PoEItem {
	analyzer, err := s.current()
	if err != nil {
		s.log.Error("compile the rule pack", "error", err)
		return nil
	}
	return analyzer.EmptyChecklist(association)
}

// current is the analyzer of the active pack, compiled once per pack.
func (s *services) current() (*analyze.Analyzer, error) {
	pack := s.rules.Pack()
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.analyzer != nil && s.analyzer.Pack() == pack {
		return s.analyzer, nil
	}
	analyzer, err := analyze.New(pack)
	if err != nil {
		return nil, err
	}
	s.analyzer = analyzer
	return analyzer, nil
}

// watchRules takes up changes of a rule folder until ctx ends. A pack with a
// mistake changes nothing; the last good one stays active.
func (s *services) watchRules(ctx context.Context) {
	if s.config.Rules == "" && s.config.Values == "" {
		return
	}
	tick := time.NewTicker(30 * time.Second)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		source, err := s.config.packFS()
		changed := false
		if err == nil {
			changed, err = s.rules.Reload(source, time.Now())
		}
		switch {
		case err != nil:
			s.log.ErrorContext(ctx, "rule pack refused", "error", err)
		case changed:
			info := s.rules.Pack().Info()
			s.log.InfoContext(ctx, "rule pack active", "version", info.Version, "sha256", info.SHA256)
		}
	}
}
