package detect

import (
	"testing"

	"claimline/internal/sow"
)

// What brackets say of one product says nothing of the next one behind them: courses on
// a product in which people meet are not held in the other.
func TestBracketsSayNothingOfWhatFollows(t *testing.T) {
	for _, tt := range []struct {
		text, id string
		want     sow.Polarity
	}{
		{"Ateliers portant sur Viva Engage (fils, réunions, tâches) et sur Microsoft Teams.", "teams", sow.InScope},
		{"Ateliers portant sur Microsoft Teams (équipes de pôle, réunions, tâches partagées) et sur SharePoint Online (bibliothèque).", "sharepoint-online", sow.InScope},
		{"Les réunions (hebdomadaires) se tiennent sur Microsoft Teams.", "teams", sow.Tool},
		{"Les réunions (le lundi) sur Microsoft Teams durent une heure.", "teams", sow.Tool},
	} {
		d := detecting(t, sow.Weights{})
		doc := sow.Document{Language: "fr", Blocks: []sow.Block{
			{Kind: sow.Heading, Level: 1, Text: "Prestations commandées"},
			{Kind: sow.Paragraph, Text: tt.text},
		}}
		if is, why := readAs(d.Detect(doc), tt.id); is != string(tt.want) {
			t.Errorf("%s is %s by %q in %q, want %s", tt.id, is, why, tt.text, tt.want)
		}
	}
}
