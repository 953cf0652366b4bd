package party

import (
	"slices"
	"strings"

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

// opensAddress tells whether a line begins as an address does: "To Acme Ltd", "An
// die Stadt Soest", not "An alle".
func opensAddress(l *page.Line) bool {
	_, to := l.At(0, topic.PartyTo)
	return to && len(l.Words) > 1 && !strings.HasSuffix(l.Text, ",")
}

// behindOpener tells whether line i is that of the one to whom a letter goes: it
// begins with words such as "An die", or nothing else stands right above.
func (rd *Sides) behindOpener(i int) bool {
	return articleOfAddress(&rd.Lines[i]) > 0 || i > 0 && len(rd.Lines[i-1].Words) > 0 && articleOfAddress(&rd.Lines[i-1]) == len(rd.Lines[i-1].Words)
}

// addressBelow tells whether an address stands below line i of a letter.
func (rd *Sides) addressBelow(i, salutation int) bool {
	for k := i + 1; k < salutation; k++ {
		if rd.behindOpener(k) {
			return true
		}
	}
	return false
}

// isAddressed tells whether a letter, the salutation of which stands in a line,
// goes to a company.
func (rd *Sides) isAddressed(salutation int, org page.Name) bool {
	for i := range salutation {
		if rd.behindOpener(i) && slices.ContainsFunc(names.In(&rd.Lines[i]), func(to page.Name) bool { return slices.Equal(to.Key, org.Key) }) {
			return true
		}
	}
	return false
}

// longestHouse is how many digits the number of a house has at most.
const longestHouse = 3

// addressedIn reads the organisation in line i of a letter above its salutation,
// behind words that end in an article, which stands before no person: "An die
// Gemeindeverwaltung Soest", or in two lines "An den", "Kirchenkreis Soest".
func (rd *Sides) addressedIn(l *page.Line, i int) (page.Name, bool) {
	at := articleOfAddress(l)
	if !rd.behindOpener(i) || at >= len(l.Words) {
		return page.Name{}, false
	}
	org, ok := addressedAt(l, at)
	if !ok || title(l, org) || rd.CuesOf(l).OfWord(&l.Words[at])&(lexicon.CuePerson|lexicon.CueDepartment) != 0 {
		return page.Name{}, false
	}
	body := names.Formal(l, org) || rd.endsAsBody(l, org)
	return org, body || len(org.Key) > 1 && (org.To == len(l.Words) || l.DigitAt(org.To))
}

// addressedAt gives the name at a word of an address, without its street.
func addressedAt(l *page.Line, at int) (page.Name, bool) {
	org, ok := names.From(l, at)
	if ok && org.Form == 0 && org.To < len(l.Words) && l.DigitAt(org.To) && len(l.Words[org.To].Text) <= longestHouse { // its street
		org, ok = names.Made(l, org.From, org.To-1, org.To-1)
	}
	return org, ok && org.From == at && !names.Product(l, org)
}

// articleOfAddress gives the word behind the words of an address with an article
// that begin a line: "An die", "A la"; 0 for none.
func articleOfAddress(l *page.Line) int {
	h, ok := l.At(0, topic.PartyTo)
	if !ok || len(l.Words) == 0 || !l.Words[0].Capital {
		return 0
	}
	to := names.Skip(l, h.To, topic.PartyArticle)
	if to == h.To && h.To-h.From < 2 {
		return 0
	}
	return to
}
