package docx

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf16"

	"claimline/internal/sow"
)

// TestPackages reads one text in the many packages that programs make.
func TestPackages(t *testing.T) {
	body := `<w:body><w:p><w:r><w:t>Scope of work</w:t></w:r></w:p></w:body>`
	plain := `<w:document` + wordXML + `>` + body + `</w:document>`
	strict := strings.ReplaceAll(plain, "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main")
	renamed := strings.NewReplacer("<w:", "<ns0:", "</w:", "</ns0:", "xmlns:w=", "xmlns:ns0=").Replace(plain)
	standard := `<document xmlns="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><body><p><r><t>Scope of work</t></r></p></body></document>`
	undeclared := `<w:document>` + body + `</w:document>`
	wide := utf16.Encode([]rune("\ufeff<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + plain))
	utf16le := make([]byte, 0, 2*len(wide))
	for _, u := range wide {
		utf16le = append(utf16le, byte(u), byte(u>>8))
	}
	latin := `<?xml version="1.0" encoding="ISO-8859-1"?>` + strings.Replace(plain, "Scope", "Sc\xf6pe", 1)
	types := func(part, kind string) string {
		return `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/` + part + `" ContentType="application/` + kind + `.main+xml"/></Types>`
	}
	rels := func(kind, target string) string {
		return relsHead + `<Relationship Id="r" Type="` + kind + `officeDocument" Target="` + target + `"/></Relationships>`
	}
	word := "vnd.openxmlformats-officedocument.wordprocessingml.document"
	macro := "vnd.ms-word.document.macroEnabled"
	template := "vnd.openxmlformats-officedocument.wordprocessingml.template"
	tests := []struct {
		name  string
		parts map[string]string
		want  string
	}{
		{"transitional", map[string]string{"[Content_Types].xml": types("word/document.xml", word), "_rels/.rels": rels(officeRel, "word/document.xml"), "word/document.xml": plain}, ""},
		{"strict", map[string]string{"[Content_Types].xml": types("word/document.xml", word), "_rels/.rels": rels("http://purl.oclc.org/ooxml/officeDocument/relationships/", "word/document.xml"), "word/document.xml": strict}, ""},
		{"other prefix", map[string]string{"_rels/.rels": rels(officeRel, "word/document.xml"), "word/document.xml": renamed}, ""},
		{"no prefix", map[string]string{"_rels/.rels": rels(officeRel, "word/document.xml"), "word/document.xml": standard}, ""},
		{"prefix that is not declared", map[string]string{"_rels/.rels": rels(officeRel, "word/document.xml"), "word/document.xml": undeclared}, ""},
		{"other main part", map[string]string{"[Content_Types].xml": types("doc/main22.xml", word), "_rels/.rels": rels(officeRel, "/doc/main22.xml"), "doc/main22.xml": plain}, ""},
		{"main part by its type", map[string]string{"[Content_Types].xml": types("doc/main22.xml", word), "doc/main22.xml": plain}, ""},
		{"main part by its name", map[string]string{"word/document.xml": plain}, ""},
		{"names in other case", map[string]string{"[content_types].XML": types("word/document.xml", word), "_RELS/.rels": rels(officeRel, "WORD/Document.xml"), "Word/document.xml": plain}, ""},
		{"backslashes", map[string]string{"_rels\\.rels": rels(officeRel, "word\\document.xml"), "word\\document.xml": plain}, ""},
		{"macros", map[string]string{"[Content_Types].xml": types("word/document.xml", macro), "_rels/.rels": rels(officeRel, "word/document.xml"), "word/document.xml": plain, "word/vbaProject.bin": "x"}, ""},
		{"template", map[string]string{"[Content_Types].xml": types("word/document.xml", template), "_rels/.rels": rels(officeRel, "word/document.xml"), "word/document.xml": plain}, ""},
		{"UTF-16", map[string]string{"_rels/.rels": rels(officeRel, "word/document.xml"), "word/document.xml": string(utf16le)}, ""},
		{"Latin-1", map[string]string{"_rels/.rels": rels(officeRel, "word/document.xml"), "word/document.xml": latin}, "Scöpe of work"},
		{"name that leaves the package", map[string]string{"_rels/.rels": rels(officeRel, "word/document.xml"), "word/document.xml": plain, "../../evil.txt": "x"}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc, err := read(t, zipped(t, tt.parts))
			if err != nil {
				t.Fatal(err)
			}
			want := tt.want
			if want == "" {
				want = "Scope of work"
			}
			if len(doc.Blocks) != 1 || doc.Blocks[0].Text != want {
				t.Errorf("blocks = %+v, want %q", doc.Blocks, want)
			}
			if got := hasWarning(doc, sow.WarnActiveContent); got != (tt.name == "macros") {
				t.Errorf("warning of macros = %v", got)
			}
		})
	}
}

func TestProperties(t *testing.T) {
	core := `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Stored title</dc:title><dc:creator>A. Author</dc:creator><cp:revision>7</cp:revision></cp:coreProperties>`
	custom := `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><property name="Project"><vt:lpwstr>P-12</vt:lpwstr></property></Properties>`
	store := `<order xmlns="urn:order"><client kind="x">Fabrikam</client><date>2026-03-01</date></order>`
	bind := func(xpath, prompt string) string {
		return para(`<w:r><w:t xml:space="preserve">Client: </w:t></w:r>` + sdt(`<w:alias w:val="Client"/><w:showingPlcHdr/><w:dataBinding w:xpath="`+xpath+`"/>`, r("", prompt)))
	}
	doc := mustRead(t, file{
		body: bind(`/ns0:order[1]/ns0:client[1]`, "Click here") + bind(`/ns0:order[1]/ns0:agent[1]`, "Choose an agent") +
			para(sdt(`<w:tag w:val="Due"/>`, r("", "1 May 2026"))),
		extra:    map[string]string{"docProps/core.xml": core, "docProps/custom.xml": custom, "customXml/item1.xml": store},
		packRels: `<Relationship Id="c" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/><Relationship Id="d" Type="` + officeRel + `custom-properties" Target="docProps/custom.xml"/>`,
		rels:     `<Relationship Id="x" Type="` + officeRel + `customXml" Target="../customXml/item1.xml"/>`,
	})
	if got := doc.Blocks[0].Text; got != "Client: Fabrikam" {
		t.Errorf("bound control = %q", got)
	}
	if b := doc.Blocks[1]; b.Text != "Client: Choose an agent" || len(b.Marks) != 1 || b.Marks[0].Kind != sow.Highlight || b.Text[b.Marks[0].Start:b.Marks[0].End] != "Choose an agent" {
		t.Errorf("unbound prompt = %+v", b)
	}
	want := map[string]string{"Title": "Stored title", "Author": "A. Author", "Project": "P-12", "Client": "Fabrikam", "Due": "1 May 2026"}
	for _, p := range doc.Properties {
		if want[p.Name] != p.Value {
			t.Errorf("property %s = %q, want %q", p.Name, p.Value, want[p.Name])
		}
		delete(want, p.Name)
	}
	if len(want) > 0 {
		t.Errorf("missing properties %v", want)
	}
	if doc.Title != "Stored title" {
		t.Errorf("title = %q", doc.Title)
	}
}

func TestTitle(t *testing.T) {
	styles := paraStyle("T", "Title", "") + paraStyle("H", "heading 1", "")
	tests := []struct{ name, body, want string }{
		{"title style", styled("H", "Agreement") + styled("T", "Statement of</w:t><w:br/><w:t>Work"), "Statement of Work"},
		{"first heading", p("x") + styled("H", "Agreement"), "Agreement"},
		{"heading far below", strings.Repeat(p("x"), 12) + styled("H", "Agreement"), ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if doc := mustRead(t, file{styles: styles, body: tt.body}); doc.Title != tt.want {
				t.Errorf("title = %q, want %q", doc.Title, tt.want)
			}
		})
	}
}

func TestReadIsTheSameTwice(t *testing.T) {
	data := probeFile().bytes(t)
	first, err := read(t, data)
	if err != nil {
		t.Fatal(err)
	}
	for range 5 {
		again, err := read(t, bytes.Clone(data))
		if err != nil {
			t.Fatal(err)
		}
		if sow.TextDigest(first.Blocks) != sow.TextDigest(again.Blocks) || len(first.Properties) != len(again.Properties) {
			t.Fatal("two readings of one file differ")
		}
	}
}
