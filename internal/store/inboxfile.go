package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"claimline/internal/sow"
)

// PutInboxFiles writes the ledger's rows of files that were taken out of the
// inbox, in one transaction: new with their first states, or the next states
// of known ones. A finished row stays as it is and gives ErrConflict; the
// others are written.
func PutInboxFiles(ctx context.Context, db DB, files ...sow.InboxFile) error {
	if len(files) == 0 {
		return nil
	}
	b := &pgx.Batch{}
	finished := ""
	for _, f := range files {
		queueInboxFile(b, f).Exec(func(tag pgconn.CommandTag) error {
			if tag.RowsAffected() == 0 {
				finished = f.ID
			}
			return nil
		})
	}
	if err := db.SendBatch(ctx, b).Close(); err != nil {
		return fmt.Errorf("write %d inbox files from %s: %w", len(files), files[0].ID, translate(err))
	}
	if finished != "" {
		return fmt.Errorf("inbox file %s is finished: %w", finished, sow.ErrConflict)
	}
	return nil
}

func queueInboxFile(b *pgx.Batch, f sow.InboxFile) *pgx.QueuedQuery {
	var document *int64
	if f.DocumentID != 0 {
		document = &f.DocumentID
	}
	var finished *time.Time
	if f.FinishedAt != nil {
		at := stamp(*f.FinishedAt)
		finished = &at
	}
	name := f.Name
	if name == nil {
		name = []byte{}
	}
	return b.Queue(`
		INSERT INTO inbox_file (id, name, path, size, sha256, state, reason_code, worker, document_id, attempts, first_seen, claimed_at, finished_at, final_path)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
		ON CONFLICT (id) DO UPDATE SET size = excluded.size, sha256 = excluded.sha256, state = excluded.state, reason_code = excluded.reason_code,
			worker = excluded.worker, document_id = excluded.document_id, attempts = excluded.attempts, finished_at = excluded.finished_at,
			final_path = excluded.final_path
		WHERE inbox_file.finished_at IS NULL`,
		f.ID, name, clean(f.Path), f.Size, f.SHA256, string(f.State), string(f.ReasonCode), clean(f.Worker), document, max(f.Attempts, 1),
		stamp(f.FirstSeen), stamp(f.ClaimedAt), finished, clean(f.FinalPath))
}

const inboxColumns = `SELECT id, name, path, size, sha256, state, reason_code, worker, coalesce(document_id, 0), attempts, first_seen, claimed_at,
	finished_at, final_path FROM inbox_file `

// OpenInboxFiles lists files that have not reached their final folder, oldest
// first. A start reconciles them with what lies under .work.
func OpenInboxFiles(ctx context.Context, db DB) ([]sow.InboxFile, error) {
	return selectInboxFiles(ctx, db, "WHERE finished_at IS NULL ORDER BY claimed_at, id")
}

// InboxFiles lists the newest files of the ledger, newest first; state "" means
// all.
func InboxFiles(ctx context.Context, db DB, state sow.InboxState, limit int) ([]sow.InboxFile, error) {
	return selectInboxFiles(ctx, db, "WHERE $1 = '' OR state = $1 ORDER BY claimed_at DESC, id DESC LIMIT $2", string(state), limited(limit))
}

// InboxFileByID gives one file of the ledger, or ErrNotFound.
func InboxFileByID(ctx context.Context, db DB, id string) (sow.InboxFile, error) {
	list, err := selectInboxFiles(ctx, db, "WHERE id = $1", id)
	if err != nil {
		return sow.InboxFile{}, err
	}
	if len(list) == 0 {
		return sow.InboxFile{}, fmt.Errorf("inbox file %s: %w", id, sow.ErrNotFound)
	}
	return list[0], nil
}

// InboxFilesOf lists the files that held a document, newest first.
func InboxFilesOf(ctx context.Context, db DB, documentID int64) ([]sow.InboxFile, error) {
	return selectInboxFiles(ctx, db, "WHERE document_id = $1 ORDER BY claimed_at DESC, id DESC", documentID)
}

// InboxCounts gives the number of ledger rows per state.
func InboxCounts(ctx context.Context, db DB) (map[sow.InboxState]int, error) {
	rows, err := db.Query(ctx, "SELECT state, count(*) FROM inbox_file GROUP BY state")
	if err != nil {
		return nil, fmt.Errorf("count inbox files: %w", err)
	}
	counts := map[sow.InboxState]int{}
	var state sow.InboxState
	var n int
	_, err = pgx.ForEachRow(rows, []any{&state, &n}, func() error {
		counts[state] = n
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("count inbox files: %w", err)
	}
	return counts, nil
}

func selectInboxFiles(ctx context.Context, db DB, where string, args ...any) ([]sow.InboxFile, error) {
	rows, err := db.Query(ctx, inboxColumns+where, args...)
	if err != nil {
		return nil, fmt.Errorf("list inbox files: %w", err)
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (sow.InboxFile, error) {
		var f sow.InboxFile
		err := row.Scan(&f.ID, &f.Name, &f.Path, &f.Size, &f.SHA256, &f.State, &f.ReasonCode, &f.Worker, &f.DocumentID, &f.Attempts,
			&f.FirstSeen, &f.ClaimedAt, &f.FinishedAt, &f.FinalPath)
		return f, err
	})
}
