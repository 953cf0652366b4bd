package extract

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"claimline/internal/extract/pdf"
)

// sharedPages is the number of pages from which on help pays: below it, to open
// the document a second time takes as long as its pages.
const sharedPages = 4

// share lets a second child read pages of a PDF, if one is ready when the first
// asks for it and no other document waits for it. What is read is the same
// either way: the first child lays out all pages, and reads itself what the
// second does not send. The function that it gives is called at the end.
func (p *pool) share(ctx context.Context, req *request, data io.ReaderAt) func() {
	if req.Op != opRead || p.config.Children < 2 || !startsAsPDF(data) || req.Engine == Ledongthuc || len(req.extra) > 0 || !p.takePlace(req) {
		return func() {}
	}
	second := *req
	second.Op, second.enough = opPart, nil
	req.Shared = true
	req.help = func(page func([]byte)) {
		w := p.takeReady()
		if w == nil {
			return
		}
		defer func() { <-p.slots }()
		second.page = page
		_, _ = w.do(ctx, second, data, p.config.Wall) // the first child reads what does not come
		p.give(w)
	}
	return func() { p.givePlace(req.Place) }
}

// takePlace gives a document a place in the claims; false when there is none.
func (p *pool) takePlace(req *request) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.claims == nil || len(p.claims.free) == 0 {
		return false
	}
	n := len(p.claims.free) - 1
	req.Place, p.claims.free = p.claims.free[n], p.claims.free[:n]
	req.enough = p.claims.at(req.Place).stop
	return true
}

func (p *pool) givePlace(place int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.claims.free = append(p.claims.free, place)
}

// takeReady gives a child that has PDFium loaded, with a slot that the caller
// gives back; nil when there is none.
func (p *pool) takeReady() *worker {
	select {
	case p.slots <- struct{}{}:
	default:
		return nil
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	i := slices.IndexFunc(p.idle, func(w *worker) bool { return w.ready })
	if i < 0 || p.closed {
		<-p.slots
		return nil
	}
	w := p.idle[i]
	p.idle = slices.Delete(p.idle, i, i+1)
	return w
}

// readPages reads the pages of a document, with help where there are many.
func (c *child) readPages(req request, d *pdf.Document, scans []pdf.Scan) (pdf.Result, error) {
	claim, ok := c.claim(req)
	if !ok || d.Pages() < sharedPages {
		res, err := d.Read(req.Limits, scans...)
		if err != nil {
			return pdf.Result{}, failPDF(err)
		}
		return res, nil
	}
	claim.set(d.Pages())
	if err := json.NewEncoder(c.out).Encode(frame{ID: req.ID, Share: true}); err != nil {
		return pdf.Result{}, err
	}
	if err := c.out.Flush(); err != nil {
		return pdf.Result{}, err
	}
	parts := &parts{child: c, id: req.ID}
	res, err := d.ReadShared(req.Limits, pdf.Share{Next: claim.front, Stop: claim.stop, Part: parts.next})
	claim.stop()
	for parts.next(true) != nil { // they come to an end in any case
	}
	if parts.err != nil {
		return pdf.Result{}, parts.err
	}
	if err != nil {
		return pdf.Result{}, failPDF(err)
	}
	return res, nil
}

// claim gives the place of a document that may be shared.
func (c *child) claim(req request) (claim, bool) {
	if !req.Shared && req.Op != opPart {
		return claim{}, false
	}
	if c.claims == nil {
		mapped, err := mapClaims(claimsFile)
		if err != nil {
			return claim{}, false
		}
		c.claims = mapped
	}
	if req.Place < 0 || req.Place >= c.claims.places() {
		return claim{}, false
	}
	return c.claims.at(req.Place), true
}

// part answers with pages from the end of the document, as long as there are
// pages that nobody has taken.
func (c *child) part(req request, data []byte) error {
	claim, ok := c.claim(req)
	if !ok {
		return c.end(req.ID)
	}
	d, err := c.open(req, data)
	if err != nil {
		return err
	}
	total := 0
	for n := claim.back(); n > 0; n = claim.back() {
		page, err := d.ReadPart(req.Limits, n)
		if err != nil {
			return failPDF(err)
		}
		if total += len(page); total > maxExtra-1<<20 {
			break // the other reads the rest itself
		}
		if err := c.sendPart(req.ID, page); err != nil {
			return err
		}
	}
	if err := c.end(req.ID); err != nil {
		return err
	}
	if err := c.out.Flush(); err != nil {
		return err
	}
	if err := d.Close(); err != nil {
		return fmt.Errorf("close the document: %w", err)
	}
	return nil
}

// sendPart sends a page, at once: the other child lays it out.
func (c *child) sendPart(id int64, page []byte) error {
	if len(page) == 0 {
		return nil
	}
	if err := json.NewEncoder(c.out).Encode(frame{ID: id, Bytes: len(page)}); err != nil {
		return err
	}
	if _, err := c.out.Write(page); err != nil {
		return err
	}
	return c.out.Flush()
}
