package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A pack that the program would refuse to read documents with is not in order.
func TestRulesCheckRefusesWhatCannotBeUsed(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "pack")
	tell := func(args ...string) (code int, said string) {
		var out, errs bytes.Buffer
		code = run(args, strings.NewReader(""), &out, &errs)
		return code, out.String() + errs.String()
	}
	if code, said := tell("rules", "export", dir); code != 0 {
		t.Fatal(said)
	}
	if code, said := tell("rules", "check", dir); code != 0 {
		t.Fatalf("the pack as it was written: %s", said)
	}
	name := filepath.Join(dir, "lexicon", "modern-work.yaml")
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	wrong := bytes.Replace(text, []byte("names: ["), []byte("names: [{text: Pallium, means: xteams}, "), 1)
	if err := os.WriteFile(name, wrong, 0o600); err != nil {
		t.Fatal(err)
	}
	if code, said := tell("rules", "check", dir); code == 0 || !strings.Contains(said, "no workload and no product") {
		t.Errorf("exit status %d: %s", code, said)
	}
}
