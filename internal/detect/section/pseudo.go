package section

import (
	"slices"
	"strings"

	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/list"
	"claimline/internal/detect/page"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// isPseudo tells whether a paragraph is a heading in all but its style.
func (r *Reading) isPseudo(i int) bool {
	b := &r.Doc.Blocks[i]
	text := strings.TrimSpace(b.Text)
	if text == "" || len(text) > page.MaxPseudo || len(r.TokensOf(i)) == 0 || isTOC(text) {
		return false
	}
	if page.IsBold(b) {
		return !strings.HasSuffix(text, ".") || r.Classify(i) != nil
	}
	if strings.HasSuffix(text, ":") {
		class := r.pseudoClass(i)
		return class != nil && !lexicon.Aside(class) && (!slices.Contains(page.Liftable, class.Polarity) || !r.partnerWorks(i))
	}
	return len(r.TokensOf(i)) <= 8 && !strings.ContainsAny(text, ":;") && r.endsAsHead(i, text) && r.Classify(i) != nil
}

// headsItems tells whether a numbered item set in bold is the heading of what
// stands below it: "C. What we do not do".
func (r *Reading) headsItems(i int) bool {
	b := &r.Doc.Blocks[i]
	return b.Kind == sow.ListItem && b.Number != "" && page.IsBold(b) && r.isPseudo(i) && r.pseudoClass(i) != nil
}

// endsAsHead tells whether a short line ends as a heading does.
func (r *Reading) endsAsHead(i int, text string) bool {
	switch text[len(text)-1] {
	case '.':
		return r.putsTopic(i)
	case ',', ';', '!':
		return false
	}
	return true
}

// putsTopic tells whether a line only says what comes next, as a letter does:
// "What we will do for you."
func (r *Reading) putsTopic(i int) bool {
	lang := r.Blocks[i].Lang
	return lang != nil && r.Doc.Blocks[i].Kind == sow.Paragraph && phrase.Opens(r.TokensOf(i), lang.Words[list.Asks])
}

// ordered tells whether a heading says that what follows is ordered, as the
// head of a column would.
func (r *Reading) ordered(i int) bool {
	class := r.ColumnClass(r.HeadOf(r.Doc.Blocks[i].Text).Tokens)
	return r.Blocks[i].Lang != nil && class != nil && class.Polarity == sow.InScope && class.Else == sow.Excluded
}

// partnerWorks tells whether a line says that the partner does something: "in
// your subscriptions we set up:".
func (r *Reading) partnerWorks(i int) bool {
	all := token.Span{From: 0, To: int32(len(r.TokensOf(i)))}
	return r.DoesItself(i, all) && r.WorksIn(i, all)
}

// isTOC tells whether a line belongs to a table of contents: it ends with a
// leader or tab and a page number.
func isTOC(text string) bool {
	cut := strings.TrimRight(text, "0123456789")
	return cut != text && (strings.HasSuffix(cut, "\t") || strings.HasSuffix(strings.TrimRight(cut, " "), "…") || strings.HasSuffix(strings.TrimRight(cut, " "), "..."))
}

func (r *Reading) openPseudo(stack []open, i int) []open {
	for len(stack) > 0 && stack[len(stack)-1].pseudo {
		stack = stack[:len(stack)-1]
	}
	list := strings.HasSuffix(strings.TrimSpace(r.Doc.Blocks[i].Text), ":") && !page.IsBold(&r.Doc.Blocks[i])
	return append(stack, open{block: i, level: 99, class: r.pseudoClass(i), pseudo: true, list: list, item: r.Doc.Blocks[i].Kind == sow.ListItem})
}
