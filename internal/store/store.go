// Package store keeps documents, analyses, claims and the audit chain in
// PostgreSQL: hand-written SQL, one file per aggregate. It gives sow types and
// never rows, knows nothing of queues, and takes the time as an argument. What
// must hold whatever program writes stands as constraints in migrations.
package store

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"claimline/internal/sow"
)

// DB runs statements: a pool, a connection or a transaction.
type DB interface {
	Exec(ctx context.Context, sql string, args ...any) (pgconn.CommandTag, error)
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
	QueryRow(ctx context.Context, sql string, args ...any) pgx.Row
	SendBatch(ctx context.Context, b *pgx.Batch) pgx.BatchResults
}

// DefaultLimit and MaxLimit bound the rows of a list.
const (
	DefaultLimit = 50
	MaxLimit     = 500
)

func limited(n int) int {
	if n <= 0 {
		return DefaultLimit
	}
	return min(n, MaxLimit)
}

// stamp is a time as the database keeps it: UTC, whole microseconds. Without
// it a value read back would differ from the one that was hashed.
func stamp(t time.Time) time.Time { return t.UTC().Truncate(time.Microsecond) }

// day gives nil for an unknown day.
func day(d string) *string {
	if d == "" {
		return nil
	}
	return &d
}

// clean makes text that PostgreSQL takes: valid UTF-8 without NUL.
func clean(s string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\x00", "\uFFFD")
}

// column gives one value of each row: statements take the rows of a group as
// arrays, because most of the time of a small statement is that of starting it.
func column[T, V any](rows []T, value func(T) V) []V {
	values := make([]V, len(rows))
	for i, row := range rows {
		values[i] = value(row)
	}
	return values
}

// queuePlanning keeps the server, until the transaction ends, from planning
// joins with arrays anew each time, for their number of rows, which takes longer
// than to run them; and from reading whole tables, which is the better plan only
// while they are small, when it makes the plan that it keeps. A join with an
// array names the array's keys once more, for the index. Where no index
// helps such a plan looks so dear that the server would compile it.
func queuePlanning(b *pgx.Batch) {
	b.Queue("SELECT set_config('plan_cache_mode', 'force_generic_plan', true), set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true)")
}

// translate turns the database's refusals into the errors that callers tell
// apart: a broken guard is ErrTransition, a taken key ErrConflict.
func translate(err error) error {
	if errors.Is(err, pgx.ErrNoRows) {
		return sow.ErrNotFound
	}
	pg, ok := errors.AsType[*pgconn.PgError](err)
	if !ok {
		return err
	}
	switch pg.Code {
	case "23514", "23000": // check_violation, integrity_constraint_violation
		return fmt.Errorf("%w: %s", sow.ErrTransition, pg.Message)
	case "23505": // unique_violation
		return fmt.Errorf("%w: %s", sow.ErrConflict, pg.Message)
	}
	return err
}
