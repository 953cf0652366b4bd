package learn

import (
	"math"
	"reflect"
	"testing"

	"claimline/internal/detect"
	"claimline/internal/piece"
	"claimline/internal/sow"
	"claimline/internal/weigh"

	"pgregory.net/rapid"
)

// TestLogisticFindsTheMinimum compares the gradient at the weights found with
// 0 on random rows: there is one minimum.
func TestLogisticFindsTheMinimum(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		features := rapid.IntRange(1, 8).Draw(t, "features")
		rows := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) row {
			r := row{delivered: rapid.Bool().Draw(t, "delivered"), weight: rapid.Float64Range(0.1, 2).Draw(t, "weight")}
			for i := range features {
				if rapid.Bool().Draw(t, "said") {
					r.index, r.value = append(r.index, int32(i)), append(r.value, rapid.Float64Range(0.1, 1).Draw(t, "value"))
				}
			}
			return r
		}), 1, 30).Draw(t, "rows")
		if one := rows[0].delivered; len(rows) == 1 || !mixed(rows, one) {
			return // without a counter-example the bias has no bound
		}
		w := logistic(rows, features, 1)
		gradient := make([]float64, len(w))
		p := problem{rows: rows, cost: 1}
		p.loss(w, gradient)
		if slope := math.Sqrt(dot(gradient, gradient)); slope > 0.05 {
			t.Fatalf("slope %g at the weights found %v", slope, w)
		}
	})
}

func mixed(rows []row, delivered bool) bool {
	for _, r := range rows {
		if r.delivered != delivered {
			return true
		}
	}
	return false
}

// lines are pieces whose words "erect" and "abandon" decide.
const lines = `en|x|Work|We erect Microsoft Sentinel in spring.|sentinel=in
en|x|Work|They erect Microsoft Teams for all.|teams=in
en|x|Work|We abandon Microsoft Intune in spring.|intune=out
en|x|Work|They abandon Power BI for all.|power-bi=out
`

func observed(t *testing.T) ([]Example, *weigh.Table) {
	t.Helper()
	lex := sow.Lexicon{}
	for id, name := range map[string]string{"sentinel": "Microsoft Sentinel", "teams": "Microsoft Teams", "intune": "Microsoft Intune", "power-bi": "Power BI"} {
		lex.Entries = append(lex.Entries, sow.LexiconEntry{ID: id, Name: name, Kind: sow.CanonicalWorkload, Signals: sow.Signals{Names: []sow.Phrase{{Text: name}}}})
	}
	d, err := detect.New(lex, []sow.Context{{Language: "en"}})
	if err != nil {
		t.Fatal(err)
	}
	pieces, err := piece.Parse([]byte(lines))
	if err != nil {
		t.Fatal(err)
	}
	around := detect.NewAround()
	var examples []Example
	for _, p := range pieces {
		for _, o := range d.Observe(p.Document(), "", around) {
			examples = append(examples, Example{Document: p.Text, Delivered: p.Wants[0].Delivered, Observation: o})
		}
	}
	return examples, around
}

func TestLearnWeighsWhatDecides(t *testing.T) {
	examples, around := observed(t)
	if len(examples) != 4 {
		t.Fatalf("%d examples, want 4", len(examples))
	}
	got := map[string]float64{}
	for _, w := range Learn(examples, Tables{Around: around}, Options{}).Words {
		if w.Place == "sentence" {
			got[w.Word] = w.Weight
		}
	}
	if got["erect"] <= 0.05 || got["abandon"] >= -0.05 {
		t.Errorf("erect %g, abandon %g: want one for, one against", got["erect"], got["abandon"])
	}
	if math.Abs(got["spring"]) > 0.02 {
		t.Errorf("spring weighs %g, which stands on both sides", got["spring"])
	}
	if _, learnt := got["microsoft"]; learnt {
		t.Error("the product's own name is weighed")
	}
}

func TestLearnIsRepeatable(t *testing.T) {
	a, aroundA := observed(t)
	b, aroundB := observed(t)
	if one, two := Learn(a, Tables{Around: aroundA}, Options{}), Learn(b, Tables{Around: aroundB}, Options{}); !reflect.DeepEqual(one, two) {
		t.Errorf("two runs differ:\n%v\n%v", one, two)
	}
}

func TestLearnLeavesOutWhatIsRare(t *testing.T) {
	examples, around := observed(t)
	for _, w := range Learn(examples, Tables{Around: around}, Options{Documents: 4}).Words {
		if w.Word == "erect" {
			t.Error("a word of two documents has a weight although four are wanted")
		}
	}
}
