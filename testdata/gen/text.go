package main

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// writeText renders d as plain text; half of the documents have wrapped lines and drawn tables, the others tabs.
func writeText(d *doc) []byte {
	w := &text{doc: d, plain: true, width: 78}
	if d.pick("text", 2) == 0 {
		w.width = 0
	}
	return w.document()
}

// writeMarkdown renders d as Markdown without the marks that only this generator knows.
func writeMarkdown(d *doc) []byte {
	return (&text{doc: d}).document()
}

type text struct {
	doc   *doc
	sb    strings.Builder
	plain bool
	width int
	notes []string
}

func (w *text) document() []byte {
	if w.plain && w.doc.meta.header != "" {
		w.sb.WriteString(withoutFields(w.doc.meta.header) + "\n\n")
	}
	w.blocks(w.doc.blocks)
	for i, id := range w.notes {
		note := plain(w.doc.notes[id])
		if w.plain {
			fmt.Fprintf(&w.sb, "[%d] %s\n", i+1, note)
		} else {
			fmt.Fprintf(&w.sb, "[^%d]: %s\n", i+1, note)
		}
	}
	if w.plain && w.doc.meta.footer != "" {
		w.sb.WriteString("\n" + withoutFields(w.doc.meta.footer) + "\n")
	}
	return []byte(strings.TrimLeft(w.sb.String(), "\n"))
}

func (w *text) blocks(blocks []block) {
	for i, b := range blocks {
		indent := strings.Repeat("  ", b.level)
		switch b.kind {
		case kindHeading:
			w.heading(b)
		case kindBullet:
			w.line(indent+"- ", w.text(b.runs))
		case kindNumber:
			w.line(indent+b.number+" ", w.text(b.runs))
		case kindCheck:
			w.line(indent+map[bool]string{true: "- [x] ", false: "- [ ] "}[b.checked], w.text(b.runs))
		case kindTable:
			w.table(b)
		case kindBox, kindSign:
			w.blocks(b.blocks)
		case kindHidden, kindComment:
			continue
		case kindPageBreak:
			if w.plain {
				w.sb.WriteString("\f")
			}
			continue
		case kindRule:
			w.sb.WriteString(strings.Repeat("-", 3+w.width) + "\n")
		case kindQuote:
			w.line("> ", w.text(b.runs))
		case kindPara:
			w.line("", w.text(b.runs))
		}
		item := b.kind >= kindBullet && b.kind <= kindCheck
		if !item || i+1 == len(blocks) || blocks[i+1].kind != b.kind {
			w.sb.WriteString("\n")
		}
	}
}

func (w *text) heading(b block) {
	t := strings.TrimSpace(b.number + " " + w.text(b.runs))
	switch {
	case !w.plain:
		t = strings.Repeat("#", b.level) + " " + t
	case b.title || b.level == 1 && w.doc.pick("caps", 2) == 0:
		t = strings.ToUpper(t)
	case b.level == 1:
		t += "\n" + strings.Repeat("=", utf8.RuneCountInString(t))
	}
	w.sb.WriteString(t + "\n")
}

func (w *text) text(runs []run) string {
	var sb strings.Builder
	for _, r := range runs {
		switch {
		case r.del && !r.ins:
		case r.note != "":
			w.notes = append(w.notes, r.note)
			sb.WriteString(fmt.Sprintf(map[bool]string{true: "[%d]", false: "[^%d]"}[w.plain], len(w.notes)))
		case r.lineBreak:
			sb.WriteString("\n")
		case r.box:
			sb.WriteString(map[bool]string{true: "[x]", false: "[ ]"}[r.checked])
		case w.plain:
			sb.WriteString(r.text)
		default:
			sb.WriteString(marked(r))
		}
	}
	return sb.String()
}

func marked(r run) string {
	sign := ""
	if r.bold {
		sign += "**"
	}
	if r.italic {
		sign += "*"
	}
	if r.strike {
		return "~~" + sign + r.text + sign + "~~"
	}
	if r.link != "" {
		return "[" + r.text + "](" + r.link + ")"
	}
	return sign + r.text + sign
}

// line writes a paragraph behind a prefix, wrapped when the document has a line width.
func (w *text) line(prefix, s string) {
	hang := strings.Repeat(" ", utf8.RuneCountInString(prefix))
	for i, part := range strings.Split(s, "\n") {
		lead := hang
		if i == 0 {
			lead = prefix
		}
		column := utf8.RuneCountInString(lead)
		w.sb.WriteString(lead)
		for j, word := range strings.Fields(part) {
			n := utf8.RuneCountInString(word)
			if j > 0 && w.width > 0 && column+1+n > w.width {
				w.sb.WriteString("\n" + hang)
				column = len(hang)
			} else if j > 0 {
				w.sb.WriteByte(' ')
				column++
			}
			w.sb.WriteString(word)
			column += n
		}
		if !w.plain && i < strings.Count(s, "\n") {
			w.sb.WriteString("  ")
		}
		w.sb.WriteByte('\n')
	}
}

func (w *text) table(b block) {
	if len(b.rows) == 0 {
		return
	}
	grid := make([][]string, len(b.rows))
	widths := make([]int, len(b.rows[0]))
	brk := map[bool]string{true: "; ", false: "<br>"}[w.plain]
	for i, row := range b.rows {
		for j, c := range row {
			t := strings.ReplaceAll(w.text(c), "\n", brk)
			grid[i] = append(grid[i], t)
			widths[j] = max(widths[j], utf8.RuneCountInString(t))
		}
	}
	if w.plain && w.width == 0 {
		for _, row := range grid {
			w.sb.WriteString(strings.Join(row, "\t") + "\n")
		}
		return
	}
	if !w.plain && !b.header {
		w.row(make([]string, len(widths)), widths, false)
		w.row(make([]string, len(widths)), widths, true)
	}
	for i, row := range grid {
		w.row(row, widths, false)
		if i == 0 && b.header {
			w.row(row, widths, true)
		}
	}
}

func (w *text) row(cells []string, widths []int, rule bool) {
	w.sb.WriteString("|")
	for j, c := range cells {
		if rule {
			w.sb.WriteString(strings.Repeat("-", widths[j]+2) + "|")
			continue
		}
		w.sb.WriteString(" " + c + strings.Repeat(" ", widths[j]-utf8.RuneCountInString(c)) + " |")
	}
	w.sb.WriteString("\n")
}
