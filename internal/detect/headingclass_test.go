package detect

import (
	"strings"
	"testing"

	"claimline/internal/sow"
)

// scopeHeadings are headings over what is delivered that do not call it scope:
// how works orders, staffing orders, advice and managed services call it.
const scopeHeadings = `
en|The Works
en|Works ordered
en|Deliverable epics
en|What is called off
en|What you've ordered
en|What they will work on
en|What the hours go on
en|Subjects of the advice
en|What you have asked us to examine
en|Part 1: Supported systems
en|Estate under care
en|Environment taken into operation
en|Outcome required
en|Added work
en|What they will be put to
en|What Harbourline takes in hand
en|The Operator's obligations
en|Components to be engineered
en|What your monthly fee buys
en|In the price
de|Das Werk
de|Geschuldetes Werk
de|Sollzustand
de|Am Ende vorhanden
de|Geleistet wird
de|Hinzu kommt
de|Schulungsplan
de|Was geprüft wird
de|Angeforderte Profile
de|Was überwacht und betrieben wird
de|Darum geht es
de|Was die Personen tun
`

// TestHeadingsOfScope reads the section of a product below each such heading.
func TestHeadingsOfScope(t *testing.T) {
	d := packDetector(t)
	for line := range strings.SplitSeq(strings.TrimSpace(scopeHeadings), "\n") {
		lang, heading, _ := strings.Cut(line, "|")
		got := d.Detect(small(lang, heading, sow.Block{Kind: sow.ListItem, Text: "Microsoft Intune"}))
		if _, why := readAs(got, "intune"); why != "section scope" {
			t.Errorf("%s: %s, want section scope", line, why)
		}
	}
}

// TestPartsOfTheScopeInBold reads items whose first words in bold name a part of
// what is delivered: they are no sections of law or of how the project is run.
func TestPartsOfTheScopeInBold(t *testing.T) {
	d := packDetector(t)
	doc := small("en", "Services")
	for _, text := range []string{"Compute. Operation of 34 servers.", "Data protection. Azure Backup with a test restore.", "Governance. Azure Policy and budgets."} {
		doc.Blocks = append(doc.Blocks, sow.Block{Kind: sow.ListItem, Text: text, Marks: []sow.Mark{{Kind: sow.Bold, Start: 0, End: strings.Index(text, ".") + 1}}})
	}
	got := d.Detect(doc)
	for _, id := range []string{"azure-backup", "azure-landing-zone"} {
		if is, why := readAs(got, id); is != string(sow.InScope) || why != "section scope" {
			t.Errorf("%s is %s by %s", id, is, why)
		}
	}
}
