package web

import (
	"context"
	"time"

	"claimline/internal/lint"
	"claimline/internal/sow"
)

// lintTime bounds reading a draft again for the headings of its page.
const lintTime = 3 * time.Second

// draftReport says what to add to a draft before it is signed; nil for a
// document that is none. When the draft cannot be read again in time, the
// places of the sentences are new sections.
func (s *site) draftReport(r *request, page documentPage) *lint.Report {
	if !page.A.Document.Draft || s.cfg.Blocks == nil {
		return nil
	}
	var doc sow.Document
	ctx, cancel := context.WithTimeout(r.Context(), lintTime)
	defer cancel()
	content, err := s.cfg.Blobs.Get(ctx, page.Doc.SHA256)
	if err == nil {
		doc, err = s.cfg.Blocks(ctx, page.Doc.Name, content)
	}
	if err != nil {
		s.cfg.Logger.WarnContext(r.Context(), "draft not read for its headings", "document", page.Doc.ID, "error", err)
	}
	report := lint.Check(page.A, doc, lint.Options{Names: s.words().Workloads})
	return &report
}
