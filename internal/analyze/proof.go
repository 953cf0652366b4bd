package analyze

import (
	"math"
	"slices"
	"strings"

	"claimline/internal/sow"
)

// proofList begins the names of the word lists by which a document shows that
// it is, or holds, a kind of proof: "proof.project_plan" of a context.
const proofList = "proof."

// proofWords are the phrases of these lists of all languages, in lower case. A walk
// through a text looks at three bytes in each step: the steps are so short that one
// of them falls into each phrase.
type proofWords struct {
	step    int
	within  [1 << 9]uint64           // a set of what stands so near to the beginning of a phrase: mostly nothing does
	phrases map[uint16][]proofPhrase // by what stands in them
	short   []proofPhrase            // of less than three bytes
}

// shortProof is the number of bytes from which a walk finds a phrase.
const shortProof = 3

// threeOf gives the last five bits of three bytes, which are the same for a letter
// and its capital.
func threeOf(a, b, c byte) uint16 { return uint16(a&31)<<10 | uint16(b&31)<<5 | uint16(c&31) }

// proofPhrase is a phrase with the finder that it serves, and the byte of it at
// which a step falls.
type proofPhrase struct {
	finder, text string
	at           int
}

// newProofWords gathers the lists of a pack's contexts.
func newProofWords(contexts map[string]sow.Context) *proofWords {
	w := &proofWords{step: math.MaxInt, phrases: map[uint16][]proofPhrase{}}
	var long []proofPhrase
	for _, c := range contexts {
		for list, phrases := range c.Words {
			finder, ok := strings.CutPrefix(list, proofList)
			if !ok {
				continue
			}
			for _, text := range phrases {
				if p := (proofPhrase{finder: finder, text: strings.ToLower(text)}); len(p.text) < shortProof {
					w.short = append(w.short, p)
				} else {
					long, w.step = append(long, p), min(w.step, len(p.text)-shortProof+1)
				}
			}
		}
	}
	for _, p := range long {
		for p.at = range w.step {
			w.add(p)
		}
	}
	return w
}

// add takes in a phrase by what stands at one of its bytes.
func (w *proofWords) add(p proofPhrase) {
	key := threeOf(p.text[p.at], p.text[p.at+1], p.text[p.at+2])
	w.phrases[key] = append(w.phrases[key], p)
	w.within[key/64] |= 1 << (key % 64)
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
	for i := 0; i <= len(text)-shortProof; i += w.step {
		key := threeOf(text[i], text[i+1], text[i+2])
		if w.within[key/64]&(1<<(key%64)) == 0 {
			continue
		}
		for _, p := range w.phrases[key] {
			if i >= p.at && hasFoldedPrefix(text[i-p.at:], p.text) {
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
