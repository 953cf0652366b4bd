package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"claimline/internal/detect"
	"claimline/internal/eval"
	"claimline/internal/fact"
	"claimline/internal/fact/pick"
	"claimline/internal/learn"
	"claimline/internal/piece"
	"claimline/internal/sow"
	"claimline/internal/weigh"
)

// learning holds the flags of "rules learn".
type learning struct {
	options
	pieces      []string
	pieceWeight float64
	output      string
	least       float64
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
its being the seats, the value, the start, the end or the signature. Writes weights.yaml and
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
	cmd.Flags().Float64Var(&o.least, "least", 0.1, "leave out weights nearer to 0 than this")
	cmd.Flags().StringArrayVar(&o.fresh, "fresh", nil, "also learn from a folder of documents that nobody had read who wrote rules: these alone tell how far the rules are to be trusted (repeatable)")
	cmd.Flags().IntVar(&o.blocks, "blocks", 15, "do not weigh documents of fewer blocks")
	return cmd
}

// lesson is what was observed so far.
type lesson struct {
	detector  *detect.Detector
	facts     *fact.Reader
	tables    learn.Tables // of products and documents
	beside    *weigh.Table // of values
	examples  []learn.Example
	values    []learn.Value
	documents int
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
	l := &lesson{detector: s.analyzer.Detector(), facts: s.analyzer.Facts(), tables: learn.Tables{Around: detect.NewAround(), Beginning: detect.NewBeginnings()}, beside: pick.NewTable()}
	for _, dir := range dirs {
		if err := s.observeFolder(cmd, dir, false, l); err != nil {
			return err
		}
	}
	for _, dir := range o.fresh {
		if err := s.observeFolder(cmd, dir, true, l); err != nil {
			return err
		}
	}
	read := len(l.examples)
	for _, file := range o.pieces {
		if err := l.observePieces(file, o.pieceWeight); err != nil {
			return err
		}
	}
	from := fmt.Sprintf("%d documents", l.documents)
	if n := len(l.examples) - read; n > 0 {
		from += fmt.Sprintf(" and %d products in single pieces", n)
	}
	fit := learn.Options{Least: o.least}
	w := learn.Learn(l.examples, l.tables, fit)
	w.Blocks, w.Learnt = o.blocks, from
	if err := writeFile(filepath.Join(o.output, "weights.yaml"), weightsText(w)); err != nil {
		return err
	}
	picks := learn.Picks(l.values, l.beside, fit)
	words := len(w.Words)
	for i := range picks {
		picks[i].Blocks = o.blocks
		picks[i].Learnt = fmt.Sprintf("%d documents", l.documents)
		words += len(picks[i].Words)
	}
	if err := writeFile(filepath.Join(o.output, "picks.yaml"), picksText(picks)); err != nil {
		return err
	}
	fmt.Fprintf(cmd.OutOrStdout(), "learnt %d weights from %s; wrote weights.yaml and picks.yaml\n", words, from)
	return nil
}

// observeFolder reads the labelled documents of a folder.
func (s *session) observeFolder(cmd *cobra.Command, dir string, fresh bool, l *lesson) error {
	labels, files, err := labelled(dir)
	if err != nil {
		return err
	}
	progress := progressOn(cmd.ErrOrStderr(), len(files))
	for i, in := range files {
		if labels[i].Unreadable != "" {
			continue
		}
		doc, err := s.document(cmd.Context(), in, cmd.InOrStdin())
		if err != nil {
			if cmd.Context().Err() != nil {
				return context.Cause(cmd.Context())
			}
			return fmt.Errorf("read %s: %w", in.path, err)
		}
		l.observe(in.path, doc, labels[i], fresh)
		progress(i + 1)
	}
	return nil
}

// observe takes in one document.
func (l *lesson) observe(path string, doc sow.Document, label eval.Label, fresh bool) {
	l.documents++
	lines := l.detector.ObserveBeginning(doc, detect.FirstLines, l.tables.Beginning)
	pages := l.detector.ObserveBeginning(doc, detect.FirstPages, l.tables.Beginning)
	for _, o := range l.detector.Observe(doc, l.tables.Around) {
		l.examples = append(l.examples, learn.Example{
			Document: path, Delivered: slices.Contains(label.InScope, o.ID), Fresh: fresh, Weight: 1, Association: label.Association[o.ID], FirstLines: lines, FirstPages: pages, Observation: o,
		})
	}
	right := rightValues(label)
	for _, o := range l.facts.Observe(doc, l.detector.Detect(doc), l.beside) {
		l.values = append(l.values, learn.Value{Document: path, Right: isRight(o, right[o.Fact]), Observation: o})
	}
}

// isRight tells whether a value is that of the label. Names are the same without
// their legal form.
func isRight(o fact.Observation, label string) bool {
	if o.Fact == "customer" || o.Fact == "partner" {
		return label != "" && eval.SameName(o.Value, label)
	}
	return o.Value == label
}

// rightValues gives the facts of a label as observations write them.
func rightValues(l eval.Label) map[string]string {
	right := map[string]string{}
	if l.Seats != nil {
		right["seats"] = strconv.Itoa(*l.Seats)
	}
	if l.Value != nil {
		right["value"] = fact.AmountKey(*l.Value)
	}
	if l.Agreement != "" {
		right["agreement"] = string(l.Agreement)
	}
	for name, side := range map[string]*string{"customer": l.Customer, "partner": l.Partner} {
		if side != nil {
			right[name] = *side
		}
	}
	for name, day := range map[string]*string{"start_date": l.Start, "end_date": l.End, "signed_date": l.Signed} {
		if day != nil {
			right[name] = *day
		}
	}
	return right
}

// observePieces reads a file of pieces. Only what their lines speak of counts.
func (l *lesson) observePieces(file string, weight float64) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return fmt.Errorf("read pieces: %w", err)
	}
	pieces, err := piece.Parse(data)
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	for _, p := range pieces {
		for _, o := range l.detector.Observe(p.Document(), l.tables.Around) {
			for _, want := range p.Wants {
				if want.ID == o.ID {
					l.examples = append(l.examples, learn.Example{
						Document: fmt.Sprintf("%s:%d", file, p.Line), Delivered: want.Delivered, Weight: weight, Observation: o,
					})
				}
			}
		}
	}
	return nil
}
