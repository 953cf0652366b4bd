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

// tableLines gives the lines of a table in order; none for table 0.
func (rd *reading) tableLines(table int) iter.Seq[*line] {
	if rd.inTables == nil {
		rd.inTables = map[int][]int{}
		for i := range rd.lines {
			if t := rd.lines[i].table; t != 0 {
				rd.inTables[t] = append(rd.inTables[t], i)
			}
		}
	}
	return func(yield func(*line) bool) {
		for _, i := range rd.inTables[table] {
			if !yield(&rd.lines[i]) {
				return
			}
		}
	}
}
