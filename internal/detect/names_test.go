package detect

import (
	"os"
	"slices"
	"strings"
	"testing"

	"claimline/internal/sow"
)

// namesFile holds one wording a line: language | wording | words beside it |
// workload and sense. It says what the lexicon is held to, and is not made
// from it: a wording that is added there needs a line here.
const namesFile = "testdata/names.txt"

// nameFrames are the sentences that a wording is put into.
var nameFrames = map[string]string{
	"en": "We will deploy % for all users", "de": "Wir richten % für alle ein", "fr": "Nous déployons % pour tous", "es": "Desplegamos % para todos",
}

type nameCase struct{ lang, text, beside, want string }

func readNames(tb testing.TB) (cases []nameCase) {
	tb.Helper()
	data, err := os.ReadFile(namesFile)
	if err != nil {
		tb.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		if f := strings.Split(strings.TrimRight(line, "\n"), "|"); !strings.HasPrefix(line, "#") && len(f) == 4 {
			cases = append(cases, nameCase{f[0], f[1], f[2], f[3]})
		}
	}
	return cases
}

// read gives the workload and sense of the hit that covers the wording and
// nothing else, and the other workloads that the sentence names in scope.
func (c nameCase) read(d *Detector) (got string, others []string) {
	text := strings.Replace(nameFrames[c.lang], "%", c.text, 1)
	if c.beside != "" {
		text += " (" + c.beside + ")"
	}
	from := strings.Index(text, c.text)
	for _, h := range d.Line([]string{"Microsoft 365", "Microsoft"}, text+".", c.lang) {
		switch {
		case h.Start == from && h.End == from+len(c.text):
			got = h.ID + " " + string(h.Polarity)
		case h.Start < from+len(c.text) && h.Polarity == sow.InScope:
			others = append(others, h.ID)
		}
	}
	return got, others
}

// TestNames reads each wording in a sentence: it names its workload, as a
// whole, and no other.
func TestNames(t *testing.T) {
	d := packDetector(t)
	for _, c := range readNames(t) {
		got, others := c.read(d)
		if got != c.want {
			t.Errorf("%s %q beside %q is %q, want %q", c.lang, c.text, c.beside, got, c.want)
		}
		if len(others) > 0 {
			t.Errorf("%s %q names %v too", c.lang, c.text, others)
		}
	}
}

// TestGenericWordingInACloudDocument names three Azure products and then a
// machine, a tunnel and a lake's volumes without "Azure" beside them: they count
// there, and not where a single product is named.
func TestGenericWordingInACloudDocument(t *testing.T) {
	lex, contexts := loadPack(t)
	d, err := New(lex, contexts)
	if err != nil {
		t.Fatal(err)
	}
	generic := "38 virtual machines and a site-to-site VPN to the mill; NetApp Files for the shares."
	for named, want := range map[string]bool{
		"Azure Monitor, Azure Backup and Azure SQL Database are set up.": true,
		"Azure Monitor is set up.":                                       false,
	} {
		det := d.Detect(sow.Document{Language: "en", Blocks: []sow.Block{
			{Kind: sow.Heading, Level: 1, Text: "Scope of work"},
			{Kind: sow.Paragraph, Text: named},
			{Kind: sow.Heading, Level: 1, Text: "Servers"},
			{Kind: sow.Paragraph, Text: generic},
		}})
		for _, id := range []string{"azure-virtual-machines", "azure-networking", "azure-storage"} {
			if got := slices.ContainsFunc(det.Workloads, func(w sow.Workload) bool { return w.ID == id }); got != want {
				t.Errorf("%q: %s is named: %t, want %t", named, id, got, want)
			}
		}
	}
}
