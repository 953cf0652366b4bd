// Package archtest keeps the import table of docs/ARCHITECTURE.md true: which
// package of this module may import which, and which packages do no I/O.
package archtest

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// may is the import table: for each package the packages of this module that
// it may import. A package that is missing here fails the test, so that a new
// package is a decision. "*" means all.
var may = map[string][]string{
	"cmd/analyzer":                 {"*"},
	"cmd/worker":                   {"*"},
	"rules":                        {},
	"migrations":                   {},
	"internal/sow":                 {},
	"internal/extract":             {"internal/sow", "internal/extract/..."},
	"internal/extract/evalextract": {"internal/sow", "internal/extract"},
	"internal/extract/*":           {"internal/sow", "internal/extract/..."},
	"internal/weigh":               {"internal/sow"},
	"internal/detect":              {"internal/sow", "internal/weigh", "internal/detect/..."},
	"internal/detect/around":       {"internal/sow", "internal/weigh", "internal/detect/sense", "internal/detect/mention", "internal/detect/table", "internal/detect/page", "internal/detect/lexicon", "internal/detect/phrase", "internal/detect/token"},
	"internal/detect/sense":        {"internal/sow", "internal/detect/mention", "internal/detect/table", "internal/detect/section", "internal/detect/page", "internal/detect/lexicon", "internal/detect/list", "internal/detect/phrase", "internal/detect/token"},
	"internal/detect/mention":      {"internal/sow", "internal/detect/table", "internal/detect/page", "internal/detect/lexicon", "internal/detect/list", "internal/detect/phrase", "internal/detect/token"},
	"internal/detect/table":        {"internal/sow", "internal/detect/section", "internal/detect/page", "internal/detect/lexicon", "internal/detect/list", "internal/detect/phrase", "internal/detect/token", "internal/octet"},
	"internal/detect/section":      {"internal/sow", "internal/detect/page", "internal/detect/lexicon", "internal/detect/list", "internal/detect/phrase", "internal/detect/token"},
	"internal/detect/page":         {"internal/sow", "internal/detect/lexicon", "internal/detect/list", "internal/detect/phrase", "internal/detect/token", "internal/octet"},
	"internal/detect/lexicon":      {"internal/sow", "internal/detect/list", "internal/detect/phrase", "internal/detect/token"},
	"internal/detect/list":         {"internal/sow"},
	"internal/detect/phrase":       {"internal/detect/token"},
	"internal/detect/token":        {"internal/octet"},
	"internal/octet":               {},
	"internal/piece":               {"internal/sow"},
	"internal/mutant":              {},
	"internal/learn":               {"internal/sow", "internal/detect", "internal/fact", "internal/weigh"},
	"internal/fact":                {"internal/sow", "internal/weigh", "internal/fact/..."},
	"internal/fact/day":            {"internal/sow", "internal/fact/party", "internal/fact/names", "internal/fact/pick", "internal/fact/page", "internal/fact/lexicon", "internal/fact/topic", "internal/fact/written"},
	"internal/fact/seat":           {"internal/sow", "internal/fact/party", "internal/fact/names", "internal/fact/pick", "internal/fact/page", "internal/fact/lexicon", "internal/fact/topic", "internal/fact/written"},
	"internal/fact/licence":        {"internal/sow", "internal/weigh", "internal/fact/party", "internal/fact/names", "internal/fact/pick", "internal/fact/page", "internal/fact/lexicon", "internal/fact/topic"},
	"internal/fact/price":          {"internal/sow", "internal/fact/pick", "internal/fact/page", "internal/fact/lexicon", "internal/fact/topic", "internal/fact/written"},
	"internal/fact/party":          {"internal/sow", "internal/fact/names", "internal/fact/pick", "internal/fact/page", "internal/fact/lexicon", "internal/fact/topic", "internal/fact/written"},
	"internal/fact/names":          {"internal/fact/page", "internal/fact/lexicon", "internal/fact/topic"},
	"internal/fact/pick":           {"internal/sow", "internal/weigh", "internal/fact/page", "internal/fact/lexicon"},
	"internal/fact/page":           {"internal/sow", "internal/fact/lexicon", "internal/fact/topic", "internal/fact/written"},
	"internal/fact/lexicon":        {"internal/sow", "internal/octet", "internal/fact/topic", "internal/fact/written"},
	"internal/fact/topic":          {"internal/sow"},
	"internal/fact/written":        {"internal/sow", "internal/octet"},
	"internal/ruleset":             {"internal/sow", "internal/typo", "internal/detect/list"},
	"internal/typo":                {},
	"internal/deadline":            {"internal/sow"},
	"internal/reminder":            {"internal/sow", "internal/deadline"},
	"internal/analyze":             {"internal/sow", "internal/detect", "internal/fact", "internal/ruleset", "internal/deadline"},
	"internal/report":              {"internal/sow"},
	"internal/eval":                {"internal/sow", "internal/typo"},
	"internal/store":               {"internal/sow", "migrations"},
	"internal/blobstore":           {"internal/sow"},
	"internal/pipeline":            {"internal/sow", "internal/extract", "internal/analyze", "internal/store", "internal/blobstore", "internal/deadline", "internal/reminder", "internal/report"},
	"internal/inbox":               {"internal/sow", "internal/store", "internal/pipeline", "internal/blobstore", "internal/report"},
	"internal/web":                 {"internal/sow", "internal/calendar", "internal/report", "internal/store", "internal/pipeline", "internal/blobstore", "internal/sheet", "internal/lint"},
	"internal/sheet":               {},
	"internal/usage":               {},
	"internal/word":                {},
	"internal/lint":                {"internal/sow", "internal/word"},
	"internal/packet":              {"internal/sow", "internal/word"},
	"internal/packet/*":            {"internal/word", "internal/packet/..."},
	"internal/backfill":            {"internal/sow", "internal/sheet"},
	"internal/importer":            {"internal/sow", "internal/sheet"},
	"internal/calendar":            {"internal/sow"},
	"internal/notify":              {"internal/sow", "internal/deadline", "internal/reminder"},
	"internal/pglocal":             {},
	"internal/pgtest":              {"*"},
	"internal/archtest":            {},
}

// pure packages turn values into values: no files, no network, no log.
var pure = []string{
	"internal/sow", "internal/detect", "internal/fact", "internal/ruleset", "internal/analyze", "internal/report", "internal/deadline", "internal/reminder", "internal/calendar", "internal/eval",
	"internal/lint", "internal/word", "internal/backfill", "internal/piece", "internal/mutant", "internal/learn", "internal/weigh", "internal/typo",
	"internal/detect/around", "internal/detect/sense", "internal/detect/mention", "internal/detect/table", "internal/detect/section", "internal/detect/page", "internal/detect/lexicon", "internal/detect/list", "internal/detect/phrase", "internal/detect/token",
	"internal/fact/day", "internal/fact/seat", "internal/fact/licence", "internal/fact/price", "internal/fact/party", "internal/fact/names", "internal/fact/pick", "internal/fact/page", "internal/fact/lexicon", "internal/fact/topic", "internal/fact/written",
}

var impure = []string{"os", "os/exec", "net", "net/http", "database/sql", "log", "log/slog"}

// testOnly packages may be imported by tests alone.
var testOnly = []string{"internal/pgtest", "internal/mutant", "internal/archtest"}

type listed struct {
	ImportPath string
	Imports    []string
}

func TestImportTable(t *testing.T) {
	packages := list(t)
	if len(packages) == 0 {
		t.Fatal("go list found no packages")
	}
	for _, p := range packages {
		name := strings.TrimPrefix(p.ImportPath, "claimline/")
		allowed, known := rulesFor(name)
		if !known {
			t.Errorf("%s is not in the import table; add it on purpose", name)
			continue
		}
		for _, imp := range p.Imports {
			checkImport(t, name, imp, allowed)
		}
	}
}

func checkImport(t *testing.T, name, imp string, allowed []string) {
	t.Helper()
	if slices.Contains(pure, name) && slices.Contains(impure, imp) {
		t.Errorf("%s imports %s, but it does no I/O", name, imp)
	}
	own, isOwn := strings.CutPrefix(imp, "claimline/")
	if !isOwn {
		return
	}
	if slices.Contains(testOnly, own) {
		t.Errorf("%s imports %s, which is for tests only", name, own)
	}
	if !matches(own, allowed) {
		t.Errorf("%s may not import %s", name, own)
	}
}

func rulesFor(name string) ([]string, bool) {
	if allowed, ok := may[name]; ok {
		return allowed, true
	}
	for pattern, allowed := range may {
		if base, ok := strings.CutSuffix(pattern, "/*"); ok && strings.HasPrefix(name, base+"/") {
			return allowed, true
		}
	}
	return nil, false
}

func matches(own string, allowed []string) bool {
	for _, a := range allowed {
		if a == "*" || a == own {
			return true
		}
		if base, ok := strings.CutSuffix(a, "/..."); ok && strings.HasPrefix(own, base+"/") {
			return true
		}
	}
	return false
}

func list(t *testing.T) []listed {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "go", "list", "-json=ImportPath,Imports", "claimline/...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var packages []listed
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listed
		err := dec.Decode(&p)
		if errors.Is(err, io.EOF) {
			return packages
		}
		if err != nil {
			t.Fatalf("decode go list: %v", err)
		}
		packages = append(packages, p)
	}
}
