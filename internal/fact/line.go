package fact

import (
	"cmp"
	"slices"
	"strings"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/topic"
	"claimline/internal/fact/written"
	"claimline/internal/sow"
)

// line is one statement: a sentence, the value beside a label, or a table cell
// with the heads of its row and column.
//
// A document is walked through dozens of times, mostly to pass over lines. What
// decides that fills the first line of the processor's cache; all together fill
// five, so that in a long document the first ones spread over the whole cache.
type line struct {
	topics, labelTopics          topic.Set
	head                         marks
	table                        int  // of a cell; 0 for none
	edge                         bool // running header or footer
	alone                        bool // the text is all that the block holds
	numeric                      bool // the text holds a digit, or a day in words
	signs                        signs
	hasDates, hasMoney, hasNames bool // these have been read
	block                        int

	colTopics   topic.Set
	row, column int // of a cell
	start       int // bytes from the start of the block's text
	text        string
	ws          []lexicon.Word
	keys        []string // the words, folded
	hits        []lexicon.Hit
	span        int // words of the longest hit

	label     string // "Start" of "Start: 2 March", or the first cell of the row
	labelHits []lexicon.Hit
	labelLen  int    // words of the label
	col       string // head of the table column
	colHits   []lexicon.Hit

	names   []name // of organisations
	*values        // nil where there are none
}

// values are the days and amounts of a line.
type values struct {
	dates []written.Date
	money []written.Amount
}

// marks is a set of topics below 64.
type marks uint64

func (m marks) has(t topic.Topic) bool { return m&(1<<t) != 0 }

// says gives the first hit of a topic in the text of the line, and whether
// there is one.
func (l *line) says(topics ...topic.Topic) (lexicon.Hit, bool) {
	if !l.topics.HasAny(topics) {
		return lexicon.Hit{}, false
	}
	return first(l.hits, topics)
}

// namedIn gives the hits of one kind of value in the text of a line.
func (rd *reading) namedIn(l *line, kind topic.Kind) []lexicon.NamedHit {
	return rd.lex.NamedIn(l.topics, l.hits, kind)
}

func (l *line) labelled(topics ...topic.Topic) bool {
	return l.labelTopics.HasAny(topics)
}

func (l *line) columned(topics ...topic.Topic) bool {
	return l.colTopics.HasAny(topics)
}

// columnBegins tells whether the head of the column says that it holds begin
// dates, and nothing else.
func (l *line) columnBegins() bool {
	if !l.colTopics.Has(topic.DateColumnFrom) {
		return false
	}
	n := lexicon.CountWords(l.col)
	return slices.ContainsFunc(l.colHits, func(h lexicon.Hit) bool { return h.Topic == topic.DateColumnFrom && h.From == 0 && h.To == n })
}

func first(hits []lexicon.Hit, topics []topic.Topic) (lexicon.Hit, bool) {
	for _, h := range hits {
		if slices.Contains(topics, h.Topic) {
			return h, true
		}
	}
	return lexicon.Hit{}, false
}

// window gives the hits of topics that lie within the words [from:to).
func (l *line) window(from, to int, topics ...topic.Topic) (last lexicon.Hit, ok bool) {
	if !l.topics.HasAny(topics) {
		return last, false
	}
	for i := l.hitsFrom(from); i < len(l.hits) && l.hits[i].From < to; i++ {
		if h := l.hits[i]; h.To <= to && slices.Contains(topics, h.Topic) {
			last, ok = h, true
		}
	}
	return last, ok
}

// wordAt gives the index of the first word that ends behind byte i.
func (l *line) wordAt(i int) int {
	n, _ := slices.BinarySearchFunc(l.ws, i, func(w lexicon.Word, i int) int { return cmp.Compare(w.End, i+1) })
	return n
}

// split cuts the document into lines.
func (rd *reading) split() {
	rd.tables = grids(rd.doc)
	rd.lines = slices.Grow(rd.lines, len(rd.doc.Blocks)*3/2)
	rd.scanned = slices.Grow(rd.scanned[:0], len(rd.doc.Blocks))[:len(rd.doc.Blocks)]
	for i := range rd.doc.Blocks {
		b := &rd.doc.Blocks[i]
		if b.Kind == sow.Comment || isContents(b) {
			continue
		}
		base := line{block: i, edge: b.Kind == sow.Header || b.Kind == sow.Footer}
		if b.Cell != nil {
			rd.splitCell(b, base)
		} else {
			rd.splitText(b, base)
		}
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

func (rd *reading) splitCell(b *sow.Block, base line) {
	c := b.Cell
	base.table, base.row, base.column = c.Table, c.Row, c.Col
	label, col := c.RowHead, c.ColHead
	g := rd.tables[c.Table]
	if left := g.at(c.Row, 0); c.Col > 0 && label == "" && left >= 0 && (g.cols == 2 || !c.HeaderRow) {
		label = rd.doc.Blocks[left].Text
	}
	if c.Col == 0 {
		label = ""
	}
	base.setLabel(rd, label)
	base.col, base.colHits = col, rd.headHits(col)
	base.colTopics = lexicon.TopicsOf(base.colHits)
	rd.splitText(b, base)
}

// headHits finds the phrases in the head of a column, which all cells below it
// have.
func (rd *reading) headHits(col string) []lexicon.Hit {
	hits, ok := rd.heads[col]
	if !ok {
		hits = rd.find(rd.words(col))
		rd.heads[col] = hits
	}
	return hits
}

func (l *line) setLabel(rd *reading, label string) {
	label = strings.TrimSpace(label)
	last := &rd.lastLabel
	if last.label != label { // mostly that of the cell before
		ws := rd.words(label)
		*last = line{label: label, labelLen: len(ws), labelHits: rd.find(ws)}
		last.labelTopics = lexicon.TopicsOf(last.labelHits)
	}
	l.label, l.labelLen, l.labelHits, l.labelTopics = label, last.labelLen, last.labelHits, last.labelTopics
}

// splitText cuts a text at line breaks, bars, labels and sentence ends.
func (rd *reading) splitText(b *sow.Block, base line) {
	signs := signsOf(b.Text)
	text := signs.plain(b.Text)
	marks := b.Marks
	if len(text) != len(b.Text) && len(marks) > 0 {
		marks = plainMarks(b.Text, marks)
	}
	rd.scanBlock(base.block, text)
	length := len(strings.TrimSpace(text))
	rd.readBolds(text, marks)
	for _, p := range rd.segments(text, signs, rd.innerLabels(text, signs, marks)) {
		label := "" // goes on behind a semicolon
		rd.parts = rd.sentences(rd.parts[:0], text[p.start:p.end], signs)
		for _, s := range rd.parts {
			rd.lines = append(rd.lines, base)
			l := &rd.lines[len(rd.lines)-1]
			l.start, l.text = p.start+s.start, text[p.start+s.start:p.start+s.end]
			l.alone = length == len(l.text)
			goesOn := strings.HasSuffix(l.text, ";")
			l.signs = signs // of all the block
			if label != "" && labelEnd(l.text) == 0 {
				l.setLabel(rd, label)
			}
			rd.fillLine(l)
			if label = ""; goesOn && base.label == "" {
				label = l.label
			}
		}
	}
}

// plainSpaces writes all kinds of space as one, so that a phrase or a date does
// not depend on how its words were kept together.
var plainSpaces = strings.NewReplacer("\u00a0", " ", "\u202f", " ", "\u2009", " ", "\u2007", " ")

// fillLine splits off a label and finds the phrases of the last line.
func (rd *reading) fillLine(l *line) {
	at := l.ownLabel()
	if bold := rd.boldEnd(l.start); bold > 0 && l.label == "" {
		at = bold - l.start
	}
	if at > 0 && at < len(l.text) && !rd.isClause(l.start, l.text[:at]) && !rd.isDay(l.text[:at]) {
		rd.takeLabel(l, at)
		rest := strings.TrimLeft(l.text[at+1:], " \u00a0\t")
		l.start += len(l.text) - len(rest)
		l.text = rest
	}
	l.ws, l.keys, l.hits = rd.cutLine(l.start, l.text)
	l.topics = lexicon.TopicsOf(l.hits)
	l.index()
	l.sign()
	l.numeric = l.numeric || rd.marks[l.block]&lexicon.YearInWords == lexicon.YearInWords
	if l.edge {
		rd.edges = append(rd.edges, len(rd.lines)-1)
	}
}
