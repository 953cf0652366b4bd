package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"claimline/internal/pglocal"
	"claimline/internal/pipeline"
	"claimline/internal/store"
)

// database is a connection to the database and, without DATABASE_URL, the
// private server behind it.
type database struct {
	pool   *pgxpool.Pool
	server *pglocal.Server // nil with DATABASE_URL
	dsn    string
}

// openDatabase connects to the database of the settings. Exclusive refuses to
// share a private cluster with another running worker.
func openDatabase(ctx context.Context, c config, exclusive bool, log *slog.Logger) (*database, error) {
	db := &database{dsn: c.Database}
	if db.dsn == "" {
		if err := os.MkdirAll(c.Data, 0o755); err != nil { //nolint:gosec // the database's own user must pass through
			return nil, fmt.Errorf("make the data folder: %w", err)
		}
		server, err := pglocal.Start(ctx, filepath.Join(c.Data, "postgres"), pglocal.Options{Exclusive: exclusive, Logger: log})
		if errors.Is(err, pglocal.ErrBusy) {
			return nil, fmt.Errorf("another worker uses %s; stop it, or give this one a data folder of its own", c.Data)
		}
		if err != nil {
			return nil, err
		}
		db.server, db.dsn = server, server.DSN
	}
	pool, err := connect(ctx, db.dsn)
	if err != nil {
		db.close()
		return nil, err
	}
	db.pool = pool
	return db, nil
}

// begun tells a data folder that a worker has used from a slip of the keyboard:
// who only looks at what is there makes no database of its own.
func (c *config) begun() error {
	if c.Database != "" {
		return nil
	}
	if _, err := os.Stat(filepath.Join(c.Data, "postgres", "cluster")); errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("no worker has used the data folder %s yet; start \"worker run\", or name its folder with --data", c.Data)
	}
	return nil
}

// current refuses a database that this program does not fit.
func (db *database) current(ctx context.Context) error {
	all, err := store.Migrations(ctx, db.pool)
	if err != nil {
		return err
	}
	for _, m := range all {
		if !m.Applied {
			return fmt.Errorf("the database has not reached version %d of this program; start \"worker run\" or \"worker migrate up\" to bring it there", all[len(all)-1].Version)
		}
	}
	return nil
}

// maxConnections bounds the pool: the jobs, the page and the inbox share it.
const maxConnections = 20

func connect(ctx context.Context, dsn string) (*pgxpool.Pool, error) {
	cfg, err := pgxpool.ParseConfig(dsn)
	if err != nil {
		return nil, errors.New("DATABASE_URL cannot be read; write postgres://user:password@host/database")
	}
	cfg.MaxConns = maxConnections
	cfg.ConnConfig.ConnectTimeout = 10 * time.Second
	pool, err := pgxpool.NewWithConfig(ctx, cfg)
	if err != nil {
		return nil, fmt.Errorf("connect to the database: %w", err)
	}
	if err := pool.Ping(ctx); err != nil {
		pool.Close()
		return nil, fmt.Errorf("the database does not answer: %w", err)
	}
	return pool, nil
}

// words says where the database is, without the password of its address.
func (db *database) words(data string) string {
	if db.server != nil {
		return "the private one in " + data
	}
	c := db.pool.Config().ConnConfig
	return fmt.Sprintf("%s on %s:%d", c.Database, c.Host, c.Port)
}

// migrated brings the database to the newest version.
func (db *database) migrated(ctx context.Context) error {
	if err := pipeline.MigrateUp(ctx, db.pool); err != nil {
		return fmt.Errorf("bring the database up to date: %w", err)
	}
	return nil
}

func (db *database) close() {
	if db.pool != nil {
		db.pool.Close()
	}
	if db.server != nil {
		_ = db.server.Stop()
	}
}

// endCluster takes over the private cluster in dir and stops it.
func endCluster(ctx context.Context, dir string) error {
	server, err := pglocal.Start(ctx, dir, pglocal.Options{Exclusive: true})
	if errors.Is(err, pglocal.ErrBusy) {
		return errors.New("the last demo is still running; stop it first")
	}
	if err != nil {
		return fmt.Errorf("stop the database of the last demo: %w", err)
	}
	return server.Stop()
}
