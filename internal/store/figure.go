package store

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"claimline/internal/sow"
)

// ImportFigure is what one row of a report says a claim used or earned.
type ImportFigure struct {
	Line         int
	ClaimID      int64
	Month        string
	Amount       string // a decimal number; "" in a usage report
	Currency     string
	Active, Paid *int
}

func (r *ImportRecord) figures(ctx context.Context, tx pgx.Tx, list []ImportFigure) error {
	batch := &pgx.Batch{}
	for _, f := range list {
		batch.Queue(`INSERT INTO claim_figure (import_id, line, claim_id, kind, month, amount, currency, active_users, paid_units)
			VALUES ($1, $2, $3, $4, $5, nullif($6, '')::numeric, nullif($7, ''), $8, $9)`,
			r.ID, f.Line, f.ClaimID, r.Kind, clean(f.Month), f.Amount, f.Currency, f.Active, f.Paid)
	}
	if err := tx.SendBatch(ctx, batch).Close(); err != nil {
		return fmt.Errorf("record the figures of import %d: %w", r.ID, translate(err))
	}
	return nil
}

// Figures lists what imported reports say a claim used and earned, by month: of
// each month what the newest file says.
func Figures(ctx context.Context, db DB, claimID int64) ([]sow.Figure, error) {
	rows, err := db.Query(ctx, `SELECT f.kind, f.month, f.amount::float8, coalesce(f.currency, ''), f.active_users, f.paid_units, i.id, i.name, f.line, i.imported_by, i.imported_at
		FROM claim_figure_now f JOIN import i ON i.id = f.import_id WHERE f.claim_id = $1 ORDER BY f.month, f.kind, i.id, f.line`, claimID)
	if err != nil {
		return nil, fmt.Errorf("list figures of claim %d: %w", claimID, err)
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[sow.Figure])
}

// EarnedTotal is what claims earned in one currency, beside what those of them
// were expected to be worth whose expected value is known in that currency.
type EarnedTotal struct {
	Currency string  `json:"currency"`
	Claims   int     `json:"claims"`
	Earned   float64 `json:"earned"`
	Known    int     `json:"known"`    // claims behind Expected
	Expected float64 `json:"expected"` // of these claims
	Of       float64 `json:"of"`       // what these claims earned
}

// EarnedTotals sums what the claims of a filter earned by imported reports, per
// currency; currencies are never added together.
func EarnedTotals(ctx context.Context, db DB, f ClaimFilter) ([]EarnedTotal, error) {
	rows, err := db.Query(ctx, `SELECT e.currency, count(*), sum(e.amount)::float8, count(*) FILTER (WHERE c.value_currency = e.currency),
			coalesce(sum(c.value_amount) FILTER (WHERE c.value_currency = e.currency), 0)::float8, coalesce(sum(e.amount) FILTER (WHERE c.value_currency = e.currency), 0)::float8
		FROM (SELECT claim_id, currency, sum(amount) AS amount FROM claim_figure_now WHERE kind = 'earnings' GROUP BY claim_id, currency) e
		JOIN claim c ON c.id = e.claim_id`+claimWhere+" GROUP BY e.currency ORDER BY e.currency", f.args()...)
	if err != nil {
		return nil, fmt.Errorf("sum earnings: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[EarnedTotal])
}
