package fact_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"claimline/internal/extract/text"
	"claimline/internal/fact"
	"claimline/internal/ruleset"
	"claimline/internal/sow"
	"claimline/rules"
)

// newReader reads by the rules of the pack alone: single statements hold them.
func newReader(tb testing.TB) *fact.Reader {
	tb.Helper()
	r, _ := readerOf(tb)
	return r
}

// readerOf gives a reader of the built-in pack, and the pack.
func readerOf(tb testing.TB) (*fact.Reader, *ruleset.Pack) {
	tb.Helper()
	pack, err := ruleset.Load(rules.FS)
	if err != nil {
		tb.Fatal(err)
	}
	r, err := fact.New(pack.FactWords())
	if err != nil {
		tb.Fatal(err)
	}
	return r, pack
}

// markdown reads a document from Markdown. A first line "kind: X" gives the
// kind that the detection reports.
func markdown(tb testing.TB, source string) (sow.Document, sow.Detection) {
	tb.Helper()
	det := sow.Detection{Kind: sow.KindProject}
	if rest, ok := strings.CutPrefix(source, "kind: "); ok {
		kind, body, _ := strings.Cut(rest, "\n")
		det.Kind, source = sow.DocKind(kind), body
	}
	doc, err := text.ReadMarkdown([]byte(source), text.Limits{}.WithDefaults())
	if err != nil {
		tb.Fatal(err)
	}
	return doc, det
}

// show gives a fact as "name=value", with "?" for a missing one.
func show(f sow.Facts, name string) string {
	switch name {
	case "customer":
		return known(f.Customer)
	case "partner":
		return known(f.Partner)
	case "tenant":
		return known(f.TenantID)
	case "agreement":
		return known(f.Agreement)
	case "moves":
		return known(f.AgreementMoves)
	case "csp":
		return known(f.TransactingCSP)
	case "seats":
		return known(f.Seats)
	case "value":
		if m, ok := f.Value.Known(); ok {
			return fmt.Sprintf("%.10g %s", m.Amount, m.Currency)
		}
		return known(f.Value)
	case "start":
		return known(f.StartDate)
	case "end":
		return known(f.EndDate)
	case "signed":
		return known(f.SignedDate)
	case "access":
		return known(f.Access)
	case "public":
		return known(f.PublicSector)
	case "country":
		return known(f.Country)
	case "cloud":
		return known(f.Cloud)
	case "clause":
		return known(f.PartnerClause)
	case "contacts":
		return known(f.Contacts)
	}
	return "no such fact"
}

func known[T any](f sow.Fact[T]) string {
	switch v, ok := f.Known(); {
	case ok:
		return fmt.Sprint(v)
	case f.State == sow.Conflicting:
		return "conflicting"
	}
	return "?"
}

// snippet is a small document of testdata/*.txt: each begins with "=== name"
// and a line of wanted facts, "customer: Acme Ltd; partner: ?".
type snippet struct{ name, wants, source string }

func readSnippets(tb testing.TB, file string) (out []snippet) {
	tb.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		tb.Fatal(err)
	}
	for _, part := range strings.Split("\n"+string(data), "\n=== ")[1:] {
		name, rest, _ := strings.Cut(part, "\n")
		wants, source, _ := strings.Cut(rest, "\n")
		out = append(out, snippet{name, wants, strings.TrimSpace(source) + "\n"})
	}
	return out
}

// facts gives the wanted facts by name.
func (s snippet) facts(tb testing.TB) map[string]string {
	tb.Helper()
	out := map[string]string{}
	for w := range strings.SplitSeq(s.wants, ";") {
		key, want, ok := strings.Cut(strings.TrimSpace(w), ": ")
		if !ok {
			tb.Fatalf("%s: wanted facts %q: no colon", s.name, w)
		}
		out[key] = want
	}
	return out
}

// TestSnippets reads each snippet.
func TestSnippets(t *testing.T) {
	r := newReader(t)
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no snippets: %v", err)
	}
	for _, f := range files {
		for _, s := range readSnippets(t, f) {
			t.Run(strings.TrimSuffix(filepath.Base(f), ".txt")+"/"+s.name, func(t *testing.T) {
				facts := r.Read(markdown(t, s.source))
				for key, want := range s.facts(t) {
					if got := show(facts, key); got != want {
						t.Errorf("%s = %q, want %q", key, got, want)
					}
				}
			})
		}
	}
}
