package extract_test

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/png"
	"math"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"claimline/internal/extract"
	"claimline/internal/sow"
)

// scanLines is the text of the page that the scans show.
var scanLines = []string{
	"Statement of Work 14: Moving the mail", "1. Scope",
	"The partner moves 850 mailboxes from the old servers to Exchange Online",
	"and gives the help desk two days of training in the new tools. The work",
	"starts on 3 May 2026 and ends on 30 September 2026 with a short report.",
	"2. Out of scope",
	"Public folders, the archive of the legal department and all telephones",
	"stay where they are. Nothing is done about licences, which the customer",
	"buys from another reseller under its own enterprise agreement.",
}

// pagePDF sets the lines in a size that people read.
func pagePDF() []byte {
	var b strings.Builder
	y := 760
	for i, l := range scanLines {
		font, size := "F1", 11
		if i < 2 || i == 5 {
			font, size, y = "F2", 15, y-14
		}
		fmt.Fprintf(&b, "BT /%s %d Tf 72 %d Td (%s) Tj ET\n", font, size, y, l)
		y -= 20
	}
	return textPDF(b.String())
}

// scanPDF draws the page at a resolution, turns it by degrees, makes it pale,
// and gives a PDF that holds nothing but the image.
func scanPDF(tb testing.TB, dpi, degrees float64, pale bool) []byte {
	tb.Helper()
	data := pagePDF()
	out, err := shared.RenderPage(tb.Context(), "", bytes.NewReader(data), int64(len(data)), 1, dpi)
	if err != nil {
		tb.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(out))
	if err != nil {
		tb.Fatal(err)
	}
	gray := turned(img, degrees)
	if pale {
		for i, v := range gray.Pix {
			gray.Pix[i] = uint8(70 + int(v)*150/255)
		}
	}
	w, h := gray.Rect.Dx(), gray.Rect.Dy()
	m := newPDF()
	m.object(1, "<< /Type /Catalog /Pages 2 0 R >>")
	m.object(2, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
	m.object(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> >>")
	m.stream(4, "", []byte("q 595 0 0 842 0 0 cm /X Do Q"))
	m.stream(5, fmt.Sprintf("/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8", w, h), gray.Pix)
	return m.finish()
}

func turned(img image.Image, degrees float64) *image.Gray {
	b := img.Bounds()
	out := image.NewGray(b)
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	cx, cy := float64(b.Dx())/2, float64(b.Dy())/2
	for y := range b.Dy() {
		for x := range b.Dx() {
			dx, dy := float64(x)-cx, float64(y)-cy
			sx, sy := int(math.Round(cx+dx*cos-dy*sin)), int(math.Round(cy+dx*sin+dy*cos))
			v := uint8(255)
			if (image.Point{sx, sy}).In(b) {
				r, _, _, _ := img.At(sx, sy).RGBA()
				v = uint8(r >> 8)
			}
			out.Pix[y*out.Stride+x] = v
		}
	}
	return out
}

// scanKinds are the kinds of scans, with the share of words that is read at
// least.
var scanKinds = []struct {
	name         string
	dpi, degrees float64
	pale         bool
	recall       float64
}{
	{"clean", 200, 0, false, 0.97},
	{"crooked by two degrees", 200, 2, false, 0.93},
	{"150 dpi and pale", 150, 0, true, 0.90},
}

func TestScans(t *testing.T) {
	if _, err := exec.LookPath("tesseract"); err != nil {
		t.Fatal("tesseract is not installed; make setup installs it")
	}
	for _, tt := range scanKinds {
		t.Run(tt.name, func(t *testing.T) {
			data := scanPDF(t, tt.dpi, tt.degrees, tt.pale)
			var told []int
			start := time.Now()
			doc, err := shared.Read(t.Context(), "scan.pdf", bytes.NewReader(data), int64(len(data)), extract.Options{
				Languages: []string{"en"}, Progress: func(page, of int) { told = append(told, page, of) },
			})
			if err != nil {
				t.Fatal(err)
			}
			took := time.Since(start)
			text := ""
			for _, b := range doc.Blocks {
				text += " " + b.Number + " " + b.Text
			}
			r := wordRecall(strings.Join(scanLines, " "), text)
			t.Logf("word recall %.3f, %d ms a page", r, took.Milliseconds())
			if r < tt.recall {
				t.Errorf("word recall = %.3f, want at least %.2f:\n%s", r, tt.recall, text)
			}
			if doc.Engine != "tesseract" || len(doc.Scanned) != 1 || doc.Scanned[0].Confidence < 60 || !slices.Equal(told, []int{1, 1}) {
				t.Errorf("engine %q, scanned %v, progress %v", doc.Engine, doc.Scanned, told)
			}
			if !slices.ContainsFunc(doc.Warnings, func(w sow.Warning) bool { return w.Code == sow.WarnOCR }) {
				t.Errorf("warnings = %v, want READ_BY_OCR", doc.Warnings)
			}
			if !slices.ContainsFunc(doc.Blocks, func(b sow.Block) bool { return b.Kind == sow.Heading && b.Text == "Out of scope" }) {
				t.Errorf("no heading \"Out of scope\" in %+v", doc.Blocks)
			}
		})
	}
}

func TestScanWithoutOCR(t *testing.T) {
	t.Parallel()
	data := scanPDF(t, 100, 0, false)
	missing := extract.New(extract.Config{Tesseract: "no-such-program-here"})
	t.Cleanup(func() { _ = missing.Close() })
	for name, tt := range map[string]struct {
		reader *extract.Reader
		mode   extract.OCRMode
		hint   string
	}{
		"not installed": {missing, extract.OCRAuto, "apt install tesseract-ocr tesseract-ocr-deu"},
		"switched off":  {shared, extract.OCROff, "switched on"},
	} {
		_, err := tt.reader.Read(t.Context(), "scan.pdf", bytes.NewReader(data), int64(len(data)), extract.Options{OCR: tt.mode})
		f, ok := errors.AsType[*sow.Failure](err)
		if !ok || f.Code != sow.ReasonNoText || !strings.Contains(f.Hint, tt.hint) {
			t.Errorf("%s: error = %+v, want NO_TEXT with a hint with %q", name, err, tt.hint)
		}
	}
}

func wordRecall(want, got string) float64 {
	left := map[string]int{}
	for w := range strings.FieldsSeq(strings.ToLower(got)) {
		left[strings.Trim(w, ".,:")]++
	}
	found, n := 0, 0
	for w := range strings.FieldsSeq(strings.ToLower(want)) {
		n++
		if w = strings.Trim(w, ".,:"); left[w] > 0 {
			left[w]--
			found++
		}
	}
	return float64(found) / float64(n)
}
