package detect

import (
	"testing"

	"claimline/internal/sow"
)

// boldItem is a numbered item whose first n bytes are set in bold.
func boldItem(number, text string, n int) sow.Block {
	return sow.Block{Kind: sow.ListItem, Level: 1, Number: number, Text: text, Marks: []sow.Mark{{Kind: sow.Bold, Start: 0, End: n}}}
}

// TestBoldItemHeadsWhatStandsBelow: a numbered item set in bold is the heading
// of the items below it, up to the next one that begins in bold.
func TestBoldItemHeadsWhatStandsBelow(t *testing.T) {
	head, next := "Qué no se ha encargado.", "Formación. Enseñamos Teams a las jefas de zona."
	readsAs(t, sow.Document{Language: "es", Blocks: []sow.Block{
		{Kind: sow.Heading, Level: 1, Text: "Encargo"},
		boldItem("B.", "El encargo. Ponemos en marcha Dynamics 365 Human Resources.", 11),
		boldItem("C.", head, len(head)),
		{Kind: sow.ListItem, Level: 1, Number: "1.", Text: "Los informes en Power BI que aparecen dibujados en enero."},
		boldItem("D.", next, 10),
	}}, map[string]sow.Polarity{"d365-human-resources": sow.InScope, "power-bi": sow.Excluded, "teams": sow.InScope})
}

// TestBoldNameIsNoTerm: the first words of a paragraph that name a product are
// no heading of terms.
func TestBoldNameIsNoTerm(t *testing.T) {
	head := "Étiquettes de confidentialité."
	readsAs(t, sow.Document{Language: "fr", Blocks: []sow.Block{
		{Kind: sow.Heading, Level: 1, Text: "Prestations commandées"},
		{Kind: sow.Paragraph, Text: head + " Déploiement de Microsoft Purview Information Protection.", Marks: []sow.Mark{{Kind: sow.Bold, Start: 0, End: len(head)}}},
	}}, map[string]sow.Polarity{"purview-information-protection": sow.InScope})
}

// TestPastOfPersonPlaced: what a person who is placed did before is not what
// the person will work on.
func TestPastOfPersonPlaced(t *testing.T) {
	readsAs(t, sow.Document{Title: "Assistance technique en régie", Language: "fr", Blocks: []sow.Block{
		{Kind: sow.Heading, Level: 1, Text: "Assistance technique en régie"},
		{Kind: sow.Heading, Level: 2, Text: "Profils mis à disposition"},
		{Kind: sow.Paragraph, Text: "Développeur Power Apps"},
		{Kind: sow.Heading, Level: 2, Text: "Parcours des consultants"},
		{Kind: sow.Paragraph, Text: "Mme Lefort a conçu un portail Power Pages pour un bailleur social."},
	}}, map[string]sow.Polarity{"power-apps": sow.InScope, "power-pages": sow.Boilerplate})
}

// readsAs fails for every workload whose polarity is not as wanted.
func readsAs(t *testing.T, doc sow.Document, want map[string]sow.Polarity) {
	t.Helper()
	got := map[string]sow.Polarity{}
	for _, w := range packDetector(t).Detect(doc).Workloads {
		got[w.ID] = w.Polarity
	}
	for id, p := range want {
		if got[id] != p {
			t.Errorf("%s is %q, want %s", id, got[id], p)
		}
	}
}
