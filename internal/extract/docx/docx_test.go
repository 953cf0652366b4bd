package docx

import (
	"testing"

	"claimline/internal/sow"
)

func TestReadOrderAndKinds(t *testing.T) {
	doc := mustRead(t, file{
		styles: `<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 1"/></w:style>`,
		body: styled("H", "Scope") + p("First") +
			`<w:tbl><w:tr><w:tc>` + p("Product") + `</w:tc><w:tc>` + p("Seats") + `</w:tc></w:tr></w:tbl>` + p("Last"),
	})
	want := []struct {
		kind sow.BlockKind
		text string
		path string
	}{
		{sow.Heading, "Scope", "body/p1"},
		{sow.Paragraph, "First", "body/p2"},
		{sow.Cell, "Product", "body/t1/r1/c1/p1"},
		{sow.Cell, "Seats", "body/t1/r1/c2/p1"},
		{sow.Paragraph, "Last", "body/p3"},
	}
	if len(doc.Blocks) != len(want) {
		t.Fatalf("got %d blocks, want %d: %+v", len(doc.Blocks), len(want), doc.Blocks)
	}
	for i, w := range want {
		b := doc.Blocks[i]
		if b.Kind != w.kind || b.Text != w.text || b.Loc.Path != w.path {
			t.Errorf("block %d = %s %q at %s, want %s %q at %s", i, b.Kind, b.Text, b.Loc.Path, w.kind, w.text, w.path)
		}
	}
}
