package eval

import (
	"math"
	"strings"
	"testing"

	"claimline/internal/sow"
)

func analysis(ids ...string) sow.Analysis {
	a := sow.Analysis{Status: sow.StatusOK, Facts: &sow.Facts{}, Methods: &sow.MethodsAdvice{}}
	for _, id := range ids {
		dep := sow.AssocDeployment
		a.Workloads = append(a.Workloads, sow.Workload{
			ID: id, Polarity: sow.InScope, Family: sow.FamilyModernWork,
			Methods:  &sow.WorkloadMethods{CPOR: sow.WorkloadMethod{Association: &dep}},
			Evidence: []sow.Evidence{{Quote: "deploy " + id}},
		})
	}
	return a
}

func TestScoreCountsEachKindOfMiss(t *testing.T) {
	name, seats := "Contoso Ltd.", 500
	label := Label{
		File: "a.docx", Customer: &name, Seats: &seats, Agreement: sow.EA, Language: "en",
		InScope: []string{"teams", "intune"}, NotInScope: []string{"viva"}, Association: map[string]sow.Association{"teams": sow.AssocUsage},
	}
	got := analysis("teams", "viva")
	got.Facts.Customer = sow.NewFact("CONTOSO LTD")
	got.Facts.Seats = sow.NewFact(400)
	r := Score([]Case{{label, got}}, map[string]sow.Family{"intune": sow.FamilyModernWork, "teams": sow.FamilyModernWork})

	if want := (Counts{TP: 1, FP: 1, FN: 1}); r.Workloads != want || *r.ByFamily["modern-work"] != want || *r.ByLanguage["en"] != want {
		t.Errorf("counts = %+v %+v %+v", r.Workloads, *r.ByFamily["modern-work"], *r.ByLanguage["en"])
	}
	if r.NotInScope != 1 || r.TakenInScope != 1 {
		t.Errorf("not in scope %d, taken %d", r.NotInScope, r.TakenInScope)
	}
	if r.Association != (Share{0, 1}) {
		t.Errorf("association = %+v", r.Association)
	}
	if *r.ByFact["customer"] != (FactCounts{Right: 1}) || *r.ByFact["seats"] != (FactCounts{Wrong: 1}) || *r.ByFact["agreement"] != (FactCounts{Missed: 1}) {
		t.Errorf("facts: %+v %+v %+v", *r.ByFact["customer"], *r.ByFact["seats"], *r.ByFact["agreement"])
	}
	var out strings.Builder
	if err := r.Write(&out, Parts{Misses: true, Readings: true}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"workload missed: want intune", "workload too many: want not in scope, got viva", `"deploy viva"`, "F1 0.500", "in_scope by no cue                           right    1  wrong   1"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("report lacks %q:\n%s", want, out.String())
		}
	}
}

func TestSilenceAndUnreadable(t *testing.T) {
	silent, loud := analysis(), analysis("teams")
	failed := sow.Analysis{Status: sow.StatusFailed, Error: &sow.AnalysisError{Code: sow.ReasonEncrypted}}
	r := Score([]Case{
		{Label{File: "a"}, silent},
		{Label{File: "b"}, loud},
		{Label{File: "c", Unreadable: "password"}, failed},
		{Label{File: "d", Unreadable: "password"}, silent},
	}, nil)
	if r.Silent != (Share{1, 2}) || r.Unreadable != (Share{1, 2}) {
		t.Errorf("silent %+v, unreadable %+v", r.Silent, r.Unreadable)
	}
}

func TestWilson(t *testing.T) {
	low, high := Wilson(95, 100)
	if math.Abs(low-0.888) > 0.001 || math.Abs(high-0.978) > 0.001 {
		t.Errorf("Wilson(95, 100) = %.3f, %.3f, want 0.888, 0.978", low, high)
	}
}

// Each mistake is told in words that say what to write.
func TestParseLabelRefuses(t *testing.T) {
	for bad, want := range map[string]string{
		"":                                       "not whole JSON",
		"{":                                      "not whole JSON",
		"{}":                                     "it names no document",
		`{"file": 3}`:                            "file cannot be number",
		`{"file": "a.md", "seats": "many"}`:      "seats cannot be text",
		`{"file": "a.md", "customr": "Contoso"}`: `no key "customr" in a label; did you mean "customer"?`,
		`{"file": "a.md", "end_dtae": null}`:     `did you mean "end_date"?`,
		`{"file": "../a.md"}`:                    "leads out of the folder",
		`{"file": "a.md", "start_date": "30.2.26"}`:                        `start_date "30.2.26" is no day; write YYYY-MM-DD`,
		`{"file": "a.md", "end_date": "2026-02-30"}`:                       "end_date",
		`{"file": "a.md", "agreement": "PLC"}`:                             "use EA, MCA, CSP, WebDirect, unknown",
		`{"file": "a.md", "association_by_workload": {"teams": "resale"}}`: `association "resale" of teams`,
		`{"file": "a.md", "methods": {"CPOR": "always"}}`:                  `CPOR "always" is not known; use primary`,
		`{"file": "a.md", "value": {"amount": 1, "currency": "euro"}}`:     "three capitals",
	} {
		if _, err := ParseLabel([]byte(bad)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("ParseLabel(%q) = %v, want %q", bad, err, want)
		}
	}
	if _, err := ParseLabel([]byte(`{"file": "a.md", "evidence": [], "activities": ["sleep"], "value": {"amount": 1}}`)); err != nil {
		t.Errorf("keys of somebody's own and other activities are refused: %v", err)
	}
	l, err := ParseLabel([]byte(`{"file": "a.md", "workloads_in_scope": ["teams"], "workloads_not_in_scope": ["tems"], "association_by_workload": {"temas": "usage"}, "start_date": null}`))
	if err != nil {
		t.Fatal(err)
	}
	if err := l.Unknown([]string{"teams"}); err == nil || !strings.Contains(err.Error(), "no workload temas, tems; correct the id") {
		t.Errorf("unknown workloads: %v", err)
	}
	if err := l.Unknown([]string{"teams", "tems", "temas"}); err != nil {
		t.Error(err)
	}
}
