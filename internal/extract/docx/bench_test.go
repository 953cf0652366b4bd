package docx

import (
	"bytes"
	"os"
	"strings"
	"testing"
)

// BenchmarkRead reads a sample statement of work of some eight pages.
func BenchmarkRead(b *testing.B) {
	data, err := os.ReadFile("../../../testdata/sows/modern-work-rollout/sow.docx")
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Read(bytes.NewReader(data), int64(len(data)), Limits{}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkReadLong reads a text of one megabyte.
func BenchmarkReadLong(b *testing.B) {
	data := file{body: strings.Repeat(p("The partner moves the mail of "+random(100)), 8000)}.bytes(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Read(bytes.NewReader(data), int64(len(data)), Limits{Ratio: 1000}); err != nil {
			b.Fatal(err)
		}
	}
}
