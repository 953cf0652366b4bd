package weigh

import (
	"testing"

	"claimline/internal/sow"
)

// Tables side by side weigh each word as each of them alone.
func TestJointWeighsAsEachTable(t *testing.T) {
	tables, err := Alike(places,
		[]sow.WordWeight{{Place: "left", Word: "move", Weight: 1}, {Place: "right", Word: "keep", Weight: 2}},
		[]sow.WordWeight{{Place: "left", Word: "keep", Weight: 3}, {Place: "left", Word: "move", Next: "to", Weight: 9}},
		nil,
	)
	if err != nil {
		t.Fatal(err)
	}
	joint := NewJoint(0, tables)
	for _, word := range []string{"move", "keep", "to", "never"} {
		for n, table := range tables {
			sum := NewSum(table)
			sum.Start()
			sum.Say(0, table.Word(word), 0)
			if got := joint.Row(joint.RowOf(table.Word(word)))[n]; got != sum.Weight() {
				t.Errorf("%q weighs %g by table %d, want %g", word, got, n, sum.Weight())
			}
		}
	}
}

// What no table that is alike has a number for is known to have none.
func TestMayMissesNothing(t *testing.T) {
	tables, err := Alike(places,
		[]sow.WordWeight{{Place: "left", Word: "move", Weight: 1}},
		[]sow.WordWeight{{Place: "right", Word: "keep", Weight: 3}, {Place: "left", Word: "move", Next: "to", Weight: 9}},
	)
	if err != nil {
		t.Fatal(err)
	}
	for place := range places {
		for _, word := range []string{"", "move", "keep", "to"} {
			for _, next := range []string{"", "move", "keep", "to"} {
				has := false
				for _, table := range tables {
					has = has || table.Number(place, table.Word(word), table.Word(next)) != 0
				}
				if may := tables[0].May(place, tables[0].Word(word), tables[0].Word(next)); has && !may {
					t.Errorf("%s %q %q: may be %v, is %v", places[place], word, next, may, has)
				}
			}
		}
	}
}
