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
	beside                 []string // "row head | text", below the heads
}

var (
	inline      = regexp.MustCompile(`\{\{[a-z]+:[^|}]*\|([^}]*)\}\}|\{\+\+(.*?)\+\+\}|\[([^\]]*)\]\([^)]*\)`)
	removed     = regexp.MustCompile(`\{--.*?--\}|\[\^[^\]]*\]|<!--.*?-->`)
	typedNumber = regexp.MustCompile(`^(?:(?:Article |Schedule |Art\. )?\d+(?:\.\d+)*\.?|Article [IVX]+|[A-Z]\.)\s+(?:[–|] )?`)
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

var (
	byPandoc = regexp.MustCompile(`(?m)^producer: *pandoc`)
	titled   = regexp.MustCompile(`(?m)^title: *(.*)$`)
)

// printed gives what stands for a heading in the document: pandoc prints the title
// of the front matter instead of a heading that is a part of it.
func printed(front, heading string) string {
	title := titled.FindStringSubmatch(front)
	if title == nil || !byPandoc.MatchString(front) {
		return heading
	}
	if whole := clean(strings.Trim(title[1], `"`)); strings.Contains(whole, heading) {
		return whole
	}
	return heading
}

// parseSource reads the Markdown from which an evaluation document was made.
func parseSource(text string) typed {
	var out typed
	front, body, _ := strings.Cut(strings.TrimPrefix(text, "---\n"), "\n---\n")
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
			out.headings = append(out.headings, printed(front, clean(typedNumber.ReplaceAllString(strings.TrimLeft(line, "# "), ""))))
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
			rowHead := ""
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
				if row > 0 {
					out.beside = append(out.beside, rowHead+" | "+c)
				}
				if rowHead == "" && strings.Trim(c, "☒☐") != "" {
					rowHead = c
				}
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

// TestTypedSources reads the open evaluation documents, PDF and Word, and
// compares headings, list items and table cells with their column and row
// heads with the text from which they were made: a PDF must tell as much as
// the Word document would.
func TestTypedSources(t *testing.T) {
	for _, ending := range []string{".pdf", ".docx"} {
		t.Run(ending, func(t *testing.T) { typedSources(t, ending) })
	}
}

func typedSources(t *testing.T, ending string) {
	t.Helper()
	files, err := filepath.Glob("../../testdata/eval/open/*" + ending)
	if err != nil || len(files) == 0 {
		t.Fatalf("no evaluation documents: %v", err)
	}
	r := shared
	var headings, items, cells, beside tally
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			source, err := os.ReadFile(strings.TrimSuffix(file, ending) + ".sow.md")
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
			var gotHeadings, gotItems, gotCells, gotBeside []string
			for _, b := range doc.Blocks {
				if b.Kind == sow.Heading {
					gotHeadings = append(gotHeadings, key(b.Text))
				}
				if b.Kind == sow.ListItem {
					gotItems = append(gotItems, key(b.Text))
				}
				if b.Kind == sow.Cell {
					gotCells = append(gotCells, key(b.Cell.ColHead)+" | "+key(b.Text))
					if b.Cell.Row > 0 {
						gotBeside = append(gotBeside, key(b.Cell.RowHead)+" | "+key(b.Text))
					}
				}
			}
			h, i, c := compare(t, "heading", want.headings, gotHeadings), compare(t, "item", want.items, gotItems), compare(t, "cell", want.cells, gotCells)
			n := compare(t, "cell beside", want.beside, gotBeside)
			t.Logf("headings %+v, items %+v, cells %+v, beside %+v", h, i, c, n)
			add(&beside, n)
			add(&headings, h)
			add(&items, i)
			add(&cells, c)
		})
	}
	for _, sum := range []struct {
		what  string
		tally tally
		least float64
	}{{"headings", headings, 0.99}, {"list items", items, 0.975}, {"cells under their column head", cells, 0.98}, {"cells beside their row head", beside, 0.98}} {
		t.Logf("%s: %.3f (%+v)", sum.what, sum.tally.recall(), sum.tally)
		if sum.tally.recall() < sum.least {
			t.Errorf("recall of %s is %.3f, want at least %.2f", sum.what, sum.tally.recall(), sum.least)
		}
	}
}

func add(sum *tally, t tally) {
	sum.found, sum.want, sum.extra = sum.found+t.found, sum.want+t.want, sum.extra+t.extra
}
