package ruleset

import (
	"bytes"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"claimline/internal/sow"
	"claimline/rules"
)

const goodManifest = `kind: pack
name: test
version: 1.2.3
engine: ">=1.0.0 <2.0.0"
facts_schema: 1
strictness: seed
coverage: 0
files: [{path: "lexicon/*.yaml", optional: true}, {path: "context/*.yaml", optional: true}]
`

func packFS(files map[string]string) fstest.MapFS {
	out := fstest.MapFS{"pack.yaml": {Data: []byte(goodManifest)}}
	for name, content := range files {
		out[name] = &fstest.MapFile{Data: []byte(content)}
	}
	return out
}

func lines(ps LoadErrors) []string {
	out := make([]string, len(ps))
	for i, p := range ps {
		out[i] = p.String()
	}
	return out
}

func TestDeliveredPackLoads(t *testing.T) {
	p, err := Load(rules.FS)
	if err != nil {
		t.Fatalf("the embedded pack does not load:\n%v", err)
	}
	fromDisk, err := Load(os.DirFS("../../rules"))
	if err != nil {
		t.Fatalf("the pack on disk does not load:\n%v", err)
	}
	if p.Info() != fromDisk.Info() {
		t.Errorf("embedded pack %+v, on disk %+v", p.Info(), fromDisk.Info())
	}
}

func TestLoadReadsWords(t *testing.T) {
	p, err := Load(packFS(map[string]string{
		"lexicon/a.yaml": `kind: lexicon
family: modern-work
plane: m365
workloads:
  - id: teams
    name: Microsoft Teams
    signals:
      names: [Microsoft Teams, {text: Teams, case: exact, needs: [microsoft, activity]}]
      never: ["365", project teams]
competitors:
  - {id: slack, name: Slack, names: [Slack]}
`,
		"lexicon/b.yaml": "kind: lexicon\nworkloads:\n  - {id: sentinel, name: Sentinel, family: security, plane: azure}\n",
		"context/en.yaml": `kind: context
language: en
stop_words: [the, and]
sections:
  - {class: excluded, weight: 0, polarity: excluded, headings: [out of scope]}
cues:
  - {id: neg.not, say: [not], direction: forward, within: 8, sets: excluded, unless_followed_by: [only]}
words: {asks: ["x", "yes"]}
`,
	}))
	if err != nil {
		t.Fatal(err)
	}
	want := sow.Lexicon{
		Entries: []sow.LexiconEntry{
			{
				ID: "teams", Name: "Microsoft Teams", Family: sow.FamilyModernWork, Plane: sow.PlaneM365,
				Signals: sow.Signals{
					Names: []sow.Phrase{{Text: "Microsoft Teams"}, {Text: "Teams", Case: "exact", Needs: []string{"microsoft", "activity"}}},
					Never: []sow.Phrase{{Text: "365"}, {Text: "project teams"}},
				},
			},
			{ID: "sentinel", Name: "Sentinel", Family: sow.FamilySecurity, Plane: sow.PlaneAzure},
		},
		Competitors: []sow.ForeignProduct{{ID: "slack", Name: "Slack", Names: []sow.Phrase{{Text: "Slack"}}}},
	}
	if diff := cmp.Diff(want, p.Lexicon()); diff != "" {
		t.Error(diff)
	}
	en := p.Contexts()["en"]
	if len(en.Sections) != 1 || en.Sections[0].Polarity != sow.Excluded || en.Cues[0].Unless[0] != "only" || en.Words["asks"][1] != "yes" {
		t.Errorf("context en = %+v", en)
	}
	if got := p.Info(); got.Name != "test" || got.Version != "1.2.3" || got.Strictness != "seed" || len(got.SHA256) != 64 {
		t.Errorf("info = %+v", got)
	}
}

func TestShapeProblems(t *testing.T) {
	tests := []struct {
		name    string
		content string
		want    []string
	}{
		{"unknown key", "kind: lexicon\nworkloads:\n  - {id: a, nam: A, name: A, family: azure, plane: azure}\n", []string{`lexicon/x.yaml:3:13: E101 unknown key "nam"; did you mean "name"?`}},
		{"missing key", "kind: lexicon\nworkloads:\n  - {id: a, family: azure, plane: azure}\n", []string{`lexicon/x.yaml:3:5: E109 "a": the key "name" is missing`}},
		{"unknown word", "kind: lexicon\nworkloads:\n  - {id: a, name: A, family: azure, plane: azur}\n", []string{`lexicon/x.yaml:3:44: E102 plane "azur" is not known; did you mean "azure"? (allowed: azure, m365, d365, power-platform)`}},
		{"unknown case", "kind: lexicon\nfamily: azure\nplane: azure\nworkloads:\n  - {id: a, name: A, signals: {names: [{text: A, case: exakt}]}}\n", []string{`lexicon/x.yaml:5:56: E102 case "exakt" is not known; did you mean "exact"? (allowed: exact)`}},
		{"duplicate id", "kind: lexicon\nfamily: azure\nplane: azure\nworkloads:\n  - {id: a, name: A}\n  - {id: a, name: B}\n", []string{`lexicon/x.yaml:6:10: E103 lexicon id "a" is already used at line 5`}},
		{"elsewhere is nowhere", "kind: lexicon\nfamily: azure\nplane: azure\nworkloads:\n  - {id: one, name: A, elsewhere: [tow]}\n  - {id: two, name: B}\n", []string{`lexicon/x.yaml:5:35: E401 workload or product "tow" is not in the lexicon; did you mean "two"?`}},
		{"no such successor", "kind: lexicon\nfamily: azure\nplane: azure\nworkloads:\n  - {id: one, name: A, successors: [three]}\n", []string{`lexicon/x.yaml:5:36: E401 workload or product "three" is not in the lexicon`}},
		{"unknown kind", "kind: lexikon\n", []string{`lexicon/x.yaml:1:7: E013 kind "lexikon" is not known; did you mean "lexicon"?`}},
		{"two faults in one file", "kind: lexicon\nfamily: azura\nplane: azure\nworkloads:\n  - {id: 12, name: A}\n", []string{
			`lexicon/x.yaml:2:9: E102 family "azura" is not known; did you mean "azure"?`,
			`lexicon/x.yaml:5:10: E108 12 is not plain text for YAML (a number); put it in quotes`,
		}},
		{"number as text", "kind: lexicon\nfamily: azure\nplane: azure\nworkloads:\n  - {id: a, name: 0777}\n", []string{`lexicon/x.yaml:5:19: E108 0777 is not plain text for YAML (a number); put it in quotes`}},
		{"date as text", "kind: lexicon\nfamily: azure\nplane: azure\nworkloads:\n  - {id: a, name: 2026-10-01}\n", []string{`lexicon/x.yaml:5:19: E108 2026-10-01 is not plain text for YAML (a date); put it in quotes`}},
		{"no as text", "kind: lexicon\nfamily: azure\nplane: azure\nworkloads:\n  - {id: a, name: no}\n", []string{`lexicon/x.yaml:5:19: E108 no is not plain text for YAML (yes or no, or a time, for other readers of YAML); put it in quotes`}},
		{"time as text", "kind: lexicon\nfamily: azure\nplane: azure\nworkloads:\n  - {id: a, name: 12:30}\n", []string{`lexicon/x.yaml:5:19: E108 12:30 is not plain text`}},
		{"list for text", "kind: lexicon\nfamily: azure\nplane: azure\nworkloads:\n  - {id: a, name: [b]}\n", []string{`lexicon/x.yaml:5:19: E108 text is expected here`}},
		{"text for list", "kind: lexicon\nworkloads: many\n", []string{`lexicon/x.yaml:2:12: E108 a list is expected here`}},
		{"empty list", "kind: lexicon\nworkloads:\n", []string{`lexicon/x.yaml:2:11: E108 an empty value where a list is expected`}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Load(packFS(map[string]string{"lexicon/x.yaml": tt.content}))
			wantProblems(t, err, tt.want)
		})
	}
}

// TestUnknownNamesInContexts finds slips in the names of word lists, classes
// and answers, which would silence what stands below them.
func TestUnknownNamesInContexts(t *testing.T) {
	for name, tt := range map[string]struct{ content, want string }{
		"word list":         {"words:\n  head.nott: [not]\n", `4:3: E101 unknown word list "head.nott"; did you mean "head.not"?`},
		"quoted word list":  {"words: {and: [and], \"kind.proposl\": [offer]}\n", `3:21: E101 unknown word list "kind.proposl"; did you mean "kind.proposal"?`},
		"unit":              {"words: {unit.seat: [users]}\n", `3:9: E101 unknown word list "unit.seat"; did you mean "unit.seats"?`},
		"proof":             {"words: {proof.projectplan: [plan]}\n", `3:9: E101 unknown word list "proof.projectplan"; did you mean "proof.project_plan"?`},
		"proof by no words": {"words: {proof.signature: [signed]}\n", `3:9: E101 unknown word list "proof.signature"`},
		"nothing like it":   {"words: {colours: [red]}\n", `3:9: E101 unknown word list "colours"`},
		"class of sections": {"sections:\n  - {class: exclude, weight: 0, polarity: excluded, headings: [not]}\n", `4:13: E102 class "exclude" is not known; did you mean "excluded"? (allowed: scope,`},
		"answer":            {"cell_values:\n  - {answer: yess, say: [x]}\n", `4:14: E102 answer "yess" is not known (allowed: yes, no)`},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Load(packFS(map[string]string{"context/en.yaml": "kind: context\nlanguage: en\n" + tt.content}))
			wantProblems(t, err, []string{"context/en.yaml:" + tt.want})
		})
	}
}

// wantProblems compares the problems of err with the beginnings of their
// lines, one to one.
func wantProblems(t *testing.T, err error, want []string) {
	t.Helper()
	got := lines(ProblemsOf(err))
	ok := len(got) == len(want)
	for i := range min(len(got), len(want)) {
		ok = ok && strings.HasPrefix(got[i], want[i])
	}
	if !ok {
		t.Errorf("got\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
	}
}

func TestYAMLTraps(t *testing.T) {
	head := "kind: lexicon\nfamily: azure\nplane: azure\nworkloads:\n"
	tests := []struct {
		name    string
		content string
		code    string
		line    int
	}{
		{"anchor", head + "  - &a {id: a, name: A}\n", "E009", 5},
		{"alias", head + "  - {id: a, name: *a}\n", "E006", 1},
		{"billion laughs", "a: &a [x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nkind: lexicon\n", "E009", 1},
		{"tag", head + "  - {id: a, name: !!str 5}\n", "E010", 5},
		{"own tag", head + "  - {id: a, name: !b c}\n", "E010", 5},
		{"empty tag", head + "  - id: a\n    name: !b\n", "E010", 6},
		{"duplicate key", head + "  - {id: a, name: A, id: b}\n", "E008", 5},
		{"tab", head + "  - {id: a,\tname: A}\n", "E011", 5},
		{"tab as indentation", head + "\t- {id: a, name: A}\n", "E011", 5},
		{"second document", head + "  - {id: a, name: A}\n---\nkind: lexicon\n", "E007", 6},
		{"list at the top", "- kind: lexicon\n", "E007", 1},
		{"empty file", "", "E006", 1},
		{"not UTF-8", "kind: \xff\n", "E005", 0},
		{"broken flow", head + "  - {id: a, name: A\n", "E006", 4},
		{"nested too deep", "kind: lexicon\nworkloads: " + strings.Repeat("[", 60) + strings.Repeat("]", 60) + "\n", "E012", 2},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Load(packFS(map[string]string{"lexicon/x.yaml": tt.content}))
			ps := ProblemsOf(err)
			if !slices.ContainsFunc(ps, func(p Problem) bool {
				return p.Code == tt.code && p.Line >= tt.line && p.Line <= tt.line+2 && p.File == "lexicon/x.yaml"
			}) {
				t.Errorf("no %s near line %d in\n%v", tt.code, tt.line, err)
			}
		})
	}
}

// TestLearntMayBeLarger reads a file that the program writes beyond the bound for
// those of people, and not beyond its own.
func TestLearntMayBeLarger(t *testing.T) {
	for _, c := range []struct {
		name string
		size int
		want bool
	}{
		{"lexicon/a.yaml", maxFileSize + 1, false},
		{"weights.yaml", maxFileSize + 1, true},
		{"picks.yaml", maxFileSize + 1, true},
		{"weights.yaml", maxLearntSize + 1, false},
	} {
		var ps LoadErrors
		fsys := fstest.MapFS{c.name: {Data: bytes.Repeat([]byte("#"), c.size)}}
		if _, ok := readFile(fsys, c.name, &ps); ok != c.want {
			t.Errorf("%s of %d bytes is read: %t, want %t", c.name, c.size, ok, c.want)
		}
	}
}

func TestFileList(t *testing.T) {
	big := "kind: lexicon\n" + strings.Repeat("# filler\n", maxFileSize/8)
	tests := []struct {
		name  string
		files map[string]string
		want  []string
	}{
		{"stray file", map[string]string{"lexicn/a.yaml": "kind: lexicon\n"}, []string{"lexicn/a.yaml: E003"}},
		{"stray text", map[string]string{"lexicon/a.yaml~": "kind: lexicon\n"}, []string{"lexicon/a.yaml~: E003"}},
		{"hidden and readable files are no part", map[string]string{".git/config": "", "README.md": "", "rules.go": "", "schema/pack.schema.json": ""}, nil},
		{"too large", map[string]string{"lexicon/a.yaml": big}, []string{"lexicon/a.yaml: E004"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Load(packFS(tt.files))
			wantProblems(t, err, tt.want)
		})
	}
	t.Run("missing pack.yaml", func(t *testing.T) {
		_, err := Load(fstest.MapFS{})
		wantProblems(t, err, []string{"pack.yaml: E001"})
	})
	t.Run("missing file", func(t *testing.T) {
		_, err := Load(fstest.MapFS{"pack.yaml": {Data: []byte(strings.Replace(goodManifest, "files: [", "files: [values.yaml, ", 1))}})
		wantProblems(t, err, []string{`pack.yaml:8:9: E002 no file matches "values.yaml"`})
	})
}

func TestManifestProblems(t *testing.T) {
	tests := []struct{ name, old, instead, want string }{
		{"version", "1.2.3", "\"1.2\"", "pack.yaml:3:10: E110"},
		{"engine range", ">=1.0.0 <2.0.0", "~1", "pack.yaml:4:9: E110"},
		{"engine too old", ">=1.0.0 <2.0.0", ">=7.0.0", "pack.yaml:4:9: E016"},
		{"facts", "facts_schema: 1", "facts_schema: 99", "pack.yaml:5:15: E017"},
		{"strictness", "strictness: seed", "strictness: sed", `pack.yaml:6:13: E102 strictness "sed" is not known; did you mean "seed"?`},
		{"kind", "kind: pack", "kind: lexicon", "pack.yaml:1:7: E013"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Load(fstest.MapFS{"pack.yaml": {Data: []byte(strings.Replace(goodManifest, tt.old, tt.instead, 1))}})
			wantProblems(t, err, []string{tt.want})
		})
	}
}

func TestDigestSeesPathAndContent(t *testing.T) {
	a := digest([]packFile{{"a", []byte("bc")}})
	if b := digest([]packFile{{"ab", []byte("c")}}); a == b {
		t.Error("moving a byte from the path to the content keeps the digest")
	}
	if a != digest([]packFile{{"a", []byte("bc")}}) {
		t.Error("the digest is not stable")
	}
}

func TestDidYouMean(t *testing.T) {
	for _, tt := range []struct{ word, want string }{{"colect", "collect"}, {"whenn", "when"}, {"MCAE", "MCA"}, {"zebra", ""}} {
		got := didYouMean(tt.word, []string{"collect", "when", "MCA", "priority"})
		if want := `; did you mean "` + tt.want + `"?`; got != want && (tt.want != "" || got != "") {
			t.Errorf("%s: %s", tt.word, got)
		}
	}
}

// Roles and passing belong to deadlines of the partner; advice belongs to
// conditional items.
func TestPartnersOwnKeysAreChecked(t *testing.T) {
	for name, tt := range map[string]struct{ from, to, file, want string }{
		"stage":  {"    stages: [action_required]\n", "    stages: [action_reqired]\n", "deadlines.yaml", `E102 stages "action_reqired" is not known; did you mean "action_required"?`},
		"role":   {"    role: finance\n", "    role: finances\n", "deadlines.yaml", `E102 role "finances" is not known; did you mean "finance"?`},
		"passes": {"    code: DL-DISPUTE\n", "    code: DL-DISPUTE\n    passes: true\n", "deadlines.yaml", `E111 "DL-DISPUTE": role and passes belong to a deadline of the partner`},
		"advice": {"    need: required\n    completed_by: partner\n    finds: project_plan\n", "    need: required\n    advised_when: doc.draft\n    completed_by: partner\n    finds: project_plan\n", "poe/deployment.yaml", `E111 "poe.project_plan": need conditional and advised_when belong together`},
	} {
		t.Run(name, func(t *testing.T) {
			content, err := fs.ReadFile(rules.FS, tt.file)
			if err != nil {
				t.Fatal(err)
			}
			text := strings.Replace(strings.ReplaceAll(string(content), "  - code: DL-DISPUTE\n", "  -\n    code: DL-DISPUTE\n"), tt.from, tt.to, 1)
			files := fstest.MapFS{}
			err = fs.WalkDir(rules.FS, ".", func(path string, d fs.DirEntry, err error) error {
				if err != nil || d.IsDir() {
					return err
				}
				data, err := fs.ReadFile(rules.FS, path)
				files[path] = &fstest.MapFile{Data: data}
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			files[tt.file] = &fstest.MapFile{Data: []byte(text)}
			_, err = Load(files)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want %s", err, tt.want)
			}
		})
	}
}

// TestCurrenciesOfDollars refuses what is no code of a currency.
func TestCurrenciesOfDollars(t *testing.T) {
	for value, want := range map[string]string{
		"{dollar: CAD, dollars: [{currency: USD, words: [texas]}]}": "",
		"{dollar: cad}": `lexicon/f.yaml:3:17: E110 currency "cad" is not an ISO 4217 code such as USD`,
		"{dollars: [{currency: dollar, words: [texas]}]}": `lexicon/f.yaml:3:30: E110 currency "dollar" is not an ISO 4217 code such as USD`,
	} {
		_, err := Load(packFS(map[string]string{"lexicon/f.yaml": "kind: facts\nlanguage: xx\nvalue: " + value + "\n"}))
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%s: %v, want %q", value, err, want)
		}
	}
}
