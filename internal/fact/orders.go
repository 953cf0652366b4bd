package fact

import (
	"slices"
	"strings"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/topic"
)

// titleLines is how many lines at the top hold the title.
const titleLines = 4

// buyers are the departments that order: "From: Acme Ltd, Purchasing".
var buyers = []string{"purchasing", "procurement", "einkauf", "beschaffung", "achats", "compras", "adquisiciones"}

// order tells whether the title says that the customer writes the document: a
// purchase order, not an offer.
func (rd *reading) order() bool {
	for i := range min(titleLines, len(rd.lines)) {
		l := &rd.lines[i]
		if l.edge {
			continue
		}
		if l.labelOpens(topic.PartyFrom) && slices.ContainsFunc(l.ws, func(w lexicon.Word) bool { return slices.Contains(buyers, w.Text) }) {
			return true
		}
		_, text := l.at(0, topic.PartyOrder)
		if text && l.label == "" || slices.ContainsFunc(l.labelHits, func(h lexicon.Hit) bool { return h.Topic == topic.PartyOrder && h.From == 0 }) {
			return true
		}
	}
	return false
}

// issuing are the words with which the one who orders signs, before the other
// side accepts.
var issuing = []string{
	"requested", "issued", "ordered", "commissioned", "placed", "instructed", "beauftragt", "bestellt", "abgerufen", "angefordert", "beantragt",
	"commande", "commandee", "emis", "emise", "demande", "demandee", "solicitado", "solicitada", "emitido", "emitida", "encargado", "encargada", "pedido", "pide",
}

// issuingReach is how many blocks above the acceptance the one who orders signs
// at most.
const issuingReach = 3

// readIssued notes the last line that somebody signs who orders: "Requested:
// Jane Doe, 3 May 2026".
func (rd *reading) readIssued() {
	rd.issued = nil
	for i := len(rd.lines) - 1; i >= 0 && rd.lines[i].block >= len(rd.doc.Blocks)-signingBlocks; i-- {
		l := &rd.lines[i]
		if first := l.firstWord(); l.edge || len(first) < 4 || !slices.Contains(issuing, first) || len(l.ws) > 2*maxNameWords || l.label != "" && l.labelLen > 3 {
			continue
		}
		rd.issued = l
		return
	}
}

// firstWord gives the first word of a line with its label, folded.
func (l *line) firstWord() string {
	if l.label == "" {
		if len(l.ws) == 0 || !l.numeric { // a signature has its day
			return ""
		}
		return l.ws[0].Text
	}
	first, _, _ := strings.Cut(l.label, " ")
	return lexicon.Fold(first)
}

// customerAccepts tells whether who accepts in a line is the customer: not where
// one who orders has signed right above.
func (rd *reading) customerAccepts(l *line) bool {
	above := rd.issued
	return above == nil || spotOf(above) >= spotOf(l) || l.block-above.block > issuingReach
}

// readAcceptedBelow reads who accepts below a line that says so: "Agreed, 3 May
// 2026", "For Acme Ltd: Jane Doe".
func (rd *reading) readAcceptedBelow(l *line, n int) {
	if n == 0 || l.table > 0 {
		return
	}
	above := &rd.lines[n-1]
	if _, ok := above.at(0, topic.PartyAccepts); !ok || above.label != "" || above.table > 0 || above.edge || len(above.ws) > maxNameWords || l.block-above.block > 1 || len(above.organisations()) > 0 {
		return
	}
	side := *l
	if l.label != "" {
		side = rd.sideLine(l.block, l.label)
		side.start = l.start
	}
	h, ok := side.at(0, topic.PartyBehalf, topic.PartyFor)
	if !ok {
		return
	}
	if org, ok := side.nameFrom(h.To); ok && side.company(org) && !rd.product(&side, org) {
		rd.noteRole(&side, org, rd.customerAccepts(l), byAcceptance)
	}
}
