package page

import (
	"slices"
	"strings"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/topic"
	"claimline/internal/fact/written"
	"claimline/internal/sow"
)

// Line is one statement: a sentence, the value beside a label, or a table cell
// with the heads of its row and column.
//
// A document is walked through dozens of times, mostly to pass over lines. What
// decides that fills the first line of the processor's cache; all together fill
// five, so that in a long document the first ones spread over the whole cache.
type Line struct {
	Topics, LabelTopics          topic.Set
	Head                         Heads
	Table                        int  // of a cell; 0 for none
	Edge                         bool // running header or footer
	Alone                        bool // the text is all that the block holds
	Numeric                      bool // the text holds a digit, or a day in words
	Signs                        Signs
	hasDates, hasMoney, hasCoins bool // these have been read
	HasNames                     bool // likewise
	Block                        int

	colTopics   topic.Set
	Row, Column int // of a cell
	Start       int // bytes from the start of the block's text
	Text        string
	Words       []lexicon.Word
	Keys        []string // the words, folded
	Hits        []lexicon.Hit
	LongestHit  int // words of the longest hit

	Label     string // "Start" of "Start: 2 March", or the first cell of the row
	LabelHits []lexicon.Hit
	LabelLen  int    // words of the label
	ColHead   string // head of the table column
	ColHits   []lexicon.Hit

	Names   []Name // of organisations
	Beside  *lexicon.Beside
	*values // nil where there are none
}

// Heads is a set of topics below 64.
type Heads uint64

// Has tells whether a topic is in the set.
func (m Heads) Has(t topic.Topic) bool { return m&(1<<t) != 0 }

// Says gives the first hit of a topic in the text of the line, and whether
// there is one.
func (l *Line) Says(topics ...topic.Topic) (lexicon.Hit, bool) {
	if !l.Topics.HasAny(topics) {
		return lexicon.Hit{}, false
	}
	return first(l.Hits, topics)
}

// NamedIn gives the hits of one kind of value in the text of a line.
func (pg *Page) NamedIn(l *Line, kind topic.Kind) []lexicon.NamedHit {
	if !l.HasNamed(kind) {
		return nil
	}
	return pg.Lexicon.NamedIn(l.Hits, kind)
}

// HasNamed tells whether there is a hit of one kind of value in the text of a line.
func (l *Line) HasNamed(kind topic.Kind) bool {
	return l.Topics.Has(topic.FirstNamed + topic.Topic(kind))
}

// Labelled tells whether one of the topics is in the label of the line.
func (l *Line) Labelled(topics ...topic.Topic) bool {
	return l.LabelTopics != (topic.Set{}) && l.LabelTopics.HasAny(topics)
}

// Columned tells whether one of the topics is in the head of the column.
func (l *Line) Columned(topics ...topic.Topic) bool {
	return l.colTopics != (topic.Set{}) && l.colTopics.HasAny(topics)
}

// ColumnBegins tells whether the head of the column says that it holds begin
// dates, and nothing else.
func (l *Line) ColumnBegins() bool {
	if !l.colTopics.Has(topic.DateColumnFrom) {
		return false
	}
	n := lexicon.CountWords(l.ColHead)
	return slices.ContainsFunc(l.ColHits, func(h lexicon.Hit) bool { return h.Topic == topic.DateColumnFrom && h.From == 0 && h.To == n })
}

func first(hits []lexicon.Hit, topics []topic.Topic) (lexicon.Hit, bool) {
	for _, h := range hits {
		if h.Topic.In(topics) {
			return h, true
		}
	}
	return lexicon.Hit{}, false
}

// Window gives the hits of topics that lie within the words [from:to).
func (l *Line) Window(from, to int, topics ...topic.Topic) (last lexicon.Hit, ok bool) {
	if !l.Topics.HasAny(topics) {
		return last, false
	}
	for i := l.HitsFrom(from); i < len(l.Hits) && l.Hits[i].From < to; i++ {
		if h := l.Hits[i]; h.To <= to && h.Topic.In(topics) {
			last, ok = h, true
		}
	}
	return last, ok
}

// WordAt gives the index of the first word that ends behind byte i.
func (l *Line) WordAt(i int) int {
	low, high := 0, len(l.Words)
	for low < high {
		if mid := int(uint(low+high) >> 1); l.Words[mid].End <= i {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return low
}

// split cuts the document into lines.
func (pg *Page) split() {
	pg.Tables = grids(pg.Doc)
	pg.Lines = slices.Grow(pg.Lines, len(pg.Doc.Blocks)*3/2)
	pg.Scanned = slices.Grow(pg.Scanned[:0], len(pg.Doc.Blocks))[:len(pg.Doc.Blocks)]
	if told := pg.toldLanguage(); told > 0 {
		pg.speak(told)
	}
	for i := range pg.Doc.Blocks {
		b, first := &pg.Doc.Blocks[i], len(pg.Lines)
		if b.Kind == sow.Comment || isContents(b) {
			continue
		}
		base := Line{Beside: &pg.Lexicon.Beside, Block: i, Edge: b.Kind == sow.Header || b.Kind == sow.Footer}
		if b.Cell != nil {
			pg.splitCell(b, base)
		} else {
			pg.splitText(b, base)
		}
		pg.settleBlock(i, pg.Lines[first:])
	}
}

// isContents tells a line of a table of contents.
func isContents(b *sow.Block) bool {
	if b.Kind != sow.Paragraph || b.Text == "" || !written.DigitAt(b.Text, len(b.Text)-1) {
		return false
	}
	at := strings.LastIndexAny(b.Text, "\t…")
	if at < 0 {
		return false
	}
	tail := strings.TrimLeft(b.Text[at:], "\t… ")
	return tail != "" && len(tail) <= 4 && strings.Trim(tail, "0123456789") == ""
}

func (pg *Page) splitCell(b *sow.Block, base Line) {
	c := b.Cell
	base.Table, base.Row, base.Column = c.Table, c.Row, c.Col
	label, col := c.RowHead, c.ColHead
	g := pg.Tables[c.Table]
	if left := g.At(c.Row, 0); c.Col > 0 && label == "" && left >= 0 && (g.Cols == 2 || !c.HeaderRow) {
		label = pg.Doc.Blocks[left].Text
	}
	if c.Col == 0 {
		label = ""
	}
	base.setLabel(pg, label)
	head := pg.columnHead(c.Col, col)
	base.ColHead, base.ColHits, base.colTopics = head.text, head.hits, head.topics
	pg.splitText(b, base)
}

// columnHead is the head of a column with the phrases in it.
type columnHead struct {
	text   string
	hits   []lexicon.Hit
	topics topic.Set
}

// columnHead finds the phrases in the head of a column, which all cells below it
// have.
func (pg *Page) columnHead(col int, text string) *columnHead {
	for len(pg.heads) <= min(col, mostHeads-1) {
		pg.heads = append(pg.heads, columnHead{})
	}
	head := &pg.heads[max(0, min(col, mostHeads-1))]
	if head.text != text {
		hits := pg.Find(pg.Words(text))
		*head = columnHead{text, hits, lexicon.TopicsOf(hits)}
	}
	return head
}

// mostHeads is of how many columns the heads are kept at once.
const mostHeads = 32

func (l *Line) setLabel(pg *Page, label string) {
	label = strings.TrimSpace(label)
	last := &pg.lastLabel
	if last.Label != label { // mostly that of the cell before
		ws := pg.Words(label)
		*last = Line{Label: label, LabelLen: len(ws), LabelHits: pg.Find(ws)}
		last.LabelTopics = lexicon.TopicsOf(last.LabelHits)
	}
	l.Label, l.LabelLen, l.LabelHits, l.LabelTopics = label, last.LabelLen, last.LabelHits, last.LabelTopics
}

// splitText cuts a text at line breaks, bars, labels and sentence ends.
func (pg *Page) splitText(b *sow.Block, base Line) {
	text := Plain(b.Text)
	marks := b.Marks
	if len(text) != len(b.Text) && len(marks) > 0 {
		marks = plainMarks(b.Text, marks)
	}
	pg.scanBlock(base.Block, text)
	signs := pg.scan.signs
	length := len(strings.TrimSpace(text))
	pg.readBolds(text, marks)
	for _, p := range pg.segments(text, signs, pg.innerLabels(text, signs, marks)) {
		label := "" // goes on behind a semicolon
		pg.parts = pg.sentences(pg.parts[:0], p)
		for _, s := range pg.parts {
			pg.Lines = append(pg.Lines, base)
			l := &pg.Lines[len(pg.Lines)-1]
			l.Start, l.Text = p.start+s.start, text[p.start+s.start:p.start+s.end]
			l.Alone = length == len(l.Text)
			goesOn := strings.HasSuffix(l.Text, ";")
			l.Signs = signs // of all the block, until it is cut
			if label != "" && labelEnd(l.Text) == 0 {
				l.setLabel(pg, label)
			}
			pg.fillLine(l)
			if label = ""; goesOn && base.Label == "" {
				label = l.Label
			}
		}
	}
}

// fillLine splits off a label and finds the phrases of the last line.
func (pg *Page) fillLine(l *Line) {
	at := l.ownLabel()
	if bold := pg.boldEnd(l.Start); bold > 0 && l.Label == "" {
		at = bold - l.Start
	}
	if at > 0 && at < len(l.Text) && !pg.isClause(l.Start, l.Text[:at]) && !pg.isDay(l.Text[:at]) {
		pg.takeLabel(l, at)
		rest := strings.TrimLeft(l.Text[at+1:], " \u00a0\t")
		l.Start += len(l.Text) - len(rest)
		l.Text = rest
	}
	pg.cutLine(l)
	l.Numeric = l.Signs.Has(holdsDigit) || pg.Marks[l.Block]&lexicon.YearInWords == lexicon.YearInWords
	if l.Edge {
		pg.Edges = append(pg.Edges, len(pg.Lines)-1)
	}
}
