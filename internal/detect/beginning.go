package detect

import (
	"math"
	"slices"
	"strings"

	"claimline/internal/sow"
	"claimline/internal/weigh"
)

// beginningBytes is how much text of a document counts as its beginning: where
// it says what it is about. With 1,000 and with 2,500 bytes less was told.
const beginningBytes = 1500

// nothingScale holds the compiled weights of what a beginning says for a
// document's delivering nothing of Microsoft's. It is read only.
type nothingScale struct {
	bias  float64
	table *weigh.Table
	known []wordNumbers // by id of a token
}

func (d *Detector) nothingScale(w sow.NothingWeights) (*nothingScale, error) {
	if len(w.Words) == 0 {
		return nil, nil
	}
	t, err := weigh.Of(sow.BeginningPlaces, w.Words)
	if err != nil {
		return nil, err
	}
	return &nothingScale{w.Bias, t, d.trie.words.numbered(t)}, nil
}

// NewBeginnings gives a table that takes in what is said at the beginning of
// documents, to learn from.
func NewBeginnings() *weigh.Table { return weigh.New(sow.BeginningPlaces) }

// Beginning is what a document says at its beginning.
type Beginning struct {
	Said  []int32 // by number of the table, each word once
	Words int     // of the text
}

// Share is what one word counts: the less the more there are, so that a long
// beginning says no more than a short one.
func (b Beginning) Share() float64 { return 1 / math.Sqrt(float64(max(1, b.Words))) }

// ObserveBeginning gives what a document says at its beginning. It adds what is
// new to the table.
func (d *Detector) ObserveBeginning(doc sow.Document, table *weigh.Table) Beginning {
	r := &reading{}
	r.reset(d, doc)
	r.read()
	sum := weigh.NewSum(table)
	words := r.sayBeginning(table, nil, sum)
	return Beginning{slices.Clone(sum.Numbers()), words}
}

// sayBeginning adds up the words of the title and of the first blocks, each
// once, and counts them. Names of products are words like others here.
func (r *reading) sayBeginning(t *weigh.Table, known []wordNumbers, sum *weigh.Sum) (count int) {
	s := r.surroundings(t, known)
	sum.Start()
	var words []wordAt
	say := func(text string, tokens []token) {
		words = s.wordsOfText(words[:0], text, tokens, nil)
		count += len(words)
		for _, w := range words {
			if w.word != 0 {
				sum.Say(0, w.word, 0)
			}
		}
	}
	say(r.doc.Title, r.headOf(r.doc.Title).tokens)
	left := beginningBytes
	for i := range r.doc.Blocks {
		b := &r.doc.Blocks[i]
		if b.Kind == sow.Header || b.Kind == sow.Footer || b.Kind == sow.Comment {
			continue
		}
		say(b.Text, r.tokensOf(i))
		if left -= len(b.Text); left <= 0 {
			break
		}
	}
	return count
}

// nothing gives the log odds that a document delivers nothing of Microsoft's, by
// the words of its beginning, and those of them that say most for it; 0 where
// nothing has been learnt.
func (r *reading) nothing() (odds float64, words []string) {
	n := r.d.scale.nothing
	if n == nil {
		return 0, nil
	}
	sum := weigh.NewSum(n.table)
	count := r.sayBeginning(n.table, n.known, sum)
	return n.bias + sum.Weight()*Beginning{Words: count}.Share(), r.d.heaviest(n.table, sum.Numbers(), 1, nil)
}

// byDocument names what of the whole document speaks against a product, where
// it alone turns the decision: odds are those with all that counts.
func (p *pans) byDocument(v Traits, odds float64) string {
	if p.nothing == nil {
		return ""
	}
	vendors, nothing := p.counts[vendorsShare]*v[vendorsShare], p.counts[nothingSaid]*(v[nothingSaid]-p.nothing.bias)
	if odds-vendors-nothing < 0 {
		return ""
	}
	var said []string
	if nothing < 0 && len(p.begins) > 0 {
		said = append(said, "the document begins with "+strings.Join(p.begins, ", "))
	}
	if vendors < 0 && v[vendorsShare] > 0.5 {
		said = append(said, "it names more of other vendors")
	}
	return strings.Join(said, "; ")
}
