package page

import (
	"iter"
	"strings"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/written"
)

// values are the days and amounts of a line.
type values struct {
	dates []written.Date
	money []written.Amount // as they are written
	coins []written.Amount // to those who know what amounts are in
}

// Amounts gives the amounts of a line as they are written.
func (l *Line) Amounts() []written.Amount {
	if !l.hasMoney {
		l.hasMoney = true
		if hits := written.Amounts(l.Text); len(hits) > 0 {
			l.write().money = hits
		}
	}
	if l.values == nil {
		return nil
	}
	return l.money
}

// write gives the place for what is written in the line.
func (l *Line) write() *values {
	if l.values == nil {
		l.values = &values{}
	}
	return l.values
}

// Dates gives the days of a line.
func (pg *Page) Dates(l *Line) []written.Date {
	if !l.Numeric {
		return nil
	}
	if !l.hasDates {
		pg.readDates(l)
	}
	if l.values == nil {
		return nil
	}
	return l.dates
}

// readDates reads the days of a line.
func (pg *Page) readDates(l *Line) {
	l.hasDates = true
	hits := written.Dates(l.Text, pg.MonthFirst)
	if pg.Marks[l.Block]&lexicon.IsMonth != 0 {
		hits = pg.spelledDays(l, hits)
	}
	if len(hits) > 0 {
		l.write().dates = hits
	}
}

// readNumbers reads the days and amounts of all lines.
func (pg *Page) readNumbers() {
	for i := range pg.Lines {
		if l := &pg.Lines[i]; l.Numeric {
			pg.Dates(l)
			if l.hasMoney = l.hasMoney || !pg.mayHoldCoin(l.Block); !l.hasMoney {
				l.Amounts()
			}
		}
	}
}

// monthOrderTexts gives the texts of the blocks that may tell whether days are month
// first: those that hold a digit, and a slash or the name of a month before a day.
func (pg *Page) monthOrderTexts() iter.Seq[string] {
	return func(yield func(string) bool) {
		for i := range pg.Doc.Blocks {
			text, marks := pg.Doc.Blocks[i].Text, pg.Marks[i]
			if pg.Scanned[i] != nil && (marks&lexicon.HoldsDigit == 0 || strings.IndexByte(text, '/') < 0 && (marks&lexicon.IsMonth == 0 || !monthFirstIn(pg.Scanned[i]))) {
				continue
			}
			if !yield(text) {
				return
			}
		}
	}
}

// monthFirstIn tells whether the name of a month stands before the number of a day.
func monthFirstIn(ws []lexicon.Word) bool {
	for i := 0; i+1 < len(ws); i++ {
		if ws[i].Marks&lexicon.IsMonth == 0 {
			continue
		}
		if n := written.DigitRun(ws[i+1].Spelling); n == 1 || n == 2 {
			return true
		}
	}
	return false
}

// mayHoldCoin tells whether a block may hold a currency. Of one that has not been
// cut into words nobody knows.
func (pg *Page) mayHoldCoin(block int) bool {
	return pg.Marks[block]&lexicon.HoldsCoin != 0 || pg.Scanned[block] == nil
}
