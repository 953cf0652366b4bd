package day

import (
	"slices"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/names"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
	"claimline/internal/fact/written"
	"claimline/internal/sow"
)

// roleOf tells whether the day hits[i] is a start or an end, and how surely.
func (rd *Reader) roleOf(l *page.Line, hits []written.Date, i int) (topic.Topic, float64) {
	h := hits[i]
	at := l.WordAt(h.Start)
	if l.Table > 0 && l.Row > 0 && l.ColumnBegins() {
		return 0, 0 // read by plan
	}
	if at == 0 || i == 0 && h.Start < 6 {
		if kind, weight, ok := rd.labelRole(l, h.Day); ok {
			return kind, weight
		}
		if kind := rd.rowLabel(l); kind != 0 {
			return kind, daySays
		}
	}
	if startsBehind(l, l.WordAt(h.End)) {
		return topic.DateEffective, daySays
	}
	from := 0
	if i > 0 {
		from = l.WordAt(hits[i-1].End)
	}
	return rd.saidRole(l, from, at)
}

// labelRole tells what the label makes of the day right behind it. Ok is false
// where the label says nothing of starts and ends.
func (rd *Reader) labelRole(l *page.Line, day sow.Day) (kind topic.Topic, weight float64, ok bool) {
	start, end := l.Labelled(topic.DateStartLabel), l.Labelled(topic.DateEndLabel)
	switch {
	case start && l.Table > 0 && rd.earlierAbove(l, day):
		return 0, 0, true // the start of a later step
	case (start || end) && !covers(l, topic.DateStartLabel, topic.DateEndLabel):
		kind, weight = rd.stepRole(l, day, start)
		return kind, weight, true
	case start && !end:
		return topic.DateStarts, dayLabel, true
	case end && !start:
		return topic.DateEnds, dayLabel, true
	case l.Labelled(topic.DateEffective):
		return topic.DateEffective, dayTakes, true
	}
	return 0, 0, false
}

// stepRole weighs the start or end of something that need not be the whole
// work: "Clinics end".
func (rd *Reader) stepRole(l *page.Line, day sow.Day, start bool) (topic.Topic, float64) {
	switch {
	case start:
		return topic.DateStarts, dayColumn - inTerm
	case l.Labelled(topic.DateOther): // "End of the warranty"
		return 0, 0
	case rd.closesList(l, day):
		return topic.DateEnds, dayColumn
	}
	return topic.DateEnds, dayColumn - inTerm
}

// startsBehind tells whether the words from word i on say that something starts
// on the day before them: "1 March 2026 is the start".
func startsBehind(l *page.Line, i int) bool {
	after, ok := l.Window(i, min(i+3, len(l.Words)), topic.DateStartsAfter)
	return ok && after.From <= i+1
}

// saidRole tells what the words before the day at word at say of it. They stand
// behind word from, where the day before ends.
func (rd *Reader) saidRole(l *page.Line, from, at int) (topic.Topic, float64) {
	said, ok := l.Window(max(from, at-reachWords), at, topic.DateStarts, topic.DateEnds, topic.DateEffective, topic.DateStartLabel, topic.DateEndLabel)
	if !ok || farPreposition(l, said, at) || rd.foreign(l, at) || rd.unrelated(l, said) || ahead(l, at) {
		return 0, 0
	}
	if l.Label == "" && l.HasNamed(topic.Agreement) { // the term of the licence agreement
		return 0, 0
	}
	switch {
	case said.Topic == topic.DateStarts || said.Topic == topic.DateStartLabel:
		return topic.DateStarts, daySays
	case said.Topic == topic.DateEffective:
		return topic.DateEffective, dayTakes
	case l.Table == 0 && said.To-said.From == 1 && len(l.Words[said.From].Text) <= 5: // "by 1 October": any deadline
		return topic.DateEnds, dayColumn
	}
	return topic.DateEnds, daySays
}

// farPreposition tells whether the word about a day is a small one that does not
// stand right before it: "by the Client after 30 June".
func farPreposition(l *page.Line, said lexicon.Hit, at int) bool {
	return said.To-said.From == 1 && len(l.Words[said.From].Text) <= 4 && at-said.To > 2 && !l.Head.Has(topic.HeadTerm)
}

// covers tells whether the label is about the topics and the work as a whole:
// "Planned start of the works", not "Clinics end".
func covers(l *page.Line, topics ...topic.Topic) bool {
	own := 0
	for i := 0; i < l.LabelLen; {
		to, ours := labelWord(l, i, topics)
		if ours {
			own += to - i
		} else if to == i+1 && !smallLabel(l, i) {
			return false
		}
		i = to
	}
	return own > 0
}

// labelWord gives where the topic or the name of the work ends that begins at
// word i of the label.
func labelWord(l *page.Line, i int, topics []topic.Topic) (to int, ours bool) {
	to = i + 1
	for _, h := range l.LabelHits {
		if h.From == i && (slices.Contains(topics, h.Topic) || h.Topic == topic.DateWork) && h.To >= to {
			to, ours = h.To, true
		}
	}
	return to, ours
}

// smallLabel tells whether word i of the label is an article, a small word, a
// party or a number.
func smallLabel(l *page.Line, i int) bool {
	return slices.ContainsFunc(l.LabelHits, func(h lexicon.Hit) bool {
		return h.From <= i && i < h.To && slices.Contains([]topic.Topic{topic.PartySmall, topic.PartyArticle, topic.PartyAnd, topic.PartyCustomer, topic.PartyPartner, topic.DatePlanned, topic.DateSigned}, h.Topic)
	})
}

// unrelated tells whether a verb stands in a sentence about something that is
// not known to be the work, outside the sections about dates.
func (rd *Reader) unrelated(l *page.Line, said lexicon.Hit) bool {
	if !l.Head.Has(topic.HeadTerm) && l.Label == "" {
		if _, deadline := l.Window(said.From, said.To, topic.DateDeadline); deadline {
			_, work := l.Window(max(0, said.From-reachWords), said.From, topic.DateWork, topic.DateStarts)
			return !work
		}
		if _, bare := l.At(said.From, topic.DateFrom); bare && said.From <= 1 { // "from", "ab": no verb says what begins
			_, work := l.Window(said.To, len(l.Words), topic.DateWork, topic.LicenceWe)
			return !work && !rd.Sides.NamesPartner(l, said.To, len(l.Words))
		}
	}
	if !rd.HasTerm || l.Head.Has(topic.HeadTerm) || said.From <= 1 || said.From == 2 && said.Topic == topic.DateEffective || l.Label != "" && l.Labelled(topic.DateStartLabel, topic.DateEndLabel, topic.DatePeriodLabel) {
		return false
	}
	if _, ok := l.Window(0, said.From, topic.DateWork, topic.DateStartLabel, topic.DateEndLabel, topic.PartyPartner, topic.LicenceWe); ok {
		return false
	}
	return !rd.partnerBegins(l, said.From)
}

// partnerBegins tells whether the name of the partner begins before word end.
func (rd *Reader) partnerBegins(l *page.Line, end int) bool {
	if rd.Sides.Parties.Partner == nil {
		return false
	}
	forms := rd.Sides.ShortNames(rd.Sides.Parties.Partner)
	for i := range end {
		if names.LongestStart(l.Words[i:], forms) > 0 {
			return true
		}
	}
	return false
}

// rowLabel tells whether another cell of the row, which need not be the first,
// labels a day as start or end: "M0 | Kick-off | 4 May 2026".
func (rd *Reader) rowLabel(l *page.Line) topic.Topic {
	if l.Table == 0 || l.Row == 0 {
		return 0
	}
	g := rd.Tables[l.Table]
	for col := 1; col < g.Cols; col++ {
		i := g.At(l.Row, col)
		if i < 0 || col == l.Column {
			continue
		}
		text := rd.Doc.Blocks[i].Text
		if lexicon.MoreWords(text, 4) {
			continue
		}
		if kind := rd.cellLabels(text, l.Row == 1); kind != 0 {
			return kind
		}
	}
	return 0
}

// cellLabels tells whether a cell begins with a word of starting or ending that
// makes up half of it. In the first row any start is that of the work.
func (rd *Reader) cellLabels(text string, firstRow bool) topic.Topic {
	ws := rd.Words(text)
	for _, h := range rd.Find(ws) {
		half := 2*(h.To-h.From) >= len(ws)
		switch {
		case h.From > 0:
		case h.Topic == topic.DateStartLabel && (half || firstRow):
			return topic.DateStarts
		case h.Topic == topic.DateEndLabel && half:
			return topic.DateEnds
		}
	}
	return 0
}

// foreign tells whether a verb of starting or ending belongs to something else
// than the work: a licence, a lease, another contract.
func (rd *Reader) foreign(l *page.Line, at int) bool {
	other, bad := l.Window(0, at, topic.DateOther)
	if !bad {
		return false
	}
	work, good := l.Window(0, at, topic.DateWork)
	if !good || other.From <= work.From && work.To <= other.To {
		return at-other.To < 14
	}
	return other.From > work.From && other.From < at && at-other.To < 14
}
