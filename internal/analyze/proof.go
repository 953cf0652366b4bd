package analyze

import (
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
	begins  [256][4]uint64            // by the first byte, in whatever case: bits of the second ones
	phrases map[[2]byte][]proofPhrase // by these bytes in lower case
	short   []proofPhrase             // of less than two bytes
}

// proofPhrase is a phrase with the finder that it serves.
type proofPhrase struct {
	finder, text string
}

// newProofWords gathers the lists of a pack's contexts.
func newProofWords(contexts map[string]sow.Context) *proofWords {
	w := &proofWords{phrases: map[[2]byte][]proofPhrase{}}
	for _, c := range contexts {
		for list, phrases := range c.Words {
			finder, ok := strings.CutPrefix(list, proofList)
			if !ok {
				continue
			}
			for _, text := range phrases {
				w.add(proofPhrase{finder, strings.ToLower(text)})
			}
		}
	}
	return w
}

// add takes in a phrase.
func (w *proofWords) add(p proofPhrase) {
	if len(p.text) < 2 {
		w.short = append(w.short, p)
		return
	}
	key := [2]byte{p.text[0], p.text[1]}
	w.phrases[key] = append(w.phrases[key], p)
	for first := range 256 {
		for second := range 256 {
			if small[first] == key[0] && small[second] == key[1] {
				w.begins[first][second/64] |= 1 << (second % 64)
			}
		}
	}
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
	for i := range len(text) - 1 {
		first, second := text[i], text[i+1]
		if w.begins[first][second/64]&(1<<(second%64)) == 0 {
			continue
		}
		for _, p := range w.phrases[[2]byte{small[first], small[second]}] {
			if hasFoldedPrefix(text[i:], p.text) {
				found(p.finder)
			}
		}
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
