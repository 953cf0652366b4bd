package text

// What one element of an HTML page says about itself.

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"claimline/internal/extract/prose"
	"claimline/internal/sow"
)

// Style facts as the style attribute gives them.
var (
	hiddenStyle = regexp.MustCompile(`(?i)(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)`)
	struckStyle = regexp.MustCompile(`(?i)text-decoration[a-z-]*\s*:[^;]*line-through`)
	boldStyle   = regexp.MustCompile(`(?i)font-weight\s*:\s*(?:bold|[6-9]00)`)
	markStyle   = regexp.MustCompile(`(?i)background(?:-color)?\s*:\s*(?:yellow|#ff0\b|#ffff00)`)
)

// attr gives an attribute of an element, "" when it has none.
func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// hasAttr tells whether an element has an attribute, with or without a value.
func hasAttr(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}

// hiddenNode tells whether an element is not shown.
func hiddenNode(n *html.Node) bool {
	for _, a := range n.Attr {
		if a.Key == "hidden" || (a.Key == "style" && hiddenStyle.MatchString(a.Val)) {
			return true
		}
	}
	return false
}

// noteMark tells whether a link is the mark of a note or leads back to one, as
// browsers' formats, LibreOffice and Word write them.
func noteMark(n *html.Node) bool {
	if n.Data != "a" {
		return false
	}
	role, class, href := attr(n, "role"), attr(n, "class"), attr(n, "href")
	return role == "doc-noteref" || role == "doc-backlink" || strings.HasPrefix(class, "footnote-") || strings.HasPrefix(class, "sdfootnote") ||
		strings.HasPrefix(class, "sdendnote") || strings.HasPrefix(href, "#_ftn") || strings.HasPrefix(href, "#_edn")
}

// noteBody tells whether an element holds notes.
func noteBody(n *html.Node) bool {
	if n.Data == "a" || n.Data == "sup" {
		return false
	}
	role, id := attr(n, "role"), attr(n, "id")
	return role == "doc-endnotes" || role == "doc-footnote" || attr(n, "class") == "footnotes" ||
		strings.HasPrefix(id, "sdfootnote") || strings.HasPrefix(id, "sdendnote") || strings.HasPrefix(id, "ftn") || strings.HasPrefix(id, "edn")
}

// inlineStyle reads the style attribute of an element.
func inlineStyle(css string) prose.Style {
	var style prose.Style
	if struckStyle.MatchString(css) {
		style |= prose.Struck
	}
	if boldStyle.MatchString(css) {
		style |= prose.Bold
	}
	if markStyle.MatchString(css) {
		style |= prose.Highlight
	}
	return style
}

// pageMargin tells the header and footer of the page from those of a section.
func pageMargin(n *html.Node, ctx context) sow.BlockKind {
	if n.Parent != nil && n.Parent.DataAtom == atom.Body {
		if n.DataAtom == atom.Footer {
			return sow.Footer
		}
		if n.FirstChild != nil && !hasHeading(n) {
			return sow.Header
		}
	}
	return ctx.kind
}

// hasHeading tells whether an element holds a heading.
func hasHeading(n *html.Node) bool {
	for d := range n.Descendants() {
		if d.DataAtom == atom.H1 || d.DataAtom == atom.H2 {
			return true
		}
	}
	return false
}

// blockElement tells whether an element begins a line of its own.
func blockElement(name string) bool {
	switch name {
	case "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd",
		"section", "article", "main", "aside", "nav", "header", "footer", "blockquote", "pre", "hr", "form",
		"fieldset", "legend", "figure", "figcaption", "address", "details", "summary", "body", "html", "center", "caption", "textarea":
		return true
	}
	return false
}
