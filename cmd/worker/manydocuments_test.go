package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// samplesByCustomer are Word samples and the customer that each names.
var samplesByCustomer = map[string]string{
	"business-central-csp": "Skovgaard Ventilation A/S", "change-order": "Sembawang Tropical Foods Pte. Ltd.",
	"finance-and-power-platform": "Tallowood Dairy Co-operative Limited", "french-data-platform": "Coopérative Maritime de l'Estuaire",
	"modern-work-rollout": "Quillmoor Logistics Group B.V.", "spanish-contact-centre": "Mutua Agraria del Segre",
}

// manyDocuments makes any number of documents: every other one is a Word
// document out of the samples, each for a customer and tenant of its own, the
// rest are PDF files, each with a comment of its own at the end. Without Word
// documents all are PDF files.
type manyDocuments struct {
	archives [][]zipPart
	pdfs     [][]byte
}

type zipPart struct {
	name, customer string
	content        []byte
}

// newManyDocuments makes documents of the samples and the PDF files among the
// evaluation documents.
func newManyDocuments(tb testing.TB) *manyDocuments {
	tb.Helper()
	m := pdfsOf(tb, filepath.Join("..", "..", "testdata", "eval", "open"))
	for sample, customer := range samplesByCustomer {
		z, err := zip.OpenReader(filepath.Join("..", "..", "testdata", "sows", sample, "sow.docx"))
		if err != nil {
			tb.Fatal(err)
		}
		var parts []zipPart
		for _, f := range z.File {
			r, err := f.Open()
			if err != nil {
				tb.Fatal(err)
			}
			content, err := io.ReadAll(r)
			if err != nil {
				tb.Fatal(err)
			}
			parts = append(parts, zipPart{f.Name, customer, content})
		}
		_ = z.Close() // read only
		m.archives = append(m.archives, parts)
	}
	return m
}

// pdfsOf makes documents of the PDF files in a folder alone.
func pdfsOf(tb testing.TB, dir string) *manyDocuments {
	tb.Helper()
	m := &manyDocuments{}
	names, err := filepath.Glob(filepath.Join(dir, "*.pdf"))
	if err != nil || len(names) == 0 {
		tb.Fatalf("no PDF files in %s: %v", dir, err)
	}
	for _, name := range names {
		content, err := os.ReadFile(name)
		if err != nil {
			tb.Fatal(err)
		}
		m.pdfs = append(m.pdfs, content)
	}
	return m
}

// make gives the document with a number, and the end of its name.
func (m *manyDocuments) make(tb testing.TB, n int) (content []byte, ext string) {
	tb.Helper()
	pdf := n
	if len(m.archives) > 0 {
		if n%2 == 0 {
			return m.word(tb, n/2), ".docx"
		}
		pdf = n / 2
	}
	return fmt.Appendf(slices.Clip(m.pdfs[pdf%len(m.pdfs)]), "%% %d\n%%%%EOF\n", n), ".pdf"
}

// tenantID is what the samples name as the customer's tenant.
var tenantID = regexp.MustCompile(`[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}`)

func (m *manyDocuments) word(tb testing.TB, n int) []byte {
	tb.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, p := range m.archives[n%len(m.archives)] {
		content := p.content
		if p.name == "word/document.xml" {
			content = []byte(strings.ReplaceAll(string(content), p.customer, fmt.Sprintf("Contoso %05d Ltd.", n)))
			content = tenantID.ReplaceAll(content, fmt.Appendf(nil, "0fa1b2c3-1111-4222-8333-%012d", n))
		}
		w, err := z.Create(p.name)
		if err == nil {
			_, err = w.Write(content)
		}
		if err != nil {
			tb.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		tb.Fatal(err)
	}
	return out.Bytes()
}
