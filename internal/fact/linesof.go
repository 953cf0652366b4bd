package fact

import (
	"iter"
	"sort"
)

// blockLines gives the lines of a block in order.
func (rd *reading) blockLines(block int) iter.Seq[*line] {
	return func(yield func(*line) bool) {
		at := sort.Search(len(rd.lines), func(i int) bool { return rd.lines[i].block >= block })
		for ; at < len(rd.lines) && rd.lines[at].block == block && yield(&rd.lines[at]); at++ {
		}
	}
}

// placeTables notes which lines each table has. Mostly they follow one another.
func (rd *reading) placeTables() {
	rd.inTables = make(map[int][]int, len(rd.tables))
	all := make([]int, 0, len(rd.lines))
	for i := 0; i < len(rd.lines); {
		table, from := rd.lines[i].table, len(all)
		for ; i < len(rd.lines) && rd.lines[i].table == table; i++ {
			all = append(all, i)
		}
		switch run := all[from:len(all):len(all)]; {
		case table == 0:
			all = all[:from]
		case rd.inTables[table] == nil:
			rd.inTables[table] = run
		default:
			rd.inTables[table] = append(rd.inTables[table], run...)
		}
	}
}

// tableLines gives the lines of a table in order; none for table 0.
func (rd *reading) tableLines(table int) iter.Seq[*line] {
	if rd.inTables == nil {
		rd.placeTables()
	}
	return func(yield func(*line) bool) {
		for _, i := range rd.inTables[table] {
			if !yield(&rd.lines[i]) {
				return
			}
		}
	}
}
