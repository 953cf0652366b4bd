package table

import (
	"slices"
	"strconv"
	"strings"

	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/list"
	"claimline/internal/detect/page"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// maxSpan is the longest range that a reference may name ("rows 1 to 60").
const maxSpan = 200

// selection is what a sentence orders or refuses by the numbers of a table's
// rows: "the services in rows 1 to 5 of Schedule 2".
type selection struct {
	block   int
	rows    map[string]bool // numbers or codes, as in the first cells
	part    []token.Token   // "Schedule 2", when one is named
	refuses bool
	others  bool // refuses the rows and orders all others
	chooses bool // what a customer orders, or what alone is done
}

// ReadReferences applies sentences that order rows of a table by number. Rows
// that such a sentence leaves out are offered, not ordered.
func (r *Reading) ReadReferences() {
	if len(r.tables) > 0 {
		r.readChosen()
		r.readOrderForms()
	}
	var at *tableIndex
	var lists []numbered
	for i := range r.Doc.Blocks {
		for _, sel := range r.selectionsOf(i) {
			if at == nil {
				at = r.tableIndex()
			}
			if sel.chooses && lists == nil {
				lists = r.numberedLists()
			}
			r.apply(sel, at)
			r.chooseNumbered(sel, lists)
		}
	}
}

// selectionsOf reads the sentences of a block, or a cell beside its label.
func (r *Reading) selectionsOf(i int) (found []selection) {
	k, lang := r.Doc.Blocks[i].Kind, r.Blocks[i].Lang
	switch {
	case lang == nil || k == sow.Header || k == sow.Footer || k == sow.Comment:
		return nil
	case k == sow.Cell:
		return r.selectionBeside(i, lang)
	case !r.Says(i, list.Rows):
		return nil
	}
	for from := int32(0); int(from) < len(r.TokensOf(i)); {
		s := r.Sentence(i, phrase.Hit{From: from, To: from + 1})
		if sel, ok := r.selectionIn(i, s); ok {
			found = append(found, sel)
		}
		from = max(s.To, from+1)
	}
	return found
}

// selectionBeside reads the numbers of rows in a cell beside a label that says that
// they are ordered: "Lines taken up | 2, 3, 6 and 8 of Schedule B".
func (r *Reading) selectionBeside(i int, lang *lexicon.Language) []selection {
	c, tokens := r.Doc.Blocks[i].Cell, r.TokensOf(i)
	if c.Col != 1 || c.RowHead == "" || c.HeaderRow || len(tokens) < 3 || tokens[0].Flags&token.Number == 0 {
		return nil
	}
	label := r.HeadOf(c.RowHead).Tokens
	class := r.columnOf(c.RowHead)
	if !phrase.Within(label, lang.Words[list.Rows]) || class != nil && class.Polarity != sow.InScope {
		return nil
	}
	sel := selection{block: i, rows: map[string]bool{}, part: partIn(tokens, lang), chooses: true}
	r.rowNumbers(i, tokens, lang, sel.rows)
	if len(sel.rows) < 2 {
		return nil
	}
	return []selection{sel}
}

// selectionIn reads one sentence.
func (r *Reading) selectionIn(i int, s token.Span) (sel selection, ok bool) {
	lang := r.Blocks[i].Lang
	tokens := r.TokensOf(i)[s.From:s.To]
	if !r.SaysIn(i, s, list.Rows) {
		return sel, false
	}
	sel = selection{block: i, part: partIn(tokens, lang)}
	if spared := r.sparedRows(i, s); len(spared) > 0 && r.ordersAll(i, s) {
		sel.rows, sel.refuses, sel.others = spared, true, true
		return sel, true
	}
	if sel.rows = r.rowsIn(i, s); len(sel.rows) == 0 {
		return sel, false
	}
	sel.refuses = r.setsAside(i, s) && !r.SaysIn(i, s, list.OrderOnly)
	class := r.Blocks[i].Class
	if !sel.refuses && class != nil && lexicon.Withholds(class) {
		sel.refuses = true
	}
	sel.chooses = r.SaysIn(i, s, list.PartyOrders) || r.SaysIn(i, s, list.Only) || r.SaysIn(i, s, list.OrderOnly)
	if !r.SaysIn(i, s, list.PartyOrders) && strings.ContainsAny(r.Doc.Blocks[i].Text[tokens[0].Start:tokens[len(tokens)-1].End], "€$£₹") {
		return sel, false // what some rows cost
	}
	return sel, sel.refuses || ordersRows(tokens, lang)
}

// setsAside tells whether a sentence refuses something or puts it off. The word
// for rows itself says nothing of the kind: "of the three options we take option 2".
func (r *Reading) setsAside(i int, s token.Span) bool {
	for _, h := range r.HitsOf(i, phrase.Cue) {
		if h.From < s.From || h.To > s.To || phrase.Opens(r.TokensOf(i)[h.From:h.To], r.WordsOf(list.Rows)) {
			continue
		}
		hit := token.Span{From: h.From, To: h.To}
		if r.SaysCue(i, hit, sow.Excluded) || r.SaysCue(i, hit, sow.Optional) || r.SaysCue(i, hit, sow.Future) {
			return true
		}
	}
	return false
}

// ordersRows tells whether a sentence orders the rows that it names: "comprises rows
// 1 to 5", "row 2 is ordered", but not "row 2 covers all users".
func ordersRows(tokens []token.Token, lang *lexicon.Language) bool {
	seen := false
	for k := range tokens {
		if k > 0 && phrase.Opens(tokens[k-1:], lang.Words[list.Rows]) {
			seen = seen || tokens[k].Flags&token.Number != 0 || tokens[k].End-tokens[k].Start == 1
		}
		if phrase.Opens(tokens[k:], lang.Words[list.Ordered]) && (!seen || !phrase.Opens(tokens[k:], lang.Words[list.OrderedHolds])) {
			return true
		}
	}
	return false
}

// rowNumbers collects the numbers and ranges that follow a word for rows.
func (r *Reading) rowNumbers(block int, tokens []token.Token, lang *lexicon.Language, rows map[string]bool) {
	text := r.Doc.Blocks[block].Text
	last, letter := -1, byte(0)
	through := false
	for k := range tokens {
		t := tokens[k]
		word := text[t.Start:t.End]
		n := wholeNumber(t, word)
		switch {
		case n >= 0:
			addRows(rows, last, n, through)
			last, through = n, strings.HasPrefix(text[t.End:], "–") || strings.HasPrefix(text[t.End:], "-")
		case phrase.Opens(tokens[k:], lang.Words[list.Through]):
			through = true
		case len(word) == 1 && t.Flags&token.InitialCap != 0:
			addLetters(rows, letter, word[0], through)
			letter, through = word[0], false
		case !r.linksRows(t, word, lang):
			return
		}
	}
}

// wholeNumber gives the number that a token is, -1 for none.
func wholeNumber(t token.Token, word string) int {
	if t.Flags&token.Number == 0 {
		return -1
	}
	n, err := strconv.Atoi(word)
	if err != nil {
		return -1
	}
	return n
}

// addRows adds a number, or the range that it ends.
func addRows(rows map[string]bool, last, n int, through bool) {
	if !through || last < 0 || n <= last || n-last >= maxSpan {
		last = n
	}
	for j := last; j <= n; j++ {
		rows[strconv.Itoa(j)] = true
	}
}

// addLetters adds a letter, or the range that it ends: "packages A to E".
func addLetters(rows map[string]bool, last, c byte, through bool) {
	if !through || last == 0 || c <= last {
		last = c
	}
	for j := last; j <= c; j++ {
		rows[string(rune(j))] = true
	}
}

// linksRows tells whether a token only links numbers of rows: a comma, "and".
func (r *Reading) linksRows(t token.Token, word string, lang *lexicon.Language) bool {
	if t.Flags&token.IsPunct != 0 {
		return strings.ContainsAny(word, ",&/")
	}
	return lang.Stop.Has(t.ID) || r.IsOr(t)
}

// partIn finds the name of a part of the document in a sentence.
func partIn(tokens []token.Token, lang *lexicon.Language) []token.Token {
	for k := 0; k+1 < len(tokens); k++ {
		if tokens[k].ID != 0 && lang.Parts.Has(tokens[k].ID) && (tokens[k+1].Flags&token.Number != 0 || tokens[k+1].End-tokens[k+1].Start == 1 && tokens[k+1].Flags&token.IsPunct == 0) {
			return tokens[k : k+2]
		}
	}
	return nil
}

// apply sets the rows of the tables that a selection means.
func (r *Reading) apply(sel selection, at *tableIndex) {
	for _, n := range at.bearing(sel.rows) {
		t := r.tables[n]
		if !r.means(sel, n, t, at) {
			continue
		}
		for _, row := range t.rows {
			r.choose(sel, r.rowName(row), row.blocks)
		}
	}
}

// choose sets the blocks of a row by whether a selection names it.
func (r *Reading) choose(sel selection, name string, blocks []int) {
	value := page.RowValue{Polarity: sow.Optional, Cue: "reference.other"}
	keep := func(row page.RowValue) bool { return settled(row, sel.chooses) }
	switch named := sel.rows[name]; {
	case named && sel.refuses:
		value = page.RowValue{Polarity: sow.Excluded, Cue: "reference.refused"}
	case named, sel.others:
		value = page.RowValue{Polarity: sow.InScope, Cue: Ordered}
		if !named {
			keep = refused
		}
	case sel.refuses:
		return
	}
	for _, b := range blocks {
		if c := r.Doc.Blocks[b].Cell; (c == nil || !c.HeaderRow) && !keep(r.Blocks[b].Row) {
			r.Blocks[b].Row = value
		}
	}
}

// settled tells whether a row is known to be another firm's or, unless the sentence
// says what the customer orders, one of a lot that the document is not about: a
// sentence may name its number all the same.
func settled(row page.RowValue, ordered bool) bool {
	return row.Polarity == sow.Excluded && (row.Cue == ownerCue || row.Cue == Chosen && !ordered)
}

// refused tells whether the table itself says that a row is not delivered, which
// "all lines other than 6 and 9" does not change.
func refused(row page.RowValue) bool { return lexicon.Refuses(row.Polarity) }

// rowName is the number or code in the first cell of a row.
func (r *Reading) rowName(row *tableRow) string {
	first := row.blocks[0]
	if r.Doc.Blocks[first].Cell.Col != 0 {
		return ""
	}
	name := strings.Trim(strings.TrimSpace(r.Doc.Blocks[first].Text), ".)( ")
	if word, number, two := strings.Cut(name, " "); two && bareNumber(number) == number && len(word) > 1 && phrase.Opens(r.TokensOf(first), r.WordsOf(list.Rows)) {
		return number // "Option 2"
	}
	return name
}

// means tells whether a selection speaks of a table: it stands below the part
// that is named, or, without one, its rows bear all the numbers.
func (r *Reading) means(sel selection, n int, t *table, at *tableIndex) bool {
	found := 0
	for name := range sel.rows {
		if t.names[name] {
			found++
		}
	}
	if 2*found < len(sel.rows) || len(t.names) < 3 {
		return false
	}
	if len(sel.part) == 0 {
		return found == len(sel.rows) && r.nearest(sel.block, n, at.cells)
	}
	for h := r.Blocks[t.first].Heading; h >= 0; h = r.Blocks[h].Heading {
		if samePart(r.TokensOf(h), r.Doc.Blocks[h].Text, sel.part, r.Doc.Blocks[sel.block].Text) {
			return true
		}
	}
	return false
}

// nearest tells whether table n is the first one after a block, or the last
// one before it when none follows.
func (r *Reading) nearest(block, n int, cells []int) bool {
	behind, _ := slices.BinarySearch(cells, block+1)
	last := 0
	if behind > 0 {
		last = r.Doc.Blocks[cells[behind-1]].Cell.Table
	}
	if behind == len(cells) {
		return last == n
	}
	next := r.Doc.Blocks[cells[behind]].Cell.Table
	return next == n || last == n && cells[behind]-block > 3
}

// tableIndex finds the tables that a reference may mean.
type tableIndex struct {
	all     []int            // numbers of all tables
	byNames map[string][]int // numbers of the tables with a row of this name
	cells   []int            // blocks that are cells
}

// tableIndex notes the names of the rows of each table.
func (r *Reading) tableIndex() *tableIndex {
	at := &tableIndex{byNames: map[string][]int{}}
	for i := range r.Doc.Blocks {
		if r.Doc.Blocks[i].Cell != nil {
			at.cells = append(at.cells, i)
		}
	}
	for n, t := range r.tables {
		at.all = append(at.all, n)
		t.names, t.first = make(map[string]bool, len(t.rows)), -1
		for _, row := range t.rows {
			t.names[r.rowName(row)] = true
			if t.first < 0 || row.blocks[0] < t.first {
				t.first = row.blocks[0]
			}
		}
		for name := range t.names {
			at.byNames[name] = append(at.byNames[name], n)
		}
	}
	return at
}

// bearing gives the tables with at least one of the rows, all for none.
func (at *tableIndex) bearing(rows map[string]bool) []int {
	if len(rows) == 0 {
		return at.all
	}
	var out []int
	for name := range rows {
		out = append(out, at.byNames[name]...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// samePart tells whether a heading names the part "Schedule 2".
func samePart(heading []token.Token, headingText string, part []token.Token, text string) bool {
	for k := 0; k+1 < len(heading); k++ {
		if heading[k].ID == part[0].ID && headingText[heading[k+1].Start:heading[k+1].End] == text[part[1].Start:part[1].End] {
			return true
		}
	}
	return false
}
