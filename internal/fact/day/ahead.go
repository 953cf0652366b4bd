package day

import (
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
)

// aheadReach is how many words before a day may say that it comes before the
// start, and startReach how many words the start is behind the one for "before".
const (
	aheadReach = 8
	startReach = 4
)

// ahead tells whether the words before the day at word at speak of what comes
// before the start of the work: "takes place before the start date, from 2 May".
func ahead(l *page.Line, at int) bool {
	for i := max(0, at-aheadReach); i < at; i++ {
		if !l.Beside.Days.Ahead.Has(l.Words[i].Text) {
			continue
		}
		high := i + 1
		for high < at && high <= i+startReach && !l.Breaks(high) {
			high++
		}
		if _, start := l.Window(i+1, high, topic.DateStartLabel, topic.DateStarts); start {
			return true
		}
	}
	return false
}
