package detect

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"claimline/internal/sow"
)

const benchBytes = 150_000

// BenchmarkMatch compares the trie with the standard library's alternation and
// a plain byte automaton over the same 1,000 phrases and the same text.
func BenchmarkMatch(b *testing.B) {
	phrases := packPhrases(b)
	text := benchText(benchBytes)
	b.Run("trie", func(b *testing.B) {
		m := newMatcher(phrases)
		z := tokenizer{words: m.trie.words}
		tokens := z.tokens(text, nil)
		var hits [layerCount][]hit
		b.SetBytes(int64(len(text)))
		b.ReportAllocs()
		for b.Loop() {
			tokens = z.tokens(text, tokens[:0])
			hits[layerName] = hits[layerName][:0]
			m.trie.scan(tokens, 0, &hits)
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

// packPhrases gives the first 1,000 names of the pack.
func packPhrases(tb testing.TB) []string {
	tb.Helper()
	lex, _ := loadPack(tb)
	var out []string
	for _, e := range lex.Entries {
		signals := []sow.Signals{e.Signals}
		for _, p := range e.Products {
			signals = append(signals, p.Signals)
		}
		for _, s := range signals {
			for _, p := range slices.Concat(s.Names, s.OldNames, s.Abbreviations) {
				out = append(out, p.Text)
			}
		}
	}
	if len(out) < 1000 {
		tb.Fatalf("%d names", len(out))
	}
	return out[:1000]
}

// BenchmarkDetect reads documents of growing size: the cost per byte must not
// grow with them.
func BenchmarkDetect(b *testing.B) {
	d := packDetector(b)
	for _, size := range []struct {
		name  string
		bytes int
	}{{"10KB", 10_000}, {"150KB", 150_000}, {"1MB", 1_000_000}, {"10MB", 10_000_000}} {
		b.Run(size.name, func(b *testing.B) {
			doc := benchDocument(size.bytes)
			b.SetBytes(int64(size.bytes))
			b.ReportAllocs()
			for b.Loop() {
				d.Detect(doc)
			}
		})
	}
}

// benchDocument is a statement of work of about n bytes: headings, paragraphs,
// lists.
func benchDocument(n int) sow.Document {
	doc := sow.Document{Language: "en"}
	headings := []string{"Background", "Scope of work", "Out of scope", "Assumptions", "Governance", "Fees"}
	for i := 0; n > 0; i++ {
		text := benchText(600)
		doc.Blocks = append(doc.Blocks,
			sow.Block{Kind: sow.Heading, Level: 1 + i%2, Text: headings[i%len(headings)]},
			sow.Block{Kind: sow.Paragraph, Text: text},
			sow.Block{Kind: sow.ListItem, Level: 1, Text: "Roll out Microsoft Teams to the site in wave " + text[:40]})
		n -= len(text) + 120
	}
	return doc
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
			c := asciiLower[p[i]]
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
		at = a.next[at][asciiLower[text[i]]]
		if a.ends[at] {
			n++
		}
	}
	return n
}
