package main

import (
	"fmt"
	"strings"
)

// html writes a document as a web page: for itself, for a printer program, or for Pandoc, which understands changes,
// comments and notes in its own way.
type html struct {
	doc      *doc
	sb       strings.Builder
	pandoc   bool
	noteIDs  []string
	comments int
}

func writeHTML(d *doc, pandoc bool) []byte {
	w := &html{doc: d, pandoc: pandoc}
	fmt.Fprintf(&w.sb, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n<title>%s</title>\n", locale(d), esc(d.meta.title))
	if !pandoc {
		w.sb.WriteString("<style>\n" + css(d) + "</style>\n")
	}
	w.sb.WriteString("</head>\n<body>\n")
	running := d.meta.out == "html"
	if running && d.meta.header != "" {
		w.sb.WriteString("<header>" + esc(withoutFields(d.meta.header)) + "</header>\n")
	}
	w.sb.WriteString("<main>\n")
	w.blocks(d.blocks)
	w.notes()
	w.sb.WriteString("</main>\n")
	if running && d.meta.footer != "" {
		w.sb.WriteString("<footer>" + esc(withoutFields(d.meta.footer)) + "</footer>\n")
	}
	w.sb.WriteString("</body>\n</html>\n")
	return []byte(w.sb.String())
}

func (w *html) blocks(blocks []block) {
	for i := 0; i < len(blocks); i++ {
		b := blocks[i]
		if b.item() {
			n := 1
			for i+n < len(blocks) && blocks[i+n].item() && (blocks[i+n].level > b.level || blocks[i+n].kind == b.kind && blocks[i+n].list == b.list) {
				n++
			}
			w.list(blocks[i : i+n])
			i += n - 1
			continue
		}
		w.block(b)
	}
}

// list writes items of one kind; deeper items between them become lists of their own inside the item before.
func (w *html) list(items []block) {
	b := items[0]
	tag := "ul"
	open := "<ul>"
	switch b.kind {
	case kindNumber:
		tag = "ol"
		open = fmt.Sprintf("<ol start=\"%s\">", strings.TrimSuffix(b.number, "."))
	case kindCheck:
		open = `<ul class="check">`
	default:
	}
	w.sb.WriteString(open + "\n")
	for i := 0; i < len(items); i++ {
		w.sb.WriteString("<li>")
		if items[i].kind == kindCheck {
			w.sb.WriteString(boxSign(items[i].checked) + " ")
		}
		w.text(items[i])
		n := i + 1
		for n < len(items) && items[n].level > b.level {
			n++
		}
		if n > i+1 {
			w.sb.WriteString("\n")
			w.blocks(items[i+1 : n])
			i = n - 1
		}
		w.sb.WriteString("</li>\n")
	}
	w.sb.WriteString("</" + tag + ">\n")
}

func (w *html) block(b block) {
	switch b.kind {
	case kindHeading:
		w.heading(b)
	case kindTable:
		w.table(b, "")
	case kindBox:
		class := "box"
		if weight(b) > 500 || w.doc.meta.columns > 1 {
			class = "box wide"
		}
		w.wrap("<aside class=\""+class+"\">", "</aside>", b)
	case kindSign:
		w.sb.WriteString("<section class=\"sign\">\n")
		for _, inner := range b.blocks {
			if inner.kind == kindTable {
				w.table(inner, "sign")
				continue
			}
			w.blocks([]block{inner})
		}
		w.sb.WriteString("</section>\n")
	case kindHidden, kindComment:
	case kindPageBreak:
		w.sb.WriteString("<div class=\"pagebreak\"></div>\n")
	case kindRule:
		w.sb.WriteString("<hr>\n")
	case kindQuote:
		w.sb.WriteString("<blockquote><p>")
		w.text(b)
		w.sb.WriteString("</p></blockquote>\n")
	case kindPara, kindBullet, kindNumber, kindCheck:
		w.sb.WriteString("<p>")
		w.text(b)
		w.sb.WriteString("</p>\n")
	}
}

func (w *html) wrap(open, end string, b block) {
	w.sb.WriteString(open + "\n")
	w.blocks(b.blocks)
	w.sb.WriteString(end + "\n")
}

func (w *html) heading(b block) {
	if b.title {
		if w.pandoc {
			return // it prints the title of the head
		}
		w.sb.WriteString("<h1 class=\"title\">")
		w.text(b)
		w.sb.WriteString("</h1>\n")
		if w.doc.meta.toc {
			w.contents()
		}
		return
	}
	id := ""
	if w.doc.meta.toc {
		id = " id=\"" + anchor(b) + "\""
	}
	fmt.Fprintf(&w.sb, "<h%d%s>", b.level, id)
	if b.number != "" {
		w.sb.WriteString(b.number + " ")
	}
	w.text(b)
	fmt.Fprintf(&w.sb, "</h%d>\n", b.level)
}

func anchor(b block) string {
	return "h-" + strings.ReplaceAll(words(b.number+" "+plain(b.runs)), " ", "-")
}

func (w *html) contents() {
	w.sb.WriteString("<nav>\n<ol class=\"toc\">\n")
	for _, h := range w.doc.headings() {
		fmt.Fprintf(&w.sb, "<li class=\"toc%d\"><a href=\"#%s\">%s</a></li>\n", h.level, anchor(h), esc(strings.TrimSpace(h.number+" "+plain(h.runs))))
	}
	w.sb.WriteString("</ol>\n</nav>\n")
}

func (w *html) table(b block, class string) {
	if len(b.rows) == 0 {
		return
	}
	if class == "" && len(b.rows[0]) > 3 {
		class = "wide"
	}
	w.sb.WriteString("<table")
	if class != "" {
		w.sb.WriteString(" class=\"" + class + "\"")
	}
	w.sb.WriteString(">\n")
	if w.pandoc {
		// Pandoc makes columns of equal width unless told.
		const total = 9200
		w.sb.WriteString("<colgroup>")
		for _, width := range columnWidths(b, total, class == "sign") {
			fmt.Fprintf(&w.sb, `<col style="width: %d%%">`, width*100/total)
		}
		w.sb.WriteString("</colgroup>\n")
	}
	for i, row := range b.rows {
		tag := "td"
		if i == 0 && b.header {
			tag = "th"
			w.sb.WriteString("<thead>\n")
		}
		w.sb.WriteString("<tr>")
		for _, c := range row {
			attr := ""
			if text := plain(c); len(text) < 18 && amount(text) && class != "sign" {
				attr = ` class="n"`
			}
			w.sb.WriteString("<" + tag + attr + ">")
			w.runs(c)
			w.sb.WriteString("</" + tag + ">")
		}
		w.sb.WriteString("</tr>\n")
		if i == 0 {
			if tag == "th" {
				w.sb.WriteString("</thead>\n")
			}
			w.sb.WriteString("<tbody>\n")
		}
	}
	w.sb.WriteString("</tbody>\n</table>\n")
}
