package party

import (
	"slices"
	"strings"

	"claimline/internal/fact/names"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
)

// definedBehind gives the company that stands behind the quote with its role.
func definedBehind(l *page.Line, d *definition) (page.Name, bool) {
	if d.opener == '(' || !d.assigns() {
		return page.Name{}, false
	}
	return nameBehind(l, d.to)
}

// nameBehind gives the company that stands behind its role and a comma:
// "declares «the Client», Acme SA".
func nameBehind(l *page.Line, to int) (page.Name, bool) {
	if to >= len(l.Words) || !strings.Contains(l.Between(to), ",") {
		return page.Name{}, false
	}
	org, ok := names.From(l, to)
	return org, ok && org.Form > 0
}

// nameOf finds the name that a definition belongs to.
func (rd *Sides) nameOf(l *page.Line, segment int, d *definition) (page.Name, bool) {
	org, ok := rd.definedName(l, segment, d.from, d.opener)
	if owner, is := bodyCalled(l, segment, d, org); is {
		return owner, true
	}
	return org, ok
}

// owned gives the last company before one that is named as its owner: "Acme Ltd, Bath
// (Avon), a subsidiary of Acme Group plc (the "Company")".
func (rd *Sides) owned(l *page.Line, owner page.Name) (page.Name, bool) {
	if owner.Form == 0 || !rd.isUnder(l, owner.From) {
		return page.Name{}, false
	}
	own := lastNamed(l, 0, owner.From)
	return own, own.Form > 0 && !strings.ContainsAny(l.TextBetween(own.To, owner.From), "\"«“„")
}

// definedName finds the name that a definition belongs to: the one at the
// start of its part of the list of parties, or the one right before it.
func (rd *Sides) definedName(l *page.Line, segment, opens int, opener rune) (page.Name, bool) {
	front, okFront := frontName(l, segment, opens)
	back, okBack := nameAgainst(l, opens, opener)
	last := lastName(l, segment, opens, opener)
	switch {
	case okFront && speaksForAll(l, front, opens):
		return front, true
	case okBack && back.Form > 0:
		return back, true
	case okFront && front.Form > 0:
		return front, true
	case last.Form > 0:
		return last, true
	case okBack && (names.HasBody(l, back) || len(back.Key) > 1 && !strings.Contains(gapBefore(l, back.From), ",")):
		return back, true
	case okFront:
		return front, true
	}
	return back, okBack && len(back.Key) > 1
}

// bodyCalled gives the body that a definition calls by its kind, where another one that
// is only part of it stands right before: "County of Bath, Department of Works
// ("County")".
func bodyCalled(l *page.Line, segment int, d *definition, org page.Name) (page.Name, bool) {
	if d.to > len(l.Words) || d.to-d.from > 2 || org.Form > 0 || slices.Contains(org.Key, l.Words[d.to-1].Text) {
		return page.Name{}, false
	}
	for i := segment; i < min(org.From, len(l.Words)); i++ {
		if l.Words[i].Text != l.Words[d.to-1].Text || !l.Words[i].Capital || !l.Covered(i, topic.PartyBody) {
			continue
		}
		if owner, ok := names.From(l, i); ok && owner.From == i && owner.To <= org.From && len(owner.Key) > 1 {
			return withState(l, owner), true
		}
	}
	return page.Name{}, false
}

// withState adds the place to the name of a body that is called after one behind a comma,
// with another comma behind it: "County of Bath, Ohio, Department of Works".
func withState(l *page.Line, org page.Name) page.Name {
	at := org.To
	if at+1 >= len(l.Words) || !l.Words[at].Capital || l.Between(at) != ", " || l.Between(at+1) != ", " || l.Covered(at, topic.PartyBody) {
		return org
	}
	if whole, ok := names.Whole(l, org.From, at+1); ok {
		return whole
	}
	return org
}

// speaksForAll tells whether a name before word opens is that of several who are
// named behind it: of those who bid together, or who acts for its subsidiaries too.
func speaksForAll(l *page.Line, front page.Name, opens int) bool {
	return names.Union(l, front) || front.Form > 0 && names.ActsForItself(l, front.To, opens)
}

// frontName gives the name that a segment begins with, behind "between".
func frontName(l *page.Line, segment, opens int) (page.Name, bool) {
	if h, ok := l.Window(segment, opens, topic.PartyBetween); ok {
		segment = h.To
	}
	if h, ok := l.At(segment, topic.PartyAnd); ok { // "ET Acme SA"
		segment = h.To
	}
	front, ok := names.From(l, segment)
	return front, ok && front.To <= opens
}

// lastName gives the last company before a definition.
func lastName(l *page.Line, segment, opens int, opener rune) page.Name {
	if last := lastNamed(l, segment, opens); last.Form > 0 {
		return last
	}
	return lastBeforeDash(l, opens, opener)
}

// representedBeside tells whether a name is one of those for whom a party acts
// beside itself: "Acme plc, for itself and for its subsidiaries Acme Foods Ltd and
// Acme Mills Ltd ("Acme")". Such a list ends with the bracket that defines the party.
func representedBeside(l *page.Line, org page.Name) bool {
	for i := min(org.From, len(l.Words)-1); i > 0; i-- {
		if openerBefore(l.Between(i)) == '(' || strings.ContainsAny(l.Between(i), ";.") && i < org.From && names.FormBefore(l, i) == 0 {
			return false
		}
		if names.ActsForItself(l, i-1, i) {
			return lastNamed(l, 0, i-1).Form > 0
		}
	}
	return false
}

// nameAgainst gives the name that ends right before the bracket before word
// opens.
func nameAgainst(l *page.Line, opens int, opener rune) (page.Name, bool) {
	if opener != '(' || strings.Trim(l.Between(opens), " (\"“„«,‘\u00a0.") != "" {
		return page.Name{}, false
	}
	org, ok := names.Before(l, beforePlace(l, opens))
	return org, ok && !names.IsPlace(l, org)
}

// beforePlace gives the word behind the legal form of a company whose place stands
// before word i: "Acme Ltd of Bath", and i itself where none does.
func beforePlace(l *page.Line, i int) int {
	for at := i - 1; at > 0 && at >= i-placeReach && (at+1 == i || !l.Breaks(at+1)); at-- {
		if l.Words[at].Capital {
			continue
		}
		if !l.Covered(at, topic.PartySmall) && !l.Beside.Small.In.Has(l.Words[at].Text) || at+1 == i || l.Breaks(at) || names.FormBefore(l, at) == 0 {
			break
		}
		return at
	}
	return i
}

// lastNamed gives the last of the organisations in the words [from:to): "in the
// name of Acme Ltd, with its seat in …".
func lastNamed(l *page.Line, from, to int) (last page.Name) {
	for _, org := range names.In(l) {
		if org.From >= from && org.To <= to {
			last = org
		}
	}
	return last
}

func gapBefore(l *page.Line, i int) string { return l.Between(i) }
