package web

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"slices"

	"claimline/internal/pipeline"
	"claimline/internal/sow"
)

// uploadedFiles is how many files one form takes.
const uploadedFiles = 50

// uploaded is what became of one file of a form.
type uploaded struct {
	Name     string
	Document int64 // 0 when it was not taken in
	Words    string
	Problem  *problem
}

// uploadsPage says what became of each file of a form.
type uploadsPage struct {
	Files  []uploaded
	Taken  int
	Failed int
}

// upload takes documents from a form, each as if it had been dropped into the
// inbox. One document leads to its page, several to the list; when one of
// several cannot be taken the others still are, and a page says what became of
// each.
func (s *site) upload(r *request) (reply, error) {
	var page uploadsPage
	var last pipeline.Receipt
	var first error
	err := r.files(func(name string, content io.Reader, _ map[string]string) error {
		receipt, err := s.cfg.Pipeline.Submit(r.Context(), pipeline.Submission{Name: name, Source: "upload", ReceivedBy: r.user.Name, Content: content})
		if broken, ok := errors.AsType[*http.MaxBytesError](err); ok {
			return broken // nothing more can be read of this form
		}
		if err != nil {
			first = cmp.Or(first, err)
		} else {
			last = receipt
		}
		page.add(s, r, name, receipt, err)
		return nil
	})
	if page.Taken > 0 && s.cfg.Uploaded != nil {
		s.cfg.Uploaded()
	}
	switch n := len(page.Files); {
	case err != nil && n == 0, n == 1 && first != nil && err == nil:
		return reply{}, cmp.Or(err, first)
	case err != nil:
		page.add(s, r, "and what followed", pipeline.Receipt{}, err)
	case n == 0:
		return reply{}, invalid{"No file was chosen.", "Choose a statement of work, or drop one on the field."}
	case n == 1:
		return see(fmt.Sprintf("/documents/%d?wait=1&done=%s", last.Document.ID, last.Outcome)), nil
	case page.Failed == 0 && page.added():
		return see("/documents?done=all-added"), nil
	}
	return s.render(r, "uploads", frame{Title: "What became of your files", Section: "documents"}, page)
}

// add notes what became of a file. A fault of the program is logged, once.
func (p *uploadsPage) add(s *site, r *request, name string, receipt pipeline.Receipt, err error) {
	f := uploaded{Name: name, Document: receipt.Document.ID, Words: doneWords[string(receipt.Outcome)]}
	if err == nil {
		p.Taken++
	} else {
		what := problemOf(err)
		what.Trace = r.trace
		f.Problem = &what
		p.Failed++
		if what.Status >= 500 {
			s.cfg.Logger.ErrorContext(r.Context(), "uploaded file not taken in", "trace", r.trace, "error", err)
		}
	}
	p.Files = append(p.Files, f)
}

// added tells whether every file was new.
func (p *uploadsPage) added() bool {
	return !slices.ContainsFunc(p.Files, func(f uploaded) bool { return f.Words != doneWords[string(pipeline.Added)] })
}

// files reads a form with files part by part, without keeping one in memory.
// Fields that stand before a file are given with it.
func (r *request) files(each func(name string, content io.Reader, fields map[string]string) error) error {
	parts, err := r.MultipartReader()
	if err != nil {
		return invalid{"The form could not be read.", "Open the page again and send it once more."}
	}
	fields := map[string]string{}
	for n := 0; ; {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return badUpload(err)
		}
		if part.FormName() != "file" {
			if err := readField(part, fields); err != nil {
				return badUpload(err)
			}
			continue
		}
		if part.FileName() == "" {
			continue
		}
		if n++; n > uploadedFiles {
			return invalid{fmt.Sprintf("A form takes %d files at most; the first %d were taken.", uploadedFiles, uploadedFiles), "Drop the others into the inbox folder, or send them with another form."}
		}
		if err := each(part.FileName(), &capped{part, fileLimit}, fields); err != nil {
			return err
		}
	}
}

func readField(part *multipart.Part, fields map[string]string) error {
	value, err := io.ReadAll(io.LimitReader(part, formLimit))
	if err != nil {
		return err
	}
	name := part.FormName()
	if old, ok := fields[name]; ok {
		value = []byte(old + "\n" + string(value))
	}
	fields[name] = string(value)
	return nil
}

func badUpload(err error) error {
	if _, large := errors.AsType[*http.MaxBytesError](err); large {
		return err
	}
	return invalid{"The upload broke off.", "Send it again; nothing of an unfinished file is kept."}
}

// capped gives ErrTooLarge instead of the byte after the last allowed one.
type capped struct {
	from io.Reader
	left int64
}

// Read reads from the file until the limit.
func (c *capped) Read(p []byte) (int, error) {
	n, err := c.from.Read(p)
	if c.left -= int64(n); c.left < 0 {
		return 0, sow.ErrTooLarge
	}
	return n, err
}
