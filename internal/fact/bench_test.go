package fact_test

import (
	"os"
	"strings"
	"testing"

	"claimline/internal/extract/text"
	"claimline/internal/sow"
)

// BenchmarkRead reads the facts of about 150 KB of text, ordinary sections of
// contracts one after the other.
func BenchmarkRead(b *testing.B) {
	data, err := os.ReadFile("testdata/en.txt")
	if err != nil {
		b.Fatal(err)
	}
	source := strings.Repeat(string(data), 1+150_000/len(data))[:150_000]
	doc, err := text.ReadMarkdown([]byte(source), text.Limits{}.WithDefaults())
	if err != nil {
		b.Fatal(err)
	}
	r := newReader(b)
	b.SetBytes(int64(len(source)))
	for b.Loop() {
		r.Read(doc, sow.Detection{Kind: sow.KindProject})
	}
}
