package docx

import (
	"strings"
	"testing"

	"claimline/internal/sow"
)

// TestChunk reads an inserted web page with its heading, list and table at its
// place, and numbers its table on.
func TestChunk(t *testing.T) {
	page := `<h2>Scope</h2><ul><li>Exchange Online</li></ul><table><tr><th>Item</th><th>Date</th></tr><tr><td>Pilot</td><td>May</td></tr></table>`
	doc := mustRead(t, file{
		body:  tbl(tr(tc(p("own")), tc(p("table")))) + `<w:altChunk r:id="page"/>` + p("after"),
		extra: map[string]string{"word/page.html": page},
		rels:  `<Relationship Id="page" Type="` + officeRel + `aFChunk" Target="page.html"/>`,
	})
	var got []string
	for _, b := range doc.Blocks {
		got = append(got, string(b.Kind)+" "+b.Text)
	}
	want := "cell own|cell table|heading Scope|list_item Exchange Online|cell Item|cell Date|cell Pilot|cell May|paragraph after"
	if s := strings.Join(got, "|"); s != want {
		t.Errorf("blocks = %s", s)
	}
	if c := doc.Blocks[7].Cell; c == nil || c.Table != 2 || c.ColHead != "Date" {
		t.Errorf("last cell = %+v", c)
	}
	if path := doc.Blocks[2].Loc.Path; path != "body/chunk1/body/p1" {
		t.Errorf("path = %q", path)
	}
	if hasWarning(doc, sow.WarnEmbedded) {
		t.Errorf("warnings = %v", doc.Warnings)
	}
}

// TestChart keeps to the limit of text and to the relations of the main part,
// and says that figures are not read.
func TestChart(t *testing.T) {
	chart := `<c:chartSpace` + wordXML + `><c:chart><c:title><c:tx><c:rich>` + drawn("Licences per year") + `</c:rich></c:tx></c:title></c:chart></c:chartSpace>`
	f := file{
		body:  para(r("", "before") + graphicOf(`<c:chart r:id="one"/>`)),
		extra: map[string]string{"word/charts/one.xml": chart},
		rels:  `<Relationship Id="one" Type="` + officeRel + `chart" Target="charts/one.xml"/>`,
	}
	doc := mustRead(t, f)
	if b := doc.Blocks[len(doc.Blocks)-1]; b.Kind != sow.TextBox || b.Text != "Licences per year" {
		t.Errorf("block = %+v", b)
	}
	if w := doc.Warnings; len(w) != 1 || w[0].Message != "The document shows 1 chart; the words are read, the figures are not." {
		t.Errorf("warnings = %v", w)
	}
	if _, err := Read(zipReader(t, f, Limits{TextBytes: 10})); sow.AsFailure(err).Code != sow.ReasonTooLarge {
		t.Errorf("error = %v, want TOO_LARGE", err)
	}
	f.extra["word/charts/one.xml"] = chart[:len(chart)/2]
	if doc := mustRead(t, f); !hasWarning(doc, sow.WarnTruncatedText) {
		t.Errorf("warnings of a damaged chart = %v", doc.Warnings)
	}
}
