package docx

import (
	"strings"
	"testing"

	"claimline/internal/sow"
)

func TestMarks(t *testing.T) {
	styles := `<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>` +
		paraStyle("BoldPara", "BoldPara", `<w:rPr><w:b/></w:rPr>`)
	tests := []struct{ name, body, want string }{
		{"bold", para(r(`<w:b/>`, "x")), "bold(x)"},
		{"not bold", para(r(`<w:b w:val="0"/>`, "x")), ""},
		{"bold by character style", para(r(`<w:rStyle w:val="Strong"/>`, "x")), "bold(x)"},
		{"bold by paragraph style", styled("BoldPara", "x"), "bold(x)"},
		{"bold style in a bold paragraph is plain", `<w:p><w:pPr><w:pStyle w:val="BoldPara"/></w:pPr>` + r(`<w:rStyle w:val="Strong"/>`, "x") + `</w:p>`, ""},
		{"struck", para(r("", "a ") + r(`<w:strike/>`, "x")), "struck(x)"},
		{"struck twice", para(r(`<w:dstrike/>`, "x")), "struck(x)"},
		{"highlighted", para(r(`<w:highlight w:val="yellow"/>`, "x")), "highlight(x)"},
		{"highlight taken back", para(r(`<w:highlight w:val="none"/>`, "x")), ""},
		{"yellow shading", para(r(`<w:shd w:val="clear" w:fill="FFFF00"/>`, "x")), "highlight(x)"},
		{"grey shading", para(r(`<w:shd w:val="clear" w:fill="D9D9D9"/>`, "x")), ""},
		{"inserted", para(`<w:ins>` + r("", "x") + `</w:ins>` + r("", " y")), "inserted(x)"},
		{"moved to", para(`<w:moveTo>` + r("", "x") + `</w:moveTo>`), "inserted(x)"},
		{"link", para(`<w:hyperlink>` + r("", "x") + `</w:hyperlink>`), "link(x)"},
		{"link in a field", para(fld("begin") + instr(` HYPERLINK "http://x" `) + fld("separate") + r("", "x") + fld("end") + r("", " y")), "link(x)"},
		{"prompt of a control", para(sdt(`<w:showingPlcHdr/>`, r("", "Click here"))), "highlight(Click here)"},
		{"over several runs", para(r(`<w:b/>`, "a") + r(`<w:b/><w:i/>`, " b ") + r("", "c")), "bold(a b)"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := mustRead(t, file{styles: styles, body: tt.body}).Blocks[0]
			var got []string
			for _, m := range b.Marks {
				got = append(got, string(m.Kind)+"("+b.Text[m.Start:m.End]+")")
			}
			if s := strings.Join(got, " "); s != tt.want {
				t.Errorf("marks of %q = %q, want %q", b.Text, s, tt.want)
			}
		})
	}
}

func TestDeletedRowsAreNotCounted(t *testing.T) {
	doc := mustRead(t, file{body: tbl(tr(tc(p("a")), tc(p("b"))), `<w:tr><w:trPr><w:del/></w:trPr>`+tc(p("no"))+tc(p("no"))+`</w:tr>`, tr(tc(p("c")), tc(p("d"))))})
	if b := doc.Blocks[2]; b.Text != "c" || b.Cell.Row != 1 || b.Loc.Path != "body/t1/r2/c1/p1" {
		t.Errorf("row behind the deleted one = %+v", b)
	}
}

func TestHeadersOnce(t *testing.T) {
	part := func(text string) string { return `<w:hdr` + wordXML + `>` + p(text) + `</w:hdr>` }
	ref := func(kind, id string) string {
		return `<w:headerReference w:type="` + kind + `" r:id="` + id + `"/>`
	}
	rel := func(id string) string {
		return `<Relationship Id="` + id + `" Type="` + officeRel + `header" Target="` + id + `.xml"/>`
	}
	doc := mustRead(t, file{
		body:     para(`<w:pPr><w:sectPr>`+ref("default", "h1")+`</w:sectPr></w:pPr>`+r("", "x")) + `<w:sectPr>` + ref("default", "h2") + ref("even", "h3") + `</w:sectPr>`,
		settings: `<w:evenAndOddHeaders/>`,
		extra:    map[string]string{"word/h1.xml": part("Fabrikam"), "word/h2.xml": part("Fabrikam"), "word/h3.xml": part("Even")},
		rels:     rel("h1") + rel("h2") + rel("h3"),
	})
	var got []string
	for _, b := range doc.Blocks {
		if b.Kind == sow.Header {
			got = append(got, b.Text)
		}
	}
	if s := strings.Join(got, "|"); s != "Fabrikam|Even" {
		t.Errorf("headers = %q", s)
	}
}

func TestWarnings(t *testing.T) {
	doc := mustRead(t, file{
		body: para(`<w:ins>`+r("", "a")+`</w:ins><w:ins>`+r("", "b")+`</w:ins><w:del>`+r("", "c")+`</w:del>`) + para(r(`<w:vanish/>`, "secret")) +
			para(r(`<w:strike/>`, "gone")+`<w:r><w:drawing><c:chart/></w:drawing></w:r>`),
	})
	want := map[sow.WarningCode]string{
		sow.WarnTrackedChanges: "The document has 2 tracked insertions and 1 tracked deletion that nobody has accepted: insertions are read, deletions are not.",
		sow.WarnHiddenText:     "The document has 1 passage of hidden text, which is not read.",
		sow.WarnStruckText:     "The document has 1 passage struck through.",
		sow.WarnEmbedded:       "The document embeds 1 object (charts, drawings or other files) whose text is not read.",
	}
	for _, w := range doc.Warnings {
		if want[w.Code] != w.Message {
			t.Errorf("%s: %q, want %q", w.Code, w.Message, want[w.Code])
		}
		delete(want, w.Code)
	}
	if len(want) > 0 {
		t.Errorf("missing %v", want)
	}
}
