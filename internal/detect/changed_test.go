package detect

import (
	"testing"

	"claimline/internal/sow"
)

// TestOrderThatAChangeChanges reads change orders that tell, below a heading, of
// the order that they change: what stands there is not delivered by the change.
func TestOrderThatAChangeChanges(t *testing.T) {
	d := detecting(t, sow.Weights{})
	for _, c := range []struct {
		lang, title, before, text, changes, added string
	}{
		{"en", "Change order 3", "Original scope", "The supplier sets up a file store in Azure Files.", "What changes", "The supplier sets up Microsoft Sentinel."},
		{"en", "Change order 3", "What the contract said", "The supplier sets up a file store in Azure Files.", "What changes", "The supplier sets up Microsoft Sentinel."},
		{"de", "Nachtrag 3", "Ursprünglicher Umfang", "Der Auftragnehmer richtet eine Ablage in Azure Files ein.", "Was hinzukommt", "Der Auftragnehmer richtet Microsoft Sentinel ein."},
		{"de", "Nachtrag 3", "Was der Vertrag vorsah", "Der Auftragnehmer richtet eine Ablage in Azure Files ein.", "Was hinzukommt", "Der Auftragnehmer richtet Microsoft Sentinel ein."},
		{"de", "Nachtrag 3", "Was im Vertrag stand", "Der Auftragnehmer richtet eine Ablage in Azure Files ein.", "Was hinzukommt", "Der Auftragnehmer richtet Microsoft Sentinel ein."},
		{"fr", "Avenant n° 3", "Périmètre initial", "Le prestataire met en place un stockage dans Azure Files.", "Ce qui est ajouté", "Le prestataire met en place Microsoft Sentinel."},
		{"fr", "Avenant n° 3", "Ce que disait le contrat", "Le prestataire met en place un stockage dans Azure Files.", "Ce qui est ajouté", "Le prestataire met en place Microsoft Sentinel."},
		{"fr", "Avenant n° 3", "Ce que prévoyait le contrat", "Le prestataire met en place un stockage dans Azure Files.", "Ce qui est ajouté", "Le prestataire met en place Microsoft Sentinel."},
		{"es", "Orden de cambio 3", "Alcance original", "El proveedor implanta un almacén en Azure Files.", "Qué se añade", "El proveedor implanta Microsoft Sentinel."},
		{"es", "Orden de cambio 3", "Alcance inicial", "El proveedor implanta un almacén en Azure Files.", "Qué se añade", "El proveedor implanta Microsoft Sentinel."},
		{"es", "Orden de cambio 3", "Qué decía el contrato", "El proveedor implanta un almacén en Azure Files.", "Qué se añade", "El proveedor implanta Microsoft Sentinel."},
		{"es", "Orden de cambio 3", "Qué preveía el contrato", "El proveedor implanta un almacén en Azure Files.", "Qué se añade", "El proveedor implanta Microsoft Sentinel."},
	} {
		doc := sow.Document{Language: c.lang, Title: c.title, Blocks: []sow.Block{
			{Kind: sow.Heading, Level: 1, Text: c.title},
			{Kind: sow.Heading, Level: 2, Text: c.before},
			{Kind: sow.Paragraph, Text: c.text},
			{Kind: sow.Heading, Level: 2, Text: c.changes},
			{Kind: sow.Paragraph, Text: c.added},
		}}
		delivers(t, d, c.before, doc, map[string]bool{"azure-storage": false, "sentinel": true})
	}
}
