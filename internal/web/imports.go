package web

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"

	"claimline/internal/sow"
	"claimline/internal/store"
)

// ImportRequest is an export of Partner Center that somebody looks at or loads.
type ImportRequest struct {
	Name    string
	Content []byte
	Mapping string // YAML that names columns, statuses and products; "" none
	On      string // day of statuses without one, YYYY-MM-DD
	By      string
	Load    bool // false is a preview: nothing changes
}

// ImportView is what an import would do, or has done.
type ImportView struct {
	Problem  string // why the file cannot be read as an export; "" it can
	Kind     string
	Rows     int
	Same     int
	Columns  []ImportColumn
	Warnings []string
	Moves    []ImportLine // that an import may make
	Persons  []ImportLine // rows that a person must look at
	Notes    []ImportLine
	Figures  int                 // rows that say what one claim used or earned
	Before   *store.ImportRecord // the file was loaded earlier
	Loaded   *store.ImportRecord // it has been loaded now
}

// ImportColumn is a column of the file, what it is taken for ("" for nothing),
// and why: mapped or guessed.
type ImportColumn struct{ Header, Field, How string }

// ImportLine is a row of the file and what follows from it.
type ImportLine struct {
	Line     int
	ClaimID  int64 // 0 none
	What     string
	From, To string
	On       string
	Why      string
}

// importPage is the page of an import: the form, a preview or a result.
type importPage struct {
	View     *ImportView // nil before a file is chosen
	SHA      string
	Name     string
	Mapping  string
	On       string
	SignedIn bool
}

// importForm shows the form for an export of Partner Center.
func (s *site) importForm(r *request) (reply, error) {
	return s.renderImport(r, importPage{})
}

func (s *site) renderImport(r *request, page importPage) (reply, error) {
	page.SignedIn = r.user.Name != ""
	return s.render(r, "import", frame{Title: "Import from Partner Center", Section: "import"}, page)
}

// importPreview keeps the file and says what loading it would do.
func (s *site) importPreview(r *request) (reply, error) {
	var page importPage
	n := 0
	err := r.files(func(name string, content io.Reader, fields map[string]string) error {
		if n++; n > 1 {
			return invalid{"One export at a time is looked at.", "Choose one file."}
		}
		data, err := io.ReadAll(content)
		if err != nil {
			return err
		}
		page.Name, page.Mapping, page.On = name, fields["mapping"], fields["on"]
		if err := page.dayOf(); err != nil {
			return err
		}
		if page.SHA, err = s.cfg.Blobs.PutBytes(r.Context(), data); err != nil {
			return err
		}
		page.View, err = s.imported(r, page, data, false)
		return err
	})
	if err == nil && n == 0 {
		err = invalid{"No file was chosen.", "Choose the export of Partner Center, CSV or XLSX."}
	}
	if err != nil {
		return reply{}, err
	}
	return s.renderImport(r, page)
}

// dayOf tells that the day of statuses without one is a day.
func (p *importPage) dayOf() error {
	if _, err := sow.ParseDay(p.On); p.On != "" && err != nil {
		return invalid{fmt.Sprintf("%q is no day.", p.On), "Choose a day (YYYY-MM-DD), or leave the field empty."}
	}
	return nil
}

// importLoad loads a file that was looked at before.
func (s *site) importLoad(r *request) (reply, error) {
	if err := r.form(); err != nil {
		return reply{}, err
	}
	page := importPage{SHA: r.field("sha"), Name: r.field("name"), Mapping: r.PostForm.Get("mapping"), On: r.field("on")}
	if err := page.dayOf(); err != nil {
		return reply{}, err
	}
	data, err := s.cfg.Blobs.Get(r.Context(), page.SHA)
	if err != nil {
		return reply{}, errors.Join(invalid{"The file that was looked at is not there any more.", "Choose it again."}, err)
	}
	if page.View, err = s.imported(r, page, data, true); err != nil {
		return reply{}, err
	}
	return s.renderImport(r, page)
}

func (s *site) imported(r *request, page importPage, data []byte, load bool) (*ImportView, error) {
	if s.cfg.Import == nil {
		return nil, sow.ErrNotFound
	}
	view, err := s.cfg.Import(r.Context(), ImportRequest{Name: page.Name, Content: bytes.Clone(data), Mapping: page.Mapping, On: page.On, By: r.user.Name, Load: load})
	return &view, err
}

// Importer reads exports for the site, see [Config].
type Importer func(context.Context, ImportRequest) (ImportView, error)
