package day

import (
	"slices"
	"strings"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
)

// signedReach is how many words before a word of signing may deny it.
const signedReach = 4

// deniesSigning tells whether a line says that the document is not signed: "This
// document has not been signed by the Authority".
func deniesSigning(l *page.Line) bool {
	return signingDenied(l, signedReach, func(no lexicon.Hit) bool {
		return no.From > 0 && !l.Breaks(no.From) && l.Beside.Days.Papers.Has(l.Words[no.From-1].Text) ||
			no.From > 1 && !l.Breaks(no.From) && !l.Breaks(no.From-1) && l.Beside.Days.Papers.Has(l.Words[no.From-2].Text)
	})
}

// unsignedReach is likewise where the day by which somebody is to sign stands between.
const unsignedReach = 7

// notSigned tells whether a line says what happens if nobody signs: "This offer lapses
// if it is not signed by 3 May 2026".
func notSigned(l *page.Line) bool {
	return signingDenied(l, unsignedReach, func(lexicon.Hit) bool { return true })
}

// signingDenied tells whether a line says "not", as counts has it, within some words
// before a word of signing.
func signingDenied(l *page.Line, reach int, counts func(no lexicon.Hit) bool) bool {
	if !l.Topics.Has(topic.Negation) || l.Table > 0 {
		return false
	}
	return slices.ContainsFunc(l.Hits, func(h lexicon.Hit) bool {
		if h.Topic != topic.DateSigned || l.Words[h.To-1].End-l.Words[h.From].Start <= len("by") {
			return false
		}
		no, ok := l.Window(max(0, h.From-reach), h.From, topic.Negation)
		return ok && counts(no)
	})
}

// leftUnsigned tells whether one of the last lines, or of those below a heading of
// signatures before an annex, asks for the day of a signature that is not there yet:
// "Date: ________".
func (rd *Reader) leftUnsigned() bool {
	closing := rd.closingLine()
	for i := range rd.Lines {
		l := &rd.Lines[i]
		if l.Edge || i < closing && !l.Head.Has(topic.HeadSign) {
			continue
		}
		if len(rd.Dates(l)) == 0 && (deniesSigning(l) || rd.leavesBlank(i) || rd.sideUnsigned(l)) {
			return true
		}
		for _, h := range l.Hits {
			if h.Topic == topic.DateSent && blankBeside(l, h) {
				return true
			}
		}
		if asksDay(l) && blank(":"+l.Text) {
			return true
		}
	}
	return false
}

// sideUnsigned tells whether a line says of one of the sides that it has not signed:
// "Contractor: Werner Smit, not yet signed".
func (rd *Reader) sideUnsigned(l *page.Line) bool {
	return (forSide(l) || l.Head.Has(topic.HeadSign) && rd.sideLabel(l)) && notSigned(l)
}

// blankBeside tells whether a line to write on stands behind a word for the day and one
// for the signature, or before a bracket with it: "date and signature: ________",
// "________ (date)".
func blankBeside(l *page.Line, h lexicon.Hit) bool {
	before := strings.TrimRight(l.Text[:l.Words[h.From].Start], " \u00a0")
	if blank(l.Text[l.Words[h.To-1].End:]) || strings.HasSuffix(before, "__ (") || strings.HasSuffix(before, "__(") {
		return true
	}
	sign, ok := l.Window(h.To, min(h.To+askedWords, len(l.Words)), topic.HeadSign, topic.DateSigned)
	return ok && blank(l.Text[l.Words[sign.To-1].End:])
}

// askedWords is how many words of a label may ask for something else behind the day.
const askedWords = 2

// asksDay tells whether the label of a line ends in a word for the day of a paper:
// "Accepted by Acme (signature, date)", "For Acme: name, date and signature".
func asksDay(l *page.Line) bool {
	return slices.ContainsFunc(l.LabelHits, func(h lexicon.Hit) bool { return h.Topic == topic.DateSent && h.To >= l.LabelLen-askedWords })
}

// leavesBlank tells whether line i has room for the signature of a side and for its
// day, and both are empty: "For Acme, Jane Doe: ________, on ________". The day may
// stand right below.
func (rd *Reader) leavesBlank(i int) bool {
	l := &rd.Lines[i]
	if !forSide(l) || blanks(l.Text) < 2 {
		return false
	}
	for k := i + 1; k < len(rd.Lines) && k <= i+dayBelow; k++ {
		if len(rd.Dates(&rd.Lines[k])) > 0 && !forSide(&rd.Lines[k]) {
			return false
		}
	}
	return true
}

// dayBelow is how many lines below the signature its day may stand.
const dayBelow = 2

// forSide tells whether a line begins with whom somebody signs for.
func forSide(l *page.Line) bool {
	_, behalf := l.At(0, topic.PartyBehalf)
	return behalf || l.ForSomeone()
}

// blanks counts the lines to write on in a text.
func blanks(text string) (n int) {
	for field := range strings.FieldsSeq(text) {
		if strings.Contains(field, "___") || strings.Contains(field, "…") || strings.Contains(field, "....") {
			n++
		}
	}
	return n
}

// blank tells whether a text begins with a line to write on, or is no more than
// a colon.
func blank(text string) bool {
	rest := strings.TrimLeft(text, " :)\u00a0")
	if rest == "" {
		return strings.Contains(text, ":")
	}
	return strings.HasPrefix(rest, "___") || strings.HasPrefix(rest, "…") || strings.HasPrefix(rest, "....")
}
