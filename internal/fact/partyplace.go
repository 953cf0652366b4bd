package fact

import (
	"strings"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/topic"
	"claimline/internal/sow"
)

// weighPlace weighs where the name stands: beside the word for a role, in the
// first lines, in the title.
func (s *survey) weighPlace(o *organisation, l *line, at, end, n int, c *lexicon.Cues) {
	if w, ok := s.besideRole(l, at, n); ok {
		o.placed += w
		return
	}
	if l.table > 0 || n >= openingLines {
		return
	}
	front := l.back(at)
	last := end == len(l.ws)
	if (front == 1 || front == 2) && (last || l.breaks(end)) && c.At(l.ws, front-1)&lexicon.CueTowards != 0 {
		o.placed += byTitle
		return
	}
	if s.isTitle(l, n) && (last || at == 0 || l.onlyPlace(end)) {
		o.placed += s.inTitle(l, front, at, end, n, c)
	}
}

// besideRole gives the weight of a name whose label tells the role, or who
// writes to whom.
func (s *survey) besideRole(l *line, at, n int) (float64, bool) {
	if customer, weight := l.labelRole(); weight > 0 && at <= 2 && (l.table > 0 || l.labelLen <= maxRoleLabel) {
		return signed(byRole, customer), true
	}
	if to, from := l.labelOpens(topic.PartyTo), l.labelOpens(topic.PartyFrom); to != from && n < belongingLines {
		return signed(byRole/2*s.authorSide(), to != s.rd.answers(l)), true
	}
	return 0, false
}

// signed gives a weight for the customer, or against it.
func signed(weight float64, customer bool) float64 {
	if customer {
		return weight
	}
	return -weight
}

// isTitle tells whether line n is part of the title.
func (s *survey) isTitle(l *line, n int) bool {
	if n >= titleLines || len(l.ws) > 2*maxNameWords {
		return false
	}
	return l.alone && !strings.HasSuffix(l.text, ".") || s.rd.doc.Blocks[l.block].Kind == sow.Heading
}

// inTitle weighs a name in the title: "Teams for Acme", "Teams – Acme", the
// letterhead.
func (s *survey) inTitle(l *line, front, at, end, n int, c *lexicon.Cues) float64 {
	q := c.At(l.ws, front-1)
	switch {
	case q&lexicon.CueTowards != 0:
		return byTitleFor
	case q&lexicon.CueFrom != 0:
		return -byTitleFor
	case at == 0 && end >= len(l.ws)-1 && n == 0:
		return -byEdge * s.authorSide()
	case at > 0 && end == len(l.ws) || at == 0 && end < len(l.ws) && l.breaks(end):
		return byTitle
	}
	return 0
}
