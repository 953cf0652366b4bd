package phrase

import (
	"slices"
	"testing"

	"claimline/internal/detect/token"

	"pgregory.net/rapid"
)

// drawRuns draws phrases of few words, and a text of the same words.
func drawRuns(t *rapid.T) (runs [][]int32, tokens []token.Token, common token.IDSet) {
	word := rapid.Int32Range(1, 150)
	runs = rapid.SliceOfN(rapid.SliceOfN(word, 1, 3), 1, 8).Draw(t, "runs")
	for _, run := range rapid.SliceOfN(rapid.OneOf(rapid.SampledFrom(runs), rapid.SliceOfN(word, 1, 1)), 0, 6).Draw(t, "text") {
		for _, id := range run {
			tokens = append(tokens, token.Token{ID: id})
		}
	}
	for _, id := range rapid.SliceOf(word).Draw(t, "common") {
		common.Add(id)
	}
	return runs, tokens, common
}

// A text that holds a phrase of a list is never said to hold none.
func TestMarksMissNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		runs, tokens, common := drawRuns(t)
		lists := make([]*List, 70)
		for n, run := range runs {
			lists[n*8] = lists[n*8].With(run)
		}
		in := NewMarks(lists, common).In(tokens)
		for n, list := range lists {
			if Within(tokens, list) && !in.Has(n) {
				t.Errorf("list %d stands in the text and has no mark", n)
			}
			if list == nil && in.Has(n) {
				t.Errorf("list %d is empty and has a mark", n)
			}
		}
	})
}

// A list finds its phrases as a look at each of them does.
func TestWithinFindsAsOneByOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		runs, tokens, _ := drawRuns(t)
		var words *List
		for _, run := range runs {
			words = words.With(run)
		}
		want := slices.ContainsFunc(runs, func(run []int32) bool { return HasRun(tokens, run) })
		if got := Within(tokens, words); got != want {
			t.Errorf("Within = %v, want %v", got, want)
		}
	})
}

// An index finds each phrase where it stands first.
func TestIndexFindsAsOneByOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		runs, tokens, common := drawRuns(t)
		var x Index
		var want []Found
		for n, run := range runs {
			x.Add(run, common)
			if at := findRun(tokens, run); at >= 0 {
				want = append(want, Found{int32(n), at})
			}
		}
		if got := x.In(tokens, nil); !slices.Equal(got, want) {
			t.Errorf("found %v, want %v", got, want)
		}
	})
}

// A language in whose index a text holds a run is never left out.
func TestIndexMarksMissNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		runs, tokens, common := drawRuns(t)
		var marks IndexMarks
		indexes := make([]Index, 3)
		for n, run := range runs {
			indexes[n%len(indexes)].Add(run, common)
		}
		for n := range indexes {
			marks.Add(&indexes[n], 1<<n)
		}
		in := marks.In(tokens)
		for n := range indexes {
			if found := indexes[n].In(tokens, nil); len(found) > 0 && in&(1<<n) == 0 {
				t.Errorf("index %d finds %v and has no mark", n, found)
			}
		}
	})
}
