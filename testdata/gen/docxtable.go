package main

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

func (w *docx) table(b block) { w.tableLook(b, false) }

// tableLook writes a table; a signature table has no grid and keeps its rows together.
func (w *docx) tableLook(b block, sign bool) {
	if len(b.rows) == 0 {
		return
	}
	total := w.look.textWidth()
	if w.doc.meta.columns > 1 && len(b.rows[0]) <= 3 {
		total = total/w.doc.meta.columns - 240
	}
	widths := columnWidths(b, total, sign)
	style := "TableGrid"
	if sign {
		style = "TableNormal"
	}
	fmt.Fprintf(&w.body, `<w:tbl><w:tblPr><w:tblStyle w:val="%s"/><w:tblW w:w="%d" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblLook w:val="04A0" w:firstRow="1" w:noHBand="0" w:noVBand="1"/></w:tblPr><w:tblGrid>`, style, total)
	for _, width := range widths {
		fmt.Fprintf(&w.body, `<w:gridCol w:w="%d"/>`, width)
	}
	w.body.WriteString(`</w:tblGrid>`)
	for i, row := range b.rows {
		head := i == 0 && b.header && !sign
		w.body.WriteString(`<w:tr><w:trPr><w:cantSplit/>`)
		bold := i == 0 && b.header
		if head {
			w.body.WriteString(`<w:tblHeader/>`)
		}
		if rowDeleted(row) {
			w.body.WriteString(w.mark("del"))
		}
		w.body.WriteString(`</w:trPr>`)
		for j, c := range row {
			w.cell(c, cellLook{width: widths[j], shade: head, bold: bold, keep: sign && i < len(b.rows)-1})
		}
		w.body.WriteString(`</w:tr>`)
	}
	w.body.WriteString(`</w:tbl><w:p><w:pPr><w:spacing w:after="60"/></w:pPr></w:p>`)
}

type cellLook struct {
	width             int
	shade, bold, keep bool
}

// cell writes one cell. A cell that is nothing but a check box lies inside the control, as form designers make it.
func (w *docx) cell(c cell, look cellLook) {
	var props strings.Builder
	fmt.Fprintf(&props, `<w:tcPr><w:tcW w:w="%d" w:type="dxa"/>`, look.width)
	if look.shade {
		props.WriteString(`<w:shd w:val="clear" w:color="auto" w:fill="` + w.look.shade + `"/>`)
	}
	props.WriteString(`</w:tcPr>`)
	para := `<w:p><w:pPr><w:pStyle w:val="TableText"/>`
	if look.keep {
		para += `<w:keepNext/>`
	}
	if amount(plain(c)) {
		para += `<w:jc w:val="right"/>`
	}
	para += `</w:pPr>`
	if len(c) == 1 && c[0].box && w.doc.pick("cellbox", 2) == 0 {
		w.checkBox(c[0].checked, `<w:tc>`+props.String()+para+boxRun(c[0].checked)+`</w:p></w:tc>`)
		return
	}
	w.body.WriteString(`<w:tc>` + props.String() + para)
	for _, r := range c {
		if r.lineBreak && w.doc.pick("cellbreak", 2) == 0 {
			w.body.WriteString(`</w:p>` + para)
			continue
		}
		if look.bold {
			r.bold = true
		}
		w.runs([]run{r})
	}
	w.body.WriteString(`</w:p></w:tc>`)
}

// columnWidths gives each column room for its longest word and shares the rest by how much text the columns hold.
func columnWidths(b block, total int, even bool) []int {
	const letter, padding = 118, 230 // twentieths of a point
	n := len(b.rows[0])
	least, text := make([]int, n), make([]int, n)
	sumLeast, sumText := 0, 0
	for j := range n {
		longest := 0
		for _, row := range b.rows {
			s := plain(row[j])
			text[j] += min(utf8.RuneCountInString(s), 300)
			for word := range strings.FieldsSeq(s) {
				longest = max(longest, utf8.RuneCountInString(word))
			}
		}
		least[j] = longest*letter + padding
		text[j]++
		if even {
			least[j], text[j] = 1, 1
		}
		sumLeast += least[j]
		sumText += text[j]
	}
	widths := make([]int, n)
	for j := range n {
		if rest := total - sumLeast; rest > 0 {
			widths[j] = least[j] + rest*text[j]/sumText
		} else {
			widths[j] = total * least[j] / sumLeast
		}
	}
	return widths
}

// amount reports whether a cell is a figure, which is set flush right.
func amount(s string) bool {
	digits, letters := 0, 0
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case unicode.IsLower(r) || strings.ContainsRune("/:", r):
			return false
		case r > ' ' && !strings.ContainsRune(".,'-–€$£% \u00a0\u202f", r):
			letters++
		}
	}
	return digits > 0 && (letters == 0 || letters <= 3 && digits > 2)
}

// box writes a text box twice, as Word does: a drawing, and a VML shape for old readers.
func (w *docx) box(b block) {
	outer := w.body
	w.body = strings.Builder{}
	length, wide := 0, false
	for _, inner := range b.blocks {
		w.block(inner)
		length += utf8.RuneCountInString(plain(inner.runs))
		wide = wide || inner.kind == kindTable
	}
	content := w.body.String()
	w.body = outer

	w.shapes++
	width, wrap, align := 3200, "square", "right"
	if wide || length > 420 || w.doc.meta.columns > 1 {
		width, wrap, align = w.look.textWidth()/max(w.doc.meta.columns, 1)-460, "topAndBottom", "left"
	}
	height := (length*130/(width/100)/100 + len(b.blocks) + 1) * 300
	emu := 635
	around := `<wp:wrapTopAndBottom/>`
	if wrap == "square" {
		around = `<wp:wrapSquare wrapText="bothSides"/>`
	}
	fmt.Fprintf(&w.body, `<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="90000" distB="90000" distL="114300" distR="114300" simplePos="0" relativeHeight="%d" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="0"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:align>%s</wp:align></wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>60000</wp:posOffset></wp:positionV><wp:extent cx="%d" cy="%d"/>%s<wp:docPr id="%d" name="Text Box %[6]d"/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="%[3]d" cy="%[4]d"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val="%[7]s"/></a:solidFill><a:ln w="6350"><a:solidFill><a:srgbClr val="808080"/></a:solidFill></a:ln></wps:spPr><wps:txbx><w:txbxContent>%[8]s</w:txbxContent></wps:txbx><wps:bodyPr wrap="square" lIns="91440" tIns="45720" rIns="91440" bIns="45720" anchor="t"><a:spAutoFit/></wps:bodyPr></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape id="Box%[6]d" type="#_x0000_t202" style="position:absolute;width:%[9]dpt;height:%[10]dpt" fillcolor="#%[7]s"><v:textbox><w:txbxContent>%[8]s</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>`,
		w.shapes, align, width*emu, height*emu, around, 100+w.shapes, w.look.shade, content, width/20, height/20)
}
