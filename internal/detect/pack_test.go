package detect

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"claimline/internal/sow"

	"go.yaml.in/yaml/v3"
)

// packFolder holds the pack that the tests of this package read.
const packFolder = "../../rules"

// loadPack reads the lexicon and the contexts of the pack.
func loadPack(tb testing.TB) (sow.Lexicon, []sow.Context) {
	tb.Helper()
	var lex sow.Lexicon
	for _, node := range readNodes(tb, "lexicon/*.yaml") {
		one := decodeLexicon(tb, node)
		lex.Entries = append(lex.Entries, one.Entries...)
		lex.Competitors = append(lex.Competitors, one.Competitors...)
	}
	var contexts []sow.Context
	for _, node := range readNodes(tb, "context/*.yaml") {
		var c sow.Context
		if err := node.Decode(&c); err != nil {
			tb.Fatal(err)
		}
		contexts = append(contexts, c)
	}
	return lex, contexts
}

func readNodes(tb testing.TB, pattern string) []*yaml.Node {
	tb.Helper()
	files, err := filepath.Glob(filepath.Join(packFolder, pattern))
	if err != nil || len(files) == 0 {
		tb.Fatalf("no files for %s: %v", pattern, err)
	}
	var nodes []*yaml.Node
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			tb.Fatal(err)
		}
		var n yaml.Node
		if err := yaml.Unmarshal(text, &n); err != nil {
			tb.Fatalf("%s: %v", f, err)
		}
		nodes = append(nodes, n.Content[0])
	}
	return nodes
}

// decodeLexicon decodes one file; family and plane of its head hold for every
// entry that names none.
func decodeLexicon(tb testing.TB, node *yaml.Node) sow.Lexicon {
	tb.Helper()
	expandPhrases(node)
	var lex sow.Lexicon
	var head struct {
		Family sow.Family `yaml:"family"`
		Plane  sow.Plane  `yaml:"plane"`
	}
	if err := node.Decode(&lex); err != nil {
		tb.Fatal(err)
	}
	if err := node.Decode(&head); err != nil {
		tb.Fatal(err)
	}
	for i := range lex.Entries {
		e := &lex.Entries[i]
		if e.Family == "" {
			e.Family = head.Family
		}
		if e.Plane == "" {
			e.Plane = head.Plane
		}
	}
	return lex
}

// phraseLists are the keys whose items are phrases, written as a string or as
// a mapping.
var phraseLists = map[string]bool{
	"names": true, "old_names": true, "abbreviations": true, "capabilities": true, "legacy": true, "never": true,
}

// expandPhrases turns phrases that are plain strings into mappings.
func expandPhrases(n *yaml.Node) {
	for i, c := range n.Content {
		if n.Kind == yaml.MappingNode && i%2 == 1 && phraseLists[n.Content[i-1].Value] && c.Kind == yaml.SequenceNode {
			for j, item := range c.Content {
				if item.Kind == yaml.ScalarNode {
					c.Content[j] = &yaml.Node{Kind: yaml.MappingNode, Content: []*yaml.Node{
						{Kind: yaml.ScalarNode, Value: "text"},
						{Kind: yaml.ScalarNode, Tag: "!!str", Value: item.Value},
					}}
				}
			}
			continue
		}
		expandPhrases(c)
	}
}

// packDetector compiles the pack.
func packDetector(tb testing.TB) *Detector {
	tb.Helper()
	lex, contexts := loadPack(tb)
	d, err := New(lex, contexts)
	if err != nil {
		tb.Fatal(err)
	}
	if err := d.Weigh(packWeights(tb)); err != nil {
		tb.Fatal(err)
	}
	return d
}

// packWeights reads the weights of the pack.
func packWeights(tb testing.TB) sow.Weights {
	tb.Helper()
	var w sow.Weights
	for _, node := range readNodes(tb, "weights.yaml") {
		if err := node.Decode(&w); err != nil {
			tb.Fatal(err)
		}
	}
	w.Words, w.Nothing.Words = wordsOf(tb, w.Places), wordsOf(tb, w.Nothing.Places)
	return w
}

func wordsOf(tb testing.TB, places []sow.PlaceWords) (words []sow.WordWeight) {
	tb.Helper()
	for _, p := range places {
		for line := range strings.Lines(p.Words) {
			f := strings.Fields(line)
			hundredths, err := strconv.Atoi(f[len(f)-1])
			if err != nil {
				tb.Fatal(err)
			}
			one := sow.WordWeight{Place: p.Place, Word: f[0], Weight: float64(hundredths) / 100}
			if len(f) == 3 {
				one.Next = f[1]
			}
			words = append(words, one)
		}
	}
	return words
}
