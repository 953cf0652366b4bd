package licence

import (
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
)

// licencesBefore tells whether the sentence before a line, in the same block, is
// about licences: "Who pays for the Microsoft licences is not settled here. Acme
// supplies these as its CSP."
func (rd *Reader) licencesBefore(l *page.Line) bool {
	before := false
	for m := range rd.BlockLines(l.Block) {
		if m.Start == l.Start {
			return before
		}
		before = m.Topics.Has(topic.LicenceThing)
	}
	return false
}
