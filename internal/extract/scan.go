package extract

import (
	"context"
	"encoding/json"
	"fmt"
	"image"
	"io"
	"slices"
	"strconv"
	"strings"

	"claimline/internal/extract/lang"
	"claimline/internal/extract/ocr"
	"claimline/internal/extract/pdf"
	"claimline/internal/sow"
)

// Limits and thresholds of OCR.
const (
	scanDPI       = 200 // more is slower and not better, measured
	scanPages     = 150 // pages of one document that OCR reads; the rest is a warning
	fewChars      = 20  // visible characters below which a page has no text
	lowConfidence = 70  // mean confidence below which a page is doubtful
)

// wantScan gives the pages (from 1) that OCR should read.
func wantScan(pages []pdf.PageInfo, mode OCRMode) []int {
	var out []int
	for i, p := range pages {
		empty := p.Chars < fewChars && (p.Image > 0.05 || p.Drawn)
		if mode == OCRForce || empty || p.Garbled {
			out = append(out, i+1)
		}
	}
	return out
}

// hasText reports whether at least half of the pages that show something have
// text.
func hasText(pages []pdf.PageInfo) bool {
	with, shown := 0, 0
	for _, p := range pages {
		if p.Chars >= fewChars {
			with++
		}
		if p.Chars > 0 || p.Image > 0 || p.Drawn {
			shown++
		}
	}
	return with > 0 && 2*with >= shown
}

// scanner reads the pages of one PDF by OCR.
type scanner struct {
	reader  *Reader
	request request
	data    io.ReaderAt
	opt     Options
	program *ocr.Program
}

// withScans reads again what has no text or a broken one. It gives the first
// reading with warnings when OCR is off or not installed and there is text
// enough, else a NO_TEXT failure that says what to do.
func (r *Reader) withScans(ctx context.Context, first reply, req request, data io.ReaderAt, opt Options) (sow.Document, error) {
	want := wantScan(first.pages, opt.OCR)
	if len(want) == 0 {
		return first.document, emptyText(&first.document)
	}
	if opt.OCR == OCROff {
		return unscanned(first, want, "OCR is switched off.", "Read it with OCR switched on, or ask the sender for the original file.")
	}
	program, err := ocr.Find(ctx, r.config.Tesseract)
	if err != nil {
		return unscanned(first, want, "OCR is not installed.", "Install it with \""+ocr.Install+"\", or ask the sender for the original file.")
	}
	s := &scanner{reader: r, request: req, data: data, opt: opt, program: program}
	if len(s.opt.Languages) == 0 && hasText(first.pages) {
		s.opt.Languages = s.languagesOf(first.document.Blocks)
	}
	scans, failed, err := s.scan(ctx, want)
	if err != nil {
		return sow.Document{}, err
	}
	scans = better(first.pages, scans, opt.OCR)
	return s.combine(ctx, first, scans, failed)
}

// unscanned gives what can be read without OCR.
func unscanned(first reply, want []int, why, hint string) (sow.Document, error) {
	if !hasText(first.pages) {
		return sow.Document{}, failure(sow.ReasonNoText, "The pages are images without text, as scans are. "+why, hint)
	}
	doc := first.document
	for _, n := range want {
		if first.pages[n-1].Garbled {
			doc.Warnings = append(doc.Warnings, sow.Warning{Code: sow.WarnGarbledText, Message: fmt.Sprintf("The text of page %d looks broken. Check it against the original.", n), Page: &n})
			continue
		}
		doc.Warnings = append(doc.Warnings, sow.Warning{Code: sow.WarnPagesNoText, Message: fmt.Sprintf("Page %d is an image without text. %s", n, why), Page: &n})
	}
	return doc, emptyText(&doc)
}

// emptyText is the failure of a document without a word.
func emptyText(doc *sow.Document) error {
	if slices.ContainsFunc(doc.Blocks, func(b sow.Block) bool { return strings.TrimSpace(b.Text) != "" }) {
		return nil
	}
	return failure(sow.ReasonNoText, "The document has no text.", "Check that the right file was sent; an empty form or a drawing cannot be analysed.")
}

// scan reads pages one after the other, each with a deadline of its own.
func (s *scanner) scan(ctx context.Context, want []int) (scans []pdf.Scan, failed []int, err error) {
	if len(want) > scanPages {
		want, failed = want[:scanPages], slices.Clone(want[scanPages:])
	}
	for i, n := range want {
		if s.opt.Progress != nil {
			s.opt.Progress(i+1, len(want))
		}
		scan, err := s.page(ctx, n)
		switch {
		case ctx.Err() != nil:
			return nil, nil, ctx.Err()
		case err != nil:
			failed = append(failed, n)
			continue
		}
		scan.Page = n
		scans = append(scans, scan)
		if len(s.opt.Languages) == 0 {
			s.opt.Languages = s.learn(scans)
		}
	}
	return scans, failed, nil
}

func (s *scanner) page(ctx context.Context, n int) (pdf.Scan, error) {
	req := s.request
	req.Op, req.Page, req.DPI = opGray, n, scanDPI
	out, err := s.reader.pool.do(ctx, req, s.data)
	if err != nil {
		return pdf.Scan{}, err
	}
	if out.width <= 0 || out.height <= 0 || out.stride < out.width || len(out.data) < out.stride*out.height {
		return pdf.Scan{}, fmt.Errorf("%w: image of %d x %d pixels in %d bytes", errProtocol, out.width, out.height, len(out.data))
	}
	img := &image.Gray{Pix: out.data, Stride: out.stride, Rect: image.Rect(0, 0, out.width, out.height)}
	ctx, cancel := context.WithTimeout(ctx, s.reader.config.OCRPage)
	defer cancel()
	return s.program.Read(ctx, img, scanDPI, s.opt.Languages)
}

// learn gives the language of the pages so far with English, once it is clear:
// two languages are read faster and better than four.
func (s *scanner) learn(scans []pdf.Scan) []string {
	count := lang.Count{}
	for _, scan := range scans {
		for _, ln := range scan.Lines {
			for _, w := range ln.Words {
				count.Add(w.Text)
			}
		}
	}
	if best := count.Best(30); best != "" {
		return []string{best, "en"}
	}
	return nil
}

func (s *scanner) languagesOf(blocks []sow.Block) []string {
	count := lang.Count{}
	for _, b := range blocks {
		count.Add(b.Text)
	}
	if best := count.Best(30); best != "" {
		return []string{best, "en"}
	}
	return nil
}

// better drops the scans that are worse than the text layer of their page:
// those of a broken layer that OCR reads no better.
func better(pages []pdf.PageInfo, scans []pdf.Scan, mode OCRMode) []pdf.Scan {
	if mode == OCRForce {
		return scans
	}
	return slices.DeleteFunc(scans, func(s pdf.Scan) bool {
		p := pages[s.Page-1]
		if p.Chars < fewChars {
			return false
		}
		words, common := 0, 0
		for _, ln := range s.Lines {
			for _, w := range ln.Words {
				words++
				if lang.IsCommon(w.Text) {
					common++
				}
			}
		}
		return words == 0 || share(common, words) <= share(p.Common, p.Words)+0.03
	})
}

func share(part, whole int) float64 { return float64(part) / float64(max(1, whole)) }

// combine reads the document again with the scans in place of their pages.
func (s *scanner) combine(ctx context.Context, first reply, scans []pdf.Scan, failed []int) (sow.Document, error) {
	doc := first.document
	if len(scans) > 0 {
		extra, err := json.Marshal(scans)
		if err != nil {
			return sow.Document{}, fmt.Errorf("encode the scans: %w", err)
		}
		req := s.request
		req.extra = extra
		out, err := s.reader.pool.do(ctx, req, s.data)
		if err != nil {
			return sow.Document{}, err
		}
		doc = out.document
	}
	var read, low []int
	for _, scan := range scans {
		doc.Scanned = append(doc.Scanned, sow.PageScore{Page: scan.Page, Confidence: float64(int(scan.Confidence*10+.5)) / 10})
		read = append(read, scan.Page)
		if scan.Confidence < lowConfidence {
			low = append(low, scan.Page)
		}
	}
	if len(read) > 0 {
		s.warnScanned(&doc, first.pages, read, low)
	}
	for _, n := range failed {
		doc.Warnings = append(doc.Warnings, sow.Warning{Code: sow.WarnPagesNoText, Message: fmt.Sprintf("Page %d is an image that OCR could not read.", n), Page: &n})
	}
	if err := emptyText(&doc); err != nil {
		return sow.Document{}, failure(sow.ReasonNoText, "The pages are images in which OCR finds no words.", "Ask the sender for the original file or for a sharper scan.")
	}
	return doc, nil
}

func (s *scanner) warnScanned(doc *sow.Document, pages []pdf.PageInfo, read, low []int) {
	doc.Warnings = append(doc.Warnings, sow.Warning{Code: sow.WarnOCR, Message: "Read by OCR: " + pageList(read) + ". Check names, dates and amounts against the image."})
	if len(low) > 0 {
		doc.Warnings = append(doc.Warnings, sow.Warning{Code: sow.WarnLowConfidence, Message: "OCR is not sure about " + pageList(low) + "."})
	}
	for _, n := range read {
		if pages[n-1].Garbled {
			doc.Warnings = append(doc.Warnings, sow.Warning{Code: sow.WarnGarbledText, Message: fmt.Sprintf("The text layer of page %d is broken; OCR was used instead.", n), Page: &n})
		}
	}
	text := 0
	for i, p := range pages {
		if p.Chars >= fewChars && !slices.Contains(read, i+1) {
			text++
		}
	}
	if text == 0 {
		doc.Engine = "tesseract"
		return
	}
	doc.Warnings = append(doc.Warnings, sow.Warning{Code: sow.WarnMixedEngines, Message: fmt.Sprintf("%d pages were read from their text and %d by OCR.", text, len(read))})
}

// pageList names pages: "page 3", "pages 1 to 4, 7".
func pageList(pages []int) string {
	var parts []string
	for i := 0; i < len(pages); {
		j := i
		for j+1 < len(pages) && pages[j+1] == pages[j]+1 {
			j++
		}
		part := strconv.Itoa(pages[i])
		if j > i {
			part += " to " + strconv.Itoa(pages[j])
		}
		parts = append(parts, part)
		i = j + 1
	}
	if len(pages) == 1 {
		return "page " + parts[0]
	}
	return "pages " + strings.Join(parts, ", ")
}
