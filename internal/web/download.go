package web

import (
	"io"
	"mime"
	"net/http"
	"path"
	"slices"
	"strings"

	"claimline/internal/sow"
	"claimline/internal/store"
)

// filePolicy keeps a file that somebody sent from doing anything, should a
// browser show it all the same.
const filePolicy = "default-src 'none'; sandbox; frame-ancestors 'none'"

// original gives the bytes of a document.
func (s *site) original(r *request) (reply, error) {
	id, err := r.id()
	if err != nil {
		return reply{}, err
	}
	doc, err := store.DocumentByID(r.Context(), s.cfg.DB, id)
	if err != nil {
		return reply{}, err
	}
	return s.attachment(r, doc.SHA256, doc.Name)
}

// file gives the bytes of a file that is attached to a claim.
func (s *site) file(r *request) (reply, error) {
	id, err := r.id()
	if err != nil {
		return reply{}, err
	}
	files, err := store.Attachments(r.Context(), s.cfg.DB, id)
	if err != nil {
		return reply{}, err
	}
	i := slices.IndexFunc(files, func(a sow.Attachment) bool { return a.SHA256 == r.PathValue("sha") })
	if i < 0 {
		return reply{}, sow.ErrNotFound
	}
	return s.attachment(r, files[i].SHA256, files[i].Name)
}

func (s *site) attachment(r *request, sha, name string) (reply, error) {
	data, err := s.cfg.Blobs.Get(r.Context(), sha)
	if err != nil {
		return reply{}, err
	}
	rep := content("application/octet-stream", data)
	rep.header["Content-Disposition"] = mime.FormatMediaType("attachment", map[string]string{"filename": safeName(name)})
	rep.header["Content-Security-Policy"] = filePolicy
	return rep, nil
}

// safeName is a file name without folders, controls and characters that
// reorder text.
func safeName(name string) string {
	name = path.Base(strings.ReplaceAll(strings.ToValidUTF8(name, "_"), `\`, "/"))
	name = strings.Map(func(c rune) rune {
		if c < ' ' || c == 0x7f || strings.ContainsRune(`"<>:|?*`, c) {
			return '_'
		}
		return c
	}, hidden.Replace(name))
	return orElse(strings.Trim(name, ". "), "document")
}

// attach adds a file to a claim as proof for checklist items.
func (s *site) attach(r *request) (reply, error) {
	id, err := r.id()
	if err != nil {
		return reply{}, err
	}
	var rep reply
	n := 0
	err = r.files(func(name string, content io.Reader, fields map[string]string) error {
		if n++; n > 1 {
			return invalid{"One file at a time is attached; the first one was.", "Attach the others one by one."}
		}
		if !attachable(name) {
			return invalid{"Files of this type are not taken as proof.", "Attach PDF, DOCX, XLSX, PPTX, ODT, TXT, CSV, EML, MSG, PNG or JPEG."}
		}
		ch, err := r.changeOf(id, fields["version"])
		if err != nil {
			return err
		}
		_, err = s.cfg.Pipeline.Attach(r.Context(), ch, name, content, strings.Fields(fields["item"])...)
		rep, err = s.changed(r, ch, err, "attached")
		return err
	})
	if err == nil && n == 0 {
		err = invalid{"No file was chosen.", "Choose the file that proves the item."}
	}
	return rep, err
}

// attachable is the allow-list of types (OWASP ASVS 5.0, 5.2.2): nothing that a
// browser would run, such as HTML or SVG.
func attachable(name string) bool {
	ext := strings.ToLower(path.Ext(name))
	return slices.Contains([]string{".pdf", ".docx", ".xlsx", ".pptx", ".odt", ".txt", ".csv", ".eml", ".msg", ".png", ".jpg", ".jpeg"}, ext)
}

// analysisJSON gives the analysis of a document byte for byte as it was decided.
func (s *site) analysisJSON(r *request) (reply, error) {
	id, err := r.id()
	if err != nil {
		return reply{}, err
	}
	record, err := store.AnalysisOf(r.Context(), s.cfg.DB, id)
	if err != nil {
		return reply{}, err
	}
	return reply{status: http.StatusOK, header: map[string]string{"Content-Type": "application/json"}, body: record.Raw}, nil
}
