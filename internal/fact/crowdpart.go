package fact

import (
	"strings"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/topic"
)

// inBrackets tells whether word i stands in brackets behind another number of
// people: "150 users (132 agents and 18 supervisors)".
func (l *line) inBrackets(i int) bool {
	open := strings.LastIndexByte(l.text[:l.ws[i].Start], '(')
	if open < 0 || strings.IndexByte(l.text[open:l.ws[i].Start], ')') >= 0 {
		return false
	}
	for _, h := range l.hits {
		if (h.Topic == topic.SeatPeople || h.Topic == topic.SeatTrade || h.Topic == topic.SeatMailbox) && l.ws[h.To-1].End <= open {
			if _, _, ok := l.numberBefore(h.From); ok {
				return true
			}
		}
	}
	return false
}

// opensParts tells whether the parts of a number follow right behind it: "240
// staff, of whom 60 drive".
func (l *line) opensParts(to int) bool {
	for i := to; i < len(l.ws) && i < to+4; i++ {
		if part, ok := l.at(i, topic.SeatPart); ok && l.breaks(i) && part.To+1 < len(l.ws) {
			for k := part.To; k < len(l.ws) && k <= part.To+2; k++ {
				if l.digitAt(k) {
					return true
				}
			}
		}
		if i > to && l.breaks(i) {
			return false
		}
	}
	return false
}

// partsFollow tells whether a word of a part only opens the numbers of parts
// behind the whole: "240 users, of whom 165 technicians".
func (l *line) partsFollow(part, whole lexicon.Hit) bool {
	return part.From >= whole.To && strings.ContainsAny(l.between(part.From), ",(") && part.To < len(l.ws) && l.digitAt(part.To)
}

// addsUp tells whether a word right before or behind a number of people says
// that it is the whole: "soit 2 000 utilisateurs au total".
func (l *line) addsUp(first, to int) bool {
	_, before := l.window(max(0, first-2), first, topic.SeatTotal)
	_, behind := l.window(to, min(len(l.ws), to+3), topic.SeatTotal)
	return before || behind
}

// ownCount tells whether a word of a part has a number of its own behind that of
// the whole: "150 user mailboxes, 22 shared mailboxes".
func (l *line) ownCount(part, whole lexicon.Hit) bool {
	return part.From > whole.To && l.digitAt(part.From-1) && l.breaks(part.From-1)
}

// alsoNamed tells whether a word of a part is only the second of two nouns
// behind one number: "560 clinicians and administrators".
func (l *line) alsoNamed(part, whole lexicon.Hit) bool {
	_, and := l.at(whole.To, topic.PartyAnd)
	return and && part.From == whole.To+1 && (part.To >= len(l.ws) || !l.digitAt(part.To))
}

// ofPart tells whether words beside a number of people say that they are a part
// of those served, or that the number is only a bound.
func (l *line) ofPart(low, high, first int, h lexicon.Hit) bool {
	if _, rough := l.endsAt(first, topic.SeatRough); rough {
		return true
	}
	if l.labelled(topic.SeatLabel) && l.table == 0 && l.othersFollow(h.To) {
		return true
	}
	if l.pilotOnly(first) {
		return true
	}
	if _, behind := l.at(h.To, topic.SeatPart); behind && !l.breaks(h.To) {
		return true
	}
	for i := l.hitsFrom(low); i < len(l.hits) && l.hits[i].From < high; i++ {
		if part := l.hits[i]; part.Topic == topic.SeatPart && part.To <= high && !l.ofAnother(part, h) {
			return true
		}
	}
	return false
}

// ofAnother tells whether a word of a part beside a number of people says nothing
// of this number.
func (l *line) ofAnother(part, whole lexicon.Hit) bool {
	return l.partsFollow(part, whole) || l.ownCount(part, whole) || l.alsoNamed(part, whole) || l.usedBy(part)
}

// usedBy tells whether a word that may mean "for each" is the "by" of what is
// done by the people: "utilisé par 340 conseillers".
func (l *line) usedBy(part lexicon.Hit) bool {
	if _, by := l.at(part.From, topic.PartyAuthored); !by || part.To-part.From > 1 {
		return false
	}
	if _, the := l.at(part.To, topic.PartyArticle); the && part.To+1 < len(l.ws) && l.digitAt(part.To+1) { // "por las 127 personas"
		return true
	}
	for _, h := range l.hits {
		if h.To == part.From && (h.Topic == topic.SeatServed || h.Topic == topic.PartyReceives) || h.Topic == topic.SeatUsedBy && h.From < part.From && part.To <= h.To {
			return true
		}
	}
	return false
}

// othersFollow tells whether a second number of people is added to the one that
// ends before word to: "1,900 employees and 260 assessors".
func (l *line) othersFollow(to int) bool {
	for i := to + 1; i < len(l.ws); i++ {
		if !l.digitAt(i) {
			continue
		}
		_, and := l.endsAt(i, topic.PartyAnd)
		return and
	}
	return false
}

// pilotOnly tells whether a part is what the sentence is about, with the number
// set off behind it: "The pilot covers the clinic, 190 people".
func (l *line) pilotOnly(first int) bool {
	subject, ok := l.window(0, min(3, first), topic.SeatPart)
	return ok && subject.From <= 1 && (l.breaks(first) || l.breaks(first-1))
}
