package ruleset

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// ruleFile makes a file of rules of one group; each line is
// "id priority strength condition", or "none id priority condition".
func ruleFile(each string, rows ...string) string {
	var rules, none strings.Builder
	for _, row := range rows {
		part := strings.SplitN(row, " ", 4)
		out, then := &rules, "then: {strength: "+part[2]+"}"
		if part[0] == "none" {
			out, then = &none, ""
			part = []string{part[1], part[2], "", part[3]}
		}
		fmt.Fprintf(out, "  - id: %s\n    group: g\n    priority: %s\n    why: w\n    source: \"3\"\n    since: 1.0.0\n    when: >-\n      %s\n    %s\n", part[0], part[1], part[3], then)
	}
	file := "kind: decisions\nid: d\nfor_each: " + each + "\ngroups: {g: {policy: priority, method: PAL, decides: strength}}\nrules:\n" + rules.String()
	if none.Len() > 0 {
		file += "none:\n" + none.String()
	}
	return file
}

func TestAnalysis(t *testing.T) {
	tests := []struct {
		name string
		each string
		rows []string
		want []string
	}{
		{"complete", "document", []string{"a 1 primary doc.azure", "b 1 optional not doc.azure"}, nil},
		{"never true by contradiction", "document", []string{`a 1 primary doc.agreement == "EA" and doc.agreement == "MCA"`, "none m 0 doc.azure or not doc.azure"}, []string{`lexicon/d.yaml:6:5: E501 "a" can never hold`}},
		{"never true because facts hang together", "workload", []string{`a 1 primary w.family == "azure" and w.plane == "m365"`, `none m 0 w.rolls_up or not w.rolls_up`}, []string{`lexicon/d.yaml:6:5: E501 "a" can never hold`}},
		{"always masked", "document", []string{"a 5 primary doc.azure or not doc.azure", "b 1 optional doc.azure"}, []string{`lexicon/d.yaml:15:5: E502 "b" never decides`}},
		{"masked by two rules together", "document", []string{"a 5 primary doc.azure", "b 5 primary not doc.azure", "c 1 optional doc.azure or not doc.azure"}, []string{`lexicon/d.yaml:24:5: E502 "c" never decides`}},
		{"tie with different output", "document", []string{"a 5 primary doc.azure", "b 5 optional doc.azure and doc.dynamics", "none m 0 not doc.azure"}, []string{
			`lexicon/d.yaml:15:5: E502 "b" never decides`,
			`lexicon/d.yaml:15:5: E503 "a" and "b" have the same priority and decide differently when doc.azure, doc.dynamics`,
		}},
		{"tie with the same output", "document", []string{"a 5 primary doc.azure", "b 5 primary doc.dynamics", "none m 0 not doc.azure and not doc.dynamics"}, nil},
		{"gap", "document", []string{`a 5 primary doc.agreement in ["EA", "MCA"]`}, []string{`lexicon/d.yaml:4:13: E504 group "g" decides nothing in 3 combinations, for example when doc.agreement is "unknown"`}},
		{"gap that is declared", "document", []string{`a 5 primary doc.agreement == "EA"`, `none m 0 doc.agreement != "EA"`}, nil},
		{"gap that is declared in part", "document", []string{`a 5 primary doc.agreement == "EA"`, `none m 0 doc.agreement in ["MCA", "CSP", "unknown"]`}, []string{`lexicon/d.yaml:4:13: E504 group "g" decides nothing in 1 combinations, for example when doc.agreement is "WebDirect"`}},
		{"a loop counts as a fact of its own", "document", []string{`a 5 primary any(workloads, .plane == "azure")`, `none m 0 not any(workloads, .plane == "azure")`}, []string{`lexicon/d.yaml:4:13: E504 group "g" decides nothing in 1 combinations`}},
		{"combinations that cannot occur are no gap", "workload", []string{
			`a 5 primary w.family == "azure"`, `b 5 primary w.family == "modern-work"`, `c 5 primary w.family == "security" and w.plane in ["azure", "m365"]`,
			`d 5 primary w.family == "business-applications" and w.plane in ["d365", "power-platform"]`,
		}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Load(packFS(map[string]string{"lexicon/d.yaml": ruleFile(tt.each, tt.rows...)}))
			wantProblems(t, err, tt.want)
		})
	}
}

func TestItemsThatCanNeverBeSaid(t *testing.T) {
	_, err := Load(packFS(map[string]string{"lexicon/q.yaml": `kind: questions
questions:
  - id: q
    text: a
    why: b
    source: "3"
    when: doc.draft and not doc.draft
`}))
	wantProblems(t, err, []string{`lexicon/q.yaml:3:5: E501 "q" can never hold`})
}

// TestCoverageStopsALoad checks that untested rules stop a pack that asks for
// coverage, and that failing tests stop every pack.
func TestCoverageStopsALoad(t *testing.T) {
	rules := ruleFile("document", "a 1 primary doc.azure", "none m 0 not doc.azure")
	test := func(body string) map[string]string {
		return map[string]string{"lexicon/d.yaml": rules, "lexicon/t.yaml": "kind: tests\nof: document\ntests:\n" + body}
	}
	azure := `  - name: azure
    given: {workloads: [{name: A, family: azure, plane: azure}]}
    expect: {g: a}
`
	nothing := `  - name: nothing
    given: {}
    expect: {g: m}
`
	full := strings.Replace(goodManifest, "coverage: 0", "coverage: 100", 1)
	tests := []struct {
		name     string
		manifest string
		body     string
		want     []string
	}{
		{"all covered", full, azure + nothing, nil},
		{"one rule is not", full, azure, []string{
			`lexicon/d.yaml:6:5: E603 "a": no test makes doc.azure false`,
			`lexicon/d.yaml:16:5: E602 no test expects rule "m" to decide`,
			`lexicon/d.yaml:16:5: E603 "m": no test makes not doc.azure true`,
		}},
		{"coverage is not asked for", goodManifest, azure, nil},
		{"test fails", goodManifest, strings.Replace(azure, "g: a", "g: m", 1), []string{`lexicon/t.yaml:4:5: E601 test "azure": g is decided by a, expected m`}},
		{"test expects nothing", goodManifest, strings.Replace(azure, "g: a", "g: none", 1), []string{`lexicon/t.yaml:4:5: E601 test "azure": g is decided by a, expected none`}},
		{"test of a group that is not there", goodManifest, strings.Replace(azure, "g: a", "h: a", 1), []string{`lexicon/t.yaml:4:5: E601 test "azure": expects something of group "h"`}},
		{"test says what is not there", goodManifest, azure + "    says: [D99]\n", []string{`lexicon/t.yaml:4:5: E601 test "azure": speaks of "D99", which the pack does not have`}},
		{"fact that does not exist", goodManifest, "  - name: x\n    given: {doc: {agrement: EA}}\n", []string{`lexicon/t.yaml:5:29: E210 unknown fact doc.agrement; did you mean "doc.agreement"?`}},
		{"value that the fact never has", goodManifest, "  - name: x\n    given: {doc: {agreement: MCAE}}\n", []string{`lexicon/t.yaml:5:30: E301 doc.agreement can never be "MCAE"; did you mean "MCA"?`}},
		{"fact that follows", goodManifest, "  - name: x\n    given: {doc: {azure: true}}\n", []string{`lexicon/t.yaml:5:26: E302 doc.azure follows from the workloads`}},
		{"workload that is not there", goodManifest, "  - name: x\n    given: {workloads: [teems]}\n", []string{`lexicon/t.yaml:5:25: E401 workload "teems" is not in the lexicon`}},
		{"two tests of one name", goodManifest, azure + azure, []string{`lexicon/t.yaml:7:5: E103 test of document id "azure" is already used at line 4`}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			fsys := packFS(test(tt.body))
			fsys["pack.yaml"] = &fstest.MapFile{Data: []byte(tt.manifest)}
			_, err := Load(fsys)
			wantProblems(t, err, tt.want)
		})
	}
}

// panicFS is a file system that fails in a way that nobody expects.
type panicFS struct{}

func (panicFS) Open(string) (fs.File, error) { panic("disk on fire") }

func TestEngineFaultIsAProblem(t *testing.T) {
	p, err := Load(panicFS{})
	if p != nil || len(ProblemsOf(err)) != 1 || ProblemsOf(err)[0].Code != "E018" || !strings.Contains(err.Error(), "disk on fire") {
		t.Errorf("%v, %v", p, err)
	}
}

func TestTooMuchIsRefused(t *testing.T) {
	files := map[string]string{}
	for i := range maxFiles + 1 {
		files[fmt.Sprintf("lexicon/f%d.yaml", i)] = "kind: lexicon\n"
	}
	_, err := Load(packFS(files))
	if ps := ProblemsOf(err); !slices.ContainsFunc(ps, func(p Problem) bool { return p.Code == "E004" }) {
		t.Errorf("%d files: %.300v", len(files), err)
	}
	large := "kind: lexicon\n#" + strings.Repeat("x", maxFileSize-100) + "\n"
	files = map[string]string{}
	for i := range maxTotalSize/maxFileSize + 1 {
		files[fmt.Sprintf("lexicon/f%d.yaml", i)] = large
	}
	_, err = Load(packFS(files))
	if ps := ProblemsOf(err); !slices.ContainsFunc(ps, func(p Problem) bool { return p.Code == "E004" }) {
		t.Errorf("%d large files: %.300v", len(files), err)
	}
}
