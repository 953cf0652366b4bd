package day

import (
	"slices"
	"strings"

	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
	"claimline/internal/fact/written"
	"claimline/internal/sow"
)

// latelySigned is how many days may lie between two signatures.
const latelySigned = 90

// signersApart is how many lines may lie between two signatures.
const signersApart = 4

// laterSigned gives the day of the other signature where it stands beside that
// of the one which was found and is later. Nobody signs when the work has begun.
func (rd *Reader) laterSigned(signed, start sow.Fact[string]) sow.Fact[string] {
	value, ok := signed.Known()
	day, err := sow.ParseDay(value)
	if !ok || err != nil {
		return signed
	}
	begins, started := start.Known()
	var later *moment
	for i := range rd.Lines {
		if !signedOn(rd.Dates(&rd.Lines[i]), day) || !signedOn(rd.signerDays(&rd.Lines[i]), day) {
			continue
		}
		for k := max(0, i-signersApart); k < min(len(rd.Lines), i+signersApart+1); k++ {
			l := &rd.Lines[k]
			for _, h := range rd.signerDays(l) {
				if written.CompareDays(h.Day, day) <= 0 || h.Day.Sub(day) > latelySigned || started && h.Day.String() >= begins {
					continue
				}
				if later == nil || written.CompareDays(h.Day, later.day) > 0 {
					m := momentOf(l, h, signedNear, topic.DateSigned)
					later = &m
				}
			}
		}
	}
	if later == nil {
		return signed
	}
	return rd.dayFact(later)
}

// signedOn tells whether a day is one of several.
func signedOn(hits []written.Date, day sow.Day) bool {
	return slices.ContainsFunc(hits, func(h written.Date) bool { return h.Day == day })
}

// closingLine gives the first line of the last blocks.
func (rd *Reader) closingLine() int {
	i := len(rd.Lines)
	for i > 0 && rd.Lines[i-1].Block >= len(rd.Doc.Blocks)-page.ClosingBlocks {
		i--
	}
	return i
}

// mostSigners is how many sign in one line at most, and signerWords how many
// words each takes.
const (
	mostSigners = 3
	signerWords = 20
)

// signatureDays gives the days of a line that may be those of signatures: each
// stands behind a place or a person, and the last ends the line.
func (rd *Reader) signatureDays(l *page.Line) []written.Date {
	hits := rd.Dates(l)
	n := len(hits)
	if n == 0 || n > mostSigners || len(l.Words) > signerWords*n || outsideSigning(l) {
		return nil
	}
	if !lineEndsWith(l, hits[n-1]) || n > 1 && rd.inRange(l) {
		return nil
	}
	if l.ForSomeone() {
		return hits
	}
	if _, other := l.Says(topic.DateOther, topic.DateStarts, topic.DateEnds, topic.DateEffective, topic.DateDeadline); other || !rd.sideLabel(l) && !rd.signersOnly(l, hits) {
		return nil
	}
	return hits
}

// signerDays gives the days of a line that may be those of signatures, or that of
// a place and those who sign behind it.
func (rd *Reader) signerDays(l *page.Line) []written.Date {
	if hits := rd.signatureDays(l); hits != nil {
		return hits
	}
	if hits := rd.Dates(l); len(hits) == 1 && !outsideSigning(l) && placed(l, hits[0]) && l.Personal(hits[0]) {
		return hits
	}
	return nil
}

// outsideSigning tells whether a line can be no signature outside of a table:
// its place or label says that it is something else.
func outsideSigning(l *page.Line) bool {
	return l.Edge || l.Table > 0 || l.Head.Has(topic.HeadTerm) || workDay(l) || l.Labelled(topic.DateOther, topic.DatePlanned) || bindsNobody(l)
}

// signersOnly tells whether before each day of a line stands a name, and hardly
// a word besides.
func (rd *Reader) signersOnly(l *page.Line, hits []written.Date) bool {
	from := 0
	named := l.Label != "" && (l.Head.Has(topic.HeadSign) || rd.anyParty(l))
	for i, h := range hits {
		at := l.WordAt(h.Start)
		if capitals(l, from, at) == 0 && (i > 0 || !named) {
			return false
		}
		from = l.WordAt(h.End)
	}
	if _, behalf := l.At(0, topic.PartyBehalf); behalf {
		return l.OtherWords(hits) <= officeWords*len(hits)
	}
	return l.Topics.Has(topic.DateSigned) || l.OtherWords(hits) <= 2*len(hits)
}

// lineEndsWith tells whether a day ends a line.
func lineEndsWith(l *page.Line, h written.Date) bool {
	return strings.Trim(l.Text[h.End:], " .;)]*_") == ""
}

// capitals counts the words [from:to) that begin with a capital letter and are
// no numbers.
func capitals(l *page.Line, from, to int) (n int) {
	for _, w := range l.Words[from:to] {
		if w.Capital && !page.DigitInside(w.Text) {
			n++
		}
	}
	return n
}
