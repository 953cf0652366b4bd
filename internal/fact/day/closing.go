package day

import (
	"slices"

	"claimline/internal/fact/names"
	"claimline/internal/fact/page"
	"claimline/internal/fact/party"
	"claimline/internal/fact/topic"
	"claimline/internal/fact/written"
)

// repliedOn gives the day of a mail that accepts the offer: "Approved." below
// the head of the mail.
func (rd *Reader) repliedOn() []moment {
	for i := range rd.Lines {
		l := &rd.Lines[i]
		if h, ok := l.Says(topic.PartyAccepts); !ok || h.From > 1 || len(l.Words) > 12 || l.Table > 0 {
			continue
		}
		for k := i - 1; k >= 0 && k >= i-4; k-- {
			m := &rd.Lines[k]
			if !m.Labelled(topic.DateSent) || m.LabelLen > 2 {
				continue
			}
			for _, h := range rd.Dates(m) {
				return []moment{momentOf(m, h, 1, topic.DateSigned)}
			}
		}
	}
	return nil
}

// closingLines gives the days of two or more lines at the end that are nothing
// but a place or a person and a day.
func (rd *Reader) closingLines() []moment {
	var found []moment
	seen := 0
	for i := len(rd.Lines) - 1; i >= 0 && seen < page.ClosingBlocks; i-- {
		l := &rd.Lines[i]
		if l.Edge || l.Table > 0 {
			continue
		}
		seen++
		for _, h := range rd.closingDays(l) {
			found = append(found, momentOf(l, h, 1, topic.DateSigned))
		}
	}
	if len(found) < 2 {
		return nil
	}
	return found
}

// closingDays gives the day of a line that is nothing but a place or a person
// and the day, or the two of one that is so for each side: "Lausanne, 24 April
// 2026   Geneva, 21 April 2026".
func (rd *Reader) closingDays(l *page.Line) []written.Date {
	hits := rd.Dates(l)
	if len(hits) == 2 && rd.twoPlaces(l, hits) {
		return hits
	}
	if _, behalf := l.At(0, topic.PartyBehalf); behalf && len(hits) == 2 {
		return rd.signatureDays(l)
	}
	if len(hits) != 1 || len(l.Words) > 20 || rd.belowOther(l) || !rd.signsAlone(l) || bindsNobody(l) {
		return nil
	}
	if placed(l, hits[0]) {
		return hits
	}
	if _, other := l.Says(topic.DateStarts, topic.DateEnds, topic.DateOther, topic.DateEffective); other || len(l.Words) > 16 || !signer(l, hits) {
		return nil
	}
	return hits
}

// belowOther tells whether a line stands below a heading that says that its day is none
// of signature, and does not begin with a side.
func (rd *Reader) belowOther(l *page.Line) bool {
	return l.Head.Has(topic.HeadHistory) || l.Head.Has(topic.HeadTerm) && !rd.sideOpens(l)
}

// sideOpens tells whether a line begins with one of the sides, or with the words for
// whom somebody signs and one of them: no step of the work does.
func (rd *Reader) sideOpens(l *page.Line) bool {
	if forSide(l) {
		return rd.anyParty(l)
	}
	return slices.ContainsFunc([]*party.Party{rd.Sides.Parties.Customer, rd.Sides.Parties.Partner}, func(p *party.Party) bool {
		return p != nil && names.LongestStart(l.Words, rd.Sides.ShortNames(p)) > 0
	})
}

// signer tells whether a line is a person and a day, or a place alone: "Circuit in
// traffic, 27 June 2026" is a step of the work.
func signer(l *page.Line, hits []written.Date) bool {
	return l.Personal(hits...) && (l.OtherWords(hits) == 0 || capitals(l, 0, len(l.Words))-capitals(l, l.WordAt(hits[0].Start), l.WordAt(hits[0].End)) > 1)
}

// twoPlaces tells whether a line is a place and a day for each side.
func (rd *Reader) twoPlaces(l *page.Line, hits []written.Date) bool {
	if len(l.Words) > 24 || !l.Personal(hits...) || rd.isRange(l, hits[0], hits[1]) {
		return false
	}
	if _, label := l.Says(topic.DateEndLabel, topic.DateStartLabel, topic.DatePeriodLabel, topic.DateEnds, topic.DateStarts, topic.DateTo); label {
		return false
	}
	for i := l.WordAt(hits[0].End); i < l.WordAt(hits[1].Start); i++ {
		if l.Words[i].Capital {
			return l.Words[0].Capital
		}
	}
	return false
}
