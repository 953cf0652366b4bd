package word

import (
	"archive/zip"
	"bytes"
	"fmt"
	"slices"
	"strings"
	"time"
)

const (
	accent = "1F4E79" // of headings and heads of tables
	font   = "Arial"
	head   = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	space  = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	kind   = "application/vnd.openxmlformats-officedocument.wordprocessingml."
	rel    = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
)

// Bytes gives the document as a DOCX file.
func (b *Builder) Bytes() ([]byte, error) {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, part := range b.parts() {
		// The date of a member is the oldest that the format can hold: the same
		// document is the same file on every day.
		w, err := z.CreateHeader(&zip.FileHeader{Name: part.name, Method: zip.Deflate, Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)})
		if err != nil {
			return nil, fmt.Errorf("write %s of a Word document: %w", part.name, err)
		}
		if _, err := w.Write([]byte(head + part.xml)); err != nil {
			return nil, fmt.Errorf("write %s of a Word document: %w", part.name, err)
		}
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("write a Word document: %w", err)
	}
	return out.Bytes(), nil
}

type part struct{ name, xml string }

func (b *Builder) parts() []part {
	return []part{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
			`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
			override("/word/document.xml", kind+"document.main+xml") + override("/word/styles.xml", kind+"styles+xml") +
			override("/word/numbering.xml", kind+"numbering+xml") + override("/word/settings.xml", kind+"settings+xml") +
			override("/word/header1.xml", kind+"header+xml") + override("/word/footer1.xml", kind+"footer+xml") +
			override("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml") + `</Types>`},
		{"_rels/.rels", relations(
			rel+"officeDocument", "word/document.xml",
			"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "docProps/core.xml")},
		{"docProps/core.xml", `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">` +
			`<dc:title>` + escape(b.opt.Title) + `</dc:title><dc:creator>` + escape(b.opt.Author) + `</dc:creator></cp:coreProperties>`},
		{"word/_rels/document.xml.rels", relations(rel+"styles", "styles.xml", rel+"numbering", "numbering.xml", rel+"settings", "settings.xml", rel+"header", "header1.xml", rel+"footer", "footer1.xml")},
		{"word/settings.xml", `<w:settings ` + space + `><w:defaultTabStop w:val="709"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>`},
		{"word/numbering.xml", numbering},
		{"word/styles.xml", b.styles()},
		{"word/header1.xml", `<w:hdr ` + space + `><w:p><w:pPr><w:pStyle w:val="Running"/></w:pPr><w:r>` + Text(b.opt.Header) + `</w:r></w:p></w:hdr>`},
		{"word/footer1.xml", `<w:ftr ` + space + `><w:p><w:pPr><w:pStyle w:val="Running"/></w:pPr><w:r>` + Text(b.opt.Footer) + `<w:tab/></w:r>` + field("PAGE") + `<w:r><w:t xml:space="preserve"> / </w:t></w:r>` + field("NUMPAGES") + `</w:p></w:ftr>`},
		{"word/document.xml", `<w:document ` + space + `><w:body>` + b.body.String() + b.section() + `</w:body></w:document>`},
	}
}

func (b *Builder) section() string {
	size := `<w:pgSz w:w="11906" w:h="16838"/>`
	if b.opt.Landscape {
		size = `<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>`
	}
	return `<w:sectPr><w:headerReference w:type="default" r:id="rId4"/><w:footerReference w:type="default" r:id="rId5"/>` + size +
		`<w:pgMar w:top="1304" w:right="1134" w:bottom="1134" w:left="1134" w:header="624" w:footer="567" w:gutter="0"/></w:sectPr>`
}

func override(name, contentType string) string {
	return `<Override PartName="` + name + `" ContentType="` + contentType + `"/>`
}

// relations lists pairs of a type and a target as rId1, rId2 and so on.
func relations(pairs ...string) string {
	var out strings.Builder
	out.WriteString(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`)
	n := 0
	for pair := range slices.Chunk(pairs, 2) {
		n++
		fmt.Fprintf(&out, `<Relationship Id="rId%d" Type="%s" Target="%s"/>`, n, pair[0], pair[1])
	}
	return out.String() + `</Relationships>`
}

func field(code string) string {
	return `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> ` + code + ` </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`
}

// escape is text for a property, on one line.
func escape(text string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(strings.Map(func(r rune) rune {
		if r < ' ' || r == 0xFFFE || r == 0xFFFF {
			return ' '
		}
		return r
	}, text))
}

const numbering = `<w:numbering ` + space + `><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="hybridMultilevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="397" w:hanging="284"/></w:pPr></w:lvl></w:abstractNum>` +
	`<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="hybridMultilevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="454" w:hanging="340"/></w:pPr></w:lvl></w:abstractNum>` +
	`<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>`
