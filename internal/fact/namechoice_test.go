package fact_test

import (
	"strings"
	"testing"

	"claimline/internal/sow"
)

// sides reads a document in which words that mean nothing to the rules tell the
// customer and the partner.
func sides(t *testing.T, rules float64, source string) sow.Facts {
	t.Helper()
	words := func(w string) []sow.WordWeight {
		return []sow.WordWeight{{Place: "before-1", Word: w, Weight: 4}, {Place: "value", Word: "form", Weight: 0.5}}
	}
	r := newReader(t)
	err := r.Pick([]sow.Pick{
		{Fact: "customer", Rules: rules, Bias: -2, Words: words("marmot")},
		{Fact: "partner", Rules: rules, Bias: -2, Words: words("heron")},
	})
	if err != nil {
		t.Fatal(err)
	}
	doc, det := markdown(t, source)
	return r.Read(doc, det)
}

func TestPickParties(t *testing.T) {
	const plain = "# Work\n\nThe marmot Quillmoor Ltd and the heron Tallowood Ltd meet on Friday.\n"
	tests := []struct {
		name              string
		rules             float64
		source            string
		customer, partner string
	}{
		{"by words that the rules do not know", 3, plain, "Quillmoor Ltd", "Tallowood Ltd"},
		{"one of them", 3, "# Work\n\nThe marmot Quillmoor Ltd and Tallowood Ltd meet on Friday.\n", "Quillmoor Ltd", ""},
		{"against the rules", 1, "Customer: Tallowood Ltd\n\nSupplier: Bexmore Ltd\n\nThe marmot Quillmoor Ltd meets the heron Abbeyfell Ltd today.\n", "Quillmoor Ltd", "Abbeyfell Ltd"},
		{"the rules count more", 9, "Customer: Tallowood Ltd\n\nSupplier: Bexmore Ltd\n\nThe marmot Quillmoor Ltd meets the heron Abbeyfell Ltd today.\n", "Tallowood Ltd", "Bexmore Ltd"},
		{"the only company beside one side", 3, "# Work\n\nThe marmot Quillmoor Ltd and Tallowood Works Ltd meet on Friday.\n", "Quillmoor Ltd", "Tallowood Works Ltd"},
		{"one of two beside one side", 3, "# Work\n\nThe marmot Quillmoor Ltd, Bexmore Works Ltd and Tallowood Works Ltd meet on Friday.\n", "Quillmoor Ltd", ""},
		{"the only company beside the other side", 3, "# Work\n\nThe heron Quillmoor Ltd and Tallowood Works Ltd meet on Friday.\n", "Tallowood Works Ltd", "Quillmoor Ltd"},
		{"a company close behind what only looks like one", 6, "Customer: Tallowood Rigg\n\nSupplier: Bexmore Ltd\n\nThe marmot Quillmoor Ltd meets on Friday.\n", "Quillmoor Ltd", "Bexmore Ltd"},
		{"a company far behind", 8, "Customer: Tallowood Rigg\n\nSupplier: Bexmore Ltd\n\nThe marmot Quillmoor Ltd meets on Friday.\n", "Tallowood Rigg", "Bexmore Ltd"},
		{"a company close behind on the other side", 6, "Customer: Bexmore Ltd\n\nSupplier: Tallowood Rigg\n\nThe heron Quillmoor Ltd meets on Friday.\n", "Bexmore Ltd", "Quillmoor Ltd"},
		{"a company as near as a body", 4.8, "Customer: Tallowood Trust\n\nSupplier: Bexmore Ltd\n\nThe marmot Quillmoor Ltd meets on Friday.\n", "Quillmoor Ltd", "Bexmore Ltd"},
		{"two companies that are as near", 4.3, "Customer: Tallowood Ltd\n\nSupplier: Bexmore Ltd\n\nThe marmot Quillmoor Ltd meets on Friday.\n", "", "Bexmore Ltd"},
		{"nothing speaks for any", 3, "# Work\n\nQuillmoor Ltd and Tallowood Ltd meet on Friday.\n", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := sides(t, tt.rules, tt.source)
			wantName(t, "customer", got.Customer, tt.customer)
			wantName(t, "partner", got.Partner, tt.partner)
		})
	}
}

func wantName(t *testing.T, fact string, got sow.Fact[string], want string) {
	t.Helper()
	name, known := got.Known()
	if name != want || known != (want != "") {
		t.Errorf("%s is %q, want %q", fact, name, want)
	}
	if known && (len(got.Evidence) == 0 || !strings.Contains(got.Evidence[0].Quote, want)) {
		t.Errorf("%s %q quotes %v", fact, name, got.Evidence)
	}
}

// TestNobodyIsBothSides gives one name that both kinds of words speak for.
func TestNobodyIsBothSides(t *testing.T) {
	got := sides(t, 3, "# Work\n\nThe marmot Quillmoor Ltd is here. The heron Quillmoor Ltd is there. The heron Tallowood Ltd is away.\n")
	c, _ := got.Customer.Known()
	p, _ := got.Partner.Known()
	if c != "Quillmoor Ltd" || p != "Tallowood Ltd" {
		t.Errorf("customer %q, partner %q: want one each", c, p)
	}
}

// TestCompanyBesideClient weighs what the rules say of one who is called "the Company"
// beside one who is called "the Client": it speaks for no customer.
func TestCompanyBesideClient(t *testing.T) {
	said := func(trait string) []sow.WordWeight { return []sow.WordWeight{{Place: "value", Word: trait, Weight: 4}} }
	r := newReader(t)
	err := r.Pick([]sow.Pick{
		{Fact: "customer", Bias: -2, Words: said("by-customer>4")},
		{Fact: "partner", Bias: -2, Words: said("by-customer<0.2")},
	})
	if err != nil {
		t.Fatal(err)
	}
	doc, det := markdown(t, "# Work order\n\nBetween Tallowood Software Private Limited (hereinafter \"the Company\")\n\nand Quillmoor Services LLP (hereinafter \"the Client\").\n")
	got := r.Read(doc, det)
	wantName(t, "customer", got.Customer, "Quillmoor Services LLP")
	wantName(t, "partner", got.Partner, "Tallowood Software Private Limited")
}

func TestPickAgreement(t *testing.T) {
	r := newReader(t)
	err := r.Pick([]sow.Pick{{Fact: "agreement", Rules: 1, Bias: -2, Words: []sow.WordWeight{
		{Place: "after-1", Word: "burrow", Weight: 4}, {Place: "value", Word: "is-MCA", Weight: -0.5},
	}}})
	if err != nil {
		t.Fatal(err)
	}
	doc, det := markdown(t, "# Licences\n\nThe customer holds an Enterprise Agreement with Microsoft.\n\nMicrosoft Customer Agreement burrow.\n")
	facts := r.Read(doc, det)
	if v, _ := facts.Agreement.Known(); v != sow.MCA {
		t.Errorf("agreement %v, want MCA", facts.Agreement)
	}
	if sells, known := facts.TransactingCSP.Known(); sells || !known {
		t.Errorf("who sells: %v, want another, as the agreement is direct", facts.TransactingCSP)
	}
}
