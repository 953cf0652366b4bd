// Package pglocal runs a private PostgreSQL cluster. It does so on Unix
// systems; on Windows the database comes from DATABASE_URL.
package pglocal

import (
	"context"
	"errors"
	"log/slog"
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
