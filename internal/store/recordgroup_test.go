package store_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"

	"claimline/internal/pgtest"
	"claimline/internal/sow"
	"claimline/internal/store"
)

// TestRecordTogether records the same documents at once and one after the
// other: what is in the database must not tell which it was.
func TestRecordTogether(t *testing.T) {
	pool := pgtest.Shared(t)
	type arrival struct {
		document string
		analysis sow.Analysis
	}
	other := analysis("Tailspin GmbH", "", "teams")
	other.Document.TextSHA256 = sha("a text of its own")
	unread := sow.Analysis{Schema: sow.AnalysisSchema, Status: sow.StatusFailed, Pack: other.Pack, Error: &sow.AnalysisError{Code: sow.ReasonEncrypted, Message: "locked"}}
	newer := analysis("Contoso Ltd", tenant, "teams")
	newer.Document.Engine = "pdfium@2"
	tests := []struct {
		name string
		list []arrival
	}{
		{"nothing in common", []arrival{{"a", analysis("Contoso Ltd", "", "teams", "intune")}, {"b", other}, {"c", unread}, {"d", analysis("", "", "purview")}}},
		{"one customer by name", []arrival{{"a", analysis("Contoso Ltd", "", "teams")}, {"b", analysis("CONTOSO, Limited", "", "teams", "intune")}, {"c", other}}},
		{"one customer by tenant", []arrival{{"a", analysis("Contoso Ltd", tenant, "teams")}, {"b", analysis("Fabrikam", tenant, "teams")}, {"c", analysis("Fabrikam", "", "teams")}}},
		{"one text", []arrival{{"a", other}, {"b", analysis("Contoso Ltd", tenant, "teams")}, {"c", other}, {"d", other}}},
		{"one document", []arrival{{"a", analysis("Contoso Ltd", tenant, "teams")}, {"a", analysis("Contoso Ltd", tenant, "teams")}, {"a", newer}}},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			state := func(record func(pgx.Tx, []store.Recording)) []string {
				tx := begin(t, pool)
				defer func() { _ = tx.Rollback(t.Context()) }()
				ids := map[string]int64{}
				var list []store.Recording
				for _, a := range tc.list {
					if ids[a.document] == 0 {
						ids[a.document] = addDocument(t, tx, t.Name()+a.document).ID
					}
					list = append(list, store.Recording{DocumentID: ids[a.document], Analysis: a.analysis, PartnerID: "4711", At: now})
				}
				record(tx, list)
				if _, err := store.VerifyAudit(t.Context(), tx); err != nil {
					t.Error(err)
				}
				exec(t, tx, "SET CONSTRAINTS ALL IMMEDIATE")
				return contentOf(t, tx)
			}
			each := state(func(tx pgx.Tx, list []store.Recording) {
				for _, r := range list {
					must[store.Recorded](t)(store.RecordAnalysis(t.Context(), tx, r))
				}
			})
			together := state(func(tx pgx.Tx, list []store.Recording) {
				must[[]store.Recorded](t)(store.RecordAnalyses(t.Context(), tx, list))
			})
			if diff := cmp.Diff(each, together); diff != "" {
				t.Errorf("recorded together it differs (-one by one +together):\n%s", diff)
			}
			if len(each) < 2*len(tc.list) {
				t.Errorf("only %d rows are compared", len(each))
			}
		})
	}
}

// contentOf gives the rows that recording writes, with names instead of ids.
func contentOf(t *testing.T, tx pgx.Tx) []string {
	t.Helper()
	const claim = "(SELECT c.workload || '/' || right(d.name, 1) || '/' || c.customer_key FROM claim c JOIN document d ON d.id = c.document_id WHERE c.id = %s)"
	ofClaim := fmt.Sprintf(claim, "x.claim_id")
	var all []string
	for _, sql := range []string{
		"SELECT right(x.name, 1) || x.status || x.reason_code || x.text_sha256 || coalesce((SELECT right(d.name, 1) FROM document d WHERE d.id = x.same_text_as), '-') FROM document x",
		"SELECT d.name || x.kind || x.detail FROM document_event x JOIN document d ON d.id = x.document_id",
		"SELECT d.name || x.status || x.engine || x.customer || x.workloads::text || x.proposes::text || x.pal || x.dpor || x.cpor || x.current FROM analysis x JOIN document d ON d.id = x.document_id",
		"SELECT " + fmt.Sprintf(claim, "x.id") + " || to_jsonb(x) - '{id,document_id,analysis_id}'::text[] FROM claim x",
		"SELECT " + ofClaim + " || x.code || x.rank || x.name || x.need || x.status || x.evidence FROM claim_item x",
		"SELECT " + ofClaim + " || x.code || coalesce(x.due_on::text, '') || x.rule || x.owner || x.state FROM claim_deadline x",
		"SELECT " + ofClaim + " || x.step || x.kind || x.actor || x.to_position || x.reason || x.evidence_sha256 FROM claim_event x",
		"SELECT x.action FROM audit x",
	} {
		rows, err := tx.Query(t.Context(), sql+" ORDER BY 1")
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, must[[]string](t)(pgx.CollectRows(rows, pgx.RowTo[string]))...)
	}
	return all
}
