package phrase

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"claimline/internal/detect/token"
)

// matcher is a trie over one layer with the phrases it was built from.
type matcher struct {
	trie    *Trie
	phrases [][]int32
}

func newMatcher(phrases []string) *matcher {
	m := &matcher{trie: NewTrie()}
	for i, p := range phrases {
		ids := m.trie.Words.IDs(p)
		m.phrases = append(m.phrases, ids)
		m.trie.Add(ids, Phrase{Name, AnyLang, int32(i)})
	}
	return m
}

func (m *matcher) tokens(text string) []token.Token {
	z := token.Tokenizer{Words: m.trie.Words}
	return z.Tokens(text, nil)
}

// scan gives the runs of tokens that the trie finds.
func (m *matcher) scan(tokens []token.Token) [][2]int32 {
	var hits [Layers][]Hit
	m.trie.Scan(tokens, 0, &hits)
	out := [][2]int32{}
	for _, h := range hits[Name] {
		out = append(out, [2]int32{h.From, h.To})
	}
	return out
}

// bruteForce tries every phrase at every token: leftmost, then longest.
func (m *matcher) bruteForce(tokens []token.Token) [][2]int32 {
	out := [][2]int32{}
	for i := 0; i < len(tokens); {
		best := 0
		for _, ids := range m.phrases {
			if len(ids) > best && StartsWith(tokens[i:], ids) {
				best = len(ids)
			}
		}
		if best == 0 {
			i++
			continue
		}
		out = append(out, [2]int32{int32(i), int32(i + best)})
		i += best
	}
	return out
}

func TestTrieEqualsBruteForce(t *testing.T) {
	word := rapid.SampledFrom([]string{"azure", "sql", "Teams", "365", "share", "point", "SharePoint", "and", "&", "für", "é", "BI", "x", "Office"})
	rapid.Check(t, func(t *rapid.T) {
		var phrases []string
		for range rapid.IntRange(1, 25).Draw(t, "phrases") {
			phrases = append(phrases, strings.Join(rapid.SliceOfN(word, 1, 4).Draw(t, "phrase"), " "))
		}
		m := newMatcher(phrases)
		sep := rapid.SampledFrom([]string{" ", "\n", "-", "\u00a0", "  ", ". ", ", "})
		var text strings.Builder
		for range rapid.IntRange(0, 40).Draw(t, "length") {
			text.WriteString(word.Draw(t, "word") + sep.Draw(t, "sep"))
		}
		tokens := m.tokens(text.String())
		if got, want := m.scan(tokens), m.bruteForce(tokens); !slices.Equal(got, want) {
			t.Fatalf("phrases %q in %q: trie %v, brute force %v", phrases, text.String(), got, want)
		}
	})
}

func TestScanAllocatesNothing(t *testing.T) {
	m := newMatcher(thousandPhrases())
	text := benchText(20_000, thousandPhrases())
	z := token.Tokenizer{Words: m.trie.Words}
	tokens := z.Tokens(text, nil)
	var hits [Layers][]Hit
	m.trie.Scan(tokens, 0, &hits)
	allocs := testing.AllocsPerRun(20, func() {
		tokens = z.Tokens(text, tokens[:0])
		hits[Name] = hits[Name][:0]
		m.trie.Scan(tokens, 0, &hits)
	})
	if allocs != 0 {
		t.Errorf("%v allocations a document beyond its results", allocs)
	}
}

func FuzzTokens(f *testing.F) {
	for _, seed := range []string{"", "Share-\nPoint", "ﬁ®\u00ad", "a\xffb", "Ünïcödé – x", "-\n", "A-\nb"} {
		f.Add(seed)
	}
	m := newMatcher(thousandPhrases())
	f.Fuzz(func(t *testing.T, text string) {
		last := int32(0)
		tokens := m.tokens(text)
		for _, k := range tokens {
			if k.Start < last || k.End <= k.Start || int(k.End) > len(text) {
				t.Fatalf("token [%d:%d) of %d bytes after %d", k.Start, k.End, len(text), last)
			}
			last = k.End
		}
		if got, want := m.scan(tokens), m.bruteForce(tokens); !slices.Equal(got, want) {
			t.Fatalf("trie %v, brute force %v", got, want)
		}
	})
}

// thousandPhrases are names of products like those of the lexicon.
func thousandPhrases() []string {
	brands := []string{"Microsoft", "Azure", "Dynamics 365", "Office 365", "Power", "Defender for", "Purview", "Entra", "Viva", "Windows"}
	parts := []string{"Teams", "Virtual Machines", "Sales", "Exchange", "Automate", "Endpoint", "Audit", "Connect", "Engage", "Autopilot"}
	ends := []string{"", "Online", "migration", "Premium", "Plan 1", "Plan 2", "for Education", "rollout", "Standard", "Service"}
	var out []string
	for _, b := range brands {
		for _, p := range parts {
			for _, e := range ends {
				out = append(out, strings.TrimSpace(fmt.Sprintf("%s %s %s", b, p, e)))
			}
		}
	}
	return out
}

// benchText is prose of about n bytes in which one of the names stands every 40 words or so.
func benchText(n int, names []string) string {
	prose := "The supplier shall prepare the plan for the wave, agree it with the owner of each site and hand over the results in time. " +
		"Work takes place on working days between eight and five unless the parties agree otherwise in writing. "
	var b strings.Builder
	for i := 0; b.Len() < n; i++ {
		b.WriteString(prose)
		b.WriteString("This covers " + names[(i*37)%len(names)] + " as well. ")
	}
	return b.String()[:n]
}
