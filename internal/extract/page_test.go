package extract_test

import (
	"bytes"
	"errors"
	"image/png"
	"math"
	"testing"

	"claimline/internal/extract"
	"claimline/internal/sow"
)

func TestRenderPage(t *testing.T) {
	t.Parallel()
	data := textPDF("BT /F1 9 Tf 10 10 Td (first) Tj ET", "1 0 0 rg 0 421 595 421 re f")
	out, err := shared.RenderPage(t.Context(), "", bytes.NewReader(data), int64(len(data)), 2, extract.PageDPI)
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(out))
	if err != nil {
		t.Fatal(err)
	}
	if b := img.Bounds(); b.Dx() != 1190 || b.Dy() != 1684 {
		t.Errorf("size = %v, want 1190 x 1684", b)
	}
	if r, g, b, _ := img.At(600, 400).RGBA(); r>>8 != 255 || g != 0 || b != 0 {
		t.Errorf("upper half is %d %d %d, want red", r>>8, g>>8, b>>8)
	}
	if r, g, b, _ := img.At(600, 1200).RGBA(); r>>8 != 255 || g>>8 != 255 || b>>8 != 255 {
		t.Errorf("lower half is %d %d %d, want white", r>>8, g>>8, b>>8)
	}
}

func TestRenderPageMissing(t *testing.T) {
	t.Parallel()
	data := textPDF("BT /F1 9 Tf 10 10 Td (only) Tj ET")
	_, err := shared.RenderPage(t.Context(), "", bytes.NewReader(data), int64(len(data)), 7, extract.PageDPI)
	if _, ok := errors.AsType[*sow.Failure](err); !ok {
		t.Errorf("error = %v, want a failure", err)
	}
}

func TestLocate(t *testing.T) {
	t.Parallel()
	data := textPDF("BT /F1 10 Tf 72 742 Td (We will deploy Microsoft Senti-) Tj 0 -12 Td (nel for all 400 users of the group.) Tj ET")
	r := shared
	tests := []struct {
		name, quote string
		want        []sow.Box
	}{
		{"one line", "400 users", []sow.Box{{Page: 1, X: 115, Y: 104, Width: 44, Height: 10}}},
		{"over a line end and a hyphen", "deploy Microsoft Sentinel", []sow.Box{{Page: 1, X: 105, Y: 92, Width: 105, Height: 10}, {Page: 1, X: 72, Y: 104, Width: 13, Height: 10}}},
		{"other spaces and signs", "“400   Users”", []sow.Box{{Page: 1, X: 115, Y: 104, Width: 44, Height: 10}}},
		{"the part on this page", "for all 400 users of the group. The next page goes on.", []sow.Box{{Page: 1, X: 88, Y: 104, Width: 130, Height: 10}}},
		{"not there", "Exchange Online", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got, err := r.Locate(t.Context(), "x", bytes.NewReader(data), int64(len(data)), 1, tt.quote)
			if err != nil {
				t.Fatal(err)
			}
			if len(got) != len(tt.want) {
				t.Fatalf("Locate(%q) = %v, want %v", tt.quote, got, tt.want)
			}
			for i, w := range tt.want {
				g := got[i]
				if g.Page != w.Page || math.Abs(g.X-w.X) > 6 || math.Abs(g.Y-w.Y) > 3 || math.Abs(g.Width-w.Width) > 8 || math.Abs(g.Height-w.Height) > 3 {
					t.Errorf("box %d = %+v, want about %+v", i, g, w)
				}
			}
		})
	}
}

func TestSecondEngine(t *testing.T) {
	t.Parallel()
	data := textPDF("BT /F2 16 Tf 72 760 Td (Scope of work) Tj ET BT /F1 10 Tf 72 730 Td (The partner deploys Sentinel.) Tj ET")
	doc, err := shared.Read(t.Context(), "a.pdf", bytes.NewReader(data), int64(len(data)), extract.Options{PDFEngine: extract.Ledongthuc})
	if err != nil {
		t.Fatal(err)
	}
	if doc.Engine != "ledongthuc" || len(doc.Blocks) != 2 || doc.Blocks[0].Kind != sow.Heading || doc.Blocks[1].Text != "The partner deploys Sentinel." {
		t.Errorf("engine %q, blocks %+v", doc.Engine, doc.Blocks)
	}
}
