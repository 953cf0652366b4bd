package main

import (
	"bytes"
	"flag"
	"os"
	"strings"
	"testing"
)

var updateDocs = flag.Bool("update-docs", false, "write what the programs print now into docs/rules.md")

// TestDocsShowWhatIsPrinted runs each command of the guide that stands behind a
// "$" in a block of its own and compares what follows it: an explanation that
// is read aloud must be the one that a reader gets.
func TestDocsShowWhatIsPrinted(t *testing.T) {
	const page = "../../docs/rules.md"
	data, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	examples := 0
	for i, part := range strings.Split(string(data), "```\n") {
		if i > 0 {
			out.WriteString("```\n")
		}
		command, shown, ok := strings.Cut(part, "\n")
		line, runs := strings.CutPrefix(command, "$ analyzer ")
		if !ok || !runs {
			out.WriteString(part)
			continue
		}
		examples++
		printed := printedBy(t, strings.Fields(line))
		out.WriteString(command + "\n" + printed)
		if printed != shown && !*updateDocs {
			t.Errorf("%s prints now\n%s\n%s shows\n%s\nrun: go test ./cmd/analyzer -run Docs -update-docs", command, printed, page, shown)
		}
	}
	if examples < 3 {
		t.Errorf("%d examples in %s, want at least 3", examples, page)
	}
	if *updateDocs {
		if err := os.WriteFile(page, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func printedBy(t *testing.T, args []string) string {
	t.Helper()
	for i, a := range args {
		if strings.HasPrefix(a, "testdata/") {
			args[i] = "../../" + a
		}
	}
	var out, errs bytes.Buffer
	if code := run(args, strings.NewReader(""), &out, &errs); code != 0 {
		t.Fatalf("analyzer %s: exit status %d: %s", strings.Join(args, " "), code, errs.String())
	}
	return out.String()
}
