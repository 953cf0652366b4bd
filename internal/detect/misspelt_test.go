package detect

import (
	"testing"

	"claimline/internal/sow"
)

// TestMisspelt reads product names with one wrong letter as what is meant, and
// leaves words alone that are words of their own.
func TestMisspelt(t *testing.T) {
	tests := []struct {
		name, lang, text, id string
		named                bool
	}{
		{"two letters swapped", "en", "Migration of all team sites to Sharepiont Online.", "sharepoint-online", true},
		{"maker swapped", "en", "Rollout of Micorsoft Teams to 400 people.", "teams", true},
		{"a letter less", "en", "We move the home drives to OneDrve.", "onedrive", true},
		{"a letter more", "en", "Sensitivity labels in Pureview for the board.", "purview-information-protection", true},
		{"six letters and one more", "en", "We set up Intunes for the laptops.", "intune", true},
		{"another letter", "de", "Einführung von Dynamixs 365 Sales im Vertrieb.", "d365-sales", true},
		{"family name swapped", "en", "Implementation of Dyanmics 365 Sales.", "d365-sales", true}, //nolint:misspell // on purpose
		{"within a longer name", "fr", "Mise en place de Micrsoft Defender for Office 365.", "defender-for-office-365", true},
		{"in Spanish", "es", "Migración de los informes a Databriks en Azure.", "azure-databricks", true},
		{"in capitals", "en", "MIGRATION TO SHAREPIONT ONLINE", "sharepoint-online", true},
		{"no capital", "en", "the team shares a sharepiont of view", "sharepoint-online", false},
		{"a plural of its own", "en", "Exchangers for heat and mail are serviced.", "exchange-online", false},
		{"a French noun", "fr", "Echange de mails avec la mairie, migration des dossiers.", "exchange-online", false},
		{"a Spanish pilot", "es", "Copiloto y capitán reciben formación.", "microsoft-365-copilot", false},
		{"a participle", "en", "Defended by our staff, configured for the office.", "microsoft-defender", false},
		{"cells of the brain", "de", "Synapsen werden untersucht und konfiguriert.", "azure-synapse", false},
		{"two edits", "en", "Migration to Sharpiont Online.", "sharepoint-online", false},
		{"another first letter", "en", "Migration to Charepoint Online.", "sharepoint-online", false},
	}
	d := packDetector(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			title := sentenceTitles[tt.lang]
			got := d.Detect(sow.Document{Language: tt.lang, Title: title, Blocks: []sow.Block{
				{Kind: sow.Heading, Level: 1, Text: title}, {Kind: sow.Heading, Level: 2, Text: "Microsoft"}, {Kind: sow.Paragraph, Text: tt.text},
			}})
			is, _ := readAs(got, tt.id)
			if (is != "not named") != tt.named {
				t.Errorf("%s in %q is %s, want it named: %v", tt.id, tt.text, is, tt.named)
			}
		})
	}
}
