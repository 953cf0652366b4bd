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
// their first three bytes, so that one walk through a text finds all of them.
type proofWords struct {
	begins  [1 << 9]uint64           // a set of what begins a phrase: mostly nothing does
	phrases map[uint16][]proofPhrase // by what begins them
	short   []proofPhrase            // of less than three bytes
}

// beginning goes on with the next byte of what begins a phrase: the last five bits
// of three bytes, which are the same for a letter and its capital.
func beginning(before uint16, c byte) uint16 { return (before<<5 | uint16(c&31)) & (1<<15 - 1) }

// proofPhrase is a phrase with the finder that it serves.
type proofPhrase struct {
	finder, text string
}

// newProofWords gathers the lists of a pack's contexts.
func newProofWords(contexts map[string]sow.Context) *proofWords {
	w := &proofWords{phrases: map[uint16][]proofPhrase{}}
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
	if len(p.text) < 3 {
		w.short = append(w.short, p)
		return
	}
	key := beginning(beginning(beginning(0, p.text[0]), p.text[1]), p.text[2])
	w.phrases[key] = append(w.phrases[key], p)
	w.begins[key/64] |= 1 << (key % 64)
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
	key := uint16(0)
	for i := range len(text) {
		key = beginning(key, text[i])
		if w.begins[key/64]&(1<<(key%64)) == 0 || i < 2 {
			continue
		}
		for _, p := range w.phrases[key] {
			if hasFoldedPrefix(text[i-2:], p.text) {
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
