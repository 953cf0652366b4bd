package ocr

import (
	"strconv"
	"strings"

	"claimline/internal/extract/pdf"
)

// parseTSV reads tesseract's table of words: level, page, block, paragraph,
// line, word, left, top, width, height, confidence, text.
func parseTSV(tsv string) pdf.Scan {
	var scan pdf.Scan
	sum, n := 0.0, 0
	last := ""
	for row := range strings.Lines(tsv) {
		f := strings.Split(strings.TrimRight(row, "\r\n"), "\t")
		if len(f) < 12 || f[0] != "5" {
			continue
		}
		text := strings.TrimSpace(f[11])
		box, ok := numbers(f[6:11])
		if text == "" || !ok {
			continue
		}
		if id := strings.Join(f[1:5], "."); id != last || len(scan.Lines) == 0 {
			last = id
			scan.Lines = append(scan.Lines, pdf.ScanLine{})
		}
		line := &scan.Lines[len(scan.Lines)-1]
		if box[4] < 25 && !hasLetterOrDigit(text) {
			continue // specks and the corners of frames
		}
		line.Words = append(line.Words, pdf.ScanWord{Text: text, X0: box[0], Y0: box[1], X1: box[0] + box[2], Y1: box[1] + box[3]})
		sum, n = sum+box[4], n+1
	}
	if n > 0 {
		scan.Confidence = sum / float64(n)
	}
	return scan
}

func numbers(fields []string) (out [5]float64, ok bool) {
	for i, s := range fields {
		v, err := strconv.ParseFloat(s, 64)
		if err != nil {
			return out, false
		}
		out[i] = v
	}
	return out, true
}

func hasLetterOrDigit(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool {
		return r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r > 0x7F
	})
}
