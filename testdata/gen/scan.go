package main

import (
	"bufio"
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"io"
	"math"
	"math/rand/v2"
	"os"
)

// scanPDF wraps page pictures (PGM files) into a PDF without any text, as an office copier does.
func scanPDF(pages []string, dpi int, skew float64) ([]byte, error) {
	w := &pdfWriter{}
	for i, path := range pages {
		img, err := readPGM(path)
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", path, err)
		}
		// A feeder never turns two sheets alike.
		angle := skew * (1 - 0.6*float64(i%3))
		var buf bytes.Buffer
		if err := jpeg.Encode(&buf, copied(img, angle, uint64(i)), &jpeg.Options{Quality: 45}); err != nil {
			return nil, err
		}
		w.page(buf.Bytes(), img.Rect.Dx(), img.Rect.Dy(), dpi)
	}
	return w.finish(), nil
}

func readPGM(path string) (*image.Gray, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r := bufio.NewReader(f)
	var width, height, depth int
	if _, err := fmt.Fscanf(r, "P5\n%d %d\n%d\n", &width, &height, &depth); err != nil {
		return nil, err
	}
	img := image.NewGray(image.Rect(0, 0, width, height))
	_, err = io.ReadFull(r, img.Pix)
	return img, err
}

// copied turns a page by some degrees about its middle and adds the grain and the specks of a copier.
func copied(src *image.Gray, degrees float64, seed uint64) *image.Gray {
	random := rand.New(rand.NewPCG(seed, 7))
	size := src.Rect
	dst := image.NewGray(size)
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	midX, midY := float64(size.Dx())/2, float64(size.Dy())/2
	for y := range size.Dy() {
		for x := range size.Dx() {
			dx, dy := float64(x)-midX, float64(y)-midY
			v := sample(src, midX+cos*dx+sin*dy, midY-sin*dx+cos*dy)
			v = v*0.93 + 8 + random.NormFloat64()*5
			if random.IntN(40000) == 0 {
				v = 60
			}
			dst.SetGray(x, y, color.Gray{Y: uint8(max(0, min(v, 255)))})
		}
	}
	return dst
}

// sample reads between four pixels; outside the page is paper.
func sample(img *image.Gray, x, y float64) float64 {
	left, top := math.Floor(x), math.Floor(y)
	at := func(dx, dy float64) float64 {
		px, py := int(left+dx), int(top+dy)
		if !(image.Point{X: px, Y: py}).In(img.Rect) {
			return 255
		}
		return float64(img.GrayAt(px, py).Y)
	}
	fx, fy := x-left, y-top
	upper := at(0, 0)*(1-fx) + at(1, 0)*fx
	lower := at(0, 1)*(1-fx) + at(1, 1)*fx
	return upper*(1-fy) + lower*fy
}

// pdfWriter writes a PDF of full-page grey JPEG pictures.
type pdfWriter struct {
	buf     bytes.Buffer
	offsets []int
	kids    []string
}

// The catalogue and the page tree are objects 1 and 2 and are written last.
const firstPage = 3

func (w *pdfWriter) object(text string, stream []byte) int {
	if len(w.offsets) == 0 {
		w.buf.WriteString("%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
	}
	id := firstPage + len(w.offsets)
	w.write(id, text, stream)
	return id
}

func (w *pdfWriter) write(id int, text string, stream []byte) {
	w.offsets = append(w.offsets, w.buf.Len())
	fmt.Fprintf(&w.buf, "%d 0 obj\n%s\n", id, text)
	if stream != nil {
		w.buf.WriteString("stream\n")
		w.buf.Write(stream)
		w.buf.WriteString("\nendstream\n")
	}
	w.buf.WriteString("endobj\n")
}

func (w *pdfWriter) page(picture []byte, width, height, dpi int) {
	pointsX, pointsY := float64(width)*72/float64(dpi), float64(height)*72/float64(dpi)
	image := w.object(fmt.Sprintf("<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode /Length %d >>", width, height, len(picture)), picture)
	draw := fmt.Appendf(nil, "q %.2f 0 0 %.2f 0 0 cm /Im0 Do Q", pointsX, pointsY)
	content := w.object(fmt.Sprintf("<< /Length %d >>", len(draw)), draw)
	page := w.object(fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %.2f %.2f] /Resources << /XObject << /Im0 %d 0 R >> >> /Contents %d 0 R >>", pointsX, pointsY, image, content), nil)
	w.kids = append(w.kids, fmt.Sprintf("%d 0 R", page))
}

func (w *pdfWriter) finish() []byte {
	pages := w.offsets
	w.write(1, "<< /Type /Catalog /Pages 2 0 R >>", nil)
	w.write(2, fmt.Sprintf("<< /Type /Pages /Count %d /Kids %v >>", len(w.kids), w.kids), nil)
	offsets := append(w.offsets[len(pages):], pages...)
	start := w.buf.Len()
	fmt.Fprintf(&w.buf, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, at := range offsets {
		fmt.Fprintf(&w.buf, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&w.buf, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, start)
	return w.buf.Bytes()
}
