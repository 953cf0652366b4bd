package detect

import (
	"slices"

	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// kinds are the kinds of document that words tell apart, the more telling
// first: of equal scores the earlier wins.
var kinds = []sow.DocKind{
	sow.KindChangeOrder, sow.KindStaffAug, sow.KindManaged, sow.KindLicensing, sow.KindAssessment,
	sow.KindWorkOrder, sow.KindProposal, sow.KindNotSOW,
}

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

// kindByRules reads the kind of a document from the lists "kind.<kind>" and
// "signs.<kind>" of its contexts; kinds that are told otherwise are passed over.
// How a document is ordered (work order, proposal) counts only when nothing says
// what work it is.
func (r *sectionReading) kindByRules(passed ...sow.DocKind) sow.DocKind {
	sums := r.sums()
	best, most := sow.KindProject, kindEnough-1
	for _, k := range kinds {
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

func (r *sectionReading) kindScore(k sow.DocKind) (score int, titled bool) {
	if r.main == nil {
		return 0, false
	}
	list := "kind." + string(k)
	if r.titleSays(r.main.ByName[list]) {
		score, titled = kindTitle, true
	}
	headings, body := 0, 0
	for _, i := range r.saidOf(list).blocks {
		if !r.tellsKind(i) {
			continue
		}
		switch {
		case i < openingRows || r.doc.Blocks[i].Kind == sow.Heading:
			headings = min(headings+kindHeading, headingCap)
		default:
			body = min(body+1, kindBodyCap)
		}
	}
	return score + headings + body + r.signs(k), titled
}

// maxKindLines is the number of lines quoted for the kind of a document.
const maxKindLines = 5

// quoteKind gives the first lines that say of what kind a document is. That it
// is a project is said by none.
func (r *sectionReading) quoteKind(k sow.DocKind) (evidence []sow.Evidence) {
	if k == sow.KindProject {
		return []sow.Evidence{}
	}
	for _, i := range r.saidOf("kind." + string(k)).blocks {
		if r.tellsKind(i) && len(evidence) < maxKindLines {
			evidence = append(evidence, r.quote(i, token.Span{}, 0, min(len(r.doc.Blocks[i].Text), maxQuote)))
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

// findWords looks for the phrases of the lists "kind" and "signs" of the
// document's language in one pass.
func (r *sectionReading) findWords() {
	if r.main == nil {
		return
	}
	r.said = make([]saying, len(r.main.ListNumbers))
	for i := range r.blocks {
		k := r.doc.Blocks[i].Kind
		if k == sow.Header || k == sow.Footer || k == sow.Comment {
			continue
		}
		tokens := r.tokensOf(i)
		for at := range tokens {
			if !r.main.Lists.Has(tokens[at].ID) {
				continue
			}
			for _, w := range r.main.Listed[tokens[at].ID] {
				if phrase.StartsWith(tokens[at:], w.IDs) {
					r.said[w.List].add(i, w.Number)
				}
			}
		}
	}
}

// saidOf gives where the phrases of a list "kind" or "signs" occur.
func (r *sectionReading) saidOf(list string) saying {
	if r.main == nil {
		return saying{}
	}
	n, ok := r.main.ListNumbers[list]
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
func (r *sectionReading) signs(k sow.DocKind) int {
	return min(r.saidOf("signs."+string(k)).distinct/2, signsCap)
}

// tellsKind tells whether a block can say what kind of document it is in.
func (r *sectionReading) tellsKind(i int) bool {
	c := r.blocks[i].class
	return c == nil || c.Polarity == sow.InScope || r.doc.Blocks[i].Kind == sow.Heading
}
