package detect

import (
	"math"
	"slices"
	"strings"

	"claimline/internal/detect/around"
	"claimline/internal/sow"
	"claimline/internal/weigh"
)

// How much text of a document is its beginning, in bytes. Whether it delivers
// anything of Microsoft's is told best by the first lines: with 1,000 and with
// 2,500 bytes less was told. What kind of work it orders is told by the first
// pages: with 1,500 bytes less was told, with 8,000 no more.
const (
	FirstLines = 1500
	FirstPages = 4000
)

// beginningScale holds the compiled weights of the beginning of a document. It
// is read only.
type beginningScale struct {
	bytes int // of the beginning
	bias  float64
	table *weigh.Table
	known []around.Numbers // by id of a token
	joint *weigh.Joint     // with the other scales
	at    int              // which of them it is
}

// beginningScales compiles weights of beginnings of so many bytes, nil for one of
// which nothing has been learnt. All number words alike.
func (d *Detector) beginningScales(bytes int, list ...sow.BeginningWeights) ([]*beginningScale, error) {
	words := make([][]sow.WordWeight, len(list))
	for i := range list {
		words[i] = list[i].Words
	}
	tables, err := weigh.Alike(sow.BeginningPlaces, words...)
	if err != nil {
		return nil, err
	}
	out, known, joint := make([]*beginningScale, len(list)), []around.Numbers(nil), weigh.NewJoint(0, tables)
	for i, t := range tables {
		if len(words[i]) == 0 {
			continue
		}
		if known == nil {
			known = around.NumbersOf(t, d.lex.Trie.Words)
		}
		out[i] = &beginningScale{bytes, list[i].Bias, t, known, joint, i}
	}
	return out, nil
}

// NewBeginnings gives a table that takes in what is said at the beginning of
// documents, to learn from.
func NewBeginnings() *weigh.Table { return weigh.New(sow.BeginningPlaces) }

// Beginning is what a document says at its beginning.
type Beginning struct {
	Said  []int32 // by number of the table, each word once
	Words int     // of the text
}

// Share is what one word counts: of a hundred words each counts once, of more of
// them less, so that a long beginning says no more than a short one.
func (b Beginning) Share() float64 { return 10 / math.Sqrt(float64(max(1, b.Words))) }

// Opening is what the beginning of a document says, and its kind by the rules
// alone, among all kinds and among those that are not learnt, for learning.
type Opening struct {
	Lines, Pages Beginning
	Kind, Plain  sow.DocKind
}

// ObserveOpening gives what a document says in its first lines and pages. It
// adds what is new to the table.
func (d *Detector) ObserveOpening(doc sow.Document, table *weigh.Table) Opening {
	r := &reading{}
	r.reset(d, doc)
	r.read()
	said := func(bytes int) Beginning {
		sum := weigh.NewSum(table)
		words := r.sayBeginning(&beginningScale{bytes: bytes, table: table}, sum)
		return Beginning{slices.Clone(sum.Numbers()), words}
	}
	return Opening{said(FirstLines), said(FirstPages), r.KindByRules(), r.KindByRules(sow.LearntKinds...)}
}

// sayBeginning adds up the words of the title and of the first blocks, each
// once, and counts them.
func (r *reading) sayBeginning(b *beginningScale, sum *weigh.Sum) (count int) {
	sum.Start()
	r.eachBeginning(b, func(_ int, words []around.Word) {
		count += len(words)
		for _, w := range words {
			if w.Word != 0 {
				sum.Say(0, w.Word, 0)
			}
		}
	})
	return count
}

// begun is what the beginning of a document weighs by all scales that read as
// much of it.
type begun struct {
	bytes int
	count int       // of words
	sums  []float64 // by scale
}

// beginningOf adds up the words of the beginning, each once, for a scale and all
// that read as much.
func (r *reading) beginningOf(b *beginningScale) begun {
	if r.begun.bytes == b.bytes {
		return r.begun
	}
	out := begun{bytes: b.bytes, sums: make([]float64, len(b.joint.Row(0)))}
	r.heard = slices.Grow(r.heard[:0], b.joint.Rows())[:b.joint.Rows()]
	clear(r.heard)
	r.eachBeginning(b, func(_ int, words []around.Word) {
		out.count += len(words)
		for _, w := range words {
			n := b.joint.RowOf(w.Word)
			if n == 0 || r.heard[n] {
				continue
			}
			r.heard[n] = true
			for at, weight := range b.joint.Row(n) {
				out.sums[at] += weight
			}
		}
	})
	r.begun = out
	return out
}

// eachBeginning gives the words of the title, as block -1, and of the first
// blocks. Names of products are words like others here.
func (r *reading) eachBeginning(b *beginningScale, say func(block int, words []around.Word)) {
	s := r.surroundings(b.table, b.known, true)
	say(-1, s.HeadWords(r.Doc.Title))
	left := b.bytes
	for i := range r.Doc.Blocks {
		block := &r.Doc.Blocks[i]
		if block.Kind == sow.Header || block.Kind == sow.Footer || block.Kind == sow.Comment || r.ofTerms(i) {
			continue
		}
		say(i, s.WordsOf(i))
		if left -= len(block.Text); left <= 0 {
			break
		}
	}
}

// ofTerms tells whether a block is, or stands below, a heading of terms:
// confidentiality, liability, notices. They are the same whatever is ordered,
// and in a short document its beginning would reach into them.
func (r *reading) ofTerms(i int) bool {
	if r.Blocks[i].SectionName() == "legal" {
		return true
	}
	return i+1 < len(r.Blocks) && r.Blocks[i+1].Classed == i && r.Blocks[i+1].SectionName() == "legal"
}

// beginningOdds gives the log odds that the words of the beginning add up to, 0
// where nothing has been learnt.
func (r *reading) beginningOdds(b *beginningScale) float64 {
	if b == nil {
		return 0
	}
	of := r.beginningOf(b)
	return b.bias + of.sums[b.at]*Beginning{Words: of.count}.Share()
}

// beginning is beginningOdds with what is said there, by number of the table.
func (r *reading) beginning(b *beginningScale) (odds float64, said []int32) {
	if b == nil {
		return 0, nil
	}
	sum := r.sumOver(b.table)
	count := r.sayBeginning(b, sum)
	return b.bias + sum.Weight()*Beginning{Words: count}.Share(), sum.Numbers()
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
	if words := p.r.d.heaviest(p.nothing.table, p.begins, 1, nil); nothing < 0 && len(words) > 0 {
		said = append(said, "the document begins with "+strings.Join(words, ", "))
	}
	if vendors < 0 && v[vendorsShare] > 0.5 {
		said = append(said, "it names more of other vendors")
	}
	return strings.Join(said, "; ")
}
