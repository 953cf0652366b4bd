package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"claimline/internal/inbox"
	"claimline/internal/pipeline"
	"claimline/internal/sow"
)

func inboxCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "inbox", Short: "See and help the files in the inbox"}
	cmd.AddCommand(inboxStatusCommand(), inboxScanCommand(), inboxRetryCommand(), inboxExplainCommand(), inboxAddCommand(), takeOverCommand())
	return cmd
}

// folder is the inbox without a database behind it: enough to look and to move
// files back.
func folder(cmd *cobra.Command) (*inbox.Inbox, error) {
	c, err := loadConfig(cmd.Flags(), environment)
	if err != nil {
		return nil, err
	}
	return inbox.New(inbox.Config{
		Dir: c.Inbox, Stability: c.Stability, Poll: c.Poll, Marker: strings.ToLower(c.Marker), Now: time.Now,
		Submit: func(context.Context, []inbox.Arrival) ([]inbox.Receipt, error) {
			return nil, errors.New("this command takes no files")
		},
		Answers: func(context.Context, []int64) (map[int64]inbox.Answer, error) { return nil, nil },
	})
}

func inboxStatusCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use: "status", Short: "Say what waits, what is in work and what failed, as the running worker last saw it", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			c, err := loadConfig(cmd.Flags(), environment)
			if err != nil {
				return err
			}
			status, err := inbox.ReadStatus(c.Inbox)
			if errors.Is(err, sow.ErrNotFound) {
				return fmt.Errorf("no worker has served %s yet; start \"worker run\"", c.Inbox)
			}
			if err != nil {
				return err
			}
			if asJSON {
				return json.NewEncoder(cmd.OutOrStdout()).Encode(status)
			}
			return printStatus(cmd.OutOrStdout(), status)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

func printStatus(w io.Writer, s inbox.Status) error {
	t := tabwriter.NewWriter(w, 0, 4, 2, ' ', 0)
	fmt.Fprintf(t, "%s\tlast looked at %s, %d files seen\n", s.Dir, s.LastScan.Format(time.DateTime), s.Seen)
	if s.Trouble != "" {
		fmt.Fprintf(t, "trouble\t%s\n", s.Trouble)
	}
	for _, f := range s.Waiting {
		fmt.Fprintf(t, "waiting\t%s\t%s (since %s)\n", f.Path, f.Why, f.Since.Format(time.TimeOnly))
	}
	for _, f := range s.Working {
		fmt.Fprintf(t, "in work\t%s\t%s\n", f.Path, f.Why)
	}
	for _, f := range s.Failed {
		fmt.Fprintf(t, "failed\t%s\t%s %s Next: %s\n", f.Path, f.Code, f.Message, f.NextStep)
	}
	for state, n := range s.Counts {
		fmt.Fprintf(t, "%s\t%d\n", state, n)
	}
	for pattern, n := range s.Ignored {
		fmt.Fprintf(t, "ignored\t%d like %s\n", n, pattern)
	}
	return t.Flush()
}

func inboxScanCommand() *cobra.Command {
	var once, dry bool
	cmd := &cobra.Command{
		Use: "scan", Short: "Look at the inbox once and say what happens to each file", Args: cobra.NoArgs,
		Long: `Look at the inbox once and say what happens to each file. --dry-run changes nothing; without it
every file that is complete is taken and analysed, as "worker run" does.`,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if !once {
				return errors.New("add --once; to serve the inbox all the time use \"worker run\"")
			}
			if dry {
				in, err := folder(cmd)
				if err != nil {
					return err
				}
				found, err := in.ScanOnce(cmd.Context(), true)
				if err != nil {
					return err
				}
				return printVerdicts(cmd.OutOrStdout(), found)
			}
			return scanAndAnalyse(cmd)
		},
	}
	cmd.Flags().BoolVar(&once, "once", false, "look once and end")
	cmd.Flags().BoolVar(&dry, "dry-run", false, "change nothing")
	return cmd
}

// scanAndAnalyse takes what is there, waits for the answers and lays them
// beside the files.
func scanAndAnalyse(cmd *cobra.Command) error {
	c, err := loadConfig(cmd.Flags(), environment)
	if err != nil {
		return err
	}
	s, err := openServices(cmd.Context(), c, true, logger(cmd.ErrOrStderr()))
	defer s.close()
	if err != nil {
		return err
	}
	if err := s.inbox.Check(); err != nil {
		return err
	}
	if err := s.pipeline.Start(cmd.Context()); err != nil {
		return err
	}
	found, err := s.inbox.ScanOnce(cmd.Context(), false)
	if err != nil {
		return err
	}
	if err := printVerdicts(cmd.OutOrStdout(), found); err != nil {
		return err
	}
	if err := s.pipeline.WaitIdle(cmd.Context()); err != nil {
		return err
	}
	if _, err := s.inbox.ScanOnce(cmd.Context(), false); err != nil {
		return err
	}
	stopping, end := context.WithTimeout(context.WithoutCancel(cmd.Context()), stopTime)
	defer end()
	return s.pipeline.Stop(stopping)
}

func printVerdicts(w io.Writer, r inbox.Report) error {
	if len(r.Files) == 0 {
		fmt.Fprintln(w, "the inbox is empty")
	}
	t := tabwriter.NewWriter(w, 0, 4, 2, ' ', 0)
	for _, f := range r.Files {
		fmt.Fprintf(t, "%s\t%d bytes\t%s\n", f.Path, f.Size, f.Sentence())
	}
	for pattern, n := range r.Ignored {
		fmt.Fprintf(t, "ignored\t%d like %s\n", n, pattern)
	}
	return t.Flush()
}

func inboxRetryCommand() *cobra.Command {
	return &cobra.Command{
		Use: "retry NAME", Short: "Put a failed file back into the inbox", Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			in, err := folder(cmd)
			if err != nil {
				return err
			}
			path, err := in.Retry(args[0])
			switch {
			case errors.Is(err, sow.ErrNotFound):
				return fmt.Errorf("no failed file is called %q; \"worker inbox status\" lists them", args[0])
			case errors.Is(err, sow.ErrConflict):
				return fmt.Errorf("several failed files are called %q; give the path that \"worker inbox status\" shows", args[0])
			case err != nil:
				return err
			}
			fmt.Fprintf(cmd.OutOrStdout(), "%s is back in the inbox\n", path)
			return nil
		},
	}
}

func inboxExplainCommand() *cobra.Command {
	return &cobra.Command{
		Use: "explain NAME", Short: "Say where a file is and why", Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			in, err := folder(cmd)
			if err != nil {
				return err
			}
			found, err := in.Explain(args[0])
			if errors.Is(err, sow.ErrNotFound) {
				return fmt.Errorf("no file called %q has come through this inbox", args[0])
			}
			if err != nil {
				return err
			}
			for _, e := range found {
				fmt.Fprintf(cmd.OutOrStdout(), "%s: %s. %s\n", e.Path, e.State, e.Why)
				if e.NextStep != "" {
					fmt.Fprintf(cmd.OutOrStdout(), "  next: %s\n", e.NextStep)
				}
			}
			return nil
		},
	}
}

func inboxAddCommand() *cobra.Command {
	return &cobra.Command{
		Use: "add FILE...", Short: "Hand documents over without the folder", Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return withPipeline(cmd, func(ctx context.Context, p *pipeline.Pipeline, _ *database) error {
				for _, path := range args {
					if err := addFile(ctx, cmd.OutOrStdout(), p, path); err != nil {
						return err
					}
				}
				fmt.Fprintln(cmd.OutOrStdout(), "a running worker analyses them; see the page or \"worker claims list\"")
				return nil
			})
		},
	}
}

func addFile(ctx context.Context, w io.Writer, p *pipeline.Pipeline, path string) error {
	f, err := os.Open(path) //nolint:gosec // the file that the user names
	if err != nil {
		return fmt.Errorf("open document: %w", err)
	}
	defer f.Close()
	receipt, err := p.Submit(ctx, pipeline.Submission{Name: filepath.Base(path), Source: "command", Content: f})
	if err != nil {
		return fmt.Errorf("hand over %s: %w", path, err)
	}
	fmt.Fprintf(w, "%s: document %d, %s\n", path, receipt.Document.ID, receipt.Outcome)
	return nil
}

// withPipeline runs f with a pipeline that only submits and changes; the jobs
// run in the worker that serves the database.
func withPipeline(cmd *cobra.Command, f func(context.Context, *pipeline.Pipeline, *database) error) error {
	c, err := loadConfig(cmd.Flags(), environment)
	if err != nil {
		return err
	}
	s, err := openServices(cmd.Context(), c, false, slog.New(slog.DiscardHandler))
	defer s.close()
	if err != nil {
		return err
	}
	return f(cmd.Context(), s.pipeline, s.db)
}
