package section

import (
	"slices"

	"claimline/internal/detect/list"
	"claimline/internal/detect/page"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// Scores of a kind: its words in the title, in a heading or the first lines,
// and elsewhere; and the signs that go with it.
const (
	kindTitle   = 6
	kindHeading = 2
	kindEnough  = 4
	kindBodyCap = 3
	headingCap  = 6
	signsCap    = 4
)

// KindByRules reads the kind of a document from the lists "kind.<kind>" and
// "signs.<kind>" of its contexts; kinds that are told otherwise are passed over.
// How a document is ordered (work order, proposal) counts only when nothing says
// what work it is.
func (r *Reading) KindByRules(passed ...sow.DocKind) sow.DocKind {
	sums := r.Sums()
	best, most := sow.KindProject, kindEnough-1
	for _, k := range list.Kinds {
		score, titled := r.kindScore(k)
		if slices.Contains(passed, k) || !sums.bear(k, titled, r.signs(k)) {
			continue
		}
		if (k == sow.KindWorkOrder || k == sow.KindProposal) && best != sow.KindProject {
			continue
		}
		if score > most {
			best, most = k, score
		}
	}
	return best
}

func (r *Reading) kindScore(k sow.DocKind) (score int, titled bool) {
	if r.Main == nil {
		return 0, false
	}
	name := list.Kind(k)
	if r.TitleSays(r.Main.ByName[name]) {
		score, titled = kindTitle, true
	}
	headings, body := 0, 0
	for _, i := range r.saidOf(name).blocks {
		if !r.tellsKind(i) {
			continue
		}
		switch {
		case i < page.OpeningRows || r.Doc.Blocks[i].Kind == sow.Heading:
			headings = min(headings+kindHeading, headingCap)
		default:
			body = min(body+1, kindBodyCap)
		}
	}
	return score + headings + body + r.signs(k), titled
}

// MaxKindLines is the number of lines quoted for the kind of a document.
const MaxKindLines = 5

// QuoteKind gives the first lines that say of what kind a document is. That it
// is a project is said by none.
func (r *Reading) QuoteKind(k sow.DocKind) (evidence []sow.Evidence) {
	if k == sow.KindProject {
		return []sow.Evidence{}
	}
	for _, i := range r.saidOf(list.Kind(k)).blocks {
		if r.tellsKind(i) && len(evidence) < MaxKindLines {
			evidence = append(evidence, r.Quote(i, token.Span{}, 0, min(len(r.Doc.Blocks[i].Text), page.MaxQuote)))
		}
	}
	return evidence
}

// saying is where the phrases of one word list occur.
type saying struct {
	blocks   []int
	distinct int    // phrases of the list that occur at all
	seen     []bool // by their numbers: which
}

// FindWords looks for the phrases of the lists "kind" and "signs" of the
// document's language in one pass.
func (r *Reading) FindWords() {
	if r.Main == nil {
		return
	}
	r.said = make([]saying, len(r.Main.ListNumbers))
	for i := range r.Blocks {
		k := r.Doc.Blocks[i].Kind
		if k == sow.Header || k == sow.Footer || k == sow.Comment {
			continue
		}
		var room [16]phrase.Found
		for _, f := range r.Main.ListedRuns.In(r.TokensOf(i), room[:0]) {
			w := r.Main.Listed[f.Run]
			r.said[w.List].add(i, w.Number)
		}
	}
}

// saidOf gives where the phrases of a list "kind" or "signs" occur.
func (r *Reading) saidOf(name string) saying {
	if r.Main == nil {
		return saying{}
	}
	n, ok := r.Main.ListNumbers[name]
	if !ok {
		return saying{}
	}
	return r.said[n]
}

func (s *saying) add(block, phrase int) {
	if phrase >= len(s.seen) {
		s.seen = append(s.seen, make([]bool, phrase+1-len(s.seen))...)
	}
	if !s.seen[phrase] {
		s.seen[phrase] = true
		s.distinct++
	}
	if n := len(s.blocks); n == 0 || s.blocks[n-1] != block {
		s.blocks = append(s.blocks, block)
	}
}

// signs counts how many of the words that go with a kind occur at all.
func (r *Reading) signs(k sow.DocKind) int {
	return min(r.saidOf(list.Signs(k)).distinct/2, signsCap)
}

// tellsKind tells whether a block can say what kind of document it is in.
func (r *Reading) tellsKind(i int) bool {
	c := r.Blocks[i].Class
	return c == nil || c.Polarity == sow.InScope || r.Doc.Blocks[i].Kind == sow.Heading
}
