package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"claimline/internal/analyze"
	"claimline/internal/extract"
	"claimline/internal/ruleset"
	"claimline/internal/sow"
	"claimline/rules"
)

// session is what one run of a command needs: the rules, the analyzer that
// works with them and the reader of documents.
type session struct {
	pack     *ruleset.Pack
	analyzer *analyze.Analyzer
	reader   *extract.Reader
	read     extract.Options
	answers  map[string]string
	today    sow.Day
	jobs     int
}

// open loads the rules and starts the reader. The error says what to change.
func open(o options) (*session, error) {
	answers, err := o.answers()
	if err != nil {
		return nil, err
	}
	if err := analyze.CheckAnswers(answers); err != nil {
		return nil, err
	}
	today, err := o.day()
	if err != nil {
		return nil, fmt.Errorf("--today: %w", err)
	}
	if !slices.Contains([]string{"auto", "off", "force"}, o.ocr) {
		return nil, fmt.Errorf("--ocr %q is not known; use auto, off or force", o.ocr)
	}
	if !slices.Contains([]string{"pdfium", "ledongthuc"}, o.engine) {
		return nil, fmt.Errorf("--pdf-engine %q is not known; use pdfium or ledongthuc", o.engine)
	}
	pack, err := loadPack(o.rules)
	if err != nil {
		return nil, err
	}
	analyzer, err := analyze.New(pack)
	if err != nil {
		return nil, err
	}
	reader := extract.New(extract.Config{Children: max(1, o.jobs)})
	return &session{
		pack: pack, analyzer: analyzer, reader: reader, answers: answers, today: today, jobs: o.jobs,
		read: extract.Options{OCR: extract.OCRMode(o.ocr), PDFEngine: o.engine},
	}, nil
}

func (s *session) close() { _ = s.reader.Close() }

// packFS is the rule pack in dir, or the one built into the program.
func packFS(dir string) fs.FS {
	if dir == "" {
		return rules.FS
	}
	return os.DirFS(dir)
}

func loadPack(dir string) (*ruleset.Pack, error) {
	pack, err := ruleset.Load(packFS(dir))
	if err != nil {
		return nil, fmt.Errorf("the rule pack has mistakes; nothing was analysed:\n%w", err)
	}
	return pack, nil
}

func formatOf(name string) string {
	return strings.TrimPrefix(strings.ToLower(filepath.Ext(name)), ".")
}
