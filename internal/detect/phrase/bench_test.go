package phrase

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"claimline/internal/detect/token"
)

// BenchmarkMatch compares the trie with the standard library's alternation and
// a plain byte automaton over the same 1,000 phrases and the same text.
func BenchmarkMatch(b *testing.B) {
	phrases := packNames(b)
	text := benchText(benchBytes, phrases)
	b.Run("trie", func(b *testing.B) {
		m := newMatcher(phrases)
		z := token.Tokenizer{Words: m.trie.Words}
		tokens := z.Tokens(text, nil)
		var hits [Layers][]Hit
		b.SetBytes(int64(len(text)))
		b.ReportAllocs()
		for b.Loop() {
			tokens = z.Tokens(text, tokens[:0])
			hits[Name] = hits[Name][:0]
			m.trie.Scan(tokens, 0, &hits)
		}
	})
	b.Run("byte automaton", func(b *testing.B) {
		a := newByteAutomaton(phrases)
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			a.count(text)
		}
	})
	b.Run("regexp", func(b *testing.B) {
		quoted := make([]string, len(phrases))
		for i, p := range phrases {
			quoted[i] = regexp.QuoteMeta(p)
		}
		re := regexp.MustCompile(`(?i)\b(` + strings.Join(quoted, "|") + `)\b`)
		short := text[:benchBytes/10]
		b.SetBytes(int64(len(short)))
		for b.Loop() {
			re.FindAllStringIndex(short, -1)
		}
	})
}

// packNames gives a thousand names of products of the rule pack. Names that are made
// of few words in all orders have beginnings in common, which an alternation puts
// together: those of products have not.
func packNames(tb testing.TB) (names []string) {
	tb.Helper()
	files, err := filepath.Glob("../../../rules/lexicon/*.yaml")
	if err != nil {
		tb.Fatal(err)
	}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			tb.Fatal(err)
		}
		var pack struct {
			Workloads []struct {
				Signals struct{ Names []any }
			}
		}
		if err := yaml.Unmarshal(data, &pack); err != nil {
			tb.Fatal(err)
		}
		for _, w := range pack.Workloads {
			for _, n := range w.Signals.Names {
				if s, plain := n.(string); plain && len(names) < 1000 {
					names = append(names, s)
				}
			}
		}
	}
	if len(names) < 1000 {
		tb.Fatalf("the pack has %d names", len(names))
	}
	return names
}

// byteAutomaton is an Aho-Corasick automaton over folded bytes with a full
// transition table: the plain way to find many words, which knows neither
// words nor Unicode.
type byteAutomaton struct {
	next [][256]int32
	ends []bool
}

func newByteAutomaton(phrases []string) *byteAutomaton {
	a := &byteAutomaton{next: make([][256]int32, 1), ends: make([]bool, 1)}
	for _, p := range phrases {
		at := int32(0)
		for i := range len(p) {
			c := token.Lower(p[i])
			if a.next[at][c] == 0 {
				a.next = append(a.next, [256]int32{})
				a.ends = append(a.ends, false)
				a.next[at][c] = int32(len(a.next) - 1)
			}
			at = a.next[at][c]
		}
		a.ends[at] = true
	}
	a.link()
	return a
}

func (a *byteAutomaton) link() {
	fail := make([]int32, len(a.next))
	var queue []int32
	for c := range 256 {
		if n := a.next[0][c]; n != 0 {
			queue = append(queue, n)
		}
	}
	for len(queue) > 0 {
		at := queue[0]
		queue = queue[1:]
		a.ends[at] = a.ends[at] || a.ends[fail[at]]
		for c := range 256 {
			n := a.next[at][c]
			if n == 0 {
				a.next[at][c] = a.next[fail[at]][c]
				continue
			}
			fail[n] = a.next[fail[at]][c]
			queue = append(queue, n)
		}
	}
}

func (a *byteAutomaton) count(text string) (n int) {
	at := int32(0)
	for i := range len(text) {
		at = a.next[at][token.Lower(text[i])]
		if a.ends[at] {
			n++
		}
	}
	return n
}

const benchBytes = 150_000
