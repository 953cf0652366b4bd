//go:build unix

// Package pglocal runs a private PostgreSQL cluster in a folder, for people who
// have the PostgreSQL programs but no database: no TCP, one unix socket in a
// folder that only its owner enters, never as root, gone with its owner even
// after kill -9. It does not know what the database holds.
package pglocal

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"
)

const (
	superuser = "claimline"
	port      = "5432" // only part of the socket's name; nothing listens on TCP
	// startLimit covers crash recovery and the shutdown of a killed owner's server.
	startLimit = 60 * time.Second
	pollEvery  = 10 * time.Millisecond
)

// Options are the settings of a private cluster. The zero value is the
// production setting.
type Options struct {
	// Database is created with the cluster; "" means "claimline".
	Database string
	// BinDir holds initdb and postgres; "" looks in PATH and the usual places.
	BinDir string
	// Unsafe gives up safety from power cuts for speed; a killed process still
	// loses nothing. For tests only.
	Unsafe bool
	// Exclusive refuses to attach to another process' server: Start gives ErrBusy.
	Exclusive bool
	// Settings are further "name=value" settings of the server.
	Settings []string
	// Logger hears of restarts; nil is silent.
	Logger *slog.Logger
}

// ErrBusy says that another process runs the cluster of this folder.
var ErrBusy = errors.New("another process runs this cluster")

// ErrNoBinaries says that PostgreSQL is not installed.
var ErrNoBinaries = errors.New("PostgreSQL server programs not found: run `apt install postgresql`, or set DATABASE_URL to a database you have")

// Server is a running cluster that this process started or found running.
type Server struct {
	// DSN connects to the database as its owner.
	DSN string
	// Owned tells whether this process runs the server; one that only attached
	// does not stop it.
	Owned bool

	cluster *cluster
	run     *supervisor
}

// Start gives the running cluster of folder dir, which is made when it does
// not exist. When another process owns the cluster, Start waits until that
// server answers and attaches to it. The caller calls Stop.
func Start(ctx context.Context, dir string, opts Options) (*Server, error) {
	c, err := newCluster(dir, opts)
	if err != nil {
		return nil, err
	}
	lock, err := tryLock(filepath.Join(c.dir, "lock"))
	if err != nil {
		return nil, fmt.Errorf("lock folder %s: %w", c.dir, err)
	}
	ctx, cancel := context.WithTimeout(ctx, startLimit)
	defer cancel()
	if lock == nil {
		return attach(ctx, c)
	}
	c.lock = lock
	run, err := own(ctx, c)
	if err != nil {
		return nil, errors.Join(err, lock.Close())
	}
	return &Server{DSN: c.dsn(), Owned: true, cluster: c, run: run}, nil
}

func attach(ctx context.Context, c *cluster) (*Server, error) {
	if c.opts.Exclusive {
		return nil, ErrBusy
	}
	for !c.ready() {
		if err := pause(ctx); err != nil {
			return nil, fmt.Errorf("attach to the server that another process runs in %s: %w", c.dir, err)
		}
	}
	c.ownSocket()
	return &Server{DSN: c.dsn(), cluster: c}, nil
}

func own(ctx context.Context, c *cluster) (*supervisor, error) {
	if err := c.finishSwap(); err != nil {
		return nil, err
	}
	if err := c.find(ctx); err != nil {
		return nil, err
	}
	if err := c.clearOrphan(ctx); err != nil {
		return nil, err
	}
	if err := c.init(ctx); err != nil {
		return nil, err
	}
	if err := c.makeSocketDir(); err != nil {
		return nil, err
	}
	run := newSupervisor(c) //nolint:contextcheck // the server outlives the context of Start
	if err := run.waitReady(ctx); err != nil {
		run.stop()
		return nil, errors.Join(fmt.Errorf("start PostgreSQL in %s: %w%s", c.dir, err, c.logTail()), os.RemoveAll(c.socketDir))
	}
	return run, nil
}

// Stop ends the server when this process owns it and frees the folder. It may
// be called once.
func (s *Server) Stop() error {
	if !s.Owned {
		return nil
	}
	s.run.stop()
	return errors.Join(os.RemoveAll(s.cluster.socketDir), s.cluster.lock.Close())
}

// PID gives the process number of the server this process runs, or 0.
func (s *Server) PID() int {
	if s.run == nil {
		return 0
	}
	return int(s.run.pid.Load())
}

// dsn is in keyword form, because a socket folder in a URL needs escaping.
func (c *cluster) dsn() string {
	return fmt.Sprintf("host=%s port=%s user=%s dbname=%s sslmode=disable", quoteDSN(c.socketDir), port, superuser, c.opts.Database)
}

func quoteDSN(v string) string {
	return "'" + strings.NewReplacer(`\`, `\\`, `'`, `\'`).Replace(v) + "'"
}

func pause(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return context.Cause(ctx)
	case <-time.After(pollEvery):
		return nil
	}
}
