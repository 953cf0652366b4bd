package detect

import (
	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/list"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// noteReach is the number of words at the start of a cell within which a note
// is taken to speak of its row.
const noteReach = 8

// readNotes reads cells beside the first one that say of their row that it is
// not delivered here: "not part of the order", "run by the vendor".
func (r *tableReading) readNotes(t *table) {
	for _, row := range t.rows {
		for _, i := range row.blocks {
			if c := r.doc.Blocks[i].Cell; c.Col == 0 || c.HeaderRow || r.blocks[i].answer {
				continue
			}
			if p := t.column(r.doc.Blocks[i].Cell.Col).class; p != nil && (p.Polarity == sow.Background || p.Polarity == sow.Source) {
				continue // what stood before says nothing of what stands now
			}
			r.setRow(row, r.note(i), "table.note")
		}
	}
}

// note gives what a cell says of its row.
func (r *tableReading) note(i int) sow.Polarity {
	lang, tokens := r.blocks[i].lang, r.tokensOf(i)
	if lang == nil || len(tokens) < 2 || len(r.hitsOf(i, phrase.Name)) > 0 {
		return ""
	}
	for k := range min(noteReach, len(tokens)) {
		if !phrase.Opens(tokens[k:], lang.Words[list.PartyBy]) || k > 0 && phrase.Opens(tokens[k-1:], lang.Words[list.PartyConsents]) {
			continue
		}
		near := tokens[k+1 : min(len(tokens), k+5)]
		switch r.whoseIn(r.doc.Blocks[i].Text, near[:token.UntilPunct(near)]) {
		case customers:
			return sow.Prerequisite
		case thirds:
			return sow.Excluded
		case nobodys, partners:
		}
	}
	if r.clauseRefuses(i) {
		return sow.Excluded
	}
	return r.noteCue(i)
}

// noteCue reads a refusal that opens a cell.
func (r *tableReading) noteCue(i int) sow.Polarity {
	for _, h := range r.hitsOf(i, phrase.Cue) {
		if h.From > 1 {
			break
		}
		for c := range r.cuesOf(h, r.blocks[i].lang) {
			if c.Kind == lexicon.RealCue && !c.Weak && !c.Flips && c.Direction != "forward" && lexicon.Refuses(c.Sets) && c.Sets != sow.Boilerplate {
				return c.Sets
			}
		}
	}
	return ""
}
