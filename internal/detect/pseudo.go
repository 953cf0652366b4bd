package detect

import (
	"slices"
	"strings"

	"claimline/internal/sow"
)

// maxPseudo is the longest paragraph, in bytes, that can be a heading.
const maxPseudo = 90

// isPseudo tells whether a paragraph is a heading in all but its style.
func (r *reading) isPseudo(i int) bool {
	b := &r.doc.Blocks[i]
	text := strings.TrimSpace(b.Text)
	if text == "" || len(text) > maxPseudo || len(r.tokensOf(i)) == 0 || isTOC(text) {
		return false
	}
	if isBold(b) {
		return !strings.HasSuffix(text, ".") || r.classify(i) != nil
	}
	if strings.HasSuffix(text, ":") {
		class := r.pseudoClass(i)
		return class != nil && !aside(class) && (!slices.Contains(liftable, class.Polarity) || !r.partnerWorks(i))
	}
	return len(r.tokensOf(i)) <= 8 && !strings.ContainsAny(text, ":;") && r.endsAsHead(i, text) && r.classify(i) != nil
}

// endsAsHead tells whether a short line ends as a heading does.
func (r *reading) endsAsHead(i int, text string) bool {
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
func (r *reading) putsTopic(i int) bool {
	lang := r.blocks[i].lang
	return lang != nil && r.doc.Blocks[i].Kind == sow.Paragraph && opens(r.tokensOf(i), lang.words[listAsks])
}

// ordered tells whether a heading says that what follows is ordered, as the
// head of a column would.
func (r *reading) ordered(i int) bool {
	class := r.columnClass(r.headOf(r.doc.Blocks[i].Text).tokens)
	return r.blocks[i].lang != nil && class != nil && class.Polarity == sow.InScope && class.Else == sow.Excluded
}

// partnerWorks tells whether a line says that the partner does something: "in
// your subscriptions we set up:".
func (r *reading) partnerWorks(i int) bool {
	all := span{0, int32(len(r.tokensOf(i)))}
	return r.doesItself(i, all) && r.worksIn(i, all)
}

// isTOC tells whether a line belongs to a table of contents: it ends with a
// leader or tab and a page number.
func isTOC(text string) bool {
	cut := strings.TrimRight(text, "0123456789")
	return cut != text && (strings.HasSuffix(cut, "\t") || strings.HasSuffix(strings.TrimRight(cut, " "), "…") || strings.HasSuffix(strings.TrimRight(cut, " "), "..."))
}

// aside tells whether a class says where in a document one is rather than what
// is delivered: an intro of a list is not read that way.
func aside(class *sow.SectionClass) bool {
	switch class.Class {
	case "tool", "boilerplate", "questions", "legal", "plan", "commercial", "comparison":
		return true
	}
	return false
}

func isBold(b *sow.Block) bool {
	n := 0
	for _, m := range b.Marks {
		if m.Kind == sow.Bold {
			n += m.End - m.Start
		}
	}
	return n > 0 && n >= len(strings.TrimSpace(b.Text))-2
}

func (r *reading) openPseudo(stack []open, i int) []open {
	for len(stack) > 0 && stack[len(stack)-1].pseudo {
		stack = stack[:len(stack)-1]
	}
	list := strings.HasSuffix(strings.TrimSpace(r.doc.Blocks[i].Text), ":") && !isBold(&r.doc.Blocks[i])
	return append(stack, open{block: i, level: 99, class: r.pseudoClass(i), pseudo: true, list: list})
}
