package day

import (
	"slices"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
)

// signedReach is how many words before a word of signing may deny it.
const signedReach = 4

// deniesSigning tells whether a line says that the document is not signed: "This
// document has not been signed by the Authority".
func deniesSigning(l *page.Line) bool {
	if !l.Topics.Has(topic.Negation) || l.Table > 0 {
		return false
	}
	return slices.ContainsFunc(l.Hits, func(h lexicon.Hit) bool {
		if h.Topic != topic.DateSigned || l.Words[h.To-1].End-l.Words[h.From].Start <= len("by") {
			return false
		}
		no, ok := l.Window(max(0, h.From-signedReach), h.From, topic.Negation)
		return ok && no.From > 0 && !l.Breaks(no.From) && l.Beside.Days.Papers.Has(l.Words[no.From-1].Text) ||
			ok && no.From > 1 && !l.Breaks(no.From) && !l.Breaks(no.From-1) && l.Beside.Days.Papers.Has(l.Words[no.From-2].Text)
	})
}
