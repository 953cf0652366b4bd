package ocr

import (
	"errors"
	"image"
	"math"
	"testing"

	"claimline/internal/extract/pdf"
)

// paperWith gives a white page with black rectangles.
func paperWith(w, h int, ink ...image.Rectangle) *image.Gray {
	img := image.NewGray(image.Rect(0, 0, w, h))
	for i := range img.Pix {
		img.Pix[i] = 245
	}
	for _, r := range ink {
		for y := r.Min.Y; y < r.Max.Y; y++ {
			for x := r.Min.X; x < r.Max.X; x++ {
				img.Pix[y*img.Stride+x] = 20
			}
		}
	}
	return img
}

// textLines gives rows of small marks, as text looks from afar.
func textLines() []image.Rectangle {
	var out []image.Rectangle
	for y := 60; y < 1000; y += 40 {
		for x := 80; x < 760; x += 14 {
			out = append(out, image.Rect(x, y, x+6, y+16))
		}
	}
	return out
}

func TestStraighten(t *testing.T) {
	t.Parallel()
	level := paperWith(850, 1100, textLines()...)
	if got := skew(level); got != 0 {
		t.Errorf("skew of a level page = %v, want 0", got)
	}
	for _, angle := range []float64{-2, -0.5, 1, 3} {
		crooked := turn(level, -angle)
		if got := skew(crooked); math.Abs(got-angle) > 0.26 {
			t.Errorf("skew of a page turned by %v = %v", angle, got)
		}
	}
}

func TestRules(t *testing.T) {
	t.Parallel()
	img := paperWith(850, 1100,
		image.Rect(100, 200, 700, 203), image.Rect(100, 260, 700, 263), // two lines across
		image.Rect(100, 200, 103, 263), image.Rect(400, 200, 403, 263), // two lines down that meet them
		image.Rect(500, 600, 503, 690), // a line that meets none, as the stem of a letter
		image.Rect(100, 700, 160, 703), // too short
	)
	got := rules(img, 200)
	want := []pdf.ScanRule{
		{Horizontal: true, At: 201, From: 100, To: 700},
		{Horizontal: true, At: 261, From: 100, To: 700},
		{At: 101, From: 200, To: 263},
		{At: 401, From: 200, To: 263},
	}
	if len(got) != len(want) {
		t.Fatalf("rules = %v, want %v", got, want)
	}
	for i := range want {
		g, w := got[i], want[i]
		if g.Horizontal != w.Horizontal || math.Abs(g.At-w.At) > 2 || math.Abs(g.From-w.From) > 2 || math.Abs(g.To-w.To) > 2 {
			t.Errorf("rule %d = %v, want %v", i, g, w)
		}
	}
	erase(img, got)
	if left := rules(img, 200); len(left) != 0 {
		t.Errorf("rules after erasing = %v", left)
	}
}

func TestParseTSV(t *testing.T) {
	t.Parallel()
	const head = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
	scan := parseTSV(head +
		"4\t1\t1\t1\t1\t0\t10\t20\t200\t30\t-1\t\n" +
		"5\t1\t1\t1\t1\t1\t10\t20\t50\t30\t90\tScope\n" +
		"5\t1\t1\t1\t1\t2\t70\t20\t40\t30\t96\tof\n" +
		"5\t1\t1\t1\t2\t1\t10\t60\t5\t5\t10\t|\n" +
		"5\t1\t1\t1\t2\t2\t20\t60\t50\t30\t84\twork\n" +
		"5\t1\t1\tbroken row\n" +
		"5\t1\t1\t1\t2\t3\tx\ty\t50\t30\t84\tbad\n")
	if len(scan.Lines) != 2 || len(scan.Lines[0].Words) != 2 || len(scan.Lines[1].Words) != 1 {
		t.Fatalf("lines = %+v", scan.Lines)
	}
	if w := scan.Lines[0].Words[1]; w.Text != "of" || w.X0 != 70 || w.X1 != 110 || w.Y1 != 50 {
		t.Errorf("word = %+v", w)
	}
	if scan.Confidence != 90 {
		t.Errorf("confidence = %v, want 90", scan.Confidence)
	}
}

func TestFindMissing(t *testing.T) {
	t.Parallel()
	if _, err := Find(t.Context(), "no-such-program-here"); !errors.Is(err, ErrMissing) {
		t.Errorf("error = %v, want ErrMissing", err)
	}
}

func TestChoose(t *testing.T) {
	t.Parallel()
	p := &Program{languages: []string{"eng", "deu", "osd", "spa"}}
	for _, tt := range []struct {
		ask  []string
		want string
	}{
		{nil, "eng+deu+spa"}, {[]string{"de"}, "deu"}, {[]string{"de", "en", "de"}, "deu+eng"}, {[]string{"ja"}, "eng+deu+spa"},
	} {
		if got := p.choose(tt.ask); got != tt.want {
			t.Errorf("choose(%v) = %q, want %q", tt.ask, got, tt.want)
		}
	}
}
