package main

import (
	"fmt"
	"strconv"
	"strings"
)

func (w *docx) write(blocks []block) {
	opening := w.doc.meta.columns > 1
	for i, b := range blocks {
		if opening && !b.title && i > 0 {
			w.breakSection(1)
			opening = false
		}
		if b.kind == kindTable && w.doc.meta.columns > 1 && len(b.rows) > 0 && len(b.rows[0]) > 3 {
			w.breakSection(w.doc.meta.columns)
			w.block(b)
			w.breakSection(1)
			continue
		}
		w.block(b)
		if b.title && w.doc.meta.toc {
			w.contents()
		}
	}
}

// breakSection ends a stretch of text that was set in so many columns.
func (w *docx) breakSection(columns int) {
	w.body.WriteString(`<w:p><w:pPr>` + w.section("continuous", columns) + `</w:pPr></w:p>`)
}

func (w *docx) block(b block) {
	switch b.kind {
	case kindHeading:
		style := "Heading" + strconv.Itoa(b.level)
		if b.title {
			style = "Title"
		}
		w.para(style, "", b)
	case kindBullet:
		w.para("ListBullet", numPr(bulletList, b.level), b)
	case kindCheck:
		b.runs = append([]run{{box: true, checked: b.checked}, {text: " "}}, b.runs...)
		w.para("ListParagraph", fmt.Sprintf(`<w:ind w:left="%d" w:hanging="357"/>`, 357*(b.level+1)), b)
	case kindNumber:
		w.para("ListNumber", numPr(w.listID(b), b.level), b)
	case kindTable:
		w.table(b)
	case kindBox:
		w.box(b)
	case kindSign:
		w.sign(b)
	case kindHidden:
		w.hidden(b.blocks)
	case kindComment:
		w.para("", "", block{comments: []block{b}})
	case kindPageBreak:
		w.body.WriteString(`<w:p><w:r><w:br w:type="page"/></w:r></w:p>`)
	case kindRule:
		w.body.WriteString(`<w:p><w:pPr><w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="808080"/></w:pBdr></w:pPr></w:p>`)
	case kindQuote:
		w.para("Quote", "", b)
	case kindPara:
		w.para("", "", b)
	}
}

// listID is the id of the numbering of a numbered list; the first item of a list sets its start.
func (w *docx) listID(b block) int {
	if _, seen := w.starts[b.list]; !seen {
		n, _ := strconv.Atoi(strings.TrimSuffix(b.number, "."))
		w.starts[b.list] = max(n, 1)
	}
	return firstList + b.list
}

func numPr(id, level int) string {
	return fmt.Sprintf(`<w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr>`, level, id)
}

func (w *docx) para(style, props string, b block) {
	w.body.WriteString(`<w:p><w:pPr>`)
	if style != "" {
		w.body.WriteString(`<w:pStyle w:val="` + style + `"/>`)
	}
	w.body.WriteString(props)
	if deleted(b.runs) {
		w.body.WriteString(`<w:rPr>` + w.mark("del") + `</w:rPr>`)
	}
	w.body.WriteString(`</w:pPr>`)
	first := w.comment
	for _, c := range b.comments {
		w.margin(c)
	}
	for id := first; id < w.comment; id++ {
		fmt.Fprintf(&w.body, `<w:commentRangeStart w:id="%d"/>`, id)
	}
	w.runs(b.runs)
	for id := first; id < w.comment; id++ {
		fmt.Fprintf(&w.body, `<w:commentRangeEnd w:id="%d"/><w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:commentReference w:id="%[1]d"/></w:r>`, id)
	}
	w.body.WriteString(`</w:p>`)
}

// margin writes a comment into its part.
func (w *docx) margin(c block) {
	author := c.author
	if author == "" {
		author = "Reviewer"
	}
	fmt.Fprintf(&w.comments, `<w:comment w:id="%d" w:author="%s" w:date="%s" w:initials="%s">`, w.comment, esc(author), w.date(), initials(author))
	for _, b := range c.blocks {
		w.comments.WriteString(`<w:p><w:pPr><w:pStyle w:val="CommentText"/></w:pPr><w:r><w:t xml:space="preserve">` + esc(plain(b.runs)) + `</w:t></w:r></w:p>`)
	}
	w.comments.WriteString(`</w:comment>`)
	w.comment++
}

func initials(name string) string {
	var sb strings.Builder
	for _, f := range strings.Fields(name) {
		if r := []rune(f)[0]; r != '&' && r != '<' && r != '"' {
			sb.WriteRune(r)
		}
	}
	return sb.String()
}

func (w *docx) hidden(blocks []block) {
	for _, b := range blocks {
		w.body.WriteString(`<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:rPr><w:vanish/></w:rPr><w:t xml:space="preserve">` + esc(plain(b.runs)) + `</w:t></w:r></w:p>`)
		w.hidden(b.blocks)
	}
}

// sign writes a signature block that stays on one page.
func (w *docx) sign(b block) {
	for _, inner := range b.blocks {
		if inner.kind == kindTable {
			w.tableLook(inner, true)
			continue
		}
		if inner.kind == kindPara {
			w.para("", `<w:keepNext/><w:keepLines/>`, inner)
			continue
		}
		w.block(inner)
	}
}

// contents writes a table of contents as the field result that Word leaves behind.
func (w *docx) contents() {
	list := w.doc.headings()
	for i, h := range list {
		fmt.Fprintf(&w.body, `<w:p><w:pPr><w:pStyle w:val="TOC%d"/><w:tabs><w:tab w:val="right" w:leader="dot" w:pos="%d"/></w:tabs></w:pPr>`, h.level, w.look.textWidth())
		if i == 0 {
			w.body.WriteString(`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> TOC \o "1-2" \h \z \u </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>`)
		}
		text := strings.TrimSpace(h.number + "  " + plain(h.runs))
		fmt.Fprintf(&w.body, `<w:r><w:t xml:space="preserve">%s</w:t></w:r><w:r><w:tab/></w:r><w:r><w:t>%d</w:t></w:r>`, esc(text), w.doc.pageOf(h))
		if i == len(list)-1 {
			w.body.WriteString(`<w:r><w:fldChar w:fldCharType="end"/></w:r>`)
		}
		w.body.WriteString(`</w:p>`)
	}
}
