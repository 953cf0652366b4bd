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
		{"an agreement that the rules did not choose", Agreement, false, 1.4, math.Inf(1), true},
		{"an amount for which the words hardly speak", Value, false, 0.4, 9, true},
		{"an amount that the rules chose", Value, true, 0.4, 9, false},
		{"two amounts that are nearly as likely", Value, true, 8, 1.9, true},
		{"two of which the rules chose none", Value, false, 8, 0.4, true},
		{"a number of people that the rules alone support", Seats, true, 1.9, 9, true},
		{"one that leads by their say alone", Seats, true, 8, 3.9, true},
		{"one that words and rules support", Seats, true, 2.1, 4, false},
		{"one that the words support", Seats, false, -0.4, 1, false},
		{"one among others that they do", Seats, false, 8, 0.9, true},
	} {
		if got := tooLittle(tt.fact, tt.same, tt.over, tt.lead); got != tt.want {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}
