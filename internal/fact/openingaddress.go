package fact

import (
	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/topic"
	"claimline/internal/sow"
)

// readBehalf reads whom a line of the title page is for: "For Acme Ltd".
func (rd *reading) readBehalf(l *line, n int) {
	h, ok := l.at(0, topic.PartyBehalf)
	if !ok || n >= openingLines || l.head.has(topic.HeadSign) || l.label != "" || rd.behindText(l, n) {
		return
	}
	if org, ok := l.nameFrom(h.To); ok && (org.form > 0 || l.hasBody(org) && len(org.key) > 2) {
		rd.note(l, org, byAddress, 0)
	}
}

// topLines is how far down "for" within a line still belongs to the title.
const topLines = 4

// readAddressed reads whom the title or the first lines are for: "To the
// directors of Acme Ltd", "New servers for Borough Trust".
func (rd *reading) readAddressed(l *line, n int) {
	if n >= openingLines || l.label != "" || l.table > 0 || !l.alone || len(l.ws) > 16 {
		return
	}
	for _, h := range l.hits {
		behalf := h.Topic == topic.PartyBehalf && n < topLines && h.From > 0 && !l.ws[h.From].Capital
		if !behalf && !l.addresses(h) {
			continue
		}
		if org, ok := rd.addressed(l, h, behalf); ok {
			rd.note(l, org, byAddress, 0)
			return
		}
	}
}

// addresses tells whether a hit leads from the reader to whom the reader works
// for: "To the directors", the "of" in "Dear members of".
func (l *line) addresses(h lexicon.Hit) bool {
	if h.Topic == topic.PartyTo && (h.From == 0 || h.From == 1 && !l.ws[1].Capital) && l.ws[0].Capital {
		return true
	}
	_, greets := l.at(0, topic.PartySalutation)
	return greets && h.Topic == topic.PartySmall
}

// addressed gives the organisation behind a word of an address. It ends the
// line, unless the line is more than a title and it has a legal form: "Your
// order on behalf of Acme Ltd of last week".
func (rd *reading) addressed(l *line, h lexicon.Hit, behalf bool) (name, bool) {
	goesOn := behalf && rd.doc.Blocks[l.block].Kind != sow.Heading
	for i := h.To; i < len(l.ws); i++ {
		if !l.ws[i].Capital || l.ws[i-1].Capital && i > h.To {
			continue
		}
		org, ok := l.nameFrom(i)
		if ok && (org.to == len(l.ws) || goesOn && org.form > 0) && l.formal(org) && len(org.key) > 1 && !rd.product(l, org) {
			return org, true
		}
	}
	return name{}, false
}
