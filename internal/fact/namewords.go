package fact

import (
	"slices"
	"strings"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/topic"
	"claimline/internal/fact/written"
)

// at gives the longest hit of the topics that begins at word i.
func (l *line) at(i int, topics ...topic.Topic) (lexicon.Hit, bool) {
	for k := l.hitsFrom(i); k < len(l.hits) && l.hits[k].From == i; k++ {
		if slices.Contains(topics, l.hits[k].Topic) {
			return l.hits[k], true
		}
	}
	return lexicon.Hit{}, false
}

// topicsAt gives the topics of the hits that begin at word i.
func (l *line) topicsAt(i int) (s topic.Set) {
	for k := l.hitsFrom(i); k < len(l.hits) && l.hits[k].From == i; k++ {
		t := l.hits[k].Topic.InSet()
		s[t>>6&1] |= 1 << (t & 63)
	}
	return s
}

// possessive tells whether word i is the "s" of "Margie's" within a name.
func (l *line) possessive(i int) bool {
	return i > 0 && i+1 < len(l.ws) && l.ws[i].Text == "s" && l.ws[i+1].Capital && strings.ContainsAny(l.between(i), "'’")
}

// covered tells whether a hit of the topic holds word i.
func (l *line) covered(i int, t topic.Topic) bool {
	if !l.topics.Has(t) {
		return false
	}
	for k := l.hitsFrom(i + 1 - l.span); k < len(l.hits) && l.hits[k].From <= i; k++ {
		if h := &l.hits[k]; h.Topic == t && i < h.To {
			return true
		}
	}
	return false
}

// endsAt gives a hit of the topic that ends before word i.
func (l *line) endsAt(i int, t topic.Topic) (lexicon.Hit, bool) {
	if !l.topics.Has(t) {
		return lexicon.Hit{}, false
	}
	for k := l.hitsFrom(i - l.span); k < len(l.hits) && l.hits[k].From < i; k++ {
		if h := &l.hits[k]; h.To == i && h.Topic == t {
			return *h, true
		}
	}
	return lexicon.Hit{}, false
}

func (l *line) digitAt(i int) bool { return written.DigitAt(l.text, l.ws[i].Start) }

// shouted tells whether the words [from:to) are written in capitals.
func (l *line) shouted(from, to int) bool {
	letters := 0
	for i := from; i < to && i < len(l.ws); i++ {
		t := l.text[l.ws[i].Start:l.ws[i].End]
		if !shouting(t) {
			return false
		}
		letters += len(t)
	}
	return letters > 3
}

// joins tells whether "and the" begins at word i: another name follows.
func (l *line) joins(i int) bool {
	h, ok := l.at(i, topic.PartyAnd)
	if !ok || l.ws[i].Capital {
		return false
	}
	if h.To-h.From > 1 {
		return true
	}
	_, ok = l.at(h.To, topic.PartyArticle)
	return ok && !l.ws[h.To].Capital && l.ws[h.To].Text != "d" // "des Gens de Mer et d'Estuaire"
}

// hyphened tells whether word i is the rest of a compound: "ERP-huset",
// "Co-operative".
func (l *line) hyphened(i int) bool {
	gap := l.between(i)
	return gap == "-" || gap == "\u2010" || gap == "\u2011"
}

// between gives the text between word i-1 and word i.
func (l *line) between(i int) string {
	if i <= 0 || i >= len(l.ws) {
		return ""
	}
	return l.text[l.ws[i-1].End:l.ws[i].Start]
}

// breaks tells whether a name ends before word i: at a comma, bracket, dash or
// the end of a sentence.
func (l *line) breaks(i int) bool {
	gap := l.between(i)
	if gap == " " {
		return false
	}
	if strings.ContainsAny(gap, ",;:()[]\n\"“”„«»|/–—…!?") {
		return true
	}
	if strings.Contains(gap, " - ") {
		return true
	}
	return strings.Contains(gap, ". ") && len(l.ws[i-1].Text) > 3
}

// verb tells whether a word begins what the holder of the name does.
func (l *line) verb(i int) bool {
	_, ok := l.at(i, topic.PartyPerforms, topic.PartyReceives, topic.PartyEngages, topic.DateStarts, topic.DateEnds, topic.LicenceHolds)
	return ok
}
