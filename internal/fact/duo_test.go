package fact_test

import (
	"testing"

	"claimline/internal/sow"
)

// TestWhoWorksForWhom reads both sides where no label tells their roles.
func TestWhoWorksForWhom(t *testing.T) {
	r := newReader(t)
	for _, c := range []struct{ name, text, customer, partner string }{
		{"works for", "Harbour Networks Ltd replaces the servers of Eastmere Housing Trust.", "Eastmere Housing Trust", "Harbour Networks Ltd"},
		{"engages", "The Eastmere Housing Trust appoints Harbour Networks Ltd to replace its servers.", "Eastmere Housing Trust", "Harbour Networks Ltd"},
		{"beauftragt", "Die Stadtwerke Nordfeld GmbH beauftragt die Lenz Systemhaus GmbH mit der Umstellung.", "Stadtwerke Nordfeld GmbH", "Lenz Systemhaus GmbH"},
		{"adjudica", "El Ayuntamiento de Valdemora adjudica a Redes Olmo S.L. la migración.", "Ayuntamiento de Valdemora", "Redes Olmo S.L."},
		{"confie", "La Fondation Belcourt confie à Numérique Aubin SARL la migration de ses serveurs, dans les conditions qui suivent et pour tous les sites.", "Fondation Belcourt", "Numérique Aubin SARL"},
		{"from and to", "Offer from Harbour Networks Ltd to Eastmere Housing Trust", "Eastmere Housing Trust", "Harbour Networks Ltd"},
		{"between", "Zwischen der Stadtbücherei Nordfeld und der Lenz Systemhaus GmbH wird Folgendes vereinbart.", "Stadtbücherei Nordfeld", "Lenz Systemhaus GmbH"},
		{"two points", "Customer: Bayfront Foods Pte. Ltd., Singapore\nSupplier: Straits Systems Pte. Ltd.", "Bayfront Foods Pte. Ltd.", "Straits Systems Pte. Ltd."},
		{"hyphen", "Customer: Fjordby Cloud-huset A/S, Aalborg\nSupplier: Heath Dairy Co-operative Limited", "Fjordby Cloud-huset A/S", "Heath Dairy Co-operative Limited"},
		{"product", "Cap Horn Conseil met en place Salesforce Sales Cloud pour 265 utilisateurs.", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc := sow.Document{Blocks: []sow.Block{{Kind: sow.Heading, Level: 1, Text: "Statement of work"}, {Kind: sow.Paragraph, Text: c.text}}}
			f := r.Read(doc, sow.Detection{})
			customer, _ := f.Customer.Known()
			partner, _ := f.Partner.Known()
			if customer != c.customer || partner != c.partner {
				t.Errorf("customer %q, partner %q; want %q and %q", customer, partner, c.customer, c.partner)
			}
		})
	}
}
