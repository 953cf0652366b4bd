package detect

import (
	"fmt"
	"strings"
	"testing"

	"claimline/internal/sow"
)

// BenchmarkDetect reads documents of growing size: the cost per byte must not
// grow with them.
func BenchmarkDetect(b *testing.B) {
	d := packDetector(b)
	for _, size := range []struct {
		name  string
		bytes int
	}{{"10KB", 10_000}, {"150KB", 150_000}, {"1MB", 1_000_000}, {"10MB", 10_000_000}} {
		b.Run(size.name, func(b *testing.B) {
			doc := benchDocument(size.bytes)
			b.SetBytes(int64(size.bytes))
			b.ReportAllocs()
			for b.Loop() {
				d.Detect(doc)
			}
		})
	}
}

// benchDocument is a statement of work of about n bytes: headings, paragraphs,
// lists.
func benchDocument(n int) sow.Document {
	doc := sow.Document{Language: "en"}
	headings := []string{"Background", "Scope of work", "Out of scope", "Assumptions", "Governance", "Fees"}
	for i := 0; n > 0; i++ {
		text := benchProse(600)
		doc.Blocks = append(doc.Blocks,
			sow.Block{Kind: sow.Heading, Level: 1 + i%2, Text: headings[i%len(headings)]},
			sow.Block{Kind: sow.Paragraph, Text: text},
			sow.Block{Kind: sow.ListItem, Level: 1, Text: "Roll out Microsoft Teams to the site in wave " + text[:40]})
		n -= len(text) + 120
	}
	return doc
}

// productNames are names of products like those of the lexicon.
func productNames() []string {
	brands := []string{"Microsoft", "Azure", "Dynamics 365", "Office 365", "Power", "Defender for", "Purview", "Entra", "Viva", "Windows"}
	parts := []string{"Teams", "Virtual Machines", "Sales", "Exchange", "Automate", "Endpoint", "Audit", "Connect", "Engage", "Autopilot"}
	ends := []string{"", "Online", "migration", "Premium", "Plan 1", "Plan 2", "for Education", "rollout", "Standard", "Service"}
	var out []string
	for _, b := range brands {
		for _, p := range parts {
			for _, e := range ends {
				out = append(out, strings.TrimSpace(fmt.Sprintf("%s %s %s", b, p, e)))
			}
		}
	}
	return out
}

// benchProse is prose of about n bytes in which a name stands every 40 words or so.
func benchProse(n int) string {
	prose := "The supplier shall prepare the plan for the wave, agree it with the owner of each site and hand over the results in time. " +
		"Work takes place on working days between eight and five unless the parties agree otherwise in writing. "
	names := productNames()
	var b strings.Builder
	for i := 0; b.Len() < n; i++ {
		b.WriteString(prose)
		b.WriteString("This covers " + names[(i*37)%len(names)] + " as well. ")
	}
	return b.String()[:n]
}
