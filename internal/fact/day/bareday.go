package day

import (
	"slices"
	"strings"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
	"claimline/internal/fact/written"
	"claimline/internal/sow"
)

// withBareDays adds to the days of a line the one that was taken for a number of a
// list, and those before them that leave out the year, where the line says that something starts or ends: "We start on 18 May
// and will have finished by 26 June 2026".
func (rd *Reader) withBareDays(l *page.Line, hits []written.Date) []written.Date {
	hits = rd.withNumberedDay(l, hits)
	if !l.Numeric || l.Table > 0 && !namesWork(l) || !l.Topics.HasAny(bareTopics) && !l.LabelTopics.HasAny(bareTopics) && l.Table == 0 && !rd.endsBlock(l) {
		return hits
	}
	var few [16]int
	starts, _ := written.NumberStarts(few[:0], l.Text)
	out := hits
	for _, at := range starts {
		h, ok := written.BareDay(l.Text, at)
		if !ok || slices.ContainsFunc(hits, func(d written.Date) bool { return h.Start < d.End && d.Start < h.End }) {
			continue
		}
		if h.Day, ok = rd.inYear(l, h, hits); !ok || rd.isAside(l, "", 0, h) {
			continue
		}
		h.Start = written.WithWeekday(l.Text, h.Start)
		if i := slices.IndexFunc(out, func(d written.Date) bool { return d.Start > h.Start }); i >= 0 {
			out = slices.Insert(slices.Clone(out), i, h)
		} else {
			out = append(slices.Clone(out), h)
		}
	}
	return out
}

// inYear gives the day of a hit in the year of the next whole day, which it does
// not follow, else in the year in which it follows the day of the letter.
func (rd *Reader) inYear(l *page.Line, h written.Date, hits []written.Date) (sow.Day, bool) {
	next, ok := rd.nextDay(l, h.End, hits)
	if !ok {
		start := written.WithWeekday(l.Text, h.Start)
		if at := l.WordAt(start); !saidBefore(l, at, start) && (at > 0 || l.Label == "") {
			return h.Day, false
		}
		return rd.afterAnchor(h.Day)
	}
	h.Day.Year = next.Year
	if written.CompareDays(h.Day, next) > 0 {
		h.Day.Year--
	}
	return h.Day, true
}

// saidBefore tells whether more than "by" says right before word at, which
// begins at byte start, that something starts or ends.
func saidBefore(l *page.Line, at, start int) bool {
	return slices.ContainsFunc(l.Hits, func(h lexicon.Hit) bool {
		if h.To > at || h.From < at-saidReach || h.Topic != topic.DateEnds && !slices.Contains(bareTopics, h.Topic) {
			return false
		}
		end := l.Words[h.To-1].End
		return end-l.Words[h.From].Start > len("by") && !strings.ContainsAny(l.Text[end:start], ",;:%")
	})
}

// saidReach is how many words may stand between a verb and the day that it is
// about, where nothing else tells the year.
const saidReach = 4

// bareTopics tell of the start of work: the only days that are read without
// their year, with those that tell of its end in the same block.
var bareTopics = []topic.Topic{topic.DateStarts, topic.DateStartLabel, topic.DateEffective}

// endsBlock tells whether a line says when something ends, in a block that says
// when it starts and gives no year.
func (rd *Reader) endsBlock(l *page.Line) bool {
	if !l.Topics.Has(topic.DateEnds) {
		return false
	}
	starts := false
	for m := range rd.BlockLines(l.Block) {
		if len(rd.Dates(m)) > 0 {
			return false
		}
		starts = starts || m.Numeric && m.Topics.Has(topic.DateStarts)
	}
	return starts
}

// nextDay gives the first whole day behind byte end of a line, in the line or
// in those of its block that follow.
func (rd *Reader) nextDay(l *page.Line, end int, hits []written.Date) (sow.Day, bool) {
	for _, h := range hits {
		if h.Start >= end {
			return h.Day, true
		}
	}
	seen := false
	for m := range rd.BlockLines(l.Block) {
		if later := rd.Dates(m); seen && len(later) > 0 {
			return later[0].Day, true
		}
		seen = seen || m.Start == l.Start
	}
	return sow.Day{}, false
}
