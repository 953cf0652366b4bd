package party

import (
	"strings"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/names"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
	"claimline/internal/sow"
)

// weighPlace weighs where the name stands: beside the word for a role, in the
// first lines, in the title.
func (s *Survey) weighPlace(o *organisation, l *page.Line, at, end, n int, c *lexicon.Cues) {
	if w, ok := s.besideRole(l, at, n); ok {
		o.placed += w
		return
	}
	if l.Table > 0 || n >= openingLines {
		return
	}
	front := l.Back(at)
	last := end == len(l.Words)
	if (front == 1 || front == 2) && (last || l.Breaks(end)) && c.At(l.Words, front-1)&lexicon.CueTowards != 0 {
		o.placed += byTitle
		return
	}
	if s.isTitle(l, n) && (last || at == 0 || onlyPlace(l, end)) {
		o.placed += s.inTitle(l, front, at, end, n, c)
	}
}

// besideRole gives the weight of a name whose label tells the role, or who
// writes to whom.
func (s *Survey) besideRole(l *page.Line, at, n int) (float64, bool) {
	if customer, weight := labelRole(l); weight > 0 && at <= 2 && (l.Table > 0 || l.LabelLen <= maxRoleLabel) {
		return signed(byRole, customer), true
	}
	if to, from := labelOpens(l, topic.PartyTo), labelOpens(l, topic.PartyFrom); to != from && n < belongingLines {
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
func (s *Survey) isTitle(l *page.Line, n int) bool {
	if n >= titleLines || len(l.Words) > 2*names.MaxWords {
		return false
	}
	return l.Alone && !strings.HasSuffix(l.Text, ".") || s.rd.Doc.Blocks[l.Block].Kind == sow.Heading
}

// inTitle weighs a name in the title: "Teams for Acme", "Teams – Acme", the
// letterhead.
func (s *Survey) inTitle(l *page.Line, front, at, end, n int, c *lexicon.Cues) float64 {
	q := c.At(l.Words, front-1)
	switch {
	case q&lexicon.CueTowards != 0:
		return byTitleFor
	case q&lexicon.CueFrom != 0:
		return -byTitleFor
	case at == 0 && end >= len(l.Words)-1 && n == 0:
		return -byEdge * s.authorSide()
	case at > 0 && end == len(l.Words) || at == 0 && end < len(l.Words) && l.Breaks(end):
		return byTitle
	}
	return 0
}
