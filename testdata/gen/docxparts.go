package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

const (
	headingList = 1
	bulletList  = 2
	firstList   = 3
)

// numbering defines the headings, the bullets and, for each numbered list of the text, a list of its own.
func (w *docx) numbering() string {
	var sb strings.Builder
	sb.WriteString(xmlHead + `<w:numbering ` + wordNS + `>`)
	abstract := func(id int, level func(i int) string) {
		fmt.Fprintf(&sb, `<w:abstractNum w:abstractNumId="%d"><w:multiLevelType w:val="multilevel"/>`, id)
		for i := range 4 {
			fmt.Fprintf(&sb, `<w:lvl w:ilvl="%d"><w:start w:val="1"/>%s</w:lvl>`, i, level(i))
		}
		sb.WriteString(`</w:abstractNum>`)
	}
	indent := func(i int) string {
		return fmt.Sprintf(`<w:pPr><w:ind w:left="%d" w:hanging="357"/></w:pPr>`, 357*(i+1))
	}
	abstract(headingList, func(i int) string {
		text, style := "%1", ""
		for n := 2; n <= i+1; n++ {
			text += fmt.Sprintf(".%%%d", n)
		}
		if i < 3 {
			style = fmt.Sprintf(`<w:pStyle w:val="Heading%d"/>`, i+1)
		}
		return `<w:numFmt w:val="decimal"/>` + style + `<w:lvlText w:val="` + text + `"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="680" w:hanging="680"/></w:pPr>`
	})
	abstract(bulletList, func(i int) string {
		return `<w:numFmt w:val="bullet"/><w:lvlText w:val="` + []string{"•", "–", "▪", "•"}[i] + `"/><w:lvlJc w:val="left"/>` + indent(i)
	})
	abstract(firstList, func(i int) string {
		format := []string{"decimal", "lowerLetter", "lowerRoman", "decimal"}[i]
		return fmt.Sprintf(`<w:numFmt w:val="%s"/><w:lvlText w:val="%%%d."/><w:lvlJc w:val="left"/>%s`, format, i+1, indent(i))
	})
	for _, id := range []int{headingList, bulletList} {
		fmt.Fprintf(&sb, `<w:num w:numId="%d"><w:abstractNumId w:val="%[1]d"/></w:num>`, id)
	}
	for _, list := range slices.Sorted(maps.Keys(w.starts)) {
		fmt.Fprintf(&sb, `<w:num w:numId="%d"><w:abstractNumId w:val="%d"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="%d"/></w:lvlOverride></w:num>`, firstList+list, firstList, w.starts[list])
	}
	sb.WriteString(`</w:numbering>`)
	return sb.String()
}

func (w *docx) settings() string {
	hyphens := ""
	if w.doc.meta.columns > 1 {
		hyphens = `<w:autoHyphenation/>`
	}
	return xmlHead + `<w:settings ` + wordNS + `>` + hyphens + `<w:defaultTabStop w:val="709"/><w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr><w:compat><w:doNotExpandShiftReturn/><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>`
}

func (w *docx) footnotes() string {
	return xmlHead + `<w:footnotes ` + bodyNS + `><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>` + w.notes.String() + `</w:footnotes>`
}

// running writes a header or footer; {page} and {pages} become fields.
func (w *docx) running(tag, style, text string) string {
	var sb strings.Builder
	fmt.Fprintf(&sb, `%s<w:%s %s><w:p><w:pPr><w:pStyle w:val="%s"/></w:pPr>`, xmlHead, tag, bodyNS, style)
	for _, r := range fields(text) {
		if r.field != "" {
			fmt.Fprintf(&sb, `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> %s </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`, r.field)
			continue
		}
		sb.WriteString(`<w:r><w:t xml:space="preserve">` + esc(r.text) + `</w:t></w:r>`)
	}
	fmt.Fprintf(&sb, `</w:p></w:%s>`, tag)
	return sb.String()
}

func (w *docx) core() string {
	return xmlHead + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>` + esc(w.doc.meta.title) + `</dc:title><dc:creator>` + esc(w.author()) + `</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">` + w.date() + `</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">` + w.date() + `</dcterms:modified></cp:coreProperties>`
}

func (w *docx) app() string {
	return xmlHead + `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Microsoft Office Word</Application><Company>` + esc(w.doc.customer()) + `</Company><AppVersion>16.0000</AppVersion></Properties>`
}
