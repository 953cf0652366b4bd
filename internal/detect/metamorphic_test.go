package detect

import (
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"claimline/internal/sow"
)

// plainSOW is a statement of work that the metamorphic tests change.
func plainSOW() sow.Document {
	h := func(text string) sow.Block { return sow.Block{Kind: sow.Heading, Level: 1, Text: text} }
	p := func(text string) sow.Block { return sow.Block{Kind: sow.Paragraph, Text: text} }
	li := func(text string) sow.Block { return sow.Block{Kind: sow.ListItem, Level: 1, Text: text} }
	return sow.Document{Language: "en", Title: "Statement of Work 7", Blocks: []sow.Block{
		h("Background"), p("Northwind runs its mail on Exchange 2016 and its chat on Slack."),
		h("Scope of work"), p("The supplier migrates 900 mailboxes to Exchange Online and deploys Microsoft Teams."),
		li("Microsoft Intune for 400 laptops"), li("Sensitivity labels in Microsoft Purview Information Protection"),
		p("Azure Virtual Desktop is set up for the call centre."),
		h("Out of scope"), li("Power Apps development"), li("Azure Sentinel"),
		h("Governance"), p("The parties meet every week and keep one list of actions."),
		h("Fees"), p("The fixed price is 90,000 EUR."),
	}}
}

// outcome is the polarity of each workload.
func outcome(d *Detector, doc sow.Document) map[string]sow.Polarity {
	out := map[string]sow.Polarity{}
	for _, w := range d.Detect(doc).Workloads {
		out[w.ID] = w.Polarity
	}
	return out
}

func changeText(doc sow.Document, f func(string) string) sow.Document {
	doc.Blocks = slices.Clone(doc.Blocks)
	for i := range doc.Blocks {
		doc.Blocks[i].Text = f(doc.Blocks[i].Text)
	}
	return doc
}

func TestPlainSOW(t *testing.T) {
	want := map[string]sow.Polarity{
		"exchange-online": sow.InScope, "teams": sow.InScope, "intune": sow.InScope, "purview-information-protection": sow.InScope,
		"azure-virtual-desktop": sow.InScope, "power-apps": sow.Excluded, "sentinel": sow.Excluded,
	}
	if got := outcome(packDetector(t), plainSOW()); !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// TestWritingChangesNothing writes the same text in other ways.
func TestWritingChangesNothing(t *testing.T) {
	d := packDetector(t)
	want := outcome(d, plainSOW())
	soft := func(s string) string { return strings.ReplaceAll(s, "oint", "o\u00adint") }
	for name, f := range map[string]func(string) string{
		"capitals":        strings.ToUpper,
		"no-break spaces": func(s string) string { return strings.ReplaceAll(s, " ", "\u00a0") },
		"line breaks":     func(s string) string { return strings.ReplaceAll(s, "Microsoft ", "Microsoft\n") },
		"soft hyphens":    soft,
		"old name": func(s string) string {
			return strings.ReplaceAll(s, "Azure Virtual Desktop", "Windows Virtual Desktop")
		},
		"other old name": func(s string) string { return strings.ReplaceAll(s, "Microsoft Intune", "Microsoft Endpoint Manager") },
		"new name":       func(s string) string { return strings.ReplaceAll(s, "Azure Sentinel", "Microsoft Sentinel") },
		"trade marks":    func(s string) string { return strings.ReplaceAll(s, "Microsoft ", "Microsoft® ") },
	} {
		if got := outcome(d, changeText(plainSOW(), f)); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: got %v, want %v", name, got, want)
		}
	}
}

func TestExclusionRemovesExactlyThat(t *testing.T) {
	d := packDetector(t)
	for id, line := range map[string]string{
		"teams":                 "Out of scope: Microsoft Teams.",
		"azure-virtual-desktop": "Azure Virtual Desktop is not part of this statement of work.",
		"intune":                "Not included: Intune.",
	} {
		doc := plainSOW()
		doc.Blocks = slices.DeleteFunc(doc.Blocks, func(b sow.Block) bool {
			return id == "teams" && strings.Contains(b.Text, "deploys") || id == "azure-virtual-desktop" && strings.Contains(b.Text, "set up") || id == "intune" && strings.Contains(b.Text, "Intune")
		})
		want := outcome(d, doc)
		doc.Blocks = append(doc.Blocks, sow.Block{Kind: sow.Paragraph, Text: line})
		got := outcome(d, doc)
		if got[id] == sow.InScope {
			t.Errorf("%q leaves %s in scope", line, id)
		}
		delete(got, id)
		delete(want, id)
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%q changes more than %s: %v, want %v", line, id, got, want)
		}
	}
}

func TestOrderOfSectionsChangesNothing(t *testing.T) {
	d := packDetector(t)
	want := outcome(d, plainSOW())
	var sections [][]sow.Block
	for _, b := range plainSOW().Blocks {
		if b.Kind == sow.Heading {
			sections = append(sections, nil)
		}
		sections[len(sections)-1] = append(sections[len(sections)-1], b)
	}
	for i := range sections {
		doc := plainSOW()
		doc.Blocks = slices.Concat(slices.Concat(sections[i:]...), slices.Concat(sections[:i]...))
		if got := outcome(d, doc); !reflect.DeepEqual(got, want) {
			t.Errorf("rotated by %d: got %v, want %v", i, got, want)
		}
	}
}

// TestBoilerplateChangesNothing adds terms to a document of so many blocks that
// it is weighed without them as well.
func TestBoilerplateChangesNothing(t *testing.T) {
	d := packDetector(t)
	doc := plainSOW()
	for _, line := range []string{"Contacts", "Each side names one person.", "Invoices", "Invoices are sent by mail and paid within thirty days."} {
		doc.Blocks = append(doc.Blocks, sow.Block{Kind: sow.Paragraph, Text: line})
	}
	if len(doc.Blocks) < packWeights(t).Blocks {
		t.Fatalf("%d blocks are too few to be weighed", len(doc.Blocks))
	}
	want := outcome(d, doc)
	doc.Blocks = append(slices.Clip(doc.Blocks),
		sow.Block{Kind: sow.Heading, Level: 1, Text: "General terms"},
		sow.Block{Kind: sow.Paragraph, Text: "The parties exchange confidential information only as needed. Access to premises is granted by the owner; project teams of both sides meet on demand."},
		sow.Block{Kind: sow.Heading, Level: 1, Text: "Notices"},
		sow.Block{Kind: sow.Paragraph, Text: "Notices are given in writing. The outlook of the plan and the forms in use do not bind the parties."})
	if got := outcome(d, doc); !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestFootersAreNoScope(t *testing.T) {
	d := packDetector(t)
	doc := plainSOW()
	doc.Blocks = append(doc.Blocks, sow.Block{Kind: sow.Footer, Text: "Deploy Dynamics 365 Sales with us"})
	if got := outcome(d, doc)["d365-sales"]; got != sow.Boilerplate {
		t.Errorf("a footer gives %q", got)
	}
}

// TestSameBytesSameResult runs one detector from several goroutines.
func TestSameBytesSameResult(t *testing.T) {
	d := packDetector(t)
	want := d.Detect(plainSOW())
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 5 {
				if got := d.Detect(plainSOW()); !reflect.DeepEqual(got, want) {
					t.Error("two readings of one document differ")
				}
			}
		})
	}
	wg.Wait()
}

func TestStruckTextAndBoxes(t *testing.T) {
	d := packDetector(t)
	no, yes := false, true
	doc := sow.Document{Language: "en", Blocks: []sow.Block{
		{Kind: sow.Heading, Level: 1, Text: "Scope"},
		{Kind: sow.ListItem, Text: "Deploy Microsoft Teams", Marks: []sow.Mark{{Kind: sow.Struck, Start: 0, End: 22}}},
		{Kind: sow.ListItem, Text: "Power BI", Checked: &no},
		{Kind: sow.ListItem, Text: "Microsoft Intune", Checked: &yes},
	}}
	want := map[string]sow.Polarity{"teams": sow.Excluded, "power-bi": sow.Optional, "intune": sow.InScope}
	if got := outcome(d, doc); !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// row makes the cells of a table row.
func row(n int, heads []string, texts ...string) (out []sow.Block) {
	for c, text := range texts {
		b := sow.Block{Kind: sow.Cell, Text: text, Cell: &sow.CellPos{Table: 1, Row: n, Col: c, HeaderRow: n == 0}}
		if n > 0 {
			b.Cell.ColHead = heads[c]
			if c > 0 {
				b.Cell.RowHead = texts[0]
			}
		}
		out = append(out, b)
	}
	return out
}

func TestDecisionTable(t *testing.T) {
	d := packDetector(t)
	heads := []string{"Component", "In scope", "Out of scope", "Later"}
	doc := sow.Document{Language: "en", Blocks: slices.Concat(
		[]sow.Block{{Kind: sow.Heading, Level: 1, Text: "Overview"}},
		row(0, heads, heads...),
		row(1, heads, "Exchange Online", "x", "", ""),
		row(2, heads, "Microsoft Teams", "", "x", ""),
		row(3, heads, "Power BI", "", "", "x"),
	)}
	want := map[string]sow.Polarity{"exchange-online": sow.InScope, "teams": sow.Excluded, "power-bi": sow.Future}
	if got := outcome(d, doc); !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestRowsByNumber(t *testing.T) {
	d := packDetector(t)
	heads := []string{"No.", "Service"}
	doc := sow.Document{Language: "en", Blocks: slices.Concat(
		[]sow.Block{
			{Kind: sow.Heading, Level: 1, Text: "Services"},
			{Kind: sow.Paragraph, Text: "The customer orders the services in rows 1 to 2 and 4 of Schedule 2."},
			{Kind: sow.Heading, Level: 1, Text: "Schedule 2 Service catalogue"},
		},
		row(0, heads, heads...),
		row(1, heads, "1", "Set-up of Microsoft Intune"),
		row(2, heads, "2", "Set-up of Exchange Online"),
		row(3, heads, "3", "Set-up of Power BI"),
		row(4, heads, "4", "Set-up of Microsoft Teams"),
	)}
	want := map[string]sow.Polarity{"intune": sow.InScope, "exchange-online": sow.InScope, "power-bi": sow.Optional, "teams": sow.InScope}
	if got := outcome(d, doc); !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestChangeOrderKeepsWhatStands(t *testing.T) {
	d := packDetector(t)
	heads := []string{"Item", "Service", "Status"}
	doc := sow.Document{Language: "en", Title: "Change Order 2", Blocks: slices.Concat(
		[]sow.Block{{Kind: sow.Heading, Level: 1, Text: "Change Order 2"}, {Kind: sow.Heading, Level: 2, Text: "Services as changed"}},
		row(0, heads, heads...),
		row(1, heads, "A1", "Introduction of Dynamics 365 Sales", "unchanged"),
		row(2, heads, "A2", "Introduction of Dynamics 365 Commerce", "removed"),
		row(3, heads, "A3", "Reports in Power BI", "new"),
	)}
	got := d.Detect(doc)
	if got.Kind != sow.KindChangeOrder {
		t.Errorf("kind is %s", got.Kind)
	}
	want := map[string]sow.Polarity{"d365-sales": sow.InScope, "d365-commerce": sow.Excluded, "power-bi": sow.InScope}
	if out := outcome(d, doc); !reflect.DeepEqual(out, want) {
		t.Errorf("got %v, want %v", out, want)
	}
}

func TestOtherVendorsWorkStaysSilent(t *testing.T) {
	d := packDetector(t)
	doc := sow.Document{Language: "en", Title: "Okta rollout", Blocks: []sow.Block{
		{Kind: sow.Heading, Level: 1, Text: "Scope of work"},
		{Kind: sow.Paragraph, Text: "We deploy Okta for 2,000 people and connect Salesforce, Workday and ServiceNow."},
		{Kind: sow.ListItem, Text: "Okta policies, Okta lifecycle rules, Okta device trust"},
		{Kind: sow.ListItem, Text: "Migration of 60 applications from Entra ID to Okta"},
		{Kind: sow.Paragraph, Text: "Okta replaces Microsoft Entra ID as the identity provider for Microsoft 365."},
	}}
	got := d.Detect(doc)
	if !got.OtherVendor || got.Kind != sow.KindOtherVendors {
		t.Errorf("other vendor %v, kind %s", got.OtherVendor, got.Kind)
	}
	for _, w := range got.Workloads {
		if w.Polarity == sow.InScope {
			t.Errorf("%s is in scope", w.ID)
		}
	}
}

func TestUmbrellaBecomesAQuestion(t *testing.T) {
	d := packDetector(t)
	detect := func(text string) map[string]sow.Workload {
		out := map[string]sow.Workload{}
		for _, w := range d.Detect(sow.Document{Language: "en", Blocks: []sow.Block{
			{Kind: sow.Heading, Level: 1, Text: "Scope"}, {Kind: sow.Paragraph, Text: text},
		}}).Workloads {
			out[w.ID] = w
		}
		return out
	}
	alone := detect("We implement Dynamics 365 for the group.")["d365-ce"]
	if alone.Polarity == sow.InScope || len(alone.Candidates) == 0 {
		t.Errorf("a suite alone is %s with candidates %v; want a question", alone.Polarity, alone.Candidates)
	}
	named := detect("We implement Dynamics 365. We configure Dynamics 365 Sales for the group.")
	if named["d365-sales"].Polarity != sow.InScope || len(named["d365-ce"].Candidates) != 0 {
		t.Errorf("a named app: %s, suite with candidates %v", named["d365-sales"].Polarity, named["d365-ce"].Candidates)
	}
}
