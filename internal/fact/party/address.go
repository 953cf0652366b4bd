package party

import (
	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/names"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
	"claimline/internal/sow"
)

// readBehalf reads whom a line of the title page is for: "For Acme Ltd".
func (rd *Sides) readBehalf(l *page.Line, n int) {
	h, ok := l.At(0, topic.PartyBehalf)
	if !ok || n >= openingLines || l.Head.Has(topic.HeadSign) || l.Label != "" || rd.behindText(l, n) {
		return
	}
	if org, ok := names.From(l, h.To); ok && (org.Form > 0 || names.HasBody(l, org) && len(org.Key) > 2) {
		rd.note(l, org, byAddress, 0)
	}
}

// topLines is how far down "for" within a line still belongs to the title.
const topLines = 4

// readAddressed reads whom the title or the first lines are for: "To the
// directors of Acme Ltd", "New servers for Borough Trust".
func (rd *Sides) readAddressed(l *page.Line, n int) {
	if n >= openingLines || l.Label != "" || l.Table > 0 || !l.Alone || len(l.Words) > 16 {
		return
	}
	for _, h := range l.Hits {
		behalf := h.Topic == topic.PartyBehalf && n < topLines && h.From > 0 && !l.Words[h.From].Capital
		if !behalf && !addresses(l, h) {
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
func addresses(l *page.Line, h lexicon.Hit) bool {
	if h.Topic == topic.PartyTo && (h.From == 0 || h.From == 1 && !l.Words[1].Capital) && l.Words[0].Capital {
		return true
	}
	_, greets := l.At(0, topic.PartySalutation)
	return greets && h.Topic == topic.PartySmall
}

// addressed gives the organisation behind a word of an address. It ends the
// line, unless the line is more than a title and it has a legal form: "Your
// order on behalf of Acme Ltd of last week".
func (rd *Sides) addressed(l *page.Line, h lexicon.Hit, behalf bool) (page.Name, bool) {
	goesOn := behalf && rd.Doc.Blocks[l.Block].Kind != sow.Heading
	for i := h.To; i < len(l.Words); i++ {
		if !l.Words[i].Capital || l.Words[i-1].Capital && i > h.To {
			continue
		}
		org, ok := names.From(l, i)
		if ok && (org.To == len(l.Words) || goesOn && org.Form > 0) && names.Formal(l, org) && len(org.Key) > 1 && !names.Product(l, org) {
			return org, true
		}
	}
	return page.Name{}, false
}
