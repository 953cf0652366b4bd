package fact

import (
	"slices"
	"strings"

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
func (rd *reading) laterSigned(signed, start sow.Fact[string]) sow.Fact[string] {
	value, ok := signed.Known()
	day, err := sow.ParseDay(value)
	if !ok || err != nil {
		return signed
	}
	begins, started := start.Known()
	var later *moment
	for i := rd.closingLine(); i < len(rd.lines); i++ {
		if !slices.ContainsFunc(rd.signatureDays(&rd.lines[i]), func(h written.Date) bool { return h.Day == day }) {
			continue
		}
		for k := max(0, i-signersApart); k < min(len(rd.lines), i+signersApart+1); k++ {
			l := &rd.lines[k]
			for _, h := range rd.signatureDays(l) {
				if written.CompareDays(h.Day, day) <= 0 || h.Day.Sub(day) > latelySigned || started && h.Day.String() >= begins {
					continue
				}
				if later == nil || written.CompareDays(h.Day, later.day) > 0 {
					m := rd.momentOf(l, h, signedNear, topic.DateSigned)
					later = &m
				}
			}
		}
	}
	if later == nil {
		return signed
	}
	return dayFact(later)
}

// closingLine gives the first line of the last blocks.
func (rd *reading) closingLine() int {
	i := len(rd.lines)
	for i > 0 && rd.lines[i-1].block >= len(rd.doc.Blocks)-closingBlocks {
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
func (rd *reading) signatureDays(l *line) []written.Date {
	hits := rd.dateHits(l)
	n := len(hits)
	if n == 0 || n > mostSigners || len(l.ws) > signerWords*n || l.outsideSigning() {
		return nil
	}
	if !l.endsWith(hits[n-1]) || n > 1 && rd.inRange(l) {
		return nil
	}
	if l.forSomeone() {
		return hits
	}
	if _, other := l.says(topic.DateOther, topic.DateStarts, topic.DateEnds, topic.DateEffective, topic.DateDeadline); other || !rd.sideLabel(l) && !rd.signersOnly(l, hits) {
		return nil
	}
	return hits
}

// outsideSigning tells whether a line can be no signature outside of a table:
// its place or label says that it is something else.
func (l *line) outsideSigning() bool {
	return l.edge || l.table > 0 || l.head.has(topic.HeadTerm) || l.workDay() || l.labelled(topic.DateOther, topic.DatePlanned) || l.bindsNobody()
}

// signersOnly tells whether before each day of a line stands a name, and hardly
// a word besides.
func (rd *reading) signersOnly(l *line, hits []written.Date) bool {
	from := 0
	named := l.label != "" && (l.head.has(topic.HeadSign) || rd.anyParty(l))
	for i, h := range hits {
		at := l.wordAt(h.Start)
		if l.capitals(from, at) == 0 && (i > 0 || !named) {
			return false
		}
		from = l.wordAt(h.End)
	}
	if _, behalf := l.at(0, topic.PartyBehalf); behalf {
		return l.others(hits) <= officeWords*len(hits)
	}
	return l.topics.Has(topic.DateSigned) || l.others(hits) <= 2*len(hits)
}

// endsWith tells whether a day ends a line.
func (l *line) endsWith(h written.Date) bool {
	return strings.Trim(l.text[h.End:], " .;)]*_") == ""
}

// capitals counts the words [from:to) that begin with a capital letter and are
// no numbers.
func (l *line) capitals(from, to int) (n int) {
	for _, w := range l.ws[from:to] {
		if w.Capital && !digitInside(w.Text) {
			n++
		}
	}
	return n
}

// leftUnsigned tells whether one of the last lines asks for the day of a
// signature that is not there yet: "Date: ________".
func (rd *reading) leftUnsigned() bool {
	for i := rd.closingLine(); i < len(rd.lines); i++ {
		l := &rd.lines[i]
		if l.edge {
			continue
		}
		for _, h := range l.hits {
			if h.Topic == topic.DateSent && blank(l.text[l.ws[h.To-1].End:]) {
				return true
			}
		}
		if l.sentLabel() && blank(":"+l.text) {
			return true
		}
	}
	return false
}

// blank tells whether a text begins with a line to write on, or is no more than
// a colon.
func blank(text string) bool {
	rest := strings.TrimLeft(text, " :\u00a0")
	if rest == "" {
		return strings.Contains(text, ":")
	}
	return strings.HasPrefix(rest, "___") || strings.HasPrefix(rest, "…") || strings.HasPrefix(rest, "....")
}
