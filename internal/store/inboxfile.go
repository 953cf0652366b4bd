package store

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

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
	rows, err := db.Query(ctx, `
		INSERT INTO inbox_file (id, name, path, size, sha256, state, reason_code, worker, document_id, attempts, first_seen, claimed_at, finished_at, final_path)
		SELECT t.id, t.name, t.path, t.size, t.sha256, t.state, t.reason_code, t.worker, nullif(t.document_id, 0), t.attempts, t.first_seen, t.claimed_at,
			t.finished_at, t.final_path
		FROM unnest($1::text[], $2::bytea[], $3::text[], $4::bigint[], $5::text[], $6::text[], $7::text[], $8::text[], $9::bigint[], $10::int[],
			$11::timestamptz[], $12::timestamptz[], $13::timestamptz[], $14::text[])
			AS t(id, name, path, size, sha256, state, reason_code, worker, document_id, attempts, first_seen, claimed_at, finished_at, final_path)
		ORDER BY t.id
		ON CONFLICT (id) DO UPDATE SET size = excluded.size, sha256 = excluded.sha256, state = excluded.state, reason_code = excluded.reason_code,
			worker = excluded.worker, document_id = excluded.document_id, attempts = excluded.attempts, finished_at = excluded.finished_at,
			final_path = excluded.final_path
		WHERE inbox_file.finished_at IS NULL
		RETURNING id`,
		column(files, func(f sow.InboxFile) string { return f.ID }),
		column(files, func(f sow.InboxFile) []byte { return append([]byte{}, f.Name...) }), // an empty name is no null
		column(files, func(f sow.InboxFile) string { return clean(f.Path) }),
		column(files, func(f sow.InboxFile) int64 { return f.Size }),
		column(files, func(f sow.InboxFile) string { return f.SHA256 }),
		column(files, func(f sow.InboxFile) string { return string(f.State) }),
		column(files, func(f sow.InboxFile) string { return string(f.ReasonCode) }),
		column(files, func(f sow.InboxFile) string { return clean(f.Worker) }),
		column(files, func(f sow.InboxFile) int64 { return f.DocumentID }),
		column(files, func(f sow.InboxFile) int { return max(f.Attempts, 1) }),
		column(files, func(f sow.InboxFile) time.Time { return stamp(f.FirstSeen) }),
		column(files, func(f sow.InboxFile) time.Time { return stamp(f.ClaimedAt) }),
		column(files, func(f sow.InboxFile) *time.Time { return stampOrNil(f.FinishedAt) }),
		column(files, func(f sow.InboxFile) string { return clean(f.FinalPath) }))
	var written []string
	if err == nil {
		written, err = pgx.CollectRows(rows, pgx.RowTo[string])
	}
	if err != nil {
		return fmt.Errorf("write %d inbox files from %s: %w", len(files), files[0].ID, translate(err))
	}
	finished := slices.IndexFunc(files, func(f sow.InboxFile) bool { return !slices.Contains(written, f.ID) })
	if finished >= 0 {
		return fmt.Errorf("inbox file %s is finished: %w", files[finished].ID, sow.ErrConflict)
	}
	return nil
}

func stampOrNil(t *time.Time) *time.Time {
	if t == nil {
		return nil
	}
	at := stamp(*t)
	return &at
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
