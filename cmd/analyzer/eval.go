package main

import (
	"errors"
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
	labels, files, err := labelled(dir, nil)
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
// With ids, workloads are among them: a label of another one teaches nothing.
func labelled(dir string, ids []string) ([]eval.Label, []input, error) {
	var paths []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(d.Name(), "labels.json") {
			paths = append(paths, path)
		}
		return err
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, fmt.Errorf("there is no folder %s", dir)
	}
	if err != nil {
		return nil, nil, fmt.Errorf("list folder %s: %w", dir, err)
	}
	if len(paths) == 0 {
		return nil, nil, fmt.Errorf("no labels in %s; put NAME.labels.json beside each document", dir)
	}
	slices.Sort(paths)
	var labels []eval.Label
	var files []input
	var problems []error // all of them, so that they are mended in one go
	for _, path := range paths {
		label, file, err := labelAt(path, ids)
		if err != nil {
			problems = append(problems, fmt.Errorf("%s: %w", path, err))
		}
		labels, files = append(labels, label), append(files, file)
	}
	return labels, files, errors.Join(problems...)
}

// labelAt reads a label file and finds the document beside it.
func labelAt(path string, ids []string) (eval.Label, input, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return eval.Label{}, input{}, err
	}
	label, err := eval.ParseLabel(data)
	if err != nil {
		return label, input{}, err
	}
	if ids != nil {
		if err := label.Unknown(ids); err != nil {
			return label, input{}, err
		}
	}
	file := input{filepath.Join(filepath.Dir(path), label.File), label.File}
	if _, err := os.Stat(file.path); errors.Is(err, fs.ErrNotExist) {
		return label, file, fmt.Errorf("the document %s is not there; put it beside its labels, or correct file", label.File)
	}
	return label, file, nil
}
