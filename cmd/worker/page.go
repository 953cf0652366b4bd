package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"time"

	"claimline/internal/analyze"
	"claimline/internal/extract"
	"claimline/internal/ruleset"
	"claimline/internal/sow"
	"claimline/internal/web"
)

// handler is the site: pages and API.
func (s *services) handler() (http.Handler, error) {
	key, err := sessionKey(filepath.Join(s.config.Data, "session.key"))
	if err != nil {
		return nil, err
	}
	return web.New(web.Config{
		DB: s.db.pool, Pipeline: s.pipeline, Blobs: s.blobs, Now: time.Now, Logger: s.log, Zone: s.zone(),
		Key: key, Token: s.config.Token, BaseURL: s.config.BaseURL, Version: version,
		Inbox: s.inboxState, Uploaded: s.inbox.Kick, Ready: s.ready, Words: packWords(s.rules), Page: s.drawPage, Blocks: s.blocks, Packet: s.packet, Import: s.webImport, CheckAnswers: analyze.CheckAnswers,
	})
}

// drawPage draws a page of a PDF and looks for quotations on it.
func (s *services) drawPage(ctx context.Context, sha string, content []byte, page int, quotes []string) (web.PageImage, error) {
	data, size := bytes.NewReader(content), int64(len(content))
	drawn, err := s.reader.RenderPage(ctx, sha, data, size, page, extract.PageDPI)
	if err != nil {
		return web.PageImage{}, err
	}
	out := web.PageImage{PNG: drawn, Scale: extract.PageDPI / 72.0}
	for _, q := range quotes {
		boxes, err := s.reader.Locate(ctx, sha, data, size, page, q)
		if err != nil { // the page without marks is still the page
			s.log.WarnContext(ctx, "quotation not looked for", "document", sha, "page", page, "error", err)
			break
		}
		out.Boxes = append(out.Boxes, boxes...)
	}
	return out, nil
}

// blocks reads a document for its headings; pictures of pages are left out.
func (s *services) blocks(ctx context.Context, name string, content []byte) (sow.Document, error) {
	return s.reader.Read(ctx, name, bytes.NewReader(content), int64(len(content)), extract.Options{OCR: extract.OCROff})
}

// sessionKey reads the key that signs sessions, or makes it at the first start,
// so that a restart signs nobody out.
func sessionKey(path string) ([]byte, error) {
	key, err := os.ReadFile(path) //nolint:gosec // the worker's own data folder
	if err == nil && len(key) >= 32 {
		return key, nil
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("read the key of the sessions: %w", err)
	}
	key = make([]byte, 32)
	if _, err := rand.Read(key); err != nil {
		return nil, fmt.Errorf("make the key of the sessions: %w", err)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil { //nolint:gosec // the database's own user must pass through
		return nil, fmt.Errorf("make the data folder: %w", err)
	}
	if err := os.WriteFile(path, key, 0o600); err != nil { //nolint:gosec // the worker's own data folder
		return nil, fmt.Errorf("keep the key of the sessions: %w", err)
	}
	return key, nil
}

// ready tells what keeps the worker from working.
func (s *services) ready(ctx context.Context) error {
	if err := s.db.pool.Ping(ctx); err != nil {
		return fmt.Errorf("the database does not answer: %w", err)
	}
	if trouble := s.inbox.Status().Trouble; trouble != "" {
		return errors.New("the inbox is not served: " + trouble)
	}
	return nil
}

// inboxState is the inbox as the page shows it.
func (s *services) inboxState() web.InboxState {
	st := s.inbox.Status()
	out := web.InboxState{Dir: st.Dir, LastScan: st.LastScan, Trouble: st.Trouble, WaitingCount: st.WaitingCount, FailedCount: st.FailedCount, Refused: st.RefusedCount}
	for _, f := range st.Waiting {
		out.Waiting = append(out.Waiting, web.InboxLine{Path: f.Path, Code: f.Code, Why: f.Why, Since: f.Since})
	}
	for _, f := range st.Working {
		out.Working = append(out.Working, web.InboxLine{Path: f.Path, Why: f.Why, Since: f.Since, DocumentID: f.DocumentID})
	}
	for _, f := range st.Failed {
		out.Failed = append(out.Failed, web.InboxLine{Path: f.Path, Code: f.Code, Why: f.Message, Next: f.NextStep, Since: f.At})
	}
	for _, n := range st.Ignored {
		out.Ignored += n
	}
	return out
}

// packWords gives the names that the active pack has for codes, read once per
// pack.
func packWords(live *ruleset.Live) func() web.PackWords {
	var mu sync.Mutex
	var of *ruleset.Pack
	var words web.PackWords
	return func() web.PackWords {
		mu.Lock()
		defer mu.Unlock()
		if pack := live.Pack(); pack != of {
			of, words = pack, wordsOf(pack)
		}
		return words
	}
}

func wordsOf(pack *ruleset.Pack) web.PackWords {
	words := web.PackWords{Pack: pack.Info(), Workloads: map[string]string{}, Deadlines: map[string]sow.DeadlineSpec{}}
	for _, e := range pack.Lexicon().Entries {
		words.Workloads[e.ID] = e.Name
	}
	for _, d := range pack.Deadlines() {
		words.Deadlines[d.Code] = d
	}
	return words
}
