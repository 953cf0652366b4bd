package store

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"claimline/internal/sow"
)

// NewDocument is a document whose bytes are safe in the document store.
type NewDocument struct {
	Arrival      string // key of the hand-over, see [Arrived]; "" none
	SHA256       string
	Name         string
	Path         string // in the inbox; "" for other doors
	Size         int64
	Source       string // inbox, upload, api or command
	ReceivedBy   string // account manager or uploader; "" unknown
	CustomerHint string
}

// Arrival is what an earlier hand-over did.
type Arrival struct {
	Key        string
	DocumentID int64
	Kind       string // its event: "received", "retried" or "seen_again"
}

// Arrived tells which of the hand-overs with these keys were made before.
func Arrived(ctx context.Context, db DB, keys []string) ([]Arrival, error) {
	rows, err := db.Query(ctx, "SELECT arrival, document_id, kind FROM document_event WHERE arrival = ANY($1) AND arrival <> ''", keys)
	if err != nil {
		return nil, fmt.Errorf("look for %d hand-overs: %w", len(keys), translate(err))
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByPos[Arrival])
	if err != nil {
		return nil, fmt.Errorf("look for %d hand-overs: %w", len(keys), translate(err))
	}
	return list, nil
}

// InsertDocuments adds documents with their first events, once per content, all
// that do not depend on each other at once. It gives the records of the new
// ones, as they are while they wait for their analysis; of bytes that are known
// already the record is zero. New content under a path that an earlier document
// had supersedes that one.
func InsertDocuments(ctx context.Context, tx pgx.Tx, list []NewDocument, at time.Time) ([]sow.DocumentRecord, error) {
	added := make([]sow.DocumentRecord, len(list))
	b := &pgx.Batch{}
	queuePlanning(b)
	for rest := list; len(rest) > 0; {
		n := apart(rest)
		from := len(list) - len(rest)
		queueDocuments(b, rest[:n], stamp(at), added[from:from+n])
		rest = rest[n:]
	}
	if err := tx.SendBatch(ctx, b).Close(); err != nil {
		return nil, fmt.Errorf("insert %d documents from %s: %w", len(list), list[0].SHA256, translate(err))
	}
	return added, nil
}

// apart is how many documents from the first share neither content nor path.
func apart(list []NewDocument) int {
	seen := map[string]bool{}
	for i, d := range list {
		if seen[d.SHA256] || d.Path != "" && seen["/"+clean(d.Path)] {
			return i
		}
		seen[d.SHA256], seen["/"+clean(d.Path)] = true, true
	}
	return len(list)
}

func queueDocuments(b *pgx.Batch, list []NewDocument, at time.Time, added []sow.DocumentRecord) {
	records := column(list, func(d NewDocument) sow.DocumentRecord {
		return sow.DocumentRecord{
			SHA256: d.SHA256, Name: clean(cmp.Or(d.Name, d.SHA256)), Path: clean(d.Path), Size: d.Size, Source: d.Source,
			ReceivedBy: clean(d.ReceivedBy), CustomerHint: clean(d.CustomerHint), Status: sow.DocumentReceived, ReceivedAt: at, Workloads: []string{},
		}
	})
	text := func(value func(sow.DocumentRecord) string) []string { return column(records, value) }
	// That a path is not empty stands there twice because the index asks for it.
	b.Queue(`
		WITH t AS (
			SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[])
				AS t(sha256, name, path, size, source, received_by, customer_hint, actor, arrival)),
		added AS (
			INSERT INTO document (sha256, name, path, size, source, received_by, customer_hint, supersedes, received_at)
			SELECT t.sha256, t.name, t.path, t.size, t.source, t.received_by, t.customer_hint,
				CASE WHEN t.path <> '' THEN (SELECT d.id FROM document d WHERE d.path = t.path AND d.path <> '' ORDER BY d.id DESC LIMIT 1) END, $10::timestamptz FROM t
			ON CONFLICT (sha256) DO NOTHING RETURNING id, sha256, supersedes),
		received AS (
			INSERT INTO document_event (document_id, kind, at, actor, detail, arrival)
			SELECT a.id, 'received', $10, t.actor, t.name, t.arrival FROM added a JOIN t ON t.sha256 = a.sha256),
		superseded AS (
			INSERT INTO document_event (document_id, kind, at, actor, detail)
			SELECT a.supersedes, 'superseded', $10, t.actor, t.sha256 FROM added a JOIN t ON t.sha256 = a.sha256 WHERE a.supersedes IS NOT NULL)
		SELECT sha256, id, coalesce(supersedes, 0) FROM added`,
		text(func(d sow.DocumentRecord) string { return d.SHA256 }), text(func(d sow.DocumentRecord) string { return d.Name }),
		text(func(d sow.DocumentRecord) string { return d.Path }), column(records, func(d sow.DocumentRecord) int64 { return d.Size }),
		text(func(d sow.DocumentRecord) string { return d.Source }), text(func(d sow.DocumentRecord) string { return d.ReceivedBy }),
		text(func(d sow.DocumentRecord) string { return d.CustomerHint }),
		column(list, func(d NewDocument) string { return clean(cmp.Or(d.ReceivedBy, d.Source)) }),
		column(list, func(d NewDocument) string { return clean(d.Arrival) }), at).Query(func(rows pgx.Rows) error {
		var sha string
		var id, supersedes int64
		_, err := pgx.ForEachRow(rows, []any{&sha, &id, &supersedes}, func() error {
			i := slices.IndexFunc(records, func(d sow.DocumentRecord) bool { return d.SHA256 == sha })
			added[i] = records[i]
			added[i].ID, added[i].Supersedes = id, supersedes
			return nil
		})
		return err
	})
}

// InsertDocument is [InsertDocuments] for one document; for bytes that are
// known already it gives the first document, and added is false.
func InsertDocument(ctx context.Context, tx pgx.Tx, d NewDocument, at time.Time) (rec sow.DocumentRecord, added bool, err error) {
	list, err := InsertDocuments(ctx, tx, []NewDocument{d}, at)
	if err != nil {
		return rec, false, err
	}
	if list[0].ID != 0 {
		return list[0], true, nil
	}
	rec, err = DocumentBySHA256(ctx, tx, d.SHA256)
	return rec, false, err
}
