package fact_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"claimline/internal/extract/text"
	"claimline/internal/fact"
	"claimline/internal/sow"
)

// Bounds for the cases of testdata/cases that are read otherwise than by a
// person, each marked there with "; read as". Lower them when fewer are.
const (
	mostCasesMissed = 16
	mostCasesWrong  = 3
)

// caseFacts names the facts of a file of cases, in the order of its answers.
var caseFacts = map[string][]string{
	"organisations": {"customer", "partner"}, "seats": {"seats"}, "value": {"value"}, "signed": {"signed"}, "parties": {"customer", "partner"},
	"period": {"start", "end"}, "agreement": {"agreement"}, "seller": {"csp"}, "tenant": {"tenant"},
}

// caseOpenings stand above a case that has no title of its own.
var caseOpenings = map[string]string{
	"en": "Statement of Work\n\nThis statement of work is made between Calder Freight Ltd (\"Customer\") and Osprey Cloud Services Ltd (\"Supplier\").\n\n",
	"de": "Leistungsschein\n\nDieser Leistungsschein wird zwischen der Kalder Fracht GmbH (\"Auftraggeber\") und der Fischadler IT GmbH (\"Auftragnehmer\") geschlossen.\n\n",
	"fr": "Bon de commande\n\nLe présent bon de commande est conclu entre Calder Fret SAS (« le Client ») et Balbuzard Conseil SAS (« le Prestataire »).\n\n",
	"es": "Orden de trabajo\n\nLa presente orden de trabajo se celebra entre Calder Carga S.L. (el «Cliente») y Águila Nube S.L. (el «Proveedor»).\n\n",
}

// factCase is one piece of a document with what a person reads in it.
type factCase struct {
	language, want, body string
	known                string // what is read instead, where that is known to be wrong
	plain                bool
}

// TestCases reads each fact in sentences, tables and signature blocks of many
// shapes, one at a time.
func TestCases(t *testing.T) {
	r := newReader(t)
	missed, wrong, all := 0, 0, 0
	for name, facts := range caseFacts {
		tally := map[string][3]int{}
		for _, c := range readCases(t, filepath.Join("testdata", "cases", name+".txt")) {
			got := c.read(t, r, facts)
			count := tally[c.language]
			count[0]++
			switch {
			case got == c.want:
			case onlyMissing(got, c.want):
				missed++
				count[1]++
			default:
				wrong++
				count[2]++
			}
			tally[c.language] = count
			all++
			if should := cmpOr(c.known, c.want); got != should {
				t.Errorf("%s %s: got %q, want %q in:\n%s", name, c.language, got, should, c.body)
			}
		}
		t.Logf("%s: cases, missed, wrong: %v", name, tally)
	}
	t.Logf("%d cases, %d missed, %d wrong", all, missed, wrong)
	if missed > mostCasesMissed || wrong > mostCasesWrong {
		t.Errorf("%d cases missed and %d wrong, at most %d and %d may be", missed, wrong, mostCasesMissed, mostCasesWrong)
	}
}

func cmpOr(known, want string) string {
	if known != "" {
		return known
	}
	return want
}

// onlyMissing tells whether an answer says less than it should and nothing
// that is wrong.
func onlyMissing(got, want string) bool {
	wants := strings.Split(want, " | ")
	for i, g := range strings.Split(got, " | ") {
		if g != "?" && g != "conflicting" && g != wants[i] {
			return false
		}
	}
	return true
}

func readCases(t *testing.T, file string) []factCase {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out []factCase
	for _, part := range strings.Split("\n"+string(data), "\n== ")[1:] {
		head, body, _ := strings.Cut(part, "\n")
		language, want, ok := strings.Cut(head, " ")
		if !ok || strings.TrimSpace(body) == "" {
			t.Fatalf("%s: case %q is not complete", file, head)
		}
		c := factCase{body: strings.TrimSpace(body) + "\n"}
		c.language, _, c.plain = strings.Cut(language, "/")
		c.want, c.known, _ = strings.Cut(want, "; read as ")
		out = append(out, c)
	}
	return out
}

func (c factCase) read(t *testing.T, r *fact.Reader, names []string) string {
	t.Helper()
	facts := r.Read(c.document(t))
	var got []string
	for _, n := range names {
		got = append(got, show(facts, n))
	}
	return strings.Join(got, " | ")
}

// document is the case below the opening of its language, unless it has a title
// of its own.
func (c factCase) document(t *testing.T) (sow.Document, sow.Detection) {
	t.Helper()
	var doc sow.Document
	det := sow.Detection{Kind: sow.KindProject}
	opening := caseOpenings[c.language]
	switch title, rest, _ := strings.Cut(opening, "\n"); {
	case c.plain:
		var err error
		if doc, err = text.ReadPlain([]byte(strings.ToUpper(title)+"\n"+rest+c.body), text.Limits{}.WithDefaults()); err != nil {
			t.Fatal(err)
		}
	case strings.HasPrefix(c.body, "# "):
		doc, det = markdown(t, c.body)
	default:
		doc, det = markdown(t, "# "+opening+c.body)
	}
	doc.Language = c.language
	return doc, det
}
