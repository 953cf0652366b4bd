package weigh

// Joint holds what single words weigh in one place by each of some tables that
// are alike, side by side: a text is read once for all of them. It is read only.
type Joint struct {
	tables  int
	row     []int32   // by word: which of the rows is its, 0 for none
	weights []float64 // row by row, of the tables in their order
}

// NewJoint puts tables that are alike, and read only, side by side.
func NewJoint(place int, tables []*Table) *Joint {
	j := &Joint{tables: len(tables), weights: make([]float64, len(tables))}
	for n, t := range tables {
		j.row = append(j.row, make([]int32, max(0, len(t.rows)-len(j.row)))...)
		for word := range t.rows {
			if r := &t.rows[word]; r.has(place) {
				j.of(int32(word))[n] = t.weight[r.number(place)]
			}
		}
	}
	return j
}

// of gives the row of a word, a new one if need be.
func (j *Joint) of(word int32) []float64 {
	if j.row[word] == 0 {
		j.row[word] = int32(len(j.weights) / j.tables) //nolint:gosec // as above
		j.weights = append(j.weights, make([]float64, j.tables)...)
	}
	return j.Row(j.row[word])
}

// RowOf gives the number of the row of a word, 0 for one that weighs nothing.
func (j *Joint) RowOf(word int32) int32 { return j.row[word] }

// Row gives what the word of a row weighs by each table.
func (j *Joint) Row(n int32) []float64 {
	from := int(n) * j.tables
	return j.weights[from : from+j.tables]
}

// Rows is how many rows there are.
func (j *Joint) Rows() int { return len(j.weights) / j.tables }
