package table

import (
	"strings"

	"claimline/internal/detect/list"
	"claimline/internal/detect/page"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// decides tells whether the head of a column asks what was decided, answered
// or done about a line: "Answer", "Decision", "Outcome", "State".
func (r *Reading) decides(head string) bool {
	h := r.readHead(head)
	return h.Decides || h.Status
}

// readDecisions reads the columns whose head asks for a decision and whose
// cells give it in words: "Noted. No money this year", "Awarded to others".
func (r *Reading) readDecisions(t *table) {
	for _, row := range t.rows {
		if r.allNone(row) {
			r.setRow(row, sow.Excluded, "table.none")
		}
		for _, i := range row.blocks {
			c := r.Doc.Blocks[i].Cell
			if c.Col > 0 && !c.HeaderRow && r.saysNone(i) && r.headsWork(c.ColHead) {
				r.setRow(row, sow.Excluded, "table.none")
			}
			if c.Col == 0 || c.HeaderRow || r.Blocks[i].Answer || len(c.ColHead) > page.MaxPseudo || !r.decides(c.ColHead) {
				continue
			}
			r.setRow(row, r.decision(i), "table.decision")
		}
	}
}

// headsWork tells whether the head of a column asks for the work on a line:
// "Our work", "Travaux d'Isarelle".
func (r *Reading) headsWork(head string) bool {
	tokens := r.HeadOf(head).Tokens
	return len(tokens) > 0 && len(tokens) <= maxAsking && phrase.Opens(tokens, r.WordsOf(list.WorkAny))
}

// allNone tells whether the cells of a row after its first all say that there
// is nothing, one of them in words.
func (r *Reading) allNone(row *tableRow) bool {
	said, cells := false, 0
	for _, i := range row.blocks {
		c := r.Doc.Blocks[i].Cell
		if c.Col == 0 {
			continue
		}
		tokens := r.TokensOf(i)
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
func (r *Reading) decision(i int) sow.Polarity {
	lang, tokens := r.Blocks[i].Lang, r.TokensOf(i)
	if lang == nil || len(tokens) == 0 {
		return ""
	}
	if phrase.Opens(tokens, lang.Words[list.DutyNone]) {
		return sow.Excluded
	}
	all := token.Span{From: 0, To: int32(len(tokens))}
	if r.WorksIn(i, all) && (r.DoesItself(i, all) || token.Named(&r.Partner, r.Doc.Blocks[i].Text, tokens)) {
		return ""
	}
	if p := r.refusalIn(i); p != "" {
		return p
	}
	if len(tokens) <= maxOwner && !r.Says(i, list.PartyConsents) {
		switch r.WhoseIn(r.Doc.Blocks[i].Text, tokens) {
		case page.Customers, page.Thirds:
			return sow.Excluded
		case page.Nobodys, page.Partners:
		}
	}
	return ""
}

// refusalIn gives what the first cue of refusal in a block says: one that
// speaks of what stands before it, or that opens the block.
func (r *Reading) refusalIn(i int) sow.Polarity {
	if c := r.RefusalWithin(i, token.Span{From: 0, To: int32(len(r.TokensOf(i)))}); c != nil {
		return c.Sets
	}
	return ""
}

// clauseRefuses tells whether a clause of a remark says that nothing is done:
// "live since 2022; otherwise no work".
func (r *Reading) clauseRefuses(i int) bool {
	lang, tokens, text := r.Blocks[i].Lang, r.TokensOf(i), r.Doc.Blocks[i].Text
	for k := 1; k < len(tokens); k++ {
		if tokens[k-1].Flags&token.IsPunct == 0 || !strings.ContainsAny(text[tokens[k-1].Start:tokens[k-1].End], ",;.") {
			continue
		}
		if r.WorksIn(i, token.Span{From: 0, To: int32(k)}) {
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
func (r *Reading) worksNext(i, k int) bool {
	tokens := r.TokensOf(i)
	return r.VerbWithin(i, token.Span{From: int32(k), To: int32(min(k+2, len(tokens)))}) || phrase.Opens(tokens[k:], r.WordsOf(list.WorkAny))
}

// strangeBody tells whether a cell below a head that asks who does a line names
// a body of people or a firm that is not the partner's.
func (r *Reading) strangeBody(i int) bool {
	lang, tokens := r.Blocks[i].Lang, r.TokensOf(i)
	if lang == nil || len(tokens) == 0 || len(tokens) > maxOwner || r.WhoseIn(r.Doc.Blocks[i].Text, tokens) != page.Nobodys {
		return false
	}
	if phrase.Within(tokens, r.PartyWords().Self) || phrase.Within(tokens, r.PartyWords().Partner) || !r.Says(i, list.PartyBodies) && (len(r.Partner.Words) == 0 || !phrase.Within(tokens, r.WordsOf(list.FirmForms))) {
		return false
	}
	for k := range int32(len(tokens)) {
		if r.UnknownName(i, k, lang) && !phrase.Opens(tokens[k:], lang.Words[list.PartyBodies]) {
			return true
		}
	}
	return false
}
