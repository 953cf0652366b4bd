package detect

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"claimline/internal/piece"
	"claimline/internal/sow"
)

var update = flag.Bool("update", false, "write testdata/misread.txt anew")

// misreadFile lists what is known to be read otherwise than by a person. What
// is not in it must be read as wanted, so that whatever a list of the contexts
// carries in one of these files cannot be lost unnoticed.
const misreadFile = "testdata/misread.txt"

// mostMisread bounds the list; lower it when it gets shorter.
const mostMisread = 122

func TestMisreadGetsNoLonger(t *testing.T) {
	if n := len(knownMisread(t)); n > mostMisread {
		t.Errorf("%d products are misread, at most %d may be", n, mostMisread)
	}
}

// wanted is what a person reads of one product in a small document.
type wanted struct {
	file, lang, class, text string
	doc                     sow.Document
	id                      string
	delivered               bool
}

// key names it in the list of what is misread.
func (w wanted) key() string {
	sense := "out"
	if w.delivered {
		sense = "in"
	}
	return fmt.Sprintf("%s|%s|%s=%s|%s", w.file, w.lang, w.id, sense, w.text)
}

// met tells whether a detector reads what is wanted, else what it reads and why.
func (w wanted) met(d *Detector) (ok bool, told string) {
	is, why := readAs(d.Detect(w.doc), w.id)
	return (is == "in_scope") == w.delivered, fmt.Sprintf("is %s by %s", is, why)
}

// wantedOf reads one of the files of small documents.
func wantedOf(tb testing.TB, file string) []wanted {
	tb.Helper()
	switch file {
	case "sentences.txt":
		return wantedSentences(tb, file)
	case "headings.txt":
		return wantedHeadings(tb, file)
	}
	data, err := os.ReadFile("testdata/" + file)
	if err != nil {
		tb.Fatal(err)
	}
	pieces, err := piece.Parse(data)
	if err != nil {
		tb.Fatalf("%s: %v", file, err)
	}
	var out []wanted
	for _, p := range pieces {
		for _, w := range p.Wants {
			out = append(out, wanted{file, p.Language, p.Class, p.Heading + ": " + p.Text, p.Document(), w.ID, w.Delivered})
		}
	}
	return out
}

func wantedSentences(tb testing.TB, file string) (out []wanted) {
	tb.Helper()
	for _, f := range fieldsOf(tb, file, 4) {
		doc := small(f[0], f[1], sow.Block{Kind: sow.Paragraph, Text: f[2]})
		for want := range strings.SplitSeq(f[3], ";") {
			id, sense, _ := strings.Cut(want, "=")
			out = append(out, wanted{file, f[0], "sentence", f[1] + ": " + f[2], doc, id, sense == "in"})
		}
	}
	return out
}

func wantedHeadings(tb testing.TB, file string) (out []wanted) {
	tb.Helper()
	for _, f := range fieldsOf(tb, file, 3) {
		doc := small(f[0], f[2], sow.Block{Kind: sow.ListItem, Text: "Microsoft Intune"}, sow.Block{Kind: sow.ListItem, Text: "Microsoft Sentinel"})
		out = append(out, wanted{file, f[0], "heading", f[2], doc, "intune", f[1] == "in"})
	}
	return out
}

// small makes a document of a title, a heading and what stands below it.
func small(lang, heading string, below ...sow.Block) sow.Document {
	title := sentenceTitles[lang]
	return sow.Document{Language: lang, Title: title, Blocks: append([]sow.Block{
		{Kind: sow.Heading, Level: 1, Text: title}, {Kind: sow.Heading, Level: 2, Text: heading},
	}, below...)}
}

// fieldsOf gives the lines of a file that have n fields.
func fieldsOf(tb testing.TB, file string, n int) (out [][]string) {
	tb.Helper()
	data, err := os.ReadFile("testdata/" + file)
	if err != nil {
		tb.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		if f := strings.Split(strings.TrimSpace(line), "|"); !strings.HasPrefix(line, "#") && len(f) == n {
			out = append(out, f)
		}
	}
	return out
}

// checkWanted reads a file and complains of each product that is read otherwise
// than wanted and is not known for it.
func checkWanted(t *testing.T, file string) {
	t.Helper()
	d, known := packDetector(t), knownMisread(t)
	wrong, all := map[string]int{}, map[string]int{}
	var misread []string
	for _, w := range wantedOf(t, file) {
		ok, told := w.met(d)
		for _, key := range []string{w.lang, w.class, w.lang + " " + w.class, "all"} {
			all[key]++
			if !ok {
				wrong[key]++
			}
		}
		switch key := w.key(); {
		case ok && known[key]:
			t.Logf("%s %s: no longer misread (-update)", w.file, key)
		case ok:
		case known[key] || *update:
			t.Logf("%s %s", key, told)
			misread = append(misread, key)
		default:
			t.Errorf("%s %s; if that cannot be helped, run with -update", key, told)
		}
	}
	t.Logf("%s: wrong %v of %v", file, wrong, all)
	if *update {
		writeMisread(t, file, misread)
	}
}

func knownMisread(tb testing.TB) map[string]bool {
	tb.Helper()
	data, err := os.ReadFile(misreadFile)
	if err != nil {
		tb.Fatal(err)
	}
	known := map[string]bool{}
	for line := range strings.Lines(string(data)) {
		known[strings.TrimRight(line, "\n")] = true
	}
	return known
}

// writeMisread replaces the lines of one file.
func writeMisread(t *testing.T, file string, misread []string) {
	t.Helper()
	for key := range knownMisread(t) {
		if !strings.HasPrefix(key, file+"|") {
			misread = append(misread, key)
		}
	}
	slices.Sort(misread)
	if err := os.WriteFile(misreadFile, []byte(strings.Join(slices.Compact(misread), "\n")+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
}
