package party

import (
	"claimline/internal/fact/names"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
)

// readSigners reads the names above or beside signatures.
func (rd *Sides) readSigners(l *page.Line) {
	signs := l.Head.Has(topic.HeadSign)
	if rd.signerInLabel(l) {
		rd.labelSigns(l)
	}
	if !signs && rd.closes(l) {
		rd.closingSigner(l)
		return
	}
	if !signs && !l.TopCell() {
		return
	}
	org, behalf, ok := rd.signerIn(l)
	if !ok {
		return
	}
	if len(org.Key) == 1 && rd.Known(org) == nil && !names.HasBody(l, org) { // a short name, not that of a party
		if p := rd.aliased(org); p != nil {
			p.signs = true
		}
		return
	}
	if p := rd.note(l, org, 0, 0); signs || behalf {
		p.signs = true
	}
	for _, other := range names.In(l) {
		if p := rd.note(l, other, 0, 0); signs {
			p.signs = true
		}
	}
}

// signerInLabel tells whether a line may be labelled with the one who signs:
// among the signatures each label may, elsewhere the line must say so.
func (rd *Sides) signerInLabel(l *page.Line) bool {
	if l.Head.Has(topic.HeadSign) {
		return l.Label != "" && l.Column == 0
	}
	return l.Table == 0 && l.ForSomeone() && len(rd.Dates(l)) < 2 && len(l.Words) <= 12
}

// closes tells whether a line is one of the last of the document and begins with
// words such as "for and on behalf of".
func (rd *Sides) closes(l *page.Line) bool {
	_, behalf := l.At(0, topic.PartyBehalf)
	return behalf && l.Table == 0 && l.Label == "" && l.Block >= len(rd.Doc.Blocks)-page.ClosingBlocks
}

// closingSigner reads "For Acme Ltd" above the name of a person, without a
// heading of signatures.
func (rd *Sides) closingSigner(l *page.Line) {
	if org, behalf, ok := rd.signerIn(l); ok && behalf && org.Form > 0 && (org.To == len(l.Words) || l.Breaks(org.To)) && !names.Product(l, org) {
		rd.note(l, org, 0, 0).signs = true
	}
}

// signerIn gives the name at the start of a line of signatures. Behalf tells
// whether words such as "for and on behalf of" stand before it.
func (rd *Sides) signerIn(l *page.Line) (org page.Name, behalf, ok bool) {
	at := 0
	if h, ok := l.At(0, topic.PartyBehalf); ok {
		at = h.To
		if role, ok := l.At(names.Skip(l, at, topic.PartyArticle), topic.PartyCustomer, topic.PartyPartner); ok && role.To < len(l.Words) && l.Words[role.To].Capital && l.Words[role.To].Glued && names.FormAt(l, role.To) == 0 {
			at = role.To // "Für den Auftraggeber Wasserverband Unterelm"
		}
	}
	org, ok = names.From(l, at)
	if !ok || org.Form == 0 && (org.To < len(l.Words) || at == 0 && !rd.sureSigner(l, org)) {
		return org, false, false
	}
	return org, at > 0, true
}

// sureSigner tells whether a name without a legal form stands where the names
// of those who sign stand.
func (rd *Sides) sureSigner(l *page.Line, org page.Name) bool {
	return l.Head.Has(topic.HeadSign) && (l.Table > 0 && l.Row == 0 || rd.Known(org) != nil || names.HasBody(l, org))
}

// labelSigns reads "Acme Ltd: Jane Doe, Director, 3 May 2026".
func (rd *Sides) labelSigns(l *page.Line) {
	side := rd.SideLine(l.Block, l.Label)
	org, ok := names.From(&side, 0)
	switch {
	case !ok:
	case names.Formal(&side, org):
		rd.note(l, org, 0, 0).signs = true
	case rd.aliased(org) != nil:
		rd.aliased(org).signs = true
	}
}
