package learn

import (
	"fmt"
	"testing"

	"claimline/internal/fact"
)

// TestSalesLearnsBothAnswers gives documents in which "tends" stands where the
// partner sells and "lends" where somebody else does.
func TestSalesLearnsBothAnswers(t *testing.T) {
	table := fact.NewTables().Sales
	tends, lends, rare := table.Number(0, table.Word("tends"), 0), table.Number(0, table.Word("lends"), 0), table.Number(0, table.Word("rare"), 0)
	yes, no := true, false
	var documents []Sale
	for i := range 60 {
		d := Sale{Document: fmt.Sprint(i), Said: map[int32]float64{}}
		switch i % 3 {
		case 0:
			d.Sells, d.Said[tends] = &yes, 1
		case 1:
			d.Sells, d.Said[lends] = &no, 1
		}
		if i < 2 {
			d.Said[rare] = 1
		}
		documents = append(documents, d)
	}
	sales := Sales(documents, table)
	if len(sales) != 2 || !sales[0].Sells || sales[1].Sells {
		t.Fatalf("learnt %+v, want yes and no", sales)
	}
	for i, want := range []string{"tends", "lends"} {
		heaviest := sales[i].Words[0]
		for _, w := range sales[i].Words {
			if w.Weight > heaviest.Weight {
				heaviest = w
			}
			if w.Word == "rare" {
				t.Errorf("a word of two documents has a weight: %+v", w)
			}
		}
		if heaviest.Word != want || heaviest.Weight < 0.5 {
			t.Errorf("answer %t goes by %+v, want %s", sales[i].Sells, heaviest, want)
		}
	}
}

// TestSalesWithoutAnswers learns nothing where no label knows who sells.
func TestSalesWithoutAnswers(t *testing.T) {
	if sales := Sales([]Sale{{Document: "a"}, {Document: "b"}}, fact.NewTables().Sales); len(sales) != 0 {
		t.Errorf("learnt %+v from nothing", sales)
	}
}
