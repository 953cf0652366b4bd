package ruleset

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"claimline/internal/sow"
	"claimline/rules"
)

// teamsRollout is the example of the output contract.
func teamsRollout() Input {
	return Input{
		Doc:       DocFacts{Agreement: "EA", CSP: "no", Mode: "project", Seats: "over-300"},
		Workloads: []WorkloadFacts{{ID: "teams", Name: "Microsoft Teams", Family: "modern-work", Plane: "m365", Work: "build", Deploys: true}},
	}
}

func TestDecideWorkload(t *testing.T) {
	out := deliveredPack(t).Decide(teamsRollout())
	deployment := sow.AssocDeployment
	want := sow.WorkloadMethods{
		PAL: sow.WorkloadMethod{Strength: sow.NotApplicable, Rules: []string{}, Why: "Microsoft Teams is not consumed in Azure, so PAL cannot see the work."},
		DPOR: sow.WorkloadMethod{
			Strength: sow.Recommended, Rules: []string{"dpor.ea"},
			Why: "The customer is on an Enterprise Agreement, so it can name the partner on the subscription of Microsoft Teams.",
		},
		CPOR: sow.WorkloadMethod{
			Strength: sow.Primary, Association: &deployment, Rules: []string{"cpor.licensed", "association.deployment"},
			Why: "The partner deploys, migrates or builds Microsoft Teams. Microsoft Teams is licensed, not consumed in Azure, so CPOR is how Microsoft recognises the work.",
		},
	}
	if diff := cmp.Diff(want, out.Workloads[0].Methods); diff != "" {
		t.Error(diff)
	}
	if out.Workloads[0].ClaimOn != "teams" {
		t.Errorf("claim on %q", out.Workloads[0].ClaimOn)
	}
	if g := out.Workloads[0].Grounds[sow.DPOR]; !slices.Equal(g, []Ground{{Workload: "teams"}, {Fact: "agreement"}}) {
		t.Errorf("grounds of DPOR: %v", g)
	}
}

func TestDecideDocument(t *testing.T) {
	out := deliveredPack(t).Decide(teamsRollout())
	if cpor := out.Methods.CPOR; cpor.Strength != sow.Primary || !slices.Equal(cpor.Rules, []string{"document.cpor.licensed"}) || len(cpor.Steps) != 4 || len(cpor.Verify) != 2 {
		t.Errorf("CPOR = %+v", cpor)
	}
	if pal := out.Methods.PAL; pal.Strength != sow.NotApplicable || len(pal.Rules) != 0 || len(pal.Steps) != 0 || pal.Why != "Nothing in scope is consumed in Azure." {
		t.Errorf("PAL = %+v", pal)
	}
	if !slices.Equal(out.Scenarios, []string{"modern-work"}) {
		t.Errorf("scenarios = %v", out.Scenarios)
	}
	if g := out.Grounds[sow.CPOR]; !slices.Equal(g, []Ground{{Workload: "teams"}}) {
		t.Errorf("grounds of CPOR: %v", g)
	}
	if g := out.Grounds[sow.DPOR]; !slices.Contains(g, Ground{Fact: "agreement"}) || !slices.Contains(g, Ground{Workload: "teams"}) {
		t.Errorf("grounds of DPOR: %v", g)
	}
	at := slices.IndexFunc(out.Advisories, func(a sow.Advisory) bool { return a.Code == "D4" })
	if at < 0 || !strings.HasPrefix(out.Advisories[at].Text, "Each of Microsoft Teams can be") || out.Advisories[at].Source != "S2" || out.Advisories[at].Confidence != "H" {
		t.Errorf("advisories = %+v", out.Advisories)
	}
	if i := slices.IndexFunc(out.Questions, func(q sow.Question) bool { return q.ID == "q.signed_date" && q.Fact == "signed_date" }); i < 0 {
		t.Errorf("questions = %+v", out.Questions)
	}
}

func TestCheckHasGrounds(t *testing.T) {
	in := teamsRollout()
	in.Doc.ClausePAL = true
	out := deliveredPack(t).Decide(in)
	if len(out.Checks) != 1 || out.Checks[0].ID != "check.cpor-skipped" || !slices.Contains(out.Checks[0].Grounds, Ground{Fact: "attribution_clause"}) {
		t.Errorf("checks = %+v", out.Checks)
	}
}

func TestClaimRollsUp(t *testing.T) {
	in := Input{Doc: DocFacts{CSP: "no"}, Workloads: []WorkloadFacts{{ID: "onedrive", Family: "modern-work", Plane: "m365", Work: "build", RollsUpTo: "sharepoint-online"}}}
	out := deliveredPack(t).Decide(in)
	if w := out.Workloads[0]; w.ClaimOn != "sharepoint-online" || w.Methods.CPOR.Association == nil {
		t.Errorf("onedrive: %+v", w)
	}
	in.Doc.CSP = "yes"
	if w := deliveredPack(t).Decide(in).Workloads[0]; w.ClaimOn != "" || w.Methods.CPOR.Association != nil {
		t.Errorf("no claim is called for, but there is one: %+v", w)
	}
}

func TestDecideIsPure(t *testing.T) {
	p := deliveredPack(t)
	in := typical()
	first, err := json.Marshal(p.Decide(in))
	if err != nil {
		t.Fatal(err)
	}
	trace, err := json.Marshal(p.Decide(in).Trace)
	if err != nil {
		t.Fatal(err)
	}
	p.Decide(teamsRollout())
	other := mustLoadDelivered(t)
	for range 3 {
		again, err := json.Marshal(other.Decide(in))
		if err != nil {
			t.Fatal(err)
		}
		traceAgain, err := json.Marshal(other.Decide(in).Trace)
		if err != nil {
			t.Fatal(err)
		}
		if string(again) != string(first) || string(traceAgain) != string(trace) {
			t.Fatal("equal input gives another output or trace")
		}
	}
	if diff := cmp.Diff(typical(), in); diff != "" {
		t.Errorf("the input was changed: %s", diff)
	}
}

func mustLoadDelivered(t *testing.T) *Pack {
	t.Helper()
	p, err := Load(rules.FS)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestDecideWithoutFacts(t *testing.T) {
	out := deliveredPack(t).Decide(Input{})
	if out.Methods.CPOR.Strength != sow.NotApplicable || out.Scenarios == nil || out.Advisories == nil || out.Questions == nil || out.Checks == nil {
		t.Errorf("%+v", out)
	}
	many := Input{Workloads: make([]WorkloadFacts, maxListItems+1)}
	for i := range many.Workloads {
		many.Workloads[i] = kindsOfWorkload[0]
	}
	if n := len(deliveredPack(t).Decide(many).Workloads); n != maxListItems {
		t.Errorf("%d workloads decided", n)
	}
}

func TestTrace(t *testing.T) {
	in := teamsRollout()
	in.Doc.Agreement, in.Doc.CSP = "MCA", "yes"
	out := deliveredPack(t).Decide(in)
	entry := func(name string) sow.TraceEntry {
		t.Helper()
		i := slices.IndexFunc(out.Trace, func(e sow.TraceEntry) bool { return e.Decision == name })
		if i < 0 {
			t.Fatalf("no trace of %s", name)
		}
		return out.Trace[i]
	}
	dpor := entry("dpor:teams")
	if dpor.Rule != "dpor.none.agreement" || dpor.Decides != "not-applicable" || dpor.Why != "DPOR is for Enterprise Agreements; the customer has a Microsoft Customer Agreement." {
		t.Errorf("dpor:teams = %+v", dpor)
	}
	want := sow.TraceLoser{
		Rule: "dpor.ask", Decides: "conditional", Reason: "1 of 2 conditions hold",
		Missing: []sow.TraceClause{{Text: `doc.agreement == "unknown"`, Value: `doc.agreement is "MCA"`}},
	}
	if diff := cmp.Diff(want, dpor.Losers[0]); diff != "" {
		t.Error(diff)
	}
	turn := []sow.TraceTurn{{Changes: []sow.TraceChange{{Fact: "doc.agreement", From: "MCA", To: "EA"}}, Rule: "dpor.ea", Decides: "recommended"}}
	if diff := cmp.Diff(turn, dpor.Turns); diff != "" {
		t.Error(diff)
	}
	cpor := entry("cpor:teams")
	if cpor.Rule != "cpor.csp" || cpor.Clauses[0] != (sow.TraceClause{Text: `doc.csp == "yes"`, Value: `doc.csp is "yes"`, Result: true}) {
		t.Errorf("cpor:teams = %+v", cpor)
	}
	i := slices.IndexFunc(cpor.Losers, func(l sow.TraceLoser) bool { return l.Rule == "cpor.licensed" })
	if i < 0 || cpor.Losers[i].Reason != "holds too, but priority 50 is below 90" {
		t.Errorf("losers = %+v", cpor.Losers)
	}
	for _, e := range out.Trace {
		if !slices.IsSortedFunc(e.Losers, func(a, b sow.TraceLoser) int { return len(a.Missing) - len(b.Missing) }) {
			t.Errorf("%s: losers are not ranked by missing conditions", e.Decision)
		}
		if e.Source == "" || e.Why == "" || len(e.Clauses) == 0 {
			t.Errorf("%s has no source, reason or conditions: %+v", e.Decision, e)
		}
	}
	turn = []sow.TraceTurn{{Changes: []sow.TraceChange{{Fact: "doc.csp", From: "yes", To: "no"}}, Rule: "cpor.licensed", Decides: "primary"}}
	if diff := cmp.Diff(turn, cpor.Turns); diff != "" {
		t.Error(diff)
	}
	if got := cpor.Turns[0].Sentence(); got != `it would be primary (rule cpor.licensed) if doc.csp were "no" instead of "yes"` {
		t.Error(got)
	}
	entry("document:PAL")
	if i := slices.IndexFunc(out.Trace, func(e sow.TraceEntry) bool { return e.Decision == "cpor-association:teams" }); i >= 0 {
		t.Error("an association is decided although no claim is called for")
	}
}

// TestTurnsTurn changes the facts as each turn says and looks whether the
// decision comes out as it promised.
func TestTurnsTurn(t *testing.T) {
	p := deliveredPack(t)
	for _, in := range []Input{
		{Doc: DocFacts{Agreement: "MCA", CSP: "yes", Mode: "staff-augmentation"}, Workloads: kindsOfWorkload},
		{Doc: DocFacts{Agreement: "CSP", CSP: "no", Mode: "managed-services"}, Workloads: kindsOfWorkload[1:5]},
		{Doc: DocFacts{Agreement: "unknown", Mode: "project"}, Workloads: kindsOfWorkload[2:4]},
	} {
		out, tried := p.Decide(in), 0
		for _, e := range out.Trace {
			for _, turn := range e.Turns {
				if !strings.HasPrefix(e.Decision, "document:") && slices.ContainsFunc(turn.Changes, func(c sow.TraceChange) bool { return c.Fact == "doc.deploys" || c.Fact == "w.work" }) {
					continue // follows from the workloads; the rules are the same
				}
				changed := Input{Doc: in.Doc, Workloads: slices.Clone(in.Workloads)}
				for _, c := range turn.Changes {
					switch c.Fact {
					case "doc.agreement":
						changed.Doc.Agreement = c.To
					case "doc.csp":
						changed.Doc.CSP = c.To
					case "doc.mode":
						changed.Doc.Mode = c.To
					case "doc.seats":
						changed.Doc.Seats = c.To
					case "doc.deploys":
						for i := range changed.Workloads {
							changed.Workloads[i].Deploys = c.To == "true"
						}
					}
				}
				again := p.Decide(changed)
				i := slices.IndexFunc(again.Trace, func(x sow.TraceEntry) bool { return x.Decision == e.Decision })
				if i < 0 && strings.HasPrefix(e.Decision, "cpor-association:") {
					continue // the same change makes the claim itself optional
				}
				if i < 0 || again.Trace[i].Rule != turn.Rule || again.Trace[i].Decides != turn.Decides {
					t.Errorf("%s: %s, but it did not", e.Decision, turn.Sentence())
				}
				tried++
			}
		}
		if tried == 0 {
			t.Error("nothing to turn")
		}
	}
}

func TestUmbrellaQuestion(t *testing.T) {
	q, ok := deliveredPack(t).UmbrellaQuestion("d365-ce", "Dynamics 365 Customer Engagement", []string{"d365-sales", "d365-field-service"})
	if !ok || q.ID != "q.umbrella.d365-ce" || q.Text != "Which products of Dynamics 365 Customer Engagement are worked on: Dynamics 365 Sales and Dynamics 365 Field Service?" {
		t.Errorf("%+v", q)
	}
}

func TestTemplates(t *testing.T) {
	for _, tt := range []struct {
		text  string
		about subject
		bad   []string
	}{
		{"{w.name} under {agreement}, {doc.mode}", aboutWorkload, nil},
		{"{w.nam}", aboutWorkload, []string{"w.nam"}},
		{"{w.name}", aboutDocument, []string{"w.name"}},
		{"{names.azure} {names.nothing}", aboutDocument, []string{"names.nothing"}},
		{"{names.azure}", aboutWorkload, []string{"names.azure"}},
		{"open { only", aboutWorkload, nil},
	} {
		if got := checkTemplate(tt.text, tt.about); !slices.Equal(got, tt.bad) {
			t.Errorf("%s: %v", tt.text, got)
		}
	}
	if got := fill("{x} and {y} {x}", func(n string) string { return n + n }); got != "Xx and yy xx" {
		t.Errorf("fill gives %q", got)
	}
	names := []string{"A", "B", "C", "D", "E", "F"}
	for n, want := range map[int]string{0: "none", 1: "A", 2: "A and B", 5: "A, B, C, D and E", 6: "A, B, C, D and 2 more"} {
		if got := listNames(names[:n]); got != want {
			t.Errorf("%d names: %q", n, got)
		}
	}
}
