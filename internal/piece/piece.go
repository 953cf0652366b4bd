// Package piece reads small pieces of statements of work that are written one
// to a line: the language, a class for counting, a heading, the text, and what
// a person reads in it.
//
//	en|verb|Scope|We build the hub. // - first wave|sharepoint-online=in;teams=out
//
// Parts of the text are set off by " // "; a part that begins with "- " is an
// item, with "# " a heading, with "¦" a row of a table whose first row has the
// heads.
package piece

import (
	"fmt"
	"strings"

	"claimline/internal/sow"
)

// Piece is one line.
type Piece struct {
	Line                           int // from 1
	Language, Class, Heading, Text string
	Wants                          []Want
}

// Want is what a person reads of one workload.
type Want struct {
	ID        string
	Delivered bool
}

// titles stand over the pieces, as over a document.
var titles = map[string]string{
	"en": "Statement of Work: Microsoft services", "de": "Leistungsbeschreibung Microsoft-Dienste",
	"fr": "Bon de commande : services Microsoft", "es": "Propuesta de servicios de Microsoft",
}

// Parse reads the lines of a file. Empty lines and those that begin with "#"
// say nothing. The error names the first line that is no piece.
func Parse(data []byte) (pieces []Piece, err error) {
	n := 0
	for line := range strings.Lines(string(data)) {
		n++
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(line, "|")
		if len(f) != 5 {
			return nil, fmt.Errorf("line %d: %d fields, want 5: language, class, heading, text and workload=in or out", n, len(f))
		}
		p := Piece{Line: n, Language: f[0], Class: f[1], Heading: f[2], Text: f[3]}
		for want := range strings.SplitSeq(f[4], ";") {
			id, sense, _ := strings.Cut(want, "=")
			if id == "" || sense != "in" && sense != "out" {
				return nil, fmt.Errorf("line %d: %q, want workload=in or workload=out", n, want)
			}
			p.Wants = append(p.Wants, Want{id, sense == "in"})
		}
		pieces = append(pieces, p)
	}
	return pieces, nil
}

// Document builds the document of a piece.
func (p Piece) Document() sow.Document {
	doc := sow.Document{Language: p.Language, Title: titles[p.Language], Blocks: []sow.Block{
		{Kind: sow.Heading, Level: 1, Text: titles[p.Language]}, {Kind: sow.Heading, Level: 2, Text: p.Heading},
	}}
	var table table
	for part := range strings.SplitSeq(p.Text, " // ") {
		switch {
		case strings.HasPrefix(part, "- "):
			doc.Blocks = append(doc.Blocks, sow.Block{Kind: sow.ListItem, Level: 1, Text: part[2:]})
		case strings.HasPrefix(part, "# "):
			doc.Blocks = append(doc.Blocks, sow.Block{Kind: sow.Heading, Level: 3, Text: part[2:]})
		case strings.HasPrefix(part, "¦"):
			doc.Blocks = append(doc.Blocks, table.row(part)...)
		default:
			doc.Blocks = append(doc.Blocks, sow.Block{Kind: sow.Paragraph, Text: part})
		}
	}
	return doc
}

// table is the table of a piece; there is one at most.
type table struct {
	heads []string
	rows  int
}

// row gives the cells of the next row that hold something.
func (t *table) row(part string) (blocks []sow.Block) {
	cells := strings.Split(strings.Trim(part, "¦"), "¦")
	if t.rows == 0 {
		t.heads = cells
	}
	for col, cell := range cells {
		at := &sow.CellPos{Table: 1, Row: t.rows, Col: col, HeaderRow: t.rows == 0}
		if t.rows > 0 {
			at.ColHead, at.RowHead = strings.TrimSpace(t.heads[min(col, len(t.heads)-1)]), strings.TrimSpace(cells[0])
		}
		if cell = strings.TrimSpace(cell); cell != "" {
			blocks = append(blocks, sow.Block{Kind: sow.Cell, Text: cell, Cell: at})
		}
	}
	t.rows++
	return blocks
}
