package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"time"
)

const (
	nsMain  = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	nsRel   = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	nsType  = "http://schemas.openxmlformats.org/package/2006/"
	wordNS  = `xmlns:w="` + nsMain + `" xmlns:r="` + nsRel + `"`
	bodyNS  = wordNS + ` xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14"`
	xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
)

// zipTime is the time of every entry, so that the same source gives the same bytes.
var zipTime = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// docx collects the parts of a word processing package while the body is written.
type docx struct {
	doc      *doc
	look     look
	body     strings.Builder
	notes    strings.Builder
	comments strings.Builder
	links    []string
	starts   map[int]int // first number of each numbered list
	noteIDs  map[string]int
	ids      int // of tracked changes and content controls
	comment  int
	shapes   int
}

type part struct{ name, kind, text string }

// writeDocx renders d as a DOCX package.
func writeDocx(d *doc) ([]byte, error) {
	w := &docx{doc: d, look: lookOf(d), noteIDs: map[string]int{}, starts: map[int]int{}}
	w.write(d.blocks)
	w.body.WriteString(w.section("nextPage", d.meta.columns))

	const app = "application/vnd.openxmlformats-officedocument."
	const word = app + "wordprocessingml."
	parts := []part{
		{"word/document.xml", word + "document.main+xml", xmlHead + `<w:document ` + bodyNS + `><w:body>` + w.body.String() + `</w:body></w:document>`},
		{"word/styles.xml", word + "styles+xml", w.styles()},
		{"word/numbering.xml", word + "numbering+xml", w.numbering()},
		{"word/settings.xml", word + "settings+xml", w.settings()},
		{"word/footnotes.xml", word + "footnotes+xml", w.footnotes()},
		{"docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml", w.core()},
		{"docProps/app.xml", app + "extended-properties+xml", w.app()},
	}
	if d.meta.header != "" {
		parts = append(parts, part{"word/header1.xml", word + "header+xml", w.running("hdr", "Header", d.meta.header)})
	}
	if d.meta.footer != "" {
		parts = append(parts, part{"word/footer1.xml", word + "footer+xml", w.running("ftr", "Footer", d.meta.footer)})
	}
	if w.comment > 0 {
		parts = append(parts, part{"word/comments.xml", word + "comments+xml", xmlHead + `<w:comments ` + bodyNS + `>` + w.comments.String() + `</w:comments>`})
	}
	return zipParts(append([]part{
		{"[Content_Types].xml", "", contentTypes(parts)},
		{"_rels/.rels", "", packageRels()},
		{"word/_rels/document.xml.rels", "", w.rels(parts)},
	}, parts...))
}

func zipParts(parts []part) ([]byte, error) {
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for _, p := range parts {
		f, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Deflate, Modified: zipTime})
		if err != nil {
			return nil, fmt.Errorf("zip %s: %w", p.name, err)
		}
		if _, err := f.Write([]byte(p.text)); err != nil {
			return nil, fmt.Errorf("zip %s: %w", p.name, err)
		}
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("zip: %w", err)
	}
	return buf.Bytes(), nil
}

func contentTypes(parts []part) string {
	var sb strings.Builder
	sb.WriteString(xmlHead + `<Types xmlns="` + nsType + `content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>`)
	for _, p := range parts {
		fmt.Fprintf(&sb, `<Override PartName="/%s" ContentType="%s"/>`, p.name, p.kind)
	}
	sb.WriteString(`</Types>`)
	return sb.String()
}

func packageRels() string {
	return xmlHead + `<Relationships xmlns="` + nsType + `relationships">` +
		`<Relationship Id="rId1" Type="` + nsRel + `/officeDocument" Target="word/document.xml"/>` +
		`<Relationship Id="rId2" Type="` + nsType + `relationships/metadata/core-properties" Target="docProps/core.xml"/>` +
		`<Relationship Id="rId3" Type="` + nsRel + `/extended-properties" Target="docProps/app.xml"/></Relationships>`
}

func (w *docx) rels(parts []part) string {
	var sb strings.Builder
	sb.WriteString(xmlHead + `<Relationships xmlns="` + nsType + `relationships">`)
	for _, p := range parts {
		file, ok := strings.CutPrefix(p.name, "word/")
		if !ok || file == "document.xml" {
			continue
		}
		kind := strings.TrimRight(strings.TrimSuffix(file, ".xml"), "1")
		fmt.Fprintf(&sb, `<Relationship Id="r%s" Type="%s/%s" Target="%s"/>`, kind, nsRel, kind, file)
	}
	for i, target := range w.links {
		fmt.Fprintf(&sb, `<Relationship Id="rlink%d" Type="%s/hyperlink" Target="%s" TargetMode="External"/>`, i+1, nsRel, esc(target))
	}
	sb.WriteString(`</Relationships>`)
	return sb.String()
}

// section ends a section. The last one of a document stands in the body, others in a paragraph.
func (w *docx) section(kind string, columns int) string {
	var sb strings.Builder
	sb.WriteString(`<w:sectPr>`)
	if w.doc.meta.header != "" {
		sb.WriteString(`<w:headerReference w:type="default" r:id="rheader"/>`)
	}
	if w.doc.meta.footer != "" {
		sb.WriteString(`<w:footerReference w:type="default" r:id="rfooter"/>`)
	}
	if columns > 1 {
		kind = "continuous"
	}
	fmt.Fprintf(&sb, `<w:type w:val="%s"/><w:pgSz w:w="%d" w:h="%d"/>`, kind, w.look.pageWidth, w.look.pageHeight)
	fmt.Fprintf(&sb, `<w:pgMar w:top="%d" w:right="%[2]d" w:bottom="%[1]d" w:left="%[2]d" w:header="709" w:footer="709" w:gutter="0"/>`, w.look.top, w.look.side)
	if columns > 1 {
		fmt.Fprintf(&sb, `<w:cols w:num="%d" w:space="454"/>`, columns)
	}
	sb.WriteString(`</w:sectPr>`)
	return sb.String()
}

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "\x00", "")

func esc(s string) string { return escaper.Replace(s) }
