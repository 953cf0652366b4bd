package ruleset

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"

	"claimline/internal/sow"
	"claimline/rules"
)

// editable gives the delivered pack as files that a test may change.
func editable(t *testing.T) fstest.MapFS {
	t.Helper()
	out := fstest.MapFS{}
	err := Export(rules.FS, func(path string, content []byte) error {
		out[path] = &fstest.MapFile{Data: content}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func edit(t *testing.T, fsys fstest.MapFS, file, old, instead string) {
	t.Helper()
	content := string(fsys[file].Data)
	if strings.Count(content, old) == 0 {
		t.Fatalf("%s does not contain %q", file, old)
	}
	fsys[file] = &fstest.MapFile{Data: []byte(strings.Replace(content, old, instead, 1))}
}

func TestExportIsTheSamePack(t *testing.T) {
	p, err := Load(editable(t))
	if err != nil {
		t.Fatal(err)
	}
	if p.Info() != deliveredPack(t).Info() {
		t.Errorf("%+v after export, %+v before", p.Info(), deliveredPack(t).Info())
	}
	if d := Diff(deliveredPack(t), p); d.Bump != BumpNone || d.Proposed != p.Info().Version || len(d.Changes) > 0 {
		t.Errorf("the same pack differs: %+v", d)
	}
}

func TestDiffProposesTheVersion(t *testing.T) {
	tests := []struct {
		name string
		edit func(t *testing.T, fsys fstest.MapFS)
		bump Bump
		what PackChange
	}{
		{"a text", func(t *testing.T, f fstest.MapFS) {
			t.Helper()
			edit(t, f, "questions.yaml", "When did the customer sign?", "On which day did the customer sign?")
		}, BumpPatch, PackChange{BumpPatch, "question q.signed_date", "says otherwise"}},
		{"a phrase more", func(t *testing.T, f fstest.MapFS) {
			t.Helper()
			edit(t, f, "lexicon/azure.yaml", "        - Azure VMs\n", "        - Azure VMs\n        - rented servers of Azure\n")
		}, BumpPatch, PackChange{BumpPatch, "phrase azure-virtual-machines names rented servers of Azure ", "added"}},
		{"a deadline", func(t *testing.T, f fstest.MapFS) {
			t.Helper()
			edit(t, f, "deadlines.yaml", "count: 19", "count: 20")
		}, BumpMajor, PackChange{BumpMajor, "deadline DL-REVIEW", "decides otherwise"}},
		{"a source more", func(t *testing.T, f fstest.MapFS) {
			t.Helper()
			edit(t, f, "sources.yaml", "sources:\n", "sources:\n  - {key: X1, title: A new page}\n")
		}, BumpPatch, PackChange{BumpPatch, "source X1", "added"}},
		{"a checklist item less", func(_ *testing.T, f fstest.MapFS) {
			before, _, _ := strings.Cut(string(f["poe/usage.yaml"].Data), "  - id: poe.originals")
			f["poe/usage.yaml"] = &fstest.MapFile{Data: []byte(before)}
		}, BumpMajor, PackChange{BumpMajor, "checklist usage poe.originals", "removed"}},
		{"the side", func(t *testing.T, f fstest.MapFS) {
			t.Helper()
			edit(t, f, "pack.yaml", "strictness: seed", "strictness: microsoft")
		}, BumpMajor, PackChange{BumpMajor, "the side that decides (strictness)", "decides otherwise"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			fsys := editable(t)
			tt.edit(t, fsys)
			after := mustLoad(t, fsys)
			d := Diff(deliveredPack(t), after)
			want := map[Bump]string{BumpPatch: "1.0.1", BumpMinor: "1.1.0", BumpMajor: "2.0.0"}[tt.bump]
			if d.Bump != tt.bump || d.Proposed != want || !slices.Contains(d.Changes, tt.what) || len(d.Changes) != 1 {
				t.Errorf("%+v", d)
			}
		})
	}
}

func TestDiffOfRules(t *testing.T) {
	before := mustLoad(t, packFS(rulePack("doc.azure or not doc.azure")))
	after := mustLoad(t, packFS(map[string]string{"lexicon/d.yaml": strings.Replace(ruleHead, "r1", "r2", 1) + "doc.azure or not doc.azure\n"}))
	want := []PackChange{{BumpMajor, "rule r1", "removed"}, {BumpMinor, "rule r2", "added"}}
	if d := Diff(before, after); d.Bump != BumpMajor || !slices.Equal(d.Changes, want) {
		t.Errorf("%+v", d)
	}
	other := mustLoad(t, packFS(rulePack("doc.azure or not doc.azure or doc.power_bi")))
	if d := Diff(before, other); d.Bump != BumpMajor || d.Changes[0] != (PackChange{BumpMajor, "rule r1", "decides otherwise"}) {
		t.Errorf("%+v", d)
	}
}

func TestCompareAnalyses(t *testing.T) {
	assoc := sow.AssocUsage
	before := sow.Analysis{
		Workloads: []sow.Workload{{ID: "teams", Polarity: sow.InScope, Methods: &sow.WorkloadMethods{CPOR: sow.WorkloadMethod{Strength: sow.Primary, Association: &assoc}}}},
		Methods:   &sow.MethodsAdvice{CPOR: sow.MethodAdvice{Strength: sow.Primary}},
	}
	after := before
	after.Workloads = []sow.Workload{{ID: "teams", Polarity: sow.Excluded}}
	after.Methods = &sow.MethodsAdvice{CPOR: sow.MethodAdvice{Strength: sow.NotApplicable}}
	after.Questions = []sow.Question{{ID: "q.customer"}}
	want := []DecisionChange{
		{"a.docx", "cpor:teams", "primary, usage", "nothing"},
		{"a.docx", "document:CPOR", "primary", "not-applicable"},
		{"a.docx", "question:q.customer", "nothing", "asked"},
		{"a.docx", "workload:teams", "in_scope", "excluded"},
	}
	if diff := cmp.Diff(want, Compare("a.docx", before, after)); diff != "" {
		t.Error(diff)
	}
	if got := Compare("a.docx", before, before); len(got) != 0 {
		t.Errorf("an analysis differs from itself: %v", got)
	}
}

func TestExplain(t *testing.T) {
	p := deliveredPack(t)
	for id, want := range map[string][]string{
		"teams":       {"workload teams: Microsoft Teams", "family modern-work, plane m365", "CPOR primary"},
		"power-bi":    {"named by rule pal.none.power-bi"},
		"cpor.csp":    {`when     doc.csp == "yes"`, "test     Transacting CSP partner needs no claim", "guide, section 5 CPOR"},
		"D7":          {"source     S16, 2026, confidence H", "test     "},
		"DL-OPTOUT":   {"deadline DL-OPTOUT", "seven days"},
		"S16":         {"solutions-partner-security"},
		"check.pga":   {"checks.yaml:", "doc.clause_pga"},
		"q.agreement": {"questions.yaml:"},
	} {
		got, ok := p.Explain(id)
		for _, part := range want {
			if !ok || !strings.Contains(got, part) {
				t.Errorf("%s: no %q in\n%s", id, part, got)
			}
		}
	}
	if got, ok := p.Explain("nothing"); ok {
		t.Errorf("explains an unknown id: %s", got)
	}
}

func TestAddTestWritesATestThatPasses(t *testing.T) {
	p := deliveredPack(t)
	in := Input{
		Doc:       DocFacts{Agreement: "EA", CSP: "no", Mode: "staff-augmentation", Seats: "11-300", ClausePAL: true, Access: "write"},
		Workloads: []WorkloadFacts{{ID: "teams", Name: "Microsoft Teams", Family: "modern-work", Plane: "m365", Work: "build", Deploys: true}, {ID: "x", Name: "Key Vault", Family: "security", Plane: "azure", Kind: "product", Claimable: "no", Work: "run"}},
	}
	text := p.AddTest("from a document: it's odd", in)
	fsys := editable(t)
	fsys["tests/added.yaml"] = &fstest.MapFile{Data: []byte("kind: tests\nof: document\ntests:\n" + text)}
	after, err := Load(fsys)
	if err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	if r := after.Test("from a document"); r.Run != 1 || len(r.Failures) > 0 {
		t.Errorf("%+v", r)
	}
	for _, part := range []string{`csp: "no"`, `seats: "11-300"`, "clause_pal: true", "{id: teams, work: build}", "expect: {cpor: document.cpor.licensed, dpor: document.dpor.ea, pal: document.pal.staff-augmentation}"} {
		if !strings.Contains(text, part) {
			t.Errorf("no %q in\n%s", part, text)
		}
	}
	edit(t, fsys, "tests/added.yaml", "document.dpor.ea,", "document.dpor.ask,")
	_, err = Load(fsys)
	wantProblems(t, err, []string{`tests/added.yaml:4:5: E601 test "from a document: it's odd": dpor is decided by document.dpor.ea, expected document.dpor.ask`})
}

func TestNewWorkload(t *testing.T) {
	entry, tests, err := NewWorkload("azure-quantum", "Azure Quantum", sow.FamilyAzure, sow.PlaneAzure)
	if err != nil {
		t.Fatal(err)
	}
	fsys := editable(t)
	fsys["lexicon/new.yaml"] = &fstest.MapFile{Data: []byte("kind: lexicon\nworkloads:\n" + entry)}
	fsys["tests/new.yaml"] = &fstest.MapFile{Data: []byte("kind: tests\nof: lexicon\nlines:\n" + tests)}
	p := mustLoad(t, fsys)
	if d := Diff(deliveredPack(t), p); d.Bump != BumpMinor {
		t.Errorf("a new workload is a %s change", d.Bump)
	}
	if len(p.lines) < 2 {
		t.Errorf("%d lines", len(p.lines))
	}
	for _, bad := range [][4]string{{"Azure", "A", "azure", "azure"}, {"a--b", "A", "azure", "azure"}, {"a", "", "azure", "azure"}, {"a", "A", "azure", "m365"}} {
		if _, _, err := NewWorkload(bad[0], bad[1], sow.Family(bad[2]), sow.Plane(bad[3])); err == nil {
			t.Errorf("%v is accepted", bad)
		}
	}
}

func TestUnused(t *testing.T) {
	p := deliveredPack(t)
	all := map[string]int{}
	for _, g := range p.groups {
		for _, r := range g.rules {
			all[r.ID]++
		}
	}
	for _, l := range p.listed() {
		all[l.id]++
	}
	if left := p.Unused(all); len(left) > 0 {
		t.Errorf("unused: %v", left)
	}
	delete(all, "cpor.csp")
	delete(all, "D7")
	left := p.Unused(all)
	if len(left) != 2 || !strings.HasPrefix(left[0], "advisories.yaml:") || !strings.HasSuffix(left[1], "rule cpor.csp never decided") {
		t.Errorf("unused: %v", left)
	}
	phrases := p.UnusedPhrases(func(ph sow.Phrase) bool { return ph.Text != "Azure VMs" })
	if !slices.Equal(phrases, []string{"azure-virtual-machines: Azure VMs"}) {
		t.Errorf("unused phrases: %v", phrases)
	}
}

// TestSchemasFitTheFiles validates every file of the pack with the schema that
// editors get for it, and checks that the schemas refuse something.
func TestSchemasFitTheFiles(t *testing.T) {
	compiled := map[string]*jsonschema.Schema{}
	for name, content := range Schemas() {
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(content))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		c := jsonschema.NewCompiler()
		if err := c.AddResource(name, doc); err != nil {
			t.Fatal(err)
		}
		if compiled[strings.TrimSuffix(name, ".schema.json")], err = c.Compile(name); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
	for name, f := range editable(t) {
		if !strings.HasSuffix(name, ".yaml") {
			continue
		}
		var value any
		if err := yaml.Unmarshal(f.Data, &value); err != nil {
			t.Fatal(err)
		}
		value = asJSON(t, value)
		kind := value.(map[string]any)["kind"].(string)
		if err := compiled[kind].Validate(value); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		value.(map[string]any)["kindd"] = "x"
		if err := compiled[kind].Validate(value); err == nil {
			t.Errorf("%s: the schema takes any key", name)
		}
	}
}

// asJSON turns a YAML value into what a JSON reader would give.
func asJSON(t *testing.T, v any) any {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	out, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestCodesAreListed compares the fault codes of the source with the table
// that people read.
func TestCodesAreListed(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	used := map[string]bool{}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") || name == "reference.go" {
			continue
		}
		content, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, code := range regexp.MustCompile(`"([EW][0-9]{3})"`).FindAllStringSubmatch(string(content), -1) {
			used[code[1]] = true
		}
	}
	for _, c := range codes {
		if !used[c[0]] {
			t.Errorf("%s is listed but never reported", c[0])
		}
		delete(used, c[0])
	}
	if len(used) > 0 {
		t.Errorf("codes without a meaning in the table: %v", sortedKeys(used))
	}
}

func TestWarnings(t *testing.T) {
	p := mustLoad(t, packFS(map[string]string{"lexicon/a.yaml": `kind: lexicon
family: azure
plane: azure
workloads:
  - {id: a, name: Azure DevOps / GitHub, signals: {names: [Azure DevOps, AKSX, Shared], never: [azure devops]}}
  - {id: b, name: Shared, signals: {names: [shared, {text: AB, case: exact}]}}
`}))
	var got []string
	for _, w := range p.Warnings() {
		got = append(got, w.Code+" "+w.Message)
	}
	want := []string{
		`W403 a: the phrase "Azure DevOps" is ruled out by never: "azure devops"`,
		`W405 a: the phrase "AKSX" has 4 letters or less; say case: exact`,
		`W404 a: "GitHub" of the display name is not among its names`,
		`W402 b: the phrase "shared" belongs to a too`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestLineTests(t *testing.T) {
	p := mustLoad(t, packFS(map[string]string{
		"lexicon/t.yaml": `kind: tests
of: lexicon
lines:
  - "Scope of Work > Phase 1 > Deploy [Microsoft Teams](teams) to 5,000 users."
  - "Out of Scope > [SharePoint](sharepoint-online excluded) development"
  - "Scope of Work > Our project teams meet weekly."
todo:
  - "Scope of Work > Move the [phone system](teams-phone) to the cloud"
`,
	}))
	var headings [][]string
	good := func(h []string, text, language string) []LineMention {
		headings = append(headings, h)
		if language != "en" {
			t.Errorf("language %q", language)
		}
		if i := strings.Index(text, "Microsoft Teams"); i >= 0 {
			return []LineMention{{i, i + 15, "teams", sow.InScope}}
		}
		if i := strings.Index(text, "SharePoint"); i >= 0 {
			return []LineMention{{i, i + 10, "sharepoint-online", sow.Excluded}}
		}
		return nil
	}
	r := p.TestLines(good)
	if r.Run != 3 || len(r.Failures) > 0 || len(r.Todo) != 1 || !strings.Contains(r.Todo[0], "still open") {
		t.Errorf("%+v", r)
	}
	if !slices.Equal(headings[0], []string{"Scope of Work", "Phase 1"}) {
		t.Errorf("headings = %v", headings[0])
	}
	r = p.TestLines(func(_ []string, text, _ string) []LineMention {
		return []LineMention{{0, len(text), "teams", sow.InScope}}
	})
	if len(r.Failures) != 3 || r.Failures[2].Code != "E605" || r.Failures[2].Line != 6 || !strings.Contains(r.Failures[2].Message, "expected nothing") {
		t.Errorf("%v", r.Failures)
	}
}

// TestWindowsLineEnds loads the pack as an editor on Windows saves it, and
// checks that places stay right.
func TestWindowsLineEnds(t *testing.T) {
	fsys := editable(t)
	for name, f := range fsys {
		fsys[name] = &fstest.MapFile{Data: bytes.ReplaceAll(f.Data, []byte("\n"), []byte("\r\n"))}
	}
	p := mustLoad(t, fsys)
	if d := Diff(deliveredPack(t), p); len(d.Changes) > 0 {
		t.Errorf("line ends change the pack: %+v", d.Changes)
	}
	edit(t, fsys, "decisions/document.yaml", "doc.security_azure or doc.azure_product)", "doc.security_azure or doc.azure_produkt)")
	_, err := Load(fsys)
	want := ProblemsOf(func() error {
		plain := editable(t)
		edit(t, plain, "decisions/document.yaml", "doc.security_azure or doc.azure_product)", "doc.security_azure or doc.azure_produkt)")
		_, err := Load(plain)
		return err
	}())
	if len(want) != 1 || !slices.Equal(ProblemsOf(err), want) {
		t.Errorf("got %v, want %v", err, want)
	}
}
