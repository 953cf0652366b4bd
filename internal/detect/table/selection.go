package table

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

// apply sets the rows of the tables that a selection means.
func (r *Reading) apply(sel selection, at *tableIndex) {
	for _, n := range r.headed(sel, at.bearing(sel.rows)) {
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
	if !row.named {
		row.name, row.named = r.nameIn(row.blocks[0]), true
	}
	return row.name
}

// nameIn is rowName for the first cell of a row.
func (r *Reading) nameIn(first int) string {
	if r.Doc.Blocks[first].Cell.Col != 0 {
		return ""
	}
	name := strings.Trim(strings.TrimSpace(r.Doc.Blocks[first].Text), ".)( ")
	if word, number, two := strings.Cut(name, " "); two && len(word) > 1 && bareNumber(number) == number && phrase.Opens(r.TokensOf(first), r.WordsOf(list.Rows)) {
		return number // "Option 2"
	}
	if len(name) == 1 {
		return strings.ToUpper(name)
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
	if 2*found < len(sel.rows) || !r.namesThree(t) {
		return false
	}
	if len(sel.part) == 0 {
		return found == len(sel.rows) && r.nearest(sel.block, n, at.cells)
	}
	for h := r.Blocks[t.first].Heading; h >= 0; h = r.Blocks[h].Heading {
		if samePart(r.TokensOf(h), r.Doc.Blocks[h].Text, sel.part, r.Doc.Blocks[sel.block].Text) || r.bearsNumber(h, sel) {
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
	byNames map[string][]int // numbers of the tables with a row of this name that a reference may give
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
		t.names, t.first = map[string]bool{}, -1
		for _, row := range t.rows {
			if name := r.rowName(row); maySelect(name) {
				t.names[name] = true
			}
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

// maySelect tells whether a reference may give the name of a row: it gives numbers
// and letters.
func maySelect(name string) bool {
	return len(name) == 1 || name != "" && name[0] >= '0' && name[0] <= '9' && name[len(name)-1] >= '0' && name[len(name)-1] <= '9'
}

// namesThree tells whether the rows of a table have three names.
func (r *Reading) namesThree(t *table) bool {
	var names []string
	for _, row := range t.rows {
		if name := r.rowName(row); !slices.Contains(names, name) {
			names = append(names, name)
		}
		if len(names) == 3 {
			return true
		}
	}
	return false
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

// bearsNumber tells whether a heading has the number of the part that a selection
// names: "Schedule A", or "section 6", and "6. Catalogue" is the heading.
func (r *Reading) bearsNumber(h int, sel selection) bool {
	text := r.Doc.Blocks[sel.block].Text
	if strings.EqualFold(strings.Trim(r.Doc.Blocks[h].Number, ".:–- "), text[sel.part[0].Start:sel.part[1].End]) {
		return true
	}
	if !phrase.Opens(sel.part, r.Blocks[sel.block].Lang.Words[list.PartSections]) {
		return false
	}
	number := r.Doc.Blocks[h].Number
	if tokens := r.TokensOf(h); number == "" && len(tokens) > 0 {
		number = r.Doc.Blocks[h].Text[tokens[0].Start:tokens[0].End]
	}
	return strings.Trim(number, ".)( ") == text[sel.part[1].Start:sel.part[1].End]
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
