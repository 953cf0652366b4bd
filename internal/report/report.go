// Package report prints an analysis for people and programs: text for a
// terminal, Markdown for a ticket, JSON for a machine and one self-contained
// HTML page for whoever dropped the file. It decides nothing.
package report

import (
	"encoding/json"
	"fmt"
	"io"

	"claimline/internal/sow"
)

// Format names a way to print an analysis.
type Format string

// Formats.
const (
	Text     Format = "text"
	JSON     Format = "json"
	JSONL    Format = "jsonl"
	Markdown Format = "md"
)

// Formats lists the formats that [Write] knows.
func Formats() []Format { return []Format{Text, JSON, JSONL, Markdown} }

// Write prints analyses in the given format. JSON prints one object for one
// analysis and an array for several; JSONL prints one object a line. It
// returns an error for an unknown format and when w fails.
func Write(w io.Writer, format Format, analyses ...sow.Analysis) error {
	switch format {
	case JSON:
		return writeJSON(w, analyses)
	case JSONL:
		for _, a := range analyses {
			if err := writeLine(w, a); err != nil {
				return err
			}
		}
		return nil
	case Text:
		return writeEach(w, analyses, writeText)
	case Markdown:
		return writeEach(w, analyses, writeMarkdown)
	}
	return fmt.Errorf("format %q is not known; use text, json, jsonl or md", format)
}

func writeEach(w io.Writer, analyses []sow.Analysis, one func(*printer, sow.Analysis)) error {
	for i, a := range analyses {
		p := &printer{w: w}
		if i > 0 {
			p.line("")
		}
		one(p, a)
		if p.err != nil {
			return fmt.Errorf("print analysis of %s: %w", a.Document.Name, p.err)
		}
	}
	return nil
}

func writeJSON(w io.Writer, analyses []sow.Analysis) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if len(analyses) == 1 {
		return enc.Encode(analyses[0])
	}
	return enc.Encode(analyses)
}

func writeLine(w io.Writer, a sow.Analysis) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(a)
}

// printer writes lines and keeps the first error.
type printer struct {
	w   io.Writer
	err error
}

func (p *printer) line(format string, args ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.w, format+"\n", args...)
	}
}
