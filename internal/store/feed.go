package store

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"claimline/internal/sow"
)

// CalendarFeed says which address of a person's calendar holds. The zero
// revision is the first address of somebody who never renewed it.
type CalendarFeed struct {
	Name      string    `json:"name"`
	Revision  int       `json:"revision"`
	Revoked   bool      `json:"revoked"` // no address holds until it is renewed
	ChangedBy string    `json:"changed_by"`
	ChangedAt time.Time `json:"changed_at"`
}

// FeedOf gives the calendar address of a person.
func FeedOf(ctx context.Context, db DB, name string) (CalendarFeed, error) {
	f := CalendarFeed{Name: name}
	err := db.QueryRow(ctx, "SELECT revision, revoked, changed_by, changed_at FROM calendar_feed WHERE name = $1", name).Scan(&f.Revision, &f.Revoked, &f.ChangedBy, &f.ChangedAt)
	if err = translate(err); err != nil && !errors.Is(err, sow.ErrNotFound) {
		return f, fmt.Errorf("read the calendar address of %s: %w", name, err)
	}
	return f, nil
}

// Feeds lists the people whose calendar address was renewed or revoked, by name.
func Feeds(ctx context.Context, db DB) ([]CalendarFeed, error) {
	rows, err := db.Query(ctx, "SELECT name, revision, revoked, changed_by, changed_at FROM calendar_feed ORDER BY name")
	if err != nil {
		return nil, fmt.Errorf("list calendar addresses: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[CalendarFeed])
}

// RenewFeed gives a person another calendar address: those before it end. With
// revoke there is none until the next renewal.
func RenewFeed(ctx context.Context, tx pgx.Tx, name string, revoke bool, by string, at time.Time) (CalendarFeed, error) {
	f := CalendarFeed{Name: clean(name), Revoked: revoke, ChangedBy: clean(by), ChangedAt: stamp(at)}
	if strings.TrimSpace(f.Name) == "" || strings.TrimSpace(f.ChangedBy) == "" {
		return f, fmt.Errorf("change a calendar address without names: %w", sow.ErrTransition)
	}
	err := tx.QueryRow(ctx, `INSERT INTO calendar_feed (name, revision, revoked, changed_by, changed_at) VALUES ($1, 1, $2, $3, $4)
		ON CONFLICT (name) DO UPDATE SET revision = calendar_feed.revision + 1, revoked = excluded.revoked, changed_by = excluded.changed_by, changed_at = excluded.changed_at
		RETURNING revision`, f.Name, f.Revoked, f.ChangedBy, f.ChangedAt).Scan(&f.Revision)
	if err != nil {
		return f, fmt.Errorf("change the calendar address of %s: %w", name, translate(err))
	}
	action := "calendar.renewed"
	if revoke {
		action = "calendar.revoked"
	}
	entry, err := auditEntry(f.ChangedAt, f.ChangedBy, action, "person:"+f.Name, f)
	if err != nil {
		return f, err
	}
	return f, AppendAudit(ctx, tx, entry)
}
