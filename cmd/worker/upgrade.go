package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/spf13/cobra"

	"claimline/internal/pglocal"
	"claimline/internal/store"
)

func upgradeCommand() *cobra.Command {
	var to string
	cmd := &cobra.Command{
		Use: "upgrade", Short: "Move the private database to the newest PostgreSQL that is installed", Args: cobra.NoArgs,
		Long: `Move the private database to the newest PostgreSQL that is installed, by dump and restore. Stop the
worker first. The programs of both versions must be there (on Debian: apt install postgresql-NN
beside the one you have). The rows of every table and the end of the audit chain are compared
before the new database takes the place of the old one; the old one and the dump are kept.`,
		RunE: func(cmd *cobra.Command, _ []string) error {
			c, err := loadConfig(cmd.Flags(), environment)
			if err != nil {
				return err
			}
			if c.Database != "" {
				return errors.New("DATABASE_URL names a database of your own; upgrade it with the tools of its server")
			}
			return upgradeDatabase(cmd, c, to)
		},
	}
	cmd.Flags().StringVar(&to, "to", "", "folder of the newer programs (default: the newest that are found)")
	return cmd
}

func upgradeDatabase(cmd *cobra.Command, c config, to string) error {
	u, err := pglocal.Upgrade(cmd.Context(), filepath.Join(c.Data, "postgres"), pglocal.UpgradeOptions{
		Options: pglocal.Options{Logger: logger(cmd.ErrOrStderr())}, To: to, Check: sameContent, Now: time.Now(),
	})
	switch {
	case errors.Is(err, pglocal.ErrBusy):
		return fmt.Errorf("a worker uses %s; stop it, then upgrade", c.Data)
	case errors.Is(err, pglocal.ErrNewest):
		fmt.Fprintln(cmd.OutOrStdout(), err)
		return nil
	case err != nil:
		return err
	}
	fmt.Fprintf(cmd.OutOrStdout(), "the database is one of PostgreSQL %s now (it was %s)\nkept: the old one in %s\nkept: everything as SQL in %s\nboth can be removed when the worker runs well\n", u.To, u.From, u.Kept, u.Dump)
	return nil
}

// sameContent compares every table and the audit chain of two databases.
func sameContent(ctx context.Context, oldDSN, newDSN string) error {
	before, err := pgxpool.New(ctx, oldDSN)
	if err != nil {
		return fmt.Errorf("connect to the old database: %w", err)
	}
	defer before.Close()
	after, err := pgxpool.New(ctx, newDSN)
	if err != nil {
		return fmt.Errorf("connect to the new database: %w", err)
	}
	defer after.Close()
	return store.SameContent(ctx, before, after)
}
