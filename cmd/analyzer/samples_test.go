package main

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"claimline/internal/eval"
	"claimline/internal/report"
	"claimline/internal/sow"
)

// TestSamples analyses every sample, validates each object against the schema
// that the program prints, and scores them against what a person says of them.
// The scan is read without OCR here, whose words depend on the installed
// program: it must say that it needs it.
func TestSamples(t *testing.T) {
	labels, files, err := labelled("../../testdata/sows", nil)
	if err != nil || len(labels) < 14 {
		t.Fatalf("%d samples, %v; want at least 14", len(labels), err)
	}
	schema := compileSchema(t)
	var cases []eval.Case
	for i, in := range files {
		a := analyseSample(t, schema, in.path)
		if filepath.Base(filepath.Dir(in.path)) == "scanned-cloud-desktops" {
			if a.Status != sow.StatusNeedsOCR {
				t.Errorf("the scan is %s without OCR, want needs_ocr", a.Status)
			}
			continue
		}
		cases = append(cases, eval.Case{Label: labels[i], Analysis: a})
	}
	r := eval.Score(cases, nil)
	if r.Workloads.F1() < 0.93 || r.Association.Rate() < 0.95 || r.Unreadable.Rate() < 1 || r.Facts.Wrong > 4 {
		var out strings.Builder
		if err := r.Write(&out, eval.Parts{Misses: true}); err != nil {
			t.Fatal(err)
		}
		t.Errorf("the samples score lower than before:\n%s", out.String())
	}
}

func analyseSample(t *testing.T, schema *jsonschema.Schema, path string) sow.Analysis {
	t.Helper()
	var out, errs bytes.Buffer
	if code := run([]string{"analyze", "--format", "json", "--today", "2026-11-25", "--ocr", "off", path}, strings.NewReader(""), &out, &errs); code == 1 {
		t.Fatalf("%s: exit status 1: %s", path, errs.String())
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(out.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(value); err != nil {
		t.Errorf("%s against the schema: %v", path, err)
	}
	var a sow.Analysis
	if err := json.Unmarshal(out.Bytes(), &a); err != nil {
		t.Fatal(err)
	}
	return a
}

func compileSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(report.AnalysisSchema))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("analysis.json", document); err != nil {
		t.Fatal(err)
	}
	compiled, err := c.Compile("analysis.json")
	if err != nil {
		t.Fatal(err)
	}
	return compiled
}
