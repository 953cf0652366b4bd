package fact_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"claimline/internal/extract/text"
	"claimline/internal/fact"
	"claimline/internal/sow"
	"claimline/rules"
)

// sources gives the documents of the snippets.
func sources(t *testing.T) map[string]string {
	t.Helper()
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no snippets: %v", err)
	}
	out := map[string]string{}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, part := range strings.Split("\n"+string(data), "\n=== ")[1:] {
			name, rest, _ := strings.Cut(part, "\n")
			_, source, _ := strings.Cut(rest, "\n")
			out[filepath.Base(f)+"/"+name] = strings.TrimSpace(source) + "\n"
		}
	}
	return out
}

// TestEvidenceCarriesTheFact takes away the blocks that a fact quotes until it
// is gone: no fact is left without a line, and none quotes a line that is not
// there.
func TestEvidenceCarriesTheFact(t *testing.T) {
	r := newReader(t)
	for name, source := range sources(t) {
		doc, det := markdown(t, source)
		for range len(doc.Blocks) + 1 {
			facts := r.Read(doc, det)
			quoted := map[string]bool{}
			for what, ev := range evidence(facts) {
				if len(ev) == 0 {
					t.Errorf("%s: %s is found without evidence", name, what)
				}
				for _, e := range ev {
					quoted[e.Location] = true
					if !slices.ContainsFunc(doc.Blocks, func(b sow.Block) bool { return b.Loc.Path == e.Location }) {
						t.Errorf("%s: %s quotes %q, which is not in the document", name, what, e.Location)
					}
				}
			}
			if len(quoted) == 0 {
				break
			}
			doc.Blocks = slices.DeleteFunc(doc.Blocks, func(b sow.Block) bool { return quoted[b.Loc.Path] })
		}
		if left := evidence(r.Read(doc, det)); len(left) > 0 {
			t.Errorf("%s: facts without their lines: %v", name, left)
		}
	}
}

// evidence gives the evidence of the facts that are found.
func evidence(f sow.Facts) map[string][]sow.Evidence {
	out := map[string][]sow.Evidence{}
	v := reflect.ValueOf(f)
	for i := range v.NumField() {
		if name := v.Type().Field(i).Name; name != "Kind" && v.Field(i).FieldByName("State").String() == string(sow.Found) {
			out[name], _ = reflect.TypeAssert[[]sow.Evidence](v.Field(i).FieldByName("Evidence"))
		}
	}
	return out
}

var shown = []string{"customer", "partner", "value", "start", "end", "signed", "agreement", "moves", "csp", "seats", "tenant", "access", "public", "cloud"}

// TestOtherTextChangesNothing adds ordinary paragraphs and comments.
func TestOtherTextChangesNothing(t *testing.T) {
	r := newReader(t)
	for name, source := range sources(t) {
		doc, det := markdown(t, source)
		want := r.Read(doc, det)
		weather := map[string]string{
			"en": "The windows were open and it rained.", "de": "Die Fenster standen offen und es regnete.",
			"fr": "Les fenêtres étaient ouvertes et il pleuvait.", "es": "Las ventanas estaban abiertas y llovía.",
		}
		doc.Blocks = append(doc.Blocks, []sow.Block{
			{Kind: sow.Heading, Level: 1, Text: "Wetter", Loc: sow.Loc{Path: "other/1"}},
			{Kind: sow.Paragraph, Text: weather[name[:2]], Loc: sow.Loc{Path: "other/2"}},
			{Kind: sow.Comment, Text: "Customer: Nobody Ltd. Price: $1,000,000. Signed 1 May 2031.", Loc: sow.Loc{Path: "other/3"}},
		}...)
		if got := r.Read(doc, det); !reflect.DeepEqual(got, want) {
			for _, what := range shown {
				if a, b := show(got, what), show(want, what); a != b {
					t.Errorf("%s: other text turned %s from %q into %q", name, what, b, a)
				}
			}
		}
	}
}

// TestSpacesChangeNothing writes no-break spaces for spaces.
func TestSpacesChangeNothing(t *testing.T) {
	r := newReader(t)
	for name, source := range sources(t) {
		doc, det := markdown(t, source)
		want := r.Read(doc, det)
		for i := range doc.Blocks {
			b := &doc.Blocks[i]
			for k, m := range b.Marks { // a no-break space is one byte longer
				b.Marks[k].Start, b.Marks[k].End = m.Start+strings.Count(b.Text[:m.Start], " "), m.End+strings.Count(b.Text[:m.End], " ")
			}
			b.Text = strings.ReplaceAll(b.Text, " ", "\u00a0")
		}
		got := r.Read(doc, det)
		for _, what := range shown {
			if a, b := strings.ReplaceAll(show(got, what), "\u00a0", " "), show(want, what); a != b {
				t.Errorf("%s: %s = %q with no-break spaces, %q without", name, what, a, b)
			}
		}
	}
}

// wordsReader reads the word lists without the other checks of a pack, which
// are slow in a fuzzing process.
func wordsReader(tb testing.TB) *fact.Reader {
	tb.Helper()
	var list []sow.FactWords
	for _, lang := range []string{"de", "en", "es", "fr"} {
		data, err := fs.ReadFile(rules.FS, "facts/"+lang+".yaml")
		if err != nil {
			tb.Fatal(err)
		}
		var file struct {
			Kind          string `yaml:"kind"`
			sow.FactWords `yaml:",inline"`
		}
		if err := yaml.Unmarshal(data, &file); err != nil {
			tb.Fatal(err)
		}
		list = append(list, file.FactWords)
	}
	r, err := fact.New(list)
	if err != nil {
		tb.Fatal(err)
	}
	return r
}

func FuzzRead(f *testing.F) {
	f.Add("# Fees\nThe price is $12,000 plus VAT. Start: 2 March 2026.\n| Customer | A Ltd |\n|---|---|\n| Date | 03/04/2026 |")
	f.Add("zwischen der A GmbH („Auftraggeber“) und der B AG (\"Auftragnehmer\"), 1'234.–")
	f.Add("(EA) \"MCA\" („CSP“) EA-E, MCA-")
	r := wordsReader(f)
	f.Fuzz(func(t *testing.T, source string) {
		doc, err := text.ReadMarkdown([]byte(source), text.Limits{}.WithDefaults())
		if err != nil {
			t.Skip("no document")
		}
		det := sow.Detection{}
		first, second := r.Read(doc, det), r.Read(doc, det)
		if !reflect.DeepEqual(first, second) {
			t.Fatalf("two readings differ: %+v and %+v", first, second)
		}
		if a, ok := first.StartDate.Known(); ok {
			if b, ok := first.EndDate.Known(); ok && b < a {
				t.Fatalf("end %s before start %s", b, a)
			}
		}
	})
}
