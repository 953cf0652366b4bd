package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"claimline/internal/analyze"
	"claimline/internal/report"
	"claimline/internal/sow"

	"github.com/spf13/cobra"
)

// options are the flags of every command that analyses documents.
type options struct {
	readingOptions

	rules string
	facts []string
	today string
}

func (o *options) register(cmd *cobra.Command) {
	o.readingOptions.register(cmd)
	f := cmd.Flags()
	f.StringVar(&o.rules, "rules", "", "folder of a rule pack (default: the pack built into the program)")
	f.StringArrayVar(&o.facts, "fact", nil, "a person's answer that overrides the text, e.g. agreement=EA (repeatable)")
	f.StringVar(&o.today, "today", "", "day from which deadlines are counted when nothing is signed, YYYY-MM-DD (default: today)")
}

// day is the day of the analysis. The commands are the only place of the
// program where a clock is read.
func (o *options) day() (sow.Day, error) {
	if o.today == "" {
		return sow.DayOf(time.Now()), nil
	}
	return sow.ParseDay(o.today)
}

// answers parses the --fact flags.
func (o *options) answers() (map[string]string, error) {
	answers := map[string]string{}
	for _, f := range o.facts {
		key, value, ok := strings.Cut(f, "=")
		if !ok || key == "" {
			return nil, fmt.Errorf("--fact %q: write NAME=VALUE, e.g. agreement=EA", f)
		}
		answers[strings.TrimSpace(key)] = strings.TrimSpace(value)
	}
	return answers, nil
}

func analyzeCommand() *cobra.Command {
	var o options
	var format string
	cmd := &cobra.Command{
		Use:   "analyze FILE|DIR|-...",
		Short: "Analyse documents and print what follows from them",
		Long: `Analyse documents and print what follows from them: workloads in scope with quoted
lines, PAL, DPOR and CPOR with reasons, claims with checklist and deadlines, questions.
"-" reads standard input. Folders are searched for documents.

Exit status: 0 every file analysed, 1 wrong use or the program failed, 2 at least one
file could not be read (the others are still printed).`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if !slices.Contains(report.Formats(), report.Format(format)) {
				return fmt.Errorf("--format %q is not known; use text, json, jsonl or md", format)
			}
			return analyzeAll(cmd, args, o, report.Format(format))
		},
	}
	o.register(cmd)
	o.registerJobs(cmd)
	cmd.Flags().StringVar(&format, "format", "text", "text, json, jsonl or md")
	return cmd
}

func analyzeAll(cmd *cobra.Command, args []string, o options, format report.Format) error {
	s, err := open(o)
	if err != nil {
		return err
	}
	defer s.close()
	files, err := inputs(args)
	if err != nil {
		return err
	}
	results := s.run(cmd.Context(), files, cmd.InOrStdin(), progressOn(cmd.ErrOrStderr(), len(files)))
	failed := false
	var all []sow.Analysis
	for a := range results {
		failed = failed || a.Status != sow.StatusOK
		if format == report.JSON {
			all = append(all, a)
			continue
		}
		if err := report.Write(cmd.OutOrStdout(), format, a); err != nil {
			return err
		}
	}
	if err := cmd.Context().Err(); err != nil {
		return errors.New("stopped before every file was analysed")
	}
	if format == report.JSON {
		if err := report.Write(cmd.OutOrStdout(), format, all...); err != nil {
			return err
		}
	}
	if failed {
		return exitError{code: 2}
	}
	return nil
}

// run analyses files, several at a time, and gives the results in order.
func (s *session) run(ctx context.Context, files []input, stdin io.Reader, progress func(done int)) <-chan sow.Analysis {
	return inOrder(ctx, len(files), s.jobs, progress, func(i int) sow.Analysis { return s.one(ctx, files[i], stdin) })
}

// one analyses one file. A file that cannot be read gives an object too.
func (s *session) one(ctx context.Context, in input, stdin io.Reader) sow.Analysis {
	doc, err := s.document(ctx, in, stdin)
	if err != nil {
		return s.analyzer.Failed(doc, sow.AsFailure(err))
	}
	return s.analyzer.Analyze(doc, analyze.Options{Today: s.today, Answers: s.answers})
}
