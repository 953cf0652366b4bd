package analyze

import (
	"bytes"
	"maps"
	"math/bits"
	"slices"
	"strings"

	"claimline/internal/sow"
)

// proofList begins the names of the word lists by which a document shows that
// it is, or holds, a kind of proof: "proof.project_plan" of a context.
const proofList = "proof."

// proofWords are the phrases of these lists of all languages, in lower case, by
// their first two bytes, so that one walk through a text finds all of them.
type proofWords struct {
	begins  [256][4]uint64 // by the first byte: a set of the second ones
	buckets [256]int       // by the first byte: how many pairs of the bytes before it are in begins
	phrases [][]proofPhrase
	short   []proofPhrase // of less than two bytes
}

// proofPhrase is a phrase with the finder that it serves.
type proofPhrase struct {
	finder, text string
}

// newProofWords gathers the lists of a pack's contexts.
func newProofWords(contexts map[string]sow.Context) *proofWords {
	w, byPair := &proofWords{}, map[[2]byte][]proofPhrase{}
	for _, c := range contexts {
		for list, phrases := range c.Words {
			finder, ok := strings.CutPrefix(list, proofList)
			if !ok {
				continue
			}
			for _, text := range phrases {
				p := proofPhrase{finder, strings.ToLower(text)}
				if len(p.text) < 2 {
					w.short = append(w.short, p)
					continue
				}
				pair := [2]byte{p.text[0], p.text[1]}
				byPair[pair] = append(byPair[pair], p)
			}
		}
	}
	w.index(byPair)
	return w
}

// index puts the phrases into the order of their first two bytes.
func (w *proofWords) index(byPair map[[2]byte][]proofPhrase) {
	pairs := slices.SortedFunc(maps.Keys(byPair), func(a, b [2]byte) int { return bytes.Compare(a[:], b[:]) })
	for _, pair := range pairs {
		w.begins[pair[0]][pair[1]/64] |= 1 << (pair[1] % 64)
		w.phrases = append(w.phrases, byPair[pair])
	}
	for c := 1; c < 256; c++ {
		w.buckets[c] = w.buckets[c-1]
		for _, set := range w.begins[c-1] {
			w.buckets[c] += bits.OnesCount64(set)
		}
	}
}

// beginning gives the phrases that begin with two bytes, with which some do.
func (w *proofWords) beginning(first, second byte) []proofPhrase {
	sets, bit := &w.begins[first], uint64(1)<<(second%64)
	at := w.buckets[first] + bits.OnesCount64(sets[second/64]&(bit-1))
	for _, set := range sets[:second/64] {
		at += bits.OnesCount64(set)
	}
	return w.phrases[at]
}

// in calls found with the finder of each phrase that a text holds, in whatever
// case it writes it.
func (w *proofWords) in(text string, found func(finder string)) {
	text = foldable(text)
	for _, p := range w.short {
		if holdsFolded(text, p.text) {
			found(p.finder)
		}
	}
	first := byte(0)
	for i := range len(text) {
		second := small[text[i]]
		if w.begins[first][second/64]&(1<<(second%64)) != 0 && i > 0 {
			for _, p := range w.beginning(first, second) {
				if hasFoldedPrefix(text[i-1:], p.text) {
					found(p.finder)
				}
			}
		}
		first = second
	}
}

// inHeadings are the finders of documents. A planned document is not a proof:
// it counts only as the title or a heading of this document.
var inHeadings = []string{"project_plan", "deployment_documents"}

// blocks gives for each finder the first block with one of its phrases.
func (w *proofWords) blocks(doc *sow.Document) map[string]int {
	first := map[string]int{}
	for i := range doc.Blocks {
		heading := doc.Blocks[i].Kind == sow.Heading
		w.in(doc.Blocks[i].Text, func(finder string) {
			if _, known := first[finder]; !known && (heading || !slices.Contains(inHeadings, finder)) {
				first[finder] = i
			}
		})
	}
	return first
}

// phraseLines finds an item by its wording.
func (r *result) phraseLines(name string) ([]sow.Evidence, bool) {
	i, ok := r.proofs()[name]
	if !ok {
		return nil, false
	}
	return []sow.Evidence{quote(r.doc, i)}, true
}
