package main

import (
	"context"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"claimline/internal/pipeline"
	"claimline/internal/store"
)

func deadlinesCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "deadlines", Short: "List the deadlines that belong to the partner, and say that one is done",
		Long: `List the deadlines that belong to the partner and to no claim, such as the review before
the fiscal year, and say that one is done. They come round by the rules; a running worker
reminds the people of the address book whose role they concern.`,
	}
	cmd.AddCommand(deadlinesListCommand(), deadlinesDoneCommand())
	return cmd
}

func deadlinesListCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use: "list", Short: "List them, the next one first", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return withPipeline(cmd, func(ctx context.Context, p *pipeline.Pipeline, db *database) error {
				list, err := store.PartnerDeadlines(ctx, db.pool, time.Now())
				if err != nil {
					return err
				}
				if asJSON {
					return writeJSON(cmd.OutOrStdout(), list)
				}
				return listDeadlines(cmd.OutOrStdout(), list, p.ConcernedBy)
			})
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "write JSON")
	return cmd
}

func listDeadlines(w io.Writer, list []store.PartnerDeadline, who func(string) []string) error {
	if len(list) == 0 {
		fmt.Fprintln(w, "none yet; a running worker fills the list within a minute")
		return nil
	}
	t := tabwriter.NewWriter(w, 0, 4, 2, ' ', 0)
	fmt.Fprintln(t, "CODE\tLAST DAY\tSTATE\tREMINDED\tHOW IT IS COUNTED")
	for _, d := range list {
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\n", d.Code, d.Due, d.State, orNobody(who(d.Code)), d.Rule)
	}
	return t.Flush()
}

func orNobody(names []string) string {
	if len(names) == 0 {
		return "nobody"
	}
	return strings.Join(names, ", ")
}

func deadlinesDoneCommand() *cobra.Command {
	var as string
	cmd := &cobra.Command{
		Use: "done CODE DAY", Short: "Say that a deadline of the partner is done",
		Example: "  worker deadlines done DL-PAL-AUDIT 2027-01-01 --as Anna",
		Args:    cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := needsPerson(as); err != nil {
				return err
			}
			return withPipeline(cmd, func(ctx context.Context, p *pipeline.Pipeline, _ *database) error {
				d, err := p.EndPartnerDeadline(ctx, args[0], args[1], as)
				if err != nil {
					return refusal(err)
				}
				fmt.Fprintf(cmd.OutOrStdout(), "%s of %s is done\n", d.Code, d.Due)
				return nil
			})
		},
	}
	cmd.Flags().StringVar(&as, "as", "", "name of the person who says so (needed)")
	return cmd
}
