package page

import (
	"iter"
	"sort"
)

// BlockLines gives the lines of a block in order.
func (pg *Page) BlockLines(block int) iter.Seq[*Line] {
	return func(yield func(*Line) bool) {
		at := sort.Search(len(pg.Lines), func(i int) bool { return pg.Lines[i].Block >= block })
		for ; at < len(pg.Lines) && pg.Lines[at].Block == block && yield(&pg.Lines[at]); at++ {
		}
	}
}

// LineAbove gives the line before one of the page in its block, nil for none.
func (pg *Page) LineAbove(l *Line) *Line {
	at := sort.Search(len(pg.Lines), func(i int) bool {
		o := &pg.Lines[i]
		return o.Block > l.Block || o.Block == l.Block && o.Start >= l.Start
	})
	if at == 0 || pg.Lines[at-1].Block != l.Block {
		return nil
	}
	return &pg.Lines[at-1]
}

// placeTables notes which lines each table has. Mostly they follow one another.
func (pg *Page) placeTables() {
	pg.inTables = make(map[int][]int, len(pg.Tables))
	all := make([]int, 0, len(pg.Lines))
	for i := 0; i < len(pg.Lines); {
		table, from := pg.Lines[i].Table, len(all)
		for ; i < len(pg.Lines) && pg.Lines[i].Table == table; i++ {
			all = append(all, i)
		}
		switch run := all[from:len(all):len(all)]; {
		case table == 0:
			all = all[:from]
		case pg.inTables[table] == nil:
			pg.inTables[table] = run
		default:
			pg.inTables[table] = append(pg.inTables[table], run...)
		}
	}
}

// TableLines gives the lines of a table in order; none for table 0.
func (pg *Page) TableLines(table int) iter.Seq[*Line] {
	if pg.inTables == nil {
		pg.placeTables()
	}
	return func(yield func(*Line) bool) {
		for _, i := range pg.inTables[table] {
			if !yield(&pg.Lines[i]) {
				return
			}
		}
	}
}
