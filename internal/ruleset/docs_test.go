package ruleset

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

var update = flag.Bool("update", false, "write the generated part of docs/rules.md, and rules/schema")

const rulesDoc = "../../docs/rules.md"

func readRulesDoc(t *testing.T) string {
	t.Helper()
	content, err := os.ReadFile(rulesDoc)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// TestReferenceIsUpToDate compares the tables of docs/rules.md with the code.
func TestReferenceIsUpToDate(t *testing.T) {
	doc := readRulesDoc(t)
	begin, end := "-update -->\n", "<!-- end of reference -->"
	i, j := strings.Index(doc, begin)+len(begin), strings.Index(doc, end)
	if i < len(begin) || j < i {
		t.Fatal("docs/rules.md has lost the marks of its reference")
	}
	want := "\n" + Reference() + "\n"
	if doc[i:j] == want {
		return
	}
	if !*update {
		t.Fatal("the reference of docs/rules.md is not what the code says; run the test with -update")
	}
	if err := os.WriteFile(rulesDoc, []byte(doc[:i]+want+doc[j:]), 0o644); err != nil {
		t.Fatal(err)
	}
}

var block = regexp.MustCompile("(?s)```([a-z]*)\n(.*?)```")

// TestWorkedExample does what docs/rules.md tells the reader to do, and
// compares what the check answers.
func TestWorkedExample(t *testing.T) {
	fsys := editable(t)
	appended, answered := 0, false
	for _, b := range block.FindAllStringSubmatch(readRulesDoc(t), -1) {
		first, rest, _ := strings.Cut(b[2], "\n")
		if file, ok := strings.CutPrefix(first, "# append to "); ok && b[1] == "yaml" {
			fsys[file] = &fstest.MapFile{Data: slices.Concat(fsys[file].Data, []byte(rest))}
			appended++
		}
		if b[1] == "text" && strings.HasPrefix(first, "decisions/") {
			_, err := Load(fsys)
			if got := strings.Join(lines(ProblemsOf(err)), "\n") + "\n"; got != b[2] {
				t.Errorf("the check answers\n%s\nbut docs/rules.md says\n%s", got, b[2])
			}
			answered = true
		}
	}
	if appended != 4 || !answered {
		t.Fatalf("found %d blocks to append, an answer: %v", appended, answered)
	}
	p := mustLoad(t, fsys)
	if d := Diff(deliveredPack(t), p); d.Bump != BumpMinor || d.Proposed != "1.1.0" {
		t.Errorf("the example is a %s change to %s", d.Bump, d.Proposed)
	}
	out := p.Decide(Input{Doc: DocFacts{Cloud: "gov", Agreement: "MCA"}, Workloads: kindsOfWorkload[:1]})
	if out.Methods.PAL.Strength != "not-applicable" || out.Workloads[0].Methods.PAL.Strength != "not-applicable" {
		t.Errorf("PAL in a government cloud: %+v", out.Methods.PAL)
	}
}

// TestSchemaFiles compares the schemas beside the delivered pack with the code.
func TestSchemaFiles(t *testing.T) {
	for name, want := range Schemas() {
		file := filepath.Join("../../rules/schema", name)
		got, err := os.ReadFile(file)
		if string(got) == string(want) {
			continue
		}
		if !*update {
			t.Errorf("%s is not what the code says (%v); run the test with -update", file, err)
			continue
		}
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	files, err := filepath.Glob("../../rules/schema/*")
	if err != nil || len(files) != len(Schemas()) {
		t.Errorf("%d files beside %d schemas: %v", len(files), len(Schemas()), err)
	}
}
