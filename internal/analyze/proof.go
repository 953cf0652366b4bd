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
	begins  [256][4]uint64 // by the first byte: a set of the second ones
	phrases map[[2]byte][]proofPhrase
	short   []proofPhrase // of less than two bytes
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
			if finder, ok := strings.CutPrefix(list, proofList); ok {
				for _, text := range phrases {
					w.add(proofPhrase{finder, strings.ToLower(text)})
				}
			}
		}
	}
	return w
}

func (w *proofWords) add(p proofPhrase) {
	if len(p.text) < 2 {
		w.short = append(w.short, p)
		return
	}
	key := [2]byte{p.text[0], p.text[1]}
	w.begins[key[0]][key[1]/64] |= 1 << (key[1] % 64)
	w.phrases[key] = append(w.phrases[key], p)
}

// in calls found with the finder of each phrase that a text in lower case holds.
func (w *proofWords) in(lower string, found func(finder string)) {
	for _, p := range w.short {
		if strings.Contains(lower, p.text) {
			found(p.finder)
		}
	}
	for i := range max(0, len(lower)-1) {
		if next := lower[i+1]; w.begins[lower[i]][next/64]&(1<<(next%64)) == 0 {
			continue
		}
		for _, p := range w.phrases[[2]byte{lower[i], lower[i+1]}] {
			if strings.HasPrefix(lower[i:], p.text) {
				found(p.finder)
			}
		}
	}
}

// inHeadings are the finders of documents. A planned document is not a proof:
// it counts only as the title or a heading of this document.
var inHeadings = []string{"project_plan", "deployment_documents"}

// proofBlocks gives for each finder the first block with one of its phrases.
func (r *result) proofBlocks() map[string]int {
	first := map[string]int{}
	for i := range r.doc.Blocks {
		heading := r.doc.Blocks[i].Kind == sow.Heading
		r.analyzer.proof.in(r.lowered(i), func(finder string) {
			if _, known := first[finder]; !known && (heading || !slices.Contains(inHeadings, finder)) {
				first[finder] = i
			}
		})
	}
	return first
}

// phraseLines finds an item by its wording.
func (r *result) phraseLines(name string) ([]sow.Evidence, bool) {
	if r.proofs == nil {
		r.proofs = r.proofBlocks()
	}
	i, ok := r.proofs[name]
	if !ok {
		return nil, false
	}
	return []sow.Evidence{quote(r.doc, i)}, true
}
