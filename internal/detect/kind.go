package detect

import (
	"slices"
	"strings"

	"claimline/internal/sow"
)

// kinds are the kinds of document that words tell apart, the more specific
// first: of equal scores the earlier wins.
var kinds = []sow.DocKind{
	sow.KindChangeOrder, sow.KindStaffAug, sow.KindManaged, sow.KindLicensing, sow.KindAssessment,
	sow.KindWorkOrder, sow.KindProposal, sow.KindNotSOW,
}

// Scores of a kind: its words in the title, in a heading or the first lines,
// and elsewhere.
const (
	kindTitle   = 6
	kindHeading = 2
	kindBody    = 1
	kindEnough  = 4
	kindBodyCap = 3
	openingRows = 12 // blocks at the start that say what a document is
)

// kind reads what kind of statement of work the document is, from the lists
// "kind.<kind>" of its contexts.
func (r *reading) kind() (sow.DocKind, []sow.Evidence) {
	best, most := sow.KindProject, kindEnough-1
	var evidence []sow.Evidence
	for _, k := range kinds {
		score, ev := r.kindScore(k)
		if score > most {
			best, most, evidence = k, score, ev
		}
	}
	if evidence == nil {
		evidence = []sow.Evidence{}
	}
	return best, evidence
}

func (r *reading) kindScore(k sow.DocKind) (score int, evidence []sow.Evidence) {
	var phrases [][]int32
	for _, l := range r.d.order {
		if l == r.main || r.main == nil {
			phrases = append(phrases, l.words["kind."+string(k)]...)
		}
	}
	if len(phrases) == 0 {
		return 0, nil
	}
	title := r.z.tokens(r.doc.Title, nil)
	if slices.ContainsFunc(phrases, func(ids []int32) bool { return hasRun(title, ids) }) {
		score += kindTitle
	}
	body := 0
	for i := range r.blocks {
		n := r.kindIn(i, phrases)
		if n == 0 {
			continue
		}
		switch {
		case i < openingRows || r.doc.Blocks[i].Kind == sow.Heading:
			score += kindHeading
		case body < kindBodyCap:
			body += kindBody
		default:
			continue
		}
		if len(evidence) < 5 {
			evidence = append(evidence, r.quote(i, span{}, 0, min(len(r.doc.Blocks[i].Text), maxQuote)))
		}
	}
	return score + body, evidence
}

func (r *reading) kindIn(i int, phrases [][]int32) (n int) {
	b := &r.doc.Blocks[i]
	if b.Kind == sow.Header || b.Kind == sow.Footer || b.Kind == sow.Comment {
		return 0
	}
	if c := r.blocks[i].class; c != nil && c.Polarity != sow.InScope && b.Kind != sow.Heading {
		return 0
	}
	for _, ids := range phrases {
		if hasRun(r.tokensOf(i), ids) {
			n++
		}
	}
	return n
}

// work gives what the partner does with a workload: what the sentences that
// count say, else what the document as a whole is about. In a document that
// runs, teaches or advises, passing words of building do not count.
func (r *reading) work(t *tally, kind sow.DocKind) []sow.Activity {
	switch kind {
	case sow.KindManaged:
		return []sow.Activity{sow.ManagedServices}
	case sow.KindLicensing, sow.KindAssessment:
		return []sow.Activity{sow.Assessment}
	}
	out := []sow.Activity{}
	for _, m := range t.mentions {
		if m.polarity != sow.InScope {
			continue
		}
		for _, a := range m.verbs {
			out = appendNew(out, a)
		}
	}
	if kind == sow.KindStaffAug {
		out = appendNew(out, sow.StaffAugmentation)
	}
	if !slices.ContainsFunc(out, func(a sow.Activity) bool { return a != sow.Assessment && a != sow.Support }) {
		out = appendNew(out, r.mainWork())
	}
	slices.SortFunc(out, func(a, b sow.Activity) int { return strings.Compare(string(a), string(b)) })
	return out
}

// mainWork gives the activity that the scope sections name most; building
// when nothing is named.
func (r *reading) mainWork() sow.Activity {
	sum := map[sow.Activity]float64{}
	for _, h := range r.activities() {
		sum[h.Activity] += h.Weight
	}
	best := sow.Deployment
	for _, a := range []sow.Activity{sow.Deployment, sow.Migration, sow.CustomDevelopment, sow.ManagedServices, sow.Support, sow.Adoption, sow.Training, sow.Assessment} {
		if sum[a] > sum[best] {
			best = a
		}
	}
	return best
}
