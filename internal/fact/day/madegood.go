package day

import (
	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
	"claimline/internal/fact/written"
	"claimline/internal/sow"
)

// madeGoodOnly is how many days behind all others a warranty ends that is one of
// the law: nobody works until then. One of a few weeks is work that is planned.
const madeGoodOnly = 300

// warranty is a day with which a warranty ends.
type warranty struct {
	l *page.Line
	h written.Date
}

// setWarrantiesAside drops the ends of warranties that are no end of the work: they
// come long after all other days, or behind the end that their paragraph states.
func (rd *Reader) setWarrantiesAside() {
	var ends []warranty
	var last sow.Day
	for i := range rd.Lines {
		l := &rd.Lines[i]
		for _, h := range rd.Dates(l) {
			if warrants(l, h) {
				ends = append(ends, warranty{l, h})
			} else if written.CompareDays(h.Day, last) > 0 {
				last = h.Day
			}
		}
	}
	for _, w := range ends {
		if last != (sow.Day{}) && w.h.Day.Sub(last) >= madeGoodOnly || rd.endStated(w) {
			rd.drop(w.l, w.h)
		}
	}
}

// warrants tells whether the words before a day, in its sentence, say that a
// warranty ends on it.
func warrants(l *page.Line, h written.Date) bool {
	return l.Beside.Days.Warranties.Within(lexicon.Fold(l.Label + ": " + textBefore(l, 0, h)))
}

// endStated tells whether the paragraph of a warranty states the end of the work
// beside it, and does not say that it ends with the warranty.
func (rd *Reader) endStated(w warranty) bool {
	if w.l.Table > 0 || endsBehindDay(w.l, w.h) {
		return false
	}
	for i := range rd.Lines {
		l := &rd.Lines[i]
		if l.Block != w.l.Block {
			continue
		}
		for _, h := range rd.Dates(l) {
			if at := l.WordAt(h.Start); h != w.h && !warrants(l, h) && endsAt(l, at) {
				return true
			}
		}
	}
	return false
}

// endsBehindDay tells whether a word for the end stands behind a day: "until
// 30 November 2026, the end of the contract".
func endsBehindDay(l *page.Line, h written.Date) bool {
	after := l.WordAt(h.End-1) + 1
	_, ends := l.Window(min(after, len(l.Words)), min(after+endReach, len(l.Words)), topic.DateEndLabel)
	return ends
}

// endReach is how many words before a day one for the end stands.
const endReach = 6

// endsAt tells whether a word for the end stands before the day at word at, and not
// only one that leads to any day: "until".
func endsAt(l *page.Line, at int) bool {
	for i := max(0, at-endReach); i < at; i++ {
		h, ok := l.At(i, topic.DateEndLabel, topic.DateEnds)
		if !ok || len(l.Words[i].Text) < len("end") {
			continue
		}
		if _, to := l.At(i, topic.DateTo); !to {
			return h.To <= at
		}
	}
	return false
}

// drop takes a day out of those of its line.
func (rd *Reader) drop(l *page.Line, h written.Date) {
	var left []written.Date
	for _, one := range rd.Dates(l) {
		if one != h {
			left = append(left, one)
		}
	}
	if rd.asides == nil {
		rd.asides = map[*page.Line][]written.Date{}
	}
	rd.asides[l] = left
}
