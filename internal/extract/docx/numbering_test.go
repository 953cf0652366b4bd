package docx

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"claimline/internal/sow"
)

// lvl is one level of a list definition.
func lvl(i int, format, text string, more ...string) string {
	return fmt.Sprintf(`<w:lvl w:ilvl="%d"><w:start w:val="1"/><w:numFmt w:val="%s"/><w:lvlText w:val="%s"/>%s</w:lvl>`, i, format, text, strings.Join(more, ""))
}

func abstract(id string, content ...string) string {
	return `<w:abstractNum w:abstractNumId="` + id + `">` + strings.Join(content, "") + `</w:abstractNum>`
}

func num(id, abs string, overrides ...string) string {
	return `<w:num w:numId="` + id + `"><w:abstractNumId w:val="` + abs + `"/>` + strings.Join(overrides, "") + `</w:num>`
}

// li is a paragraph at a level of a list.
func li(id string, level int) string {
	return fmt.Sprintf(`<w:p><w:pPr><w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%s"/></w:numPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>`, level, id)
}

func paraStyle(id, name, props string) string {
	return `<w:style w:type="paragraph" w:styleId="` + id + `"><w:name w:val="` + name + `"/>` + props + `</w:style>`
}

func startAt(level, start int) string {
	return fmt.Sprintf(`<w:lvlOverride w:ilvl="%d"><w:startOverride w:val="%d"/></w:lvlOverride>`, level, start)
}

var outlineList = abstract("0", lvl(0, "decimal", "%1"), lvl(1, "decimal", "%1.%2"), lvl(2, "lowerLetter", "(%3)"), lvl(3, "lowerRoman", "%4."))

func TestNumbering(t *testing.T) {
	tests := []struct {
		name      string
		numbering string
		styles    string
		body      string
		want      string
	}{
		{
			"outline restarts below", outlineList + num("1", "0"), "",
			li("1", 0) + li("1", 1) + li("1", 1) + li("1", 2) + li("1", 2) + li("1", 3) + li("1", 1) + li("1", 2) + li("1", 0) + li("1", 1),
			"1 1.1 1.2 (a) (b) i. 1.3 (a) 2 2.1",
		},
		{
			"formats", abstract("0", lvl(0, "upperRoman", "%1."), lvl(1, "upperLetter", "%2)"), lvl(2, "decimalZero", "%3"), lvl(3, "ordinal", "%4"), lvl(4, "bullet", "•"), lvl(5, "none", ""), lvl(6, "cardinalText", "Part %7")) + num("1", "0"), "",
			li("1", 0) + li("1", 1) + li("1", 2) + li("1", 3) + li("1", 4) + li("1", 5) + li("1", 6),
			"I. A) 01 1st - - Part One",
		},
		{
			"passed over level shows its start", outlineList + num("1", "0"), "",
			li("1", 1) + li("1", 1) + li("1", 0) + li("1", 1),
			"1.1 1.2 2 2.1",
		},
		{
			"two lists of one definition go on", outlineList + num("1", "0") + num("2", "0"), "",
			li("1", 0) + li("1", 0) + li("2", 0),
			"1 2 3",
		},
		{
			"override of the start restarts once", outlineList + num("1", "0") + num("2", "0", startAt(0, 1)), "",
			li("1", 0) + li("1", 0) + li("2", 0) + li("2", 0) + li("1", 0),
			"1 2 1 2 3",
		},
		{
			"override of a start of a deeper level", outlineList + num("1", "0", startAt(1, 5)), "",
			li("1", 0) + li("1", 1) + li("1", 1) + li("1", 0) + li("1", 1),
			"1 1.5 1.6 2 2.5",
		},
		{
			"override of a whole level", outlineList + num("1", "0", `<w:lvlOverride w:ilvl="0">`+lvl(0, "upperLetter", "Annex %1")+`</w:lvlOverride>`), "",
			li("1", 0) + li("1", 0),
			"Annex A|Annex B",
		},
		{
			"never restarts", abstract("0", lvl(0, "decimal", "%1"), lvl(1, "decimal", "%2)", `<w:lvlRestart w:val="0"/>`)) + num("1", "0"), "",
			li("1", 0) + li("1", 1) + li("1", 1) + li("1", 0) + li("1", 1),
			"1 1) 2) 2 3)",
		},
		{
			"restarts behind the first level only", abstract("0", lvl(0, "decimal", "%1"), lvl(1, "decimal", "%1.%2"), lvl(2, "decimal", "%3)", `<w:lvlRestart w:val="1"/>`)) + num("1", "0"), "",
			li("1", 0) + li("1", 1) + li("1", 2) + li("1", 1) + li("1", 2) + li("1", 0) + li("1", 1) + li("1", 2),
			"1 1.1 1) 1.2 2) 2 2.1 1)",
		},
		{
			"legal numbers", abstract("0", lvl(0, "upperRoman", "%1"), lvl(1, "decimal", "%1.%2", `<w:isLgl/>`)) + num("1", "0"), "",
			li("1", 0) + li("1", 0) + li("1", 1),
			"I II 2.1",
		},
		{
			"from the style", outlineList + num("1", "0"),
			paraStyle("H1", "heading 1", `<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>`) +
				paraStyle("H2", "heading 2", `<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr>`),
			styled("H1", "x") + styled("H2", "x") + styled("H2", "x") + styled("H1", "x"),
			"1 1.1 1.2 2",
		},
		{
			"level by the style that stands for it", abstract("0", lvl(0, "decimal", "%1", `<w:pStyle w:val="H1"/>`), lvl(1, "decimal", "%1.%2", `<w:pStyle w:val="H2"/>`)) + num("1", "0"),
			paraStyle("H1", "heading 1", `<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>`) +
				paraStyle("H2", "heading 2", `<w:basedOn w:val="H1"/>`),
			styled("H1", "x") + styled("H2", "x"),
			"1 1.1",
		},
		{
			"from the style it is based on", outlineList + num("1", "0"),
			paraStyle("H1", "heading 1", `<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>`) + paraStyle("My", "My heading", `<w:basedOn w:val="H1"/>`),
			styled("H1", "x") + styled("My", "x"),
			"1 2",
		},
		{
			"taken away by the paragraph", outlineList + num("1", "0"),
			paraStyle("H1", "heading 1", `<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>`),
			styled("H1", "x") + `<w:p><w:pPr><w:pStyle w:val="H1"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>` + styled("H1", "x"),
			"1 - 2",
		},
		{
			"level of the paragraph, list of the style", outlineList + num("1", "0"),
			paraStyle("L", "List", `<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>`),
			styled("L", "x") + `<w:p><w:pPr><w:pStyle w:val="L"/><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>`,
			"1 1.1",
		},
		{
			"numbering style", abstract("0", `<w:numStyleLink w:val="Legal"/>`) + abstract("1", `<w:styleLink w:val="Legal"/>`, lvl(0, "decimal", "§ %1")) + num("1", "0") + num("2", "1"),
			`<w:style w:type="numbering" w:styleId="Legal"><w:name w:val="Legal"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>`,
			li("1", 0) + li("1", 0),
			"§ 1|§ 2",
		},
		{
			"deleted paragraphs are not counted", outlineList + num("1", "0"), "",
			li("1", 0) + `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:del w:id="2"><w:r><w:delText>y</w:delText></w:r></w:del></w:p>` + li("1", 0),
			"1 2",
		},
		{
			"empty paragraphs are counted", outlineList + num("1", "0"), "",
			li("1", 0) + `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:p>` + li("1", 0),
			"1 3",
		},
		{
			"level without a start", abstract("0", `<w:lvl w:ilvl="0"><w:numFmt w:val="decimalZero"/><w:lvlText w:val="%1"/></w:lvl>`, lvl(1, "none", "%1.%2")) + num("1", "0"), "",
			li("1", 0) + li("1", 0) + li("1", 1),
			"00 01 01.",
		},
		{
			"unknown list", outlineList + num("1", "0"), "",
			li("7", 0) + li("1", 0),
			"- 1",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc := mustRead(t, file{numbering: tt.numbering, styles: tt.styles, body: tt.body})
			var got []string
			for _, b := range doc.Blocks {
				if b.Number == "" {
					b.Number = "-"
				}
				got = append(got, b.Number)
			}
			sep := " "
			if strings.Contains(tt.want, "|") {
				sep = "|"
			}
			if s := strings.Join(got, sep); s != tt.want {
				t.Errorf("got %s, want %s", s, tt.want)
			}
		})
	}
}

func TestNumberedParagraphsAreItems(t *testing.T) {
	doc := mustRead(t, file{numbering: outlineList + num("1", "0"), body: p("We deliver:") + li("1", 0) + li("1", 1)})
	if b := doc.Blocks[1]; b.Kind != sow.ListItem || b.Level != 1 || b.Intro != "We deliver:" {
		t.Errorf("first item = %+v", b)
	}
	if b := doc.Blocks[2]; b.Level != 2 || b.Intro != "We deliver:" {
		t.Errorf("second item = %+v", b)
	}
}

// TestCounterNeverRepeats walks random items of an outline: the printed numbers
// of one definition without overrides are all different.
func TestCounterNeverRepeats(t *testing.T) {
	full := abstract("0", lvl(0, "decimal", "%1"), lvl(1, "decimal", "%1.%2"), lvl(2, "decimal", "%1.%2.%3"))
	rapid.Check(t, func(rt *rapid.T) {
		var body strings.Builder
		n := rapid.IntRange(1, 40).Draw(rt, "items")
		body.WriteString(li("1", 0))
		level := 0
		for range n {
			level = rapid.IntRange(0, min(level+1, 2)).Draw(rt, "level")
			body.WriteString(li("1", level))
		}
		doc := mustRead(t, file{numbering: full + num("1", "0"), body: body.String()})
		seen := map[string]bool{}
		for _, b := range doc.Blocks {
			if seen[b.Number] {
				rt.Fatalf("number %s is printed twice", b.Number)
			}
			seen[b.Number] = true
		}
	})
}
