package report

import (
	"bytes"
	"encoding/json"
	"html/template"
	"strings"
	"testing"

	"claimline/internal/sow"
)

const hostile = `<img src=x onerror=alert(1)> | *x* [a](b) "quoted"`

func sample() sow.Analysis {
	due, dep, three := "2026-12-09", sow.AssocDeployment, 3
	line := sow.Evidence{Quote: "Deploy Microsoft Teams\nto 5,000 users", Page: &three, Location: "page/3/b2", Heading: "3 Scope > 3.1 Teams"}
	return sow.Analysis{
		Schema: sow.AnalysisSchema, Status: sow.StatusOK,
		Document: sow.DocumentInfo{Name: "a.pdf", Title: "Rollout " + hostile, Warnings: []sow.Warning{{Code: sow.WarnTrackedChanges, Message: "2 deletions were left out."}}},
		Pack:     sow.PackInfo{Name: "p", Version: "1.0.0", SHA256: strings.Repeat("0", 64), Strictness: "seed"},
		Facts: &sow.Facts{
			Customer: sow.NewFact("Contoso "+hostile, line), Seats: sow.NewFact(5000),
			Value:     sow.Conflict([]sow.Money{{Amount: 125000, Currency: "USD"}, {Amount: 118500.5, Currency: "USD"}}),
			Agreement: sow.Fact[sow.Agreement]{State: sow.Found, Value: new(sow.EA), By: "person"},
		},
		Workloads: []sow.Workload{
			{ID: "teams", Name: "Microsoft Teams", Polarity: sow.InScope, Evidence: []sow.Evidence{line}, Methods: &sow.WorkloadMethods{
				PAL: sow.WorkloadMethod{Strength: sow.NotApplicable}, DPOR: sow.WorkloadMethod{Strength: sow.Recommended}, CPOR: sow.WorkloadMethod{Strength: sow.Primary, Association: &dep},
			}},
			{ID: "power-apps", Name: "Power Apps", Polarity: sow.Excluded, Evidence: []sow.Evidence{{Quote: "not " + hostile}}},
		},
		Methods: &sow.MethodsAdvice{
			PAL: sow.MethodAdvice{Strength: sow.NotApplicable, Why: "Nothing in Azure."}, DPOR: sow.MethodAdvice{Strength: sow.Recommended, Why: "EA.", Steps: []string{"Ask the customer."}},
			CPOR: sow.MethodAdvice{Strength: sow.Primary, Why: "Teams is deployed."},
		},
		Claims: []sow.ClaimProposal{{
			Workload: "teams", Association: dep, Deadlines: []sow.DeadlineEntry{{Code: "DL-CLAIM-BY", Due: &due, Rule: "10 business days", Owner: "partner"}},
			PoE:           []sow.PoEItem{{Code: "poe.project_plan", Name: "Project plan", Need: sow.NeedRequired, Status: sow.PoEMissing}, {Code: "poe.tenant_id", Name: "Tenant ID", Need: sow.NeedRequired, Status: sow.PoEFoundAuto}},
			ExpectedValue: sow.ExpectedValue{State: "unknown", Why: "No rate."},
		}},
		Questions: []sow.Question{{ID: "q.signed", Text: "When did the customer sign?", Why: "The deadline starts there."}},
		Trace: []sow.TraceEntry{{
			Decision: "cpor:teams", Rule: "cpor.licensed", Evidence: []sow.Evidence{{Quote: "Deploy Microsoft Teams to 5,000 users", Location: "body/p2"}}, Clauses: []sow.TraceClause{{Text: "w.plane == \"m365\"", Value: "w.plane is \"m365\"", Result: true}},
			Turns: []sow.TraceTurn{{Changes: []sow.TraceChange{{Fact: "doc.csp", From: "unknown", To: "yes"}}, Rule: "near", Decides: "optional"}},
			Losers: []sow.TraceLoser{
				{Rule: "far", Reason: "0 of 2", Missing: []sow.TraceClause{{Text: "a", Value: "no"}, {Text: "b", Value: "no"}}},
				{Rule: "near", Reason: "1 of 2", Missing: []sow.TraceClause{{Text: "doc.csp == \"yes\"", Value: "doc.csp is \"unknown\""}}},
			},
		}},
	}
}

func TestTextSaysWhatAPersonAsks(t *testing.T) {
	var b strings.Builder
	if err := Write(&b, Text, sample()); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"Enterprise Agreement (EA)  (answered by a person)", "conflicting: USD 125,000 or USD 118,500.50", "5,000", "Start            not stated",
		"CPOR primary (deployment)", `"Deploy Microsoft Teams to 5,000 users" (p. 3, 3 Scope > 3.1 Teams)`, "  1. Answer: When did the customer sign?",
		"  2. File the CPOR claim for Microsoft Teams (deployment)  (by 2026-12-09)", "Still missing: 1 of 2 proof items", "  3. DPOR, step 1",
		"[ ] Project plan (required)", "[x] Tenant ID (required)", "Expected value: unknown. No rate.", "TRACKED_CHANGES",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("text lacks %q:\n%s", want, b.String())
		}
	}
}

func TestFailureIsNotAnEmptyResult(t *testing.T) {
	a := sow.Analysis{Document: sow.DocumentInfo{Name: "scan.pdf"}, Status: sow.StatusNeedsOCR, Error: &sow.AnalysisError{Code: sow.ReasonNoText, Message: "Pages hold no text.", Hint: "Install tesseract."}}
	for _, format := range []Format{Text, Markdown} {
		var b strings.Builder
		if err := Write(&b, format, a); err != nil {
			t.Fatal(err)
		}
		if s := b.String(); !strings.Contains(s, "Install tesseract.") || strings.Contains(s, "in scope") || strings.Contains(s, "None") {
			t.Errorf("%s of a failure:\n%s", format, s)
		}
	}
}

func TestHTMLEscapesTheDocument(t *testing.T) {
	var b strings.Builder
	if err := HTML(&b, sample(), "http://127.0.0.1:8321/documents/1"); err != nil {
		t.Fatal(err)
	}
	s := b.String()
	if strings.Contains(s, "<img") || strings.Contains(s, "<script") || strings.Contains(s, "http-equiv=\"refresh") {
		t.Errorf("document text became markup:\n%s", s)
	}
	for _, want := range []string{"&lt;img", "by 2026-12-09", "☐ Project plan", "☑ Tenant ID", "default-src &#39;none&#39;"} {
		if !strings.Contains(s, want) && !strings.Contains(s, strings.ReplaceAll(want, "&#39;", "'")) {
			t.Errorf("page lacks %q", want)
		}
	}
}

func TestMarkdownKeepsTablesWhole(t *testing.T) {
	var b strings.Builder
	if err := Write(&b, Markdown, sample()); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(b.String()) {
		if strings.HasPrefix(line, "| Power Apps") && strings.Count(strings.ReplaceAll(line, `\|`, ""), "|") != 5 {
			t.Errorf("the row broke: %s", line)
		}
		if strings.Contains(line, "<img") {
			t.Errorf("markup in %s", line)
		}
	}
}

func TestJSONFormats(t *testing.T) {
	var one, two, lines bytes.Buffer
	if err := errorsOf(Write(&one, JSON, sample()), Write(&two, JSON, sample(), sample()), Write(&lines, JSONL, sample(), sample())); err != nil {
		t.Fatal(err)
	}
	if !json.Valid(one.Bytes()) || one.Bytes()[0] != '{' || two.Bytes()[0] != '[' || bytes.Count(lines.Bytes(), []byte("\n")) != 2 {
		t.Errorf("one %.20q, two %.20q, lines %d", one.Bytes(), two.Bytes(), bytes.Count(lines.Bytes(), []byte("\n")))
	}
	if err := Write(&one, "xml", sample()); err == nil {
		t.Error("format xml gave no error")
	}
}

func errorsOf(all ...error) error {
	for _, err := range all {
		if err != nil {
			return err
		}
	}
	return nil
}

func TestExplainNamesTheNearestRule(t *testing.T) {
	var b strings.Builder
	if err := Explain(&b, sample(), Explanation{WhyNot: "CPOR:teams"}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"CPOR for Microsoft Teams: primary.", `"Deploy Microsoft Teams to 5,000 users"`, `otherwise it would be optional (rule near) if doc.csp were "yes" instead of "unknown"`, "not       near", "yes  w.plane"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("explanation lacks %q:\n%s", want, b.String())
		}
	}
	b.Reset()
	if err := Explain(&b, sample(), Explanation{Workload: "power-apps"}); err != nil || !strings.Contains(b.String(), "named as excluded") {
		t.Errorf("explanation of an excluded workload: %v\n%s", err, b.String())
	}
	for _, bad := range []Explanation{{Workload: "nothing"}, {WhyNot: "cpor:nothing"}, {WhyNot: "XYZ"}} {
		if err := Explain(&b, sample(), bad); err == nil || !strings.Contains(err.Error(), "teams, power-apps") {
			t.Errorf("Explain(%+v) = %v, want an error that names the workloads", bad, err)
		}
	}
}

// TestExplainSaysThatWordsDecided: a reviewer sees where weights and no rule
// took a product for delivered.
func TestExplainSaysThatWordsDecided(t *testing.T) {
	a := sample()
	cue := "words.for: rollout, wave"
	found := false
	for i := range a.Trace {
		for k := range a.Trace[i].Evidence {
			a.Trace[i].Evidence[k].Cue, found = &cue, true
		}
	}
	var b strings.Builder
	if err := Explain(&b, a, Explanation{WhyNot: "CPOR:teams"}); err != nil || !found {
		t.Fatal(found, err)
	}
	if text := strings.Join(strings.Fields(b.String()), " "); !strings.Contains(text, "by the weight of the words around it, not by a rule: rollout, wave") {
		t.Errorf("the explanation does not say that words decided:\n%s", b.String())
	}
	b.Reset()
	if err := Explain(&b, sample(), Explanation{WhyNot: "CPOR:teams"}); err != nil || strings.Contains(b.String(), "weight of the words") {
		t.Errorf("%v: says so of a rule:\n%s", err, b.String())
	}
}

// The lists that are written without the template escape as the template does.
func TestListsEscapeLikeTheTemplate(t *testing.T) {
	var all strings.Builder
	for r := range rune(0x180) {
		all.WriteRune(r)
	}
	all.WriteString("+1 & \"x\" 'y' <z> \uFFFD \U0001F600")
	var want strings.Builder
	if err := template.Must(template.New("").Parse("<td>{{.}}</td>")).Execute(&want, all.String()); err != nil {
		t.Fatal(err)
	}
	var got markup
	got.part("<td>", all.String(), "</td>")
	if string(got.html()) != want.String() {
		t.Errorf("got  %q\nwant %q", got.html(), want.String())
	}
}

// A claim that stands already is led to while it is to be filed, and then is
// nothing to do any more.
func TestStepsKnowTheClaimsThatStand(t *testing.T) {
	a := sample()
	c := a.Claims[0]
	refs := func(positions ...string) []Standing {
		var list []sow.ClaimRef
		for i, p := range positions {
			list = append(list, sow.ClaimRef{ID: int64(i + 1), Workload: c.Workload, Association: c.Association, Position: p})
		}
		return Standings(list, "https://claims.example.org")
	}
	step := "File the CPOR claim for " + workloadName(a, c.Workload)
	for _, tt := range []struct {
		standing []Standing
		link     string // "" asks for no step
		words    string
	}{
		{refs("review"), "https://claims.example.org/claims/1", ""},
		{refs("not_pursued", "evidence"), "https://claims.example.org/claims/2", ""}, // the newest counts
		{refs("submitted/under_review"), "", "claim 1, submitted, under review"},
		{refs("submitted/submitted"), "", "claim 1, submitted<"},
		{refs("active", "rejected_final"), "", "claim 2, rejected final"},
	} {
		link := ""
		for _, s := range NextSteps(a, tt.standing...) {
			if strings.HasPrefix(s.Title, step) {
				link = s.Link
			}
		}
		var page strings.Builder
		if err := HTMLAmong(&page, a, "", Around{Standing: tt.standing}); err != nil {
			t.Fatal(err)
		}
		if link != tt.link || strings.Contains(page.String(), step) != (tt.link != "") || !strings.Contains(page.String(), tt.words) {
			t.Errorf("%+v: link %q", tt.standing, link)
		}
	}
}
