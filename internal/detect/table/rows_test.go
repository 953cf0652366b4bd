package table

import "testing"

// Rows are found again by their numbers, whether these rise or not.
func TestRowsAreFoundByNumber(t *testing.T) {
	for _, numbers := range [][]int{{0, 1, 2, 5}, {3, 1, 2, 0}, {1, 2, 0, 3}} {
		var one table
		for _, n := range numbers {
			if got := one.row(n); got.number != n || one.row(n) != got {
				t.Errorf("%v: row %d has the number %d", numbers, n, got.number)
			}
		}
		for _, n := range numbers {
			if at, known := one.rowAt(n); !known || one.rows[at].number != n {
				t.Errorf("%v: row %d is not found", numbers, n)
			}
		}
		if _, known := one.rowAt(9); known || len(one.rows) != len(numbers) {
			t.Errorf("%v: there are %d rows", numbers, len(one.rows))
		}
	}
}
