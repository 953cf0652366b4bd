package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"claimline/internal/learn"
)

// learning holds the flags of "rules learn".
type learning struct {
	options
	pieces      []string
	pieceWeight float64
	output      string
	least       float64
	leastBeside float64
	fresh       []string
	blocks      int
}

func rulesLearnCommand() *cobra.Command {
	var o learning
	cmd := &cobra.Command{
		Use:   "learn DIR...",
		Short: "Learn from labelled documents what words around products and values mean",
		Long: `Learn from labelled documents (NAME.labels.json beside each) which words around a
product speak for its being delivered, and which around a number, an amount or a day for
its being the seats, the value, the start, the end or the signature, and which in lines about
licences tell who sells them. Writes weights.yaml and
picks.yaml of a pack: a second opinion that changes what the rules say where the words speak
more plainly. Learn from documents that people have labelled, your own archive for one; then
compare with "analyzer eval" on documents that were not learnt from.`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error { return learnFrom(cmd, args, o) },
	}
	o.register(cmd)
	o.registerJobs(cmd)
	cmd.Flags().StringArrayVar(&o.pieces, "pieces", nil, "also learn from a file of single pieces, one to a line (repeatable)")
	cmd.Flags().Float64Var(&o.pieceWeight, "piece-weight", 0.3, "what a piece counts beside a document")
	cmd.Flags().StringVarP(&o.output, "output", "o", ".", "folder in which to write weights.yaml and picks.yaml")
	cmd.Flags().Float64Var(&o.least, "least", 0.1, "leave out weights around products nearer to 0 than this")
	cmd.Flags().Float64Var(&o.leastBeside, "least-beside", 0.1, "leave out weights beside values nearer to 0 than this")
	cmd.Flags().StringArrayVar(&o.fresh, "fresh", nil, "also learn from a folder of documents that nobody had read who wrote rules: these alone tell how far the rules are to be trusted (repeatable)")
	cmd.Flags().IntVar(&o.blocks, "blocks", 15, "do not weigh documents of fewer blocks")
	return cmd
}

func learnFrom(cmd *cobra.Command, dirs []string, o learning) error {
	if len(dirs)+len(o.fresh) == 0 {
		return errors.New("name a folder of labelled documents, or several")
	}
	if info, err := os.Stat(o.output); err != nil || !info.IsDir() {
		return fmt.Errorf("--output %s is no folder", o.output)
	}
	s, err := open(o.options)
	if err != nil {
		return err
	}
	defer s.close()
	l, from, err := s.lesson(cmd, dirs, o)
	if err != nil {
		return err
	}
	w := learn.Learn(l.examples, l.tables, learn.Options{Least: o.least})
	w.Kinds, w.Blocks, w.Learnt = l.kinds, o.blocks, from
	if err := writeFile(filepath.Join(o.output, "weights.yaml"), weightsText(w)); err != nil {
		return err
	}
	picks, sales := learn.Picks(l.values, l.beside.Values, learn.Options{Least: o.leastBeside}), learn.Sales(l.sales, l.beside.Sales)
	words, documents := len(w.Words), fmt.Sprintf("%d documents", len(l.documents))
	for i := range picks {
		picks[i].Blocks, picks[i].Learnt = o.blocks, documents
		words += len(picks[i].Words)
	}
	for i := range sales {
		sales[i].Learnt = documents
		words += len(sales[i].Words)
	}
	if err := writeFile(filepath.Join(o.output, "picks.yaml"), picksText(picks, sales)); err != nil {
		return err
	}
	fmt.Fprintf(cmd.OutOrStdout(), "learnt %d weights from %s; wrote weights.yaml and picks.yaml\n", words, from)
	return nil
}
