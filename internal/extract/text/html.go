package text

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"

	"claimline/internal/extract/flow"
	"claimline/internal/extract/pack"
	"claimline/internal/extract/prose"
	"claimline/internal/sow"
)

// ReadHTML reads an HTML page: headings, lists, tables with their heads, tick
// boxes, struck and inserted text. Hidden elements, scripts and styles are not
// read, and nothing that the page refers to is loaded.
func ReadHTML(data []byte, lim Limits) (sow.Document, error) {
	lim = lim.WithDefaults()
	if len(data) > pageBytes {
		return sow.Document{}, pack.Limit(sow.ReasonTooLarge, "The page is larger than %d MB.", pageBytes>>20)
	}
	r, err := charset.NewReader(bytes.NewReader(data), "")
	if err != nil {
		return sow.Document{}, pack.Corrupt(err, "The characters of the page cannot be read.")
	}
	root, err := html.ParseWithOptions(r, html.ParseOptionEnableScripting(false))
	if err != nil {
		return sow.Document{}, pack.Corrupt(err, "The page cannot be read as HTML.")
	}
	h := page{w: &writer{lim: lim}, path: "body", count: new(int)}
	if err := h.node(root, context{}); err != nil {
		return sow.Document{}, err
	}
	if err := h.end(); err != nil {
		return sow.Document{}, err
	}
	h.w.paras = h.out
	doc, err := h.w.document("html")
	if err != nil {
		return doc, err
	}
	if doc.Title == "" {
		doc.Title = prose.Clean(h.title)
	}
	doc.Warnings = h.warnings()
	return doc, nil
}

// pageBytes bounds an HTML page, whose tree takes many times its size.
const pageBytes = 16 << 20

// context is what encloses a node.
type context struct {
	style   prose.Style
	heading int
	lists   int    // depth of lists
	number  string // of the next item
	item    *item
	kind    sow.BlockKind // header or footer of the page
	pre     bool
	depth   int
}

// item is a list item; its first paragraph carries the number.
type item struct {
	number string
}

// page walks an HTML tree.
type page struct {
	w       *writer
	path    string
	count   *int
	out     []flow.Para
	text    prose.Text // of the paragraph that is open
	ctx     context    // of that paragraph
	bold    int
	visible int
	title   string
	hidden  int
	struck  int
	tokens  int
}

func (h *page) node(n *html.Node, ctx context) error {
	if h.tokens++; h.tokens > h.w.lim.Tokens {
		return pack.Limit(sow.ReasonTooLarge, "The page has more than %d elements and texts.", h.w.lim.Tokens)
	}
	if ctx.depth++; ctx.depth > h.w.lim.Depth {
		return pack.Limit(sow.ReasonTooLarge, "The page nests its elements deeper than %d.", h.w.lim.Depth)
	}
	if n.Type == html.TextNode {
		return h.words(n.Data, ctx)
	}
	if n.Type == html.ElementNode {
		return h.element(n, ctx)
	}
	return h.children(n, ctx)
}

func (h *page) children(n *html.Node, ctx context) error {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if err := h.node(c, ctx); err != nil {
			return err
		}
	}
	return nil
}

func (h *page) element(n *html.Node, ctx context) error {
	switch n.Data {
	case "script", "style", "template", "noscript", "iframe", "object", "svg", "select", "datalist", "head":
		return h.skip(n)
	}
	if hiddenNode(n) {
		h.hidden++
		return nil
	}
	if noteMark(n) {
		return nil
	}
	ctx = h.styled(n, ctx)
	switch n.Data {
	case "del":
		h.struck++
	case "br":
		h.open(ctx)
		h.text.Add("\n", 0)
		return nil
	case "input":
		return h.input(n, ctx)
	case "table":
		return h.table(n, ctx)
	}
	if !blockElement(n.Data) {
		return h.children(n, ctx)
	}
	if err := h.end(); err != nil {
		return err
	}
	if n.DataAtom == atom.Ol {
		return h.ordered(n, ctx)
	}
	if err := h.children(n, ctx); err != nil {
		return err
	}
	return h.end()
}

// skip leaves out what is no text; the head gives the title, a list of choices
// its choice.
func (h *page) skip(n *html.Node) error {
	switch n.Data {
	case "head":
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.DataAtom == atom.Title && c.FirstChild != nil {
				h.title = c.FirstChild.Data
			}
		}
	case "select":
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.DataAtom == atom.Option && hasAttr(c, "selected") && c.FirstChild != nil {
				return h.words(c.FirstChild.Data, h.ctx)
			}
		}
	}
	return nil
}

// styled adds to the context what an element says.
func (h *page) styled(n *html.Node, ctx context) context {
	if n.Data != "a" {
		ctx.style |= tagStyles[n.Data]
	}
	switch n.Data {
	case "a":
		if hasAttr(n, "href") {
			ctx.style |= prose.Link
		}
	case "h1", "h2", "h3", "h4", "h5", "h6":
		ctx.heading = int(n.Data[1] - '0')
	case "ul", "ol":
		ctx.lists++
		ctx.item, ctx.number = nil, ""
	case "li":
		ctx.item, ctx.number = &item{ctx.number}, ""
		ctx.lists = max(ctx.lists, 1)
	case "pre", "textarea":
		ctx.pre = true
	case "header", "footer":
		ctx.kind = pageMargin(n, ctx)
	}
	if noteBody(n) {
		ctx.kind = sow.Footnote
	}
	if style := attr(n, "style"); style != "" {
		ctx.style |= inlineStyle(style)
	}
	return ctx
}

// ordered numbers the items of an ordered list as a browser prints them.
func (h *page) ordered(n *html.Node, ctx context) error {
	at, err := strconv.Atoi(attr(n, "start"))
	if err != nil {
		at = 1
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		item := ctx
		if c.DataAtom == atom.Li {
			if v, err := strconv.Atoi(attr(c, "value")); err == nil {
				at = v
			}
			item.number = listNumber(attr(n, "type"), at)
			at++
		}
		if err := h.node(c, item); err != nil {
			return err
		}
	}
	return h.end()
}

func listNumber(kind string, n int) string {
	if n >= 1 && n <= 26 {
		switch kind {
		case "a":
			return string(rune('a'+n-1)) + "."
		case "A":
			return string(rune('A'+n-1)) + "."
		}
	}
	return strconv.Itoa(n) + "."
}

// open begins a paragraph in a context.
func (h *page) open(ctx context) {
	if h.text.Size() == 0 {
		h.ctx = ctx
	}
}

var htmlSpace = regexp.MustCompile(`[ \t\r\n\f]+`)

func (h *page) words(s string, ctx context) error {
	if !ctx.pre {
		s = htmlSpace.ReplaceAllString(s, " ")
	}
	if s == "" || (h.text.Size() == 0 && strings.TrimSpace(s) == "") {
		return nil
	}
	h.open(ctx)
	h.text.Add(s, ctx.style)
	if n := len(strings.TrimSpace(s)); n > 0 {
		h.visible += n
		if ctx.style&prose.Bold != 0 {
			h.bold += n
		}
	}
	return h.w.grow(len(s))
}

// input shows the value of a form field: a tick box by its sign.
func (h *page) input(n *html.Node, ctx context) error {
	switch strings.ToLower(attr(n, "type")) {
	case "checkbox", "radio":
		glyph, on := "☐ ", hasAttr(n, "checked")
		if on {
			glyph = "☒ "
		}
		h.open(ctx)
		h.text.Add(glyph, ctx.style)
		return h.w.grow(len(glyph))
	case "", "text", "date", "number", "email", "url", "tel":
		return h.words(attr(n, "value"), ctx)
	}
	return nil
}

// end closes the open paragraph.
func (h *page) end() error {
	text := h.text
	ctx, bold, visible := h.ctx, h.bold, h.visible
	h.text, h.bold, h.visible = prose.Text{}, 0, 0
	p := flow.Para{Group: h.path, AllBold: visible > 0 && bold == visible}
	p.Text, p.Marks = text.Build()
	if p.Text == "" {
		return nil
	}
	*h.count++
	p.Loc.Path = fmt.Sprintf("%s/p%d", h.path, *h.count)
	switch {
	case ctx.kind != "":
		p.Kind = ctx.kind
	case ctx.heading > 0 && prose.FitsHeading(p.Text):
		p.Kind, p.Level, p.Styled = sow.Heading, ctx.heading, true
	case ctx.item != nil:
		p.Kind, p.Level, p.List, p.Number = sow.ListItem, ctx.lists, true, ctx.item.number
		ctx.item.number = ""
	default:
		p.Kind = sow.Paragraph
	}
	if p.Kind != sow.Heading && prose.AllCaps(p.Text) {
		p.Emphasis = 1
	}
	h.out = append(h.out, p)
	return nil
}

func (h *page) warnings() []sow.Warning {
	var out []sow.Warning
	if h.hidden > 0 {
		out = append(out, sow.Warning{Code: sow.WarnHiddenText, Message: fmt.Sprintf("The page has %s of hidden text, which is not read.", prose.Count(h.hidden, "passage"))})
	}
	if h.struck > 0 {
		out = append(out, sow.Warning{Code: sow.WarnStruckText, Message: fmt.Sprintf("The page has %s struck through.", prose.Count(h.struck, "passage"))})
	}
	return out
}
