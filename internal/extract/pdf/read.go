package pdf

import (
	"fmt"

	"claimline/internal/extract/lang"
	"claimline/internal/extract/prose"
	"claimline/internal/sow"
)

// Read reads all pages. A page that cannot be read is a warning, not an end;
// an instance that gave up in the middle is an error, because what it gave
// before cannot be told from a whole document. Scans take the place of the
// text layer of their pages.
func (d *Document) Read(lim Limits, scans ...Scan) (Result, error) {
	n := 0
	return d.read(lim, Share{Next: func() int { n++; return n }, Stop: func() { n = d.pages }}, scans)
}

// ReadShared is Read for a document of which another process reads pages too.
func (d *Document) ReadShared(lim Limits, with Share) (Result, error) { return d.read(lim, with, nil) }

func (d *Document) read(lim Limits, with Share, scans []Scan) (Result, error) {
	r := newReading(d, lim.WithDefaults(), scans)
	outline := d.outline()
	err := r.pages(with)
	if err == nil {
		err = r.missing()
	}
	if err != nil {
		return Result{}, err
	}
	pages, res := r.whole()
	d.properties(&res.Document)
	res.Document.Blocks = layout(pages, outline)
	warnStruck(&res.Document)
	return res, d.lib.err
}

// whole gives the pages in order, up to where the text is longer than it may
// be, and what is to be said of them.
func (r *reading) whole() ([]*page, Result) {
	res := Result{Document: sow.Document{Format: "pdf", Engine: "pdfium", Pages: len(r.got)}}
	var pages, cut []*page
	total := 0
	for i, p := range r.got {
		n := i + 1
		if p == nil {
			res.warn(sow.WarnPageFailed, n, fmt.Sprintf("Page %d could not be read.", n))
			res.Pages = append(res.Pages, PageInfo{Failed: true})
			continue
		}
		res.Pages = append(res.Pages, p.info)
		if p.truncated {
			res.warn(sow.WarnTruncatedText, n, fmt.Sprintf("Page %d holds more text than is read; the rest of it is missing here.", n))
		}
		if p.outside > 0 {
			cut = append(cut, p)
		}
		pages = append(pages, p)
		if total += p.bytes(); total > r.lim.TotalText {
			res.warn(sow.WarnTruncatedText, n, fmt.Sprintf("The text is cut after page %d, because it is longer than a document may be.", n))
			break
		}
	}
	res.warnCut(cut)
	return pages, res
}

func (r *Result) warn(code sow.WarningCode, page int, message string) {
	r.Document.Warnings = append(r.Document.Warnings, sow.Warning{Code: code, Message: message, Page: &page})
}

// warnCut reports the words that stand off the sheet of some pages.
func (r *Result) warnCut(pages []*page) {
	if len(pages) == 0 {
		return
	}
	words := 0
	for _, p := range pages {
		words += p.outside
	}
	r.warn(sow.WarnHiddenText, pages[0].number, fmt.Sprintf("%s off the sheet, the first on page %d, and not read.",
		prose.Count(words, "word is", "words are"), pages[0].number))
}

func (p *page) describe() PageInfo {
	info := PageInfo{Chars: p.chars, Image: p.images, Drawn: p.drawn > 40, Garbled: p.garbled()}
	for i := range p.words {
		info.Words++
		if lang.IsCommon(p.words[i].text) {
			info.Common++
		}
	}
	return info
}

// properties reads the title and the author's entries of the information
// dictionary.
func (d *Document) properties(doc *sow.Document) {
	l := d.lib
	for _, name := range []string{"Title", "Author", "Subject", "Keywords", "Creator", "Producer"} {
		at := l.scratch + 128
		copy(l.bytes(at, uint64(len(name)+1)), name+"\x00")
		value := l.utf16String("FPDF_GetMetaText", d.handle, at)
		if value == "" {
			continue
		}
		doc.Properties = append(doc.Properties, sow.Property{Name: name, Value: normal(value)})
	}
	for _, p := range doc.Properties {
		if p.Name == "Title" {
			doc.Title = p.Value
		}
	}
}

// entry is one line of the outline (bookmarks).
type entry struct {
	title string
	level int // from 1
}

// maxOutline bounds the outline; a hostile one refers to itself.
const maxOutline = 2000

func (d *Document) outline() []entry {
	var out []entry
	d.outlineBelow(0, 1, &out)
	return out
}

func (d *Document) outlineBelow(parent uint64, level int, out *[]entry) {
	l := d.lib
	for b := l.call("FPDFBookmark_GetFirstChild", d.handle, parent); b != 0 && len(*out) < maxOutline && l.err == nil; b = l.call("FPDFBookmark_GetNextSibling", d.handle, b) {
		e := entry{title: normal(l.utf16String("FPDFBookmark_GetTitle", b)), level: level}
		*out = append(*out, e)
		if level < 6 {
			d.outlineBelow(b, level+1, out)
		}
	}
}
