package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// tools runs the programs that make documents in real life. All are optional until a source asks for one.
type tools struct {
	profile string // of LibreOffice and Chromium, so that a running copy is not disturbed
}

// packages names the Debian package of each program.
var packages = map[string]string{
	"soffice": "libreoffice-writer", "chromium": "chromium", "weasyprint": "weasyprint",
	"pandoc": "pandoc", "qpdf": "qpdf", "pdftoppm": "poppler-utils",
}

func command(ctx context.Context, name string, args ...string) error {
	path, err := exec.LookPath(name)
	if err != nil {
		return fmt.Errorf("%s is not installed (Debian package %s)", name, packages[name])
	}
	cmd := exec.CommandContext(ctx, path, args...) //nolint:gosec // the names above, with files of this program
	cmd.Env = append(os.Environ(), "SOURCE_DATE_EPOCH=1762162200")
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("%s: %w: %s", name, err, lastLine(out.String()))
	}
	return nil
}

func lastLine(s string) string {
	s = strings.TrimSpace(s)
	return s[strings.LastIndexByte(s, '\n')+1:]
}

// office converts the DOCX files of many jobs with one start of LibreOffice.
func (t *tools) office(ctx context.Context, to, out string, batch []*job) error {
	filter := map[string]string{"pdf": "pdf:writer_pdf_Export", "odt": "odt:writer8", "docx": "docx:MS Word 2007 XML"}[to]
	args := []string{"-env:UserInstallation=file://" + t.profile + "-office", "--headless", "--convert-to", filter, "--outdir", out}
	for _, j := range batch {
		args = append(args, j.work+".docx")
	}
	return command(ctx, "soffice", args...)
}

// page writes the HTML of a job and gives the paths of it and of the result.
func (j *job) page(to string, pandoc bool) (in, out string, err error) {
	in, out = j.work+".html", j.work+to
	return in, out, os.WriteFile(in, writeHTML(j.doc, pandoc), 0o600)
}

func (t *tools) chromium(ctx context.Context, j *job) ([]byte, error) {
	in, out, err := j.page(".pdf", false)
	if err != nil {
		return nil, err
	}
	return readAfter(out, command(ctx, "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
		"--user-data-dir="+t.profile+"-chromium", "--print-to-pdf="+out, "file://"+in))
}

func (t *tools) weasyprint(ctx context.Context, j *job) ([]byte, error) {
	in, out, err := j.page(".pdf", false)
	if err != nil {
		return nil, err
	}
	return readAfter(out, command(ctx, "weasyprint", "--quiet", in, out))
}

// pandoc makes a DOCX whose styles and running lines come from a reference document of our own.
func (t *tools) pandoc(ctx context.Context, j *job) ([]byte, error) {
	in, out, err := j.page(".docx", true)
	if err != nil {
		return nil, err
	}
	plain := *j.doc
	plain.meta.numbered = false
	data, err := writeDocx(&plain)
	if err != nil {
		return nil, err
	}
	reference := j.work + "-reference.docx"
	if err := os.WriteFile(reference, data, 0o600); err != nil {
		return nil, err
	}
	return readAfter(out, command(ctx, "pandoc", "--from", "html+epub_html_exts", "--reference-doc", reference, "--output", out, in))
}

// encrypt protects a PDF with the password of its source.
func (t *tools) encrypt(ctx context.Context, j *job) ([]byte, error) {
	if j.doc.meta.password == "" {
		return nil, errors.New("producer password: the front matter has no password")
	}
	in, out := j.work+"-open.pdf", j.work+"-locked.pdf"
	if err := os.WriteFile(in, j.data, 0o600); err != nil {
		return nil, err
	}
	return readAfter(out, command(ctx, "qpdf", "--encrypt", j.doc.meta.password, "owner-"+j.doc.meta.password, "256", "--", in, out))
}

// scan replaces the pages of a PDF by grey pictures of them.
func (t *tools) scan(ctx context.Context, j *job) ([]byte, error) {
	in := j.work + "-print.pdf"
	if err := os.WriteFile(in, j.data, 0o600); err != nil {
		return nil, err
	}
	prefix := j.work + "-page"
	if err := command(ctx, "pdftoppm", "-r", fmt.Sprint(j.doc.meta.dpi), "-gray", in, prefix); err != nil {
		return nil, err
	}
	pages, err := filepath.Glob(prefix + "-*.pgm")
	if err != nil || len(pages) == 0 {
		return nil, fmt.Errorf("pdftoppm drew no page: %w", err)
	}
	return scanPDF(pages, j.doc.meta.dpi, j.doc.meta.skew)
}

func readAfter(path string, err error) ([]byte, error) {
	if err != nil {
		return nil, err
	}
	return os.ReadFile(path)
}
