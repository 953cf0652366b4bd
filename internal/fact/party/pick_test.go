package party

import "testing"

func TestLeadOver(t *testing.T) {
	for _, tt := range []struct {
		name  string
		leads []float64
		i, j  int
		want  float64
	}{
		{"alone", []float64{2}, 0, -1, 2},
		{"beside one that is worse than none", []float64{2, -1}, 0, -1, 2},
		{"beside the other side", []float64{2, 1.5}, 0, 1, 2},
		{"beside a third", []float64{2, 1.5, 1.75}, 0, 1, 0.25},
	} {
		if got := leadOver(tt.leads, tt.i, tt.j); got != tt.want {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}
