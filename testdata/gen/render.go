package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
)

// job is one document on its way from source to file.
type job struct {
	doc          *doc
	source, dest string
	work         string // path in the work directory, without extension
	data         []byte
	err          error
}

// render makes the documents of all jobs. The error of one document is kept in its job and stops no other.
func render(ctx context.Context, jobs []*job) error {
	work, err := os.MkdirTemp("", "sow-gen-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	tools := &tools{profile: filepath.Join(work, "profile")}

	office := map[string][]*job{} // by the format to convert to
	for i, j := range jobs {
		j.work = filepath.Join(work, fmt.Sprintf("d%03d", i))
		if to := j.officeFormat(); to != "" {
			j.keep(writeDocx(j.doc))
			j.err = firstError(j.err, os.WriteFile(j.work+".docx", j.data, 0o600))
			office[to] = append(office[to], j)
			continue
		}
		j.keep(j.direct(ctx, tools))
	}
	for to, batch := range office {
		out := filepath.Join(work, "as-"+to)
		err := tools.office(ctx, to, out, batch)
		for _, j := range batch {
			if j.err = firstError(j.err, err); j.err == nil {
				j.keep(os.ReadFile(filepath.Join(out, filepath.Base(j.work)+"."+to)))
			}
		}
	}
	for _, j := range jobs {
		if j.err == nil {
			j.err = j.stable()
		}
		if j.err == nil {
			j.keep(j.special(ctx, tools))
		}
		if j.err == nil {
			j.err = os.WriteFile(j.dest, j.data, 0o644) //nolint:gosec // sample documents are for everyone
		}
	}
	return nil
}

func (j *job) keep(data []byte, err error) {
	j.data, j.err = data, firstError(j.err, err)
}

func firstError(first, second error) error {
	if first != nil {
		return first
	}
	return second
}

// maker is the program that makes the document, below a scan or an encryption too.
func (j *job) maker() string {
	switch m := j.doc.meta; m.producer {
	case "scan", "password", "truncated":
		if m.out == "docx" {
			return "native"
		}
		return m.base
	default:
		return m.producer
	}
}

// officeFormat is the format that LibreOffice has to write for this job, or "".
func (j *job) officeFormat() string {
	switch out := j.doc.meta.out; {
	case out == "odt":
		return out
	case (out == "pdf" || out == "docx") && j.maker() == "libreoffice":
		return out
	}
	return ""
}

// direct makes a document without LibreOffice.
func (j *job) direct(ctx context.Context, t *tools) ([]byte, error) {
	switch j.doc.meta.out {
	case "html":
		return writeHTML(j.doc, false), nil
	case "txt":
		return writeText(j.doc), nil
	case "md":
		return writeMarkdown(j.doc), nil
	}
	switch maker := j.maker(); maker {
	case "native":
		return writeDocx(j.doc)
	case "pandoc":
		return t.pandoc(ctx, j)
	case "chromium":
		return t.chromium(ctx, j)
	case "weasyprint":
		return t.weasyprint(ctx, j)
	default:
		return nil, fmt.Errorf("producer %q cannot make %s", maker, j.doc.meta.out)
	}
}

// special turns a finished document into a scan, an encrypted file or a broken one.
func (j *job) special(ctx context.Context, t *tools) ([]byte, error) {
	switch j.doc.meta.producer {
	case "scan":
		return t.scan(ctx, j)
	case "password":
		return t.encrypt(ctx, j)
	case "truncated":
		return j.data[:len(j.data)*6/10], nil
	}
	return j.data, nil
}
