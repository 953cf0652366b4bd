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

// share lets a second child read a part of the pages of a PDF, if one is ready
// when the first asks for it and no other document waits for it. What is read
// is the same either way: the first child lays out all pages, and reads itself
// what the second could not.
func (p *pool) share(ctx context.Context, req *request, data io.ReaderAt) {
	if req.Op != opRead || p.config.Children < 2 || !startsAsPDF(data) || req.Engine == Ledongthuc || len(req.extra) > 0 {
		return
	}
	second := *req
	second.Op = opPart
	req.Shared = true
	req.help = func(from int) []byte {
		w := p.takeReady()
		if w == nil {
			return nil
		}
		defer func() { <-p.slots }()
		second.Page = from
		out, err := w.do(ctx, second, data, p.config.Wall)
		p.give(w)
		if err != nil {
			return nil
		}
		return out.data
	}
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

// readPages reads the pages of a document, the second half of many with help.
func (c *child) readPages(req request, d *pdf.Document, scans []pdf.Scan) (pdf.Result, error) {
	if !req.Shared || d.Pages() < sharedPages {
		res, err := d.Read(req.Limits, scans...)
		if err != nil {
			return pdf.Result{}, failPDF(err)
		}
		return res, nil
	}
	from := d.Pages()/2 + 1
	if err := json.NewEncoder(c.out).Encode(frame{ID: req.ID, Share: from}); err != nil {
		return pdf.Result{}, err
	}
	if err := c.out.Flush(); err != nil {
		return pdf.Result{}, err
	}
	asked := false
	var pages []byte
	var lost error
	res, err := d.ReadShared(req.Limits, from, func() []byte {
		asked = true
		pages, lost = c.receivePart(req.ID)
		return pages
	})
	if !asked {
		_, lost = c.receivePart(req.ID) // it comes in any case
	}
	switch {
	case lost != nil:
		return pdf.Result{}, lost
	case err != nil:
		return pdf.Result{}, failPDF(err)
	}
	return res, nil
}

// receivePart waits for the pages that another child has read; none when there
// was no help.
func (c *child) receivePart(id int64) ([]byte, error) {
	line, err := readLine(c.in, 4<<10)
	if err != nil {
		return nil, fmt.Errorf("read the head of a part: %w", err)
	}
	var head part
	if err := json.Unmarshal(line, &head); err != nil {
		return nil, fmt.Errorf("decode the head of a part: %w", err)
	}
	if head.ID != id || head.Size < 0 || head.Size > maxExtra {
		return nil, fmt.Errorf("part of %d bytes for request %d instead of %d", head.Size, head.ID, id)
	}
	pages := make([]byte, head.Size)
	if _, err := io.ReadFull(c.in, pages); err != nil {
		return nil, fmt.Errorf("read a part: %w", err)
	}
	return pages, nil
}

// part answers with the pages from one on.
func (c *child) part(req request, data []byte) error {
	d, err := c.open(req, data)
	if err != nil {
		return err
	}
	pages, err := d.ReadPart(req.Limits, req.Page)
	if err != nil {
		return failPDF(err)
	}
	if err := d.Close(); err != nil {
		return fmt.Errorf("close the document: %w", err)
	}
	if len(pages) > maxExtra {
		return c.end(req.ID) // the other reads them itself
	}
	if err := json.NewEncoder(c.out).Encode(frame{ID: req.ID, Bytes: len(pages)}); err != nil {
		return err
	}
	if _, err := c.out.Write(pages); err != nil {
		return err
	}
	return c.end(req.ID)
}
