package party

import (
	"strings"

	"claimline/internal/fact/names"
	"claimline/internal/fact/topic"
)

// readRoleBehind reads the role in the label of line n that stands behind the name
// that it belongs to, and tells whether there is one: "for Acme Ltd, Bath, Supplier:
// Jane Doe". Behind the label stand the people who have come.
func (rd *Sides) readRoleBehind(n int, customer bool) bool {
	if n == 0 || rd.Lines[n].Table > 0 || rd.Lines[n-1].Block != rd.Lines[n].Block {
		return false
	}
	above := &rd.Lines[n-1]
	front, ok := above.At(0, topic.PartyFor, topic.PartyBehalf)
	if !ok || !strings.HasSuffix(above.Text, ",") {
		return false
	}
	org, ok := names.From(above, front.To)
	if ok = ok && (company(above, org) || names.HasBody(above, org)); ok {
		rd.noteRole(above, org, customer, byDefinition)
	}
	return ok
}
