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

// Bounds of the line at the head of a letter and of what is signed below it.
const (
	headLines     = 4 // among which the first one of the text stands
	longestHead   = 6 // words of a name
	signingLines  = 10
	leastSurname  = 4 // letters
	longestSigned = 14
	shortSigned   = 4 // words that a surname may stand in: "Signed Jane Q. Doe"
)

// tradeHead gives the name under which somebody without a legal form trades, which
// opens a letter and is signed below: "Quayside Works, Jane Doe" above "Jane Doe",
// "Quayside & Pike, Bath" above "for Quayside & Pike".
func (rd *Sides) tradeHead(salutation int) (*page.Line, page.Name, bool) {
	l := rd.headLine(salutation)
	if l == nil {
		return nil, page.Name{}, false
	}
	end := 1
	for end < len(l.Words) && !l.Breaks(end) && strings.TrimSpace(l.Between(end)) != "·" {
		end++
	}
	org, ok := names.Made(l, 0, end, end)
	if !ok || end > longestHead || org.To != end || rd.offersThing(l, org) {
		return nil, page.Name{}, false
	}
	people := rd.surnamesIn(l, org, &rd.Lines[salutation])
	body := names.HasBody(l, org) || rd.endsAsBody(l, org) // which may be the one that is written to, and accepts below
	for i := max(salutation+1, len(rd.Lines)-signingLines); i < len(rd.Lines); i++ {
		if below := &rd.Lines[i]; (!body && rd.signsFor(below, org) || rd.signedBy(below, people)) && !holds(&rd.Lines[salutation], below.Words[0].Text) {
			return l, org, true
		}
	}
	return nil, page.Name{}, false
}

// surnamesIn gives the words that may be the surnames of people in the block at the
// head of a letter, behind or at the end of the name there, but for the one who is
// greeted.
func (rd *Sides) surnamesIn(head *page.Line, org page.Name, greeting *page.Line) (out []string) {
	for i := range rd.Lines {
		l := &rd.Lines[i]
		if l.Block != head.Block || l.Label != "" || len(names.In(l)) > 0 {
			continue
		}
		from := 0
		if l == head {
			from = surnamesFrom(org)
		}
		for k := from; k < len(l.Words); k++ {
			if mayBeSurname(l, k, l == head && k < org.To) && !holds(greeting, l.Words[k].Text) {
				out = append(out, l.Words[k].Text)
			}
		}
	}
	return out
}

// surnamesFrom gives the word of the name at the head of a letter from which on
// surnames may stand: all of "Quayside & Sons", the last of "Cleaner Jane Doe".
func surnamesFrom(org page.Name) int {
	switch {
	case strings.Contains(org.Text, "&"):
		return 0
	case org.To < 3:
		return org.To
	}
	return org.To - 1
}

// mayBeSurname tells whether word k may be a surname: one behind a first name, or
// within the name of the firm.
func mayBeSurname(l *page.Line, k int, inside bool) bool {
	w := &l.Words[k]
	return w.Capital && len(w.Text) >= leastSurname && !l.DigitAt(k) && (inside || k > 0 && l.Words[k-1].Capital && !l.Breaks(k))
}

// headLine gives the first line of a letter below its title, nil where it is not
// one of a letterhead without a company in it.
func (rd *Sides) headLine(salutation int) *page.Line {
	for i := range min(headLines, salutation) {
		l := &rd.Lines[i]
		if l.Edge || rd.Doc.Blocks[l.Block].Kind == sow.Heading || len(l.Words) == 0 {
			continue
		}
		if l.Table > 0 || l.Label != "" || !l.Words[0].Capital || l.DigitAt(0) || rd.behindOpener(i) || len(names.In(l)) > 0 || len(rd.Dates(l)) > 0 || attended(l, 0) || rd.isAttended(l, page.Name{To: len(l.Words)}, i) || rd.CuesOf(l).OfWord(&l.Words[0])&lexicon.CuePerson != 0 {
			return nil
		}
		return l
	}
	return nil
}

// offersThing tells whether what looks like a name is a title: "Angebot
// Monteureinsatz".
func (rd *Sides) offersThing(l *page.Line, org page.Name) bool {
	if _, none := l.Window(org.From, org.To, topic.PartyNoName, topic.PartyOrder, topic.PartySalutation); none {
		return true
	}
	for i := org.From; i < org.To; i++ {
		if w := &l.Words[i]; l.DigitAt(i) || names.IsMaker(w.Text) || !w.Capital && !l.Covered(i, topic.PartySmall) && !l.Covered(i, topic.PartyAnd) {
			return true
		}
	}
	return false
}

// signsFor tells whether a line near the end is signed for the one with a name.
func (rd *Sides) signsFor(l *page.Line, org page.Name) bool {
	return rd.maySign(l) && (rd.namesSigner(l, org) || len(org.Key) > 1 && l.Label == org.Text) // "Quayside Works: Jane Doe"
}

// maySign tells whether a line is as short as one of those who sign.
func (rd *Sides) maySign(l *page.Line) bool {
	return !l.Edge && len(l.Words) > 0 && len(l.Words) <= longestSigned
}

// signedBy tells whether a line near the end is signed by one of the people with
// surnames.
func (rd *Sides) signedBy(l *page.Line, people []string) bool {
	return rd.maySign(l) && len(names.In(l)) == 0 && slices.ContainsFunc(people, func(surname string) bool {
		at := slices.IndexFunc(l.Words, func(w lexicon.Word) bool { return w.Text == surname && w.Capital })
		return at > 0 && at < shortSigned
	})
}

func holds(l *page.Line, word string) bool {
	return slices.ContainsFunc(l.Words, func(w lexicon.Word) bool { return w.Text == word })
}

// namesSigner tells whether a name without a legal form stands in a line as that
// of one who signs: behind "for", in brackets, or before the bracket or comma of a
// person.
func (rd *Sides) namesSigner(l *page.Line, org page.Name) bool {
	for i := range l.Words {
		if !l.Words[i].Capital || !names.BeginsWith(l.Words[i:], org.Key) {
			continue
		}
		switch end := i + len(org.Key); {
		case i > 0 && (l.Covered(i-1, topic.PartyBehalf) || l.Covered(i-1, topic.PartyFor) || strings.Contains(l.Between(i), "(") || len(org.Key) > 1 && l.Breaks(i)):
			return true
		case i == 0 && end < len(l.Words) && len(org.Key) > 1 && (strings.Contains(l.Between(end), "(") || noPerson(l, org)):
			return true
		}
	}
	return false
}
