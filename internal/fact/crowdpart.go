package fact

import (
	"claimline/internal/fact/topic"
	"strings"
)

// inBrackets tells whether word i stands in brackets behind another number of
// people: "150 users (132 agents and 18 supervisors)".
func (l *line) inBrackets(i int) bool {
	open := strings.LastIndexByte(l.text[:l.ws[i].start], '(')
	if open < 0 || strings.IndexByte(l.text[open:l.ws[i].start], ')') >= 0 {
		return false
	}
	for _, h := range l.hits {
		if (h.topic == topic.SeatPeople || h.topic == topic.SeatTrade || h.topic == topic.SeatMailbox) && l.ws[h.to-1].end <= open {
			if _, _, ok := l.numberBefore(h.from); ok {
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
		if part, ok := l.at(i, topic.SeatPart); ok && l.breaks(i) && part.to+1 < len(l.ws) {
			for k := part.to; k < len(l.ws) && k <= part.to+2; k++ {
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
func (l *line) partsFollow(part, whole hit) bool {
	return part.from >= whole.to && strings.ContainsAny(l.between(part.from), ",(") && part.to < len(l.ws) && l.digitAt(part.to)
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
func (l *line) ownCount(part, whole hit) bool {
	return part.from > whole.to && l.digitAt(part.from-1) && l.breaks(part.from-1)
}

// alsoNamed tells whether a word of a part is only the second of two nouns
// behind one number: "560 clinicians and administrators".
func (l *line) alsoNamed(part, whole hit) bool {
	_, and := l.at(whole.to, topic.PartyAnd)
	return and && part.from == whole.to+1 && (part.to >= len(l.ws) || !l.digitAt(part.to))
}

// ofPart tells whether words beside a number of people say that they are a part
// of those served, or that the number is only a bound.
func (l *line) ofPart(low, high, first int, h hit) bool {
	if _, rough := l.endsAt(first, topic.SeatRough); rough {
		return true
	}
	if l.labelled(topic.SeatLabel) && l.table == 0 && l.othersFollow(h.to) {
		return true
	}
	if l.pilotOnly(first) {
		return true
	}
	if _, behind := l.at(h.to, topic.SeatPart); behind && !l.breaks(h.to) {
		return true
	}
	for i := l.hitsFrom(low); i < len(l.hits) && l.hits[i].from < high; i++ {
		if part := l.hits[i]; part.topic == topic.SeatPart && part.to <= high && !l.ofAnother(part, h) {
			return true
		}
	}
	return false
}

// ofAnother tells whether a word of a part beside a number of people says nothing
// of this number.
func (l *line) ofAnother(part, whole hit) bool {
	return l.partsFollow(part, whole) || l.ownCount(part, whole) || l.alsoNamed(part, whole) || l.usedBy(part)
}

// usedBy tells whether a word that may mean "for each" is the "by" of what is
// done by the people: "utilisé par 340 conseillers".
func (l *line) usedBy(part hit) bool {
	if _, by := l.at(part.from, topic.PartyAuthored); !by || part.to-part.from > 1 {
		return false
	}
	if _, the := l.at(part.to, topic.PartyArticle); the && part.to+1 < len(l.ws) && l.digitAt(part.to+1) { // "por las 127 personas"
		return true
	}
	for _, h := range l.hits {
		if h.to == part.from && (h.topic == topic.SeatServed || h.topic == topic.PartyReceives) || h.topic == topic.SeatUsedBy && h.from < part.from && part.to <= h.to {
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
	return ok && subject.from <= 1 && (l.breaks(first) || l.breaks(first-1))
}
