package fact_test

import (
	"testing"

	"claimline/internal/extract/text"
	"claimline/internal/sow"
)

// TestOddText reads what no person writes and a converter may: lines of one
// word without a space, accents that stand alone.
func TestOddText(t *testing.T) {
	r := newReader(t)
	for name, source := range map[string]string{
		"one word a line": "La\nempresa\nHortofrutícola\ndel\nSur\nSociedad\nCooperativa\nAndaluza\ncontrata\na\nAcme\nSistemas\ny\npaga\n12.000\neuros",
		"lone accents":    "# Statement of work\n\nTerm \u0301 : \u0308\n\n\u0301. The work begins on 3 May 2026 for 40 \u0301 users.",
	} {
		doc, err := text.ReadMarkdown([]byte(source), text.Limits{}.WithDefaults())
		if err != nil {
			t.Fatal(err)
		}
		for i := range doc.Blocks { // as a converter gives them
			doc.Blocks[i].Text = source
		}
		if f := r.Read(doc, sow.Detection{Kind: sow.KindProject}); f.Kind.State == sow.Missing {
			t.Errorf("%s: nothing was read", name)
		}
	}
}
