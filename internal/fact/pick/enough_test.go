package pick

import (
	"math"
	"testing"
)

func TestTooLittle(t *testing.T) {
	for _, tt := range []struct {
		name       string
		fact       int
		same       bool
		over, lead float64
		want       bool
	}{
		{"below the least", Start, true, -0.1, 9, true},
		{"a day needs no more", Start, false, 0.1, 0.1, false},
		{"an amount that the rules did not choose", Value, false, 0.9, 9, true},
		{"an amount that they chose", Value, true, 0.9, 9, false},
		{"an agreement that they did not choose", Agreement, false, 1.4, math.Inf(1), true},
		{"two amounts that are nearly as likely", Value, true, 8, 1.4, true},
		{"two numbers of people that are", Seats, true, 8, 1.9, true},
	} {
		if got := tooLittle(tt.fact, tt.same, tt.over, tt.lead); got != tt.want {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}
