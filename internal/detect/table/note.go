package table

import (
	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/list"
	"claimline/internal/detect/page"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// noteReach is the number of words at the start of a cell within which a note
// is taken to speak of its row.
const noteReach = 8

// readNotes reads cells beside the first one that say of their row that it is
// not delivered here: "not part of the order", "run by the vendor".
func (r *Reading) readNotes(t *table) {
	for _, row := range t.rows {
		for _, i := range row.blocks {
			c := r.Doc.Blocks[i].Cell
			if c.Col == 0 && !c.HeaderRow {
				r.setRow(row, r.bracketed(i), "table.note")
			}
			if c.Col == 0 || c.HeaderRow || r.Blocks[i].Answer || r.readHead(c.ColHead).Apart {
				continue // who bought its licence does not do the work
			}
			if p := t.column(c.Col).class; p != nil && (p.Polarity == sow.Background || p.Polarity == sow.Source) {
				continue // what stood before says nothing of what stands now
			}
			r.setRow(row, r.note(i), "table.note")
		}
	}
}

// note gives what a cell says of its row.
func (r *Reading) note(i int) sow.Polarity {
	lang, tokens := r.Blocks[i].Lang, r.TokensOf(i)
	if lang == nil || len(tokens) < 2 || len(r.HitsOf(i, phrase.Name)) > 0 {
		return ""
	}
	for k := range min(noteReach, len(tokens)) {
		if !phrase.Opens(tokens[k:], lang.Words[list.PartyBy]) || k > 0 && phrase.Opens(tokens[k-1:], lang.Words[list.PartyConsents]) {
			continue
		}
		if v, ok := r.Lex.Value(r.before(i, k)); ok && lexicon.Refuses(v.Polarity) {
			return v.Polarity // "postponed by the client" asks the client for nothing
		}
		near := tokens[k+1 : min(len(tokens), k+5)]
		switch r.WhoseIn(r.Doc.Blocks[i].Text, near[:token.UntilPunct(near)]) {
		case page.Customers:
			return sow.Prerequisite
		case page.Thirds:
			return sow.Excluded
		case page.Nobodys, page.Partners:
		}
	}
	if r.clauseRefuses(i) {
		return sow.Excluded
	}
	return r.noteCue(i, 0)
}

// before gives the text of a block in front of token k.
func (r *Reading) before(i, k int) string {
	if k == 0 {
		return ""
	}
	tokens := r.TokensOf(i)
	return r.Doc.Blocks[i].Text[tokens[0].Start:tokens[k-1].End]
}

// bracketed reads a refusal between brackets behind the short name of a row that
// is no product's: "C (not ordered)".
func (r *Reading) bracketed(i int) sow.Polarity {
	tokens, text := r.TokensOf(i), r.Doc.Blocks[i].Text
	if len(tokens) > noteReach || len(r.HitsOf(i, phrase.Name)) > 0 {
		return ""
	}
	for k := 1; k < len(tokens); k++ {
		if text[tokens[k].Start] == '(' {
			return r.noteCue(i, int32(k))
		}
	}
	return ""
}

// noteCue reads a refusal that begins at token from of a cell or right after it.
func (r *Reading) noteCue(i int, from int32) sow.Polarity {
	for _, h := range r.HitsOf(i, phrase.Cue) {
		if h.From < from {
			continue
		}
		if h.From > from+1 {
			break
		}
		for c := range r.CuesOf(h, r.Blocks[i].Lang) {
			if c.Kind == lexicon.RealCue && !c.Weak && !c.Flips && c.Direction != "forward" && lexicon.Refuses(c.Sets) && c.Sets != sow.Boilerplate {
				return c.Sets
			}
		}
	}
	return ""
}
