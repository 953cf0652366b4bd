package fact_test

import "testing"

// A quote is what the document says, so that a reader finds it there.
func TestQuotesLabels(t *testing.T) {
	tests := []struct{ name, source, want string }{
		{"a label in bold letters", "# Order\n\n**Client:** Otter Mills Ltd\n\n**Supplier** Heron Cloud Ltd\n", "Client: Otter Mills Ltd"},
		{"a space before the colon", "# Commande\n\nClient : Moulins de la Loutre SARL\n", "Client : Moulins de la Loutre SARL"},
		{"the first cell of the row", "# Order\n\n| Side | Name |\n|---|---|\n| Client | Otter Mills Ltd |\n", "Client: Otter Mills Ltd"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc, det := markdown(t, tt.source)
			customer := newReader(t).Read(doc, det).Customer
			if len(customer.Evidence) == 0 || customer.Evidence[0].Quote != tt.want {
				t.Errorf("customer %v, want the quote %q", customer, tt.want)
			}
		})
	}
}

func TestQuotesCellsWithLabels(t *testing.T) {
	doc, det := markdown(t, "# Order\n\n## Signatures\n\n| Otter Mills Ltd | Heron Cloud Ltd |\n|---|---|\n| Date: 2 March 2026 | Date: 4 March 2026 |\n")
	signed := newReader(t).Read(doc, det).SignedDate
	if len(signed.Evidence) == 0 || signed.Evidence[0].Quote != "Date: 4 March 2026" {
		t.Errorf("signed %v, want the quote of the cell alone", signed)
	}
}
