package party

import (
	"cmp"
	"slices"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/names"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
)

// letterWeight is what the place of a name in a letter says of its role.
const letterWeight = 5.0

// letterParts is where the parts of a letter or an e-mail stand, -1 for none.
type letterParts struct{ salutation, closing int }

// readLetter reads letters and e-mails: the sender stands in the letterhead and
// below the closing, the addressee between the date and the salutation.
func (rd *Sides) readLetter() {
	at := rd.partsOfLetter()
	if at.salutation < 0 {
		return
	}
	l, org, signed := rd.belowClosing(at.closing)
	var sender *Party
	if signed {
		l, org = rd.shorterAbove(at.salutation, l, org)
	}
	if head, trade, ok := rd.tradeHead(at.salutation); ok {
		sender = rd.noteRole(head, trade, rd.IsOrder, letterWeight)
	} else if signed && !rd.isAddressed(at.salutation, org) { // who answers signs below as well
		sender = rd.noteRole(l, org, rd.IsOrder, letterWeight)
	}
	rd.readLetterhead(at.salutation, sender)
}

func (rd *Sides) partsOfLetter() letterParts {
	at := letterParts{-1, -1}
	for i := range rd.Lines {
		l := &rd.Lines[i]
		if l.Edge || l.Table > 0 {
			continue
		}
		if _, ok := l.At(0, topic.PartySalutation); ok && at.salutation < 0 && !opensAddress(l) && i < 40 && len(l.Words) <= 8 {
			at.salutation = i
		}
		if h, ok := l.Says(topic.PartyClosing); ok && at.salutation >= 0 && i > at.salutation && (h.From <= 3 || len(l.Words)-h.To <= 2) && len(l.Words) <= 12 {
			at.closing = i
		}
	}
	return at
}

// belowClosing gives the one company within the lines below the closing.
func (rd *Sides) belowClosing(closing int) (*page.Line, page.Name, bool) {
	if closing < 0 {
		return nil, page.Name{}, false
	}
	for i := closing + 1; i < len(rd.Lines) && i <= closing+4; i++ {
		l := &rd.Lines[i]
		if _, ok := l.Says(topic.PartyAccepts); ok || l.Labelled(topic.PartyAccepts) || l.Label != "" || l.Table > 0 || opensOrder(l) { // the other side answers
			break
		}
		if orgs := names.In(l); len(orgs) == 1 && !l.Edge {
			return l, orgs[0], true
		}
	}
	return nil, page.Name{}, false
}

// shorterAbove gives the name of the letterhead for one below the closing that
// has the name of a person before it: "Jane Doe Acme Ltd".
func (rd *Sides) shorterAbove(salutation int, l *page.Line, org page.Name) (*page.Line, page.Name) {
	for i := range salutation {
		above := &rd.Lines[i]
		for _, top := range names.In(above) {
			if len(top.Key) < len(org.Key) && endsWith(org.Key, top.Key) {
				return above, top
			}
		}
	}
	return l, org
}

// readLetterhead reads the lines above the salutation. The name that signs the
// letter is the sender's, else the first one; another one is the addressee's.
func (rd *Sides) readLetterhead(salutation int, sender *Party) {
	signed := sender != nil
	if sender == nil {
		sender = rd.author(salutation)
	}
	for i := range salutation {
		l := &rd.Lines[i]
		if labelOpens(l, topic.PartyFrom) || labelOpens(l, topic.PartyTo) { // of an e-mail, which says itself who writes to whom
			continue
		}
		for _, org := range rd.letterNames(l, i) {
			if s, ok := rd.noteSender(l, org, i, salutation, sender); ok {
				sender = cmp.Or(sender, s)
			} else if known := rd.Known(org); (known != nil || !l.Edge || !signed) && (known != sender || known == nil) {
				rd.noteRole(l, org, !rd.IsOrder, letterWeight-1)
			}
		}
	}
}

// noteSender notes a name in line i above the salutation as that of the one who
// writes, where it is one: another one than the sender so far only where the line
// says so.
func (rd *Sides) noteSender(l *page.Line, org page.Name, i, salutation int, sender *Party) (*Party, bool) {
	if writer, ok := writerIn(l, org); ok {
		return rd.noteRole(l, writer, rd.IsOrder, letterWeight), true
	}
	if sender != nil || rd.behindOpener(i) || !rd.heads(l, org, i, salutation) {
		return nil, false
	}
	return rd.noteRole(l, org, rd.IsOrder, letterWeight), true
}

// writerIn gives the company of a line that is nothing but the one who writes: "De Acme,
// S.L."
func writerIn(l *page.Line, org page.Name) (page.Name, bool) {
	from, ok := l.At(0, topic.PartyFrom)
	if !ok || l.Label != "" || org.Form == 0 || org.To != len(l.Words) || org.From > from.To || len(org.Key)-org.Form < 3 {
		return page.Name{}, false
	}
	return names.Made(l, from.To, org.To-org.Form, org.To)
}

// author gives the party that is said above the salutation to have written the
// letter: "Prepared by Acme Ltd".
func (rd *Sides) author(salutation int) *Party {
	for i := range salutation {
		l := &rd.Lines[i]
		by, ok := l.At(0, topic.PartyBy)
		if !ok || l.Edge || l.Label != "" || rd.IsOrder {
			continue
		}
		if org, ok := names.From(l, by.To); ok {
			if p := rd.Known(org); p != nil {
				return p
			}
			return rd.aliased(org)
		}
	}
	return nil
}

// heads tells whether a name in line i may be that of a letterhead: one in the first
// lines or a running header with a legal form, or above an address.
func (rd *Sides) heads(l *page.Line, org page.Name, i, salutation int) bool {
	switch {
	case (i >= 3 || l.Table > 0) && !l.Edge, rd.isAttended(l, org, i):
		return false
	case org.Form > 0:
		return true
	}
	return (company(l, org) && noPerson(l, org) || rd.endsAsBody(l, org)) && rd.addressBelow(i, salutation)
}

// letterNames gives the companies of a line above the salutation.
func (rd *Sides) letterNames(l *page.Line, i int) []page.Name {
	if org, ok := rd.addressedIn(l, i); ok {
		return []page.Name{org}
	}
	if orgs := rd.companiesIn(l); len(orgs) > 0 || i == 0 || l.Edge || l.Label != "" {
		return orgs
	}
	if org, ok := rd.addressee(l); ok && names.HasBody(l, org) && (l.Alone || org.To == len(l.Words)) {
		return []page.Name{org}
	}
	if org, ok := names.From(l, 0); ok && org.To == len(l.Words) && len(org.Key) > 1 && rd.endsAsBody(l, org) && !title(l, org) {
		return []page.Name{org}
	}
	return nil
}

// companiesIn gives the names with a legal form in a line that are not those of
// products: "Teams rooms & Co."
func (rd *Sides) companiesIn(l *page.Line) []page.Name {
	orgs := names.In(l)
	isProduct := func(org page.Name) bool { return names.Product(l, org) }
	if slices.ContainsFunc(orgs, isProduct) {
		orgs = slices.DeleteFunc(slices.Clone(orgs), isProduct)
	}
	return orgs
}

// markSigner marks the party whose name is the whole line.
func (rd *Sides) markSigner(l *page.Line) {
	for _, p := range rd.Parties.list {
		if len(l.Words) <= len(p.key)+1 && rd.Mentions(l, p) {
			p.signs = true
		}
	}
}

// readSignatureRows marks the parties whose names stand side by side in a row
// of a table, as above signatures, and those above the lines of signatures.
func (rd *Sides) readSignatureRows() {
	for _, pair := range rd.tablePairs() {
		pair[0].signs, pair[1].signs = true, true
	}
	for i := range rd.Lines {
		l := &rd.Lines[i]
		if l.Table > 0 || l.Edge || l.Label != "" {
			continue
		}
		for k := i + 1; k <= i+2 && k < len(rd.Lines); k++ {
			if rd.Lines[k].SignLabel() && rd.Lines[k].Table == 0 {
				rd.markSigner(l)
			}
		}
	}
}

// maxPairTable bounds the rows of a table that may hold signatures.
const maxPairTable = 12

// tablePairs gives the parties whose names stand in one row of a table.
func (rd *Sides) tablePairs() [][2]*Party {
	type spot struct{ table, row int }
	rows := map[spot][]*Party{}
	var order []spot
	starts := rd.nameStarts()
	for i := range rd.Lines {
		l := &rd.Lines[i]
		if l.Table == 0 || !starts.In(l.Words) || len(rd.Tables[l.Table].Cells) > maxPairTable {
			continue
		}
		for _, p := range rd.Parties.list {
			if rd.Mentions(l, p) && len(p.key) > 1 {
				at := spot{l.Table, l.Row}
				if rows[at] == nil {
					order = append(order, at)
				}
				rows[at] = append(rows[at], p)
				break
			}
		}
	}
	var out [][2]*Party
	for _, at := range order {
		if ps := rows[at]; len(ps) == 2 && ps[0] != ps[1] {
			out = append(out, [2]*Party{ps[0], ps[1]})
		}
	}
	return out
}

// nameStarts gives the words with which the names that mentions looks for begin.
func (rd *Sides) nameStarts() *lexicon.FirstWords[struct{}] {
	s := lexicon.NewFirstWords[struct{}](&rd.Terms)
	for _, p := range rd.Parties.list {
		for _, name := range append([][]string{p.core()}, p.aliases...) {
			if len(name) > 0 {
				s.Add(name[0], struct{}{})
			}
		}
	}
	return s
}
