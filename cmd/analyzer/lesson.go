package main

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"claimline/internal/detect"
	"claimline/internal/eval"
	"claimline/internal/fact"
	"claimline/internal/learn"
	"claimline/internal/piece"
	"claimline/internal/sow"
)

// lesson is what was observed so far.
type lesson struct {
	detector  *detect.Detector
	facts     *fact.Reader
	tables    learn.Tables // of products and documents
	beside    fact.Tables  // of values and sales
	read      []labelledDocument
	documents []learn.Document // those that were read, in their order
	examples  []learn.Example
	values    []learn.Value
	sales     []learn.Sale
	kinds     []sow.KindWeights
}

type labelledDocument struct {
	sow.Document

	label eval.Label
}

// lesson observes all that is to be learnt from, and says from what.
func (s *session) lesson(cmd *cobra.Command, dirs []string, o learning) (l *lesson, from string, err error) {
	l = &lesson{detector: s.analyzer.Detector(), facts: s.analyzer.Facts(), tables: learn.Tables{Around: detect.NewAround(), Beginning: detect.NewBeginnings()}, beside: fact.NewTables()}
	for _, dir := range dirs {
		if err := s.readFolder(cmd, dir, false, l); err != nil {
			return nil, "", err
		}
	}
	for _, dir := range o.fresh {
		if err := s.readFolder(cmd, dir, true, l); err != nil {
			return nil, "", err
		}
	}
	l.observeAll()
	read := len(l.examples)
	for _, file := range o.pieces {
		if err := l.observePieces(file, o.pieceWeight); err != nil {
			return nil, "", err
		}
	}
	from = fmt.Sprintf("%d documents", len(l.documents))
	if n := len(l.examples) - read; n > 0 {
		from += fmt.Sprintf(" and %d products in single pieces", n)
	}
	return l, from, nil
}

// readFolder reads the labelled documents of a folder, and how each begins.
func (s *session) readFolder(cmd *cobra.Command, dir string, fresh bool, l *lesson) error {
	var ids []string
	for _, e := range s.pack.Lexicon().Entries {
		ids = append(ids, e.ID)
	}
	labels, files, err := labelled(dir, ids)
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
		l.read = append(l.read, labelledDocument{doc, labels[i]})
		l.documents = append(l.documents, learn.Document{
			Name: in.path, Fresh: fresh, Activities: labels[i].Activities, Opening: l.detector.ObserveOpening(doc, l.tables.Beginning),
		})
		progress(i + 1)
	}
	return nil
}

// observeAll takes in all that was read. What kind of document it is decides how
// products are read in it, so that is learnt first.
func (l *lesson) observeAll() {
	kinds, taken := learn.Kinds(l.documents, l.tables.Beginning)
	l.kinds = kinds
	for i, doc := range l.read {
		l.observe(l.documents[i], taken[l.documents[i].Name], doc)
	}
}

// observe takes in what stands around the products and values of one document.
func (l *lesson) observe(d learn.Document, kind sow.DocKind, doc labelledDocument) {
	label := doc.label
	for _, o := range l.detector.Observe(doc.Document, kind, l.tables.Around) {
		l.examples = append(l.examples, learn.Example{
			Document: d.Name, Delivered: slices.Contains(label.InScope, o.ID), Fresh: d.Fresh, Weight: 1, Association: label.Association[o.ID], FirstLines: d.Lines, FirstPages: d.Pages, Observation: o,
		})
	}
	right := rightValues(label)
	values, sale := l.facts.Observe(doc.Document, l.detector.Detect(doc.Document), l.beside)
	l.sales = append(l.sales, learn.Sale{Document: d.Name, Sells: label.CSP, Said: sale})
	for _, o := range values {
		l.values = append(l.values, learn.Value{Document: d.Name, Right: isRight(o, right[o.Fact]), Observation: o})
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
		for _, o := range l.detector.Observe(p.Document(), "", l.tables.Around) {
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
