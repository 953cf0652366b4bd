package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"claimline/internal/report"
	"claimline/internal/sow"
	"claimline/internal/store"
)

func claimsCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "claims", Short: "List, show, open, move, split and merge claims",
		Long: `List, show, open, move, split and merge claims, with the rules of the page: every change
needs the name of the person who makes it (--as) and is recorded with it.`,
	}
	cmd.AddCommand(claimsListCommand(), claimsShowCommand(), claimsHistoryCommand(), claimsOpenCommand(), claimsMoveCommand(), claimsSplitCommand(), claimsMergeCommand(),
		claimsOwnerCommand(), claimsNoteCommand(), claimsSupersedeCommand())
	return cmd
}

func claimsListCommand() *cobra.Command {
	var f store.ClaimFilter
	var asJSON bool
	cmd := &cobra.Command{
		Use: "list", Short: "List claims, latest change first", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return withRecords(cmd, func(ctx context.Context, db *database) error {
				claims, next, err := store.Claims(ctx, db.pool, f)
				if err != nil {
					return err
				}
				if asJSON {
					return writeJSON(cmd.OutOrStdout(), claimsPage{Claims: slices.Concat([]sow.Claim{}, claims), Next: next})
				}
				return listClaims(cmd.OutOrStdout(), claims, next)
			})
		},
	}
	cmd.Flags().StringVar(&f.Position, "stage", "", "only claims at this stage or outcome, e.g. identified or submitted/under_review")
	cmd.Flags().StringVar(&f.Owner, "owner", "", "only claims of this owner")
	cmd.Flags().StringVar(&f.Workload, "workload", "", "only claims for this workload")
	cmd.Flags().StringVar(&f.Search, "search", "", "part of the customer's name or a Partner Center claim ID")
	cmd.Flags().BoolVar(&f.OpenOnly, "open", false, "only claims that have not ended")
	cmd.Flags().StringVar(&f.After, "after", "", "go on after a page, with the cursor that it printed")
	cmd.Flags().IntVar(&f.Limit, "limit", store.DefaultLimit, "claims on a page")
	cmd.Flags().BoolVar(&asJSON, "json", false, "write JSON")
	return cmd
}

// claimsPage is a page of the list as JSON.
type claimsPage struct {
	Claims []sow.Claim `json:"claims"`
	Next   string      `json:"next,omitempty"` // for --after
}

func listClaims(w io.Writer, claims []sow.Claim, next string) error {
	if len(claims) == 0 {
		fmt.Fprintln(w, "no claims; drop a statement of work into the inbox")
		return nil
	}
	t := tabwriter.NewWriter(w, 0, 4, 2, ' ', 0)
	fmt.Fprintln(t, "ID\tCUSTOMER\tWORKLOAD\tASSOCIATION\tSTAGE\tNEXT DEADLINE\tOWNER")
	for _, c := range claims {
		fmt.Fprintf(t, "%d\t%s\t%s\t%s\t%s\t%s\t%s\n", c.ID, unknown(c.Customer), c.Workload, c.Association, c.Position, due(c), ownerOf(c))
	}
	if next != "" {
		fmt.Fprintf(t, "more with --after %s\n", next)
	}
	return t.Flush()
}

func unknown(s string) string {
	if s == "" {
		return "unknown"
	}
	return s
}

func ownerOf(c sow.Claim) string { return cmp.Or(c.Owner, "nobody") }

func due(c sow.Claim) string {
	if c.DueAt == nil {
		return "none"
	}
	return c.DueAt.Add(-time.Second).Format(time.DateOnly) + " " + c.DueCode
}

func claimID(arg string) (int64, error) {
	id, err := strconv.ParseInt(arg, 10, 64)
	if err != nil {
		return 0, fmt.Errorf("%q is no claim; give the number that \"worker claims list\" shows", arg)
	}
	return id, nil
}

func claimsShowCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use: "show ID", Short: "Show a claim with its checklist, deadlines, next moves and history", Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			id, err := claimID(args[0])
			if err != nil {
				return err
			}
			return withRecords(cmd, func(ctx context.Context, db *database) error {
				claim, err := store.ClaimByID(ctx, db.pool, id)
				if err != nil {
					return refusal(err)
				}
				figures, err := store.Figures(ctx, db.pool, id)
				if err != nil {
					return err
				}
				if asJSON {
					return writeJSON(cmd.OutOrStdout(), struct {
						sow.Claim
						Figures []sow.Figure `json:"figures,omitempty"` // used and earned, by imported reports
					}{claim, figures})
				}
				events, err := store.ClaimEvents(ctx, db.pool, id)
				if err != nil {
					return err
				}
				return showClaim(cmd.OutOrStdout(), claim, figures, events)
			})
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "write the claim with checklist and deadlines as JSON")
	return cmd
}

func expected(v sow.ExpectedValue) string {
	if v.Amount == nil || v.Currency == nil {
		return "unknown"
	}
	return report.Money(sow.Money{Amount: *v.Amount, Currency: *v.Currency})
}

// figure is a row of a report in words.
func figure(f sow.Figure) string {
	if f.Amount != nil {
		return report.Money(sow.Money{Amount: *f.Amount, Currency: f.Currency})
	}
	count := func(n *int) string {
		if n == nil {
			return "unknown"
		}
		return strconv.Itoa(*n)
	}
	return count(f.Active) + " active users of " + count(f.Paid) + " paid units"
}

func claimsHistoryCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use: "history ID", Short: "Show what happened to a claim: when, who, what and why", Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			id, err := claimID(args[0])
			if err != nil {
				return err
			}
			return withRecords(cmd, func(ctx context.Context, db *database) error {
				if _, err := store.ClaimByID(ctx, db.pool, id); err != nil {
					return refusal(err)
				}
				events, err := store.ClaimEvents(ctx, db.pool, id)
				if err != nil {
					return err
				}
				if asJSON {
					return writeJSON(cmd.OutOrStdout(), events)
				}
				return listEvents(cmd.OutOrStdout(), events)
			})
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "write JSON")
	return cmd
}

func listEvents(w io.Writer, events []sow.ClaimEvent) error {
	t := tabwriter.NewWriter(w, 0, 4, 2, ' ', 0)
	fmt.Fprintln(t, "VERSION\tWHEN (UTC)\tWHO\tWHAT\tTO\tABOUT\tWHY")
	for _, e := range events {
		why := strings.TrimSpace(e.ReasonCode + " " + e.Reason)
		fmt.Fprintf(t, "%d\t%s\t%s\t%s\t%s\t%s\t%s\n", e.Step, e.At.UTC().Format(time.DateTime), e.Actor.Name, e.Kind, e.To, e.Subject, strings.Join(strings.Fields(why), " "))
	}
	return t.Flush()
}

func showClaim(w io.Writer, c sow.Claim, figures []sow.Figure, events []sow.ClaimEvent) error {
	fmt.Fprintf(w, "Claim %d: %s, %s for %s (version %d)\n\n", c.ID, c.Workload, c.Association, unknown(c.Customer), c.Version)
	return errors.Join(showState(w, c, figures), showChecklist(w, c.Items), showEvents(w, events))
}

func showState(w io.Writer, c sow.Claim, figures []sow.Figure) error {
	t := tabwriter.NewWriter(w, 0, 4, 2, ' ', 0)
	fmt.Fprintf(t, "Stage\t%s (Partner Center: %s)\n", c.Position, cmp.Or(c.Position.PartnerCenterStatus(), "nothing yet"))
	fmt.Fprintf(t, "Owner\t%s\n", ownerOf(c))
	fmt.Fprintf(t, "Tenant\t%s\n", unknown(c.TenantID))
	for _, m := range sow.NextMoves(c.Position) {
		fmt.Fprintf(t, "Can move to\t%s\n", m.To)
	}
	for _, d := range c.Deadlines {
		day := "no date yet"
		if d.DueAt != nil {
			day = d.DueAt.Add(-time.Second).Format(time.DateOnly)
		}
		fmt.Fprintf(t, "%s\t%s  %s\n", d.Code, day, d.Rule)
	}
	fmt.Fprintf(t, "Expected value\t%s\n", expected(c.ExpectedValue))
	for _, m := range sow.Earned(figures) {
		fmt.Fprintf(t, "Earned\t%s\n", report.Money(m))
	}
	for _, f := range figures {
		fmt.Fprintf(t, "%s of %s\t%s (%s, line %d, loaded by %s)\n", f.Kind, unknown(f.Month), figure(f), f.File, f.Line, f.By)
	}
	return t.Flush()
}

func showChecklist(w io.Writer, items []sow.ClaimItem) error {
	fmt.Fprintln(w, "\nProof of execution")
	t := tabwriter.NewWriter(w, 0, 4, 2, ' ', 0)
	for _, item := range items {
		fmt.Fprintf(t, "  %s\t%s\t%s\t%s\n", item.Need, strings.ReplaceAll(string(item.Status), "_", " "), item.Code, item.Name)
	}
	return t.Flush()
}

func showEvents(w io.Writer, events []sow.ClaimEvent) error {
	fmt.Fprintln(w, "\nHistory (UTC)")
	t := tabwriter.NewWriter(w, 0, 4, 2, ' ', 0)
	for _, e := range events {
		words := strings.Join(strings.Fields(strings.Join([]string{string(e.Kind), e.To, e.Reason}, " ")), " ")
		fmt.Fprintf(t, "  %s\t%s\t%s\n", e.At.UTC().Format(time.DateTime), e.Actor.Name, words)
	}
	return t.Flush()
}
