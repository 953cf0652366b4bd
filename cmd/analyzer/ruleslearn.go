package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"claimline/internal/detect"
	"claimline/internal/learn"
	"claimline/internal/piece"
	"claimline/internal/sow"
)

// learning holds the flags of "rules learn".
type learning struct {
	options
	pieces      []string
	pieceWeight float64
	output      string
	least       float64
	balance     float64
	silent      float64
	blocks      int
}

func rulesLearnCommand() *cobra.Command {
	var o learning
	cmd := &cobra.Command{
		Use:   "learn DIR...",
		Short: "Learn from labelled documents which words speak for delivery",
		Long: `Learn from labelled documents (NAME.labels.json beside each) which words around a
product speak for its being delivered, and which against, and write the weights of a
pack. They are a second opinion: where the words speak more plainly than --balance, they
change what the rules say. Learn from documents that people have labelled, your own archive
for one; then compare with "analyzer eval" on documents that were not learnt from.`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return learnFrom(cmd, args, o) },
	}
	o.register(cmd)
	cmd.Flags().StringArrayVar(&o.pieces, "pieces", nil, "also learn from a file of single pieces, one to a line (repeatable)")
	cmd.Flags().Float64Var(&o.pieceWeight, "piece-weight", 0.3, "what a piece counts beside a document")
	cmd.Flags().StringVarP(&o.output, "output", "o", "", "write the weights to this file (default: standard output)")
	cmd.Flags().Float64Var(&o.least, "least", 0.03, "leave out weights nearer to 0 than this")
	cmd.Flags().Float64Var(&o.balance, "balance", 2, "what the rules count against the words, in log odds")
	cmd.Flags().Float64Var(&o.silent, "silent", 1.2, "what they count when no cue and no heading says that a product is delivered")
	cmd.Flags().IntVar(&o.blocks, "blocks", 15, "do not weigh documents of fewer blocks")
	return cmd
}

func learnFrom(cmd *cobra.Command, dirs []string, o learning) error {
	s, err := open(o.options)
	if err != nil {
		return err
	}
	defer s.close()
	around := detect.NewAround()
	detector := s.analyzer.Detector()
	var examples []learn.Example
	documents := 0
	for _, dir := range dirs {
		found, n, err := s.observeFolder(cmd, dir, detector, around)
		if err != nil {
			return err
		}
		examples, documents = append(examples, found...), documents+n
	}
	pieces := 0
	for _, file := range o.pieces {
		found, err := observePieces(file, detector, around, o.pieceWeight)
		if err != nil {
			return err
		}
		examples, pieces = append(examples, found...), pieces+len(found)
	}
	w := learn.Learn(examples, around, learn.Options{Least: o.least})
	w.Balance, w.Silent, w.Blocks = o.balance, o.silent, o.blocks
	w.Learnt = fmt.Sprintf("%d documents and %d pieces, %d workloads named in them", documents, pieces, len(examples))
	fmt.Fprintf(cmd.ErrOrStderr(), "learnt %d weights from %s\n", len(w.Words), w.Learnt)
	return writeWeights(cmd.OutOrStdout(), o.output, w)
}

// observeFolder reads the labelled documents of a folder.
func (s *session) observeFolder(cmd *cobra.Command, dir string, d *detect.Detector, around *detect.Around) (examples []learn.Example, documents int, err error) {
	labels, files, err := labelled(dir)
	if err != nil {
		return nil, 0, err
	}
	progress := progressOn(cmd.ErrOrStderr(), len(files))
	for i, in := range files {
		if labels[i].Unreadable != "" {
			continue
		}
		doc, err := s.document(cmd.Context(), in, cmd.InOrStdin())
		if err != nil {
			if cmd.Context().Err() != nil {
				return nil, 0, context.Cause(cmd.Context())
			}
			return nil, 0, fmt.Errorf("read %s: %w", in.path, err)
		}
		for _, o := range d.Observe(doc, around) {
			examples = append(examples, learn.Example{
				Document: in.path, Delivered: slices.Contains(labels[i].InScope, o.ID), Weight: 1, Observation: o,
			})
		}
		documents++
		progress(i + 1)
	}
	return examples, documents, nil
}

// observePieces reads a file of pieces. Only what their lines speak of counts.
func observePieces(file string, d *detect.Detector, around *detect.Around, weight float64) (examples []learn.Example, err error) {
	data, err := os.ReadFile(file) //nolint:gosec // a file that the user names
	if err != nil {
		return nil, fmt.Errorf("read pieces: %w", err)
	}
	pieces, err := piece.Parse(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	for _, p := range pieces {
		for _, o := range d.Observe(p.Document(), around) {
			for _, want := range p.Wants {
				if want.ID == o.ID {
					examples = append(examples, learn.Example{
						Document: fmt.Sprintf("%s:%d", file, p.Line), Delivered: want.Delivered, Weight: weight, Observation: o,
					})
				}
			}
		}
	}
	return examples, nil
}

// writeWeights writes a pack file.
func writeWeights(stdout io.Writer, file string, w sow.Weights) error {
	var b bytes.Buffer
	fmt.Fprintf(&b, "# What words around a product have been learnt to mean; written by \"analyzer rules learn\".\nkind: weights\n")
	fmt.Fprintf(&b, "learnt: %q\nbalance: %g\nsilent: %g\nbias: %g\nlines: %g\nblocks: %d\nplaces:\n", w.Learnt, w.Balance, w.Silent, w.Bias, w.Lines, w.Blocks)
	for _, place := range sow.WeightPlaces {
		var lines strings.Builder
		for _, one := range w.Words {
			if one.Place == place {
				fmt.Fprintf(&lines, "      %s %s%.0f\n", one.Word, spaced(one.Next), 100*one.Weight)
			}
		}
		if lines.Len() > 0 {
			fmt.Fprintf(&b, "  - place: %s\n    words: |\n%s", place, lines.String())
		}
	}
	if file == "" {
		_, err := stdout.Write(b.Bytes())
		return err
	}
	if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil { //nolint:gosec // a pack file is for everybody
		return fmt.Errorf("write weights: %w", err)
	}
	return nil
}

func spaced(word string) string {
	if word == "" {
		return ""
	}
	return word + " "
}
