package weigh

import (
	"slices"
	"strconv"
	"testing"

	"claimline/internal/sow"

	"pgregory.net/rapid"
)

var places = []string{"left", "right"}

// TestSumCountsEachThingOnce compares sums with a plain map of what was said.
func TestSumCountsEachThingOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.SampledFrom([]string{"move", "migrate", "migration", "keep", "to"})
		var weights []sow.WordWeight
		for _, place := range places {
			for _, w := range []string{"move", "keep", "migr*"} {
				weights = append(weights, sow.WordWeight{Place: place, Word: w, Weight: float64(rapid.IntRange(-9, 9).Draw(t, "weight"))})
			}
		}
		weights = append(weights, sow.WordWeight{Place: "left", Word: "move", Next: "to", Weight: 5})
		table, err := Of(places, weights)
		if err != nil {
			t.Fatal(err)
		}
		sum := NewSum(table)
		for range 2 {
			sum.Start()
			want, seen := 0.0, map[sow.WordWeight]bool{}
			say := func(place int, w, next string) {
				sum.Say(place, table.Word(w), table.Word(next))
				sum.Say(place, table.StemOf(w), 0)
				for _, one := range weights {
					if one.Place == places[place] && !seen[one] && (one.Word == w && one.Next == next || one.Word == stem(w)) {
						seen[one] = true
						want += one.Weight
					}
				}
			}
			for range rapid.IntRange(0, 12).Draw(t, "said") {
				say(rapid.IntRange(0, 1).Draw(t, "place"), word.Draw(t, "word"), "")
			}
			if rapid.Bool().Draw(t, "pair") {
				sum.Say(0, table.Word("move"), table.Word("to"))
				want += 5
			}
			if got := sum.Weight(); got != want {
				t.Fatalf("sum %g, want %g", got, want)
			}
		}
	})
}

func stem(w string) string {
	if len(w) <= StemLength {
		return ""
	}
	return w[:StemLength] + "*"
}

// TestOpenTableLearnsItsWeightsBack numbers what it meets and can be read back.
func TestOpenTableLearnsItsWeightsBack(t *testing.T) {
	open := New(places)
	sum := NewSum(open)
	sum.Start()
	sum.Say(0, open.Word("move"), 0)
	sum.Say(1, open.StemOf("migration"), 0)
	sum.Say(1, open.Word("move"), open.Word("to"))
	sum.Say(1, 0, 0) // nothing
	want := []sow.WordWeight{{Place: "left", Word: "move"}, {Place: "right", Word: "migr*"}, {Place: "right", Word: "move", Next: "to"}}
	if !slices.Equal(open.Said(), want) || len(sum.Numbers()) != 3 {
		t.Fatalf("said %v by %v, want %v", open.Said(), sum.Numbers(), want)
	}
	for i := range want {
		want[i].Weight = float64(i + 1)
	}
	again, err := Of(places, want)
	if err != nil {
		t.Fatal(err)
	}
	back := NewSum(again)
	back.Start()
	back.Say(0, again.Word("move"), 0)
	back.Say(1, again.StemOf("migrate"), 0) // another form of the word
	back.Say(1, again.Word("move"), again.Word("to"))
	back.Say(0, again.Word("unknown"), 0)
	if got := back.Weight(); got != 6 {
		t.Errorf("weight %g, want 6", got)
	}
}

// TestNumberInManyPlaces gives words weights in some of many places and looks
// for them in all.
func TestNumberInManyPlaces(t *testing.T) {
	many := make([]string, mostPlaces)
	for i := range many {
		many[i] = "place " + strconv.Itoa(i)
	}
	rapid.Check(t, func(t *rapid.T) {
		type spot struct{ place, word, next int }
		words := []string{"", "move", "keep", "to"}
		want := map[spot]float64{}
		var weights []sow.WordWeight
		for range rapid.IntRange(0, 60).Draw(t, "weights") {
			at := spot{rapid.IntRange(0, mostPlaces-1).Draw(t, "place"), rapid.IntRange(1, 3).Draw(t, "word"), rapid.IntRange(0, 3).Draw(t, "next")}
			weights = append(weights, sow.WordWeight{Place: many[at.place], Word: words[at.word], Next: words[at.next], Weight: float64(len(weights) + 1)})
			want[at] = float64(len(weights))
		}
		table, err := Of(many, weights)
		if err != nil {
			t.Fatal(err)
		}
		for place := range many {
			for word := range words {
				for next := range words {
					if next > 0 && table.Word(words[next]) == 0 {
						continue // a word that nothing is said of
					}
					n := table.Number(place, table.Word(words[word]), table.Word(words[next]))
					if got := table.Weight(n); got != want[spot{place, word, next}] {
						t.Fatalf("weight of %q %q in %s is %g, want %g", words[word], words[next], many[place], got, want[spot{place, word, next}])
					}
					if n > 0 && table.Said()[n-1].Word != words[word] {
						t.Fatalf("number %d of %q stands for %q", n, words[word], table.Said()[n-1].Word)
					}
				}
			}
		}
	})
	if _, err := Of(append(many, "one more"), nil); err == nil {
		t.Error("more places than can be told apart were taken")
	}
}

// TestNumbersStandInTheGivenOrder checks that numbers compare as the weights
// were given, however a table that is read only lays them out.
func TestNumbersStandInTheGivenOrder(t *testing.T) {
	table, err := Of(places, []sow.WordWeight{
		{Place: "right", Word: "move", Weight: 1},
		{Place: "left", Word: "keep", Next: "move", Weight: 1},
		{Place: "left", Word: "keep", Weight: 1},
		{Place: "left", Word: "move", Weight: 1},
	})
	if err != nil {
		t.Fatal(err)
	}
	move, keep := table.Word("move"), table.Word("keep")
	given := []int32{table.Number(1, move, 0), table.Number(0, keep, move), table.Number(0, keep, 0), table.Number(0, move, 0)}
	if !slices.IsSortedFunc(given, table.Compare) {
		t.Errorf("numbers %v do not stand in the given order", given)
	}
}

// TestTablesThatAreAlike asks two tables over the same words: each weighs only its
// own, by numbers that both know.
func TestTablesThatAreAlike(t *testing.T) {
	tables, err := Alike(places, []sow.WordWeight{{Place: "left", Word: "move", Weight: 2}}, []sow.WordWeight{{Place: "left", Word: "keep", Next: "move", Weight: 3}, {Place: "right", Word: "migr*", Weight: 5}})
	if err != nil {
		t.Fatal(err)
	}
	a, b := tables[0], tables[1]
	other, err := Of(places, nil)
	if err != nil {
		t.Fatal(err)
	}
	if !a.IsLike(b) || a.IsLike(other) {
		t.Error("tables that share their words are not told from others")
	}
	for _, one := range []struct {
		table *Table
		want  float64
	}{{a, 2}, {b, 8}} {
		sum := NewSum(one.table)
		sum.Start()
		sum.Say(0, a.Word("move"), 0)
		sum.Say(0, a.Word("keep"), b.Word("move"))
		sum.Say(1, a.StemOf("migration"), 0)
		if got := sum.Weight(); got != one.want {
			t.Errorf("the sum is %v, want %v", got, one.want)
		}
	}
}
