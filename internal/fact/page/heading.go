package page

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/topic"
	"claimline/internal/fact/written"
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

// runIn gives the heading that begins a paragraph: its first words in bold, or
// a first sentence of a few words: "3. Term. The work begins …".
func runIn(b *sow.Block) string {
	text := strings.TrimSpace(b.Text)
	for _, m := range b.Marks {
		if m.Kind == sow.Bold && m.Start <= 6 && m.End-m.Start <= 60 && m.End < len(b.Text)-3 {
			return strings.Trim(b.Text[m.Start:m.End], " .:–—-")
		}
	}
	text = strings.TrimLeft(withoutNumber(text), " ")
	end := runInEnd(text[:min(len(text), 60)])
	if end <= 2 || end > 50 || end+2 > len(text) || moreFields(text[:end], 6) || strings.ContainsAny(text[:end], "0123456789") {
		return ""
	}
	return text[:end]
}

// withoutNumber cuts off the number of a clause: "§ 3.", "Clause 4.2)", "(a)",
// "Primero.-".
func withoutNumber(text string) string {
	if !strings.ContainsAny(text[:min(len(text), 24)], "0123456789.)") {
		return text
	}
	end := max(behindClause(text), behindLetter(text), behindOrdinalWord(text))
	if end == 0 {
		return text
	}
	return text[plainSpaceEnd(text, end):]
}

// runInEnd gives the place of the first point, colon or dash, -1 for none.
func runInEnd(text string) int {
	for i := range len(text) {
		switch c := text[i]; {
		case c == '.' || c == ':':
			return i
		case c == 0xe2 && (strings.HasPrefix(text[i:], "–") || strings.HasPrefix(text[i:], "—")):
			return i
		}
	}
	return -1
}

// clauseWordsBefore stand before the number of a clause.
var clauseWordsBefore = [...]string{"§", "Article", "Artikel", "Artículo", "Art.", "Clause", "Section", "Cláusula"}

// behindClause gives the end of the number of a clause with the mark behind it,
// 0 for none.
func behindClause(text string) int {
	at := 0
	for _, w := range clauseWordsBefore {
		if strings.HasPrefix(text, w) {
			at = len(w)
			break
		}
	}
	at = plainSpaceEnd(text, at)
	n := min(written.DigitRun(text[at:]), 2)
	if n == 0 {
		return 0
	}
	for at += n; at < len(text) && text[at] == '.'; at += 1 + n {
		if n = min(written.DigitRun(text[at+1:]), 2); n == 0 {
			break
		}
	}
	if mark := plainSpaceEnd(text, at); markAt(text, mark, ".):") {
		return mark + 1
	}
	return at
}

// behindLetter gives the end of "a)" or "(a)", 0 for none.
func behindLetter(text string) int {
	at := 0
	if markAt(text, 0, "(") {
		at = 1
	}
	if at+1 < len(text) && lexicon.IsWordASCII(text[at]) && !written.DigitAt(text, at) && text[at+1] == ')' {
		return at + 2
	}
	return 0
}

// behindOrdinalWord gives the end of a word such as "Primera" with a point and
// a dash or space behind it, 0 for none.
func behindOrdinalWord(text string) int {
	at, letters := 0, 0
	for at < len(text) {
		r, size := utf8.DecodeRuneInString(text[at:])
		if !unicode.IsLetter(r) {
			break
		}
		at += size
		if letters++; letters > 8 {
			return 0
		}
	}
	if letters < 5 || !markAt(text, at, ".") {
		return 0
	}
	if at++; markAt(text, at, "-") {
		return at + 1
	}
	dash := plainSpaceEnd(text, at)
	for _, mark := range [...]string{"–", "—"} {
		if strings.HasPrefix(text[dash:], mark) {
			return dash + len(mark)
		}
	}
	if dash > at {
		return at + 1
	}
	return 0
}

// plainSpaceEnd gives the first byte at or behind i that is no white space of
// ASCII.
func plainSpaceEnd(text string, i int) int {
	for markAt(text, i, plainSpace) {
		i++
	}
	return i
}

// plainSpace is the white space of ASCII.
const plainSpace = " \t\n\f\r"

// markAt tells whether one of the marks stands at byte i.
func markAt(text string, i int, marks string) bool {
	return i < len(text) && strings.IndexByte(marks, text[i]) >= 0
}

// moreFields tells whether a text has more than n parts between white space.
func moreFields(text string, n int) bool {
	for range strings.FieldsSeq(text) {
		if n--; n < 0 {
			return true
		}
	}
	return false
}

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
		hits = slices.DeleteFunc(hits, func(h lexicon.Hit) bool { return pg.drops(h, lang) })
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
