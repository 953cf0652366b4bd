package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The status says what the help promises: points alone are no failure.
func TestLintExitStatus(t *testing.T) {
	dir := t.TempDir()
	draft, broken, azure := filepath.Join(dir, "draft.md"), filepath.Join(dir, "broken.docx"), filepath.Join(dir, "letter.md")
	for path, text := range map[string]string{
		draft:  "# Statement of work\n\nNorthgate Foods Ltd (the Customer) and Brightwater Systems Ltd (the Supplier).\n\n# Scope of services\n\nThe Supplier deploys Microsoft Teams.\n",
		broken: "PK\x03\x04", azure: "# Minutes\n\nThe parties met on Monday and talked about the weather in general terms.\n",
	} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, tc := range []struct {
		args []string
		want int
	}{
		{[]string{draft}, 0},
		{[]string{"--fail-on", "required", draft}, 3},
		{[]string{"--fail-on", "any", draft}, 3},
		{[]string{"--fail-on", "any", azure}, 0},
		{[]string{draft, broken}, 2},
		{[]string{"--format", "pdf", draft}, 1},
		{[]string{"--fail-on", "all", draft}, 1},
		{nil, 1},
	} {
		var out, errs bytes.Buffer
		if got := run(append([]string{"lint"}, tc.args...), strings.NewReader(""), &out, &errs); got != tc.want {
			t.Errorf("lint %v = %d, want %d: %s", tc.args, got, tc.want, errs.String())
		}
	}
}
