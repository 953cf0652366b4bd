package party

import (
	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
)

// spotOf is where a line begins, in the order of the text.
func spotOf(l *page.Line) int { return l.Block<<20 + min(l.Start, 1<<20-1) }

// endOfText is behind where any line begins.
const endOfText = 1 << 62

// letterOfThread notes which part of a thread of e-mails is the document: the
// longest message. What stands outside of it is mostly the answer of the other
// side.
func (rd *Sides) letterOfThread() {
	rd.thread.from, rd.thread.to, rd.thread.sender = 0, 0, nil
	opens := -1 // the line that opens the message
	longest := 0
	several := false
	for i := 0; i <= len(rd.Lines); i++ {
		if i < len(rd.Lines) && !opensMail(&rd.Lines[i]) {
			continue
		}
		if n := i - opens; opens >= 0 && n > longest {
			longest = n
			rd.thread.sender = rd.Lines[opens].Words
			rd.thread.from, rd.thread.to = spotOf(&rd.Lines[opens]), endOfText
			if i < len(rd.Lines) {
				rd.thread.to = spotOf(&rd.Lines[i])
			}
		}
		several = several || opens >= 0 && i < len(rd.Lines)
		opens = i
	}
	if !several {
		rd.thread.from, rd.thread.to = 0, 0
	}
}

// opensMail tells whether a line tells who sends a message: "From: Jane Doe".
func opensMail(l *page.Line) bool {
	return l.Table == 0 && !l.Edge && l.Label != "" && len(l.Words) > 0 && l.Words[0].Capital && !l.DigitAt(0) && l.LabelLen == 1 && labelOpens(l, topic.PartyFrom)
}

// answers tells whether a line belongs to a message by which somebody else
// answers the one that is the document.
func (rd *Sides) answers(l *page.Line) bool {
	t := &rd.thread
	if at := spotOf(l); t.to == 0 || at >= t.from && at < t.to || len(l.Words) == 0 || len(t.sender) == 0 {
		return false
	}
	return labelOpens(l, topic.PartyTo) || l.Words[0].Text != t.sender[0].Text
}

// thread is the message of a thread of e-mails that is the document.
type thread struct {
	from, to int // of its lines, 0 for none
	sender   []lexicon.Word
}
