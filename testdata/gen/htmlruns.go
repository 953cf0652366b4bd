package main

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// text writes the runs of a block and, for Pandoc, its margin comments.
func (w *html) text(b block) {
	first := w.comments
	if w.pandoc {
		for _, c := range b.comments {
			var text []string
			for _, p := range c.blocks {
				text = append(text, plain(p.runs))
			}
			fmt.Fprintf(&w.sb, `<span class="comment-start" id="%d" author="%s" date="%sT09:30:00Z">%s</span>`, w.comments, esc(c.author), w.doc.day(), esc(strings.Join(text, " ")))
			w.comments++
		}
	}
	w.runs(b.runs)
	for id := first; id < w.comments; id++ {
		fmt.Fprintf(&w.sb, `<span class="comment-end" id="%d"></span>`, id)
	}
}

func (w *html) runs(runs []run) {
	for _, r := range runs {
		w.run(r)
	}
}

func (w *html) run(r run) {
	var closing []string
	wrap := func(on bool, open, end string) {
		if on {
			w.sb.WriteString(open)
			closing = append(closing, end)
		}
	}
	change := func(class string) string {
		return fmt.Sprintf(`<span class="%s" author="Contract desk" date="%sT09:30:00Z">`, class, w.doc.day())
	}
	wrap(r.ins && w.pandoc, change("insertion"), "</span>")
	wrap(r.del && !r.ins, change("deletion"), "</span>")
	wrap(r.link != "", `<a href="`+esc(r.link)+`">`, "</a>")
	wrap(r.bold, "<strong>", "</strong>")
	wrap(r.italic, "<em>", "</em>")
	wrap(r.strike, "<s>", "</s>")
	wrap(r.highlight, "<mark>", "</mark>")
	switch {
	case r.note != "":
		w.note(r.note)
	case r.lineBreak:
		w.sb.WriteString("<br>")
	case r.box:
		w.sb.WriteString(boxSign(r.checked))
	default:
		w.sb.WriteString(esc(r.text))
	}
	slices.Reverse(closing)
	w.sb.WriteString(strings.Join(closing, ""))
}

func (w *html) note(id string) {
	w.noteIDs = append(w.noteIDs, id)
	n := len(w.noteIDs)
	if w.pandoc {
		fmt.Fprintf(&w.sb, `<a epub:type="noteref" href="#fn%d">%[1]d</a>`, n)
		return
	}
	fmt.Fprintf(&w.sb, `<sup><a href="#fn%d">%[1]d</a></sup>`, n)
}

// notes writes the footnotes at the end of the text.
func (w *html) notes() {
	if len(w.noteIDs) == 0 {
		return
	}
	if w.pandoc {
		for i, id := range w.noteIDs {
			fmt.Fprintf(&w.sb, "<aside epub:type=\"footnote\" id=\"fn%d\"><p>", i+1)
			w.runs(w.doc.notes[id])
			w.sb.WriteString("</p></aside>\n")
		}
		return
	}
	w.sb.WriteString("<section class=\"notes\">\n<hr>\n")
	for i, id := range w.noteIDs {
		fmt.Fprintf(&w.sb, "<p id=\"fn%d\"><sup>%[1]d</sup> ", i+1)
		w.runs(w.doc.notes[id])
		w.sb.WriteString("</p>\n")
	}
	w.sb.WriteString("</section>\n")
}

var pageField = regexp.MustCompile(`(?i)[\s–|·,/-]*(page|p\.|seite|página|pagina|folio)?\s*\{pages?\}.*$`)

// withoutFields is a running line for a document without pages.
func withoutFields(s string) string { return pageField.ReplaceAllString(s, "") }

// css is the style sheet: the house style, the running lines of paged media, and columns.
func css(d *doc) string {
	l := lookOf(d)
	size := map[bool]string{true: "Letter", false: "A4"}[d.letter()]
	family := map[bool]string{true: "'Liberation Serif','Times New Roman',serif", false: "'Liberation Sans',Arial,sans-serif"}[d.meta.font == "serif"]
	if d.meta.font != "serif" && d.pick("face", 3) == 0 {
		family = "'DejaVu Sans',Verdana,sans-serif"
	}
	var sb strings.Builder
	running := "font: 8pt " + family + "; color: #595959;"
	fmt.Fprintf(&sb, "@page { size: %s; margin: 24mm 21mm 22mm 21mm;\n  @top-left { content: %s; width: 100%%; %s }\n  @bottom-left { content: %s; width: 100%%; %s } }\n",
		size, content(d.meta.header), running, content(d.meta.footer), running)
	fmt.Fprintf(&sb, "body { font: %.1fpt/1.4 %s; color: #1a1a1a; margin: 0; }\n", float64(l.size)/2-0.5, family)
	if d.meta.out == "html" {
		sb.WriteString("body { max-width: 46em; margin: 2em auto; padding: 0 1em; } header, footer { color: #595959; font-size: 8pt; margin: 1em 0; }\n")
	}
	fmt.Fprintf(&sb, "h1, h2, h3 { color: #%s; line-height: 1.2; break-after: avoid; margin: 1.2em 0 0.4em; }\nh1 { font-size: 1.35em; } h2 { font-size: 1.15em; } h3 { font-size: 1em; } h1.title { font-size: 1.9em; margin-top: 0; }\n", l.accent)
	fmt.Fprintf(&sb, "table { border-collapse: collapse; width: 100%%; margin: 0.8em 0; font-size: 0.92em; } th, td { border: 0.6pt solid #a6a6a6; padding: 3pt 5pt; text-align: left; vertical-align: top; } th { background: #%s; } tr { break-inside: avoid; } td.n { text-align: right; }\n", l.shade)
	fmt.Fprintf(&sb, ".sign, .sign table { break-inside: avoid; } table.sign th, table.sign td { border: 0; width: 50%%; background: none; padding: 5pt; }\naside.box { float: right; width: 34%%; margin: 0 0 8pt 12pt; padding: 6pt 9pt; background: #%s; border: 0.6pt solid #808080; font-size: 0.92em; } aside.wide { float: none; width: auto; margin: 8pt 0; }\n", l.shade)
	sb.WriteString("ul.check { list-style: none; padding-left: 1em; } .pagebreak { break-after: page; } .notes { font-size: 0.82em; } ol.toc { list-style: none; padding: 0; } .toc2 { padding-left: 1.5em; } .toc a { color: inherit; text-decoration: none; } .toc a::after { content: leader('.') target-counter(attr(href), page); }\n")
	if d.meta.columns > 1 {
		fmt.Fprintf(&sb, "main { columns: %d; column-gap: 8mm; text-align: justify; hyphens: auto; } h1.title, table.wide { column-span: all; } h1, h2, h3, table { text-align: left; hyphens: manual; }\n", d.meta.columns)
	}
	return sb.String()
}

func content(s string) string {
	if s == "" {
		return `""`
	}
	var parts []string
	for _, r := range fields(s) {
		switch r.field {
		case "PAGE":
			parts = append(parts, "counter(page)")
		case "NUMPAGES":
			parts = append(parts, "counter(pages)")
		default:
			parts = append(parts, `"`+strings.NewReplacer(`"`, `\22 `, `\`, `\5c `).Replace(r.text)+`"`)
		}
	}
	return strings.Join(parts, " ")
}
