package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"claimline/internal/eval"
	"claimline/internal/sow"

	"github.com/spf13/cobra"
)

func evalCommand() *cobra.Command {
	var o options
	var scoresOnly, readings bool
	cmd := &cobra.Command{
		Use:   "eval DIR",
		Short: "Score the analyzer on labelled documents",
		Long: `Score the analyzer on a folder of documents with labels (NAME.labels.json beside each):
workloads in scope, methods, associations and facts, with every miss and the line that
the program went by. With --readings it also tells which cue or section decided, and how often
rightly. This is also how a partner measures the rules on its own archive.`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return evaluate(cmd, args[0], o, eval.Parts{Misses: !scoresOnly, Readings: readings})
		},
	}
	o.register(cmd)
	o.registerJobs(cmd)
	cmd.Flags().BoolVar(&scoresOnly, "scores-only", false, "print the scores without the single misses")
	cmd.Flags().BoolVar(&readings, "readings", false, "print how often each cue and section decided rightly")
	return cmd
}

func evaluate(cmd *cobra.Command, dir string, o options, parts eval.Parts) error {
	labels, files, err := labelled(dir)
	if err != nil {
		return err
	}
	s, err := open(o)
	if err != nil {
		return err
	}
	defer s.close()
	cases := make([]eval.Case, 0, len(labels))
	i := 0
	for a := range s.run(cmd.Context(), files, cmd.InOrStdin(), progressOn(cmd.ErrOrStderr(), len(files))) {
		cases = append(cases, eval.Case{Label: labels[i], Analysis: a})
		i++
	}
	if err := cmd.Context().Err(); err != nil {
		return fmt.Errorf("stopped after %d of %d documents", i, len(files))
	}
	families := map[string]sow.Family{}
	for _, e := range s.pack.Lexicon().Entries {
		families[e.ID] = e.Family
	}
	w := cmd.OutOrStdout()
	fmt.Fprintf(w, "%s\n", dir)
	return eval.Score(cases, families).Write(w, parts)
}

// labelled finds the label files below dir and the documents that they name.
func labelled(dir string) ([]eval.Label, []input, error) {
	var paths []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(d.Name(), "labels.json") {
			paths = append(paths, path)
		}
		return err
	})
	if err != nil {
		return nil, nil, fmt.Errorf("list folder %s: %w", dir, err)
	}
	if len(paths) == 0 {
		return nil, nil, fmt.Errorf("no labels in %s; put NAME.labels.json beside each document", dir)
	}
	slices.Sort(paths)
	var labels []eval.Label
	var files []input
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			return nil, nil, fmt.Errorf("read label: %w", err)
		}
		label, err := eval.ParseLabel(data)
		if err != nil {
			return nil, nil, fmt.Errorf("%s: %w", path, err)
		}
		labels = append(labels, label)
		files = append(files, input{filepath.Join(filepath.Dir(path), label.File), label.File})
	}
	return labels, files, nil
}
