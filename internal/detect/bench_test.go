package detect

import (
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
		text := benchProse
		doc.Blocks = append(doc.Blocks,
			sow.Block{Kind: sow.Heading, Level: 1 + i%2, Text: headings[i%len(headings)]},
			sow.Block{Kind: sow.Paragraph, Text: text},
			sow.Block{Kind: sow.ListItem, Level: 1, Text: "Roll out Microsoft Teams to the site in wave " + text[:40]})
		n -= len(text) + 120
	}
	return doc
}

// benchProse is 600 bytes of prose in which two products stand.
var benchProse = strings.Repeat("The supplier shall prepare the plan for the wave, agree it with the owner of each site and hand over the results in time. "+
	"Work takes place on working days between eight and five unless the parties agree otherwise in writing. "+
	"This covers Exchange Online as well as Azure Virtual Machines. ", 3)[:600]
