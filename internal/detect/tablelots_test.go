package detect

import (
	"testing"

	"claimline/internal/sow"
)

// The lots that are not the supplier's are rows of the table of lots, not the items
// that bear the same numbers.
func TestLotsAreNoItems(t *testing.T) {
	d := detecting(t, sow.Weights{})
	for _, c := range []struct{ lang, lots, sentence, items string }{
		{
			"de", "Los / Inhalt // 1 / Netz // 2 / Zusammenarbeit // 3 / Druck", "Die Lose 1 und 3 sind nicht Gegenstand dieses Vertrags.",
			"Pos. / Leistung // 1 / Umzug der Postfächer nach Exchange Online // 2 / Einrichtung von Microsoft Intune // 3 / Einrichtung von Microsoft Sentinel",
		},
		{
			"en", "Lot / Content // 1 / Network // 2 / Collaboration // 3 / Print", "Lots 1 and 3 are not part of this contract.",
			"Item / Service // 1 / Move of mailboxes to Exchange Online // 2 / Set-up of Microsoft Intune // 3 / Set-up of Microsoft Sentinel",
		},
	} {
		doc := sow.Document{Language: c.lang, Blocks: tableBlocks(c.lots)}
		items := tableBlocks(c.items)
		for i := range items {
			items[i].Cell.Table = 2
		}
		doc.Blocks = append(doc.Blocks, sow.Block{Kind: sow.Paragraph, Text: c.sentence})
		doc.Blocks = append(doc.Blocks, items...)
		got := delivered(d, doc)
		for _, id := range []string{"exchange-online", "intune", "sentinel"} {
			if !got[id] {
				t.Errorf("%s: %s is not delivered", c.lang, id)
			}
		}
	}
}
