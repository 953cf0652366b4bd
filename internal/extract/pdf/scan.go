package pdf

import (
	"math"
	"sort"
	"strings"
)

// Scan is what OCR read on the image of one page. Places are in pixels of
// that image.
type Scan struct {
	Page       int        `json:"page"` // from 1
	DPI        float64    `json:"dpi"`
	Confidence float64    `json:"confidence"` // mean of the words, 0 to 100
	Lines      []ScanLine `json:"lines"`
	Rules      []ScanRule `json:"rules,omitempty"`
}

// ScanLine is one line of words as OCR found it.
type ScanLine struct {
	Words []ScanWord `json:"words"`
}

// ScanWord is a word with its box.
type ScanWord struct {
	Text   string  `json:"t"`
	X0     float64 `json:"x0"`
	Y0     float64 `json:"y0"`
	X1     float64 `json:"x1"`
	Y1     float64 `json:"y1"`
	Stroke float64 `json:"s,omitempty"` // mean width of its strokes, 0 when not measured
}

// ScanRule is a drawn line.
type ScanRule struct {
	Horizontal bool    `json:"h,omitempty"`
	At         float64 `json:"at"`
	From       float64 `json:"from"`
	To         float64 `json:"to"`
}

// replace makes the words of a scan those of the page.
func (p *page) replace(s Scan) {
	if s.DPI <= 0 {
		return
	}
	k := 72 / s.DPI
	p.words, p.chars, p.bad = nil, 0, 0
	p.rules, p.boxes, p.dots = nil, nil, nil
	for _, r := range s.Rules {
		p.rules = append(p.rules, rule{horizontal: r.Horizontal, at: r.At * k, from: r.From * k, to: r.To * k})
	}
	for _, ln := range s.Lines {
		p.words = append(p.words, scannedLine(ln, k)...)
	}
	for _, w := range p.words {
		p.chars += len([]rune(w.text))
	}
	evenSizes(p.words)
	markHeavy(p.words)
}

// evenSizes gives the lines whose size is that of most lines, as far as OCR
// can measure it, exactly that size.
func evenSizes(words []word) {
	if len(words) == 0 {
		return
	}
	sizes := make([]float64, 0, len(words))
	for _, w := range words {
		sizes = append(sizes, w.size)
	}
	sort.Float64s(sizes)
	usual := sizes[len(sizes)/2]
	for i := range words {
		if w := &words[i]; near(w.size, usual, 0.2*usual) {
			w.size = usual
			w.box.y0, w.box.y1 = w.base-0.8*usual, w.base+0.2*usual
		}
	}
}

// descent is the part of a word with a letter such as "g" that is below the
// baseline: 0.2 of 0.2 and 0.72 font sizes.
const descent = 0.22

// scannedLine gives the words of a line one baseline and one font size, which
// OCR does not tell.
func scannedLine(ln ScanLine, k float64) []word {
	if len(ln.Words) == 0 {
		return nil
	}
	top, bottoms := math.Inf(1), []float64{}
	for _, w := range ln.Words {
		top = math.Min(top, w.Y0)
		if !strings.ContainsAny(w.Text, "gjpqyQ,;()[]|ç") {
			bottoms = append(bottoms, w.Y1)
		}
	}
	base := ln.Words[0].Y1
	if len(bottoms) > 0 {
		sort.Float64s(bottoms)
		base = bottoms[len(bottoms)/2]
	} else {
		base -= descent * (base - top) // every word reaches below the line
	}
	size := math.Max(4, (base-top)*k/0.72) // capitals are that high
	var out []word
	for i, w := range ln.Words {
		text := normal(w.Text)
		if text == "" {
			continue
		}
		b := base * k
		if len(bottoms) > 0 && !strings.ContainsAny(w.Text, "gjpqyQ,;()[]|ç\"'’“”-–—") {
			b = w.Y1 * k // follows a line that is not level
		}
		out = append(out, word{
			text: text, base: b, size: size, newLine: i == 0, stroke: w.Stroke * k / size,
			box: rect{w.X0 * k, b - 0.8*size, w.X1 * k, b + 0.2*size},
		})
	}
	return out
}

// markHeavy marks the words as bold whose strokes are much wider than those of
// most words of the page.
func markHeavy(words []word) {
	var widths []float64
	for _, w := range words {
		if w.stroke > 0 {
			widths = append(widths, w.stroke)
		}
	}
	if len(widths) < 20 {
		return
	}
	sort.Float64s(widths)
	usual := widths[len(widths)*2/5]
	for i := range words {
		words[i].bold = words[i].stroke > 1.28*usual
	}
}
