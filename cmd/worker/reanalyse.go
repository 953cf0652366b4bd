package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"claimline/internal/pipeline"
	"claimline/internal/sow"
	"claimline/internal/store"
)

func reanalyseCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "reanalyse", Short: "Decide the whole store anew with the present rules, after a person has seen what would change",
		Long: `Decide the whole store anew with the present rules. "start" lets the running worker analyse every
document in the background and compare the result with what is in effect; "diff" says what would
change; nothing takes effect before somebody says "confirm". The worker must apply the same rules
(--rules) as this command. One run at a time; a killed worker goes on where it was.`,
		Example: "  worker reanalyse start --as anna\n  worker reanalyse status\n  worker reanalyse diff\n  worker reanalyse confirm --as anna",
	}
	cmd.AddCommand(reanalyseStartCommand(), reanalyseStatusCommand(), reanalyseDiffCommand(),
		reanalyseMoveCommand("pause", "Let documents in work end and start no others", (*pipeline.Pipeline).PauseReanalysis),
		reanalyseMoveCommand("resume", "Go on with a paused run", (*pipeline.Pipeline).ResumeReanalysis),
		reanalyseMoveCommand("confirm", "Let the run take effect: claims open and close as the diff says", (*pipeline.Pipeline).ConfirmReanalysis),
		reanalyseMoveCommand("discard", "End the run without any effect", (*pipeline.Pipeline).DiscardReanalysis))
	return cmd
}

// asPerson adds the flag for the name of whoever decides.
func asPerson(cmd *cobra.Command) *string {
	return cmd.Flags().String("as", "", "name of the person who decides this (needed)")
}

func reanalyseStartCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "start", Short: "Begin a run over all documents", Args: cobra.NoArgs}
	as := asPerson(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if *as == "" {
			return errors.New("--as: a re-analysis needs the name of the person who starts it")
		}
		return withPipeline(cmd, func(ctx context.Context, p *pipeline.Pipeline, _ *database) error {
			run, err := p.StartReanalysis(ctx, sow.Person(*as))
			if errors.Is(err, sow.ErrConflict) {
				return errors.New("another re-analysis has not ended; \"worker reanalyse status\" shows it")
			}
			if err != nil {
				return err
			}
			return printRun(cmd.OutOrStdout(), run)
		})
	}
	return cmd
}

type moveRun func(p *pipeline.Pipeline, ctx context.Context, id int64, by sow.Actor) (sow.Reanalysis, error)

func reanalyseMoveCommand(use, short string, move moveRun) *cobra.Command {
	cmd := &cobra.Command{Use: use, Short: short, Args: cobra.NoArgs}
	as := asPerson(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if *as == "" {
			return fmt.Errorf("--as: to %s a re-analysis needs the name of the person who says so", use)
		}
		return withPipeline(cmd, func(ctx context.Context, p *pipeline.Pipeline, db *database) error {
			run, err := newestRun(ctx, db)
			if err != nil {
				return err
			}
			after, err := move(p, ctx, run.ID, sow.Person(*as))
			if errors.Is(err, sow.ErrConflict) {
				return fmt.Errorf("run %d is %s; %s is not possible now", run.ID, run.State, use)
			}
			if err != nil {
				return err
			}
			return printRun(cmd.OutOrStdout(), after)
		})
	}
	return cmd
}

func newestRun(ctx context.Context, db *database) (sow.Reanalysis, error) {
	run, err := store.NewestReanalysis(ctx, db.pool)
	if errors.Is(err, sow.ErrNotFound) {
		return run, errors.New("there has been no re-analysis; \"worker reanalyse start --as NAME\" begins one")
	}
	return run, err
}

func reanalyseStatusCommand() *cobra.Command {
	return &cobra.Command{
		Use: "status", Short: "Say how far the newest run is", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return withRecords(cmd, func(ctx context.Context, db *database) error {
				run, err := newestRun(ctx, db)
				if err != nil {
					return err
				}
				return printRun(cmd.OutOrStdout(), run)
			})
		},
	}
}

func printRun(w io.Writer, r sow.Reanalysis) error {
	t := tabwriter.NewWriter(w, 0, 4, 2, ' ', 0)
	fmt.Fprintf(t, "Run %d\t%s, %d of %d documents\n", r.ID, r.State, r.Done(), r.Total())
	fmt.Fprintf(t, "Rules\t%s %s (%.12s), program %s\n", r.Pack.Name, r.Pack.Version, r.Pack.SHA256, r.Program)
	fmt.Fprintf(t, "Started\t%s by %s\n", r.StartedAt.Format(time.DateTime), r.StartedBy)
	if r.DecidedAt != nil {
		fmt.Fprintf(t, "Decided\t%s by %s\n", r.DecidedAt.Format(time.DateTime), r.DecidedBy)
	}
	if r.Trouble != "" {
		fmt.Fprintf(t, "Trouble\t%s\n", r.Trouble)
	}
	for _, line := range []struct {
		state sow.ReanalysisItemState
		words string
	}{
		{sow.ItemFailed, "could not be analysed this time; their decisions stay"},
		{sow.ItemSkipped, "changed in the meantime and are left as they are"},
		{sow.ItemSame, "are decided exactly so already"},
	} {
		if n := r.Counts[line.state]; n > 0 {
			fmt.Fprintf(t, "\t%d %s\n", n, line.words)
		}
	}
	if r.State == sow.ReanalysisReady {
		fmt.Fprintln(t, "Next\t\"worker reanalyse diff\" says what would change, then confirm or discard")
	}
	return t.Flush()
}

func reanalyseDiffCommand() *cobra.Command {
	var asJSON bool
	var limit int
	cmd := &cobra.Command{
		Use: "diff", Short: "Say which decisions and claims the newest run changes", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return withRecords(cmd, func(ctx context.Context, db *database) error {
				run, err := newestRun(ctx, db)
				if err != nil {
					return err
				}
				diff, err := store.DiffReanalysis(ctx, db.pool, run)
				if err != nil {
					return err
				}
				items, err := store.ChangedItems(ctx, db.pool, run.ID, 0, limit)
				if err != nil {
					return err
				}
				if asJSON {
					return json.NewEncoder(cmd.OutOrStdout()).Encode(map[string]any{"run": run, "diff": diff, "documents": items})
				}
				return printDiff(cmd.OutOrStdout(), run, diff, items)
			})
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	cmd.Flags().IntVar(&limit, "limit", 50, "documents to list")
	return cmd
}

func printDiff(w io.Writer, r sow.Reanalysis, d sow.ReanalysisDiff, items []sow.ReanalysisItem) error {
	fmt.Fprintf(w, "%s\n", diffSentence(r, d))
	for _, part := range []struct {
		words string
		refs  []sow.ClaimRef
	}{{"open", d.Opens}, {"close", d.Closes}, {"note", d.Flags}} {
		for _, c := range part.refs {
			fmt.Fprintf(w, "  %-5s %s, %s, for %s", part.words, c.Workload, c.Association, unknown(c.Customer))
			if c.ID != 0 {
				fmt.Fprintf(w, " (claim %d, %s)", c.ID, c.Position)
			}
			fmt.Fprintln(w)
		}
	}
	for _, i := range items {
		fmt.Fprintf(w, "\ndocument %d, %q\n", i.DocumentID, i.Name)
		for _, one := range i.Change.Differences {
			fmt.Fprintf(w, "  %s\n", one)
		}
	}
	if d.Documents > len(items) {
		fmt.Fprintf(w, "\nand %d more documents; --limit lists more of them\n", d.Documents-len(items))
	}
	return nil
}

// diffSentence says in one sentence what a run does.
func diffSentence(r sow.Reanalysis, d sow.ReanalysisDiff) string {
	verb := "would open %d claims and close %d"
	switch {
	case r.State == sow.ReanalysisApplying || r.State == sow.ReanalysisApplied:
		verb = "opens %d claims and closes %d"
	case !r.State.Ended() && r.State != sow.ReanalysisReady:
		verb = "would, as far as compared, open %d claims and close %d"
	}
	return fmt.Sprintf("Version %s of the rules decides %d documents otherwise: it "+verb+"; %d claims that people work on lose their ground and get a note.",
		r.Pack.Version, d.Documents, len(d.Opens), len(d.Closes), len(d.Flags))
}
