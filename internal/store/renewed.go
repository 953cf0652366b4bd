package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"claimline/internal/sow"
)

// Renewed is a file of the inbox whose document was decided anew.
type Renewed struct {
	File sow.InboxFile
	At   time.Time // of the decision
}

// RenewedInboxFiles lists, for each document that was decided after since, its
// newest answered file in the folder that worker names, if the decision is
// newer than the answer.
func RenewedInboxFiles(ctx context.Context, db DB, worker string, since time.Time) ([]Renewed, error) {
	rows, err := db.Query(ctx, `
		SELECT f.id, f.name, f.path, f.size, f.sha256, f.state, f.reason_code, f.worker, f.document_id, f.attempts,
			f.first_seen, f.claimed_at, f.finished_at, f.final_path, d.finished_at
		FROM document d CROSS JOIN LATERAL (SELECT * FROM inbox_file i
			WHERE i.document_id = d.id AND i.worker = $1 AND i.state IN ('processed', 'failed') ORDER BY i.claimed_at DESC, i.id DESC LIMIT 1) f
		WHERE d.finished_at > $2 AND d.finished_at > f.finished_at ORDER BY d.id`, worker, stamp(since))
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
