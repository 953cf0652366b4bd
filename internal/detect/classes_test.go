package detect

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"claimline/internal/piece"
	"claimline/internal/sow"
)

// classCase is a line of testdata/classes.txt: a small document and in what
// sense it names a product, or what kind of document it is.
type classCase struct {
	lang, list, shape, heading, text, id, want string
}

const classesFile = "testdata/classes.txt"

func readClasses(tb testing.TB) (cases []classCase) {
	tb.Helper()
	data, err := os.ReadFile(classesFile)
	if err != nil {
		tb.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		f := strings.Split(strings.TrimRight(line, "\n"), "|")
		if strings.HasPrefix(line, "#") || len(f) != 7 {
			continue
		}
		cases = append(cases, classCase{f[0], f[1], f[2], f[3], f[4], f[5], f[6]})
	}
	return cases
}

// document builds the document of a case: a line or list below a heading, or a
// table whose cells are parted by slashes and whose rows by double ones, with a
// sentence before it that refers to its rows (ref), or what package piece reads.
func (c classCase) document() sow.Document {
	if c.shape == "piece" {
		return piece.Piece{Language: c.lang, Heading: c.heading, Text: c.text}.Document()
	}
	doc := sow.Document{Language: c.lang, Blocks: []sow.Block{{Kind: sow.Heading, Level: 1, Text: "Microsoft 365"}}}
	switch c.shape {
	case "title":
		doc.Title = c.heading
		doc.Blocks[0].Text = c.heading
	default:
		doc.Blocks = append(doc.Blocks, sow.Block{Kind: sow.Heading, Level: 2, Text: c.heading})
	}
	switch c.shape {
	case "table":
		doc.Blocks = append(doc.Blocks, tableBlocks(c.text)...)
	case "ref":
		sentence, rows, _ := strings.Cut(c.text, " // ")
		doc.Blocks[1].Text, doc.Blocks[1].Level = "Microsoft", 1
		doc.Blocks = append(doc.Blocks, sow.Block{Kind: sow.Paragraph, Text: sentence}, sow.Block{Kind: sow.Heading, Level: 2, Text: c.heading})
		doc.Blocks = append(doc.Blocks, tableBlocks(rows)...)
	case "list":
		intro, items, _ := strings.Cut(c.text, " // ")
		doc.Blocks = append(doc.Blocks, sow.Block{Kind: sow.Paragraph, Text: intro})
		for item := range strings.SplitSeq(items, " // ") {
			kind, text := sow.ListItem, item
			if rest, ok := strings.CutPrefix(item, "after: "); ok {
				kind, text = sow.Paragraph, rest
			}
			doc.Blocks = append(doc.Blocks, sow.Block{Kind: kind, Level: 1, Text: text})
		}
	default:
		for p := range strings.SplitSeq(c.text, " // ") {
			doc.Blocks = append(doc.Blocks, sow.Block{Kind: sow.Paragraph, Text: p})
		}
	}
	return doc
}

func tableBlocks(text string) (blocks []sow.Block) {
	rows := strings.Split(text, " // ")
	heads := strings.Split(rows[0], " / ")
	for r, row := range rows {
		for col, cell := range strings.Split(row, " / ") {
			pos := &sow.CellPos{Table: 1, Row: r, Col: col, HeaderRow: r == 0}
			if r > 0 {
				pos.ColHead = heads[min(col, len(heads)-1)]
				pos.RowHead = strings.Split(row, " / ")[0]
			}
			if strings.TrimSpace(cell) != "" {
				blocks = append(blocks, sow.Block{Kind: sow.Cell, Text: cell, Cell: pos})
			}
		}
	}
	return blocks
}

// read gives what a detector makes of a case.
func (c classCase) read(d *Detector) string {
	got := d.Detect(c.document())
	if c.id == "kind" {
		return string(got.Kind)
	}
	for _, w := range got.Workloads {
		if w.ID != c.id {
			continue
		}
		out := string(w.Polarity)
		for _, a := range w.Activities {
			out += " " + string(a)
		}
		if w.Quantity != nil {
			out += fmt.Sprintf(" %d %s", w.Quantity.N, w.Quantity.Unit)
		}
		return out
	}
	return "not named"
}

// TestClasses reads a small document for each list of words of each context.
func TestClasses(t *testing.T) {
	d := packDetector(t)
	for _, c := range readClasses(t) {
		if got := c.read(d); got != c.want {
			t.Errorf("%s %s: %s is %q, want %q in %q under %q", c.lang, c.list, c.id, got, c.want, c.text, c.heading)
		}
	}
}
