package ruleset

import (
	"slices"
	"strings"
	"testing"
	"time"
)

const ruleHead = `kind: decisions
id: d
for_each: document
groups: {pal: {policy: priority, method: PAL, decides: strength}}
rules:
  - id: r1
    group: pal
    why: because
    source: "3"
    since: 1.0.0
    then: {strength: primary}
    when: `

// rulePack is a pack of one document rule with the given text after "when: ".
func rulePack(when string) map[string]string {
	return map[string]string{"lexicon/d.yaml": ruleHead + when + "\n"}
}

// TestRefusedExpressions are the expressions that stop a process or make its
// answers depend on more than the facts, with the name of what is refused.
func TestRefusedExpressions(t *testing.T) {
	tests := []struct {
		name, when, code string
	}{
		{"string that doubles", `len(reduce(1..30, #acc + #acc, "20 chars 20 chars 20")) > 0`, "E201"},
		{"ranges", `any(1..900000, .id == "a")`, "E202"},
		{"million parentheses", strings.Repeat("(", 1_000_000) + "doc.azure" + strings.Repeat(")", 1_000_000), "E004"},
		{"nine thousand parentheses", strings.Repeat("(", 9_000) + "doc.azure" + strings.Repeat(")", 9_000), "E200"},
		{"two hundred thousand negations", strings.Repeat("!", 200_000) + "doc.azure", "E200"},
		{"four nested loops", strings.Repeat("any(workloads, ", 4) + ".rolls_up" + strings.Repeat(")", 4), "E205"},
		{"loop over a range", `all(1..900000, # in 1..900000)`, "E202"},
		{"three loops over ranges", strings.Repeat("any(1..1000, ", 3) + "true" + strings.Repeat(")", 3), "E205"},
		{"repeat", `repeat("a", 100000000) == "a"`, "E201"},
		{"map in map", `len(map(1..1000, map(1..1000, #))) > 0`, "E201"},
		{"regular expression", `repeat("a", 100000) matches "(a+)+$"`, "E208"},
		{"clock", `now() == now()`, "E201"},
		{"own function", `system("rm") == "x"`, "E201"},
		{"plus", `doc.agreement + "x" == "EAx"`, "E203"},
		{"let", `let x = doc.azure; x`, "E204"},
		{"sequence", `doc.azure; doc.power_bi`, "E207"},
		{"ternary in a block", `doc.azure ? doc.power_bi : doc.dynamics`, "E206"},
		{"if", `if doc.azure { true } else { false }`, "E206"},
		{"minus", `len(workloads) - 1 > 0`, "E208"},
		{"exclamation mark", `!doc.azure`, "E208"},
		{"double ampersand", `doc.azure && doc.power_bi`, "E208"},
		{"optional chaining", `doc?.azure`, "E208"},
		{"coalescing", `doc.azure ?? true`, "E208"},
		{"index", `workloads[0].id == "teams"`, "E211"},
		{"slice", `len(workloads[0:1]) > 0`, "E213"},
		{"map literal", `{"a": 1} == {"a": 1}`, "E211"},
		{"pipe", `doc.agreement | upper() == "EA"`, "E201"},
		{"filter", `len(filter(workloads, .rolls_up)) > 0`, "E201"},
		{"whole element", `any(workloads, # == "x")`, "E212"},
		{"loop over words", `any(["a"], .id == "a")`, "E213"},
		{"three hundred nodes", strings.Repeat("doc.azure or ", 140) + "doc.azure", "E209"},
		{"two facts", `doc.agreement == doc.moves_to`, "E302"},
		{"float", `len(workloads) > 1.5`, "E211"},
		{"environment", `$env.doc.azure`, "E211"},
		{"method", `doc.agreement.Foo() == "x"`, "E201"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			start := time.Now()
			_, err := Load(packFS(rulePack(">-\n      " + tt.when)))
			if took := time.Since(start); took > 2*time.Second {
				t.Errorf("refused only after %v", took)
			}
			if ps := ProblemsOf(err); !slices.ContainsFunc(ps, func(p Problem) bool { return p.Code == tt.code && (p.Line > 0 || tt.code == "E004") }) {
				t.Errorf("no %s in\n%.600v", tt.code, err)
			}
		})
	}
}

// TestYAMLEatsConditions are the forms that YAML changes or drops silently.
func TestYAMLEatsConditions(t *testing.T) {
	tests := []struct {
		name, when, want string
	}{
		{"exclamation mark is a tag", `!a`, `lexicon/d.yaml:12:11: E106 'when' is empty or starts with '!'; write: when: not ...`},
		{"hash is a comment", `any(workloads, # > 3)`, `lexicon/d.yaml:12:11: E107 YAML cut the condition at " #" and reads only "any(workloads,"`},
		{"quoted word first", `"x" in ["EA"]`, `lexicon/d.yaml:12:11: E006 did not find expected key; a condition that begins with a quote`},
		{"colon", `doc.azure ? doc.azure : doc.azure`, `lexicon/d.yaml:12:11: E006 mapping values are not allowed in this context; a condition`},
		{"empty", ``, `lexicon/d.yaml:12:10: E106 'when' is empty`},
		{"only spaces", `"  "`, `lexicon/d.yaml:12:11: E106`},
		{"list", `[doc.azure]`, `lexicon/d.yaml:12:11: E108 a condition is text`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Load(packFS(rulePack(tt.when)))
			wantProblems(t, err, []string{tt.want})
		})
	}
}

// TestPlaces checks that faults are shown at the character where they stand,
// in every way that YAML writes text.
func TestPlaces(t *testing.T) {
	tests := []struct {
		name, when, want string
	}{
		{"plain", `doc.agrement == "EA"`, `12:15: E210 unknown fact doc.agrement; did you mean "doc.agreement"?`},
		{"word outside the vocabulary", `doc.agreement == "MCAE"`, `12:28: E301 doc.agreement can never be "MCAE"; did you mean "MCA"?`},
		{"in a list", `doc.agreement in ["EA", "ESA"]`, `12:35: E301 doc.agreement can never be "ESA"`},
		{"folded block", ">-\n      doc.azure and\n      doc.powr_bi", `14:11: E210 unknown fact doc.powr_bi; did you mean "doc.power_bi"?`},
		{"literal block", "|\n      doc.azure\n      and doc.powr_bi", `14:15: E210 unknown fact doc.powr_bi`},
		{"single quotes", `'doc.azure and doc.agreement == "MCAE"'`, `12:43: E301`},
		{"double quotes with escapes", `"doc.agreement == \"EA\" and doc.powr_bi"`, `12:44: E210 unknown fact doc.powr_bi`},
		{"plain over two lines", "doc.azure and\n      doc.powr_bi", `13:11: E210 unknown fact doc.powr_bi`},
		{"kinds differ", `doc.azure == "EA"`, `12:21: E210`},
		{"number compared with a word", `doc.agreement > 3`, `12:25: E210`},
		{"not a yes or no", `doc.agreement`, `12:`},
		{"unfinished", `doc.azure and`, `12:`},
		{"w in a document rule", `w.plane == "azure"`, `12:11: E210 unknown name w`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Load(packFS(rulePack(tt.when)))
			wantProblems(t, err, []string{"lexicon/d.yaml:" + tt.want})
		})
	}
}

// TestTenMistakes is one file with many kinds of mistakes: all are listed, each
// at its place.
func TestTenMistakes(t *testing.T) {
	_, err := Load(packFS(map[string]string{"lexicon/bad.yaml": `kind: decisions
id: bad
for_each: dokument
groups:
  pal: {policy: colect, method: PALL, decides: strength}
rules:
  - id: a
    group: pal
    when: doc.agrement == "EA"
    then: {strength: primary}
    why: w
    source: "3"
    since: 1.0.0
  - id: a
    group: pall
    whenn: doc.azure
    when: doc.agreement == "MCAE" and doc.azure > "x"
    then: {strength: primery}
    why: "{w.nam}"
    source: "77"
    since: 1.0.0
  - id: b
    group: pal
    then: {strength: primary}
    why: w
    source: {keys: [S999]}
    since: soon
`}))
	wantProblems(t, err, []string{
		`lexicon/bad.yaml:3:11: E102 for_each "dokument" is not known; did you mean "document"?`,
		`lexicon/bad.yaml:5:17: E102 policy "colect" is not known`,
		`lexicon/bad.yaml:5:33: E104 method "PALL" is not known; did you mean "PAL"?`,
		`lexicon/bad.yaml:9:15: E210 unknown fact doc.agrement; did you mean "doc.agreement"?`,
		`lexicon/bad.yaml:14:5: E103 rule id "a" is already used at line 7`,
		`lexicon/bad.yaml:14:5: E412 "a": group "pall" is not declared in groups; did you mean "pal"?`,
		`lexicon/bad.yaml:16:5: E101 unknown key "whenn"; did you mean "when"?`,
		`lexicon/bad.yaml:18:22: E102 strength "primery" is not known; did you mean "primary"?`,
		`lexicon/bad.yaml:22:5: E105 "b": the key "when" is missing`,
		`lexicon/bad.yaml:22:5: E110 "b": since "soon" is not a version such as 1.0.0`,
		`lexicon/bad.yaml:22:5: E411 source "S999" is not in the register`,
	})
}

func FuzzCondition(f *testing.F) {
	for _, seed := range []string{`doc.agreement == "EA"`, `not doc.azure and (w.plane in ["azure"])`, `any(workloads, .id == "x")`, `count(workloads, .rolls_up) > 2`, `((((`, `"`, `doc.`, `a ? b : c`, "let x = 1; x"} {
		f.Add(seed)
	}
	f.Fuzz(func(_ *testing.T, text string) {
		tree, faults := parseCondition(text)
		if len(faults) > 0 {
			return
		}
		g := grammar{document: true}
		g.check(tree, 0)
		if len(g.faults) == 0 {
			_, _ = build(text, aboutDocument) // only a crash is a finding
		}
	})
}

func FuzzLoad(f *testing.F) {
	f.Add(ruleHead + "doc.azure\n")
	f.Add("kind: lexicon\nworkloads:\n  - {id: a, name: A, family: azure, plane: azure}\n")
	f.Add("kind: tests\n")
	f.Add("kind: deadlines\ncalendar: {zone: Europe/Dublin}\ndeadlines: []\n")
	f.Fuzz(func(t *testing.T, content string) {
		_, err := Load(packFS(map[string]string{"lexicon/x.yaml": content}))
		for _, p := range ProblemsOf(err) {
			if p.Code == "E018" {
				t.Fatalf("the engine failed:\n%s", p.Message)
			}
			if p.Line < 0 || p.Col < 0 || p.Line > breaks(content)+2 && p.File == "lexicon/x.yaml" {
				t.Fatalf("place outside the file: %s", p)
			}
		}
	})
}

// breaks counts what YAML takes for the end of a line.
func breaks(content string) int {
	n := 0
	for _, r := range content {
		if strings.ContainsRune("\n\r\u0085\u2028\u2029", r) {
			n++
		}
	}
	return n
}
