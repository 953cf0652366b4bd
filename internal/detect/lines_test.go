package detect

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

var marked = regexp.MustCompile(`\[([^\]]+)\]\(([a-z0-9.-]+)(?: ([a-z_]+))?\)`)

// lineTest is a line of the pack's tests: headings, text, and what must hit.
type lineTest struct {
	headings []string
	text     string
	want     []LineHit
}

func parseLineTest(line string) (t lineTest) {
	parts := strings.Split(line, " > ")
	t.headings = parts[:len(parts)-1]
	source, last := parts[len(parts)-1], 0
	for _, m := range marked.FindAllStringSubmatchIndex(source, -1) {
		t.text += source[last:m[0]]
		hit := LineHit{Start: len(t.text), ID: source[m[4]:m[5]], Polarity: sow.InScope}
		t.text += source[m[2]:m[3]]
		hit.End = len(t.text)
		if m[6] >= 0 {
			hit.Polarity = sow.Polarity(source[m[6]:m[7]])
		}
		t.want = append(t.want, hit)
		last = m[1]
	}
	t.text += source[last:]
	return t
}

// packLine is a line of rules/tests in its language.
type packLine struct {
	lang, text string
	test       lineTest
}

func readLines(tb testing.TB) (lines []packLine) {
	tb.Helper()
	for _, node := range readNodes(tb, "tests/lexicon_*.yaml") {
		var file struct {
			Language string   `yaml:"language"`
			Lines    []string `yaml:"lines"`
		}
		if err := node.Decode(&file); err != nil {
			tb.Fatal(err)
		}
		if len(file.Lines) < 30 {
			tb.Errorf("%s has %d lines", file.Language, len(file.Lines))
		}
		for _, line := range file.Lines {
			lines = append(lines, packLine{file.Language, line, parseLineTest(line)})
		}
	}
	return lines
}

func (l packLine) read(d *Detector) []LineHit { return d.Line(l.test.headings, l.test.text, l.lang) }

func (l packLine) met(d *Detector) bool {
	got := l.read(d)
	return len(got)+len(l.test.want) == 0 || slices.Equal(got, l.test.want)
}

// TestLines reads the lines of rules/tests: each marked hit must be found in
// its sense, and nothing else.
func TestLines(t *testing.T) {
	d := packDetector(t)
	for _, l := range readLines(t) {
		if !l.met(d) {
			t.Errorf("%s\n got %s", l.text, hitsText(l.test.text, l.read(d)))
		}
	}
}

func hitsText(text string, hits []LineHit) string {
	var out []string
	for _, h := range hits {
		out = append(out, fmt.Sprintf("[%s](%s %s)", text[h.Start:h.End], h.ID, h.Polarity))
	}
	return strings.Join(out, " ")
}

// TestEveryWorkloadIsNamed finds each workload by each of its plain names.
func TestEveryWorkloadIsNamed(t *testing.T) {
	lex, contexts := loadPack(t)
	d, err := New(lex, contexts)
	if err != nil {
		t.Fatal(err)
	}
	canonical := 0
	for _, e := range lex.Entries {
		if e.Kind == sow.CanonicalWorkload {
			canonical++
		}
		signals := []sow.Signals{e.Signals}
		for _, p := range e.Products {
			signals = append(signals, p.Signals)
		}
		for _, s := range signals {
			for _, p := range slices.Concat(s.Names, s.OldNames) {
				if !finds(d, e.ID, p) {
					t.Errorf("%s is not found by its name %q", e.ID, p.Text)
				}
			}
		}
	}
	if canonical != 66 {
		t.Errorf("%d canonical workloads, want 66", canonical)
	}
}

// finds looks for a name between two words that are no part of it.
func finds(d *Detector, id string, p sow.Phrase) bool {
	lang := p.Lang
	if lang == "" {
		lang = "en"
	}
	for _, h := range d.Line([]string{"Scope"}, "x "+p.Text+" y", lang) {
		if h.ID == id {
			return true
		}
	}
	return len(p.Needs) > 0 || strings.Contains(p.Text, "&")
}

// TestNamesAreDisjoint refuses a plain wording that two workloads claim.
func TestNamesAreDisjoint(t *testing.T) {
	lex, _ := loadPack(t)
	owner := map[string]string{}
	for _, e := range lex.Entries {
		signals := []sow.Signals{e.Signals}
		for _, p := range e.Products {
			signals = append(signals, p.Signals)
		}
		for _, s := range signals {
			for _, p := range slices.Concat(s.Names, s.OldNames, s.Abbreviations, s.Legacy) {
				key := token.FoldText(p.Text) + "|" + p.Lang
				if other, taken := owner[key]; taken && other != e.ID && len(p.Needs) == 0 {
					t.Errorf("%q names both %s and %s", p.Text, other, e.ID)
				}
				if len(p.Needs) == 0 {
					owner[key] = e.ID
				}
			}
		}
	}
}

// TestShortNamesKeepTheirCase asks for "case: exact" on names of up to four
// letters, which are ordinary words or syllables elsewhere.
func TestShortNamesKeepTheirCase(t *testing.T) {
	lex, _ := loadPack(t)
	for _, e := range lex.Entries {
		for _, p := range slices.Concat(e.Signals.Names, e.Signals.Abbreviations) {
			if len(p.Text) <= 4 && p.Case != sow.Exact && p.Text != "M365" && p.Text != "D365" && len(p.Needs) == 0 {
				t.Errorf("%s: %q needs case: exact", e.ID, p.Text)
			}
		}
	}
}

func TestPackFolderHasFourLanguages(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(packFolder, "context", "*.yaml"))
	if err != nil || len(files) < 4 {
		t.Fatalf("contexts: %v, %v", files, err)
	}
}
