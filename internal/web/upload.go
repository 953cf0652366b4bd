package web

import (
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"

	"claimline/internal/pipeline"
	"claimline/internal/sow"
)

// uploadedFiles is how many files one form takes.
const uploadedFiles = 50

// upload takes documents from a form, each as if it had been dropped into the
// inbox. One document leads to its page, several to the list.
func (s *site) upload(r *request) (reply, error) {
	var last pipeline.Receipt
	n := 0
	err := r.files(func(name string, content io.Reader, _ map[string]string) error {
		receipt, err := s.cfg.Pipeline.Submit(r.Context(), pipeline.Submission{Name: name, Source: "upload", ReceivedBy: r.user.Name, Content: content})
		if err != nil {
			return err
		}
		n++
		last = receipt
		return nil
	})
	if err != nil {
		return reply{}, err
	}
	if n == 0 {
		return reply{}, invalid{"No file was chosen.", "Choose a statement of work, or drop one on the field."}
	}
	if n > 1 {
		return see("/documents?done=added"), nil
	}
	return see(fmt.Sprintf("/documents/%d?wait=1&done=%s", last.Document.ID, last.Outcome)), nil
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
