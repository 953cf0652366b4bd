package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"claimline/internal/pipeline"
	"claimline/internal/store"
)

// withDatabase runs f with the database of the settings. A private cluster
// that a running worker owns is shared.
func withDatabase(cmd *cobra.Command, f func(ctx context.Context, db *database) error) error {
	c, err := loadConfig(cmd.Flags(), environment)
	if err != nil {
		return err
	}
	db, err := openDatabase(cmd.Context(), c, false, logger(cmd.ErrOrStderr()))
	if err != nil {
		return err
	}
	defer db.close()
	return f(cmd.Context(), db)
}

// withRecords runs f with a database that holds what a worker has recorded.
func withRecords(cmd *cobra.Command, f func(ctx context.Context, db *database) error) error {
	c, err := loadConfig(cmd.Flags(), environment)
	if err == nil {
		err = c.begun()
	}
	if err != nil {
		return err
	}
	return withDatabase(cmd, func(ctx context.Context, db *database) error {
		if err := db.current(ctx); err != nil {
			return err
		}
		return f(ctx, db)
	})
}

func migrateCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "migrate", Short: "Show or change the version of the database"}
	cmd.AddCommand(
		&cobra.Command{
			Use: "status", Short: "Print the version of the database and of the program", Args: cobra.NoArgs,
			RunE: func(cmd *cobra.Command, _ []string) error {
				return withDatabase(cmd, func(ctx context.Context, db *database) error {
					all, err := store.Migrations(ctx, db.pool)
					if err != nil {
						return err
					}
					for _, m := range all {
						state := "not applied"
						if m.Applied {
							state = "applied"
						}
						fmt.Fprintf(cmd.OutOrStdout(), "%05d %-24s %s\n", m.Version, m.Name, state)
					}
					return nil
				})
			},
		},
		&cobra.Command{
			Use: "up", Short: "Bring the database to the newest version", Args: cobra.NoArgs,
			RunE: func(cmd *cobra.Command, _ []string) error {
				return withDatabase(cmd, func(ctx context.Context, db *database) error {
					return errors.Join(db.migrated(ctx), sayVersion(ctx, cmd, db))
				})
			},
		},
		downCommand(),
	)
	return cmd
}

// sayVersion tells where a migration has led.
func sayVersion(ctx context.Context, cmd *cobra.Command, db *database) error {
	all, err := store.Migrations(ctx, db.pool)
	if err != nil {
		return err
	}
	var version int64
	for _, m := range all {
		if m.Applied {
			version = m.Version
		}
	}
	fmt.Fprintf(cmd.OutOrStdout(), "the database is at version %d of %d\n", version, all[len(all)-1].Version)
	return nil
}

func downCommand() *cobra.Command {
	var to int64
	var sure bool
	cmd := &cobra.Command{
		Use: "down", Short: "Undo migrations; tables and what is in them are dropped", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if !sure {
				return fmt.Errorf("this drops tables with what is in them; make a backup, then add --yes")
			}
			if to < 0 {
				return fmt.Errorf("--to %d is no version; \"worker migrate status\" lists them, 0 empties the database", to)
			}
			return withDatabase(cmd, func(ctx context.Context, db *database) error {
				return errors.Join(pipeline.MigrateDown(ctx, db.pool, to), sayVersion(ctx, cmd, db))
			})
		},
	}
	cmd.Flags().Int64Var(&to, "to", 0, "version to go back to; 0 empties the database")
	cmd.Flags().BoolVar(&sure, "yes", false, "really drop the tables")
	return cmd
}

func dbCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "db", Short: "Look after the private database"}
	cmd.AddCommand(upgradeCommand())
	cmd.AddCommand(&cobra.Command{
		Use: "run", Short: "Run only the private database, print its address, until stopped", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return withDatabase(cmd, func(ctx context.Context, db *database) error {
				if err := db.migrated(ctx); err != nil {
					return err
				}
				fmt.Fprintln(cmd.OutOrStdout(), db.dsn)
				<-ctx.Done()
				return nil
			})
		},
	})
	return cmd
}
