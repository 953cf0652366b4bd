package main

import (
	"bytes"
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"claimline/internal/extract"
	"claimline/internal/pgtest"
	"claimline/internal/pipeline"
)

// command runs the program as a person types it; dsn is its database.
func command(t *testing.T, dsn, data string, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	var out, errs bytes.Buffer
	code = run(append(args, "--database-url", dsn, "--data", data), strings.NewReader(""), &out, &errs)
	return out.String(), errs.String(), code
}

// analysedBy gives a database in which a document was analysed, as the worker
// does it.
func analysedBy(t *testing.T, dsn, data, path string) {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	s, err := openServices(t.Context(), config{Database: dsn, Data: data, Inbox: t.TempDir(), OCR: string(extract.OCROff), Partner: "6080811"}, false, slog.New(slog.DiscardHandler))
	defer s.close()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.pipeline.Submit(t.Context(), pipeline.Submission{Name: filepath.Base(path), Source: "command", Content: bytes.NewReader(content)}); err != nil {
		t.Fatal(err)
	}
	if err := s.pipeline.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := s.pipeline.WaitIdle(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := s.pipeline.Stop(context.WithoutCancel(t.Context())); err != nil {
		t.Fatal(err)
	}
}

const rollout = `# Statement of Work: Modern workplace

This statement of work is between Northgate Foods Ltd (the Customer) and Brightwater Systems Ltd (the Supplier).

# 1. Scope of services

The Supplier deploys Microsoft Teams and configures its policies.
`

func TestImportCommand(t *testing.T) {
	dsn, data, dir := pgtest.DSN(t), t.TempDir(), t.TempDir()
	sow, export := filepath.Join(dir, "sow.md"), filepath.Join(dir, "claims.csv")
	for path, text := range map[string]string{sow: rollout, export: "Claim ID,Customer name,Product,Status,Status date\n,Northgate Foods Limited,Microsoft Teams,Under review,2026-11-20\nCPOR-9,Nobody Ltd,Teams,Approved,2026-11-20\n"} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	analysedBy(t, dsn, data, sow)
	if _, errs, code := command(t, dsn, data, "import", export); code != 1 || !strings.Contains(errs, "--as: a named person") {
		t.Errorf("without a name: %d %s", code, errs)
	}
	for range 2 { // a preview changes nothing
		out, errs, code := command(t, dsn, data, "import", export, "--preview")
		for _, want := range []string{`column "Product" is the workload (guessed)`, "claim 1", "for a person: our record stands before the submission", "Nobody Ltd", "0 claims would move, 0 stand there already, 0 get a note; 2 rows are for a person"} {
			if code != 0 || !strings.Contains(out, want) {
				t.Errorf("the preview lacks %q: %d %s\n%s", want, code, errs, out)
			}
		}
	}
	kept := filepath.Join(dir, "mapping.yaml")
	for text, want := range map[string]string{"columns: {workload: [Product]}\n": "", "kind: claims\n": "--import-mapping: the mapping has a mistake: leave kind out", "column: {}\n": "--import-mapping: the mapping has a mistake"} {
		if err := os.WriteFile(kept, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		out, errs, code := command(t, dsn, data, "import", export, "--preview", "--import-mapping", kept)
		if want == "" && (code != 0 || !strings.Contains(out, `column "Product" is the workload (mapped)`)) || want != "" && (code != 1 || !strings.Contains(errs, want)) {
			t.Errorf("mapping %q: %d %s\n%s", text, code, errs, out)
		}
	}
	if out, errs, code := command(t, dsn, data, "import", export, "--as", "Anna"); code != 0 || !strings.Contains(out, "loaded as import 1 by Anna: 0 claims moved, 0 noted, 2 rows left for a person") {
		t.Errorf("the import: %d %s\n%s", code, errs, out)
	}
	if out, _, code := command(t, dsn, data, "import", export, "--as", "Bert"); code != 0 || !strings.Contains(out, "was loaded by Anna") || strings.Contains(out, "import 2") {
		t.Errorf("the second import: %d\n%s", code, out)
	}
}

func TestPacketCommand(t *testing.T) {
	dsn, data, dir := pgtest.DSN(t), t.TempDir(), t.TempDir()
	sow := filepath.Join(dir, "sow.md")
	if err := os.WriteFile(sow, []byte(rollout), 0o600); err != nil {
		t.Fatal(err)
	}
	analysedBy(t, dsn, data, sow)
	first, second := filepath.Join(dir, "a.zip"), filepath.Join(dir, "b.zip")
	for _, name := range []string{first, second} {
		if _, errs, code := command(t, dsn, data, "packet", "1", "-o", name); code != 0 {
			t.Fatalf("packet: %s", errs)
		}
	}
	a, errA := os.ReadFile(first)
	b, errB := os.ReadFile(second)
	if errA != nil || errB != nil || len(a) == 0 || !bytes.Equal(a, b) {
		t.Errorf("two packets of one claim differ (%v, %v)", errA, errB)
	}
	own := filepath.Join(dir, "templates")
	if out, errs, code := command(t, dsn, data, "packet", "--export-templates", own); code != 0 || !strings.Contains(out, "proof.docx") {
		t.Errorf("export: %s %s", out, errs)
	}
	if _, errs, code := command(t, dsn, data, "packet", "--export-templates", own); code != 1 || !strings.Contains(errs, "choose an empty folder") {
		t.Errorf("a second export: %d %s", code, errs)
	}
	if err := os.WriteFile(filepath.Join(own, "cover.docx"), []byte("no Word file"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, errs, code := command(t, dsn, data, "packet", "1", "-o", first, "--packet-templates", own); code != 1 || !strings.Contains(errs, "cover.docx is no Word document") {
		t.Errorf("a broken template: %d %s", code, errs)
	}
}
