package store

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
)

// DelayTotal is what waiting has cost and costs, over claims in one currency.
type DelayTotal struct {
	Currency string  `json:"currency"` // "" for claims whose value is not known
	Claims   int     `json:"claims"`   // open and not filed
	Late     int     `json:"late"`     // of them past the day by which they should have been filed
	Lost     float64 `json:"lost"`     // so far
	PerDay   float64 `json:"per_day"`  // with every further day
}

// DelayTotals sums [sow.DelayOf] over the open claims that are not filed, per
// currency; claims without a known value are counted apart. Today is the day in
// the partner's zone, YYYY-MM-DD.
func DelayTotals(ctx context.Context, db DB, today string) ([]DelayTotal, error) {
	rows, err := db.Query(ctx, `
		SELECT coalesce(c.value_currency, ''), count(*), count(*) FILTER (WHERE d.due_on < $1::text::date),
			coalesce(sum(c.value_amount / 365 * least(greatest($1::text::date - d.due_on, 0), 365)), 0)::float8,
			coalesce(sum(c.value_amount / 365), 0)::float8
		FROM claim c LEFT JOIN claim_deadline d ON d.claim_id = c.id AND d.code = 'DL-CLAIM-BY'
		WHERE c.outcome IS NULL AND c.submitted_on IS NULL
		GROUP BY 1 ORDER BY 1 DESC`, today)
	if err != nil {
		return nil, fmt.Errorf("sum the cost of waiting: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[DelayTotal])
}
