package licence

import (
	"slices"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
)

// orReach is how many words may stand between "or" and the agreement that it offers
// as another way: "or to buy by way of a Cloud Solution Provider".
const orReach = 7

// alternative tells whether an agreement is the last of several ways that a text
// weighs against each other: "to renew the Enterprise Agreement, to move to the
// Microsoft Customer Agreement, or to buy through a Cloud Solution Provider".
func (rd *Reader) alternative(l *page.Line, n lexicon.NamedHit) bool {
	for i := n.From - 1; i >= max(0, n.From-orReach); i-- {
		if l.Beside.Small.Or.Has(l.Words[i].Text) {
			return rd.namesOtherWay(l, i, n.Name)
		}
	}
	return false
}

// namesOtherWay tells whether another agreement than the one of a name stands before
// word at of a line, or before the line in its block.
func (rd *Reader) namesOtherWay(l *page.Line, at int, name string) bool {
	for m := range rd.BlockLines(l.Block) {
		if m.Start > l.Start {
			return false
		}
		if slices.ContainsFunc(rd.NamedIn(m, topic.Agreement), func(o lexicon.NamedHit) bool { return o.Name != name && (m.Start < l.Start || o.To <= at) }) {
			return true
		}
	}
	return false
}
