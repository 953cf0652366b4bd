package seat

import (
	"claimline/internal/fact/names"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
)

// takenOver tells whether a number at word first counts the people of a company that
// the sentence, or the one before it in the block, says to have been taken over:
// "bought Birch Foods Ltd (140 staff)", "bought Birch Foods Ltd. It employs 140 people".
func (rd *counter) takenOver(l *page.Line, first int) bool {
	if takesOver(l, first) {
		return true
	}
	above := rd.LineAbove(l)
	return above != nil && takesOver(above, len(above.Words)) && !rd.namesCustomer(l)
}

// takesOver tells whether a line says that a company is taken over, whose legal form
// stands before word to.
func takesOver(l *page.Line, to int) bool {
	form, ok := l.Window(0, to, topic.PartyForm)
	return ok && form.From > 0 && l.Beside.People.TakesOver.HasAny(l.Words)
}

// namesCustomer tells whether a line names the customer.
func (rd *counter) namesCustomer(l *page.Line) bool {
	forms := rd.sides.ShortNames(rd.sides.Parties.Customer)
	for i := range l.Words {
		if names.LongestStart(l.Words[i:], forms) > 0 || l.Covered(i, topic.PartyCustomer) {
			return true
		}
	}
	return false
}
