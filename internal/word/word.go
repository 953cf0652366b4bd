// Package word writes Word documents (WordprocessingML): headings, paragraphs,
// lists and tables on A4 pages with a line at the head and the foot. Equal
// calls give equal bytes. It writes only; package extract reads.
package word

import (
	"fmt"
	"strings"
)

// Options are what a document has besides its body.
type Options struct {
	Title     string // of the document's properties
	Author    string
	Language  string // BCP 47 tag for spelling, such as en-GB; "" is en-GB
	Header    string // line at the head of each page; "" none
	Footer    string // line at the foot of each page, before the page number
	Landscape bool
}

// Run is a piece of text in one format. A line feed in Text starts a new line
// of the same paragraph.
type Run struct {
	Text   string
	Bold   bool
	Italic bool
	Color  string  // RRGGBB; "" is the colour of the text
	Size   float64 // points; 0 is that of the text
}

// Plain is a run without any format.
func Plain(text string) Run { return Run{Text: text} }

// Bold is a run in bold letters.
func Bold(text string) Run { return Run{Text: text, Bold: true} }

// Grey is a run of small grey letters, for remarks.
func Grey(text string) Run { return Run{Text: text, Color: "5F6B7A", Size: 9} }

// Builder collects the body of a document from top to bottom.
type Builder struct {
	opt  Options
	body strings.Builder
}

// New starts a document.
func New(opt Options) *Builder {
	if opt.Language == "" {
		opt.Language = "en-GB"
	}
	return &Builder{opt: opt}
}

// Title adds the large line at the top of a document.
func (b *Builder) Title(text string) { b.paragraph("Title", Plain(text)) }

// Subtitle adds the line below a title.
func (b *Builder) Subtitle(text string) { b.paragraph("Subtitle", Plain(text)) }

// Heading adds a heading of level 1 or 2.
func (b *Builder) Heading(level int, text string) {
	b.paragraph(fmt.Sprintf("Heading%d", min(max(level, 1), 2)), Plain(text))
}

// Text adds a paragraph.
func (b *Builder) Text(runs ...Run) { b.paragraph("", runs...) }

// Keep adds a paragraph that stays on the page of what follows.
func (b *Builder) Keep(runs ...Run) { b.paragraph("Keep", runs...) }

// Tight adds a paragraph without space below it, such as a line of an address.
func (b *Builder) Tight(runs ...Run) { b.paragraph("Tight", runs...) }

// Quote adds words that somebody is to copy: indented, with a bar at the left.
func (b *Builder) Quote(text string) { b.paragraph("Quote", Plain(text)) }

// Bullet adds an item of a list.
func (b *Builder) Bullet(runs ...Run) { b.paragraph("Bullet", runs...) }

// Step adds an item of a numbered list; the numbers run through the document.
func (b *Builder) Step(runs ...Run) { b.paragraph("Step", runs...) }

// Break starts a new page.
func (b *Builder) Break() {
	b.body.WriteString(`<w:p><w:r><w:br w:type="page"/></w:r></w:p>`)
}

func (b *Builder) paragraph(style string, runs ...Run) {
	b.body.WriteString(paragraph(style, runs))
}

func paragraph(style string, runs []Run) string {
	var p strings.Builder
	p.WriteString("<w:p>")
	if style != "" {
		p.WriteString(`<w:pPr><w:pStyle w:val="` + style + `"/></w:pPr>`)
	}
	for _, r := range runs {
		p.WriteString(r.xml())
	}
	p.WriteString("</w:p>")
	return p.String()
}

func (r Run) xml() string {
	var props strings.Builder
	if r.Bold {
		props.WriteString("<w:b/>")
	}
	if r.Italic {
		props.WriteString("<w:i/>")
	}
	if r.Color != "" {
		props.WriteString(`<w:color w:val="` + r.Color + `"/>`)
	}
	if r.Size > 0 {
		fmt.Fprintf(&props, `<w:sz w:val="%d"/>`, int(r.Size*2))
	}
	out := "<w:r>"
	if props.Len() > 0 {
		out += "<w:rPr>" + props.String() + "</w:rPr>"
	}
	return out + Text(r.Text) + "</w:r>"
}

// Text gives text as the content of a run: what XML reserves is escaped, what
// it cannot hold is dropped, a line feed is a line break and a tab a tab stop.
func Text(text string) string {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	return `<w:t xml:space="preserve">` + Inside(text) + "</w:t>"
}

// Inside is Text for a place inside a <w:t> element that is there already.
func Inside(text string) string {
	var out strings.Builder
	for _, r := range strings.ReplaceAll(text, "\r\n", "\n") {
		switch {
		case r == '&':
			out.WriteString("&amp;")
		case r == '<':
			out.WriteString("&lt;")
		case r == '>':
			out.WriteString("&gt;")
		case r == '\n' || r == '\r':
			out.WriteString(`</w:t><w:br/><w:t xml:space="preserve">`)
		case r == '\t':
			out.WriteString(`</w:t><w:tab/><w:t xml:space="preserve">`)
		case r < ' ' || r == 0xFFFE || r == 0xFFFF:
		default:
			out.WriteRune(r)
		}
	}
	return out.String()
}
