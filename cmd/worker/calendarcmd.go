package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"claimline/internal/sow"
	"claimline/internal/store"
	"claimline/internal/web"
)

func calendarCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "calendar", Short: "Show, renew or revoke the calendar addresses of people",
		Long: `Show, renew or revoke the calendar addresses of people. Whoever has an address can read
that person's deadlines. After a renewal the addresses before it answer 410 with a
sentence; after revoke every address does, until the next renewal.`,
		Example: "  worker calendar show Anna\n  worker calendar renew Anna --as Ben\n  worker calendar revoke Anna --as Ben",
	}
	cmd.AddCommand(calendarListCommand(), calendarShowCommand(),
		calendarChangeCommand("renew", "Give a person a new address; the one until now ends", false),
		calendarChangeCommand("revoke", "End a person's address without a new one", true))
	return cmd
}

func calendarListCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use: "list", Short: "List whose address was renewed or revoked, when and by whom", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return withRecords(cmd, func(ctx context.Context, db *database) error {
				feeds, err := store.Feeds(ctx, db.pool)
				if err != nil {
					return err
				}
				if asJSON {
					return writeJSON(cmd.OutOrStdout(), feeds)
				}
				return listFeeds(cmd.OutOrStdout(), feeds)
			})
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "write JSON")
	return cmd
}

func listFeeds(w io.Writer, feeds []store.CalendarFeed) error {
	if len(feeds) == 0 {
		fmt.Fprintln(w, "everybody has the first address")
		return nil
	}
	t := tabwriter.NewWriter(w, 0, 4, 2, ' ', 0)
	fmt.Fprintln(t, "PERSON\tADDRESS\tSINCE\tBY")
	for _, f := range feeds {
		state := fmt.Sprintf("renewed %d times", f.Revision)
		switch {
		case f.Revoked:
			state = "revoked"
		case f.Revision == 1:
			state = "renewed once"
		}
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\n", f.Name, state, f.ChangedAt.UTC().Format("2006-01-02 15:04 UTC"), f.ChangedBy)
	}
	return t.Flush()
}

func calendarShowCommand() *cobra.Command {
	return &cobra.Command{
		Use: "show PERSON", Short: "Print the address of a person's calendar", Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return withServices(cmd, func(ctx context.Context, s *services) error {
				f, err := store.FeedOf(ctx, s.db.pool, args[0])
				if err != nil {
					return err
				}
				return s.printFeed(cmd.OutOrStdout(), f)
			})
		},
	}
}

func calendarChangeCommand(use, short string, revoke bool) *cobra.Command {
	var as string
	cmd := &cobra.Command{
		Use: use + " PERSON", Short: short, Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := needsPerson(as); err != nil {
				return err
			}
			return withServices(cmd, func(ctx context.Context, s *services) error {
				f, err := s.pipeline.RenewFeed(ctx, args[0], revoke, as)
				if err != nil {
					return err
				}
				return s.printFeed(cmd.OutOrStdout(), f)
			})
		},
	}
	cmd.Flags().StringVar(&as, "as", "", "name of the person who does it (needed)")
	return cmd
}

// printFeed prints the address that holds, with the site's key of the data folder.
func (s *services) printFeed(w io.Writer, f store.CalendarFeed) error {
	if f.Revoked {
		_, err := fmt.Fprintf(w, "the calendar address of %s is revoked; \"worker calendar renew\" gives a new one\n", f.Name)
		return err
	}
	key, err := sessionKey(filepath.Join(s.config.Data, "session.key"))
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(w, strings.TrimRight(s.config.BaseURL, "/")+web.FeedPath(key, f.Name, f.Revision))
	return err
}

var errNoPerson = errors.New("--as: a change needs the name of the person who makes it")

// needsPerson refuses a change without the name of who makes it.
func needsPerson(name string) error {
	if strings.TrimSpace(name) == "" {
		return errNoPerson
	}
	if why := sow.BadName(name); why != "" {
		return fmt.Errorf("--as: %s", why)
	}
	return nil
}

// writeJSON writes a value as indented JSON.
func writeJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return fmt.Errorf("write JSON: %w", err)
	}
	return nil
}
