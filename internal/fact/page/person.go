package page

import (
	"slices"
	"strings"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/topic"
	"claimline/internal/fact/written"
)

// Personal tells whether a line holds, beside its days, only words that begin
// with a capital letter or are small: names, titles and places.
func (l *Line) Personal(hits ...written.Date) bool {
	capitals, others := l.wordKinds(hits)
	return capitals >= 1 && others <= 2 && !strings.Contains(l.Text, "?")
}

// wordKinds counts the words of a line beside its days that begin with a capital
// letter, and those that do not and are not small either.
func (l *Line) wordKinds(hits []written.Date) (capitals, others int) {
	for i, w := range l.Words {
		if slices.ContainsFunc(hits, func(h written.Date) bool { return w.Start >= h.Start && w.End <= h.End }) {
			continue
		}
		switch _, small := l.At(i, topic.PartySmall, topic.PartyArticle, topic.PartyAnd, topic.PartyBehalf); {
		case w.Capital:
			capitals++
		case !small:
			others++
		}
	}
	return capitals, others
}

// OtherWords counts the words of a line beside its days that are neither capital
// nor small.
func (l *Line) OtherWords(hits []written.Date) int {
	_, others := l.wordKinds(hits)
	return others
}

// ForSomeone tells whether the label of a line names one who is signed for:
// "For Acme Ltd: Jane Doe, 3 May 2026".
func (l *Line) ForSomeone() bool {
	return slices.ContainsFunc(l.LabelHits, func(h lexicon.Hit) bool { return h.Topic == topic.PartyBehalf && h.From == 0 })
}

// SignLabel tells whether the label of a line is one of signatures and nothing
// more: "By: Lee Chang", not "Prepared by: Lee Chang".
func (l *Line) SignLabel() bool {
	for _, h := range l.LabelHits {
		if h.Topic == topic.PartyAccepts && h.From == 0 || h.Topic == topic.DateSigned && h.From == 0 && (h.To == l.LabelLen || h.To-h.From > 1) {
			return true
		}
	}
	return false
}
