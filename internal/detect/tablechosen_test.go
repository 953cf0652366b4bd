package detect

import (
	"testing"

	"claimline/internal/sow"
)

// delivered tells of each product that a document names whether it is in scope.
func delivered(d *Detector, doc sow.Document) map[string]bool {
	got := map[string]bool{}
	for _, w := range d.Detect(doc).Workloads {
		got[w.ID] = w.Polarity == sow.InScope
	}
	return got
}

// TestChosenRows reads which rows of a catalogue the words around it order.
func TestChosenRows(t *testing.T) {
	d := detecting(t, sow.Weights{})
	for _, c := range []struct {
		name, lang string
		before     []string // lines of the document before the table
		table      string
		want       map[string]bool
	}{
		{
			"a lot after a label, rows without a cell of their own", "en",
			[]string{"Supplier: Thornbury Hale LLP\nCall-off under: Lot 4", "The Lots are printed because the Framework requires it."},
			"Lot / Line / Service // 1 Infrastructure / 1(a) / Azure Backup // 2 Productivity / 2(a) / Exchange Online // 4 Information / 4(a) / Purview sensitivity labels // 5 Cyber / 5(a) / Microsoft Sentinel",
			map[string]bool{"azure-backup": false, "exchange-online": false, "purview-information-protection": true, "sentinel": false},
		},
		{
			"packages that a person may call off", "en",
			[]string{"The Customer's order: the Customer orders rows 1 and 3 of the table."},
			"Row / Service / Price // 1 / Azure Backup / 10 // 2 / Exchange Online / 20 // 3 / Microsoft Sentinel / 30 // 4 / Microsoft Intune / 40",
			map[string]bool{"azure-backup": true, "exchange-online": false, "sentinel": true, "intune": false},
		},
		{
			"all but some rows, of which others do some", "en",
			[]string{"\"S\" is the Supplier, \"T\" a third party. The Supplier performs lines marked S, other than lines 3 and 4."},
			"Line / Activity / By // 1 / Azure Arc enrolment / S // 2 / Azure Virtual WAN / T // 3 / Azure Backup vault / S // 4 / Microsoft Intune / S",
			map[string]bool{"azure-arc": true, "azure-networking": false, "azure-backup": false, "intune": false},
		},
		{
			"the price of a month is the price of a line", "en",
			[]string{"The Supplier provides these services."},
			"Service / Qty / ZAR per month // Azure Backup / 4 / 12 400 // Azure Monitor / – / 14 250 // Microsoft Sentinel / 35 / 48 750",
			map[string]bool{"azure-backup": true, "azure-monitor": true, "sentinel": true},
		},
		{
			"the price of a month in German", "de",
			[]string{"Die Auftragnehmerin erbringt diese Leistungen."},
			"Leistung / Menge / Preis pro Monat // Azure Backup / 4 / 400 // Azure Monitor / – / 250 // Microsoft Sentinel / 35 / 750",
			map[string]bool{"azure-backup": true, "azure-monitor": true, "sentinel": true},
		},
		{
			"the price of a month in French", "fr",
			[]string{"Le prestataire assure ces services."},
			"Service / Heures / Prix par mois // Azure Backup / 4 / 400 // Azure Monitor / – / 250 // Microsoft Sentinel / 35 / 750",
			map[string]bool{"azure-backup": true, "azure-monitor": true, "sentinel": true},
		},
		{
			"the price of a month in Spanish", "es",
			[]string{"El proveedor presta estos servicios."},
			"Servicio / Horas / Precio por mes // Azure Backup / 4 / 400 // Azure Monitor / – / 250 // Microsoft Sentinel / 35 / 750",
			map[string]bool{"azure-backup": true, "azure-monitor": true, "sentinel": true},
		},
		{
			"a total for what is taken only", "en",
			[]string{"The Supplier provides these services."},
			"Service / Rate (€) / Amount (€) // Azure Backup / 400.00 / 800.00 // Azure Monitor / 250.00 / – // Microsoft Sentinel / 750.00 / n/c // Microsoft Intune / 35.00 / 1,050.00",
			map[string]bool{"azure-backup": true, "azure-monitor": false, "intune": true},
		},
		{
			"a price paid once beside one by the month", "en",
			[]string{"The Supplier provides these services."},
			"Service / Price once (€) / Price monthly (€) // Azure Backup / 400.00 / 90.00 // Azure Monitor / 250.00 / – // Microsoft Sentinel / 750.00 / 80.00",
			map[string]bool{"azure-backup": true, "azure-monitor": true, "sentinel": true},
		},
		{
			"a price of one in brackets", "en",
			[]string{"The Supplier provides these services."},
			"Service / Qty / Price per month // Azure Backup / 4 / 400 // Azure Monitor / – / (8.50 a device) // Microsoft Sentinel / 35 / 750",
			map[string]bool{"azure-backup": true, "azure-monitor": false, "sentinel": true},
		},
	} {
		doc := sow.Document{Language: c.lang}
		for _, text := range c.before {
			doc.Blocks = append(doc.Blocks, sow.Block{Kind: sow.Paragraph, Text: text})
		}
		doc.Blocks = append(doc.Blocks, sow.Block{Kind: sow.Heading, Level: 1, Text: "Services"})
		doc.Blocks = append(doc.Blocks, tableBlocks(c.table)...)
		got := delivered(d, doc)
		for id, want := range c.want {
			if got[id] != want {
				t.Errorf("%s: %s delivered is %t, want %t", c.name, id, got[id], want)
			}
		}
	}
}

// TestCalledOffByPart reads a sentence that names rows of two parts, and one about
// rows that an earlier order has brought.
func TestCalledOffByPart(t *testing.T) {
	d := detecting(t, sow.Weights{})
	doc := sow.Document{Language: "en", Blocks: []sow.Block{
		{Kind: sow.Paragraph, Text: "The Authority calls off items 2 and 4 of Schedule B and item 1 of Schedule C. Items 1 and 3 of Schedule B were called off under Call-Off 9, and are complete."},
	}}
	for n, part := range []struct{ heading, table string }{
		{"Schedule B: workplace", "Item / Title // 1 / Exchange Online: mailboxes // 2 / SharePoint Online: intranet // 3 / Microsoft Teams: roll-out // 4 / Teams Rooms: the chamber"},
		{"Schedule C: citizens", "Item / Title // 1 / Power Pages: street defects // 2 / Copilot Studio: questions // 3 / Azure Document Intelligence: letters"},
	} {
		doc.Blocks = append(doc.Blocks, sow.Block{Kind: sow.Heading, Level: 1, Text: part.heading})
		for _, b := range tableBlocks(part.table) {
			b.Cell.Table = n + 1
			doc.Blocks = append(doc.Blocks, b)
		}
	}
	got := delivered(d, doc)
	for id, want := range map[string]bool{
		"exchange-online": false, "sharepoint-online": true, "teams": false, "teams-rooms": true,
		"power-pages": true, "copilot-studio": false, "azure-ai-services": false,
	} {
		if got[id] != want {
			t.Errorf("%s delivered is %t, want %t", id, got[id], want)
		}
	}
}

// TestCalledOffByLetter reads a sentence that orders small letters of a catalogue,
// which it finds by the number of its section.
func TestCalledOffByLetter(t *testing.T) {
	d := detecting(t, sow.Weights{})
	for _, c := range []struct{ lang, text, heading, head string }{
		{"en", "Of the services of the catalogue (section 6) the Client orders those with the letters b and d. No others are ordered.", "6. Catalogue", "Letter / Service"},
		{"de", "Aus dem Katalog (Abschnitt 6) werden die Leistungen mit den Buchstaben b und d bestellt. Weitere sind nicht bestellt.", "6. Katalog", "Buchstabe / Leistung"},
		{"fr", "Des prestations du catalogue (chapitre 6) sont commandées celles des lettres b et d. Aucune autre n'est commandée.", "6. Catalogue", "Lettre / Prestation"},
		{"es", "De las prestaciones del catálogo (apartado 6) se piden las señaladas con las letras b y d. No se piden las demás.", "6. Catálogo", "Letra / Prestación"},
	} {
		doc := sow.Document{Language: c.lang, Blocks: []sow.Block{
			{Kind: sow.Paragraph, Text: c.text}, {Kind: sow.Heading, Level: 1, Text: c.heading},
		}}
		doc.Blocks = append(doc.Blocks, tableBlocks(c.head+" // a / Exchange Online // b / SharePoint Online // c / Microsoft Teams // d / Microsoft Intune")...)
		got := delivered(d, doc)
		for id, want := range map[string]bool{"exchange-online": false, "sharepoint-online": true, "teams": false, "intune": true} {
			if got[id] != want {
				t.Errorf("%q: %s delivered is %t, want %t", c.text, id, got[id], want)
			}
		}
	}
}

// TestCalledOffSaveOne reads an exception among the rows that a sentence orders, and
// one that speaks of a cell.
func TestCalledOffSaveOne(t *testing.T) {
	d := detecting(t, sow.Weights{})
	for _, c := range []struct{ lang, text, heading, table string }{
		{"en", "The Buyer orders from Schedule A the offers numbered 2 to 4, save for number 3.", "Service Offer", "No. / Offer"},
		{"de", "Der Auftraggeber bestellt aus Anlage A die Positionen 2 bis 4, mit Ausnahme der Position 3. Der Eintrag in Zeile 2, Spalte Angebot, ist kein Versehen.", "Angebot", "Pos / Angebot"},
	} {
		number := "Schedule A"
		if c.lang == "de" {
			number = "Anlage A"
		}
		doc := sow.Document{Language: c.lang, Blocks: []sow.Block{
			{Kind: sow.Paragraph, Text: c.text}, {Kind: sow.Heading, Level: 1, Text: c.heading, Number: number},
		}}
		doc.Blocks = append(doc.Blocks, tableBlocks(c.table+" // 1 / Exchange Online // 2 / SharePoint Online // 3 / Microsoft Teams // 4 / Microsoft Intune")...)
		got := delivered(d, doc)
		for id, want := range map[string]bool{"exchange-online": false, "sharepoint-online": true, "teams": false, "intune": true} {
			if got[id] != want {
				t.Errorf("%q: %s delivered is %t, want %t", c.text, id, got[id], want)
			}
		}
	}
}

// TestCalledOffBeside reads the packages that a cell beside "called off" names.
func TestCalledOffBeside(t *testing.T) {
	d := detecting(t, sow.Weights{})
	doc := sow.Document{Language: "de", Blocks: tableBlocks("Stelle / Landesamt // Abgerufen werden / Leistungspakete LP 03 und LP 04 der Anlage 2")}
	doc.Blocks = append(doc.Blocks, sow.Block{Kind: sow.Heading, Level: 1, Text: "Leistungspakete"})
	catalogue := tableBlocks("LP / Beschreibung // 02 / Aufnahme in Intune // 03 / Überführung nach Exchange Online // 04 / Räume in SharePoint Online // 05 / Ablösung durch Teams Phone")
	for i := range catalogue {
		catalogue[i].Cell.Table = 2
	}
	doc.Blocks = append(doc.Blocks, catalogue...)
	got := delivered(d, doc)
	for id, want := range map[string]bool{"intune": false, "exchange-online": true, "sharepoint-online": true, "teams-phone": false} {
		if got[id] != want {
			t.Errorf("%s delivered is %t, want %t", id, got[id], want)
		}
	}
}

// TestNumbersDenyNothing reads "No. 4" as a number, and what stands before a dash as
// what is built.
func TestNumbersDenyNothing(t *testing.T) {
	d := detecting(t, sow.Weights{})
	for _, c := range []struct{ lang, heading, text, id string }{
		{"es", "Acta de alcance No. 01", "Una aplicación en Power Apps reemplaza la planilla.", "power-apps"},
		{"es", "Alcance", "Según la orden No. 45 se construye el portal en Power Pages.", "power-pages"},
		{"de", "Das bauen wir", "Datenhaltung in Dataverse, nicht in SharePoint-Listen – das war euer Wunsch.", "dataverse"},
	} {
		doc := sow.Document{Language: c.lang, Blocks: []sow.Block{{Kind: sow.Heading, Level: 1, Text: c.heading}, {Kind: sow.ListItem, Level: 1, Text: c.text}}}
		if !delivered(d, doc)[c.id] {
			t.Errorf("%q under %q: %s is not delivered", c.text, c.heading, c.id)
		}
	}
}
