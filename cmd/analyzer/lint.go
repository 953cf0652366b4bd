package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	"claimline/internal/analyze"
	"claimline/internal/lint"
	"claimline/internal/sow"

	"github.com/spf13/cobra"
)

// lintFlags are the settings of "analyzer lint".
type lintFlags struct {
	options
	format string
	output string
	failOn string
}

func lintCommand() *cobra.Command {
	var f lintFlags
	cmd := &cobra.Command{
		Use:   "lint DRAFT...",
		Short: "Say what Microsoft would reject in a draft as proof, and what to add",
		Long: `Say what Microsoft would reject in a statement of work as proof of execution, before it
is signed: for each point the sentence to add, in the language of the document, and the
heading under which it belongs. <<...>> is left for you to fill in. The points are the
open items of the checklists that the claims of this document will have.

Exit status: 0 every file was read, 1 wrong use or the program failed, 2 at least one
file could not be read, 3 points were found and --fail-on asked for it.`,
		Example: `  analyzer lint draft.docx
  analyzer lint draft.docx --format docx -o to-add.docx
  analyzer lint --fail-on required contracts/`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := f.check(); err != nil {
				return err
			}
			return lintAll(cmd, args, f)
		},
	}
	f.register(cmd)
	f.registerJobs(cmd)
	cmd.Flags().StringVar(&f.format, "format", string(lint.Text), "text, json or docx")
	cmd.Flags().StringVarP(&f.output, "output", "o", "", "write to this file instead of the terminal")
	cmd.Flags().StringVar(&f.failOn, "fail-on", "none", "end with status 3 when there are points: none, required or any")
	return cmd
}

func (f *lintFlags) check() error {
	if !slices.Contains(lint.Formats(), lint.Format(f.format)) {
		return fmt.Errorf("--format %q is not known; use text, json or docx", f.format)
	}
	if f.format == string(lint.DOCX) && f.output == "" {
		return errors.New("--format docx needs a file: -o NAME.docx")
	}
	if !slices.Contains([]string{"none", "required", "any"}, f.failOn) {
		return fmt.Errorf("--fail-on %q is not known; use none, required or any", f.failOn)
	}
	return nil
}

func lintAll(cmd *cobra.Command, args []string, f lintFlags) error {
	s, err := open(f.options)
	if err != nil {
		return err
	}
	defer s.close()
	files, err := inputs(args)
	if err != nil {
		return err
	}
	var reports []lint.Report
	failed := false
	for l := range s.lints(cmd.Context(), files, cmd.InOrStdin(), progressOn(cmd.ErrOrStderr(), len(files))) {
		if l.failure != "" {
			fmt.Fprintln(cmd.ErrOrStderr(), l.failure)
			failed = true
			continue
		}
		reports = append(reports, l.report)
	}
	if cmd.Context().Err() != nil {
		return errors.New("stopped before every file was read")
	}
	if err := writeReports(cmd.OutOrStdout(), f, reports); err != nil {
		return err
	}
	if failed {
		return exitError{code: 2}
	}
	if slices.ContainsFunc(reports, func(r lint.Report) bool {
		return f.failOn == "any" && len(r.Points) > 0 || f.failOn == "required" && r.Required() > 0
	}) {
		return exitError{code: 3}
	}
	return nil
}

// linted is the report on a file, or why there is none.
type linted struct {
	report  lint.Report
	failure string
}

// lints checks files, several at a time, and gives what is found in order.
func (s *session) lints(ctx context.Context, files []input, stdin io.Reader, progress func(done int)) <-chan linted {
	return inOrder(ctx, len(files), s.jobs, progress, func(i int) linted {
		report, err := s.lint(ctx, files[i], stdin)
		if err != nil {
			f := sow.AsFailure(err)
			return linted{failure: fmt.Sprintf("analyzer: %s: %s %s", files[i].name, f.Message, f.Hint)}
		}
		return linted{report: report}
	})
}

func (s *session) lint(ctx context.Context, in input, stdin io.Reader) (lint.Report, error) {
	doc, err := s.document(ctx, in, stdin)
	if err != nil {
		return lint.Report{}, err
	}
	a := s.analyzer.Analyze(doc, analyze.Options{Today: s.today, Answers: s.answers})
	names := map[string]string{}
	for _, e := range s.pack.Lexicon().Entries {
		names[e.ID] = e.Name
	}
	return lint.Check(a, doc, lint.Options{Names: names}), nil
}

func writeReports(stdout io.Writer, f lintFlags, reports []lint.Report) error {
	if len(reports) == 0 {
		return nil
	}
	var out bytes.Buffer
	if err := lint.Write(&out, lint.Format(f.format), reports...); err != nil {
		return err
	}
	if f.output != "" {
		return os.WriteFile(f.output, out.Bytes(), 0o644) //nolint:gosec // a report for other people
	}
	_, err := stdout.Write(out.Bytes())
	return err
}
