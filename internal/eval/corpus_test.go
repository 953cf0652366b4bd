package eval_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"claimline/internal/eval"
	"claimline/internal/sow"
)

// TestLabelsKeepTheConventions reads every label of our own documents. What
// follows from another field of the same label is not a matter of opinion.
func TestLabelsKeepTheConventions(t *testing.T) {
	paths, err := filepath.Glob("../../testdata/eval/*/*.labels.json")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no labels: %v", err)
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		l, err := eval.ParseLabel(data)
		if err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		for _, fault := range faults(l) {
			t.Errorf("%s: %s", path, fault)
		}
	}
}

func faults(l eval.Label) (out []string) {
	elsewhere := []sow.Agreement{sow.EA, sow.MCA, sow.WebDirect}
	if l.CSP == nil && slices.Contains(elsewhere, l.Agreement) {
		out = append(out, "the text names another buying route, so the partner is not the transacting CSP: false")
	}
	claimed := l.Methods.CPOR == sow.Primary || l.Methods.CPOR == sow.Recommended
	if len(l.Association) > 0 && !claimed {
		out = append(out, "associations stand only where CPOR is primary or recommended")
	}
	for id := range l.Association {
		if !slices.Contains(l.InScope, id) {
			out = append(out, "an association of "+id+", which is not in scope")
		}
	}
	for _, id := range l.InScope {
		if slices.Contains(l.NotInScope, id) {
			out = append(out, id+" is both in scope and not")
		}
	}
	return out
}
