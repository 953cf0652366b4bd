package page

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"claimline/internal/fact/topic"
	"claimline/internal/sow"
)

// longestBold is how many bytes a label in bold letters has at most.
const longestBold = 40

// readBolds notes the words in bold letters of the block that is being cut which
// are labels without a colon: roles, "**Client** Acme Ltd", and what else stands
// in bold letters beside them.
func (pg *Page) readBolds(text string, marks []sow.Mark) {
	pg.bolds = pg.bolds[:0]
	roles := false
	for _, m := range marks {
		if m.Kind != sow.Bold || m.End-m.Start > longestBold || m.End >= len(text) || m.Start >= m.End {
			continue
		}
		end := m.Start + len(strings.TrimRight(text[m.Start:m.End], " \u00a0"))
		if end+1 >= len(text) || text[end] != ' ' || !opensValue(text[end+1:]) {
			continue
		}
		roles = roles || pg.boldRole(m.Start, end)
		if text[end-1] != ':' { // else its colon tells where it ends
			pg.bolds = append(pg.bolds, part{m.Start, end})
		}
	}
	if !roles {
		pg.bolds = pg.bolds[:0]
	}
}

// opensValue tells whether a text may be what a label gives: it begins with a
// capital or a digit.
func opensValue(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return unicode.IsUpper(r) || unicode.IsDigit(r)
}

// boldRole tells whether the bytes [start:end) of the block that is being cut are
// nothing but a role with a capital, and a name may follow.
func (pg *Page) boldRole(start, end int) bool {
	s := &pg.scan
	first, last := s.wordsBefore(start), s.wordsBefore(end)
	if first >= last || last >= len(s.ws) || !s.ws[first].Capital {
		return false
	}
	for _, h := range s.hits[firstHit(s.hits, first):firstHit(s.hits, last)] {
		if h.From == first && h.To == last && topic.Roles.Has(h.Topic) {
			return true
		}
	}
	return false
}

// boldEnd gives where the label in bold letters ends with which a part of the
// block begins at byte start, 0 for none.
func (pg *Page) boldEnd(start int) int {
	for _, b := range pg.bolds {
		if b.start == start {
			return b.end
		}
	}
	return 0
}

// plainMarks gives the marks of a text as they lie once all its spaces are written
// alike.
func plainMarks(text string, marks []sow.Mark) []sow.Mark {
	out := make([]sow.Mark, len(marks))
	for i, m := range marks {
		m.Start, m.End = plainAt(text, m.Start), plainAt(text, m.End)
		out[i] = m
	}
	return out
}

// plainAt gives the place of byte i of a text in the same text with plain spaces.
func plainAt(text string, i int) int {
	return len(plainSpaces.Replace(text[:max(0, min(i, len(text)))]))
}
