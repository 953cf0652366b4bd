// Package phrase finds phrases, which are runs of words, in the tokens of a
// text: all phrases of the lexicon at once by a trie, those of one word list
// where it is asked for, those of headings by an index. What a phrase means is
// up to its owner.
package phrase

import (
	"slices"

	"claimline/internal/detect/token"
)

// Layer separates phrases that may overlap in one text: a name can stand
// inside a wording that is a cue. Each layer is matched leftmost-longest on
// its own, in one walk over the tokens.
type Layer uint8

// The layers.
const (
	Name  Layer = iota // products, other vendors
	Never              // wordings that look like a name and are none
	Cue                // cues, pseudo cues, breaks
	Verb               // words of work
	Layers
)

// Langs is a set of languages, one bit each; AnyLang is in every set.
type Langs uint32

// AnyLang stands for a phrase that all languages share.
const AnyLang Langs = 1 << 31

// MaxLanguages is how many languages a set can hold.
const MaxLanguages = 31

// Phrase is one entry of the trie: what it means is up to its owner.
type Phrase struct {
	Layer Layer
	Lang  Langs
	Ref   int32 // index in the owner's table of this layer
}

// Trie is a tree of token ids with phrases at its nodes. It is read only
// after it has been built.
type Trie struct {
	Words *token.Vocabulary
	root  []int32 // child of the root by token id, 0 if none
	nodes []trieNode
	Ends  [][]Phrase // by node: the phrases that end there
	edges edgeTable
}

// trieNode is what a walk asks of a node.
type trieNode struct {
	lang   [Layers]Langs // languages in which phrases of a layer end here
	any    Langs         // and of any layer
	layers uint8         // layers of which they do
	next   uint64        // of the ids of words that go on from here, the bits that GoesOn asks for
}

// GoesOn tells whether a longer phrase may go on with a word: mostly it does
// not, and no edge has to be looked up.
func (n *trieNode) goesOn(id int32) bool { return n.next&(1<<(id&63)) != 0 }

// Hit is a run of tokens that a phrase matches.
type Hit struct {
	From, To int32 // tokens [from:to)
	Node     int32
}

// NewTrie gives an empty trie with a vocabulary of its own.
func NewTrie() *Trie {
	return &Trie{Words: token.NewVocabulary(), nodes: make([]trieNode, 1), Ends: make([][]Phrase, 1), edges: newEdgeTable()}
}

// Add puts a phrase under its token ids and gives its node. Empty runs are
// ignored.
func (t *Trie) Add(ids []int32, p Phrase) int32 {
	if len(ids) == 0 {
		return 0
	}
	at := int32(0)
	for _, id := range ids {
		next := t.child(at, id)
		if next == 0 {
			t.nodes, t.Ends = append(t.nodes, trieNode{}), append(t.Ends, nil)
			next = int32(len(t.nodes) - 1)
			t.link(at, id, next)
			t.nodes[at].next |= 1 << (id & 63)
		}
		at = next
	}
	n := &t.nodes[at]
	t.Ends[at] = append(t.Ends[at], p)
	n.layers |= 1 << p.Layer
	n.lang[p.Layer] |= p.Lang
	n.any |= p.Lang
	return at
}

func (t *Trie) link(at, id, next int32) {
	if at != 0 {
		t.edges.put(at, id, next)
		return
	}
	for int(id) >= len(t.root) {
		t.root = append(t.root, make([]int32, len(t.root)+64)...)
	}
	t.root[id] = next
}

func (t *Trie) child(at, id int32) int32 {
	if at != 0 {
		return t.edges.get(at, id)
	}
	if int(id) < len(t.root) {
		return t.root[id]
	}
	return 0
}

// Says tells whether a phrase ends at a node.
func (t *Trie) Says(node int32, p Phrase) bool { return slices.Contains(t.Ends[node], p) }

// Scan appends to hits, layer by layer, the leftmost-longest phrases of
// tokens that belong to one of the languages.
func (t *Trie) Scan(tokens []token.Token, lang Langs, hits *[Layers][]Hit) {
	var free [Layers]int32 // first token that a layer may use next
	lang |= AnyLang
	for i := range int32(len(tokens)) {
		id := tokens[i].ID
		if id == 0 || int(id) >= len(t.root) {
			continue
		}
		at := t.root[id]
		if at == 0 {
			continue
		}
		n := &t.nodes[at]
		if n.any&lang == 0 && (int(i)+1 == len(tokens) || !n.goesOn(tokens[i+1].ID)) {
			continue // mostly a word opens phrases and goes on with none
		}
		t.walk(tokens, i, at, lang, &free, hits)
	}
}

// walk follows the tree from token i and takes the longest phrase of each layer.
func (t *Trie) walk(tokens []token.Token, i, at int32, lang Langs, free *[Layers]int32, hits *[Layers][]Hit) {
	var best [Layers]Hit
	found := uint8(0)
	for j := i + 1; ; j++ {
		n := &t.nodes[at]
		for l, set := Layer(0), n.layers; set != 0; l, set = l+1, set>>1 {
			if set&1 != 0 && n.lang[l]&lang != 0 && free[l] <= i {
				best[l] = Hit{i, j, at}
				found |= 1 << l
			}
		}
		if int(j) >= len(tokens) || tokens[j].ID == 0 || !n.goesOn(tokens[j].ID) {
			break
		}
		if at = t.edges.get(at, tokens[j].ID); at == 0 {
			break
		}
	}
	for l := Layer(0); found != 0; l, found = l+1, found>>1 {
		if found&1 != 0 {
			hits[l] = append(hits[l], best[l])
			free[l] = best[l].To
		}
	}
}

// edgeTable is an open hash table from (node, token id) to the child node.
type edgeTable struct {
	edges []edge
	mask  uint64
	used  int
}

type edge struct {
	key   uint64 // 0 in a free slot
	child int32
}

func newEdgeTable() edgeTable { return edgeTable{edges: make([]edge, 1<<10), mask: 1<<10 - 1} }

func edgeKey(node, id int32) uint64 { return uint64(node)<<32 | uint64(id) }

func edgeSlot(k uint64) uint64 { return (k * token.Scatter) >> 20 }

func (e *edgeTable) get(node, id int32) int32 {
	k := edgeKey(node, id)
	for i := edgeSlot(k) & e.mask; ; i = (i + 1) & e.mask {
		switch e.edges[i].key {
		case k:
			return e.edges[i].child
		case 0:
			return 0
		}
	}
}

func (e *edgeTable) put(node, id, child int32) {
	if 2*e.used >= len(e.edges) {
		e.grow()
	}
	k := edgeKey(node, id)
	i := edgeSlot(k) & e.mask
	for e.edges[i].key != 0 {
		i = (i + 1) & e.mask
	}
	e.edges[i] = edge{k, child}
	e.used++
}

func (e *edgeTable) grow() {
	edges := e.edges
	e.edges = make([]edge, 2*len(edges))
	e.mask, e.used = uint64(len(e.edges)-1), 0
	for _, old := range edges {
		if old.key != 0 {
			e.put(int32(old.key>>32), int32(old.key), old.child)
		}
	}
}
