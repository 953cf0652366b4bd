package table

import (
	"cmp"
	"slices"
	"strings"

	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/page"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// table is what the heads and answers of one table say.
type table struct {
	number  int
	rows    []*tableRow   // in the order of the document
	mixed   bool          // their numbers do not always rise
	columns []tableColumn // in the order in which cells come

	names map[string]bool // of the rows that references may give
	first int             // the first block

	fate, fateRead bool // it says what becomes of the lines of an order, once that has been asked

	near     []int // blocks that may explain its codes, once they have been asked for
	nearRead bool

	spare []tableRow // room for the next rows
	cells []int      // and for the blocks of these
}

type tableColumn struct {
	number int
	class  *sow.ColumnClass // of the first head that a cell gives it
	headed bool             // a cell has given one
	head   string           // what it says
	yes    int              // answers: a blank cell of such a column is a "no"

	asked, theirs bool // that all its cells name others than the partner, once it has been asked

	marked bool         // the next two are known
	marks  []columnMark // with which its cells begin
	lines  int          // of the table
}

// column gives the column of a number, a new one for the first of its cells.
func (t *table) column(number int) *tableColumn { return &t.columns[t.columnAt(number)] }

// columnAt gives the place of a column among those of the table.
func (t *table) columnAt(number int) int {
	if number >= 0 && number < len(t.columns) && t.columns[number].number == number {
		return number // mostly they come one after the other
	}
	at := slices.IndexFunc(t.columns, func(c tableColumn) bool { return c.number == number })
	if at < 0 {
		at = len(t.columns)
		t.columns = append(t.columns, tableColumn{number: number})
	}
	return at
}

type tableRow struct {
	number int
	blocks []int
	yes    []int // columns

	name  string // that stands in its first cell, once it has been asked for
	named bool
}

// ReadTables works out, for every row, what its decision cells say about the
// product in it, and for every column what its head says.
func (r *Reading) ReadTables() {
	for i := range r.Doc.Blocks {
		if c := r.Doc.Blocks[i].Cell; c != nil {
			r.addCell(i, c)
		}
	}
	for _, t := range r.tables {
		r.codeHeads(t)
		for _, row := range t.rows {
			r.readRow(t, row)
		}
	}
	for i := range r.Doc.Blocks {
		if c := r.Doc.Blocks[i].Cell; c != nil {
			r.readHeads(i, c)
		}
	}
	r.rowSections()
}

func (r *Reading) addCell(i int, c *sow.CellPos) {
	t := r.lastTable
	if t == nil || t.number != c.Table {
		t = r.tableOf(c.Table)
		r.lastTable = t
	}
	row := t.row(c.Row)
	row.blocks = append(row.blocks, i)
	if c.HeaderRow {
		return
	}
	column := t.column(c.Col)
	if !column.headed && c.ColHead != "" {
		column.class, column.headed, column.head = r.columnOf(c.ColHead), true, c.ColHead
	}
	if v, ok := r.cellValue(i); ok && v.Answer == "yes" {
		column.yes++
		row.yes = append(row.yes, c.Col)
	}
}

// tableOf gives the table of a number, a new one for the first of its cells.
func (r *Reading) tableOf(number int) *table {
	t := r.tables[number]
	if t == nil {
		t = &table{number: number}
		r.tables[number] = t
	}
	return t
}

// row gives the row of a number, a new one for the first of its cells.
func (t *table) row(number int) *tableRow {
	if n := len(t.rows); n > 0 && t.rows[n-1].number == number {
		return t.rows[n-1]
	}
	if at, known := t.rowAt(number); known {
		return t.rows[at]
	}
	row := t.newRow()
	row.number = number
	t.mixed = t.mixed || len(t.rows) > 0 && t.rows[len(t.rows)-1].number > number
	t.rows = append(t.rows, row)
	return row
}

// rowAt finds the row of a number.
func (t *table) rowAt(number int) (at int, known bool) {
	if t.mixed {
		at = slices.IndexFunc(t.rows, func(row *tableRow) bool { return row.number == number })
		return at, at >= 0
	}
	return slices.BinarySearchFunc(t.rows, number, func(row *tableRow, number int) int { return cmp.Compare(row.number, number) })
}

// RowOf gives the blocks of the row of a cell.
func (r *Reading) RowOf(c *sow.CellPos) []int {
	t := r.tables[c.Table]
	at, _ := t.rowAt(c.Row)
	return t.rows[at].blocks
}

// rowsAtOnce is for how many rows of a table room is made at once.
const rowsAtOnce = 8

// newRow gives a row with room for as many cells as the rows before it have
// columns.
func (t *table) newRow() *tableRow {
	n := max(len(t.columns), 2)
	if len(t.spare) == 0 {
		t.spare, t.cells = make([]tableRow, rowsAtOnce), make([]int, rowsAtOnce*n)
	}
	row := &t.spare[0]
	t.spare = t.spare[1:]
	if len(t.cells) >= n {
		row.blocks, t.cells = t.cells[:0:n], t.cells[n:]
	}
	return row
}

// columnSection reads a head as it would be read over a section ("Not
// foreseen").
func (r *Reading) columnSection(tokens []token.Token) *sow.ColumnClass {
	if len(tokens) > 8 {
		return nil
	}
	class, _ := r.ClassOf(tokens, 0, r.Main)
	if class == nil {
		return nil
	}
	if class.Polarity == sow.Optional {
		return &sow.ColumnClass{Polarity: class.Polarity} // a no to improvements orders nothing
	}
	if class.Polarity == sow.Excluded || class.Polarity == sow.Future {
		return &sow.ColumnClass{Polarity: class.Polarity, Else: sow.InScope}
	}
	if class.Class == "scope" {
		return &sow.ColumnClass{Polarity: sow.InScope}
	}
	return nil
}

// Value reads a cell that holds an answer: a tick box, a tick mark, or one
// of the words of the context, alone or before a comma, dash or bracket.
func (r *Reading) cellValue(i int) (lexicon.Value, bool) {
	info := &r.Blocks[i]
	if info.Valued == page.NotRead {
		info.Valued = page.NoValue
		if v, ok := r.readValue(i); ok {
			info.Value, info.Valued = v, page.HasValue
		}
	}
	return info.Value, info.Valued == page.HasValue
}

func (r *Reading) readValue(i int) (lexicon.Value, bool) {
	b := &r.Doc.Blocks[i]
	text := strings.TrimSpace(b.Text)
	if b.Checked != nil && len(text) < 12 {
		return lexicon.Value{Answer: AnswerOf(*b.Checked)}, true
	}
	if text == "" || len(text) > 160 || !r.Lex.MayOpenValue(text) {
		return lexicon.Value{}, false
	}
	if v, ok := r.Lex.Value(text); ok {
		return v, true
	}
	if at := endOfAnswer(text); at > 0 {
		if v, ok := r.Lex.Value(text[:at]); ok {
			return v, true
		}
	}
	if strings.IndexByte(text, ' ') < 0 {
		return lexicon.Value{}, false
	}
	if head, ok := beforeDash(text); ok {
		return r.Lex.Value(head)
	}
	if b.Cell != nil && r.decides(b.Cell.ColHead) && !r.readHead(b.Cell.ColHead).Apart {
		return r.valueBefore(text)
	}
	return lexicon.Value{}, false
}

// beforeDash gives what stands before a dash between blanks.
func beforeDash(text string) (head string, ok bool) {
	if strings.IndexByte(text, '-') < 0 && strings.IndexByte(text, "–"[0]) < 0 {
		return "", false // mostly
	}
	for _, dash := range []string{" – ", " - ", " — "} {
		if head, _, ok := strings.Cut(text, dash); ok {
			return head, true
		}
	}
	return "", false
}

// endOfAnswer gives the first mark that may stand behind an answer, -1 for none.
func endOfAnswer(text string) int {
	for at := range len(text) {
		switch text[at] {
		case ',', ';', ':', '(', '.', '\n':
			return at
		}
	}
	return -1
}

// valueBefore reads a state that a cell goes on to explain: "in use by all".
func (r *Reading) valueBefore(text string) (lexicon.Value, bool) {
	for at := len(text); at > 0; at = strings.LastIndexByte(text[:at], ' ') {
		if v, ok := r.Lex.Value(text[:at]); ok && v.Polarity != "" {
			return v, true
		}
	}
	return lexicon.Value{}, false
}

// AnswerOf gives the answer of a box.
func AnswerOf(ticked bool) string {
	if ticked {
		return "yes"
	}
	return "no"
}

func (r *Reading) tickedRow(row *tableRow) sow.Polarity {
	for _, i := range row.blocks {
		if ticked := r.Doc.Blocks[i].Cell.RowTicked; ticked != nil {
			if *ticked {
				return sow.InScope
			}
			return sow.Optional
		}
	}
	return ""
}

// readHeads gives a cell what the heads of its column and row say.
func (r *Reading) readHeads(i int, c *sow.CellPos) {
	info := &r.Blocks[i]
	if c.HeaderRow {
		return
	}
	if r.lastTable.number != c.Table {
		r.lastTable = r.tables[c.Table]
	}
	info.Column = r.lastTable.column(c.Col).class
	if c.RowHead != "" && len(c.RowHead) <= page.MaxPseudo {
		info.RowClass = r.rowHeadClass(c.RowHead, info.Lang)
	}
}

// rowSections lets a table row with a single filled cell act as a heading for
// the rows below it ("Not included" across the table).
func (r *Reading) rowSections() {
	for _, t := range r.inOrder() {
		rows := slices.Clone(t.rows)
		slices.SortFunc(rows, func(a, b *tableRow) int { return a.number - b.number })
		var class *sow.SectionClass
		from := -1
		for _, row := range rows {
			blocks := row.blocks
			if len(blocks) == 1 && len(rows) > 2 && len(r.Doc.Blocks[blocks[0]].Text) <= page.MaxPseudo {
				class, from = r.Classify(blocks[0]), blocks[0]
				continue
			}
			if class == nil {
				continue
			}
			for _, i := range blocks {
				r.Blocks[i].Class, r.Blocks[i].Classed = class, from
			}
		}
	}
}
