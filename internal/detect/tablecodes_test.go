package detect

import (
	"testing"

	"claimline/internal/sow"
)

// TestWhatOnePlaceGetsIsDelivered reads tables whose lines say several things:
// codes by site, who does which level of support, ticks below what the customer
// provides; and names of firms.
func TestWhatOnePlaceGetsIsDelivered(t *testing.T) {
	d := detecting(t, sow.Weights{})
	for _, c := range []struct {
		name, lang, before, table string
		want                      map[string]bool
	}{
		{
			"codes by site", "de", "J = wird erbracht. N = wird nicht erbracht. S = kann später beauftragt werden.",
			"Thema / Werk Nord / Werk Süd / Zentrale // Microsoft Sentinel / J / J / N // Azure Backup / N / N / N // Azure Site Recovery / S / N / S // Microsoft Intune / N / J / J",
			map[string]bool{"sentinel": true, "azure-backup": false, "azure-site-recovery": false, "intune": true},
		},
		{
			"several codes by site", "de", "Legende: P = Planung, U = Umsetzung, S = Schulung, X = ausgeschlossen, K = macht der Kunde.",
			"Thema / Zentrale / Zweigwerk / Vertrieb // Microsoft Sentinel / P U / P U / X // Azure Files / P U S / P U S / X // Azure Monitor / U / U / X // Microsoft Intune / K / K / K // Azure Virtual Desktop / X / X / X",
			map[string]bool{"sentinel": true, "azure-storage": true, "azure-monitor": true, "intune": false, "azure-virtual-desktop": false},
		},
		{
			"ticks below codes", "fr", "F : ferme ; C : conditionnel, non commandé ; – : sans objet.",
			"Brique / F / C / – // Microsoft Sentinel / ☒ / ☐ / ☐ // Azure Backup / ☐ / ☒ / ☐ // Microsoft Intune / ☐ / ☐ / ☒",
			map[string]bool{"sentinel": true, "azure-backup": false, "intune": false},
		},
		{
			"levels of support", "en", "The Supplier and the Client share the support.",
			"Application / First line / Second line // Dynamics 365 Sales / Client / Supplier // Dynamics 365 Customer Service / Supplier / Supplier // Power BI / Client / Client",
			map[string]bool{"d365-sales": true, "d365-customer-service": true, "power-bi": false},
		},
		{
			"rows of other firms that are named by number", "de", "Auftragnehmerin (Los 2): Novatrieb Cloudbau GmbH\nDie Auftragnehmerin stellt Los 1 eine Schnittstelle und Los 3 einen Endpunkt bereit.",
			"Los / Verantwortlich / Gegenstand // 1 / Medialux / Fahrgastportal auf Power Pages // 2 / Novatrieb / Plattform in Azure Kubernetes Service // 3 / Sensorwerk / Telemetrie über Azure IoT Hub",
			map[string]bool{"power-pages": false, "azure-kubernetes-service": true, "azure-iot": false},
		},
		{
			"sentences that name a code in passing", "en", "Mobile access is limited to the mail app on telephones, enforced by WP4. The engineers of WP2 ask nobody for leave.",
			"Code / Result // WP1 / Microsoft Sentinel in use // WP2 / Exchange Online in use // WP3 / SharePoint Online in use // WP4 / Microsoft Intune in use",
			map[string]bool{"sentinel": true, "exchange-online": true, "sharepoint-online": true, "intune": true},
		},
		{
			"a code with another part of the sentence left out", "en", "For line 4.1 the Supplier configures the case form; the rest of the old tool is left alone. Line 4.4 of the order is not delivered.",
			"Line / What // 3.5 / Agent in Copilot Studio // 4.1 / Case in Dynamics 365 Customer Service // 4.4 / Dashboard in Power BI",
			map[string]bool{"copilot-studio": true, "d365-customer-service": true},
		},
		{
			"nobody's letter in a matrix", "es", "Proveedor: Balizas Digitales, S.L.\nR = ejecuta, A = aprueba, N = no interviene.",
			"Tarea / Balizas / Cliente / Metacomp // Directivas en Microsoft Intune / R / A / N // Sitios en SharePoint Online / N / R / N // Carpetas en OneDrive / R / A / C // Antivirus Defender for Endpoint / N / R / N",
			map[string]bool{"intune": true, "onedrive": true, "sharepoint-online": false, "defender-for-endpoint": false},
		},
		{
			"states that an actor goes with", "en", "The Supplier delivers these items.",
			"Item / Price / Remark // Microsoft Sentinel workspace / 98,000 / Postponed by client // Intune policies / 54,000 / Agreed // Power BI screens / 12,000 / Held, pending readings",
			map[string]bool{"sentinel": false, "intune": true, "power-bi": false},
		},
		{
			"lines without a code", "en", "Please note the column Taken. Lines without \"T\" are offers that stay open.",
			"Line / What / Taken // 1 / Microsoft Sentinel workspace / T // 2 / Microsoft Intune policies / – // 3 / Power BI screens / T // 4 / Azure Backup vault / –",
			map[string]bool{"sentinel": true, "intune": false, "power-bi": true, "azure-backup": false},
		},
		{
			"lines without a code in German", "de", "Zeilen ohne „G“ sind Angebote, nicht beauftragt.",
			"Zeile / Was / Wahl // 1 / Microsoft Sentinel / G // 2 / Microsoft Intune / N // 3 / Power BI / G // 4 / Azure Backup / N",
			map[string]bool{"sentinel": true, "power-bi": true},
		},
		{
			"lines without a code in French", "fr", "Les lignes sans « R » sont des offres, non commandées.",
			"Ligne / Objet / Choix // 1 / Microsoft Sentinel / R // 2 / Microsoft Intune / N // 3 / Power BI / R // 4 / Azure Backup / N",
			map[string]bool{"sentinel": true, "power-bi": true},
		},
		{
			"lines without a code in Spanish", "es", "Las líneas sin «P» no se contratan.",
			"Línea / Objeto / Marca // 1 / Microsoft Sentinel / P // 2 / Microsoft Intune / N // 3 / Power BI / P // 4 / Azure Backup / N",
			map[string]bool{"sentinel": true, "power-bi": true},
		},
		{
			"a code in brackets, a year and a dash beside it", "de", "X = wird hier erbracht\n(X) = war Teil von Leistungsschein 3 und ist abgenommen\n2027 = Vormerkung",
			"Baustein / Konzept / Umsetzung / Schulung // Exchange Online / (X) / (X) / – // Microsoft Teams / X / X / X // SharePoint Online / 2027 / 2027 / – // Microsoft Intune / (X) / (X) / (X) // Teams Phone / X / X / – // Power Apps / – / – / –",
			map[string]bool{"exchange-online": false, "teams": true, "sharepoint-online": false, "intune": false, "teams-phone": true, "power-apps": false},
		},
		{
			"steps of the work, en", "en", "The matrix says what is in.",
			"Solution / Concept / Set-up / Migration // Dynamics 365 Sales / Yes / Yes / Yes // Power BI / Yes / Yes / No // Power Apps / No / No / No",
			map[string]bool{"d365-sales": true, "power-bi": true, "power-apps": false},
		},
		{
			"steps of the work, de", "de", "Die Matrix zeigt den Umfang.",
			"Lösung / Konzeption / Einrichtung / Schulung // Dynamics 365 Sales / Ja / Ja / Ja // Power BI / Ja / Ja / Nein // Power Apps / Nein / Nein / Nein",
			map[string]bool{"d365-sales": true, "power-bi": true, "power-apps": false},
		},
		{
			"steps of the work, fr", "fr", "La matrice fixe le périmètre.",
			"Solution / Conception / Réalisation / Formation // Dynamics 365 Sales / Oui / Oui / Oui // Power BI / Oui / Oui / Non // Power Apps / Non / Non / Non",
			map[string]bool{"d365-sales": true, "power-bi": true, "power-apps": false},
		},
		{
			"steps of the work, es", "es", "La matriz fija el alcance.",
			"Solución / Diseño / Construcción / Formación // Dynamics 365 Sales / Sí / Sí / Sí // Power BI / Sí / Sí / No // Power Apps / No / No / No",
			map[string]bool{"d365-sales": true, "power-bi": true, "power-apps": false},
		},
		{
			"a key of letters for all columns", "de", "Anbieter: Nordwall Betriebs GmbH\nD = führt durch, V = verantwortet, B = berät, I = wird informiert.",
			"Aufgabe / Nordwall / IT des Kunden / Kassenfirma // Exchange Online: Störungen / D / V / – // Microsoft Intune: Ringe / D / V / I // Microsoft Sentinel: Warnungen / – / D/V / I // Power BI: Berichte / B / D/V / – // Azure Backup: Proben / D / V / –",
			map[string]bool{"exchange-online": true, "intune": true, "sentinel": false, "power-bi": false, "azure-backup": true},
		},
		{
			"a matrix of names that nobody knows", "fr", "R réalise, A approuve, C consulté, I informé.",
			"Tâche / Veille / Delporte / Camion // Azure Backup : contrôle / R / A / – // Azure Monitor : seuils / R / I / I // Azure SQL : performance / C / A / R // Microsoft Intune : tablettes / – / R / – // Microsoft Defender for Cloud : suivi / R / A / –",
			map[string]bool{"azure-backup": true, "azure-monitor": true, "azure-sql": false, "intune": false, "defender-for-cloud": true},
		},
		{
			"a code behind its name, en", "en", "The base lines are ordered; the options (O) may be called off by October.",
			"No / Kind / Service // 1 / G / Azure Files // 2 / O / Azure Site Recovery // 3 / G / Azure Virtual Desktop // 4 / O / Microsoft Sentinel",
			map[string]bool{"azure-storage": true, "azure-backup": false, "azure-virtual-desktop": true, "sentinel": false},
		},
		{
			"a code behind its name, de", "de", "Bestellt sind die Grundpositionen; die Optionen (O) dürfen Sie bis Oktober nachziehen.",
			"Nr / Art / Leistung // 1 / G / Azure Files // 2 / O / Azure Site Recovery // 3 / G / Azure Virtual Desktop // 4 / O / Microsoft Sentinel",
			map[string]bool{"azure-storage": true, "azure-backup": false, "azure-virtual-desktop": true, "sentinel": false},
		},
		{
			"a code behind its name, fr", "fr", "Les postes de base sont fermes ; vous pourrez lever les options (O) avant octobre.",
			"N° / Genre / Service // 1 / G / Azure Files // 2 / O / Azure Site Recovery // 3 / G / Azure Virtual Desktop // 4 / O / Microsoft Sentinel",
			map[string]bool{"azure-storage": true, "azure-backup": false, "azure-virtual-desktop": true, "sentinel": false},
		},
		{
			"a code behind its name, es", "es", "Se piden las partidas base; las opciones (O) pueden tomarse hasta octubre.",
			"N.º / Tipo / Servicio // 1 / G / Azure Files // 2 / O / Azure Site Recovery // 3 / G / Azure Virtual Desktop // 4 / O / Microsoft Sentinel",
			map[string]bool{"azure-storage": true, "azure-backup": false, "azure-virtual-desktop": true, "sentinel": false},
		},
		{
			"a cross that the key refuses", "en", "M: the Supplier does the step. O: an option, not taken up. X: nobody does it. C: the Client does it.",
			"Service / Plan / Move / Teach // Exchange Online / M / M / X // SharePoint Online / O / O / O // Teams Phone / X / X / X // Microsoft Intune / C / C / X // Microsoft OneDrive / M / M / M",
			map[string]bool{"exchange-online": true, "sharepoint-online": false, "teams-phone": false, "intune": false, "onedrive": true},
		},
		{
			"letters that another language says yes with", "en", "D: delivered by the Contractor. S: done by the Client's own staff. N: not wanted.",
			"Component / Deploy / Tune / Document // Microsoft Sentinel / D / D / D // Azure Firewall / S / S / S // Microsoft Intune / N / N / N // Microsoft Defender for Cloud / D / D / D",
			map[string]bool{"sentinel": true, "azure-networking": false, "intune": false, "defender-for-cloud": true},
		},
		{
			"a key of classes, the last for none", "fr", "La colonne indique la classe : B (bronze), A (argent) ou 0 lorsque le service n'est pas souscrit. La classe se change chaque année.",
			"Service / Retenu // Exchange Online / A // Microsoft Intune / B // Teams Phone / 0 // Azure Backup / B // Microsoft Sentinel / 0",
			map[string]bool{"exchange-online": true, "intune": true, "teams-phone": false, "azure-backup": true, "sentinel": false},
		},
		{
			"a key whose next sentence denies something", "es", "M = material, L = licencia, S = servicio. Las líneas con cantidad 0 no se suministran.",
			"Línea / Tipo / Concepto // 1 / M / Pantalla para la sala // 2 / L / Microsoft 365 Business Premium // 3 / S / Alta de equipos en Microsoft Intune // 4 / S / Documentos personales en OneDrive // 5 / M / Ordenador",
			map[string]bool{"intune": true, "onedrive": true},
		},
		{
			"options that a mark tells from what is ordered", "en", "Services for lines marked ● amount to EUR 128,400. The options marked ○ would add EUR 7,450 if the Client orders them by May.",
			"Line / Component / Belgium / Poland // 1 / Dynamics 365 Finance / ● / ● // 2 / Power BI / ○ / ○ // 3 / Power Automate / ● / – // 4 / Microsoft Intune / ○ / –",
			map[string]bool{"d365-finance": true, "power-bi": false, "power-automate": true, "intune": false},
		},
		{
			"states one after the other", "en", "What became of the quotation.",
			"Position / First quotation / Ordered // Power BI pages / yes / yes // Power Apps form / yes / no // SharePoint Online site / yes / yes",
			map[string]bool{"power-bi": true, "power-apps": false, "sharepoint-online": true},
		},
		{
			"ticks of what the customer provides", "en", "The Supplier deploys Microsoft Teams Rooms in eleven rooms.",
			"Buyer to provide / Tick when done // Resource accounts in Exchange Online / ☒ // Power behind each screen / ☐",
			map[string]bool{"exchange-online": false, "teams-rooms": true},
		},
	} {
		doc := sow.Document{Language: c.lang, Blocks: []sow.Block{{Kind: sow.Heading, Level: 1, Text: "Services"}, {Kind: sow.Paragraph, Text: c.before}}}
		doc.Blocks = append(doc.Blocks, tableBlocks(c.table)...)
		got := map[string]bool{}
		for _, w := range d.Detect(doc).Workloads {
			got[w.ID] = w.Polarity == sow.InScope
		}
		for id, want := range c.want {
			if got[id] != want {
				t.Errorf("%s: %s delivered is %t, want %t", c.name, id, got[id], want)
			}
		}
	}
}

// TestSideBox reads a side box as one that delivers nothing by itself.
func TestSideBox(t *testing.T) {
	d := detecting(t, sow.Weights{})
	for kind, want := range map[sow.BlockKind]bool{sow.Paragraph: true, sow.TextBox: false} {
		doc := sow.Document{Language: "en", Blocks: []sow.Block{
			{Kind: sow.Heading, Level: 1, Text: "Services"},
			{Kind: sow.Paragraph, Text: "We set up Microsoft Intune."},
			{Kind: kind, Text: "We look at Microsoft Sentinel."},
		}}
		if got := delivered(d, doc)["sentinel"]; got != want {
			t.Errorf("in a %s Sentinel delivered is %t, want %t", kind, got, want)
		}
	}
}

// TestRemarkOfItsOwn reads a sentence below a list as one about what it names.
func TestRemarkOfItsOwn(t *testing.T) {
	d := detecting(t, sow.Weights{})
	for after, want := range map[string]bool{
		"Source and work items stay where they are: Azure DevOps boards, which the client has run for years.": true,
		"None of these is part of the order.": false,
	} {
		doc := sow.Document{Language: "en", Blocks: []sow.Block{
			{Kind: sow.Heading, Level: 1, Text: "Services"},
			{Kind: sow.ListItem, Text: "Cosmos DB for the timetable", Level: 1},
			{Kind: sow.Paragraph, Text: after},
		}}
		for _, w := range d.Detect(doc).Workloads {
			if got := w.Polarity == sow.InScope; w.ID == "azure-cosmos-db" && got != want {
				t.Errorf("before %q Cosmos DB delivered is %t, want %t", after, got, want)
			}
		}
	}
}

// TestStrangers reads a firm of neither side as one that delivers for itself, and
// a word behind a name that nothing knows as part of that name.
func TestStrangers(t *testing.T) {
	d := detecting(t, sow.Weights{})
	for text, want := range map[string]map[string]bool{
		"Okavango Sensors (Pty) Ltd supplies probes and delivers the app in Power Apps.": {"power-apps": false},
		"Zuma Rock Digital Limited supplies probes and delivers the app in Power Apps.":  {"power-apps": true},
		"Deploy Azure Firewall; remove the contract for Ravelin Bastion.":                {"azure-networking": true},
		"Deploy Azure Monitor. The contract for Ravelin Bastion is renewed.":             {"azure-monitor": true, "azure-networking": false},
	} {
		doc := sow.Document{Language: "en", Blocks: []sow.Block{
			{Kind: sow.Paragraph, Text: "Client: Kaduna FreshLink Initiative"},
			{Kind: sow.Paragraph, Text: "Consultant: Zuma Rock Digital Limited"},
			{Kind: sow.Heading, Level: 1, Text: "Services"},
			{Kind: sow.Paragraph, Text: text},
		}}
		got := map[string]bool{}
		for _, w := range d.Detect(doc).Workloads {
			got[w.ID] = w.Polarity == sow.InScope
		}
		for id, delivered := range want {
			if got[id] != delivered {
				t.Errorf("%q: %s delivered is %t, want %t", text, id, got[id], delivered)
			}
		}
	}
}

// TestAFirmIsNoProduct reads a word of a firm's name as nothing else.
func TestAFirmIsNoProduct(t *testing.T) {
	d := detecting(t, sow.Weights{})
	for text, want := range map[string]int{
		"Redwing Foundry LLC will deploy Azure Functions.":        1,
		"Alpina Sentinel, Inc. will deploy Azure Functions.":      1,
		"We will deploy Microsoft Sentinel and Azure Functions.":  2,
		"We deploy Sentinel, including Azure Functions, for all.": 2,
	} {
		doc := sow.Document{Language: "en", Blocks: []sow.Block{{Kind: sow.Heading, Level: 1, Text: "Scope"}, {Kind: sow.Paragraph, Text: text}}}
		if got := d.Detect(doc).Workloads; len(got) != want {
			t.Errorf("%q names %d workloads, want %d", text, len(got), want)
		}
	}
}

// TestALetterPutsItsTopics reads "What we will do." as the head of what follows.
func TestALetterPutsItsTopics(t *testing.T) {
	d := detecting(t, sow.Weights{})
	doc := sow.Document{Language: "en", Blocks: []sow.Block{
		{Kind: sow.Heading, Level: 1, Text: "Letter"},
		{Kind: sow.Paragraph, Text: "What we will do for you."},
		{Kind: sow.Paragraph, Text: "The server shares go into six SharePoint sites."},
		{Kind: sow.Paragraph, Text: "What we will not do."},
		{Kind: sow.Paragraph, Text: "The laptops go into Microsoft Intune."},
	}}
	for _, w := range d.Detect(doc).Workloads {
		if want := w.ID == "sharepoint-online"; (w.Polarity == sow.InScope) != want {
			t.Errorf("%s is read as %s, want in scope %t", w.ID, w.Polarity, want)
		}
	}
}
