package party

import (
	"strings"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/names"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
)

// weighDeed weighs what the organisation does: the verb stands from word after
// on, or, in relative clauses, at word before.
func (s *Survey) weighDeed(o *organisation, l *page.Line, before, after int, c *lexicon.Cues) {
	q := s.verbBehind(l, c, after)
	if q == 0 && s.rd.CapitalNouns(l) {
		q = s.particle(l, c, after)
	}
	if q == 0 && before > 0 && !l.Breaks(before+1) && l.Beside.Parties.Relatives.Has(l.Words[before-1].Text) { // "lo que construye Acme"
		q = c.At(l.Words, before) & (lexicon.CueDoes | lexicon.CueGives)
	}
	if q != 0 {
		o.acts++
		o.deeds += bySubject * cueSide(q, lexicon.CueGives, lexicon.CueDoes)
		return
	}
	if h, ok := deedAt(l, after); ok {
		o.deeds += signed(bySubject/2, h.Topic != topic.PartyPerforms)
		o.acts += 0.5
	}
}

// cueSide is 1 for the cue of the customer, -1 for that of the partner, 0 for
// neither or both.
func cueSide(q, customer, partner lexicon.Cue) float64 {
	if q == customer {
		return 1
	}
	if q == partner {
		return -1
	}
	return 0
}

// weighBefore weighs the word before the name: "for Acme", "delivered by Acme".
func (s *Survey) weighBefore(o *organisation, l *page.Line, i int, c *lexicon.Cues) {
	q := c.At(l.Words, i)
	switch {
	case q&lexicon.CueFrom != 0:
		if side := passiveBefore(l, i, c); side != 0 {
			o.deeds += byPassive * side
			return
		}
		o.near -= byPreps / 2
	case q&lexicon.CueTowards != 0:
		o.near += byPreps
	}
	if s.actor != nil && s.actor != o && (cueOnly(q, lexicon.CueGives) || asksBefore(l, i, c)) { // "Borough asks Acme"
		o.deeds -= bySubject / 2
		o.acts++
	}
}

// passiveBefore tells what is done by the one who is named behind word i: 1 for
// what customers do, -1 for what partners do, 0 for neither: "delivered by Acme".
func passiveBefore(l *page.Line, i int, c *lexicon.Cues) float64 {
	for k := i - 1; k >= 0 && k >= i-verbReach && !l.Breaks(k+1); k-- {
		switch v := c.At(l.Words, k); {
		case v&lexicon.CueDoes != 0:
			return -1
		case v&lexicon.CueGives != 0:
			return 1
		}
	}
	return 0
}

// asksBefore tells whether word i joins a verb of customers to the one who is
// named behind it: "pide a Acme".
func asksBefore(l *page.Line, i int, c *lexicon.Cues) bool {
	return i > 0 && len(l.Words[i].Text) <= 2 && c.At(l.Words, i)&(lexicon.CueDoes|lexicon.CueFrom) == 0 && cueOnly(c.At(l.Words, i-1), lexicon.CueGives) && !l.Breaks(i)
}

// cueOnly tells whether a word has one of two opposite cues and not the other.
func cueOnly(q, want lexicon.Cue) bool {
	return q&want != 0 && q&(lexicon.CueDoes|lexicon.CueGives)&^want == 0
}

// weighBelongings weighs what is said to be the organisation's.
func (s *Survey) weighBelongings(o *organisation, l *page.Line, at, end int, c *lexicon.Cues) {
	q := lexicon.Cue(0)
	if end < len(l.Words) && names.ApostropheS(l, end) {
		q = thingBehind(l, end, c)
	} else if k := beforeSmall(l, at); k >= 0 && k < at-1 && !l.Breaks(k+1) {
		q = c.At(l.Words, k) & (lexicon.CueHas | lexicon.CueBrings)
		if q == 0 && c.At(l.Words, k) == 0 && names.Owns(l.Beside, l.Words[k+1].Text) && !l.Covered(k, topic.PartyBody) { // the work is about what the customer has
			o.had += byThing
		}
	}
	if q != 0 {
		o.acts += 0.5
		o.had += byObject * cueSide(q, lexicon.CueHas, lexicon.CueBrings)
	}
}

// thingBehind gives the cues of the thing behind the "s" at word end: "Acme's
// mailboxes".
func thingBehind(l *page.Line, end int, c *lexicon.Cues) (q lexicon.Cue) {
	for k := end + 1; k < len(l.Words) && k <= end+verbReach && !l.Breaks(k) && q == 0; k++ {
		q = c.At(l.Words, k) & (lexicon.CueHas | lexicon.CueBrings)
	}
	return q
}

// beforeSmall gives the word before the articles and small words that stand
// before word at, -1 for none: "the mailboxes of the Borough".
func beforeSmall(l *page.Line, at int) int {
	k := at - 1
	for k >= 0 && !l.Words[k].Capital && !l.Breaks(k+1) && (l.Covered(k, topic.PartyArticle) || l.Covered(k, topic.PartySmall)) {
		k--
	}
	return k
}

// weighPronouns weighs who speaks in the sentence and to whom.
func (s *Survey) weighPronouns(o *organisation, l *page.Line, at, end int, c *lexicon.Cues) {
	we, you := false, false
	front := l.Back(at)
	for k := range l.Words {
		if k >= at && k < end {
			continue
		}
		q := c.At(l.Words, k) & (lexicon.CueWe | lexicon.CueYou)
		if (q == lexicon.CueWe || q == lexicon.CueYou) && pronounBeside(l, k, front, end, q) {
			o.placed += byMyself * s.authorSide() * cueSide(q, lexicon.CueYou, lexicon.CueWe)
			return
		}
		we, you = we || q&lexicon.CueWe != 0, you || q&lexicon.CueYou != 0
	}
	switch {
	case we && !you:
		o.near += byPronoun * s.authorSide()
	case you && !we:
		o.near -= byPronoun * s.authorSide()
	}
}

// pronounBeside tells whether the "we" or "you" at word k stands for the name in
// the words [front:end): "we, Acme", "Acme ("we")".
func pronounBeside(l *page.Line, k, front, end int, q lexicon.Cue) bool {
	if k == front-1 && (strings.Contains(l.Between(front), ",") || q == lexicon.CueWe && !l.Breaks(front)) {
		return true
	}
	return k == end && opensAlone(l.Between(end)) && (k+1 == len(l.Words) || l.Breaks(k+1))
}

// opensAlone tells whether a bracket or quote opens between two words, and no
// sentence ends before it.
func opensAlone(gap string) bool {
	return strings.ContainsAny(gap, "(\"“„«") && !strings.ContainsAny(gap, ".;")
}

// weighNeither weighs words that make a name that of one who is no party, and
// tells whether there are any.
func (s *Survey) weighNeither(o *organisation, l *page.Line, at, end int, c *lexicon.Cues) bool {
	found := s.sells(l, at, c)
	of := false
	for k := at - 1; k >= max(0, at-verbReach) && (!l.Breaks(k+1) || k == at-1 && opensAfter(l.Between(at))); k-- {
		q := c.At(l.Words, k)
		found = found || q&lexicon.CueUnder != 0 || q&lexicon.CueNeither != 0 && !of // the auditor of Acme is another one
		of = of || names.Owns(l.Beside, l.Words[k].Text)
	}
	for k := end; k < min(len(l.Words), end+verbReach+1) && (k == end || !l.Breaks(k)); k++ {
		found = found || c.At(l.Words, k)&lexicon.CueNeither != 0
	}
	if found {
		o.other += byNeither
	}
	return found
}

// opensAfter tells whether only a comma or a bracket stands between two words.
func opensAfter(gap string) bool {
	gap = strings.TrimSpace(gap)
	return gap == "" || gap == "," || gap == "("
}

// sells tells whether licences come from the one who is named at word at.
func (s *Survey) sells(l *page.Line, at int, c *lexicon.Cues) bool {
	before := l.Back(at)
	if before == 0 || l.Breaks(before) || c.At(l.Words, before-1)&(lexicon.CueTowards|lexicon.CueFrom) == 0 && l.Words[before-1].Text != "from" {
		return false
	}
	_, licences := l.Window(max(0, before-5), before, topic.LicenceThing)
	return licences
}
