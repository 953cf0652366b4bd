package web_test

import (
	"context"
	"strings"
	"testing"

	"claimline/internal/pipeline"
	"claimline/internal/sow"
	"claimline/internal/web"
)

func TestHomeExplainsItsCounts(t *testing.T) {
	b := start(t)
	b.document("bad.pdf", "broken")
	cfg := b.config
	cfg.Inbox = func() web.InboxState {
		line := web.InboxLine{Path: "failed/a.docx", Code: "TRUNCATED", Since: b.clock.at}
		return web.InboxState{Dir: "/inbox", LastScan: b.clock.at, Failed: []web.InboxLine{line}, FailedCount: 1234, Refused: 1233}
	}
	v := b.visitor()
	v.base = b.serve(cfg).URL
	v.get("/").want(t, 200, "1 document could not be read", "1,233 files were not taken in", "1,234 files lie in the folder failed , 1,233 of them before they became a document")
}

// Claims of one customer that wait for the same thing are one line.
func TestHomeGroupsWhatIsDoneInOneGo(t *testing.T) {
	b := startWith(t, func(ctx context.Context, task pipeline.Task) (sow.Analysis, error) {
		a, err := analysed(ctx, task)
		second := a.Claims[0]
		second.Workload = "intune"
		a.Claims = append(a.Claims, second)
		return a, err
	})
	b.document("alpha.pdf", "alpha")
	b.document("beta.pdf", "beta")
	got := b.visitor().get("/")
	list, _, _ := strings.Cut(got.body, `id="stages"`)
	if claims, lines := strings.Count(list, `<a href="/claims/`), strings.Count(list, "<tr>")-1; claims != 4 || lines != 2 {
		t.Errorf("%d claims stand in %d lines, want 4 in 2: %s", claims, lines, textOf(list))
	}
}
