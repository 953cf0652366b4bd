package learn

import (
	"fmt"
	"testing"

	"claimline/internal/detect"
	"claimline/internal/sow"
)

// TestNothingIsToldByTheBeginning gives ten documents that deliver nothing one
// word at the beginning, and all twenty another one.
func TestNothingIsToldByTheBeginning(t *testing.T) {
	lex := sow.Lexicon{Entries: []sow.LexiconEntry{{ID: "teams", Name: "Microsoft Teams", Signals: sow.Signals{Names: []sow.Phrase{{Text: "Microsoft Teams"}}}}}}
	d, err := detect.New(lex, []sow.Context{{Language: "en"}})
	if err != nil {
		t.Fatal(err)
	}
	table := detect.NewBeginnings()
	var examples []Example
	for i := range 20 {
		words := "Order for the mill."
		if i%2 == 0 {
			words += " Farewell."
		}
		doc := sow.Document{Language: "en", Title: fmt.Sprintf("Order %d", i), Blocks: []sow.Block{
			{Kind: sow.Header, Text: "Confidential"}, {Kind: sow.Paragraph, Text: words}, {Kind: sow.Paragraph, Text: "We deploy Microsoft Teams."},
		}}
		begins := d.ObserveOpening(doc, table).Lines
		for _, o := range d.Observe(doc, "", detect.NewAround()) {
			examples = append(examples, Example{Document: doc.Title, Delivered: i%2 == 1, Weight: 1, FirstLines: begins, Observation: o})
		}
	}
	w, begins := Nothing(examples, table)
	got := map[string]float64{}
	for _, one := range w.Words {
		got[one.Word] = one.Weight
	}
	if got["farewell"] <= 0.1 || got["mill"] > 0.02 || got["confidential"] != 0 {
		t.Errorf("farewell %g, mill %g, a running header %g: want only the first to speak", got["farewell"], got["mill"], got["confidential"])
	}
	if begins["Order 0"] <= begins["Order 1"] {
		t.Errorf("by the others alone %g for a document that delivers nothing, %g for one that does", begins["Order 0"], begins["Order 1"])
	}
}
