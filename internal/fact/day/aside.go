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

// Reaches, in bytes, of the words before a day that say whose it is.
const (
	asideReach  = 70
	draftReach  = 16
	holdsBehind = 40
)

// Dates gives the days of a line, but for those that are set aside.
func (rd *Reader) Dates(l *page.Line) []written.Date {
	days := rd.Page.Dates(l)
	if len(days) == 0 || rd.asides == nil {
		return days
	}
	if left, ok := rd.asides[l]; ok {
		return left
	}
	return days
}

// setAside finds the days of something else than the work and its signatures.
func (rd *Reader) setAside() {
	for i := range rd.Lines {
		l := &rd.Lines[i]
		hits := rd.Page.Dates(l)
		if len(hits) == 0 {
			continue
		}
		left := rd.withoutAsides(l, hits)
		if len(left) < len(hits) {
			if rd.asides == nil {
				rd.asides = map[*page.Line][]written.Date{}
			}
			rd.asides[l] = left
		}
	}
}

// withoutAsides gives the days of a line that may be those of the work.
func (rd *Reader) withoutAsides(l *page.Line, hits []written.Date) (left []written.Date) {
	if notSigned(l) {
		return nil
	}
	label := ""
	if l.Label != "" {
		label = lexicon.Fold(l.Label) + ": "
	}
	last, aside := 0, false
	for _, h := range hits {
		joined := last > 0 && aside && h.Start-last < 12 && !strings.ContainsAny(l.Text[last:h.Start], ".;") // the other end of a range
		if aside = joined || rd.isAside(l, label, last, h); !aside {
			left = append(left, h)
		}
		last = h.End
	}
	return left
}

// isAside tells whether the words between byte low and a day, or its label, say that
// it is set aside.
func (rd *Reader) isAside(l *page.Line, label string, low int, h written.Date) bool {
	text := textBefore(l, low, h)
	low = h.Start - len(text)
	text = lexicon.Fold(text)
	before := label + text
	if say := &l.Beside.Days; say.Others.Within(before) || say.Onlookers.Within(before) || rd.onlookersColumn(l) || say.Seen.Has(strings.TrimSuffix(label, ": ")) || say.Drafts.Within(text[max(0, len(text)-draftReach):]) {
		return true
	}
	at := l.WordAt(h.Start)
	if refers(l, h) || rd.ofAgreement(l, l.WordAt(low), at) {
		return true
	}
	high := min(len(l.Text), h.End+holdsBehind)
	for high < len(l.Text) && l.Text[high]&0xC0 == 0x80 {
		high++
	}
	behind, _, _ := strings.Cut(lexicon.Fold(l.Text[h.End:high]), ". ")
	say := &l.Beside.Days
	return say.Optional.Within(behind) || staysPut(say, before, strings.TrimLeft(behindBracket(l, h, behind), " ),"))
}

// onlookersColumn tells whether a cell stands in the column of somebody who signs beside
// the two sides and is no party: "Seen by the county".
func (rd *Reader) onlookersColumn(l *page.Line) bool {
	return l.Table > 0 && rd.Tables[l.Table].Cols > 2 && l.ColHead != "" && l.Beside.Days.Onlookers.Within(lexicon.Fold(l.ColHead))
}

// behindBracket gives the text behind the bracket that a day stands in: of "(3 May 2026,
// warranty) stays" the last word.
func behindBracket(l *page.Line, h written.Date, behind string) string {
	end := strings.IndexAny(behind, "()")
	if end < 0 || behind[end] == '(' || openBracket(l.Text[:h.Start]) == h.Start {
		return behind
	}
	return behind[end+1:]
}

// staysPut tells whether the words before and behind a day say that it is the end of a
// whole, which this change leaves as it is: "The end of the project as a whole stays at".
func staysPut(say *sow.DaysBeside[lexicon.Wording], before, behind string) bool {
	whole := say.Wholes.Within(before)
	return say.Stays.Opens(behind) && (whole || say.Contracts.Within(before)) || whole && say.Stays.Within(before)
}

// textBefore gives the text between byte low and a day that is near to it and in
// its sentence.
func textBefore(l *page.Line, low int, h written.Date) string {
	bracket := openBracket(l.Text[:h.Start])
	low = max(low, min(h.Start-asideReach, bracket-bracketReach))
	for low < h.Start && l.Text[low]&0xC0 == 0x80 {
		low++
	}
	if end := strings.LastIndex(l.Text[low:max(low, min(bracket, h.Start))], ". "); end >= 0 {
		low += end
	}
	return l.Text[low:h.Start]
}

// ofAgreement tells whether the words [from:to) name an agreement with Microsoft,
// whose days are not those of the work.
func (rd *Reader) ofAgreement(l *page.Line, from, to int) bool {
	return slices.ContainsFunc(rd.NamedIn(l, topic.Agreement), func(n lexicon.NamedHit) bool { return n.From >= from && n.To <= to })
}
