package detect

import "testing"

func TestTextAsExtractorsWriteIt(t *testing.T) {
	d := packDetector(t)
	tests := []struct{ name, text, id string }{
		{"no-break space", "Deploy Microsoft\u00a0Teams", "teams"},
		{"line break inside a name", "Deploy Microsoft\nTeams", "teams"},
		{"soft hyphen", "Deploy Share\u00adPoint Online", "sharepoint-online"},
		{"hyphen at the line's end", "Deploy Exchange On-\nline", "exchange-online"},
		{"hyphen at an inner capital", "Deploy Share-\nPoint Online", "sharepoint-online"},
		{"ligature", "Deploy O\ufb03ce 365 ProPlus", "microsoft-365-apps"},
		{"trade marks", "Deploy Microsoft® Teams™ Rooms", "teams-rooms"},
		{"hyphen for space", "Deploy Power-Apps", "power-apps"},
		{"joined", "Deploy Dynamics365 Sales", "d365-sales"},
		{"split", "Deploy Share Point Online", "sharepoint-online"},
		{"and for &", "Deploy Dynamics 365 Finance & Operations", "d365-finance"},
		{"und", "Deploy Dynamics 365 Finance und Operations", "d365-finance"},
		{"accents left out", "DEPLOYER DEFENDER POUR OFFICE 365", "defender-for-office-365"},
		{"zero width", "Deploy Micro\u200bsoft Teams", "teams"},
		{"decomposed accent", "Deploy Azure Database fu\u0308r PostgreSQL", "azure-open-source-databases"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := d.Line([]string{"Scope"}, test.text, "en")
			if len(got) != 1 || got[0].ID != test.id {
				t.Errorf("%q gave %s, want %s", test.text, hitsText(test.text, got), test.id)
			}
		})
	}
	for _, text := range []string{"in Azure. Functions of the board", "ÄAVD", "AVDX", "the projectteams", "teamsters"} {
		for _, h := range d.Line([]string{"Scope"}, text, "en") {
			if h.ID != "azure" {
				t.Errorf("%q hits %s", text, h.ID)
			}
		}
	}
}
