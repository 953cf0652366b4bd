package detect

import (
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"claimline/internal/sow"
)

// terms are headings of terms with a line below each, by language: what any
// document may carry, whatever it orders.
var terms = map[string][][2]string{
	"en": {
		{"Confidentiality", "This document is meant for its addressee alone. What either party learns of the other it keeps to itself."},
		{"General terms", "Access to premises is granted by the owner. Project teams of both sides meet on demand."},
		{"Notices", "Notices are given in writing. The outlook of the plan and the forms in use do not bind the parties."},
	},
	"de": {
		{"Vertraulichkeit", "Dieses Dokument ist nur für den Empfänger bestimmt. Was eine Partei über die andere erfährt, behält sie für sich."},
		{"Allgemeine Bestimmungen", "Zutritt zu den Räumen gewährt der Eigentümer. Die Teams beider Seiten treffen sich nach Bedarf."},
		{"Schlussbestimmungen", "Mitteilungen bedürfen der Schriftform. Ausblicke und Formulare binden die Parteien nicht."},
	},
	"fr": {
		{"Confidentialité", "Ce document est réservé à son destinataire. Chaque partie garde pour elle ce qu'elle apprend de l'autre."},
		{"Dispositions générales", "L'accès aux locaux est accordé par leur propriétaire. Les équipes des deux parties se réunissent au besoin."},
		{"Droit applicable", "Les notifications se font par écrit. Les perspectives et les formulaires n'engagent pas les parties."},
	},
	"es": {
		{"Confidencialidad", "Este documento está destinado únicamente a su destinatario. Cada parte guarda para sí lo que sabe de la otra."},
		{"Disposiciones generales", "El propietario concede el acceso a los locales. Los equipos de ambas partes se reúnen cuando hace falta."},
		{"Legislación aplicable", "Las comunicaciones se hacen por escrito. Los pronósticos y los formularios no obligan a las partes."},
	},
}

// termsOf gives the terms of a language as blocks, below headings as deep as
// those of a document's sections and with a header such as Word repeats.
func termsOf(doc sow.Document) []sow.Block {
	level, count := 0, 0
	for _, b := range doc.Blocks {
		switch {
		case b.Kind != sow.Heading:
		case level == 0 || b.Level < level:
			level, count = b.Level, 1
		case b.Level == level:
			count++
		}
	}
	if count <= 1 {
		level++ // the only one of its level is the title
	}
	out := []sow.Block{{Kind: sow.Header, Text: terms[doc.Language][0][1]}}
	for _, t := range terms[doc.Language] {
		out = append(out, sow.Block{Kind: sow.Heading, Level: level, Text: t[0]}, sow.Block{Kind: sow.Paragraph, Text: t[1]})
	}
	return out
}

// sources gives the documents of the open half by their sources: headings,
// items, rows of tables as lines, and paragraphs.
func sources(t *testing.T) map[string]sow.Document {
	t.Helper()
	paths, err := filepath.Glob("../../testdata/eval/open/*.sow.md")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no sources of documents: %v", err)
	}
	out := map[string]sow.Document{}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		out[filepath.Base(path)] = sourceDocument(string(data))
	}
	return out
}

func sourceDocument(text string) (doc sow.Document) {
	_, head, _ := strings.Cut(text, "---\n")
	head, body, _ := strings.Cut(head, "\n---\n")
	for line := range strings.Lines(head) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
		switch key {
		case "lang":
			doc.Language = value
		case "title":
			doc.Title = strings.Trim(value, `"`)
		}
	}
	for line := range strings.Lines(body) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		b := sow.Block{Kind: sow.Paragraph, Text: line}
		if rest := strings.TrimLeft(line, "#"); rest != line {
			b = sow.Block{Kind: sow.Heading, Level: len(line) - len(rest), Text: strings.TrimSpace(rest)}
		} else if item, ok := strings.CutPrefix(line, "- "); ok {
			b = sow.Block{Kind: sow.ListItem, Level: 1, Text: item}
		}
		doc.Blocks = append(doc.Blocks, b)
	}
	return doc
}

// TestTermsAreNoBeginning adds terms behind documents and before them: what they
// begin with stays the same, though all of them are so short that terms would
// fall into it.
func TestTermsAreNoBeginning(t *testing.T) {
	d, table, short := packDetector(t), NewBeginnings(), 0
	for name, doc := range sources(t) {
		if bytes(doc) > FirstPages || len(doc.Blocks) == 0 {
			continue
		}
		short++
		want := d.ObserveOpening(doc, table)
		more := doc
		more.Blocks = slices.Concat(doc.Blocks, termsOf(doc))
		checkBeginning(t, name+" with terms behind it", d.ObserveOpening(more, table), want)
		if doc.Blocks[0].Kind == sow.Heading {
			more.Blocks = slices.Concat(termsOf(doc), doc.Blocks)
			checkBeginning(t, name+" with terms before it", d.ObserveOpening(more, table), want)
		}
	}
	if short < 100 {
		t.Errorf("%d documents are short enough, want 100", short)
	}
}

func bytes(doc sow.Document) (n int) {
	for _, b := range doc.Blocks {
		n += len(b.Text)
	}
	return n
}

func checkBeginning(t *testing.T, name string, got, want Opening) {
	t.Helper()
	if !reflect.DeepEqual(got.Lines, want.Lines) || !reflect.DeepEqual(got.Pages, want.Pages) {
		t.Errorf("%s begins otherwise: %d words of the first lines, want %d; %d of the first pages, want %d", name, got.Lines.Words, want.Lines.Words, got.Pages.Words, want.Pages.Words)
	}
}
