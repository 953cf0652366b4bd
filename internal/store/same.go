package store

import (
	"context"
	"errors"
	"fmt"
	"maps"

	"github.com/jackc/pgx/v5"

	"claimline/internal/sow"
)

// SameContent compares a database with its copy: the rows of every table and,
// when there is one, the whole audit chain. The error names the first
// difference.
func SameContent(ctx context.Context, original, copied DB) error {
	was, err := tableRows(ctx, original)
	if err != nil {
		return err
	}
	is, err := tableRows(ctx, copied)
	if err != nil {
		return err
	}
	if len(was) != len(is) {
		return fmt.Errorf("the copy has %d tables, the original %d", len(is), len(was))
	}
	for table, n := range maps.All(was) {
		if is[table] != n {
			return fmt.Errorf("table %s has %d rows in the copy and %d in the original", table, is[table], n)
		}
	}
	if _, ok := was["public.audit"]; !ok {
		return nil
	}
	head, err := AuditHead(ctx, original)
	if err != nil {
		return err
	}
	got, err := VerifyAudit(ctx, copied)
	if _, broken := errors.AsType[*AuditError](err); broken {
		return fmt.Errorf("the audit chain of the copy: %w", err)
	}
	if err != nil {
		return err
	}
	if got != head {
		return fmt.Errorf("the audit chain of the copy ends at entry %d, that of the original at %d: %w", got.ID, head.ID, sow.ErrConflict)
	}
	return nil
}

func tableRows(ctx context.Context, db DB) (map[string]int64, error) {
	rows, err := db.Query(ctx, `SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
		WHERE c.relkind IN ('r', 'p') AND c.relpersistence <> 't' AND n.nspname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1, 2`)
	if err != nil {
		return nil, fmt.Errorf("list tables: %w", err)
	}
	type table struct{ Schema, Name string }
	tables, err := pgx.CollectRows(rows, pgx.RowToStructByPos[table])
	if err != nil {
		return nil, fmt.Errorf("list tables: %w", err)
	}
	counts := map[string]int64{}
	for _, t := range tables {
		var n int64
		if err := db.QueryRow(ctx, "SELECT count(*) FROM "+pgx.Identifier{t.Schema, t.Name}.Sanitize()).Scan(&n); err != nil {
			return nil, fmt.Errorf("count rows of %s: %w", t.Name, err)
		}
		counts[t.Schema+"."+t.Name] = n
	}
	return counts, nil
}
