package main

import (
	"fmt"
	"strings"
)

// look is the house style of a firm.
type look struct {
	font, accent, shade   string
	size                  int // half points
	pageWidth, pageHeight int // twentieths of a point
	top, side             int
}

func (l look) textWidth() int { return l.pageWidth - 2*l.side }

func lookOf(d *doc) look {
	l := look{font: "Arial", size: 20, pageWidth: 11906, pageHeight: 16838, top: 1417, side: 1304}
	if d.meta.font == "serif" {
		l.font, l.size = "Times New Roman", 22
	}
	if d.letter() {
		l.pageWidth, l.pageHeight = 12240, 15840
	}
	colours := [][2]string{{"1F3864", "DCE6F1"}, {"7A1F2B", "F3E3E4"}, {"0B5345", "DDEFE9"}, {"404040", "E7E6E6"}, {"5B2C6F", "ECE3F1"}, {"9C4A00", "FBEBDD"}, {"000000", "F2F2F2"}}
	c := colours[d.pick("colour", len(colours))]
	l.accent, l.shade = c[0], c[1]
	return l
}

func (w *docx) styles() string {
	l := w.look
	var sb strings.Builder
	fmt.Fprintf(&sb, xmlHead+`<w:styles %s><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="%s" w:hAnsi="%[2]s" w:cs="%[2]s"/><w:sz w:val="%d"/><w:szCs w:val="%[3]d"/><w:lang w:val="%s"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>`, wordNS, l.font, l.size, locale(w.doc))
	normal := ""
	if w.doc.meta.columns > 1 {
		normal = `<w:pPr><w:jc w:val="both"/></w:pPr>`
	}
	sb.WriteString(`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>` + normal + `</w:style>`)
	style := func(id, name, ppr, rpr string) {
		fmt.Fprintf(&sb, `<w:style w:type="paragraph" w:styleId="%s"><w:name w:val="%s"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>%s</w:pPr><w:rPr>%s</w:rPr></w:style>`, id, name, ppr, rpr)
	}
	style("Title", "Title", `<w:spacing w:before="120" w:after="240"/><w:jc w:val="left"/>`, fmt.Sprintf(`<w:b/><w:color w:val="%s"/><w:sz w:val="36"/>`, l.accent))
	for level, size := range []int{28, 24, 21} {
		num := ""
		if w.doc.meta.numbered {
			num = numPr(headingList, level)
		}
		style(fmt.Sprintf("Heading%d", level+1), fmt.Sprintf("heading %d", level+1),
			fmt.Sprintf(`<w:keepNext/>%s<w:spacing w:before="%d" w:after="100"/><w:jc w:val="left"/><w:outlineLvl w:val="%d"/>`, num, 300-60*level, level),
			fmt.Sprintf(`<w:b/><w:color w:val="%s"/><w:sz w:val="%d"/>`, l.accent, size))
	}
	style("ListParagraph", "List Paragraph", `<w:spacing w:after="60"/>`, "")
	style("ListBullet", "List Bullet", `<w:spacing w:after="60"/>`, "")
	style("ListNumber", "List Number", `<w:spacing w:after="60"/>`, "")
	style("Quote", "Quote", `<w:ind w:left="567" w:right="567"/>`, `<w:i/>`)
	style("TableText", "Table Text", `<w:spacing w:before="40" w:after="40" w:line="240" w:lineRule="auto"/><w:jc w:val="left"/>`, fmt.Sprintf(`<w:sz w:val="%d"/>`, l.size-2))
	// The names that Pandoc gives to its paragraphs.
	style("BodyText", "Body Text", "", "")
	style("FirstParagraph", "First Paragraph", "", "")
	style("Compact", "Compact", `<w:spacing w:before="40" w:after="40"/><w:jc w:val="left"/>`, "")
	style("Header", "header", `<w:spacing w:after="0"/>`, `<w:color w:val="595959"/><w:sz w:val="16"/>`)
	style("Footer", "footer", `<w:spacing w:after="0"/>`, `<w:color w:val="595959"/><w:sz w:val="16"/>`)
	style("FootnoteText", "footnote text", `<w:spacing w:after="0"/>`, `<w:sz w:val="16"/>`)
	style("CommentText", "annotation text", "", `<w:sz w:val="18"/>`)
	style("TOC1", "toc 1", `<w:spacing w:after="40"/>`, "")
	style("TOC2", "toc 2", `<w:spacing w:after="40"/><w:ind w:left="284"/>`, "")
	sb.WriteString(`<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>` +
		`<w:style w:type="character" w:styleId="CommentReference"><w:name w:val="annotation reference"/><w:rPr><w:sz w:val="16"/></w:rPr></w:style>` +
		`<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr><w:color w:val="0563C1"/><w:u w:val="single"/></w:rPr></w:style>` +
		`<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="100" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>` +
		`<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>` + borders("A6A6A6") + `</w:tblBorders></w:tblPr></w:style>` +
		`<w:style w:type="table" w:customStyle="1" w:styleId="Table"><w:name w:val="Table"/><w:basedOn w:val="TableGrid"/></w:style></w:styles>`)
	return sb.String()
}

func borders(colour string) string {
	var sb strings.Builder
	for _, side := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
		fmt.Fprintf(&sb, `<w:%s w:val="single" w:sz="4" w:space="0" w:color="%s"/>`, side, colour)
	}
	return sb.String()
}

func locale(d *doc) string {
	region := map[string]string{"de": "de-DE", "fr": "fr-FR", "es": "es-ES", "nl": "nl-NL", "it": "it-IT", "pt": "pt-PT", "pl": "pl-PL"}
	if r := region[d.meta.lang]; r != "" {
		return r
	}
	if d.letter() {
		return "en-US"
	}
	return "en-GB"
}
