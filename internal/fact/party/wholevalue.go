package party

import (
	"strings"

	"claimline/internal/fact/names"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
)

// longestRest is how many words a name goes on for at most behind what was read of
// it.
const longestRest = 4

// takeValue takes the whole value beside the label of a role where the name that
// was read is only its beginning: "Client: Foundation of the Upper Lakes, Bath".
func (rd *Sides) takeValue(p *Party) {
	for i := range rd.Lines {
		l := &rd.Lines[i]
		if !names.BeginsWith(l.Words, p.key) || !l.Words[0].Capital {
			continue
		}
		if _, weight := labelRole(l); weight == 0 || !roleLabel(l) {
			continue
		}
		to, ok := rd.valueEnd(l, len(p.key))
		if !ok {
			continue
		}
		if org, ok := names.Whole(l, 0, to); ok {
			p.name, p.key, p.form = org.Text, org.Key, org.Form
		}
		return
	}
}

// valueEnd gives the word before which the value of a label ends that goes on at
// word from with a few more words of the name, not with a sentence.
func (rd *Sides) valueEnd(l *page.Line, from int) (to int, ok bool) {
	to = from
	for to < len(l.Words) && !l.Breaks(to) {
		if l.Verb(to) || l.DigitAt(to) || l.Covered(to, topic.PartyAuthored) || l.Covered(to, topic.PartyBehalf) || l.Covered(to, topic.PartyBy) || l.Covered(to, topic.PartyWith) {
			return from, false
		}
		to++
	}
	if to == from || to > from+longestRest {
		return from, false
	}
	if to < len(l.Words) {
		return to, strings.ContainsAny(l.Between(to), ",(")
	}
	return to, true
}
