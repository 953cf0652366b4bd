package web

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"html/template"
	"io"
	"net/http"
	"strings"

	"claimline/internal/sow"
)

//go:embed templates static
var files embed.FS

// pages are the parsed templates by page name.
type pages map[string]*template.Template

// frame is what surrounds every page.
type frame struct {
	Title   string
	Section string // of the navigation: home, documents, claims, import or reanalysis
	User    user
	Here    string // path of this page, for coming back after signing in
	Done    string // what the last form did, in words
	Style   string // path of the style sheet
	Version string
	Pack    sow.PackInfo
	Data    any
}

// samples lists the pages with the data that tries their templates at start.
func samples() map[string]any {
	return map[string]any{
		"home": homePage{}, "documents": documentsPage{}, "document": documentPage{},
		"claims": claimsPage{}, "claim": claimPage{}, "error": problem{}, "signin": signInPage{}, "conflict": conflictPage{}, "page": pageView{}, "import": importPage{View: &ImportView{}}, "uploads": uploadsPage{}, "bulk": bulkPage{Lines: []bulkLine{{}}}, "deadlines": partnerPage{Lines: []partnerLine{{}}}, "reanalysis": reanalysisPage{Run: sow.Reanalysis{ID: 1}},
	}
}

// parsePages parses every template and executes it once, so that a mistake in
// one stops the start and not a reader.
func (s *site) parsePages() (pages, error) {
	all := pages{}
	for name, data := range samples() {
		t, err := template.New("layout.html").Funcs(s.functions()).ParseFS(files, "templates/layout.html", "templates/parts.html", "templates/"+name+".html")
		if err != nil {
			return nil, fmt.Errorf("parse page %s: %w", name, err)
		}
		if err := t.Execute(io.Discard, frame{Data: data}); err != nil {
			return nil, fmt.Errorf("try page %s: %w", name, err)
		}
		all[name] = t
	}
	return all, nil
}

// render makes a whole page, or an error and no byte of it.
func (s *site) render(r *request, name string, f frame, data any) (reply, error) {
	f.User, f.Here, f.Style, f.Version, f.Data = r.user, r.URL.RequestURI(), stylePath, s.cfg.Version, data
	f.Pack = s.words().Pack
	f.Done = doneWords[r.URL.Query().Get("done")]
	var page bytes.Buffer
	if err := s.pages[name].Execute(&page, f); err != nil {
		return reply{}, fmt.Errorf("render page %s: %w", name, err)
	}
	return content("text/html; charset=utf-8", visible(page.Bytes())), nil
}

// hidden are controls, and characters that reorder or hide text around them. A document's
// words must not be able to disguise what a page says (UTS 39).
var hidden = func() *strings.Replacer {
	var pairs []string
	for _, r := range "\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069\u200B\u2060\uFEFF" {
		pairs = append(pairs, string(r), fmt.Sprintf("[U+%04X]", r))
	}
	for r := rune(1); r < ' '; r++ { // NUL never passes the templates
		if r != '\t' && r != '\n' && r != '\r' {
			pairs = append(pairs, string(r), fmt.Sprintf("[U+%04X]", r))
		}
	}
	for _, r := range "\u200E\u200F\u061C" { // marks without harm, and without a sign of their own
		pairs = append(pairs, string(r), "")
	}
	return strings.NewReplacer(pairs...)
}()

// visible shows hidden characters of a whole page by their names. It works on
// the finished page so that no template can forget it.
func visible(page []byte) []byte { return []byte(hidden.Replace(string(page))) }

var style, stylePath = func() ([]byte, string) {
	css, err := files.ReadFile("static/style.css")
	if err != nil {
		panic(err) // embedded at build time
	}
	sum := sha256.Sum256(css)
	return css, "/static/style-" + hex.EncodeToString(sum[:4]) + ".css"
}()

// static gives the style sheet under a name that changes with its content.
func (s *site) static(r *request) (reply, error) {
	if "/static/"+r.PathValue("name") != stylePath {
		return reply{}, sow.ErrNotFound
	}
	return reply{
		status: http.StatusOK, body: style,
		header: map[string]string{"Content-Type": "text/css; charset=utf-8", "Cache-Control": "public, max-age=31536000, immutable"},
	}, nil
}
