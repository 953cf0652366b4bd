package page

import (
	"slices"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/written"
	"claimline/internal/sow"
)

// titleBlocks is how many blocks of a document may hold its title.
const titleBlocks = 6

// leaveOtherLots takes the numbers in rows and columns of the other lots out of the
// tables of a document that is, by its title, about one of several: "Work package
// WP3", "Los 2". Nobody reads days, amounts and people there.
func (pg *Page) leaveOtherLots() {
	own := pg.ownLot()
	if own.number == "" {
		return
	}
	for table, g := range pg.Tables {
		if foreign := pg.otherLots(g, own); foreign != nil {
			for i := range pg.Lines {
				if l := &pg.Lines[i]; l.Table == table && foreign(l) {
					l.Numeric = false
				}
			}
		}
	}
}

// lot is one numbered part of a programme: "WP" and "3".
type lot struct{ word, number string }

// ownLot gives the lot in the title of the document, the zero value for none or
// several.
func (pg *Page) ownLot() (own lot) {
	for i := range min(titleBlocks, len(pg.Doc.Blocks)) {
		b := &pg.Doc.Blocks[i]
		if b.Cell != nil || i > 0 && (b.Kind != sow.Heading || b.Level > 1) {
			continue
		}
		for k := range pg.Scanned[i] {
			n := pg.lotAt(pg.Scanned[i], k)
			if n.number == "" {
				continue
			}
			if own.number != "" && n != own {
				return lot{}
			}
			own = n
		}
	}
	return own
}

// longestLot is how many letters the number of a lot has at most.
const longestLot = 2

// lotAt gives the lot that is named at word i: "WP3", "lot 3", "Los Nr. 3".
func (pg *Page) lotAt(ws []lexicon.Word, i int) lot {
	lots := &pg.Lexicon.Beside.Amounts.Lots
	text := ws[i].Text
	at := len(text)
	for at > 0 && text[at-1] >= '0' && text[at-1] <= '9' {
		at--
	}
	if n := text[at:]; lotNumber(n) && at > 0 && lots.Has(text[:at]) {
		return lot{text[:at], n}
	}
	if end := numberOfLot(ws, lots.At(ws, i)); end > 0 {
		return lot{text, ws[end].Text}
	}
	return lot{}
}

// numberOfLot gives the word of a number at word i, behind the word for one, 0 for none.
func numberOfLot(ws []lexicon.Word, i int) int {
	if i > 0 && i < len(ws) && (ws[i].Text == "n" || ws[i].Text == "nr" || ws[i].Text == "no") {
		i++
	}
	if i < len(ws) && lotNumber(ws[i].Text) {
		return i
	}
	return 0
}

// otherLots tells of the cells of a table whether they belong to another lot, nil for a
// table that is not one of lots. One of lots as rows has its own row, and nothing else
// of it is of this lot; one of lots as columns is read in its own column.
func (pg *Page) otherLots(g *Grid, own lot) func(*Line) bool {
	rows := pg.lotsOf(len(g.Cells), func(i int) int { return g.At(i, 0) })
	columns := pg.lotsOf(g.Cols, func(i int) int { return g.At(0, i) })
	switch {
	case slices.Contains(rows, own):
		return func(l *Line) bool { return l.Row > 0 && (l.Row >= len(rows) || rows[l.Row] != own) }
	case slices.Contains(columns, own):
		return func(l *Line) bool {
			return l.Column < len(columns) && columns[l.Column].number != "" && columns[l.Column] != own
		}
	}
	return nil
}

// lotsOf gives the lots that n cells in the first column or row of a table name, the
// zero value for one that names none; nil where fewer than two do. They may be bare
// numbers below the word for a lot.
func (pg *Page) lotsOf(n int, block func(int) int) []lot {
	out, found, word := make([]lot, n), 0, ""
	for i := range n {
		b := block(i)
		if b < 0 || len(pg.Scanned[b]) == 0 {
			continue
		}
		ws := pg.Scanned[b]
		if out[i] = pg.lotAt(ws, 0); out[i].number == "" && word != "" && len(ws) == 1 && lotNumber(ws[0].Text) {
			out[i] = lot{word, ws[0].Text}
		}
		if out[i].number != "" {
			found++
		}
		if i == 0 && pg.Lexicon.Beside.Amounts.Lots.At(ws, 0) > 0 {
			word = ws[0].Text
		}
	}
	if found < 2 {
		return nil
	}
	return out
}

// lotNumber tells whether a word is a number that a lot may have.
func lotNumber(word string) bool {
	return word != "" && len(word) <= longestLot && written.DigitRun(word) == len(word)
}
