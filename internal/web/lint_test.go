package web_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"claimline/internal/pipeline"
	"claimline/internal/sow"
)

// The page of a draft says what to add, under the headings of the document;
// without its blocks the places are new sections; other documents have no list.
func TestDraftPageSaysWhatToAdd(t *testing.T) {
	b := startWith(t, func(ctx context.Context, task pipeline.Task) (sow.Analysis, error) {
		a, err := analysed(ctx, task)
		a.Document.Draft, a.Document.Language = task.Name == "draft.docx", "en"
		a.Claims[0].PoE = append(a.Claims[0].PoE, sow.PoEItem{Code: "poe.tenant_id", Name: "Customer tenant ID", Need: sow.NeedRequired, Status: sow.PoEMissing, Why: "The form asks for it."})
		return a, err
	})
	draft, other := b.document("draft.docx", "one"), b.document("sow.docx", "two")
	cfg := b.config
	cfg.Blocks = func(context.Context, string, []byte) (sow.Document, error) {
		return sow.Document{Blocks: []sow.Block{{Kind: sow.Heading, Level: 1, Number: "7", Text: "Technical environment"}}}, nil
	}
	v := b.visitor()
	v.base = b.serve(cfg).URL
	v.get(fmt.Sprintf("/documents/%d", draft.ID)).want(t, 200, "What to add before it is signed", "Customer tenant ID", "7 Technical environment", "Microsoft Entra tenant ID of the customer: &lt;&lt;tenant ID&gt;&gt;")
	if got := v.get(fmt.Sprintf("/documents/%d", other.ID)); strings.Contains(got.body, "What to add before it is signed") {
		t.Error("a document that is no draft has a list too")
	}
	cfg.Blocks = func(context.Context, string, []byte) (sow.Document, error) { return sow.Document{}, errors.New("gone") }
	v.base = b.serve(cfg).URL
	v.get(fmt.Sprintf("/documents/%d", draft.ID)).want(t, 200, `in a new section "Customer environment" at the end`)
}
