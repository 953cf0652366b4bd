package table

import (
	"strings"

	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/list"
	"claimline/internal/detect/phrase"
	"claimline/internal/sow"
)

// fateOf gives what a cell says of its row in a table of what a change does to
// the lines of an order, "" in other tables: there "stays" is said of the work
// that was ordered, not of a system that is left as it is.
func (r *Reading) fateOf(t *table, i int, v lexicon.Value) sow.Polarity {
	lang := r.Blocks[i].Lang
	if lang == nil || v.Polarity != sow.Excluded && v.Polarity != sow.InScope || !r.changes(t) || strings.Contains(r.Doc.Blocks[i].Text, "?") {
		return ""
	}
	if phrase.Opens(r.TokensOf(i), lang.Words[list.StaysPut]) || v.Polarity == sow.InScope {
		return sow.InScope
	}
	return ""
}

// changes tells whether a table gives the lines of an order and what becomes of
// them: some stay, others are dropped or new.
func (r *Reading) changes(t *table) bool {
	if !t.fateRead {
		t.fateRead, t.fate = true, r.readFate(t)
	}
	return t.fate
}

// readFate tells whether a column of a table says of some lines that they stay
// and of others that they go, in a change order or beside a head that names the
// order.
func (r *Reading) readFate(t *table) bool {
	ordered := r.KindOfDoc == sow.KindChangeOrder
	for _, c := range t.columns {
		ordered = ordered || r.SaysAny(r.HeadOf(c.head).Tokens, r.WordsOf(list.HeadContract))
	}
	stays, goes := map[int]bool{}, map[int]bool{}
	for _, row := range t.rows {
		for _, i := range row.blocks {
			c := r.Doc.Blocks[i].Cell
			if c.Col == 0 || c.HeaderRow || r.Blocks[i].Lang == nil {
				continue
			}
			if phrase.Opens(r.TokensOf(i), r.Blocks[i].Lang.Words[list.StaysPut]) {
				stays[c.Col] = true
			} else if v, ok := r.cellValue(i); ok && v.Polarity == sow.Excluded {
				goes[c.Col] = true
			}
		}
	}
	for col := range stays {
		if ordered && goes[col] {
			return true
		}
	}
	return false
}
