package pipeline

import (
	"context"
	"fmt"
	"log/slog"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivermigrate"

	"claimline/internal/store"
)

// MigrateUp brings the database to the newest version: the project's own
// tables, then those of the job queue in the version of go.mod.
func MigrateUp(ctx context.Context, pool *pgxpool.Pool) error {
	if err := store.MigrateUp(ctx, pool); err != nil {
		return err
	}
	migrator, err := queueMigrator(pool)
	if err != nil {
		return err
	}
	if _, err := migrator.Migrate(ctx, rivermigrate.DirectionUp, nil); err != nil {
		return fmt.Errorf("migrate the job queue: %w", err)
	}
	return nil
}

// MigrateDown removes the job queue's tables and undoes the project's
// migrations down to version to; 0 empties the database.
func MigrateDown(ctx context.Context, pool *pgxpool.Pool, to int64) error {
	migrator, err := queueMigrator(pool)
	if err != nil {
		return err
	}
	if _, err := migrator.Migrate(ctx, rivermigrate.DirectionDown, &rivermigrate.MigrateOpts{TargetVersion: -1}); err != nil {
		return fmt.Errorf("undo migrations of the job queue: %w", err)
	}
	return store.MigrateDown(ctx, pool, to)
}

func queueMigrator(pool *pgxpool.Pool) (*rivermigrate.Migrator[pgx.Tx], error) {
	m, err := rivermigrate.New(riverpgxv5.New(pool), &rivermigrate.Config{Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		return nil, fmt.Errorf("prepare migrations of the job queue: %w", err)
	}
	return m, nil
}
