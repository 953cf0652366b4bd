package fact_test

import (
	"strings"
	"testing"

	"claimline/internal/fact"
	"claimline/internal/sow"
)

// saleWords are weights by which "@partner tends" speaks for the partner as the
// one who sells, and "@other tends" against it.
func saleWords() []sow.SaleWeights {
	return []sow.SaleWeights{
		{Sells: true, Least: 2, Bias: -1, Words: []sow.WordWeight{{Place: "pair", Word: "@partner", Next: "tends", Weight: 4}, {Place: "heading", Word: "@licence", Weight: 0.5}}},
		{Sells: false, Least: 2, Bias: -1, Words: []sow.WordWeight{{Place: "pair", Word: "@other", Next: "tends", Weight: 4}}},
	}
}

func TestSaleByWeights(t *testing.T) {
	const opening = "# Statement of work\n\nThis statement of work is made between Calder Freight Ltd (\"Customer\") and Osprey Cloud Services Ltd (\"Supplier\").\n\n"
	tests := []struct{ name, text, want, quote string }{
		{"the partner by name", "Osprey tends the subscriptions.", "true", "Osprey tends"},
		{"the partner by role", "The Supplier tends the subscriptions.", "true", "The Supplier tends"},
		{"somebody else", "Heron Licensing Ltd tends the subscriptions.", "false", "Heron Licensing"},
		{"the customer", "Calder tends the subscriptions.", "", ""},
		{"a line without licences", "Osprey tends the garden.", "", ""},
		{"a line with a supplier alone", "Osprey tends the garden of the supplier.", "", ""},
		{"the rules know better", "Osprey tends the subscriptions and sells no licences.", "false", "sells no licences"},
		{"the words say much more", "## Licences\n\nOsprey tends the subscriptions and sells no licences.", "true", "Osprey tends"},
		{"not beside a Customer Agreement", "## Licences\n\nOsprey tends the subscriptions and sells no licences. They are bought under a Microsoft Customer Agreement with Microsoft.", "false", ""},
		{"both lines, the one that says more", "The licences are blue.\n\nOsprey tends the subscriptions.", "true", "Osprey tends"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := newReader(t)
			if err := r.AskSales(saleWords()); err != nil {
				t.Fatal(err)
			}
			got := r.Read(markdown(t, opening+tt.text+"\n")).TransactingCSP
			answer := map[bool]string{true: "true", false: "false"}
			sells, known := got.Known()
			if known != (tt.want != "") || known && answer[sells] != tt.want {
				t.Fatalf("sells %v, want %q", got, tt.want)
			}
			if known && !strings.Contains(got.Evidence[0].Quote, tt.quote) {
				t.Errorf("quotes %q, want %q", got.Evidence[0].Quote, tt.quote)
			}
		})
	}
}

// TestSaleBesideAnotherAgreement lets no line on the agreement of somebody else
// overturn what the rules read.
func TestSaleBesideAnotherAgreement(t *testing.T) {
	weights := saleWords()
	weights[1].Words[0].Weight = 8
	r := newReader(t)
	if err := r.AskSales(weights); err != nil {
		t.Fatal(err)
	}
	const sold = "# Work\n\nPrepared by Osprey Cloud Services Ltd for Calder Freight Ltd.\n\nOsprey is the Cloud Solution Provider of Calder and sells it the licences.\n\n"
	for text, want := range map[string]bool{"Heron Ltd tends the subscriptions.": false, "Heron Ltd tends the subscriptions and left its Enterprise Agreement with Microsoft in 2021.": true} {
		if got, _ := r.Read(markdown(t, sold+text+"\n")).TransactingCSP.Known(); got != want {
			t.Errorf("beside %q the partner sells: %t, want %t", text, got, want)
		}
	}
}

func TestSaleNeedsEnough(t *testing.T) {
	weights := saleWords()
	weights[0].Least = 3.5
	r := newReader(t)
	if err := r.AskSales(weights); err != nil {
		t.Fatal(err)
	}
	if got, known := r.Read(markdown(t, "# Work\n\nPrepared by Osprey Cloud Services Ltd for Calder Freight Ltd.\n\nOsprey tends the subscriptions.\n")).TransactingCSP.Known(); known {
		t.Errorf("sells %t, though too little speaks for it", got)
	}
}

func TestSaleRefusesAPlace(t *testing.T) {
	err := newReader(t).AskSales([]sow.SaleWeights{{Words: []sow.WordWeight{{Place: "nowhere", Word: "a"}}}})
	if err == nil || !strings.Contains(err.Error(), "nowhere") {
		t.Errorf("got %v, want a word on the place", err)
	}
}

// TestObserveSale gives what is learnt from: names and roles as one word each,
// and nothing of lines that cannot tell.
func TestObserveSale(t *testing.T) {
	doc, det := markdown(t, "# Work\n\nPrepared by Osprey Cloud Services Ltd for Calder Freight Ltd.\n\nOsprey tends 40 licences.\n\nThe garden is green.\n")
	tables := fact.NewTables()
	_, sale := newReader(t).Observe(doc, det, tables)
	var said []string
	for n := range sale {
		w := tables.Sales.Said()[n-1]
		said = append(said, strings.TrimSpace(w.Place+" "+w.Word+" "+w.Next))
	}
	all := strings.Join(said, "|")
	for _, want := range []string{"pair @partner tends", "sentence #", "sentence tend*"} {
		if !strings.Contains(all, want) {
			t.Errorf("%q is not said in %s", want, all)
		}
	}
	if strings.Contains(all, "garden") || strings.Contains(all, "osprey") {
		t.Errorf("too much is said: %s", all)
	}
}
