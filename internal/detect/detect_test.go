package detect

import (
	"slices"
	"testing"

	"claimline/internal/sow"
)

func TestPackCompiles(t *testing.T) {
	d := packDetector(t)
	got := d.Detect(sow.Document{Language: "en", Blocks: []sow.Block{
		{Kind: sow.Heading, Level: 1, Text: "Scope of Work"},
		{Kind: sow.Paragraph, Text: "We deploy Microsoft Teams to 5,000 users."},
		{Kind: sow.Heading, Level: 1, Text: "Out of scope"},
		{Kind: sow.Paragraph, Text: "Power Apps development."},
	}})
	want := map[string]sow.Polarity{"teams": sow.InScope, "power-apps": sow.Excluded}
	for _, w := range got.Workloads {
		if want[w.ID] != w.Polarity {
			t.Errorf("%s is %s, want %s", w.ID, w.Polarity, want[w.ID])
		}
		if w.ID == "teams" && (w.Quantity == nil || w.Quantity.N != 5000) {
			t.Errorf("quantity = %+v, want 5000 seats", w.Quantity)
		}
		delete(want, w.ID)
	}
	for id := range want {
		t.Errorf("%s was not found", id)
	}
}

func TestOneLineIsQuotedOnce(t *testing.T) {
	got := packDetector(t).Detect(sow.Document{Language: "en", Blocks: []sow.Block{
		{Kind: sow.Heading, Level: 1, Text: "Scope of Work"},
		{Kind: sow.Paragraph, Text: "We migrate the mailboxes to Exchange Online, and Exchange Online Archiving is set up.", Loc: sow.Loc{Path: "body/p2"}},
	}})
	for _, w := range got.Workloads {
		if w.ID == "exchange-online" && len(w.Evidence) != 1 {
			t.Errorf("%d lines for one sentence, want 1: %+v", len(w.Evidence), w.Evidence)
		}
	}
	if len(got.Workloads) == 0 {
		t.Error("no workload was found")
	}
}

func TestOrdinalEndsNoSentence(t *testing.T) {
	for text, want := range map[string]string{
		"Bis zum 31. Oktober 2026 richten wir Microsoft Teams ein.":    "Bis zum 31. Oktober 2026 richten wir Microsoft Teams ein.",
		"Es gilt Abschnitt 4. Danach richten wir Microsoft Teams ein.": "Danach richten wir Microsoft Teams ein.",
	} {
		got := packDetector(t).Detect(sow.Document{Language: "de", Blocks: []sow.Block{
			{Kind: sow.Heading, Level: 1, Text: "Leistungsumfang"}, {Kind: sow.Paragraph, Text: text},
		}})
		if len(got.Workloads) != 1 || got.Workloads[0].Evidence[0].Quote != want {
			t.Errorf("%q is quoted as %+v, want %q", text, got.Workloads, want)
		}
	}
}

func TestBestLineComesFirst(t *testing.T) {
	got := packDetector(t).Detect(sow.Document{Language: "en", Blocks: []sow.Block{
		{Kind: sow.Heading, Level: 1, Text: "Background"},
		{Kind: sow.Paragraph, Text: "Microsoft Teams has been used for chats since 2021."},
		{Kind: sow.Heading, Level: 1, Text: "Scope of Work"},
		{Kind: sow.Paragraph, Text: "We deploy Microsoft Teams to 5,000 users."},
	}})
	if len(got.Workloads) != 1 || len(got.Workloads[0].Evidence) != 2 || got.Workloads[0].Evidence[0].Heading != "Scope of Work" {
		t.Errorf("lines = %+v, want the line of the scope first", got.Workloads)
	}
}

func TestWhatTheTitleLeavesIsNotTheWork(t *testing.T) {
	got := packDetector(t).Detect(sow.Document{Language: "en", Title: "Exit from Google Workspace", Blocks: []sow.Block{
		{Kind: sow.Heading, Level: 1, Text: "Exit from Google Workspace"},
		{Kind: sow.Paragraph, Text: "Your mail is in Gmail, your files are in Google Drive."},
		{Kind: sow.Heading, Level: 2, Text: "Scope"},
		{Kind: sow.Paragraph, Text: "We move 185 mailboxes from Gmail to Exchange Online and the files from Google Drive to SharePoint Online."},
		{Kind: sow.Heading, Level: 2, Text: "Dates"},
		{Kind: sow.Paragraph, Text: "Done by July."},
	}})
	if got.OtherVendor {
		t.Fatal("a move to Microsoft is taken for another vendor's work")
	}
	for _, w := range got.Workloads {
		if (w.ID == "exchange-online" || w.ID == "sharepoint-online") && w.Polarity != sow.InScope {
			t.Errorf("%s is %s", w.ID, w.Polarity)
		}
	}
}

func TestRunningInPassingIsNotTheWork(t *testing.T) {
	got := packDetector(t).Detect(sow.Document{Language: "en", Title: "Statement of Work", Blocks: []sow.Block{
		{Kind: sow.Heading, Level: 1, Text: "Scope of Work"},
		{Kind: sow.Paragraph, Text: "We implement Dynamics 365 Finance, configure the ledgers, migrate the data, build the reports, test them and hand them over."},
		{Kind: sow.Paragraph, Text: "We install the connectors, integrate the bank, set up the roles and roll out in three waves."},
		{Kind: sow.Paragraph, Text: "We deploy Dynamics 365 Field Service for 135 maintenance engineers."},
		{Kind: sow.Paragraph, Text: "Dynamics 365 Field Service is maintained in one production environment."},
	}})
	for _, w := range got.Workloads {
		if slices.Contains(w.Activities, sow.ManagedServices) {
			t.Errorf("%s is %v, want no managed service", w.ID, w.Activities)
		}
	}
}

// TestNamesInATitleOnly reads titles that name products more than once: the
// names behind a word do not open the list that it goes on.
func TestNamesInATitleOnly(t *testing.T) {
	for _, text := range []string{
		"Workday, Zoom, Box and, as relying parties only, Teams and Outlook on the web by Okta instead of Entra ID",
		"Sales by Salesforce instead of Dynamics 365 Sales and Dynamics 365 Customer Service",
	} {
		got := packDetector(t).Detect(sow.Document{Language: "en", Blocks: []sow.Block{{Kind: sow.Heading, Level: 1, Text: text}}})
		if len(got.Workloads) == 0 {
			t.Errorf("no workload was found in %q", text)
		}
	}
}

// TestNothingIsCarriedOver reads a document alone and behind an assessment,
// whose kind would give its heading another class.
func TestNothingIsCarriedOver(t *testing.T) {
	d := packDetector(t)
	review := sow.Document{Language: "en", Title: "Security Assessment", Blocks: []sow.Block{
		{Kind: sow.Heading, Level: 1, Text: "Security Assessment"},
		{Kind: sow.Heading, Level: 2, Text: "Assessment"},
		{Kind: sow.Paragraph, Text: "We assess and review the licences and report our findings."},
	}}
	plain := sow.Document{Language: "en", Blocks: []sow.Block{
		{Kind: sow.Heading, Level: 2, Text: "Matters which the Adviser has noticed already"},
		{Kind: sow.Paragraph, Text: "The supplier deploys a portal and trains the users."},
	}}
	if kind := d.Detect(review).Kind; kind != sow.KindAssessment {
		t.Fatalf("the document before is a %s", kind)
	}
	want := &reading{}
	want.reset(d, plain)
	want.read()
	got := &reading{}
	for _, doc := range []sow.Document{review, plain} {
		got.reset(d, doc)
		got.read()
	}
	for i := range want.Blocks {
		if got.Blocks[i].Class != want.Blocks[i].Class {
			t.Errorf("block %d has class %+v behind another document, alone %+v", i, got.Blocks[i].Class, want.Blocks[i].Class)
		}
	}
}

// TestRowsAreMissing reads a table of which a row has no cells.
func TestRowsAreMissing(t *testing.T) {
	cell := func(row, col int, text string) sow.Block {
		at := &sow.CellPos{Table: 1, Row: row, Col: col, HeaderRow: row == 0, ColHead: "Item"}
		return sow.Block{Kind: sow.Cell, Text: text, Cell: at}
	}
	blocks := []sow.Block{cell(0, 0, "Product"), cell(0, 1, "Item"), cell(3, 0, "Microsoft Teams"), cell(3, 1, "Rollout")}
	for range 60 { // a short text has no words to weigh
		blocks = append(blocks, sow.Block{Kind: sow.Paragraph, Text: "The supplier does the work."})
	}
	got := packDetector(t).Detect(sow.Document{Language: "en", Blocks: blocks})
	if len(got.Workloads) != 1 || got.Workloads[0].ID != "teams" {
		t.Errorf("workloads = %+v, want Teams", got.Workloads)
	}
}
