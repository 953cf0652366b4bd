// Package web serves the pages and the API: documents with their analysis and
// quoted evidence, and claims on their way from identified to active. Pages are
// rendered on the server and need no script. The package reads through store,
// changes through pipeline, and decides nothing itself.
package web

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"time"

	"claimline/internal/blobstore"
	"claimline/internal/pipeline"
	"claimline/internal/sow"
	"claimline/internal/store"
)

// Config is what the site works with. DB, Pipeline, Blobs, Now and Key are
// needed; the zero value of another field means its default.
type Config struct {
	DB       store.DB
	Pipeline *pipeline.Pipeline
	Blobs    *blobstore.Store
	Now      func() time.Time
	Logger   *slog.Logger   // nil is silent
	Zone     *time.Location // zone of days and times on the pages; nil is UTC

	Key     []byte // at least 32 random bytes that sign sessions; kept over restarts
	Token   string // of the API; "" switches uploads through the API off
	BaseURL string // address of the site as people reach it; its host is served besides the loopback names
	Version string // of the program, for the foot of the pages

	// Inbox gives the state of the inbox folder; nil when none is served.
	Inbox func() InboxState
	// Uploaded is called after documents were taken in; nil does nothing.
	Uploaded func()
	// Ready tells what keeps the program from working; nil means nothing can.
	Ready func(context.Context) error
	// Words gives the pack's words for codes; nil shows the codes.
	Words func() PackWords
	// Page draws a page (from 1) of a PDF and finds quotations on it; nil shows no
	// pages.
	Page func(ctx context.Context, sha string, content []byte, page int, quotes []string) (PageImage, error)
	// Blocks reads a document into its blocks, without OCR; nil shows no list of
	// what to add to a draft.
	Blocks func(ctx context.Context, name string, content []byte) (sow.Document, error)
	// Packet makes the submission packet of a claim (a ZIP file) with its letter in
	// a language, and gives its file name; nil offers none.
	Packet func(ctx context.Context, claimID int64, language string) (name string, content []byte, err error)
	// Import reads an export of Partner Center and loads it when asked to; nil takes
	// none.
	Import Importer
	// CheckAnswers tells whether facts can have the values that a person gives;
	// nil takes every value.
	CheckAnswers func(map[string]string) error
}

// PackWords are names that the active rule pack has for codes.
type PackWords struct {
	Pack      sow.PackInfo
	Workloads map[string]string           // name by workload id
	Deadlines map[string]sow.DeadlineSpec // by code
}

// PageImage is a drawn page and the places of quotations on it.
type PageImage struct {
	PNG   []byte
	Scale float64   // pixels of the image per point
	Boxes []sow.Box // in points
}

type site struct {
	cfg    Config
	pages  pages
	hosts  map[string]bool
	secure bool // the site is reached by https
}

// New gives the handler of the whole site. It fails when a needed field is
// missing or a template does not fit its page.
func New(cfg Config) (http.Handler, error) {
	if cfg.DB == nil || cfg.Pipeline == nil || cfg.Blobs == nil || cfg.Now == nil || len(cfg.Key) < 32 {
		return nil, errors.New("web: DB, Pipeline, Blobs, Now and a Key of 32 bytes are needed")
	}
	if cfg.Logger == nil {
		cfg.Logger = slog.New(slog.DiscardHandler)
	}
	if cfg.Zone == nil {
		cfg.Zone = time.UTC
	}
	s := &site{cfg: cfg, hosts: map[string]bool{"localhost": true, "127.0.0.1": true, "::1": true}}
	if u, err := url.Parse(cfg.BaseURL); err == nil && u.Host != "" {
		s.hosts[u.Hostname()] = true
		s.secure = u.Scheme == "https"
	}
	var err error
	if s.pages, err = s.parsePages(); err != nil {
		return nil, err
	}
	return s.handler(), nil
}

// words gives the pack's names; a code without a name is shown as it is.
func (s *site) words() PackWords {
	if s.cfg.Words == nil {
		return PackWords{}
	}
	return s.cfg.Words()
}
