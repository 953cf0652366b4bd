package main

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

func (w *docx) runs(runs []run) {
	for _, r := range runs {
		switch {
		case r.ins || r.del:
			tag := map[bool]string{true: "ins", false: "del"}[r.ins]
			w.body.WriteString(strings.TrimSuffix(w.mark(tag), "/>") + ">")
			w.run(r)
			w.body.WriteString(`</w:` + tag + `>`)
		case r.link != "":
			w.links = append(w.links, r.link)
			fmt.Fprintf(&w.body, `<w:hyperlink r:id="rlink%d">`, len(w.links))
			w.run(r)
			w.body.WriteString(`</w:hyperlink>`)
		case r.sdt != "":
			w.control(r)
		case r.box:
			w.checkBox(r.checked, boxRun(r.checked))
		default:
			w.run(r)
		}
	}
}

// mark is the element of a tracked change.
func (w *docx) mark(tag string) string {
	w.ids++
	return fmt.Sprintf(`<w:%s w:id="%d" w:author="%s" w:date="%s"/>`, tag, w.ids, esc(w.author()), w.date())
}

func (w *docx) run(r run) {
	props := runProps(r)
	switch {
	case r.note != "":
		w.note(r.note)
	case r.lineBreak:
		w.body.WriteString(`<w:r>` + props + `<w:br/></w:r>`)
	case r.box:
		w.body.WriteString(boxRun(r.checked))
	case r.del && !r.ins:
		w.body.WriteString(`<w:r>` + props + `<w:delText xml:space="preserve">` + esc(r.text) + `</w:delText></w:r>`)
	default:
		for _, piece := range pieces(r.text) {
			w.body.WriteString(`<w:r>` + props + `<w:t xml:space="preserve">` + esc(piece) + `</w:t></w:r>`)
		}
	}
}

// pieces cuts a text where an editor would have left a new run: now and then, also inside a word.
func pieces(s string) []string {
	const piece = 170
	var out []string
	for len(s) > piece {
		at := piece - len(s)%61
		for !utf8.RuneStart(s[at]) {
			at++
		}
		out = append(out, s[:at])
		s = s[at:]
	}
	return append(out, s)
}

func runProps(r run) string {
	var sb strings.Builder
	if r.link != "" {
		sb.WriteString(`<w:rStyle w:val="Hyperlink"/>`)
	}
	for _, p := range []struct {
		on  bool
		tag string
	}{
		{r.bold, `<w:b/>`}, {r.italic, `<w:i/>`}, {r.strike, `<w:strike/>`}, {r.highlight, `<w:highlight w:val="yellow"/>`},
	} {
		if p.on {
			sb.WriteString(p.tag)
		}
	}
	if sb.Len() == 0 {
		return ""
	}
	return `<w:rPr>` + sb.String() + `</w:rPr>`
}

// note writes a footnote mark; a second mark of the same note makes a second note, as editors do.
func (w *docx) note(id string) {
	n := len(w.noteIDs) + 1
	for w.noteIDs[id] != 0 {
		id += "'"
	}
	w.noteIDs[id] = n
	fmt.Fprintf(&w.body, `<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="%d"/></w:r>`, n)

	outer := w.body
	w.body = strings.Builder{}
	w.runs(append([]run{{text: " "}}, w.doc.notes[strings.TrimRight(id, "'")]...))
	fmt.Fprintf(&w.notes, `<w:footnote w:id="%d"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr><w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>%s</w:p></w:footnote>`, n, w.body.String())
	w.body = outer
}

// control writes a plain-text content control. That of the customer is bound to the document properties.
func (w *docx) control(r run) {
	w.ids++
	fmt.Fprintf(&w.body, `<w:sdt><w:sdtPr><w:alias w:val="%s"/><w:tag w:val="%[1]s"/><w:id w:val="%d"/>`, esc(r.sdt), 40000+w.ids)
	if isCustomer(r.sdt) {
		w.body.WriteString(`<w:dataBinding w:prefixMappings="xmlns:ns0='http://schemas.openxmlformats.org/officeDocument/2006/extended-properties' " w:xpath="/ns0:Properties[1]/ns0:Company[1]" w:storeItemID="{6668398D-A668-4E3E-A5EB-62B293D839F1}"/>`)
	}
	w.body.WriteString(`<w:text/></w:sdtPr><w:sdtContent>`)
	w.run(r)
	w.body.WriteString(`</w:sdtContent></w:sdt>`)
}

func boxRun(checked bool) string {
	return `<w:r><w:rPr><w:rFonts w:ascii="MS Gothic" w:eastAsia="MS Gothic" w:hAnsi="MS Gothic" w:hint="eastAsia"/></w:rPr><w:t>` + boxSign(checked) + `</w:t></w:r>`
}

// checkBox writes a check box control around content: a run, or a whole table cell.
func (w *docx) checkBox(checked bool, content string) {
	w.ids++
	state := map[bool]int{true: 1}[checked]
	fmt.Fprintf(&w.body, `<w:sdt><w:sdtPr><w:id w:val="%d"/><w14:checkbox><w14:checked w14:val="%d"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/><w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox></w:sdtPr><w:sdtContent>%s</w:sdtContent></w:sdt>`, 70000+w.ids, state, content)
}

func (w *docx) author() string {
	if w.doc.meta.author != "" {
		return w.doc.meta.author
	}
	return []string{"Legal", "M. Okafor", "Contract desk", "Procurement"}[w.doc.pick("author", 4)]
}

// date is the time of changes and properties.
func (w *docx) date() string { return w.doc.day() + "T09:30:00Z" }
