package store

import (
	"cmp"
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"

	"claimline/internal/sow"
)

// SeenAgain notes that the bytes of a document arrived once more.
func SeenAgain(ctx context.Context, tx pgx.Tx, id int64, d NewDocument, at time.Time) error {
	return documentEvent(ctx, tx, id, docEvent{kind: "seen_again", at: at, actor: cmp.Or(d.ReceivedBy, d.Source), detail: cmp.Or(d.Path, d.Name), arrival: d.Arrival})
}

type docEvent struct {
	document                     int64
	kind, actor, detail, arrival string
	at                           time.Time
}

func documentEvent(ctx context.Context, db DB, id int64, e docEvent) error {
	b := &pgx.Batch{}
	e.document = id
	queueDocumentEvents(b, e)
	if err := db.SendBatch(ctx, b).Close(); err != nil {
		return fmt.Errorf("note %s of document %d: %w", e.kind, id, translate(err))
	}
	return nil
}

func queueDocumentEvents(b *pgx.Batch, events ...docEvent) {
	text := func(value func(docEvent) string) []string {
		return column(events, func(e docEvent) string { return clean(value(e)) })
	}
	b.Queue(`INSERT INTO document_event (document_id, kind, at, actor, detail, arrival)
		SELECT * FROM unnest($1::bigint[], $2::text[], $3::timestamptz[], $4::text[], $5::text[], $6::text[])`,
		column(events, func(e docEvent) int64 { return e.document }), text(func(e docEvent) string { return e.kind }),
		column(events, func(e docEvent) time.Time { return stamp(e.at) }), text(func(e docEvent) string { return e.actor }),
		text(func(e docEvent) string { return e.detail }), text(func(e docEvent) string { return e.arrival }))
}

// FailDocument ends a document with the reason for it. It does nothing when
// the document has ended already.
func FailDocument(ctx context.Context, tx pgx.Tx, id int64, f *sow.Failure, attempts int, at time.Time) error {
	tag, err := tx.Exec(ctx, `
		UPDATE document SET status = 'failed', reason_code = $2, reason = $3, hint = $4, attempts = $5, finished_at = $6
		WHERE id = $1 AND status = 'received'`, id, string(f.Code), clean(f.Message), clean(f.Hint), attempts, stamp(at))
	if err != nil {
		return fmt.Errorf("fail document %d: %w", id, translate(err))
	}
	if tag.RowsAffected() == 0 {
		return nil
	}
	if err := documentEvent(ctx, tx, id, docEvent{kind: "failed", at: at, actor: sow.Worker().Name, detail: string(f.Code)}); err != nil {
		return err
	}
	entry, err := auditEntry(at, sow.Worker().Name, "document.failed", subject("document", id), map[string]any{"code": f.Code, "attempts": attempts})
	if err != nil {
		return err
	}
	return AppendAudit(ctx, tx, entry)
}

// RetryDocument puts a failed or unread document back to received. It gives
// ErrConflict when the document is neither. Arrival is the key of the hand-over
// that asked for it, "" for none.
func RetryDocument(ctx context.Context, tx pgx.Tx, id int64, by sow.Actor, arrival string, at time.Time) error {
	tag, err := tx.Exec(ctx, `
		UPDATE document SET status = 'received', reason_code = '', reason = '', hint = '', finished_at = NULL
		WHERE id = $1 AND status IN ('failed', 'needs_ocr')`, id)
	if err != nil {
		return fmt.Errorf("retry document %d: %w", id, translate(err))
	}
	if tag.RowsAffected() == 0 {
		return fmt.Errorf("retry document %d, which has not failed: %w", id, sow.ErrConflict)
	}
	return documentEvent(ctx, tx, id, docEvent{kind: "retried", at: at, actor: by.Name, arrival: arrival})
}

// LockDocument takes the document for the transaction, so that two runs of one
// job cannot both record it.
func LockDocument(ctx context.Context, tx pgx.Tx, id int64) (sow.DocumentRecord, error) {
	if _, err := tx.Exec(ctx, "SELECT FROM document WHERE id = $1 FOR NO KEY UPDATE", id); err != nil {
		return sow.DocumentRecord{}, fmt.Errorf("lock document %d: %w", id, err)
	}
	return DocumentByID(ctx, tx, id)
}

const documentColumns = `
	d.id, d.sha256, d.text_sha256, d.name, d.path, d.size, d.source, d.received_by, d.customer_hint, d.status,
	d.reason_code, d.reason, d.hint, d.attempts, coalesce(d.supersedes, 0), coalesce(d.same_text_as, 0), d.received_at, d.finished_at,
	coalesce((SELECT max(n.id) FROM document n WHERE n.supersedes = d.id), 0),
	coalesce(a.id, 0), coalesce(a.customer, ''), coalesce(a.workloads, '{}'), coalesce(a.pal, ''), coalesce(a.dpor, ''), coalesce(a.cpor, ''),
	(SELECT count(*) FROM claim c WHERE c.document_id = d.id),
	due.due_at, coalesce(due.due_code, '')`

const documentTables = `
	FROM document d
	LEFT JOIN analysis a ON a.document_id = d.id AND a.current
	LEFT JOIN LATERAL (SELECT c.due_at, c.due_code FROM claim c
		WHERE c.document_id = d.id AND c.outcome IS NULL AND c.due_at IS NOT NULL ORDER BY c.due_at LIMIT 1) due ON true`

// documentAlone is documentColumns and documentTables without what follows from
// claims, and with the id alone of the analysis: the rest takes most of the time
// of reading a document.
const documentAlone = `SELECT
	d.id, d.sha256, d.text_sha256, d.name, d.path, d.size, d.source, d.received_by, d.customer_hint, d.status,
	d.reason_code, d.reason, d.hint, d.attempts, coalesce(d.supersedes, 0), coalesce(d.same_text_as, 0), d.received_at, d.finished_at,
	coalesce((SELECT max(n.id) FROM document n WHERE n.supersedes = d.id), 0),
	coalesce((SELECT a.id FROM analysis a WHERE a.document_id = d.id AND a.current), 0), '', '{}'::text[], '', '', '', 0::bigint, NULL::timestamptz, ''
	FROM document d WHERE d.id `

// DocumentAlone gives one document without what follows from its claims and with
// the id alone of its analysis, or ErrNotFound.
func DocumentAlone(ctx context.Context, db DB, id int64) (sow.DocumentRecord, error) {
	return readDocument(ctx, db, fmt.Sprint(id), documentAlone+"= $1", id)
}

func scanDocument(row pgx.CollectableRow) (sow.DocumentRecord, error) {
	var d sow.DocumentRecord
	var f sow.Failure
	err := row.Scan(&d.ID, &d.SHA256, &d.TextSHA256, &d.Name, &d.Path, &d.Size, &d.Source, &d.ReceivedBy, &d.CustomerHint, &d.Status,
		&f.Code, &f.Message, &f.Hint, &d.Attempts, &d.Supersedes, &d.SameTextAs, &d.ReceivedAt, &d.FinishedAt,
		&d.SupersededBy, &d.AnalysisID, &d.Customer, &d.Workloads, &d.PAL, &d.DPOR, &d.CPOR, &d.Claims, &d.NextDue, &d.NextCode)
	if f.Code != "" {
		d.Failure = &f
	}
	d.ReceivedAt = d.ReceivedAt.UTC()
	return d, err
}

// DocumentByID gives one document, or ErrNotFound.
func DocumentByID(ctx context.Context, db DB, id int64) (sow.DocumentRecord, error) {
	return oneDocument(ctx, db, fmt.Sprint(id), "WHERE d.id = $1", id)
}

// DocumentBySHA256 gives the document of a content, or ErrNotFound.
func DocumentBySHA256(ctx context.Context, db DB, sha string) (sow.DocumentRecord, error) {
	return oneDocument(ctx, db, sha, "WHERE d.sha256 = $1", sha)
}

func oneDocument(ctx context.Context, db DB, name, where string, arg any) (sow.DocumentRecord, error) {
	return readDocument(ctx, db, name, "SELECT "+documentColumns+documentTables+" "+where, arg)
}

func readDocument(ctx context.Context, db DB, name, sql string, arg any) (sow.DocumentRecord, error) {
	rows, err := db.Query(ctx, sql, arg)
	if err != nil {
		return sow.DocumentRecord{}, fmt.Errorf("read document %s: %w", name, err)
	}
	d, err := pgx.CollectExactlyOneRow(rows, scanDocument)
	if err != nil {
		return d, fmt.Errorf("read document %s: %w", name, translate(err))
	}
	return d, nil
}

// Decided gives those of the documents that no longer wait for their analysis,
// without what follows from their claims; of their analyses they have the id.
func Decided(ctx context.Context, db DB, ids []int64) ([]sow.DocumentRecord, error) {
	rows, err := db.Query(ctx, documentAlone+"= ANY($1) AND d.status <> 'received' ORDER BY d.id", ids)
	if err != nil {
		return nil, fmt.Errorf("look for decided documents: %w", err)
	}
	list, err := pgx.CollectRows(rows, scanDocument)
	if err != nil {
		return nil, fmt.Errorf("look for decided documents: %w", err)
	}
	return list, nil
}

// DocumentFilter chooses documents; the zero value chooses all.
type DocumentFilter struct {
	Status sow.DocumentStatus
	Search string // part of the name or the customer, without regard to case
	After  string // cursor of the page before
	Limit  int    // 0 means DefaultLimit
}

// Documents lists documents, newest first, with the cursor of the next page or
// "" at the end.
func Documents(ctx context.Context, db DB, f DocumentFilter) ([]sow.DocumentRecord, string, error) {
	at, id, err := parseCursor(f.After)
	if err != nil {
		return nil, "", err
	}
	limit := limited(f.Limit)
	rows, err := db.Query(ctx, "SELECT "+documentColumns+documentTables+`
		WHERE ($1 = '' OR d.status = $1)
		  AND ($2 = '' OR d.name ILIKE '%' || $2 || '%' OR a.customer ILIKE '%' || $2 || '%')
		  AND ($3::timestamptz IS NULL OR (d.received_at, d.id) < ($3, $4))
		ORDER BY d.received_at DESC, d.id DESC LIMIT $5`, string(f.Status), escapeLike(f.Search), at, id, limit+1)
	if err != nil {
		return nil, "", fmt.Errorf("list documents: %w", err)
	}
	list, err := pgx.CollectRows(rows, scanDocument)
	if err != nil {
		return nil, "", fmt.Errorf("list documents: %w", err)
	}
	if len(list) <= limit {
		return list, "", nil
	}
	last := list[limit-1]
	return list[:limit], cursor(last.ReceivedAt, last.ID), nil
}

// DocumentCounts gives the number of documents per status.
func DocumentCounts(ctx context.Context, db DB) (map[sow.DocumentStatus]int, error) {
	rows, err := db.Query(ctx, "SELECT status, count(*) FROM document GROUP BY status")
	if err != nil {
		return nil, fmt.Errorf("count documents: %w", err)
	}
	counts := map[sow.DocumentStatus]int{}
	var status sow.DocumentStatus
	var n int
	_, err = pgx.ForEachRow(rows, []any{&status, &n}, func() error {
		counts[status] = n
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("count documents: %w", err)
	}
	return counts, nil
}

// DocumentEvents gives the history of a document, oldest first.
func DocumentEvents(ctx context.Context, db DB, id int64) ([]sow.DocumentEvent, error) {
	rows, err := db.Query(ctx, "SELECT kind, at, actor, detail FROM document_event WHERE document_id = $1 ORDER BY id", id)
	if err != nil {
		return nil, fmt.Errorf("read events of document %d: %w", id, err)
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[sow.DocumentEvent])
}

func subject(kind string, id int64) string { return kind + ":" + strconv.FormatInt(id, 10) }
