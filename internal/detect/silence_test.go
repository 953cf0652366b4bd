package detect

import (
	"strings"
	"testing"

	"claimline/internal/sow"
)

// TestProseStaysSilent reads ordinary prose and other vendors' work full of
// words that look like products.
func TestProseStaysSilent(t *testing.T) {
	d := packDetector(t)
	texts := map[string]string{
		"en": "The teams of the contractor lay the fabric of the roof. Access to the site is by the front door; forms are signed at the office. " +
			"A sentinel event is reported to the planner. The exchange of contracts takes place in March, and the outlook for the season is good. " +
			"The flow of visitors, the project and the stream behind the building are within the purview of the board. We install a bastion wall. " +
			"Viva voce examinations are held in the power house. The defender of the title visits; an arc lamp is fitted; the loop road is paved.",
		"de": "Die Teams der Baufirma verlegen das Gewebe. Der Zugang erfolgt über das Tor; die Formulare liegen im Büro. Der Austausch der Verträge findet im März statt. " +
			"Der Planer führt die Gruppe, das Projekt läuft bis Juni. Die Bögen der Brücke werden gestrichen, der Strom wird abgeschaltet.",
		"fr": "Les équipes posent la toiture. L'accès se fait par la porte; les formulaires sont au bureau. L'échange des contrats a lieu en mars. Le flux des visiteurs et le projet restent de la compétence du conseil.",
		"es": "Los equipos colocan el tejado. El acceso es por la puerta; los formularios están en la oficina. El contrato entra en vigor en marzo. El flujo de visitantes y el proyecto competen al consejo.",
	}
	for lang, text := range texts {
		doc := sow.Document{Language: lang, Blocks: []sow.Block{{Kind: sow.Heading, Level: 1, Text: map[string]string{"en": "Scope of work", "de": "Leistungen", "fr": "Prestations", "es": "Servicios"}[lang]}}}
		for line := range strings.SplitSeq(text, ". ") {
			doc.Blocks = append(doc.Blocks, sow.Block{Kind: sow.Paragraph, Text: line + "."})
		}
		for _, w := range d.Detect(doc).Workloads {
			t.Errorf("%s: %s (%s) in %q", lang, w.ID, w.Polarity, w.Evidence[0].Quote)
		}
	}
}

// TestReplacedVendorsDoNotSilence reads moves away from other vendors, whose
// names stand in the title and in every line.
func TestReplacedVendorsDoNotSilence(t *testing.T) {
	d := packDetector(t)
	for id, lines := range map[string][]string{
		"azure-virtual-desktop": {"Citrix replacement", "The Citrix farm is replaced by Azure Virtual Desktop.", "Citrix images are rebuilt as session hosts", "Citrix policies are translated", "Citrix licences are returned"},
		"sentinel":              {"Splunk exit", "We build Microsoft Sentinel and move 60 use cases from Splunk.", "Splunk searches are rewritten", "Splunk forwarders are removed", "Splunk dashboards become workbooks"},
		"teams":                 {"Slack to Teams", "Move 900 people from Slack to Microsoft Teams.", "Export of Slack channels", "Slack apps are reviewed", "Slack is switched off after the move"},
	} {
		doc := sow.Document{Language: "en", Title: lines[0], Blocks: []sow.Block{
			{Kind: sow.Heading, Level: 1, Text: lines[0]}, {Kind: sow.Heading, Level: 2, Text: "Scope"}, {Kind: sow.Paragraph, Text: lines[1]},
		}}
		for _, l := range lines[2:] {
			doc.Blocks = append(doc.Blocks, sow.Block{Kind: sow.ListItem, Level: 1, Text: l})
		}
		if got := outcome(d, doc)[id]; got != sow.InScope {
			t.Errorf("%s: %s is %q", lines[0], id, got)
		}
	}
}

// TestPlacesNameNoSuite reads a document that never names the maker: a suite's name
// inside a longer one makes no product of other words.
func TestPlacesNameNoSuite(t *testing.T) {
	d := packDetector(t)
	for lang, text := range map[string]string{
		"en": "The Azure Terrace lies before the Viva Lounge, and its gate is of the Sentinel pattern.",
		"de": "Das Hotel Azure Bay richtet den Saal Sentinel für die Fiesta Viva ein.",
		"fr": "L'hôtel Azure Bay aménage le salon Sentinel pour la Fiesta Viva.",
		"es": "El Hotel Azure Bay monta el Salón Sentinel para la Fiesta Viva.",
		"":   "The wall is painted blue (in the plan \"Azure\"), two guards, Sentinel One and Sentinel Two, stand before it, and a Viva poster ends the play.",
	} {
		for _, w := range d.Detect(sow.Document{Language: lang, Blocks: []sow.Block{{Kind: sow.Paragraph, Text: text}}}).Workloads {
			if w.Kind == sow.CanonicalWorkload {
				t.Errorf("%s: %s (%s) in %q", lang, w.ID, w.Polarity, w.Evidence[0].Quote)
			}
		}
	}
}

// TestChanceMakesNoProduct reads documents in which names of products stand only by
// chance, as colours, places, apparatus and lanes, and in which the maker gave something
// once at most.
func TestChanceMakesNoProduct(t *testing.T) {
	d := packDetector(t)
	for _, text := range []string{
		"Power apps, by which we mean appliances, hang from power pages. Sentinel lights burn at night.",
		"Paint the vault in azure. Deliveries come by way of One Drive, an avenue of limes. Sentinel Court is built in stone. Microsoft's gift of 1998 is put back.",
		"We refurbish the Azure Rooms and the Sentinel Gallery.",
		"One drive at the rear is built for Microsoft, the tenant of the hall. We paint the lane of Microsoft's house.",
		"Sentinel Court is built, and its vault painted in azure and gold.",
		"Stage hands: Kaya Lync. We build Sentinel Bridge.",
	} {
		for _, w := range d.Detect(sow.Document{Language: "en", Blocks: []sow.Block{{Kind: sow.Heading, Level: 2, Text: "Scope"}, {Kind: sow.Paragraph, Text: text}}}).Workloads {
			if w.Kind == sow.CanonicalWorkload {
				t.Errorf("%s (%s) in %q", w.ID, w.Polarity, w.Evidence[0].Quote)
			}
		}
	}
}

// TestNamesTellTheMaker reads documents in which one name of a product is enough to
// read the other words as products.
func TestNamesTellTheMaker(t *testing.T) {
	d := packDetector(t)
	for text, id := range map[string]string{
		"We build Power Apps for the yard.":                                     "power-apps",
		"We move the file shares to One Drive and the mail to Exchange Online.": "onedrive",
	} {
		doc := sow.Document{Language: "en", Blocks: []sow.Block{{Kind: sow.Heading, Level: 2, Text: "Scope"}, {Kind: sow.Paragraph, Text: text}}}
		if got := outcome(d, doc)[id]; got != sow.InScope {
			t.Errorf("%s: %s is %q", text, id, got)
		}
	}
}
