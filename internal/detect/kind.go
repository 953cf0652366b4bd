package detect

import (
	"slices"

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
	openingRows = 12 // blocks at the start that say what a document is
)

// kind reads what kind of statement of work the document is: by the rules, and
// where it has been learnt by the words of its first pages.
func (r *reading) kind() (sow.DocKind, []sow.Evidence) {
	r.findWords()
	if r.givenKind != "" {
		return r.givenKind, nil
	}
	best, told := r.weighKind(r.kindByRules())
	if told != nil {
		return best, told
	}
	return best, r.quoteKind(best)
}

// kindByRules reads the kind of a document from the lists "kind.<kind>" and
// "signs.<kind>" of its contexts; kinds that are told otherwise are passed over.
// How a document is ordered (work order, proposal) counts only when nothing says
// what work it is.
func (r *reading) kindByRules(passed ...sow.DocKind) sow.DocKind {
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

// worked are the weights of the words of work in sections that count.
type worked struct {
	count                     int // words of work
	build, run, teach, advise float64
	by                        map[sow.Activity]float64
}

// sums weighs the words of work, once for a document.
func (r *reading) sums() worked {
	if r.worked != nil {
		return *r.worked
	}
	w := worked{by: map[sow.Activity]float64{}}
	r.eachWork(func(_ int, _ hit, a sow.Activity, weight float64) {
		w.by[a] += weight
		w.count++
		switch a {
		case sow.Deployment, sow.Migration, sow.CustomDevelopment:
			w.build += weight
		case sow.ManagedServices, sow.Support:
			w.run += weight
		case sow.Training, sow.Adoption:
			w.teach += weight
		case sow.Assessment:
			w.advise += weight
		case sow.StaffAugmentation: // who does the work says nothing about which
		}
	})
	r.worked = &w
	return w
}

// bear tells whether the words of work fit a kind: a document that mostly
// builds is no assessment because it says "review" somewhere.
func (w worked) bear(k sow.DocKind, titled bool, signs int) bool {
	part := 0.6
	switch {
	case titled && signs > 1:
		part = 0.1
	case titled || signs == signsCap:
		part = 0.3
	}
	if k == sow.KindManaged {
		if signs == 0 {
			part = 1 // no rhythm, no level, no ticket: a title alone runs nothing
		}
		return w.run >= part*w.build
	}
	return k != sow.KindAssessment && k != sow.KindLicensing || w.advise >= part*w.build
}

func (r *reading) kindScore(k sow.DocKind) (score int, titled bool) {
	if r.main == nil {
		return 0, false
	}
	list := "kind." + string(k)
	if r.titleSays(r.main.byName[list]) {
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
func (r *reading) quoteKind(k sow.DocKind) (evidence []sow.Evidence) {
	if k == sow.KindProject {
		return []sow.Evidence{}
	}
	for _, i := range r.saidOf("kind." + string(k)).blocks {
		if r.tellsKind(i) && len(evidence) < maxKindLines {
			evidence = append(evidence, r.quote(i, span{}, 0, min(len(r.doc.Blocks[i].Text), maxQuote)))
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
func (r *reading) findWords() {
	if r.main == nil {
		return
	}
	r.said = make([]saying, len(r.main.listNumbers))
	for i := range r.blocks {
		k := r.doc.Blocks[i].Kind
		if k == sow.Header || k == sow.Footer || k == sow.Comment {
			continue
		}
		tokens := r.tokensOf(i)
		for at := range tokens {
			if !r.main.lists.has(tokens[at].id) {
				continue
			}
			for _, w := range r.main.listed[tokens[at].id] {
				if startsWith(tokens[at:], w.ids) {
					r.said[w.list].add(i, w.number)
				}
			}
		}
	}
}

// saidOf gives where the phrases of a list "kind" or "signs" occur.
func (r *reading) saidOf(list string) saying {
	if r.main == nil {
		return saying{}
	}
	n, ok := r.main.listNumbers[list]
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

// wordsOf gives a word list of the document's language; nil for a detector
// without contexts.
func (r *reading) wordsOf(l list) *wordList {
	if r.main == nil {
		return nil
	}
	return r.main.words[l]
}

// titleSays looks for words in the title: the document's property, and the
// first lines that read as one.
func (r *reading) titleSays(phrases *wordList) bool {
	if r.saysAny(r.titleTokens, phrases) {
		return true
	}
	for i := range min(5, len(r.blocks)) {
		b := &r.doc.Blocks[i]
		if b.Kind != sow.Header && (b.Kind == sow.Heading || len(b.Text) <= maxPseudo) && r.saysAny(r.tokensOf(i), phrases) {
			return true
		}
	}
	return false
}

// signs counts how many of the words that go with a kind occur at all.
func (r *reading) signs(k sow.DocKind) int {
	return min(r.saidOf("signs."+string(k)).distinct/2, signsCap)
}

// tellsKind tells whether a block can say what kind of document it is in.
func (r *reading) tellsKind(i int) bool {
	c := r.blocks[i].class
	return c == nil || c.Polarity == sow.InScope || r.doc.Blocks[i].Kind == sow.Heading
}
