// Package text reads documents that are text with little or no packaging:
// OpenDocument text, HTML, Markdown and plain text or mail. It gives the same
// blocks as the readers of Word and PDF. It opens no files, follows no links
// and loads nothing that a document refers to.
package text

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/unicode"

	"claimline/internal/extract/flow"
	"claimline/internal/extract/pack"
	"claimline/internal/extract/prose"
	"claimline/internal/sow"
)

// Limits bounds the work on one document. Text and markup without a package
// keep to EntryBytes, TextBytes, Depth and Tokens.
type Limits = pack.Limits

// writer collects the paragraphs of a document and gives them their paths.
type writer struct {
	lim    Limits
	paras  []flow.Para
	count  int // paragraphs of the body
	tables int
	size   int // bytes of text
	texts  int // pieces of text
}

// add appends a paragraph of the body.
func (w *writer) add(p flow.Para) error {
	if p.Text == "" {
		return nil
	}
	if p.Loc.Path == "" {
		w.count++
		p.Loc.Path = fmt.Sprintf("body/p%d", w.count)
	}
	if p.Group == "" {
		p.Group = "body"
	}
	w.paras = append(w.paras, p)
	return w.grow(len(p.Text))
}

// grow counts text against the limit.
func (w *writer) grow(n int) error {
	if w.texts++; w.texts > 4*w.lim.Paragraphs {
		return pack.Limit(sow.ReasonTooLarge, "The document has more than %d pieces of text.", 4*w.lim.Paragraphs)
	}
	if w.size += n; w.size > w.lim.TextBytes {
		return pack.Limit(sow.ReasonTooLarge, "The document has more than %d MB of text.", w.lim.TextBytes>>20)
	}
	return nil
}

// simpleTable appends a table of texts.
func (w *writer) simpleTable(rows [][]string, head bool) error {
	w.tables++
	t := flow.Table{ID: w.tables}
	for i, cells := range rows {
		row := flow.Row{Head: head && i == 0}
		for j, text := range cells {
			path := fmt.Sprintf("body/t%d/r%d/c%d", t.ID, i+1, j+1)
			c := flow.Cell{Col: j, Span: 1}
			if text = prose.Clean(text); text != "" {
				p := flow.Para{Group: path}
				p.Kind, p.Text, p.Loc.Path = sow.Paragraph, text, path+"/p1"
				c.Paras = append(c.Paras, p)
			}
			row.Cells = append(row.Cells, c)
			if err := w.grow(len(text)); err != nil {
				return err
			}
		}
		t.Rows = append(t.Rows, row)
	}
	w.paras = append(w.paras, t.Paras()...)
	return nil
}

// document makes the document of what was collected.
func (w *writer) document(format string) (sow.Document, error) {
	doc := sow.Document{Format: format, Engine: "text", Blocks: flow.Blocks(w.paras)}
	if len(doc.Blocks) == 0 {
		return sow.Document{}, &sow.Failure{
			Code: sow.ReasonNoText, Message: "The document holds no text.", Hint: "Check that it is the right file and send the statement of work.",
		}
	}
	for i := range doc.Blocks[:min(len(doc.Blocks), titleReach)] {
		if doc.Blocks[i].Kind == sow.Heading {
			doc.Title = strings.ReplaceAll(doc.Blocks[i].Text, "\n", " ")
			break
		}
	}
	return doc, nil
}

// titleReach is within how many blocks a heading can be the title.
const titleReach = 10

// decode gives the characters of a text file: UTF-8, UTF-16 with a byte order
// mark, else Windows-1252, which old German and French mail still uses.
func decode(data []byte, lim Limits) (string, error) {
	if int64(len(data)) > lim.EntryBytes {
		return "", pack.Limit(sow.ReasonTooLarge, "The document is larger than %d MB.", lim.EntryBytes>>20)
	}
	switch {
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}), bytes.HasPrefix(data, []byte{0xfe, 0xff}):
		out, err := unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Bytes(data)
		if err != nil {
			return "", pack.Corrupt(err, "The text of the document is not valid UTF-16.")
		}
		return string(out), nil
	case !utf8.Valid(data):
		enc, _ := charset.Lookup("windows-1252")
		out, err := enc.NewDecoder().Bytes(data)
		if err != nil {
			return "", pack.Corrupt(err, "The characters of the document cannot be read.")
		}
		return string(out), nil
	}
	return string(bytes.TrimPrefix(data, []byte("\ufeff"))), nil
}

// lines splits a text at its line ends, whatever made them.
func lines(s string) []string {
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	return strings.Split(strings.ReplaceAll(s, "\f", "\n\n"), "\n")
}
