package ocr

import (
	"image"
	"math"
	"slices"

	"claimline/internal/extract/pdf"
)

// dark is the grey value below which a pixel belongs to ink.
const dark = 128

// weigh measures the strokes of each word: the mean length of dark runs along
// its rows. Bold words have runs half as long again.
func weigh(img *image.Gray, scan *pdf.Scan) {
	for i := range scan.Lines {
		for j := range scan.Lines[i].Words {
			w := &scan.Lines[i].Words[j]
			w.Stroke = stroke(img, image.Rect(int(w.X0), int(w.Y0), int(w.X1), int(w.Y1)).Intersect(img.Rect))
		}
	}
}

func stroke(img *image.Gray, r image.Rectangle) float64 {
	runs, ink := 0, 0
	for y := r.Min.Y; y < r.Max.Y; y++ {
		length := 0
		for x := r.Min.X; x <= r.Max.X; x++ {
			if x < r.Max.X && img.Pix[y*img.Stride+x] < dark {
				length++
				continue
			}
			if length > 0 && length < r.Dy() { // longer runs are bars of letters
				runs, ink = runs+1, ink+length
			}
			length = 0
		}
	}
	if runs < 8 {
		return 0
	}
	return float64(ink) / float64(runs)
}

// rules finds the drawn lines of an image: dark runs, one above the other
// merged to one line. Across they are longer than any bar of a letter; down
// they must meet one that goes across.
func rules(img *image.Gray, dpi float64) []pdf.ScanRule {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	faint := max(60, paper(img)-min(45, paper(img)))
	at := func(x, y int) bool { return img.Pix[y*img.Stride+x] < faint }
	var out []pdf.ScanRule
	for _, r := range runs(h, w, int(dpi*0.8), func(row, i int) bool { return at(i, row) }) {
		out = append(out, pdf.ScanRule{Horizontal: true, At: r.at, From: r.from, To: r.to})
	}
	across := out
	for _, r := range runs(w, h, int(dpi*0.25), func(row, i int) bool { return at(row, i) }) {
		if slices.ContainsFunc(across, func(a pdf.ScanRule) bool {
			return a.From-6 <= r.at && r.at <= a.To+6 && a.At >= r.from-6 && a.At <= r.to+6
		}) {
			out = append(out, pdf.ScanRule{At: r.at, From: r.from, To: r.to})
		}
	}
	return out
}

// paper is the grey value of the paper: the most frequent one.
func paper(img *image.Gray) uint8 {
	var count [256]int
	for i := 0; i < len(img.Pix); i += 7 {
		count[img.Pix[i]]++
	}
	best := 255
	for v, n := range count {
		if n > count[best] {
			best = v
		}
	}
	return uint8(best)
}

type inkRun struct{ first, at, from, to float64 }

// runs finds long dark runs in rows and merges those of neighbouring rows.
// What is thicker than a line, as a shaded area, gives its two edges.
func runs(rows, length, least int, ink func(row, i int) bool) []inkRun {
	var open, done []inkRun
	for row := range rows {
		var found []inkRun
		start, gap := -1, 0
		for i := 0; i <= length; i++ {
			if i < length && ink(row, i) {
				if start < 0 {
					start = i
				}
				gap = 0
				continue
			}
			if start < 0 {
				continue
			}
			if gap++; gap <= 2 && i < length {
				continue
			}
			if end := i - gap + 1; end-start >= least {
				found = append(found, inkRun{float64(row), float64(row), float64(start), float64(end)})
			}
			start, gap = -1, 0
		}
		open, done = mergeRuns(open, found, done, float64(row))
		if len(done) > 3000 {
			return nil // a picture
		}
	}
	for _, r := range open {
		done = append(done, r.middle())
	}
	return done
}

func (r inkRun) middle() inkRun {
	r.at = (r.first + r.at) / 2
	return r
}

func mergeRuns(open, found, done []inkRun, row float64) (stillOpen, closed []inkRun) {
	for _, o := range open {
		grown := false
		for i, f := range found {
			if f.from <= o.to+3 && f.to >= o.from-3 {
				o.from, o.to, o.at = math.Min(o.from, f.from), math.Max(o.to, f.to), row
				found = append(found[:i], found[i+1:]...)
				grown = true
				break
			}
		}
		if grown || row-o.at < 3 {
			stillOpen = append(stillOpen, o)
		} else {
			done = append(done, o.middle())
		}
	}
	return append(stillOpen, found...), done
}
