package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"claimline/internal/sow"
)

// Renewed is a file of the inbox whose answer is older than what it says.
type Renewed struct {
	File sow.InboxFile
	At   time.Time // of the decision, or of the move of a claim
}

// RenewedInboxFiles lists, for each document that was decided, or whose claim
// moved, after since, its newest answered file in the folder that worker names,
// if that is newer than the answer. The claims of a document are those of
// [ClaimsOfDocuments].
func RenewedInboxFiles(ctx context.Context, db DB, worker string, since time.Time) ([]Renewed, error) {
	rows, err := db.Query(ctx, `
		WITH RECURSIVE moved AS (SELECT claim_id, max(at) AS at FROM claim_event WHERE kind IN ('moved', 'superseded') AND at > $2 GROUP BY 1),
		version AS (
			SELECT c.document_id AS id, m.at FROM moved m JOIN claim c ON c.id = m.claim_id
			UNION SELECT substr(e.subject, 10)::bigint, m.at FROM moved m JOIN claim_event e ON e.claim_id = m.claim_id
				AND e.kind IN ('opened', 'analysed') AND e.subject LIKE 'document:%'
			UNION SELECT d.id, v.at FROM document d JOIN version v ON d.supersedes = v.id),
		news AS (
			SELECT id, max(at) AS at FROM (
				SELECT id, finished_at AS at FROM document WHERE finished_at > $2 UNION ALL SELECT id, at FROM version) x GROUP BY 1)
		SELECT f.id, f.name, f.path, f.size, f.sha256, f.state, f.reason_code, f.worker, f.document_id, f.attempts,
			f.first_seen, f.claimed_at, f.finished_at, f.final_path, n.at
		FROM news n CROSS JOIN LATERAL (SELECT * FROM inbox_file i
			WHERE i.document_id = n.id AND i.worker = $1 AND i.state IN ('processed', 'failed') ORDER BY i.claimed_at DESC, i.id DESC LIMIT 1) f
		WHERE n.at > f.finished_at ORDER BY n.id`, worker, stamp(since))
	if err != nil {
		return nil, fmt.Errorf("list inbox files with a newer decision: %w", err)
	}
	list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (Renewed, error) {
		var r Renewed
		f := &r.File
		err := row.Scan(&f.ID, &f.Name, &f.Path, &f.Size, &f.SHA256, &f.State, &f.ReasonCode, &f.Worker, &f.DocumentID, &f.Attempts,
			&f.FirstSeen, &f.ClaimedAt, &f.FinishedAt, &f.FinalPath, &r.At)
		r.At = r.At.UTC()
		return r, err
	})
	if err != nil {
		return nil, fmt.Errorf("list inbox files with a newer decision: %w", err)
	}
	return list, nil
}
