// Package pglocal runs a private PostgreSQL cluster. It does so on Unix
// systems; on Windows the database comes from DATABASE_URL.
package pglocal

import (
	"context"
	"errors"
	"log/slog"
	"time"
)

// Options are the settings of a private cluster. They have no effect here.
type Options struct {
	Database, BinDir  string
	Unsafe, Exclusive bool
	Settings          []string
	Logger            *slog.Logger
}

// ErrBusy says that another process runs the cluster of this folder.
var ErrBusy = errors.New("another process runs this cluster")

// ErrNoBinaries says that there is no private cluster on this system.
var ErrNoBinaries = errors.New("a private database does not work on Windows: set DATABASE_URL to a PostgreSQL database")

// Server is a running cluster; there is none here.
type Server struct {
	DSN   string
	Owned bool
}

// Start gives ErrNoBinaries.
func Start(context.Context, string, Options) (*Server, error) { return nil, ErrNoBinaries }

// Stop does nothing.
func (*Server) Stop() error { return nil }

// PID gives 0.
func (*Server) PID() int { return 0 }

// Upgraded tells what an upgrade has done.
type Upgraded struct{ From, To, Kept, Dump string }

// UpgradeOptions are the settings of an upgrade. They have no effect here.
type UpgradeOptions struct {
	Options
	To    string
	Check func(ctx context.Context, oldDSN, newDSN string) error
	Now   time.Time
}

// ErrNewest says that there is nothing to upgrade.
var ErrNewest = errors.New("there is nothing to upgrade")

// Upgrade gives ErrNoBinaries.
func Upgrade(context.Context, string, UpgradeOptions) (Upgraded, error) {
	return Upgraded{}, ErrNoBinaries
}
