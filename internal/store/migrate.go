package store

import (
	"context"
	"fmt"
	"log/slog"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"

	"claimline/migrations"
)

// Migration is one migration file and whether it was applied.
type Migration struct {
	Version int64  `json:"version"`
	Name    string `json:"name"`
	Applied bool   `json:"applied"`
}

// MigrateUp brings the database to the newest version. Several processes may
// call it at once: a session lock lets one go first.
func MigrateUp(ctx context.Context, pool *pgxpool.Pool) error {
	return withGoose(pool, func(p *goose.Provider) error {
		if _, err := p.Up(ctx); err != nil {
			return fmt.Errorf("migrate the database: %w", err)
		}
		return nil
	})
}

// MigrateDown undoes all migrations down to version to; 0 empties the database.
func MigrateDown(ctx context.Context, pool *pgxpool.Pool, to int64) error {
	return withGoose(pool, func(p *goose.Provider) error {
		if _, err := p.DownTo(ctx, to); err != nil {
			return fmt.Errorf("undo migrations down to %d: %w", to, err)
		}
		return nil
	})
}

// Migrations lists all migrations in order.
func Migrations(ctx context.Context, pool *pgxpool.Pool) ([]Migration, error) {
	var all []Migration
	err := withGoose(pool, func(p *goose.Provider) error {
		status, err := p.Status(ctx)
		if err != nil {
			return fmt.Errorf("read state of migrations: %w", err)
		}
		for _, s := range status {
			all = append(all, Migration{Version: s.Source.Version, Name: s.Source.Path, Applied: s.State == goose.StateApplied})
		}
		return nil
	})
	return all, err
}

func withGoose(pool *pgxpool.Pool, do func(*goose.Provider) error) (err error) {
	locker, err := lock.NewPostgresSessionLocker(lock.WithLockTimeout(1, 300))
	if err != nil {
		return fmt.Errorf("prepare migration lock: %w", err)
	}
	db := stdlib.OpenDBFromPool(pool)
	defer func() {
		if cerr := db.Close(); err == nil && cerr != nil {
			err = fmt.Errorf("close migration connection: %w", cerr)
		}
	}()
	p, err := goose.NewProvider(goose.DialectPostgres, db, migrations.FS, goose.WithSessionLocker(locker), goose.WithSlog(slog.New(slog.DiscardHandler)))
	if err != nil {
		return fmt.Errorf("read migrations: %w", err)
	}
	return do(p)
}
