package lexicon

import (
	"testing"

	"pgregory.net/rapid"
)

// texts draws texts of short and long words, with marks and letters outside ASCII
// between and in them.
func texts() *rapid.Generator[string] {
	return rapid.StringOfN(rapid.RuneFrom([]rune("abcdefghABCDXYZ0189   ,.-'é–ß\u00a0\u0301\n_")), 0, 80, -1)
}

// The words of a text are the same eight bytes at a time and one after the other.
func TestWordsAreCutAsByteByByte(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var terms Terms
		text := texts().Draw(t, "text")
		got, want := terms.AppendWords(nil, text), Words(text)
		if len(got) != len(want) {
			t.Fatalf("%q has %d words, want %d", text, len(got), len(want))
		}
		for i, w := range want {
			if g := got[i]; g.Text != w.Text || g.Spelling != w.Spelling || g.Start != w.Start || g.End != w.End || g.Capital != w.Capital || i > 0 && g.Glued != w.Glued {
				t.Errorf("word %d of %q is %+v, want %+v", i, text, g, w)
			}
		}
	})
}

// Words of one spelling have one term, others have others, whatever their keys are.
func TestTermsAreToldApart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var terms Terms
		spelling := rapid.StringOfN(rapid.RuneFrom([]rune("abA\x00")), 1, 24, -1)
		a, b := spelling.Draw(t, "one"), spelling.Draw(t, "other")
		if one, other := terms.Of(a), terms.Of(b); (one == other) != (a == b) || one.Spelling != a || other.Spelling != b {
			t.Errorf("%q and %q have the terms %q and %q", a, b, one.Spelling, other.Spelling)
		}
	})
}

// What begins with a word is found at it, and nothing is lost by the look at gists.
func TestGistsTellFirstWords(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var terms Terms
		ws := terms.AppendWords(nil, texts().Draw(t, "text")+" end")
		sought := ws[rapid.IntRange(0, len(ws)-1).Draw(t, "word")].Text
		begins := NewFirstWords[int](&terms)
		begins.Add(sought, 1)
		for i := range ws {
			g, is := ws[i].Gist(), ws[i].Text == sought
			if found := len(begins.Of(&ws[i])) > 0; found != is || is && !begins.Begun().May(g) {
				t.Errorf("word %q found: %v, want %v (may begin: %v)", ws[i].Text, found, is, begins.Begun().May(g))
			}
			if g.Capital() != ws[i].Capital || is && !g.Raised().May(GistOf(sought)) {
				t.Errorf("the gist of %q is %x", ws[i].Spelling, g)
			}
		}
	})
}
