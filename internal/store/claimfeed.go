package store

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"claimline/internal/sow"
)

// ClaimsOfOwner gives the claims of an owner with their deadlines and without
// checklist, last changed first, ended ones included.
func ClaimsOfOwner(ctx context.Context, db DB, owner string, limit int) ([]sow.Claim, error) {
	claims, err := selectClaims(ctx, db, " WHERE c.owner = $1 ORDER BY c.updated_at DESC, c.id DESC LIMIT $2", owner, limited(limit))
	if err != nil || len(claims) == 0 {
		return claims, err
	}
	ids, place := make([]int64, len(claims)), map[int64]int{}
	for i, c := range claims {
		ids[i], place[c.ID] = c.ID, i
	}
	rows, err := db.Query(ctx, "SELECT claim_id, code, due_on::text, rule, owner, due_at, state FROM claim_deadline WHERE claim_id = ANY($1) ORDER BY due_at NULLS LAST, code", ids)
	if err != nil {
		return nil, fmt.Errorf("read deadlines of %s: %w", owner, err)
	}
	list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (sow.ClaimDeadline, error) {
		var d sow.ClaimDeadline
		err := row.Scan(&d.ClaimID, &d.Code, &d.Due, &d.Rule, &d.Owner, &d.DueAt, &d.State)
		return d, err
	})
	if err != nil {
		return nil, fmt.Errorf("read deadlines of %s: %w", owner, err)
	}
	for _, d := range list {
		c := &claims[place[d.ClaimID]]
		c.Deadlines = append(c.Deadlines, d)
	}
	return claims, nil
}
