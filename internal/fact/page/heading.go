package page

import (
	"slices"
	"strings"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/topic"
	"claimline/internal/sow"
)

// lastHead is the last of the topics that a heading can announce, which come
// first.
const lastHead = topic.HeadUsers

// placeHeadings gives each line the topics of the heading above it.
func (pg *Page) placeHeadings() {
	heads := pg.headings()
	for i := range pg.Lines {
		pg.Lines[i].Head = heads[pg.Lines[i].Block]
	}
	signs := pg.signTables()
	if len(signs) == 0 {
		return
	}
	for i := range pg.Lines {
		if l := &pg.Lines[i]; l.Table > 0 && signs[l.Table] {
			l.Head |= 1 << topic.HeadSign
		}
	}
}

// MaxSignRows bounds the rows of a table of signatures.
const MaxSignRows = 8

// signTables gives the tables with one column for each side that signs: their
// top row reads "For the Client | For Acme", or "Client | Supplier" at the end.
func (pg *Page) signTables() map[int]bool {
	sides := map[int]int{}
	for i := range pg.Lines {
		l := &pg.Lines[i]
		if !l.TopCell() || l.Edge || len(l.Words) > 10 {
			continue
		}
		if pg.headsSide(l) && pg.twoSides(pg.Tables[l.Table]) {
			sides[l.Table]++
		}
	}
	out := map[int]bool{}
	for table, n := range sides {
		out[table] = n == 2
	}
	return out
}

// headsSide tells whether the head of a column names a side: for whom somebody
// signs, or its role in one of the last tables.
func (pg *Page) headsSide(l *Line) bool {
	if _, behalf := l.At(0, topic.PartyBehalf); behalf {
		return true
	}
	return l.Role(0, len(l.Words)) && l.Block > len(pg.Doc.Blocks)-ClosingBlocks
}

// twoSides tells whether a table is no larger than one of signatures and has a
// column for each side, with at most one of labels before them.
func (pg *Page) twoSides(g *Grid) bool {
	return (g.Cols == 2 || g.Cols == 3 && pg.bareCorner(g)) && len(g.Cells) > 1 && len(g.Cells) <= MaxSignRows
}

// bareCorner tells whether the first cell of a table is empty: its column holds
// the labels of the rows.
func (pg *Page) bareCorner(g *Grid) bool {
	i := g.At(0, 0)
	return i < 0 || strings.TrimSpace(pg.Doc.Blocks[i].Text) == ""
}

// openHeading is a heading that is still in force.
type openHeading struct {
	level int
	is    Heads
}

// Levels of what is a heading without the style of one.
const (
	levelIntro = 50 // a paragraph that introduces the next ones
	levelRunIn = 60 // the first words of a paragraph
)

// headings gives each block the topics of its innermost heading that has one.
func (pg *Page) headings() []Heads {
	out := make([]Heads, len(pg.Doc.Blocks))
	var stack []openHeading
	for i := range pg.Doc.Blocks {
		b := &pg.Doc.Blocks[i]
		level, text := pg.headingLevel(b)
		if level > 0 {
			stack = pg.openHeading(stack, i, text, level)
		}
		if len(stack) > 0 {
			out[i] = stack[len(stack)-1].is
		}
	}
	return out
}

// headingLevel gives the level and the text of a heading, 0 for a block that is
// none. A paragraph without a run-in heading ends the one before.
func (pg *Page) headingLevel(b *sow.Block) (level int, text string) {
	switch {
	case b.Kind == sow.Heading:
		return max(b.Level, 1), b.Text
	case b.Kind != sow.Paragraph && b.Kind != sow.ListItem || b.Cell != nil:
		return 0, ""
	case b.Kind == sow.Paragraph && (introduces(b) || pg.clauseHead(b)):
		return levelIntro, b.Text
	}
	if text = runIn(b); text != "" || b.Kind == sow.Paragraph {
		return levelRunIn, text
	}
	return 0, ""
}

// clauseHead tells whether a paragraph is nothing but the number and the name
// of a clause: "5. Signatures."
func (pg *Page) clauseHead(b *sow.Block) bool {
	text := strings.TrimSpace(b.Text)
	if len(text) >= 60 {
		return false
	}
	name := withoutNumber(text)
	return name != text && !moreFields(name, 5) && !strings.ContainsAny(name, "0123456789:") && pg.announces(0, name) != 0
}

// openHeading puts a heading on the stack of those in force.
func (pg *Page) openHeading(stack []openHeading, block int, text string, level int) []openHeading {
	for len(stack) > 0 && stack[len(stack)-1].level >= level {
		stack = stack[:len(stack)-1]
	}
	is := pg.announces(block, text)
	if !pg.titled && level < levelIntro { // "Bon de commande": a title announces no signatures
		is &^= 1 << topic.HeadSign
	}
	if level == levelRunIn && len(stack) > 0 && stack[len(stack)-1].is.Has(topic.HeadTerm) { // "Notification and start: 5 October 2026" in the timetable
		is &^= 1 << topic.HeadSign
	}
	pg.titled = pg.titled || level < levelIntro
	pg.HasTerm = pg.HasTerm || is.Has(topic.HeadTerm)
	own := is != 0
	if !own && len(stack) > 0 {
		is = stack[len(stack)-1].is
	}
	if own || level < levelIntro {
		stack = append(stack, openHeading{level, is})
	}
	return stack
}

// clauseWordsBefore stand before the number of a clause.
var clauseWordsBefore = [...]string{"§", "Article", "Artikel", "Artículo", "Art.", "Clause", "Section", "Cláusula"}

// plainSpace is the white space of ASCII.
const plainSpace = " \t\n\f\r"

// introduces tells whether a paragraph is a heading in all but its style: a
// few words in bold, or with a colon at the end.
func introduces(b *sow.Block) bool {
	text := strings.TrimSpace(b.Text)
	if text == "" || len(text) > 80 {
		return false
	}
	bold := 0
	for _, m := range b.Marks {
		if m.Kind == sow.Bold {
			bold += m.End - m.Start
		}
	}
	return strings.HasSuffix(text, ":") || bold >= len(text)-2 && !strings.HasSuffix(text, ".")
}

func (pg *Page) announces(block int, text string) Heads {
	if text == "" || lexicon.MoreWords(text, 14) {
		return 0
	}
	pg.peekWords = pg.Terms.AppendWords(pg.peekWords[:0], text)
	pg.peekHits = pg.Lexicon.AppendHits(pg.peekHits[:0], pg.peekWords)
	ws, hits := pg.peekWords, pg.peekHits
	if lang := pg.LanguageOf(block); lang > 0 {
		hits = slices.DeleteFunc(hits, func(h lexicon.Hit) bool { return drops(&h, lang) })
	}
	var m Heads
	own := len(ws)
	for i, w := range ws {
		if !w.Capital && i > 0 && smallAt(hits, i) || w.Text[0] >= '0' && w.Text[0] <= '9' {
			own--
		}
	}
	for _, h := range hits {
		if h.Topic <= lastHead && 2*(h.To-h.From) >= own {
			m |= 1 << h.Topic
		}
	}
	return m
}

// smallAt tells whether word i is a small word: it says nothing of its own.
func smallAt(hits []lexicon.Hit, i int) bool {
	for _, h := range hits {
		if h.From == i && (h.Topic == topic.PartySmall || h.Topic == topic.PartyArticle || h.Topic == topic.PartyAnd) {
			return true
		}
	}
	return false
}

// ClosingBlocks is how far from the end signatures without a heading stand.
const ClosingBlocks = 14
