package store

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"claimline/internal/sow"
)

// claimsFor pairs the documents $1 with the claims that stand for what they call
// for: those that rest on them or on their earlier versions, and those of other
// documents that one of these joined.
const claimsFor = `WITH RECURSIVE version AS (
		SELECT id AS document, id, supersedes FROM document WHERE id = ANY($1)
		UNION SELECT v.document, d.id, d.supersedes FROM document d JOIN version v ON d.id = v.supersedes),
	standing AS (
		SELECT v.document, c.id FROM version v JOIN claim c ON c.document_id = v.id
		UNION SELECT v.document, e.claim_id FROM version v JOIN claim_event e ON e.subject = 'document:' || v.id AND e.kind IN ('opened', 'analysed')) `

// ClaimsOfDocument gives those claims of one document, last changed first.
func ClaimsOfDocument(ctx context.Context, db DB, id int64) ([]sow.Claim, error) {
	return selectClaims(ctx, db, " WHERE c.id IN ("+claimsFor+"SELECT id FROM standing) ORDER BY c.updated_at DESC, c.id DESC LIMIT $2", []int64{id}, MaxLimit)
}

// ClaimsOfDocuments gives those claims of several documents, by document.
func ClaimsOfDocuments(ctx context.Context, db DB, ids []int64) (map[int64][]sow.ClaimRef, error) {
	found := map[int64][]sow.ClaimRef{}
	if len(ids) == 0 {
		return found, nil
	}
	rows, err := db.Query(ctx, claimsFor+`SELECT s.document, c.id, c.customer, c.workload, c.association, c.position
		FROM standing s JOIN claim c ON c.id = s.id ORDER BY s.document, c.id DESC`, ids)
	if err != nil {
		return nil, fmt.Errorf("list claims of %d documents: %w", len(ids), err)
	}
	var document int64
	var c sow.ClaimRef
	_, err = pgx.ForEachRow(rows, []any{&document, &c.ID, &c.Customer, &c.Workload, &c.Association, &c.Position}, func() error {
		found[document] = append(found[document], c)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("list claims of %d documents: %w", len(ids), err)
	}
	return found, nil
}
