package web_test

import (
	"context"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"claimline/internal/store"
	"claimline/internal/web"
)

// An export is looked at first and loaded by a second form, under the name of
// who is signed in; the file is the one that was looked at.
func TestImportIsLookedAtAndThenLoaded(t *testing.T) {
	b := start(t)
	var asked []web.ImportRequest
	cfg := b.config
	cfg.Import = func(_ context.Context, q web.ImportRequest) (web.ImportView, error) {
		asked = append(asked, q)
		if !strings.HasPrefix(string(q.Content), "Claim ID") {
			return web.ImportView{Problem: "its columns are <b>strange</b>"}, nil
		}
		view := web.ImportView{Kind: "export of claim data", Rows: 2, Columns: []web.ImportColumn{{Header: hostile, Field: "status", How: "guessed"}, {Header: "State", Field: "reason", How: "mapped"}, {Header: "Other"}}, Moves: []web.ImportLine{{Line: 2, ClaimID: 1, What: "Teams", From: "submitted/under_review", To: "customer_notice", On: "2026-11-20"}}, Persons: []web.ImportLine{{Line: 3, What: hostile, Why: "no claim of ours"}}}
		if q.Load {
			view.Loaded = &store.ImportRecord{Moved: 1, LeftAlone: 1}
		}
		return view, nil
	}
	anna := b.named("Anna", "preparer")
	anna.base = b.serve(cfg).URL
	anna.post("/sign-in", url.Values{"name": {"Anna"}, "role": {"preparer"}})
	got := anna.upload("/import", map[string]string{"mapping": "kind: claims", "on": "2026-11-20"}, map[string]string{"claims.csv": "Claim ID,Status\n1,Approved\n"})
	got.want(t, 200, "Export of claim data, 2 rows", "Would move", "status guessed", "State reason mapped", "Other not used", "no claim of ours", "Load this export")
	if strings.Contains(got.body, "<script>alert(1)") {
		t.Error("the page holds markup of the file")
	}
	form := url.Values{"name": {"claims.csv"}, "mapping": {"kind: claims"}, "on": {"2026-11-20"}, "sha": {regexp.MustCompile(`name="sha" value="([0-9a-f]{64})"`).FindStringSubmatch(got.body)[1]}}
	anna.post("/import/load", form).want(t, 200, "Loaded.", "1 claim moved")
	if len(asked) != 2 || asked[0].Load || !asked[1].Load || asked[1].By != "Anna" || string(asked[1].Content) != string(asked[0].Content) || asked[1].Mapping != "kind: claims" || asked[1].On != "2026-11-20" {
		t.Errorf("asked %+v", asked)
	}
	anna.upload("/import", nil, map[string]string{"notes.txt": "hello"}).want(t, 200, "cannot be read as an export")
	anna.upload("/import", nil, nil).want(t, 400, "No file was chosen")
	anna.upload("/import", map[string]string{"on": "yesterday"}, map[string]string{"claims.csv": "Claim ID,Status\n1,Approved\n"}).want(t, 400, `"yesterday" is no day.`)
	form.Set("sha", strings.Repeat("a", 64))
	anna.post("/import/load", form).want(t, 400, "not there any more")
	stranger := b.visitor()
	stranger.base = anna.base
	stranger.get("/import").want(t, 200, "Sign in")
	before := len(asked)
	stranger.upload("/import", nil, map[string]string{"claims.csv": "Claim ID"})
	stranger.post("/import/load", form)
	if len(asked) != before {
		t.Error("somebody without a name imports")
	}
}
