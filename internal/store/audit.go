package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"claimline/internal/sow"
)

// auditDomain begins every entry, so that its bytes can mean nothing else.
const auditDomain = "audit.v1"

// auditTime is the layout of times inside an entry: UTC, whole microseconds,
// which is what the database keeps.
const auditTime = "2006-01-02T15:04:05.000000Z"

// zeroHash is the predecessor of the first entry.
var zeroHash = strings.Repeat("0", 64)

// AppendAudit adds entries to the chain inside the caller's transaction: when
// it fails the change must be rolled back, no audit row means no change. It
// holds a lock until the transaction ends, so it comes last. ID and Hash of
// the entries are ignored.
func AppendAudit(ctx context.Context, tx pgx.Tx, entries ...sow.AuditEntry) error {
	b := &pgx.Batch{}
	queueAudit(b, entries)
	if err := tx.SendBatch(ctx, b).Close(); err != nil {
		return fmt.Errorf("append %d audit entries: %w", len(entries), err)
	}
	return nil
}

// queueAudit is the statement of AppendAudit, last of a batch.
func queueAudit(b *pgx.Batch, entries []sow.AuditEntry) {
	n := len(entries)
	if n == 0 {
		return
	}
	at, actor, action, subject, entry := make([]time.Time, n), make([]string, n), make([]string, n), make([]string, n), make([]string, n)
	for i, e := range entries {
		e.At, e.Actor, e.Action, e.Subject, e.Body = stamp(e.At), clean(e.Actor), clean(e.Action), clean(e.Subject), clean(e.Body)
		at[i], actor[i], action[i], subject[i], entry[i] = e.At, e.Actor, e.Action, e.Subject, auditBytes(e)
	}
	b.Queue("SELECT audit_append($1, $2, $3, $4, $5)", at, actor, action, subject, entry)
}

// auditEntry is the entry of a change; body is marshalled as its canonical JSON.
func auditEntry(at time.Time, actor, action, subject string, body any) (sow.AuditEntry, error) {
	text, err := json.Marshal(body)
	if err != nil {
		return sow.AuditEntry{}, fmt.Errorf("write audit entry of %s: %w", subject, err)
	}
	return sow.AuditEntry{At: at, Actor: actor, Action: action, Subject: subject, Body: string(text)}, nil
}

// auditBytes are the canonical bytes of an entry: each field with its length
// before it, so that no two entries share their bytes.
func auditBytes(e sow.AuditEntry) string {
	var b strings.Builder
	for _, field := range []string{auditDomain, e.At.UTC().Format(auditTime), e.Actor, e.Action, e.Subject, e.Body} {
		fmt.Fprintf(&b, "%d:%s,", len(field), field)
	}
	return b.String()
}

// parseAudit reads auditBytes back.
func parseAudit(text string) (sow.AuditEntry, error) {
	var fields []string
	for text != "" {
		size, rest, ok := strings.Cut(text, ":")
		n, err := strconv.Atoi(size)
		if !ok || err != nil || strconv.Itoa(n) != size || n < 0 || n >= len(rest) || rest[n] != ',' {
			return sow.AuditEntry{}, errors.New("malformed entry")
		}
		fields = append(fields, rest[:n])
		text = rest[n+1:]
	}
	if len(fields) != 6 || fields[0] != auditDomain {
		return sow.AuditEntry{}, errors.New("not an entry of " + auditDomain)
	}
	at, err := time.Parse(auditTime, fields[1])
	if err != nil {
		return sow.AuditEntry{}, fmt.Errorf("read time of entry: %w", err)
	}
	return sow.AuditEntry{At: at, Actor: fields[2], Action: fields[3], Subject: fields[4], Body: fields[5]}, nil
}

// AuditError is the first entry of the chain that does not hold.
type AuditError struct {
	ID  int64  `json:"id"`
	Why string `json:"why"`
}

// Error names the entry and what is wrong with it.
func (f *AuditError) Error() string { return fmt.Sprintf("audit entry %d: %s", f.ID, f.Why) }

// VerifyAudit reads the whole chain and checks every link, the columns beside
// the hashed bytes, and the end. Known heads, copied to a second place
// earlier, must lie on the chain: they show what somebody with all rights in
// the database could hide. A broken chain gives an [*AuditError] with the
// first bad id.
func VerifyAudit(ctx context.Context, db DB, known ...sow.AuditHead) (sow.AuditHead, error) {
	expected := make(map[int64]string, len(known))
	for _, h := range known {
		expected[h.ID] = h.Hash
	}
	head := sow.AuditHead{Hash: zeroHash}
	rows, err := db.Query(ctx, "SELECT id, at, actor, action, subject, entry, prev_hash, hash FROM audit ORDER BY id")
	if err != nil {
		return head, fmt.Errorf("read audit chain: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var row auditRow
		if err := rows.Scan(&row.id, &row.at, &row.actor, &row.action, &row.subject, &row.entry, &row.prev, &row.hash); err != nil {
			return head, fmt.Errorf("read audit entry after %d: %w", head.ID, err)
		}
		if fault := row.check(head, expected); fault != nil {
			return head, fault
		}
		head = sow.AuditHead{ID: row.id, Hash: row.hash}
	}
	if err := rows.Err(); err != nil {
		return head, fmt.Errorf("read audit chain: %w", err)
	}
	return head, checkHead(ctx, db, head, expected)
}

type auditRow struct {
	id                                        int64
	at                                        time.Time
	actor, action, subject, entry, prev, hash string
}

func (r auditRow) check(before sow.AuditHead, expected map[int64]string) error {
	fault := func(why string) error { return &AuditError{ID: r.id, Why: why} }
	if r.id != before.ID+1 {
		return &AuditError{ID: before.ID + 1, Why: "the entry is missing"}
	}
	if r.prev != before.Hash {
		return fault("it does not follow the entry before it")
	}
	if sum := sha256.Sum256([]byte(r.prev + "\n" + r.entry)); hex.EncodeToString(sum[:]) != r.hash {
		return fault("its content was changed")
	}
	e, err := parseAudit(r.entry)
	if err != nil {
		return fault("its content cannot be read")
	}
	if !e.At.Equal(r.at) || e.Actor != r.actor || e.Action != r.action || e.Subject != r.subject {
		return fault("its columns differ from its content")
	}
	if want, ok := expected[r.id]; ok && want != r.hash {
		return fault("it differs from the copy of the head that was kept elsewhere")
	}
	return nil
}

func checkHead(ctx context.Context, db DB, last sow.AuditHead, expected map[int64]string) error {
	head, err := AuditHead(ctx, db)
	if err != nil {
		return err
	}
	end := head.ID
	for id := range expected {
		end = max(end, id)
	}
	if end > last.ID {
		return &AuditError{ID: last.ID + 1, Why: "the newest entries were cut off"}
	}
	if head.ID != last.ID || head.Hash != last.Hash {
		return &AuditError{ID: last.ID, Why: "the recorded end of the chain is another one"}
	}
	return nil
}

// AuditHead gives the end of the chain, to be copied to a second place every
// day. An empty chain has ID 0.
func AuditHead(ctx context.Context, db DB) (sow.AuditHead, error) {
	var h sow.AuditHead
	if err := db.QueryRow(ctx, "SELECT id, hash FROM audit_head").Scan(&h.ID, &h.Hash); err != nil {
		return h, fmt.Errorf("read end of audit chain: %w", err)
	}
	return h, nil
}

// AuditLog lists entries about a subject ("claim:7"), or all for "", newest
// first, from before the entry with id before (0 for the newest).
func AuditLog(ctx context.Context, db DB, subject string, before int64, limit int) ([]sow.AuditEntry, error) {
	rows, err := db.Query(ctx, `SELECT id, entry, hash FROM audit
		WHERE ($1 = '' OR subject = $1) AND ($2 = 0 OR id < $2) ORDER BY id DESC LIMIT $3`, subject, before, limited(limit))
	if err != nil {
		return nil, fmt.Errorf("read audit log of %q: %w", subject, err)
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (sow.AuditEntry, error) {
		var id int64
		var entry, hash string
		if err := row.Scan(&id, &entry, &hash); err != nil {
			return sow.AuditEntry{}, err
		}
		e, err := parseAudit(entry)
		if err != nil {
			return sow.AuditEntry{}, fmt.Errorf("read audit entry %d: %w", id, err)
		}
		e.ID, e.Hash = id, hash
		return e, nil
	})
}
