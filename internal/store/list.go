package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"claimline/internal/sow"
)

// ClaimFilter chooses claims; the zero value chooses all. Positions are named
// as sow.Position.String does; "submitted" alone means all its sub-states.
type ClaimFilter struct {
	Position   string
	OpenOnly   bool
	Owner      string
	Workload   string
	Search     string // part of the customer, or a Partner Center claim ID, without regard to case
	DocumentID int64
	DueBefore  time.Time // the zero time: any
	After      string    // cursor of the page before
	Limit      int       // 0 means DefaultLimit
}

const claimWhere = `
	WHERE ($1 = '' OR c.position = $1 OR ($1 = 'submitted' AND c.stage = 'submitted' AND c.outcome IS NULL))
	  AND (NOT $2 OR c.outcome IS NULL)
	  AND ($3 = '' OR c.owner = $3)
	  AND ($4 = '' OR c.workload = $4)
	  AND ($5 = '' OR c.customer ILIKE '%' || $5 || '%' OR c.partner_center_id ILIKE '%' || $5 || '%')
	  AND ($6 = 0 OR c.document_id = $6)
	  AND ($7::timestamptz IS NULL OR c.due_at < $7)`

func (f ClaimFilter) args() []any {
	var before *time.Time
	if !f.DueBefore.IsZero() {
		before = &f.DueBefore
	}
	return []any{f.Position, f.OpenOnly, f.Owner, f.Workload, escapeLike(f.Search), f.DocumentID, before}
}

// Claims lists claims without checklist and deadlines, last changed first, with
// the cursor of the next page or "" at the end.
func Claims(ctx context.Context, db DB, f ClaimFilter) ([]sow.Claim, string, error) {
	at, id, err := parseCursor(f.After)
	if err != nil {
		return nil, "", err
	}
	limit := limited(f.Limit)
	list, err := selectClaims(ctx, db, claimWhere+`
		AND ($8::timestamptz IS NULL OR (c.updated_at, c.id) < ($8, $9))
		ORDER BY c.updated_at DESC, c.id DESC LIMIT $10`, append(f.args(), at, id, limit+1)...)
	if err != nil {
		return nil, "", err
	}
	if len(list) <= limit {
		return list, "", nil
	}
	last := list[limit-1]
	return list[:limit], cursor(last.UpdatedAt, last.ID), nil
}

// DueClaims lists open claims whose next deadline lies before the given time,
// most urgent first; owner "" means everybody's.
func DueClaims(ctx context.Context, db DB, before time.Time, owner string, limit int) ([]sow.Claim, error) {
	if owner != "" {
		return selectClaims(ctx, db, " WHERE c.outcome IS NULL AND c.owner = $2 AND c.due_at < $1 ORDER BY c.due_at LIMIT $3", before, owner, limited(limit))
	}
	return selectClaims(ctx, db, " WHERE c.outcome IS NULL AND c.due_at < $1 ORDER BY c.due_at LIMIT $2", before, limited(limit))
}

func selectClaims(ctx context.Context, db DB, where string, args ...any) ([]sow.Claim, error) {
	rows, err := db.Query(ctx, "SELECT "+claimColumns+claimTables+where, args...)
	if err != nil {
		return nil, fmt.Errorf("list claims: %w", err)
	}
	list, err := pgx.CollectRows(rows, scanClaim)
	if err != nil {
		return nil, fmt.Errorf("list claims: %w", err)
	}
	return list, nil
}

// BoardColumn is one stage of the board.
type BoardColumn struct {
	Stage   sow.Stage   `json:"stage"`
	Open    int         `json:"open"`
	Overdue int         `json:"overdue"`
	First   []sow.Claim `json:"first"` // in the order that was asked for
}

// BoardOrder says which claims come first in the columns of the board. The zero
// value is by urgency: overdue ones first, then by the next deadline, and those
// of one day by their expected value within each currency.
type BoardOrder struct {
	Changed  bool   // the last changed ones first
	Currency string // only claims with an expected value in it (ISO 4217), the highest first; "" all
}

// sql gives a condition and an order, each of them with an index behind it.
func (o BoardOrder) sql() (where, order string) {
	switch {
	case o.Currency != "":
		return "AND value_currency = $3 AND value_amount IS NOT NULL", "value_amount DESC, id"
	case o.Changed:
		return "AND $3 = ''", "updated_at DESC, id DESC"
	}
	return "AND $3 = ''", "due_at, value_currency, value_amount DESC NULLS LAST, id"
}

// Board gives the six stages with their open claims: how many, how many of them
// past their next deadline at the given time, and the first ones of an order.
func Board(ctx context.Context, db DB, at time.Time, perStage int, order BoardOrder) ([]BoardColumn, error) {
	columns := make([]BoardColumn, 0, len(sow.Stages()))
	names := make([]string, 0, len(sow.Stages()))
	for _, s := range sow.Stages() {
		columns = append(columns, BoardColumn{Stage: s})
		names = append(names, string(s))
	}
	first, err := firstPerStage(ctx, db, names, limited(perStage), order)
	if err != nil {
		return nil, err
	}
	for i := range columns {
		columns[i].First = first[columns[i].Stage]
	}
	rows, err := db.Query(ctx, `
		SELECT stage, sum(n)::bigint, coalesce(max(overdue), 0)
		FROM claim_count
		LEFT JOIN (SELECT stage, count(*) AS overdue FROM claim WHERE outcome IS NULL AND due_at <= $1 GROUP BY stage) late USING (stage)
		GROUP BY stage`, at)
	if err != nil {
		return nil, fmt.Errorf("count claims: %w", err)
	}
	var stage sow.Stage
	var open, overdue int
	_, err = pgx.ForEachRow(rows, []any{&stage, &open, &overdue}, func() error {
		for i := range columns {
			if columns[i].Stage == stage {
				columns[i].Open, columns[i].Overdue = open, overdue
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("count claims: %w", err)
	}
	return columns, nil
}

func firstPerStage(ctx context.Context, db DB, stages []string, perStage int, o BoardOrder) (map[sow.Stage][]sow.Claim, error) {
	where, order := o.sql()
	rows, err := db.Query(ctx, "SELECT "+claimColumns+`
		FROM unnest($1::text[]) AS s(stage)
		CROSS JOIN LATERAL (SELECT *, row_number() OVER (ORDER BY `+order+`) AS place FROM
			(SELECT * FROM claim WHERE claim.outcome IS NULL AND claim.stage = s.stage `+where+" ORDER BY "+order+` LIMIT $2) top) c
		JOIN document d ON d.id = c.document_id
		ORDER BY c.place`, stages, perStage, o.Currency)
	if err != nil {
		return nil, fmt.Errorf("list claims per stage: %w", err)
	}
	list, err := pgx.CollectRows(rows, scanClaim)
	if err != nil {
		return nil, fmt.Errorf("list claims per stage: %w", err)
	}
	first := map[sow.Stage][]sow.Claim{}
	for _, c := range list {
		first[c.Position.Stage] = append(first[c.Position.Stage], c)
	}
	return first, nil
}

// FoldCounts keeps the table behind the counts of [Board] small. Several
// processes may call it at once.
func FoldCounts(ctx context.Context, db DB) error {
	_, err := db.Exec(ctx, "WITH gone AS (DELETE FROM claim_count RETURNING stage, n) INSERT INTO claim_count SELECT stage, sum(n) FROM gone GROUP BY stage")
	if err != nil {
		return fmt.Errorf("fold counts of claims: %w", err)
	}
	return nil
}

// OutcomeCounts gives the number of ended claims per outcome.
func OutcomeCounts(ctx context.Context, db DB) (map[sow.Outcome]int, error) {
	rows, err := db.Query(ctx, "SELECT outcome, count(*) FROM claim WHERE outcome IS NOT NULL GROUP BY outcome")
	if err != nil {
		return nil, fmt.Errorf("count ended claims: %w", err)
	}
	counts := map[sow.Outcome]int{}
	var o sow.Outcome
	var n int
	_, err = pgx.ForEachRow(rows, []any{&o, &n}, func() error {
		counts[o] = n
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("count ended claims: %w", err)
	}
	return counts, nil
}

// ExpectedTotal is the expected value of claims in one currency, and how many
// claims have no known value: a total never hides them.
type ExpectedTotal struct {
	Currency string  `json:"currency"` // "" for the unknown ones
	Amount   float64 `json:"amount"`
	Claims   int     `json:"claims"`
}

// ExpectedTotals sums the expected value of the claims of a filter per
// currency; currencies are never added together.
func ExpectedTotals(ctx context.Context, db DB, f ClaimFilter) ([]ExpectedTotal, error) {
	rows, err := db.Query(ctx, `SELECT coalesce(c.value_currency, ''), coalesce(sum(c.value_amount), 0)::float8, count(*)
		FROM claim c`+claimWhere+" GROUP BY 1 ORDER BY 1 DESC", f.args()...)
	if err != nil {
		return nil, fmt.Errorf("sum expected values: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[ExpectedTotal])
}
