package seat

import (
	"strings"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
)

// inBrackets tells whether word i stands in brackets behind another number of
// people: "150 users (132 agents and 18 supervisors)".
func inBrackets(l *page.Line, i int) bool {
	open := strings.LastIndexByte(l.Text[:l.Words[i].Start], '(')
	if open < 0 || strings.IndexByte(l.Text[open:l.Words[i].Start], ')') >= 0 {
		return false
	}
	for _, h := range l.Hits {
		if (h.Topic == topic.SeatPeople || h.Topic == topic.SeatTrade || h.Topic == topic.SeatMailbox) && l.Words[h.To-1].End <= open {
			if _, _, ok := numberBefore(l, h.From); ok {
				return true
			}
		}
	}
	return false
}

// opensParts tells whether the parts of a number follow right behind it: "240
// staff, of whom 60 drive".
func opensParts(l *page.Line, to int) bool {
	for i := to; i < len(l.Words) && i < to+4; i++ {
		if part, ok := l.At(i, topic.SeatPart); ok && l.Breaks(i) && part.To+1 < len(l.Words) {
			for k := part.To; k < len(l.Words) && k <= part.To+2; k++ {
				if l.DigitAt(k) {
					return true
				}
			}
		}
		if i > to && l.Breaks(i) {
			return false
		}
	}
	return false
}

// partsFollow tells whether a word of a part only opens the numbers of parts
// behind the whole: "240 users, of whom 165 technicians".
func partsFollow(l *page.Line, part, whole lexicon.Hit) bool {
	return part.From >= whole.To && strings.ContainsAny(l.Between(part.From), ",(") && part.To < len(l.Words) && l.DigitAt(part.To)
}

// addsUp tells whether a word right before or behind a number of people says
// that it is the whole: "soit 2 000 utilisateurs au total".
func addsUp(l *page.Line, first, to int) bool {
	_, before := l.Window(max(0, first-2), first, topic.SeatTotal)
	_, behind := l.Window(to, min(len(l.Words), to+3), topic.SeatTotal)
	return before || behind
}

// ownCount tells whether a word of a part has a number of its own behind that of
// the whole: "150 user mailboxes, 22 shared mailboxes".
func ownCount(l *page.Line, part, whole lexicon.Hit) bool {
	return part.From > whole.To && l.DigitAt(part.From-1) && l.Breaks(part.From-1)
}

// alsoNamed tells whether a word of a part is only the second of two nouns
// behind one number: "560 clinicians and administrators".
func alsoNamed(l *page.Line, part, whole lexicon.Hit) bool {
	_, and := l.At(whole.To, topic.PartyAnd)
	return and && part.From == whole.To+1 && (part.To >= len(l.Words) || !l.DigitAt(part.To))
}

// ofPart tells whether words beside a number of people say that they are a part
// of those served, or that the number is only a bound.
func ofPart(l *page.Line, low, high, first int, h lexicon.Hit) bool {
	if _, rough := l.EndsAt(first, topic.SeatRough); rough {
		return true
	}
	if l.Labelled(topic.SeatLabel) && l.Table == 0 && othersFollow(l, h.To) {
		return true
	}
	if pilotOnly(l, first) {
		return true
	}
	if _, behind := l.At(h.To, topic.SeatPart); behind && !l.Breaks(h.To) {
		return true
	}
	for i := l.HitsFrom(low); i < len(l.Hits) && l.Hits[i].From < high; i++ {
		if part := l.Hits[i]; part.Topic == topic.SeatPart && part.To <= high && !ofAnother(l, part, h) && !clauseBefore(l, part, first) {
			return true
		}
	}
	return false
}

// ofAnother tells whether a word of a part beside a number of people says nothing
// of this number.
func ofAnother(l *page.Line, part, whole lexicon.Hit) bool {
	return partsFollow(l, part, whole) || ownCount(l, part, whole) || alsoNamed(l, part, whole) || usedBy(l, part)
}

// clauseBefore tells whether a word of a part stands in the clause before one on all:
// "two days for key users, then four for all 52 users".
func clauseBefore(l *page.Line, part lexicon.Hit, first int) bool {
	if part.To > first || first == 0 || !wholeBefore(l, first) {
		return false
	}
	for i := part.To; i < first; i++ {
		if l.Breaks(i) {
			return true
		}
	}
	return false
}

// usedBy tells whether a word that may mean "for each" is the "by" of what is
// done by the people: "utilisé par 340 conseillers".
func usedBy(l *page.Line, part lexicon.Hit) bool {
	if _, by := l.At(part.From, topic.PartyAuthored); !by || part.To-part.From > 1 {
		return false
	}
	if _, the := l.At(part.To, topic.PartyArticle); the && part.To+1 < len(l.Words) && l.DigitAt(part.To+1) { // "por las 127 personas"
		return true
	}
	for _, h := range l.Hits {
		if h.To == part.From && (h.Topic == topic.SeatServed || h.Topic == topic.PartyReceives) || h.Topic == topic.SeatUsedBy && h.From < part.From && part.To <= h.To {
			return true
		}
	}
	return false
}

// othersFollow tells whether a second number of people is added to the one that
// ends before word to: "1,900 employees and 260 assessors".
func othersFollow(l *page.Line, to int) bool {
	for i := to + 1; i < len(l.Words); i++ {
		if !l.DigitAt(i) {
			continue
		}
		_, and := l.EndsAt(i, topic.PartyAnd)
		return and
	}
	return false
}

// pilotOnly tells whether a part is what the sentence is about, with the number
// set off behind it: "The pilot covers the clinic, 190 people".
func pilotOnly(l *page.Line, first int) bool {
	subject, ok := l.Window(0, min(3, first), topic.SeatPart)
	return ok && subject.From <= 1 && (l.Breaks(first) || l.Breaks(first-1))
}
