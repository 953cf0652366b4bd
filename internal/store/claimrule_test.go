package store_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"

	"claimline/internal/pgtest"
)

// Each of these rows is impossible, whatever program writes it and whatever
// trigger is off; the words say which rule it breaks.
func TestImpossibleClaims(t *testing.T) {
	const filed = "submitted_on = '2026-03-01', partner_center_id = 'PC-1'"
	const approved = filed + ", approved_on = '2026-03-05', notice_ends_on = '2026-03-12'"
	for _, c := range []struct{ set, want string }{
		{"customer_key = ''", "names a customer"},
		{"workload = ''", "names a customer"},
		{"association = 'resale'", "unknown association"},
		{"programme_year = '2027'", "programme year"},
		{"attempt = 0", "count from 1"},
		{"version = 0", "count from 1"},
		{"attempt = 2", "second attempt"},
		{"supersedes = id", "second attempt"},
		{"approvals_needed = 0", "one to five"},
		{"approvals_needed = 6", "one to five"},
		{"evidence_sha256 = 'abc'", "SHA-256"},
		{"value_amount = 3", "currency"},
		{"value_currency = 'EUR'", "currency"},
		{"merged_into = id, outcome = 'not_pursued'", "merged claim"},
		{"merged_into = id + 1", "merged claim"},
		{"stage = 'sent'", "unknown stage"},
		{"stage = 'submitted', " + filed, "status at Microsoft"},
		{"sub_state = 'submitted'", "status at Microsoft"},
		{"stage = 'submitted', sub_state = 'lost', " + filed, "unknown status"},
		{"stage = 'submitted', sub_state = 'disputed', " + filed, "day of its dispute"},
		{"stage = 'submitted', sub_state = 'submitted', submitted_on = '2026-03-01'", "filed claim"},
		{"stage = 'submitted', sub_state = 'submitted', partner_center_id = 'PC-1'", "filed claim"},
		{"stage = 'customer_notice', " + filed, "end of the notice"},
		{"stage = 'active', active_on = '2026-03-12', " + approved, "after its notice"},
		{"assumed = true", "assumed"},
		{"rejected_on = '2026-03-01', disputed_on = '2026-04-01'", "within 30 days"},
		{"outcome = 'lost'", "unknown outcome"},
		{"outcome = 'not_pursued', stage = 'submitted', sub_state = 'submitted', " + filed, "not filed"},
		{"outcome = 'rejected'", "only a submitted claim is rejected"},
		{"outcome = 'rejected', stage = 'submitted', sub_state = 'submitted', " + filed, "day of its rejection"},
		{"outcome = 'declined'", "only an approved claim"},
		{"outcome = 'disassociated'", "only an approved claim"},
		{"outcome = 'expired'", "only an active claim"},
	} {
		t.Run(c.set, func(t *testing.T) {
			tx := begin(t, pgtest.Shared(t))
			record(t, tx, addDocument(t, tx, "rules.pdf"), analysis("Contoso", tenant, "teams"))
			exec(t, tx, "SET LOCAL session_replication_role = replica")
			_, err := tx.Exec(t.Context(), "UPDATE claim SET "+c.set)
			refused, ok := errors.AsType[*pgconn.PgError](err)
			if !ok || refused.Code != "23514" || refused.ConstraintName != "claim_consistent" || !strings.Contains(refused.Message, c.want) {
				t.Errorf("%v, want the words %q", err, c.want)
			}
		})
	}
}

func TestPossibleClaims(t *testing.T) {
	const approved = "submitted_on = '2026-03-01', partner_center_id = 'PC-1', approved_on = '2026-03-05', notice_ends_on = '2026-03-12'"
	for _, set := range []string{
		"value_amount = 3, value_currency = 'EUR'", "outcome = 'not_pursued'", "outcome = 'withdrawn'", "merged_into = id + 1, outcome = 'not_pursued'",
		"stage = 'submitted', sub_state = 'disputed', rejected_on = '2026-03-01', disputed_on = '2026-03-31', " + approved,
		"stage = 'submitted', sub_state = 'submitted', outcome = 'rejected_final', rejected_on = '2026-03-01', disputed_on = '2026-05-31', " + approved,
		"stage = 'active', active_on = '2026-03-13', assumed = true, " + approved, "stage = 'active', outcome = 'expired', active_on = '2026-03-13', " + approved,
		"stage = 'customer_notice', outcome = 'declined', " + approved,
	} {
		t.Run(set, func(t *testing.T) {
			tx := begin(t, pgtest.Shared(t))
			record(t, tx, addDocument(t, tx, "rules.pdf"), analysis("Contoso", tenant, "teams"))
			exec(t, tx, "SET LOCAL session_replication_role = replica")
			exec(t, tx, "UPDATE claim SET "+set)
		})
	}
}
