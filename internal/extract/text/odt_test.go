package text

import (
	"archive/zip"
	"bytes"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"claimline/internal/sow"
)

const odfXML = ` xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"` +
	` xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"` +
	` xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"` +
	` xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"`

func odtParts(body, styles string) map[string]string {
	return map[string]string{
		"mimetype":    "application/vnd.oasis.opendocument.text",
		"content.xml": `<office:document-content` + odfXML + `><office:automatic-styles>` + styles + `</office:automatic-styles><office:body><office:text>` + body + `</office:text></office:body></office:document-content>`,
	}
}

func odtFile(tb testing.TB, body, styles string) []byte {
	tb.Helper()
	return packed(tb, odtParts(body, styles))
}

func packed(tb testing.TB, parts map[string]string) []byte {
	tb.Helper()
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		w, err := z.Create(name)
		if err != nil {
			tb.Fatal(err)
		}
		if _, err := w.Write([]byte(parts[name])); err != nil {
			tb.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		tb.Fatal(err)
	}
	return buf.Bytes()
}

func TestReadODT(t *testing.T) {
	styles := `<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>` +
		`<style:style style:name="S" style:family="text"><style:text-properties style:text-line-through-style="solid"/></style:style>` +
		`<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>` +
		`<style:style style:name="H2" style:family="text" style:parent-style-name="H"/>` +
		`<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>` +
		`<text:list-level-style-number text:level="2" style:num-format="a" style:num-prefix="(" style:num-suffix=")"/></text:list-style>` +
		`<text:list-style style:name="D"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/></text:list-style>` +
		`<text:outline-style style:name="O"><text:outline-level-style text:level="1" style:num-format="1"/>` +
		`<text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/></text:outline-style>`
	item := func(content string) string { return `<text:list-item>` + content + `</text:list-item>` }
	p := func(content string) string { return `<text:p>` + content + `</text:p>` }
	tests := []struct{ name, body, want string }{
		{
			"headings with numbers", `<text:h text:outline-level="1">Scope</text:h><text:h text:outline-level="2">Mail</text:h><text:h text:outline-level="1">Fees</text:h>`,
			`heading 1 [1] "Scope"
heading 2 [1.1] "Mail"
heading 1 [2] "Fees"`,
		},
		{
			"lists", p("We deliver:") + `<text:list text:style-name="L">` + item(p("Mail")+`<text:list>`+item(p("Boxes"))+item(p("Rules")+p("and more"))+`</text:list>`) + item(p("Files")) + `</text:list>`,
			`paragraph "We deliver:"
list_item 1 [1.] "Mail" after "We deliver:"
list_item 2 [(a)] "Boxes" after "We deliver:"
list_item 2 [(b)] "Rules" after "We deliver:"
list_item 2 "and more" after "We deliver:"
list_item 1 [2.] "Files" after "We deliver:"`,
		},
		{
			"a list that goes on", `<text:list text:style-name="L">` + item(p("A")) + `</text:list>` + p("x") + `<text:list text:style-name="L" text:continue-numbering="true">` + item(p("B")) + `</text:list><text:list text:style-name="L">` + item(p("C")) + `</text:list>`,
			`list_item 1 [1.] "A"
paragraph "x"
list_item 1 [2.] "B" after "x"
list_item 1 [1.] "C" after "x"`,
		},
		{
			"spans", p(`a <text:span text:style-name="B">bold</text:span><text:span text:style-name="S"> gone</text:span><text:span text:style-name="H2">secret</text:span><text:tab/>end<text:line-break/>line`),
			"paragraph \"a bold gone\\tend\\nline\" bold(bold) struck(gone)",
		},
		{
			"table", `<table:table><table:table-header-rows><table:table-row><table:table-cell table:number-columns-spanned="2">` + p("Item") + `</table:table-cell><table:covered-table-cell/><table:table-cell>` + p("Fee") + `</table:table-cell></table:table-row></table:table-header-rows>` +
				`<table:table-row><table:table-cell table:number-rows-spanned="2">` + p("Mail") + `</table:table-cell><table:table-cell>` + p("Design") + `</table:table-cell><table:table-cell>` + p("1") + `</table:table-cell></table:table-row>` +
				`<table:table-row><table:covered-table-cell/><table:table-cell>` + p("Build") + `</table:table-cell><table:table-cell>` + p("2") + `</table:table-cell></table:table-row></table:table>`,
			`cell "Item" r0c0 head
cell "Fee" r0c2 head
cell "Mail" r1c0 under "Item"
cell "Design" r1c1 under "Item" beside "Mail"
cell "1" r1c2 under "Fee" beside "Mail"
cell "Build" r2c1 under "Item" beside "Mail"
cell "2" r2c2 under "Fee" beside "Mail"`,
		},
		{
			"note, comment and box", p(`a<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>`+p("note")+`</text:note-body></text:note><office:annotation><dc:creator>A</dc:creator>`+p("remark")+`</office:annotation>`+
				`<draw:frame><draw:text-box>`+p("box")+`</draw:text-box></draw:frame>`) + p("b"),
			`paragraph "a"
footnote "note"
comment "remark"
text_box "box"
paragraph "b"`,
		},
		{
			"tracked changes", `<text:tracked-changes><text:changed-region><text:insertion/></text:changed-region><text:changed-region><text:deletion>` + p("deleted") + `</text:deletion></text:changed-region></text:tracked-changes>` +
				p(`old <text:change-start text:change-id="1"/>new<text:change-end text:change-id="1"/><text:change text:change-id="2"/> words`),
			`paragraph "old new words" inserted(new)`,
		},
		{"hidden parts", `<text:section text:display="none">` + p("secret") + `</text:section>` + p(`x<text:hidden-text>secret</text:hidden-text>`), `paragraph "x"`},
		{
			"table of contents", `<text:table-of-content><text:table-of-content-source>` + p("no") + `</text:table-of-content-source><text:index-body>` + p("Scope 1") + `</text:index-body></text:table-of-content>` + p("x"),
			`paragraph "Scope 1"
paragraph "x"`,
		},
		{"placeholder", p(`For <text:placeholder text:placeholder-type="text">&lt;Client&gt;</text:placeholder>`), `paragraph "For <Client>" highlight(<Client>)`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			data := odtFile(t, tt.body, styles)
			doc, err := ReadODT(bytes.NewReader(data), int64(len(data)), Limits{})
			if err != nil {
				t.Fatal(err)
			}
			if d := lineDiff(outline(doc), tt.want); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestODTFailures(t *testing.T) {
	whole := odtFile(t, "<text:p>x</text:p>", "")
	encrypted := odtParts("", "")
	encrypted["META-INF/manifest.xml"] = `<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>`
	sheet := map[string]string{"content.xml": `<office:document-content` + odfXML + `><office:body><office:spreadsheet/></office:body></office:document-content>`}
	cut := odtParts("", "")
	cut["content.xml"] = strings.TrimSuffix(odtParts("<text:p>half", "")["content.xml"], "</office:text></office:body></office:document-content>")
	tests := []struct {
		name string
		data []byte
		code sow.ReasonCode
	}{
		{"password", packed(t, encrypted), sow.ReasonEncrypted},
		{"spreadsheet", packed(t, sheet), sow.ReasonTypeUnsupported},
		{"cut XML", packed(t, cut), sow.ReasonTruncated},
		{"cut package", whole[:len(whole)-40], sow.ReasonTruncated},
		{"no text", odtFile(t, "", ""), sow.ReasonNoText},
		{"no content", packed(t, map[string]string{"mimetype": "x"}), sow.ReasonCorruptDOCX},
		{"nested sections", odtFile(t, strings.Repeat("<text:section>", 400)+strings.Repeat("</text:section>", 400), ""), sow.ReasonTooLarge},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc, err := ReadODT(bytes.NewReader(tt.data), int64(len(tt.data)), Limits{})
			if f, ok := errors.AsType[*sow.Failure](err); !ok || f.Code != tt.code || len(doc.Blocks) > 0 {
				t.Errorf("got %v, want %s", err, tt.code)
			}
		})
	}
}

func TestODTPropertiesAndMargins(t *testing.T) {
	parts := odtParts(`<text:p>x</text:p>`, "")
	parts["meta.xml"] = `<office:document-meta` + odfXML + `><office:meta><dc:title>Order</dc:title><meta:user-defined meta:name="Client">Fabrikam</meta:user-defined></office:meta></office:document-meta>`
	parts["styles.xml"] = `<office:document-styles` + odfXML + `><office:master-styles><style:master-page><style:header><text:p>Top</text:p></style:header><style:header-left style:display="false"><text:p>Left</text:p></style:header-left><style:footer><text:p>Foot</text:p></style:footer></style:master-page>` +
		`<style:master-page><style:header><text:p>Top</text:p></style:header></style:master-page></office:master-styles></office:document-styles>`
	data := packed(t, parts)
	doc, err := ReadODT(bytes.NewReader(data), int64(len(data)), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if d := lineDiff(outline(doc), "header \"Top\"\nparagraph \"x\"\nfooter \"Foot\""); d != "" {
		t.Error(d)
	}
	if doc.Title != "Order" || len(doc.Properties) != 2 || doc.Properties[1] != (sow.Property{Name: "Client", Value: "Fabrikam"}) {
		t.Errorf("title %q, properties %v", doc.Title, doc.Properties)
	}
}
