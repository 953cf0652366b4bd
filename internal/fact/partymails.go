package fact

import (
	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/topic"
)

// spotOf is where a line begins, in the order of the text.
func spotOf(l *line) int { return l.block<<20 + min(l.start, 1<<20-1) }

// letterOfThread notes which part of a thread of e-mails is the document: the
// longest message. What stands outside of it is mostly the answer of the other
// side.
func (rd *reading) letterOfThread() {
	rd.thread.from, rd.thread.to, rd.thread.sender = 0, 0, nil
	opens := -1 // the line that opens the message
	longest := 0
	several := false
	for i := 0; i <= len(rd.lines); i++ {
		if i < len(rd.lines) && !rd.lines[i].opensMail() {
			continue
		}
		if n := i - opens; opens >= 0 && n > longest {
			longest = n
			rd.thread.sender = rd.lines[opens].ws
			rd.thread.from, rd.thread.to = spotOf(&rd.lines[opens]), 1<<62
			if i < len(rd.lines) {
				rd.thread.to = spotOf(&rd.lines[i])
			}
		}
		several = several || opens >= 0 && i < len(rd.lines)
		opens = i
	}
	if !several {
		rd.thread.from, rd.thread.to = 0, 0
	}
}

// opensMail tells whether a line tells who sends a message: "From: Jane Doe".
func (l *line) opensMail() bool {
	return l.table == 0 && !l.edge && l.label != "" && len(l.ws) > 0 && l.ws[0].Capital && !l.digitAt(0) && l.labelLen == 1 && l.labelOpens(topic.PartyFrom)
}

// answers tells whether a line belongs to a message by which somebody else
// answers the one that is the document.
func (rd *reading) answers(l *line) bool {
	t := &rd.thread
	if at := spotOf(l); t.to == 0 || at >= t.from && at < t.to || len(l.ws) == 0 || len(t.sender) == 0 {
		return false
	}
	return l.labelOpens(topic.PartyTo) || l.ws[0].Text != t.sender[0].Text
}

// thread is the message of a thread of e-mails that is the document.
type thread struct {
	from, to int // of its lines, 0 for none
	sender   []lexicon.Word
}
