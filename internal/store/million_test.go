package store_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"claimline/internal/pgtest"
	"claimline/internal/store"
)

const million = 1_000_000

// BenchmarkMillion gives the median and the 99th percentile of the queries that
// people wait for, over a million claims of which 20 % are open, and the time of
// one look for overdue deadlines. Making the claims takes about a minute.
func BenchmarkMillion(b *testing.B) {
	pool := pgtest.Pool(b)
	fill(b, pool)
	at := now.AddDate(0, 0, 3)
	queries := []struct {
		name string
		run  func(ctx context.Context) error
	}{
		{"by-id", func(ctx context.Context) error {
			_, err := store.ClaimByID(ctx, pool, 1+rand.Int64N(million))
			return err
		}},
		{"due-list", func(ctx context.Context) error { _, err := store.DueClaims(ctx, pool, at, "", 50); return err }},
		{"due-list-of-owner", func(ctx context.Context) error { _, err := store.DueClaims(ctx, pool, at, "owner7", 50); return err }},
		{"list-of-stage", func(ctx context.Context) error {
			_, _, err := store.Claims(ctx, pool, store.ClaimFilter{Position: "review", OpenOnly: true})
			return err
		}},
		{"board", func(ctx context.Context) error {
			_, err := store.Board(ctx, pool, now, 20, store.BoardOrder{})
			return err
		}},
		{"board-by-change", func(ctx context.Context) error {
			_, err := store.Board(ctx, pool, now, 20, store.BoardOrder{Changed: true})
			return err
		}},
		{"board-by-value", func(ctx context.Context) error {
			_, err := store.Board(ctx, pool, now, 20, store.BoardOrder{Currency: "EUR"})
			return err
		}},
		{"overdue", func(ctx context.Context) error {
			return pgx.BeginFunc(ctx, pool, func(tx pgx.Tx) error {
				_, err := store.TakeOverdue(ctx, tx, now.AddDate(-1, 0, 0), 50)
				return err
			})
		}},
	}
	for _, q := range queries {
		b.Run(q.name, func(b *testing.B) {
			var took []time.Duration
			for b.Loop() {
				began := time.Now()
				if err := q.run(b.Context()); err != nil {
					b.Fatal(err)
				}
				took = append(took, time.Since(began))
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
			b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "p99-ms")
		})
	}
}

// fill writes a million claims behind the triggers' back.
func fill(b *testing.B, pool *pgxpool.Pool) {
	b.Helper()
	doc, hash := sha("doc"), sha("evidence")
	err := pgx.BeginFunc(b.Context(), pool, func(tx pgx.Tx) error {
		for _, sql := range []string{
			"SET LOCAL session_replication_role = replica",
			"INSERT INTO document (sha256, name, size, source, received_at) VALUES ('" + doc + "', 'd', 1, 'api', now())",
			`INSERT INTO analysis (document_id, status, pack_name, pack_version, pack_sha256, strictness, engine, result, decided_at, current)
				SELECT id, 'ok', 'p', '1', 'x', 'seed', 'e', '{}', now(), true FROM document`,
			fmt.Sprintf(`INSERT INTO claim (customer, customer_key, name_key, workload, association, programme_year, partner_id, stage, sub_state, outcome, version, owner,
				document_id, analysis_id, pack_sha256, evidence_sha256, expected_value, value_amount, value_currency, partner_center_id, analysed_on, submitted_on, approved_on, notice_ends_on, active_on,
				due_at, due_code, created_at, updated_at)
				SELECT 'Customer ' || n %% 5000, 'name:' || n, 'customer ' || n %% 5000, 'teams', 'usage', 'FY27', '4711', s.stage, CASE WHEN s.stage = 'submitted' THEN 'under_review' END,
				CASE WHEN n %% 5 = 0 THEN NULL WHEN s.stage IN ('identified', 'evidence', 'review') THEN 'not_pursued' WHEN s.stage = 'submitted' THEN 'withdrawn' ELSE 'declined' END,
				1, 'owner' || n %% 200, d.id, a.id, 'x', '%s', '{"state":"unknown"}', n %% 9973 + 0.5, CASE n %% 3 WHEN 0 THEN 'EUR' WHEN 1 THEN 'USD' ELSE 'GBP' END, 'PC', '2026-01-01', '2026-01-01', '2026-01-02', '2026-01-09', '2026-01-10',
				'2026-11-25'::timestamptz + (n %% 200) * interval '1 day', 'DL-CLAIM-BY', now(), '2026-01-01'::timestamptz + n * interval '20 seconds'
				FROM generate_series(1, %d) n, document d, analysis a,
				LATERAL (SELECT (ARRAY['identified', 'evidence', 'review', 'submitted', 'customer_notice', 'active'])[1 + (n / 5) %% 6] AS stage) s`, hash, million),
			`INSERT INTO claim_deadline SELECT id, 'DL-CLAIM-BY', due_at::date, due_at, 'r', 'partner', CASE WHEN outcome IS NULL THEN 'open' ELSE 'void' END, now() FROM claim`,
			"INSERT INTO claim_count SELECT stage, count(*) FROM claim WHERE outcome IS NULL GROUP BY stage",
		} {
			if _, err := tx.Exec(b.Context(), sql); err != nil {
				return fmt.Errorf("%s: %w", sql, err)
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	if _, err := pool.Exec(b.Context(), "VACUUM ANALYZE claim, claim_deadline"); err != nil {
		b.Fatal(err)
	}
}
