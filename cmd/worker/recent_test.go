package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"claimline/internal/analyze"
	"claimline/internal/extract"
	"claimline/internal/report"
	"claimline/internal/ruleset"
	"claimline/internal/sow"
	"claimline/rules"
)

// A page is the same whether it is made from the analysis in memory or from the
// decision log.
func TestPageOfRecentAnalysis(t *testing.T) {
	pack, err := ruleset.Load(rules.FS)
	if err != nil {
		t.Fatal(err)
	}
	analyzer, err := analyze.New(pack)
	if err != nil {
		t.Fatal(err)
	}
	reader := extract.New(extract.Config{})
	defer func() { _ = reader.Close() }()
	names, err := filepath.Glob(filepath.Join("..", "..", "testdata", "sows", "*", "sow.docx"))
	if err != nil || len(names) == 0 {
		t.Fatalf("no samples: %v", err)
	}
	compared := 0
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := reader.Read(t.Context(), "sow.docx", bytes.NewReader(data), int64(len(data)), extract.Options{OCR: extract.OCROff})
		if err != nil {
			continue // a sample of a damaged file
		}
		compared++
		var recent recentAnalyses
		recent.keep(7, analyzer.Analyze(doc, analyze.Options{Today: sow.Day{Year: 2026, Month: 11, Dom: 24}}))
		a, ok := recent.take(7)
		if _, again := recent.take(7); !ok || again {
			t.Fatalf("taken %t and again %t", ok, again)
		}
		var logged sow.Analysis
		raw, err := json.Marshal(a)
		if err == nil {
			err = json.Unmarshal(raw, &logged)
		}
		if err != nil {
			t.Fatal(err)
		}
		var fromMemory, fromLog bytes.Buffer
		if err := report.HTML(&fromMemory, a, "http://127.0.0.1/documents/1"); err != nil {
			t.Fatal(err)
		}
		if err := report.HTML(&fromLog, logged, "http://127.0.0.1/documents/1"); err != nil {
			t.Fatal(err)
		}
		if fromMemory.String() != fromLog.String() {
			t.Errorf("%s: the page differs from the one made from the log", name)
		}
	}
	if compared < 5 {
		t.Errorf("only %d pages were compared", compared)
	}
}

func TestRecentAnalysesAreFew(t *testing.T) {
	var recent recentAnalyses
	for id := range int64(10 * maxRecent) {
		recent.keep(id, sow.Analysis{})
	}
	if n := len(recent.byID); n > maxRecent {
		t.Errorf("%d analyses are kept", n)
	}
	if _, ok := recent.take(10*maxRecent - 1); !ok {
		t.Error("the newest is not kept")
	}
}
