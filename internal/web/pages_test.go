package web_test

import (
	"fmt"
	"image"
	"image/png"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgxpool"

	"claimline/internal/web"
)

// paths lists an address for every GET route, with ids that exist.
func paths(t *testing.T, doc, claim int64, sha string) []string {
	t.Helper()
	var all []string
	for _, r := range web.RouteTable() {
		method, path, _ := strings.Cut(r, " ")
		if method != http.MethodGet {
			continue
		}
		id := claim
		if strings.Contains(path, "documents") {
			id = doc
		}
		path = strings.NewReplacer("{$}", "", "{id}", fmt.Sprint(id), "{sha}", sha, "{page}", "3", "{file}", web.FeedFile(siteKey, "Anna"), "{name}", strings.TrimPrefix(web.StylePath(), "/static/")).Replace(path)
		if strings.Contains(path, "{") {
			t.Fatalf("no value for %s", path)
		}
		all = append(all, path)
	}
	return all
}

func TestEveryPageEscapesWhatDocumentsSay(t *testing.T) {
	b := start(t)
	doc := b.document(hostile+".pdf", hostile)
	anna := b.named("Anna", "preparer")
	anna.change("owner", url.Values{"owner": {"Anna"}}).want(t, 303)
	anna.change("note", url.Values{"note": {hostile}}).want(t, 303)
	anna.upload("/claims/1/files", map[string]string{"version": "3", "item": "poe.project_plan"}, map[string]string{"proof.txt": hostile}).want(t, 303)
	sha := b.claim().Items[0].SHA256
	pages := append(paths(t, doc.ID, 1, sha), "/claims?view=list&q="+url.QueryEscape(hostile), "/documents?q="+url.QueryEscape(hostile), "/nothing/"+url.PathEscape(hostile), "/claims?view=list")
	for _, path := range pages {
		got := anna.do(http.MethodGet, path, nil, map[string]string{"Authorization": "Bearer secret-token"})
		if !strings.HasPrefix(got.header.Get("Content-Type"), "text/html") {
			continue
		}
		for _, bad := range []string{"<script", "<img src=x", "\u202E", "\u2066", "\x01", "href=\"javascript"} {
			if strings.Contains(got.body, bad) {
				t.Errorf("%s holds %q", path, bad)
			}
		}
		if got.status == 200 && strings.Contains(path, "/documents/") && !strings.Contains(got.body, "[U+202E]") {
			t.Errorf("%s does not show the hidden character", path)
		}
	}
}

// GET must change nothing: every GET route works on a database that takes no
// writes.
func TestGetChangesNothing(t *testing.T) {
	b := start(t)
	doc := b.document("sow.pdf", "plain words")
	anna := b.named("Anna", "preparer")
	anna.upload("/claims/1/files", map[string]string{"version": "1", "item": "poe.project_plan"}, map[string]string{"proof.txt": "x"}).want(t, 303)
	cfg := b.pool.Config()
	cfg.ConnConfig.RuntimeParams["default_transaction_read_only"] = "on"
	frozen, err := pgxpool.NewWithConfig(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(frozen.Close)
	if _, err := frozen.Exec(t.Context(), "UPDATE claim SET owner = 'x'"); err == nil {
		t.Fatal("the frozen database takes writes")
	}
	readOnly := b.config
	readOnly.DB = frozen
	anna.base = b.serve(readOnly).URL
	for _, path := range paths(t, doc.ID, 1, b.claim().Items[0].SHA256) {
		if got := anna.do(http.MethodGet, path, nil, map[string]string{"Authorization": "Bearer secret-token"}); got.status != 200 {
			t.Errorf("GET %s = %d: %s", path, got.status, textOf(got.body))
		}
	}
}

func TestDocumentPageShowsTheAnalysis(t *testing.T) {
	b := start(t)
	doc := b.document("sow.pdf", "The partner rolls out Teams Phone.")
	got := b.visitor().get(fmt.Sprintf("/documents/%d", doc.ID))
	got.want(t, 200, "The partner rolls out Teams Phone.", "page 3", "4 Scope", "What to do next", "Teams Phone", "Intune", "excluded", "not stated", "conflicting:", "Which agreement?", "Sign in to answer")
	for _, want := range []string{`<a href="/claims/1">File the CPOR claim for Teams Phone (deployment)</a>`, `<a href="#questions">Answer 2 questions</a>`, `<a href="#steps-DPOR">Set up DPOR</a>`} {
		if strings.Count(got.body, want) != 1 {
			t.Errorf("the page holds %d times %s", strings.Count(got.body, want), want)
		}
	}
	if n := strings.Count(textOf(got.body), "Which agreement?"); n != 1 {
		t.Errorf("the question stands %d times", n)
	}
	if strings.Contains(got.body, "<form method=\"post\" action=\"/documents/") {
		t.Error("a visitor without a name sees a form that would not work")
	}
}

func TestFailedDocumentSaysWhatToDo(t *testing.T) {
	b := start(t)
	doc := b.document("bad.pdf", "broken")
	b.visitor().get(fmt.Sprintf("/documents/%d", doc.ID)).want(t, 200, "The PDF is damaged.", "Next: Save it anew.")
	anna := b.named("Anna", "preparer")
	anna.post(fmt.Sprintf("/documents/%d/retry", doc.ID), nil).want(t, 303)
	b.idle()
	b.visitor().get("/documents?status=failed").want(t, 200, "bad.pdf", "The PDF is damaged.")
}

func TestListsAndEmptyStates(t *testing.T) {
	b := start(t)
	v := b.visitor()
	v.get("/").want(t, 200, "No document has arrived yet.", "is still growing", "Nothing is due")
	v.get("/documents").want(t, 200, "No document has arrived yet.")
	v.get("/claims?view=list").want(t, 200, "No claim fits.")
	b.document("alpha.pdf", "alpha")
	b.document("beta.pdf", "beta")
	v.get("/").want(t, 200, "alpha.pdf", "Submit", "in 6 days")
	v.get("/documents?q=alp").want(t, 200, "alpha.pdf")
	if got := v.get("/documents?q=alp"); strings.Contains(got.body, "beta.pdf") {
		t.Error("the search shows what does not fit")
	}
	v.get("/claims").want(t, 200, "Identified 2", "unknown for 2 claims")
	v.get("/claims?q=beta").want(t, 200, "Contoso beta")
	for _, filter := range []string{"q=beta", "stage=review", "due=7", "owner=nobody", "workload=intune"} {
		got := v.get("/claims?" + filter)
		if n := strings.Count(got.body, `<td><a href="/claims/`); n != map[string]int{"q=beta": 1, "due=7": 2}[filter] {
			t.Errorf("/claims?%s shows %d claims", filter, n)
		}
	}
	v.get("/claims/999").want(t, 404, "There is nothing at this address.", "Next:")
	v.get("/claims/x").want(t, 404)
	v.get("/documents?after=garbage").want(t, 404)
}

// A choice that does not exist chooses nothing on a page, which says so; files
// and the API refuse it, for there nobody would see a remark.
func TestChoicesThatDoNotExist(t *testing.T) {
	b := start(t)
	b.document("alpha.pdf", "alpha")
	v := b.visitor()
	v.get("/documents?status=lost").want(t, 200, "alpha.pdf", "status=lost, which there is not; status is one of received, analysed, needs_ocr, failed")
	v.get("/claims?stage=paid&due=99").want(t, 200, "Contoso alpha", "stage=paid, which there is not", "due=99, which there is not; due is one of late, 7, 30")
	for _, page := range []string{"/documents?status=failed", "/claims?stage=review", "/claims?due=7", "/claims?stage=submitted", "/claims?stage=rejected"} {
		if got := v.get(page); strings.Contains(got.body, "which there is not") {
			t.Errorf("%s: %s", page, textOf(got.body))
		}
	}
	if got := v.get("/claims?stage=submitted"); !strings.Contains(got.body, `<option value="submitted" selected>`) {
		t.Error("the stage Submitted is shown as all open ones")
	}
	for _, page := range []string{"/claims.csv?stage=paid", "/claims.xlsx?due=99", "/api/v1/claims?stage=paid", "/api/v1/documents?status=lost"} {
		v.do(http.MethodGet, page, nil, map[string]string{"Authorization": "Bearer secret-token"}).want(t, 400, "which there is not")
	}
}

func TestAnswersAreRecordedAndAnalysedAgain(t *testing.T) {
	b := start(t)
	doc := b.document("sow.pdf", "words")
	anna := b.named("Anna", "preparer")
	path := fmt.Sprintf("/documents/%d/answers", doc.ID)
	anna.post(path, url.Values{"fact.agreement": {"nonsense"}}).want(t, 400, "can not be that")
	anna.post(path, url.Values{"fact.agreement": {""}}).want(t, 400, "No answer was given.")
	anna.post(path, url.Values{"fact.agreement": {"EA"}}).want(t, 303)
	b.idle()
	anna.get(fmt.Sprintf("/documents/%d", doc.ID)).want(t, 200, "answered: agreement = EA", "Take back the answer on agreement")
	anna.post(fmt.Sprintf("/documents/%d/take-back", doc.ID), url.Values{"fact": {"agreement"}}).want(t, 303)
	anna.post(fmt.Sprintf("/documents/%d/take-back", doc.ID), url.Values{"fact": {"seats"}}).want(t, 404)
}

func TestPageImageMarksTheQuotedLines(t *testing.T) {
	b := start(t)
	b.document("sow.pdf", "The partner rolls out Teams Phone.")
	v := b.visitor()
	v.get("/documents/1/pages/3").want(t, 200, "Page 3 of 3", "Teams Phone: in scope", "The partner rolls out Teams Phone.")
	if got := v.get("/documents/1/pages/2"); !strings.Contains(got.body, "No conclusion rests on this page.") {
		t.Error("page 2 shows lines of another page")
	}
	v.get("/documents/1/pages/4").want(t, 404)
	drawn, err := png.Decode(strings.NewReader(v.get("/documents/1/pages/3/image").body))
	if err != nil {
		t.Fatal(err)
	}
	for at, marked := range map[image.Point]bool{{X: 30, Y: 24}: true, {X: 90, Y: 90}: true, {X: 5, Y: 5}: false, {X: 70, Y: 24}: false} {
		_, _, blue, _ := drawn.At(at.X, at.Y).RGBA()
		if (blue < 0x8000) != marked {
			t.Errorf("the pixel at %v is marked: %t, want %t", at, blue < 0x8000, marked)
		}
	}
}
