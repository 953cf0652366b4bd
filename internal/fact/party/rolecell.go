package party

import (
	"strings"

	"claimline/internal/fact/names"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
)

// readRoleCells reads the roles that stand in the cells beside names, in a table that
// tells of one customer and one partner: the row "Acme Ltd | Customer. Pays and
// accepts." Line n is the first of the table.
func (rd *Sides) readRoleCells(n int) {
	table := rd.Lines[n].Table
	if table == 0 || n > 0 && rd.Lines[n-1].Table == table {
		return
	}
	var cells [2][]stacked
	for i := n; i < len(rd.Lines) && rd.Lines[i].Table == table; i++ {
		if name, customer, ok := rd.roleCell(&rd.Lines[i]); ok && customer {
			cells[0] = append(cells[0], name)
		} else if ok {
			cells[1] = append(cells[1], name)
		}
	}
	if len(cells[0]) == 1 && len(cells[1]) == 1 {
		rd.noteRole(cells[0][0].line, cells[0][0].org, true, byLabel)
		rd.noteRole(cells[1][0].line, cells[1][0].org, false, byLabel)
	}
}

// roleCell reads the role in a cell and the name in the cell before it.
func (rd *Sides) roleCell(l *page.Line) (name stacked, customer, ok bool) {
	if l.Label == "" || l.Column != 1 || len(l.Words) == 0 || !l.Topics.Has(topic.PartyCustomer) && !l.Topics.Has(topic.PartyPartner) {
		return name, false, false
	}
	role, ok := l.At(names.Skip(l, 0, topic.PartyArticle), topic.PartyCustomer, topic.PartyPartner)
	if !ok || role.To < len(l.Words) && (!l.Breaks(role.To) || strings.Contains(l.Between(role.To), "(")) { // "Reseller (LSP) of the agreement"
		return name, false, false
	}
	side := rd.SideLine(l.Block, l.Label)
	org, ok := names.From(&side, 0)
	return stacked{&side, org}, role.Topic == topic.PartyCustomer, ok && names.Formal(&side, org) && !names.Product(&side, org)
}

// readRunIn reads the name behind a role that is a sentence of its own: "Client.
// Acme Ltd, Bath."
func (rd *Sides) readRunIn(l *page.Line) {
	if l.Start == 0 || l.Table > 0 || l.Label != "" {
		return
	}
	text := rd.Doc.Blocks[l.Block].Text
	head, found := strings.CutSuffix(strings.TrimSpace(text[:min(l.Start, len(text))]), ".")
	if !found || len(head) == 0 || len(head) > longestRunIn {
		return
	}
	above := rd.SideLine(l.Block, head)
	role, ok := above.At(0, topic.PartyCustomer, topic.PartyPartner)
	if !ok || role.To != len(above.Words) || !above.Words[0].Capital {
		return
	}
	if org, ok := names.From(l, 0); ok && names.Formal(l, org) && !names.Product(l, org) {
		rd.noteRole(l, org, role.Topic == topic.PartyCustomer, byLabel)
	}
}

// longestRunIn is how many bytes a role before a name has at most.
const longestRunIn = 30
