package fact

import (
	"slices"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/topic"
	"claimline/internal/fact/written"
	"claimline/internal/sow"
)

// roleOf tells whether the day hits[i] is a start or an end, and how surely.
func (rd *reading) roleOf(l *line, hits []written.Date, i int) (topic.Topic, float64) {
	h := hits[i]
	at := l.wordAt(h.Start)
	if l.table > 0 && l.row > 0 && l.columnBegins() {
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
	if l.startsBehind(l.wordAt(h.End)) {
		return topic.DateEffective, daySays
	}
	from := 0
	if i > 0 {
		from = l.wordAt(hits[i-1].End)
	}
	return rd.saidRole(l, from, at)
}

// labelRole tells what the label makes of the day right behind it. Ok is false
// where the label says nothing of starts and ends.
func (rd *reading) labelRole(l *line, day sow.Day) (kind topic.Topic, weight float64, ok bool) {
	start, end := l.labelled(topic.DateStartLabel), l.labelled(topic.DateEndLabel)
	switch {
	case start && l.table > 0 && rd.earlierAbove(l, day):
		return 0, 0, true // the start of a later step
	case (start || end) && !l.covers(topic.DateStartLabel, topic.DateEndLabel):
		kind, weight = rd.stepRole(l, day, start)
		return kind, weight, true
	case start && !end:
		return topic.DateStarts, dayLabel, true
	case end && !start:
		return topic.DateEnds, dayLabel, true
	case l.labelled(topic.DateEffective):
		return topic.DateEffective, dayTakes, true
	}
	return 0, 0, false
}

// stepRole weighs the start or end of something that need not be the whole
// work: "Clinics end".
func (rd *reading) stepRole(l *line, day sow.Day, start bool) (topic.Topic, float64) {
	switch {
	case start:
		return topic.DateStarts, dayColumn - inTerm
	case l.labelled(topic.DateOther): // "End of the warranty"
		return 0, 0
	case rd.closesList(l, day):
		return topic.DateEnds, dayColumn
	}
	return topic.DateEnds, dayColumn - inTerm
}

// startsBehind tells whether the words from word i on say that something starts
// on the day before them: "1 March 2026 is the start".
func (l *line) startsBehind(i int) bool {
	after, ok := l.window(i, min(i+3, len(l.ws)), topic.DateStartsAfter)
	return ok && after.From <= i+1
}

// saidRole tells what the words before the day at word at say of it. They stand
// behind word from, where the day before ends.
func (rd *reading) saidRole(l *line, from, at int) (topic.Topic, float64) {
	said, ok := l.window(max(from, at-reachWords), at, topic.DateStarts, topic.DateEnds, topic.DateEffective, topic.DateStartLabel, topic.DateEndLabel)
	if !ok || l.farPreposition(said, at) || rd.foreign(l, at) || rd.unrelated(l, said) {
		return 0, 0
	}
	if l.label == "" && len(rd.namedIn(l, topic.Agreement)) > 0 { // the term of the licence agreement
		return 0, 0
	}
	switch {
	case said.Topic == topic.DateStarts || said.Topic == topic.DateStartLabel:
		return topic.DateStarts, daySays
	case said.Topic == topic.DateEffective:
		return topic.DateEffective, dayTakes
	case l.table == 0 && said.To-said.From == 1 && len(l.ws[said.From].Text) <= 5: // "by 1 October": any deadline
		return topic.DateEnds, dayColumn
	}
	return topic.DateEnds, daySays
}

// farPreposition tells whether the word about a day is a small one that does not
// stand right before it: "by the Client after 30 June".
func (l *line) farPreposition(said lexicon.Hit, at int) bool {
	return said.To-said.From == 1 && len(l.ws[said.From].Text) <= 4 && at-said.To > 2 && !l.head.has(topic.HeadTerm)
}

// covers tells whether the label is about the topics and the work as a whole:
// "Planned start of the works", not "Clinics end".
func (l *line) covers(topics ...topic.Topic) bool {
	own := 0
	for i := 0; i < l.labelLen; {
		to, ours := l.labelWord(i, topics)
		if ours {
			own += to - i
		} else if to == i+1 && !l.smallLabel(i) {
			return false
		}
		i = to
	}
	return own > 0
}

// labelWord gives where the topic or the name of the work ends that begins at
// word i of the label.
func (l *line) labelWord(i int, topics []topic.Topic) (to int, ours bool) {
	to = i + 1
	for _, h := range l.labelHits {
		if h.From == i && (slices.Contains(topics, h.Topic) || h.Topic == topic.DateWork) && h.To >= to {
			to, ours = h.To, true
		}
	}
	return to, ours
}

// smallLabel tells whether word i of the label is an article, a small word, a
// party or a number.
func (l *line) smallLabel(i int) bool {
	return slices.ContainsFunc(l.labelHits, func(h lexicon.Hit) bool {
		return h.From <= i && i < h.To && slices.Contains([]topic.Topic{topic.PartySmall, topic.PartyArticle, topic.PartyAnd, topic.PartyCustomer, topic.PartyPartner, topic.DatePlanned, topic.DateSigned}, h.Topic)
	})
}

// unrelated tells whether a verb stands in a sentence about something that is
// not known to be the work, outside the sections about dates.
func (rd *reading) unrelated(l *line, said lexicon.Hit) bool {
	if !l.head.has(topic.HeadTerm) && l.label == "" {
		if _, deadline := l.window(said.From, said.To, topic.DateDeadline); deadline {
			_, work := l.window(max(0, said.From-reachWords), said.From, topic.DateWork, topic.DateStarts)
			return !work
		}
		if _, bare := l.at(said.From, topic.DateFrom); bare && said.From <= 1 { // "from", "ab": no verb says what begins
			_, work := l.window(said.To, len(l.ws), topic.DateWork, topic.LicenceWe)
			return !work && !rd.namesPartner(l, said.To, len(l.ws))
		}
	}
	if !rd.hasTerm || l.head.has(topic.HeadTerm) || said.From <= 1 || l.label != "" && l.labelled(topic.DateStartLabel, topic.DateEndLabel, topic.DatePeriodLabel) {
		return false
	}
	if _, ok := l.window(0, said.From, topic.DateWork, topic.DateStartLabel, topic.DateEndLabel, topic.PartyPartner, topic.LicenceWe); ok {
		return false
	}
	return !rd.partnerBegins(l, said.From)
}

// partnerBegins tells whether the name of the partner begins before word end.
func (rd *reading) partnerBegins(l *line, end int) bool {
	if rd.parties.p == nil {
		return false
	}
	forms := rd.shortNames(rd.parties.p)
	for i := range end {
		if longestStart(l.ws[i:], forms) > 0 {
			return true
		}
	}
	return false
}

// rowLabel tells whether another cell of the row, which need not be the first,
// labels a day as start or end: "M0 | Kick-off | 4 May 2026".
func (rd *reading) rowLabel(l *line) topic.Topic {
	if l.table == 0 || l.row == 0 {
		return 0
	}
	g := rd.tables[l.table]
	for col := 1; col < g.cols; col++ {
		i := g.at(l.row, col)
		if i < 0 || col == l.column {
			continue
		}
		text := rd.doc.Blocks[i].Text
		if lexicon.MoreWords(text, 4) {
			continue
		}
		if kind := rd.cellLabels(text, l.row == 1); kind != 0 {
			return kind
		}
	}
	return 0
}

// cellLabels tells whether a cell begins with a word of starting or ending that
// makes up half of it. In the first row any start is that of the work.
func (rd *reading) cellLabels(text string, firstRow bool) topic.Topic {
	ws := rd.words(text)
	for _, h := range rd.find(ws) {
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
func (rd *reading) foreign(l *line, at int) bool {
	other, bad := l.window(0, at, topic.DateOther)
	if !bad {
		return false
	}
	work, good := l.window(0, at, topic.DateWork)
	if !good || other.From <= work.From && work.To <= other.To {
		return at-other.To < 14
	}
	return other.From > work.From && other.From < at && at-other.To < 14
}
