package detect

import (
	"strings"

	"claimline/internal/detect/list"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// decides tells whether the head of a column asks what was decided, answered
// or done about a line: "Answer", "Decision", "Outcome", "State".
func (r *tableReading) decides(head string) bool {
	h := r.readHead(head)
	return h.decides || h.status
}

// readDecisions reads the columns whose head asks for a decision and whose
// cells give it in words: "Noted. No money this year", "Awarded to others".
func (r *tableReading) readDecisions(t *table) {
	for _, row := range t.rows {
		if r.allNone(row) {
			r.setRow(row, sow.Excluded, "table.none")
		}
		for _, i := range row.blocks {
			c := r.doc.Blocks[i].Cell
			if c.Col > 0 && !c.HeaderRow && r.saysNone(i) && r.headsWork(c.ColHead) {
				r.setRow(row, sow.Excluded, "table.none")
			}
			if c.Col == 0 || c.HeaderRow || r.blocks[i].answer || len(c.ColHead) > maxPseudo || !r.decides(c.ColHead) {
				continue
			}
			r.setRow(row, r.decision(i), "table.decision")
		}
	}
}

// headsWork tells whether the head of a column asks for the work on a line:
// "Our work", "Travaux d'Isarelle".
func (r *tableReading) headsWork(head string) bool {
	tokens := r.headOf(head).tokens
	return len(tokens) > 0 && len(tokens) <= maxAsking && phrase.Opens(tokens, r.wordsOf(list.WorkAny))
}

// allNone tells whether the cells of a row after its first all say that there
// is nothing, one of them in words.
func (r *tableReading) allNone(row *tableRow) bool {
	said, cells := false, 0
	for _, i := range row.blocks {
		c := r.doc.Blocks[i].Cell
		if c.Col == 0 {
			continue
		}
		tokens := r.tokensOf(i)
		if c.HeaderRow || len(tokens) > 1 || !r.isNothing(i) {
			return false
		}
		cells++
		said = said || r.saysNone(i)
	}
	return said && cells > 1
}

// decision gives what a cell of a decision says of its row, "" when it refuses
// nothing.
func (r *tableReading) decision(i int) sow.Polarity {
	lang, tokens := r.blocks[i].lang, r.tokensOf(i)
	if lang == nil || len(tokens) == 0 {
		return ""
	}
	if phrase.Opens(tokens, lang.Words[list.DutyNone]) {
		return sow.Excluded
	}
	all := token.Span{From: 0, To: int32(len(tokens))}
	if r.worksIn(i, all) && (r.doesItself(i, all) || token.Named(&r.partner, r.doc.Blocks[i].Text, tokens)) {
		return ""
	}
	if p := r.refusalIn(i); p != "" {
		return p
	}
	if len(tokens) <= maxOwner && !phrase.Within(tokens, lang.Words[list.PartyConsents]) {
		switch r.whoseIn(r.doc.Blocks[i].Text, tokens) {
		case customers, thirds:
			return sow.Excluded
		case nobodys, partners:
		}
	}
	return ""
}

// refusalIn gives what the first cue of refusal in a block says: one that
// speaks of what stands before it, or that opens the block.
func (r *tableReading) refusalIn(i int) sow.Polarity {
	if c := r.refusalWithin(i, token.Span{From: 0, To: int32(len(r.tokensOf(i)))}); c != nil {
		return c.Sets
	}
	return ""
}

// clauseRefuses tells whether a clause of a remark says that nothing is done:
// "live since 2022; otherwise no work".
func (r *tableReading) clauseRefuses(i int) bool {
	lang, tokens, text := r.blocks[i].lang, r.tokensOf(i), r.doc.Blocks[i].Text
	for k := 1; k < len(tokens); k++ {
		if tokens[k-1].Flags&token.IsPunct == 0 || !strings.ContainsAny(text[tokens[k-1].Start:tokens[k-1].End], ",;.") {
			continue
		}
		if r.worksIn(i, token.Span{From: 0, To: int32(k)}) {
			return false
		}
		from := k + int(phrase.Opening(tokens[k:], lang.Words[list.Otherwise]))
		if n := int(phrase.Opening(tokens[from:], lang.Words[list.DutyNone])); n > 0 && r.worksNext(i, from+n) {
			return true
		}
	}
	return false
}

// worksNext tells whether the word at token k is one of work.
func (r *tableReading) worksNext(i, k int) bool {
	tokens := r.tokensOf(i)
	return r.verbWithin(i, token.Span{From: int32(k), To: int32(min(k+2, len(tokens)))}) || phrase.Opens(tokens[k:], r.wordsOf(list.WorkAny))
}

// strangeBody tells whether a cell below a head that asks who does a line names
// a body of people or a firm that is not the partner's.
func (r *tableReading) strangeBody(i int) bool {
	lang, tokens := r.blocks[i].lang, r.tokensOf(i)
	if lang == nil || len(tokens) == 0 || len(tokens) > maxOwner || r.whoseIn(r.doc.Blocks[i].Text, tokens) != nobodys {
		return false
	}
	if phrase.Within(tokens, r.partyWords().Self) || phrase.Within(tokens, r.partyWords().Partner) || !phrase.Within(tokens, lang.Words[list.PartyBodies]) {
		return false
	}
	for k := range int32(len(tokens)) {
		if r.unknownName(i, k, lang) && !phrase.Opens(tokens[k:], lang.Words[list.PartyBodies]) {
			return true
		}
	}
	return false
}
