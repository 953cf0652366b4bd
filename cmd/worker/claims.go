package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"claimline/internal/pipeline"
	"claimline/internal/sow"
	"claimline/internal/store"
)

func claimsCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "claims", Short: "List, show and move claims"}
	cmd.AddCommand(claimsListCommand(), claimsShowCommand(), claimsMoveCommand())
	return cmd
}

func claimsListCommand() *cobra.Command {
	var f store.ClaimFilter
	cmd := &cobra.Command{
		Use: "list", Short: "List claims, latest change first", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return withDatabase(cmd, func(ctx context.Context, db *database) error {
				claims, next, err := store.Claims(ctx, db.pool, f)
				if err != nil {
					return err
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
	return cmd
}

func listClaims(w io.Writer, claims []sow.Claim, next string) error {
	if len(claims) == 0 {
		fmt.Fprintln(w, "no claims; drop a statement of work into the inbox")
		return nil
	}
	t := tabwriter.NewWriter(w, 0, 4, 2, ' ', 0)
	fmt.Fprintln(t, "ID\tCUSTOMER\tWORKLOAD\tASSOCIATION\tSTAGE\tNEXT DEADLINE\tOWNER")
	for _, c := range claims {
		fmt.Fprintf(t, "%d\t%s\t%s\t%s\t%s\t%s\t%s\n", c.ID, unknown(c.Customer), c.Workload, c.Association, c.Position, due(c), unknown(c.Owner))
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
	return &cobra.Command{
		Use: "show ID", Short: "Show a claim with its checklist, deadlines, next moves and history", Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			id, err := claimID(args[0])
			if err != nil {
				return err
			}
			return withDatabase(cmd, func(ctx context.Context, db *database) error {
				claim, err := store.ClaimByID(ctx, db.pool, id)
				if err != nil {
					return err
				}
				events, err := store.ClaimEvents(ctx, db.pool, id)
				if err != nil {
					return err
				}
				return showClaim(cmd.OutOrStdout(), claim, events)
			})
		},
	}
}

func showClaim(w io.Writer, c sow.Claim, events []sow.ClaimEvent) error {
	t := tabwriter.NewWriter(w, 0, 4, 2, ' ', 0)
	fmt.Fprintf(t, "Claim %d, version %d\t%s, %s for %s\n", c.ID, c.Version, c.Workload, c.Association, unknown(c.Customer))
	fmt.Fprintf(t, "Stage\t%s (Partner Center: %s)\n", c.Position, unknown(c.Position.PartnerCenterStatus()))
	fmt.Fprintf(t, "Owner\t%s\n", unknown(c.Owner))
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
	for _, item := range c.Items {
		fmt.Fprintf(t, "%s\t%s, %s\n", item.Name, item.Need, item.Status)
	}
	for _, e := range events {
		fmt.Fprintf(t, "%s\t%s %s %s %s\n", e.At.Format(time.DateTime), e.Actor.Name, e.Kind, e.To, e.Reason)
	}
	return t.Flush()
}

func claimsMoveCommand() *cobra.Command {
	var m store.MoveRequest
	var by, owner string
	cmd := &cobra.Command{
		Use: "move ID STAGE", Short: "Move a claim to another stage or outcome",
		Long: `Move a claim to another stage or outcome. The move must be one of the allowed ones
("worker claims show ID" lists them) and is recorded with the name given by --by.`,
		Example: "  worker claims move 7 evidence --by anna --owner anna\n  worker claims move 7 not_pursued --by anna --reason \"another partner holds the workload\"",
		Args:    cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			id, err := claimID(args[0])
			if err != nil {
				return err
			}
			if m.To, err = sow.ParsePosition(args[1]); err != nil {
				return err
			}
			if by == "" {
				return errors.New("--by: a move needs the name of the person who makes it")
			}
			m.ClaimID, m.Actor = id, sow.Person(by)
			return moveClaim(cmd, m, owner)
		},
	}
	cmd.Flags().StringVar(&by, "by", "", "name of the person who makes the move (needed)")
	cmd.Flags().StringVar(&owner, "owner", "", "give the claim to this owner first")
	cmd.Flags().StringVar(&m.Reason, "reason", "", "why")
	cmd.Flags().StringVar(&m.ReasonCode, "reason-code", "", "documented reason of a rejection or a request for changes")
	cmd.Flags().StringVar(&m.On, "on", "", "day on which it happened at Microsoft or at the customer, YYYY-MM-DD")
	cmd.Flags().StringVar(&m.PartnerCenter, "partner-center-id", "", "claim ID of Partner Center, when it is filed")
	cmd.Flags().IntVar(&m.Version, "version", 0, "refuse the move when the claim is no longer at this version")
	return cmd
}

func moveClaim(cmd *cobra.Command, m store.MoveRequest, owner string) error {
	return withPipeline(cmd, func(ctx context.Context, p *pipeline.Pipeline, db *database) error {
		claim, err := store.ClaimByID(ctx, db.pool, m.ClaimID)
		if err != nil {
			return err
		}
		if m.Version == 0 {
			m.Version = claim.Version
		}
		if owner != "" {
			change := store.Change{ClaimID: claim.ID, Version: m.Version, Actor: m.Actor, At: time.Now()}
			if claim, err = p.Assign(ctx, change, owner); err != nil {
				return err
			}
			m.Version = claim.Version
		}
		m.At = time.Now()
		claim, err = p.Move(ctx, m)
		if err != nil {
			return err
		}
		fmt.Fprintf(cmd.OutOrStdout(), "claim %d is at %s now, version %d\n", claim.ID, claim.Position, claim.Version)
		return nil
	})
}
