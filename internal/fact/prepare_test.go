package fact_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"claimline/internal/extract/text"
	"claimline/internal/sow"
)

// TestReadBeside begins to read two documents, the second one while the first
// waits for its detection: each gives what it gives when it is read alone.
func TestReadBeside(t *testing.T) {
	r := newReader(t)
	documents := make([]sow.Document, 0, 2)
	for _, source := range []string{
		"# Acme Works Ltd for Borough Trust Ltd\n\nCustomer: Borough Trust Ltd\n\nPartner: Acme Works Ltd\n\nStart: 2 March 2026\n\nUsers: 120\n",
		"# Vertrag\n\nKunde: Stadtwerke Soest GmbH\n\nDienstleister: Nordlicht Systeme GmbH\n\nBeginn: 4. Mai 2026\n\nGesamtpreis: 12.500 EUR\n",
	} {
		doc, err := text.ReadMarkdown([]byte(source), text.Limits{}.WithDefaults())
		if err != nil {
			t.Fatal(err)
		}
		documents = append(documents, doc)
	}
	det := sow.Detection{Kind: sow.KindProject}
	var german sow.Facts
	english := r.ReadBeside(documents[0], func() sow.Detection {
		german = r.Read(documents[1], det)
		return det
	})
	if customer, ok := english.Customer.Known(); !ok || customer != "Borough Trust Ltd" {
		t.Errorf("customer %q", customer)
	}
	if diff := cmp.Diff(r.Read(documents[0], det), english); diff != "" {
		t.Errorf("the first document: %s", diff)
	}
	if diff := cmp.Diff(r.Read(documents[1], det), german); diff != "" {
		t.Errorf("the second document: %s", diff)
	}
}
