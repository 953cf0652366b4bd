package fact_test

import "testing"

// TestAccumulated reads change orders that state what they add beside the price of the
// order and of the changes before.
func TestAccumulated(t *testing.T) {
	r := newReader(t)
	for want, source := range map[string]string{
		"17300 EUR": "Par commande du 4 mai 2025, d'un montant de 52 000 € HT, le Prestataire a créé le portail. L'avenant n° 1 (6 100 € HT) y a ajouté un annuaire.\n\n" +
			"Le présent avenant ajoute 17 300 € HT à la commande, ce qui porte le total à 75 400 € HT.\n",
		"48100 GBP": "| Item | GBP |\n|---|---|\n| Order WO-7, original price | 320,000 |\n| CR-01 to CR-03 | 41,250 |\n| Price before this change | 361,250 |\n" +
			"| CR-04 | 48,100 |\n| Price after this change | 409,350 |\n",
		"9700 EUR": "| Vertragsstand | Netto |\n|---|---|\n| Vertrag | 28.000,00 € |\n| Nachtrag 1 (Minderung) | – 3.500,00 € |\n" +
			"| Nachtrag 2 | 9.700,00 € |\n| Neue Gesamtvergütung | 34.200,00 € |\n",
		"54200 EUR": "| Concepto | Antes | Después |\n|---|---|---|\n| Importe acumulado | 410.000 EUR (con SC-01 a SC-03) | 464.200 EUR |\n| Importe de SC-04 | – | 54.200 EUR |\n",
		"233000 USD": "| Item | Amount |\n|---|---|\n| SOW as signed | $141,000 |\n| Change Order 01 (forms) | $16,500 |\n| This Change Order 02 | $233,000 |\n" +
			"| Program total | $390,500 |\n",
		"21300 EUR": "| | vor CR-03 | Änderung | nach CR-03 |\n|---|---|---|---|\n| Vergütung netto | 118.200 € | +21.300 € | 139.500 € |\n",
		"37600 EUR": "Das monatliche Entgelt steigt von EUR 7.150 auf EUR 8.590, somit um EUR 1.440. Für 20 Monate ergibt das ein Mehrentgelt von EUR 28.800. " +
			"Die Übernahme wird einmalig mit EUR 8.800 vergütet. Der Wert dieses Nachtrags beträgt daher EUR 37.600 zuzüglich Umsatzsteuer.\n",
		"51200 EUR": "Der Vertrag umfasst die Einführung zum Festpreis von € 148.000. Mit der Vereinbarung Nr. 1 (€ 8.700) kam ein Schulungstag hinzu.\n\n" +
			"Für diese Änderung gebührt ein Pauschalentgelt von € 51.200. Die Gesamtsumme aus allen dreien beträgt damit € 207.900.\n",
		"27350 EUR": "Nachtrag 1 (Lager, 8.200 €) ist erledigt. Beim Zählen der Bestände zeigte sich, dass der vereinbarte Umfang nicht reicht.\n\n" +
			"| | Netto |\n|---|---|\n| Einführungsvertrag | 94.000 € |\n| Nachtrag Nr. 1 | 8.200 € |\n| Nachtrag Nr. 2, nach Abzug der Gutschrift | 27.350 € |\n| Neue Auftragssumme | 129.550 € |\n",
		"11900 GBP": "| Ref | Item | Change £ |\n|---|---|---|\n| a | Enrolment | +14,100 |\n| b | Panels | -2,200 |\n| | Net | +11,900 |\n\n" +
			"SOW £78,000; CO-01 nil; CO-02 £5,300; CO-03 £11,900; new contract sum £95,200. VAT is added.\n",
		"3405000 ZAR": "| Work | Price |\n|---|---|\n| B2 | R 1 180 000 |\n| B3 | R 2 065 000 |\n| Training | R 160 000 |\n| Sum, before VAT | R 3 405 000 |\n",
	} {
		doc, det := markdown(t, "kind: change-order\n# Change\n\n"+source)
		if got := show(r.Read(doc, det), "value"); got != want {
			t.Errorf("value %q, want %q in:\n%s", got, want, source)
		}
	}
}

// TestAccumulatedChoices leaves the prices before and after a change out of what the
// learnt words choose from.
func TestAccumulatedChoices(t *testing.T) {
	doc, det := markdown(t, "kind: change-order\n# Nachtrag\n\n| Vertragsstand | Netto |\n|---|---|\n| Vertrag | 28.000,00 € |\n"+
		"| Nachtrag 1 (Minderung) | – 3.500,00 € |\n| Nachtrag 2 | 9.700,00 € |\n| Neue Gesamtvergütung | 34.200,00 € |\n")
	if got, want := offered(newReader(t), doc, det, "value"), "9700.00 EUR"; got != want {
		t.Errorf("offers %q, want %q", got, want)
	}
}
