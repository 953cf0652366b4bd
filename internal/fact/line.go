package fact

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"claimline/internal/sow"
)

// line is one statement: a sentence, the value beside a label, or a table cell
// with the heads of its row and column.
type line struct {
	// What decides whether a reader looks at the line stands together.
	topics, labelTopics, colTopics topicSet

	head               marks
	table, row, column int  // of a cell; table 0 for none
	edge               bool // running header or footer
	alone              bool // the text is all that the block holds
	numeric            bool // the text holds a digit

	block int
	start int // bytes from the start of the block's text
	text  string
	ws    []word
	hits  []hit
	span  int // words of the longest hit

	label     string // "Start" of "Start: 2 March", or the first cell of the row
	labelHits []hit
	labelLen  int    // words of the label
	col       string // head of the table column
	colHits   []hit

	cached
}

// marks is a set of topics below 64.
type marks uint64

func (m marks) has(t topic) bool { return m&(1<<t) != 0 }

// says gives the first hit of a topic in the text of the line, and whether
// there is one.
func (l *line) says(topics ...topic) (hit, bool) {
	if !l.topics.hasAny(topics) {
		return hit{}, false
	}
	return first(l.hits, topics)
}

func (l *line) labelled(topics ...topic) bool {
	return l.labelTopics.hasAny(topics)
}

func (l *line) columned(topics ...topic) bool {
	return l.colTopics.hasAny(topics)
}

// columnBegins tells whether the head of the column says that it holds begin
// dates, and nothing else.
func (l *line) columnBegins() bool {
	if !l.colTopics.has(dateColumnFrom) {
		return false
	}
	n := countWords(l.col)
	return slices.ContainsFunc(l.colHits, func(h hit) bool { return h.topic == dateColumnFrom && h.from == 0 && h.to == n })
}

func first(hits []hit, topics []topic) (hit, bool) {
	for _, h := range hits {
		if slices.Contains(topics, h.topic) {
			return h, true
		}
	}
	return hit{}, false
}

// window gives the hits of topics that lie within the words [from:to).
func (l *line) window(from, to int, topics ...topic) (last hit, ok bool) {
	if !l.topics.hasAny(topics) {
		return last, false
	}
	for i := l.hitsFrom(from); i < len(l.hits) && l.hits[i].from < to; i++ {
		if h := l.hits[i]; h.to <= to && slices.Contains(topics, h.topic) {
			last, ok = h, true
		}
	}
	return last, ok
}

// wordAt gives the index of the first word that ends behind byte i.
func (l *line) wordAt(i int) int {
	n, _ := slices.BinarySearchFunc(l.ws, i, func(w word, i int) int { return cmp.Compare(w.end, i+1) })
	return n
}

// grid is a table as rows and columns of block numbers, -1 for no cell.
type grid struct {
	cells [][]int
	cols  int
	spare []int // room for more rows
}

func (g *grid) at(row, col int) int {
	if row < 0 || row >= len(g.cells) || col < 0 || col >= len(g.cells[row]) {
		return -1
	}
	return g.cells[row][col]
}

// leastColumns is for how many columns a row has room at first.
const leastColumns = 4

// rowsAtOnce is for how many rows of a grid room is made at once.
const rowsAtOnce = 8

func (g *grid) put(row, col, block int) {
	for len(g.cells) <= row {
		n := max(g.cols, leastColumns)
		if len(g.spare) < n {
			g.spare = make([]int, rowsAtOnce*n)
		}
		g.cells, g.spare = append(g.cells, g.spare[:0:n]), g.spare[n:]
	}
	for len(g.cells[row]) <= col {
		g.cells[row] = append(g.cells[row], -1)
	}
	if g.cells[row][col] < 0 {
		g.cells[row][col] = block
	}
	g.cols = max(g.cols, col+1)
}

// maxTable bounds the rows and columns of a grid, so that a false position
// costs nothing.
const maxTable = 20000

func grids(doc *sow.Document) map[int]*grid {
	out := map[int]*grid{}
	for i, b := range doc.Blocks {
		if b.Cell == nil || b.Cell.Row < 0 || b.Cell.Col < 0 || b.Cell.Row > maxTable || b.Cell.Col > 500 {
			continue
		}
		g := out[b.Cell.Table]
		if g == nil {
			g = &grid{}
			out[b.Cell.Table] = g
		}
		g.put(b.Cell.Row, b.Cell.Col, i)
	}
	return out
}

// split cuts the document into lines.
func (rd *reading) split() {
	rd.tables = grids(rd.doc)
	rd.lines = slices.Grow(rd.lines, len(rd.doc.Blocks)*3/2)
	for i := range rd.doc.Blocks {
		b := &rd.doc.Blocks[i]
		if b.Kind == sow.Comment || isContents(b) {
			continue
		}
		base := line{block: i, edge: b.Kind == sow.Header || b.Kind == sow.Footer}
		if b.Cell != nil {
			rd.splitCell(b, base)
			continue
		}
		rd.splitText(b, base)
	}
}

// isContents tells a line of a table of contents.
func isContents(b *sow.Block) bool {
	if b.Kind != sow.Paragraph || b.Text == "" || !digitAt(b.Text, len(b.Text)-1) {
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
	base.colTopics = setOf(base.colHits)
	rd.splitText(b, base)
}

// headHits finds the phrases in the head of a column, which all cells below it
// have.
func (rd *reading) headHits(col string) []hit {
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
		last.labelTopics = setOf(last.labelHits)
	}
	l.label, l.labelLen, l.labelHits, l.labelTopics = label, last.labelLen, last.labelHits, last.labelTopics
}

// splitText cuts a text at line breaks, bars, labels and sentence ends.
func (rd *reading) splitText(b *sow.Block, base line) {
	text := b.Text
	if oddSpace(text) {
		text = plainSpaces.Replace(text)
	}
	marks := b.Marks
	if len(text) != len(b.Text) {
		marks = nil
	}
	rd.scanBlock(base.block, text)
	length := len(strings.TrimSpace(text))
	for _, p := range rd.segments(text, rd.innerLabels(text, marks)) {
		label := "" // goes on behind a semicolon
		rd.parts = rd.r.sentences(rd.parts[:0], text[p.start:p.end])
		for _, s := range rd.parts {
			rd.lines = append(rd.lines, base)
			l := &rd.lines[len(rd.lines)-1]
			l.start, l.text = p.start+s.start, text[p.start+s.start:p.start+s.end]
			l.alone = length == len(l.text)
			goesOn := strings.HasSuffix(l.text, ";")
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

// oddSpace tells whether a text may hold a space that plainSpaces replaces.
func oddSpace(text string) bool {
	for i := range len(text) {
		if c := text[i]; c == 0xc2 || c == 0xe2 { // the first bytes of all of them
			return strings.Contains(text, "\u00a0") || strings.Contains(text, "\u202f") || strings.Contains(text, "\u2009") || strings.Contains(text, "\u2007")
		}
	}
	return false
}

// plainSpaces writes all kinds of space as one, so that a phrase or a date does
// not depend on how its words were kept together.
var plainSpaces = strings.NewReplacer("\u00a0", " ", "\u202f", " ", "\u2009", " ", "\u2007", " ")

// fillLine splits off a label and finds the phrases of the last line.
func (rd *reading) fillLine(l *line) {
	if at := labelEnd(l.text); at > 0 && l.label == "" && !rd.isClause(l.start, l.text[:at]) && !rd.isDay(l.text[:at]) {
		rd.takeLabel(l, at)
		rest := strings.TrimLeft(l.text[at+1:], " \u00a0\t")
		l.start += len(l.text) - len(rest)
		l.text = rest
	}
	l.ws, l.hits = rd.cutLine(l.start, l.text)
	l.index()
	l.topics, l.numeric = setOf(l.hits), hasDigit(l.text)
	if l.edge {
		rd.edges = append(rd.edges, len(rd.lines)-1)
	}
}

// takeLabel makes the first at bytes of a line its label.
func (rd *reading) takeLabel(l *line, at int) {
	label := strings.TrimSpace(l.text[:at])
	n, hits, ok := rd.cutLabel(l.start, l.start+at)
	if !ok {
		l.setLabel(rd, label)
		return
	}
	l.label, l.labelLen, l.labelHits, l.labelTopics = label, n, hits, setOf(hits)
}

// isDay tells whether the words before a colon are a day, with its place or
// not: "Ostrava, 24 April 2026: Jane Doe", "20 April 2026: kickoff".
func (rd *reading) isDay(text string) bool {
	if !hasDigit(text) {
		return false
	}
	hits := dates(text, false)
	return len(hits) == 1 && len(strings.TrimSpace(text[hits[0].End:])) == 0
}

// isClause tells whether the words before a colon, which begin at byte start of
// the block, are a sentence that names somebody who does something, not a
// label.
func (rd *reading) isClause(start int, text string) bool {
	first, last, ok := rd.scan.within(start, start+len(text))
	ws, hits := rd.scan.ws, rd.scan.hits[rd.scan.hit:]
	if !ok {
		ws = words(text)
		first, last, hits = 0, len(ws), rd.r.phrases.find(ws)
	} else {
		hits = hits[:firstHit(hits, last)]
	}
	if last-first < 5 {
		return false
	}
	return tellsDeed(ws, hits, first, last)
}

// tellsDeed tells whether the words [first:last) say that somebody does
// something for somebody, or what somebody is, and hold no label.
func tellsDeed(ws []word, hits []hit, first, last int) bool {
	verb := false
	for _, h := range hits {
		if h.from < first || h.to > last {
			continue
		}
		if h.topic == partyIs && h.from > first && h.to < last && !ws[h.from].capital { // "Acme is your reseller: we invoice …"
			return true
		}
		if labelSet.has(h.topic) && h.to-h.from > 1 || h.topic == partyBehalf && h.from == first {
			return false
		}
		verb = verb || h.topic == partyEngages && h.from > first && !ws[h.from].capital && h.to < last && ws[last-1].capital
	}
	return verb
}

// longestLabel is how many bytes a label has at most.
const longestLabel = 70

// labelEnd gives the place of the colon behind a label at the start of text.
func labelEnd(text string) int {
	at := strings.IndexByte(text[:min(len(text), longestLabel+1)], ':')
	if at <= 0 || at+1 >= len(text) || text[at+1] == '/' || text[at+1] >= '0' && text[at+1] <= '9' {
		return 0
	}
	if strings.Count(text[:at], "(") > strings.Count(text[:at], ")") { // "signed on 3 May (for the client: Jane Doe)"
		return 0
	}
	if moreWords(text[:at], 8) || strings.ContainsAny(text[:at], "0123456789") && namesCurrency(text[:at]) || strings.ContainsAny(text[:at], ".!?;") && !strings.ContainsAny(text[:at], "°º") {
		return 0
	}
	return at
}

// hasDigit tells whether a text holds a digit of ASCII.
func hasDigit(text string) bool {
	for i := range len(text) {
		if c := text[i]; c >= '0' && c <= '9' {
			return true
		}
	}
	return false
}

// part is a range of bytes.
type part struct{ start, end int }

// segments cuts a text at line breaks, at the bars that stand between
// unrelated data on one line, and where one of the labels begins.
func (rd *reading) segments(text string, labels []int) []part {
	out := rd.pieces[:0]
	start := 0
	cut := func(end, next int) {
		if p, ok := trimmed(text, start, end); ok {
			out = append(out, p)
		}
		start = next
	}
	if len(labels) == 0 && !mayCut(text) {
		cut(len(text), len(text))
		rd.pieces = out
		return out
	}
	for i, c := range text {
		if len(labels) > 0 && i == labels[0] {
			cut(i, i)
			labels = labels[1:]
		}
		switch c {
		case '\n':
			if !rd.r.formGoesOn(text, i) {
				cut(i, i+1)
			}
		case '\t', '|', '·', '•', '¦':
			cut(i, i+utf8.RuneLen(c))
		}
	}
	cut(len(text), len(text))
	rd.pieces = out
	return out
}

// mayCut tells whether a text may hold a character at which segments cuts.
func mayCut(text string) bool {
	for i := range len(text) {
		switch text[i] {
		case '\n', '\t', '|', 0xc2, 0xe2: // the last two begin the other bars
			return true
		}
	}
	return false
}

// formGoesOn tells whether the line break at i stands within a legal form:
// "Sociedad" at the end of one line, "Cooperativa Andaluza" on the next.
func (r *Reader) formGoesOn(text string, i int) bool {
	if start, end := lastWord(text[:i]); start == end || !r.formWords[fold(text[start:end])] {
		return false
	}
	low, high := boundary(text, max(0, i-24)), min(len(text), i+32)
	if low >= i { // no space near
		return false
	}
	ws := words(text[low:high])
	for _, h := range r.phrases.find(ws) {
		if h.topic == partyForm && ws[h.from].end+low <= i && ws[h.to-1].start+low > i && ws[h.from].capital {
			return true
		}
	}
	return false
}

// labelTopics are what the labels of a form are about.
var labelTopics = []topic{
	partyCustomer, partyPartner, partyFor, partyBy, partyTo, partyFrom, dateStartLabel, dateEndLabel, datePeriodLabel,
	valueLabel, seatLabel, tenantLabel, contactLabel, dateSigned,
}

// labelSet holds labelTopics.
var labelSet = topicsOf(labelTopics...)

// innerLabels gives where labels begin inside a text whose lines were joined:
// "Client: Acme Ltd Supplier: Borough Ltd". A label is bold, or known and
// capital.
func (rd *reading) innerLabels(text string, marks []sow.Mark) []int {
	out := rd.labels[:0]
	for from := 0; ; {
		at := strings.IndexByte(text[from:], ':')
		if at < 0 {
			rd.labels = out
			return out
		}
		at += from
		if at+1 < len(text) && text[at+1] == ' ' {
			if start := rd.labelStart(text[:at], max(from, at-60), at, marks); start > 0 {
				out = append(out, start)
			}
		}
		from = at + 1
	}
}

// labelStart gives where the label begins that ends before byte at, 0 for none.
func (rd *reading) labelStart(text string, from, at int, marks []sow.Mark) int {
	for _, m := range marks {
		if m.Kind == sow.Bold && m.Start > from && (m.End == at || m.End == at+1) && m.End-m.Start < 60 {
			return m.Start
		}
	}
	from = boundary(text, from)
	if from > 0 && from >= len(text) {
		return 0
	}
	last := rd.scan.wordsBefore(at)
	if last == 0 || !rd.r.labelEnds.has(rd.scan.ws[last-1].text) {
		return 0
	}
	return rd.scan.knownLabel(text, rd.scan.wordsBefore(from), last)
}

// knownLabel gives where a known label in capitals begins that is the end of
// the words [low:last), 0 for none.
func (s *scan) knownLabel(text string, low, last int) int {
	for _, h := range s.hits[firstHit(s.hits, low):firstHit(s.hits, last)] {
		if h.to != last || h.from <= low || !s.ws[h.from].capital || !labelSet.has(h.topic) || s.ws[h.from-1].joinsName() {
			continue
		}
		if start := s.ws[h.from].start; !strings.HasSuffix(strings.TrimRight(text[:start], " "), "/") {
			return start
		}
	}
	return 0
}

// joinsName tells whether a word goes on with the next one: "Name of the
// Client".
func (w word) joinsName() bool {
	return len(w.text) <= 3 && !w.capital
}

func trimmed(text string, start, end int) (part, bool) {
	for start < end {
		r, n := utf8.DecodeRuneInString(text[start:end])
		if !unicode.IsSpace(r) {
			break
		}
		start += n
	}
	for end > start {
		r, n := utf8.DecodeLastRuneInString(text[start:end])
		if !unicode.IsSpace(r) {
			break
		}
		end -= n
	}
	return part{start, end}, end > start
}

// sentences cuts a piece of text at sentence ends and semicolons.
func (r *Reader) sentences(out []part, text string) []part {
	start := 0
	for i := range len(text) {
		switch c := text[i]; c {
		case '.', '!', '?', ';':
			if c != ';' && !r.sentenceEnd(text, i) {
				continue
			}
			out = appendBounded(out, text, start, i+1)
			start = i + 1
		}
	}
	return appendBounded(out, text, start, len(text))
}

// longestLine is how many bytes a sentence may have. A longer text without an
// end is cut, so that the work on it does not grow with the square.
const longestLine = 4000

// appendBounded appends text[start:end] in pieces of bounded length.
func appendBounded(out []part, text string, start, end int) []part {
	for end-start > longestLine {
		at := boundary(text, start+longestLine)
		if at >= end {
			break
		}
		if p, ok := trimmed(text, start, at); ok {
			out = append(out, p)
		}
		start = at
	}
	if p, ok := trimmed(text, start, end); ok {
		out = append(out, p)
	}
	return out
}

// sentenceEnd tells whether the mark at i ends a sentence: white space and a
// capital, digit or quote follow, and no abbreviation or ordinal stands before.
func (r *Reader) sentenceEnd(text string, i int) bool {
	if i+1 < len(text) && wordASCII[text[i+1]] {
		return false
	}
	rest := strings.TrimLeft(text[i+1:], "\"'”’»)")
	space := strings.TrimLeft(rest, " \u00a0")
	if space == "" {
		return true
	}
	if len(space) == len(rest) {
		return false
	}
	next, _ := utf8.DecodeRuneInString(space)
	if !unicode.IsUpper(next) && !unicode.IsDigit(next) && !strings.ContainsRune("\"“„«¿¡‘’'", next) {
		return false
	}
	return text[i] != '.' || pointEnds(r.abbreviations, text, i, space)
}

// pointEnds tells whether the point at i, before the text next, ends a
// sentence: not behind an abbreviation, a letter or the day of a month.
func pointEnds(abbreviations map[string]bool, text string, i int, next string) bool {
	at := i
	for at > 0 {
		p, n := utf8.DecodeLastRuneInString(text[:at])
		if !unicode.IsLetter(p) && !unicode.IsDigit(p) {
			break
		}
		at -= n
	}
	before := fold(text[at:i])
	if before == "" || abbreviations[before] {
		return before == ""
	}
	if number := strings.Trim(before, "0123456789") == ""; number {
		return len(before) > 2 || !months1(next)
	}
	return utf8.RuneCountInString(before) > 1
}

// months1 tells whether text begins with the name of a month: "2. März" is a
// day and no sentence end.
func months1(text string) bool {
	ws := words(text[:min(len(text), 40)])
	if len(ws) == 0 {
		return false
	}
	_, ok := months[strings.ToLower(text[ws[0].start:ws[0].end])]
	return ok
}
