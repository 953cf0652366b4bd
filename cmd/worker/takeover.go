package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"

	"github.com/spf13/cobra"

	"claimline/internal/inbox"
)

func takeOverCommand() *cobra.Command {
	return &cobra.Command{
		Use: "take-over", Short: "Hand the folder over to the database that this is started with", Args: cobra.NoArgs,
		Long: `Hand the folder over to the database that this is started with. A folder remembers the database that its
files go to, and a worker with another one does not start: each would take some of the files. Stop
the workers of the folder first. What is finished stays where it lies, and so do the documents and
claims in the other database; files that were in work are read again, into this one.`,
		RunE: func(cmd *cobra.Command, _ []string) error {
			c, err := loadConfig(cmd.Flags(), environment)
			if err != nil {
				return err
			}
			s, err := openServices(cmd.Context(), c, false, slog.New(slog.DiscardHandler))
			defer s.close()
			if err != nil {
				return err
			}
			t, err := s.inbox.TakeOver()
			switch {
			case errors.Is(err, inbox.ErrServed):
				return fmt.Errorf("a worker serves %s; stop it, then hand the folder over", c.Inbox)
			case errors.Is(err, fs.ErrNotExist):
				return fmt.Errorf("the inbox folder %s does not exist; make it or name another one with --inbox", c.Inbox)
			case err != nil:
				return err
			}
			sayTakenOver(cmd.OutOrStdout(), c.Inbox, t)
			return nil
		},
	}
}

func sayTakenOver(w io.Writer, dir string, t inbox.TakenOver) {
	if t.Already {
		fmt.Fprintf(w, "%s belongs to this database already\n", dir)
		return
	}
	fmt.Fprintf(w, "%s belongs to this database now", dir)
	if t.Before.Words != "" {
		fmt.Fprintf(w, "; before, it belonged to %s", t.Before.Words)
	}
	fmt.Fprintln(w)
	if t.Again > 0 {
		fmt.Fprintf(w, "files that were in work and are read again by the next worker: %d\n", t.Again)
	}
}
