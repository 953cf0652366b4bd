package analyze_test

import (
	"bytes"
	"encoding/json"
	"runtime"
	"strings"
	"sync"
	"testing"

	"claimline/internal/analyze"
	"claimline/internal/report"
	"claimline/internal/ruleset"
	"claimline/internal/sow"
	"claimline/rules"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

func analyzer(tb testing.TB) *analyze.Analyzer {
	tb.Helper()
	pack, err := ruleset.Load(rules.FS)
	if err != nil {
		tb.Fatal(err)
	}
	a, err := analyze.New(pack)
	if err != nil {
		tb.Fatal(err)
	}
	return a
}

// document builds a document of headings ("# ...") and paragraphs.
func document(lines ...string) sow.Document {
	doc := sow.Document{Name: "a.md", SHA256: strings.Repeat("a", 64), Format: "md", Engine: "markdown", Language: "en"}
	for i, line := range lines {
		b := sow.Block{Kind: sow.Paragraph, Text: line, Loc: sow.Loc{Path: "body/p" + string(rune('1'+i))}}
		if text, ok := strings.CutPrefix(line, "# "); ok {
			b.Kind, b.Level, b.Text = sow.Heading, 1, text
		}
		doc.Blocks = append(doc.Blocks, b)
	}
	doc.TextSHA256 = sow.TextDigest(doc.Blocks)
	return doc
}

var today = sow.Day{Year: 2026, Month: 11, Dom: 25}

func teams() sow.Document {
	return document("# Scope of work", "The supplier deploys Microsoft Teams to 5,000 users and migrates all mailboxes to Exchange Online.", "# Out of scope", "Power Apps development.")
}

func find(a sow.Analysis, id string) *sow.Workload {
	for i := range a.Workloads {
		if a.Workloads[i].ID == id {
			return &a.Workloads[i]
		}
	}
	return nil
}

func TestAnalysisOfARollout(t *testing.T) {
	a := analyzer(t).Analyze(teams(), analyze.Options{Today: today})
	w := find(a, "teams")
	if w == nil || w.Polarity != sow.InScope || w.Methods == nil {
		t.Fatalf("teams = %+v", w)
	}
	if got := w.Methods.CPOR; got.Strength != sow.Primary || got.Association == nil || *got.Association != sow.AssocDeployment {
		t.Errorf("CPOR of teams = %+v", got)
	}
	if a.Methods.CPOR.Strength != sow.Primary || a.Methods.PAL.Strength != sow.NotApplicable || a.Methods.DPOR.Strength != sow.Conditional {
		t.Errorf("methods = %s %s %s", a.Methods.PAL.Strength, a.Methods.DPOR.Strength, a.Methods.CPOR.Strength)
	}
	if len(a.Methods.CPOR.Evidence) == 0 || len(a.Methods.CPOR.Steps) == 0 {
		t.Errorf("CPOR has %d lines and %d steps", len(a.Methods.CPOR.Evidence), len(a.Methods.CPOR.Steps))
	}
	if p := find(a, "power-apps"); p == nil || p.Polarity != sow.Excluded || p.Methods != nil {
		t.Errorf("power-apps = %+v", p)
	}
	if len(a.Claims) != 2 {
		t.Fatalf("%d claims, want one each for Teams and Exchange Online", len(a.Claims))
	}
	for _, c := range a.Claims {
		if c.ExpectedValue.State != "unknown" || c.ExpectedValue.Amount != nil {
			t.Errorf("value of %s = %+v without a rate", c.Workload, c.ExpectedValue)
		}
	}
	due := map[string]string{}
	for _, d := range a.Claims[0].Deadlines {
		if d.Due != nil {
			due[d.Code] = *d.Due
		}
	}
	if due["DL-CLAIM-BY"] != "2026-12-09" {
		t.Errorf("DL-CLAIM-BY = %q, want ten business days after the analysis", due["DL-CLAIM-BY"])
	}
}

func TestAnswersOverrideTheText(t *testing.T) {
	an := analyzer(t)
	a := an.Analyze(teams(), analyze.Options{Today: today, Answers: map[string]string{"agreement": "EA", "signed_date": "2026-11-02", "seats": "4000"}})
	if a.Methods.DPOR.Strength != sow.Recommended {
		t.Errorf("DPOR with an EA = %s", a.Methods.DPOR.Strength)
	}
	if a.Facts.Agreement.By != "person" || a.Facts.Seats.By != "person" {
		t.Errorf("answers are not marked: %+v %+v", a.Facts.Agreement, a.Facts.Seats)
	}
	for _, d := range a.Claims[0].Deadlines {
		if d.Code == "DL-CLAIM-BY" && (d.Due == nil || *d.Due != "2026-11-16") {
			t.Errorf("DL-CLAIM-BY after a signature on 2 November = %v", d.Due)
		}
	}
	for _, bad := range []map[string]string{{"agreement": "PLC"}, {"nothing": "x"}, {"seats": "-4"}, {"signed_date": "soon"}, {"value": "12"}, {"customer": ""}} {
		if analyze.CheckAnswers(bad) == nil {
			t.Errorf("CheckAnswers(%v) gave no error", bad)
		}
	}
}

// The same document, pack and options give the same bytes, however many
// analyses run at once.
func TestSameInputSameBytes(t *testing.T) {
	an := analyzer(t)
	want := encode(t, an.Analyze(teams(), analyze.Options{Today: today}))
	var wg sync.WaitGroup
	for range 16 {
		wg.Go(func() {
			if got := encode(t, an.Analyze(teams(), analyze.Options{Today: today})); !bytes.Equal(got, want) {
				t.Errorf("another result:\n%s\n%s", got, want)
			}
		})
	}
	wg.Wait()
}

func encode(tb testing.TB, a sow.Analysis) []byte {
	tb.Helper()
	var b bytes.Buffer
	if err := report.Write(&b, report.JSONL, a); err != nil {
		tb.Error(err)
	}
	return b.Bytes()
}

func TestFailedIsAnObjectOfItsOwn(t *testing.T) {
	an := analyzer(t)
	for code, want := range map[sow.ReasonCode]sow.Status{sow.ReasonEncrypted: sow.StatusFailed, sow.ReasonNoText: sow.StatusNeedsOCR} {
		a := an.Failed(sow.Document{Name: "x.pdf", Format: "pdf"}, &sow.Failure{Code: code, Message: "m", Hint: "h"})
		if a.Status != want || a.Error == nil || a.Error.Code != code || a.Facts != nil || a.Methods != nil {
			t.Errorf("%s: %+v", code, a)
		}
		validate(t, a)
	}
	validate(t, an.Analyze(teams(), analyze.Options{Today: today}))
}

// validate checks an analysis against the schema that the program prints.
func validate(t *testing.T, a sow.Analysis) {
	t.Helper()
	schema, err := jsonschema.UnmarshalJSON(bytes.NewReader(report.AnalysisSchema))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("analysis.json", schema); err != nil {
		t.Fatal(err)
	}
	compiled, err := c.Compile("analysis.json")
	if err != nil {
		t.Fatal(err)
	}
	data, err := json.Marshal(a)
	if err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if err := compiled.Validate(value); err != nil {
		t.Errorf("analysis of %s: %v", a.Document.Name, err)
	}
}

// TestAnalysisBesideAndInTurn checks that the number of processors changes
// nothing: what one reads after the other, two read side by side.
func TestAnalysisBesideAndInTurn(t *testing.T) {
	a, doc := analyzer(t), contracts(t, 40_000)
	beside, err := json.Marshal(a.Analyze(doc, analyze.Options{Today: today}))
	if err != nil {
		t.Fatal(err)
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	inTurn, err := json.Marshal(a.Analyze(doc, analyze.Options{Today: today}))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(beside, inTurn) {
		t.Error("an analysis on two processors differs from one on one")
	}
}
