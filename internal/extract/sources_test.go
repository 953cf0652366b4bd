package extract_test

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"claimline/internal/sow"
)

var show = flag.Bool("show", false, "print what the readings of the typed sources miss")

// typed is what a source says that a document holds.
type typed struct {
	headings, items, words []string
	cells                  []string // "column head | text"
}

var (
	inline      = regexp.MustCompile(`\{\{[a-z]+:[^|}]*\|([^}]*)\}\}|\{\+\+(.*?)\+\+\}|\[([^\]]*)\]\([^)]*\)`)
	removed     = regexp.MustCompile(`\{--.*?--\}|\[\^[^\]]*\]|<!--.*?-->`)
	typedNumber = regexp.MustCompile(`^(?:Article )?\d+(?:\.\d+)*\.?\s+(?:– )?`)
	listed      = regexp.MustCompile(`^\s*(?:[-*]|\d+[.)])\s+(?:\[[ xX]\]\s+)?(.*)$`)
)

func clean(s string) string {
	s = removed.ReplaceAllString(s, "")
	s = inline.ReplaceAllString(s, "$1$2$3")
	for _, mark := range []string{"**", "~~", "==", "`", "\\"} {
		s = strings.ReplaceAll(s, mark, "")
	}
	s = strings.NewReplacer("<br>", " ", "[x]", "☒", "[X]", "☒", "[ ]", "☐", "*", "").Replace(s)
	return key(s)
}

// key is a text by which it is compared: without white space and hyphens,
// which line breaks change.
func key(s string) string {
	s = strings.ToLower(norm.NFKC.String(s))
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(" \t\n-‐\u00ad", r) }), "")
}

// parseSource reads the Markdown from which an evaluation document was made.
func parseSource(text string) typed {
	var out typed
	_, body, _ := strings.Cut(strings.TrimPrefix(text, "---\n"), "\n---\n")
	var heads []string
	row := -1
	for line := range strings.Lines(body) {
		line = strings.TrimRight(line, "\n")
		if !strings.HasPrefix(strings.TrimSpace(line), "|") {
			row = -1
		}
		switch {
		case strings.HasPrefix(line, ":::"), strings.HasPrefix(line, "[^"), strings.TrimSpace(line) == "":
			continue
		case strings.HasPrefix(line, "#"):
			out.headings = append(out.headings, clean(typedNumber.ReplaceAllString(strings.TrimLeft(line, "# "), "")))
		case strings.HasPrefix(strings.TrimSpace(line), "|"):
			row++
			cells := strings.Split(strings.ReplaceAll(strings.TrimSpace(line), `\|`, "¦"), "|")
			cells = cells[1 : len(cells)-1]
			if row == 0 {
				heads = make([]string, len(cells)) // stays empty in a table without heads
			}
			if strings.Trim(line, "|-: ") == "" {
				continue
			}
			for i, c := range cells {
				c = clean(strings.ReplaceAll(c, "¦", "|"))
				if row == 0 {
					heads[i] = c
				}
				if c == "" {
					continue
				}
				head := ""
				if row > 0 && i < len(heads) {
					head = heads[i]
				}
				out.cells = append(out.cells, head+" | "+c)
			}
		case listed.MatchString(line):
			out.items = append(out.items, clean(listed.FindStringSubmatch(line)[1]))
		}
		out.words = append(out.words, strings.Fields(removed.ReplaceAllString(line, ""))...)
	}
	return out
}

type tally struct{ found, want, extra int }

func (t tally) recall() float64 { return float64(t.found) / float64(max(1, t.want)) }

// compare counts what of want is in got.
func compare(t *testing.T, what string, want, got []string) tally {
	t.Helper()
	left := map[string]int{}
	for _, g := range got {
		left[g]++
	}
	out := tally{want: len(want)}
	for _, w := range want {
		if left[w] > 0 {
			left[w]--
			out.found++
		} else if *show {
			t.Logf("missing %s: %s", what, w)
		}
	}
	for g, n := range left {
		out.extra += n
		if *show && n > 0 {
			t.Logf("extra %s: %s", what, g)
		}
	}
	return out
}

// TestTypedSources reads the open evaluation PDFs and compares headings, list
// items and table cells with the text from which they were made.
func TestTypedSources(t *testing.T) {
	files, err := filepath.Glob("../../testdata/eval/open/*.pdf")
	if err != nil || len(files) == 0 {
		t.Fatalf("no evaluation documents: %v", err)
	}
	r := shared
	var headings, items, cells tally
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			source, err := os.ReadFile(strings.TrimSuffix(file, ".pdf") + ".sow.md")
			if err != nil {
				t.Fatal(err)
			}
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			doc, err := read(t, r, file, data)
			if err != nil {
				t.Fatal(err)
			}
			want := parseSource(string(source))
			var gotHeadings, gotItems, gotCells []string
			for _, b := range doc.Blocks {
				if b.Kind == sow.Heading {
					gotHeadings = append(gotHeadings, key(b.Text))
				}
				if b.Kind == sow.ListItem {
					gotItems = append(gotItems, key(b.Text))
				}
				if b.Kind == sow.Cell {
					gotCells = append(gotCells, key(b.Cell.ColHead)+" | "+key(b.Text))
				}
			}
			h, i, c := compare(t, "heading", want.headings, gotHeadings), compare(t, "item", want.items, gotItems), compare(t, "cell", want.cells, gotCells)
			t.Logf("headings %+v, items %+v, cells %+v", h, i, c)
			add(&headings, h)
			add(&items, i)
			add(&cells, c)
		})
	}
	t.Logf("headings %.3f (%+v), items %.3f (%+v), cells %.3f (%+v)", headings.recall(), headings, items.recall(), items, cells.recall(), cells)
	if headings.recall() < 0.97 || items.recall() < 0.97 || cells.recall() < 0.95 {
		t.Errorf("recall of headings %.3f, list items %.3f, cells %.3f; want at least 0.97, 0.97, 0.95", headings.recall(), items.recall(), cells.recall())
	}
}

func add(sum *tally, t tally) {
	sum.found, sum.want, sum.extra = sum.found+t.found, sum.want+t.want, sum.extra+t.extra
}
