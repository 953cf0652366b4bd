package detect

import (
	"testing"

	"claimline/internal/sow"
)

// TestOnlyCodesThatAreTakenAreOrdered reads a catalogue beside an order form, a
// sentence or a label that takes some of its lines by code.
func TestOnlyCodesThatAreTakenAreOrdered(t *testing.T) {
	d := detecting(t, sow.Weights{})
	const catalogue = "Code / Service // DW-110 / Microsoft Intune, basic set-up // DW-125 / Windows 365, image and policy // DW-140 / Power BI, ten reports // DW-170 / Microsoft Sentinel, ten sources"
	ordered := map[string]bool{"intune": true, "windows-365": false, "power-bi": true, "sentinel": false}
	for _, c := range []struct {
		name, lang, before, form string
		want                     map[string]bool
	}{
		{"quantities", "en", "The catalogue is printed whole.", "Line / Quantity / Charge // DW-110 / 1 / 900 // DW-140 / 3 / 700 // Total / / 1600", ordered},
		{"no quantity", "fr", "Le catalogue est reproduit en entier.", "Code / Quantité / Prix // DW-110 / 1 / 900 // DW-125 / – / 700 // DW-140 / 2 / 400 // DW-170 / 0 / 300", ordered},
		{"sentence", "en", "The Buyer orders DW-110 and DW-140 of the catalogue.", "", ordered},
		{"sentence", "de", "Der Auftraggeber bestellt DW-110 und DW-140 des Katalogs.", "", ordered},
		{"sentence", "es", "El Cliente encarga DW-110 y DW-140 del catálogo.", "", ordered},
		{"label", "en", "The catalogue is printed whole.", "Term / Value // Start / 3 May 2026 // Items ordered / DW-110, DW-140", ordered},
		{"label with its part", "en", "The catalogue is printed whole.", "Term / Value // Start / 3 May 2026 // Service lines called off / DW-110 and DW-140 of Schedule 2", ordered},
		{"label with its part", "de", "Der Katalog steht hier ganz.", "Angabe / Wert // Beginn / 3. Mai 2026 // Bestellte Positionen / DW-110 und DW-140 der Anlage 2", ordered},
		{"refusal", "en", "DW-125 is not included.", "", map[string]bool{"intune": true, "windows-365": false, "sentinel": true}},
		{"another subject", "en", "Who reads this need not know DW-125; Microsoft Sentinel is not meant by it.", "", map[string]bool{"intune": true, "windows-365": true}},
		{"milestones", "en", "The services follow.", "Milestone / Amount // DW-110 / 900 // DW-125 / 700", map[string]bool{"intune": true, "power-bi": true, "sentinel": true}},
		{"all taken", "en", "The services follow.", "Code / Quantity // DW-110 / 1 // DW-125 / 1 // DW-140 / 1 // DW-170 / 1", map[string]bool{"intune": true, "windows-365": true, "sentinel": true}},
	} {
		doc := sow.Document{Language: c.lang, Blocks: []sow.Block{{Kind: sow.Heading, Level: 1, Text: "Services"}, {Kind: sow.Paragraph, Text: c.before}}}
		if c.form != "" {
			doc.Blocks = append(doc.Blocks, tableBlocks(c.form)...)
			doc.Blocks = append(doc.Blocks, sow.Block{Kind: sow.Paragraph, Text: "."})
		}
		for _, b := range tableBlocks(catalogue) {
			cell := *b.Cell
			cell.Table += 7
			b.Cell = &cell
			doc.Blocks = append(doc.Blocks, b)
		}
		delivers(t, d, c.name+" "+c.lang, doc, c.want)
	}
}

// delivers tells which products a document delivers.
func delivers(t *testing.T, d *Detector, name string, doc sow.Document, want map[string]bool) {
	t.Helper()
	got := map[string]bool{}
	for _, w := range d.Detect(doc).Workloads {
		got[w.ID] = w.Polarity == sow.InScope
	}
	for id, is := range want {
		if got[id] != is {
			t.Errorf("%s: %s delivered is %t, want %t", name, id, got[id], is)
		}
	}
}

// TestAllButSomeRows reads sentences that order a list but for some of its rows.
func TestAllButSomeRows(t *testing.T) {
	d := detecting(t, sow.Weights{})
	for _, c := range []struct{ lang, heading, says string }{
		{"en", "Annex 2", "The Supplier sets up all parts of Annex 2, with the exception of items 2 and 4."},
		{"de", "Anlage 2", "Der Auftragnehmer richtet alle Bausteine der Anlage 2 ein, mit Ausnahme der Positionen 2 und 4."},
		{"fr", "Annexe 2", "L'Adjudicataire conçoit et met en place toutes les briques de l'annexe 2, à l'exception des points 2 et 4."},
		{"es", "Anexo 2", "El Contratista implanta todos los elementos del Anexo 2, a excepción de los puntos 2 y 4."},
	} {
		doc := sow.Document{Language: c.lang, Blocks: []sow.Block{
			{Kind: sow.Heading, Level: 1, Text: "Objet"}, {Kind: sow.Paragraph, Text: c.says}, {Kind: sow.Heading, Level: 1, Text: c.heading},
		}}
		doc.Blocks = append(doc.Blocks, tableBlocks("N / X // 1 / Microsoft Sentinel // 2 / Microsoft Intune // 3 / Azure Backup // 4 / Azure Monitor // 5 / Power BI")...)
		delivers(t, d, c.lang, doc, map[string]bool{"sentinel": true, "intune": false, "azure-backup": true, "azure-monitor": false, "power-bi": true})
	}
}
